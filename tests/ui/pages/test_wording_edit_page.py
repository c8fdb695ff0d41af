"""A wording is written without mark-up, with mouse and keyboard, and seen at once on the paper."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ashibue_desk.domain.wording_checks import spots
from ashibue_desk.law.form_texts import original_texts
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.wordings import open_wording
from tests.helpers.accessible_names import nameless_controls
from tests.ui.pages.showing import Opened
from tests.ui.pages.wording_writer import PASSWORD, decided, drawn, write
from ui.pages.wordings.decide_card import AGAIN, STAYS
from ui.pages.wordings.edit_page import WordingEditPage
from ui.pages.wordings.piece_menu import PieceMenu
from ui.theme.theme import theme


class TestWriting:
    def test_a_new_version_from_typing_to_paper(self, opened: Opened, desk: Desk, qtbot: QtBot) -> None:
        page = opened.show(WordingEditPage, "consent")
        assert drawn(page, opened, qtbot) == 2
        before = page.preview.sheets()
        write(
            page,
            "clauses.1.passages.0.text",
            "管理は、次の者が行います。〔連絡先があるとき：連絡先も書きます。〕",
        )
        assert drawn(page, opened, qtbot) == 2
        assert page.preview.sheets() != before
        decided(page, opened, AGAIN)
        assert opened.shell.went_back == 1
        current = open_wording(desk, "consent").current
        assert current.version == 2
        assert current.text is not None
        stored = "管理は、次の者が行います。{% if contact %}連絡先も書きます。{% endif %}"
        assert current.text.clauses[1].passages[0].text == stored
        assert page.may_leave()

    def test_only_words_leave_signatures_in_force(self, opened: Opened, desk: Desk) -> None:
        page = opened.show(WordingEditPage, "pledge")
        write(page, "closing", "以上です")
        decided(page, opened)
        assert open_wording(desk, "pledge").holds == 1, "the choice about signatures is asked for"
        page.deciding.signatures.set_value(STAYS)
        page.deciding.password.line.setText(PASSWORD)
        page.deciding.act_button.click()
        opened.rest()
        newest = open_wording(desk, "pledge").newest.own
        assert newest is not None
        assert not newest.signs_again

    def test_forms_that_nobody_signs_ask_nothing_about_it(self, opened: Opened, desk: Desk) -> None:
        page = opened.show(WordingEditPage, "handover")
        write(page, "lead", "次のとおり引き継ぎます。")
        decided(page, opened)
        assert open_wording(desk, "handover").holds == 2

    def test_what_is_wrong_stands_beside_its_text_and_nothing_can_be_decided(
        self, opened: Opened, qtbot: QtBot
    ) -> None:
        page = opened.show(WordingEditPage, "consent")
        drawn(page, opened, qtbot)
        before = page.preview.sheets()
        write(page, "clauses.0.passages.0.items.1", "〔電話番号〕")
        write(page, "clauses.0.heading", "")
        assert page.faults_line.text() == "直すところが2か所あります。"
        assert not page.decide_button.isEnabled()
        assert not page.editor.cards["clauses.0"].tag.isHidden()
        assert page.editor.cards["clauses.1"].tag.isHidden()
        assert page.editor.part is not None
        problem = page.editor.part._problems["clauses.0.passages.0.items.1"]
        assert problem.text() == "1行目：「電話番号」という欄は、この様式にはありません。"
        drawn(page, opened, qtbot)
        assert page.preview.sheets() == before
        assert "直す前の見本" in page.preview_note.text()
        page.editor.undo()
        page.editor.undo()
        assert page.decide_button.isEnabled()

    def test_a_character_no_font_has_is_told_beside_the_paper(self, opened: Opened, qtbot: QtBot) -> None:
        page = opened.show(WordingEditPage, "consent")
        write(page, "lead", "私は\U0001fae8、同意します。")
        drawn(page, opened, qtbot)
        assert "印刷できない文字" in page.preview_note.text() or "\U0001fae8" in page.preview_note.text()

    def test_pieces_come_go_and_move(self, opened: Opened) -> None:
        page = opened.show(WordingEditPage, "consent")
        editor, working = page.editor, page.working
        assert working is not None
        begun = working.shown
        editor.focus_text("clauses.0.passages.0.items.0")
        editor.do("add", "clauses.0.passages.0.items.0")
        assert len(working.shown.clauses[0].passages[0].items) == 3
        editor.do("down", "clauses.0.passages.0.items.0")
        assert working.shown.clauses[0].passages[0].items[1] == begun.clauses[0].passages[0].items[0]
        editor.do("remove", "clauses.0.passages.0.items.0")
        editor.do("kana", "clauses.0.passages.0.text")
        assert working.shown.clauses[0].passages[0].kana
        editor.do("note", "clauses.0.passages.0.text")
        assert working.shown.clauses[0].passages[0].note
        editor.do("remove", "clauses.0.passages.0.note")
        editor.do("condition", "clauses.0.passages.1.text", "contact")
        assert working.shown.clauses[0].passages[1].when == "contact"
        editor.do("down", "clauses.0")
        assert working.shown.clauses[1].heading == "利用目的"
        assert editor.part is not None
        assert "clauses.1.heading" in editor.part.boxes, "the part that was moved stays unfolded"
        editor.add_clause()
        assert len(working.shown.clauses) == len(begun.clauses) + 1
        while working.can_undo:
            editor.undo()
        assert working.shown == begun

    def test_the_last_paragraph_stays(self, opened: Opened) -> None:
        page = opened.show(WordingEditPage, "consent")
        assert page.working is not None
        page.editor.do("remove", "clauses.1.passages.0.text")
        page.editor.do("remove", "clauses.1.heading")
        assert not page.working.is_changed

    def test_fields_are_put_where_the_cursor_is(self, opened: Opened) -> None:
        page = opened.show(WordingEditPage, "consent")
        page.editor.focus_text("closing")
        assert page.editor.part is not None
        box = page.editor.part.boxes["closing"]
        box.entered.emit("closing")
        box.selectAll()
        words = {each.words: each for each in page.editor.insert_button.acts}
        page.editor.insert_button.chosen.emit("wrap", "", words["連絡先があるときだけ"].argument)
        assert box.value() == "〔連絡先があるとき：以上〕"
        box.moveCursor(box.textCursor().MoveOperation.End)
        page.editor.insert_button.chosen.emit("insert", "", words["〔連絡先〕"].argument)
        assert box.value() == "〔連絡先があるとき：以上〕〔連絡先〕"
        assert page.decide_button.isEnabled()

    def test_menus_say_what_they_do(self, opened: Opened) -> None:
        page = opened.show(WordingEditPage, "consent")
        page.editor.focus_text("clauses.0.heading")
        assert page.editor.part is not None
        menu = page.editor.part.menus["clauses.0.passages.0.text"].menu_of_acts()
        words = [action.text() for action in menu.actions() if action.text()]
        assert words[0] == "上へ動かす\tAlt+↑"
        assert words[-2:] == ["載せるとき", "この段落を消す"]
        assert not menu.actions()[0].isEnabled()
        choices = next(action.menu() for action in menu.actions() if action.text() == "載せるとき")
        assert isinstance(choices, QMenu)
        offered = {action.text(): action.isChecked() for action in choices.actions()}
        assert offered["いつも載せる"]
        assert "連絡先があるときだけ" in offered
        menu.deleteLater()

    def test_a_clause_that_the_regulation_asks_for_is_not_offered_for_removal(self, opened: Opened) -> None:
        page = opened.show(WordingEditPage, "handling_annex")
        menus = {menu.key: menu.acts[-1] for menu in page.editor.findChildren(PieceMenu) if menu.acts}
        assert not menus["clauses.3"].enabled
        assert "規程が求める条" in menus["clauses.3"].words
        assert page.working is not None
        free = len(page.working.shown.clauses) - 1
        assert menus[f"clauses.{free}"].enabled


class TestKeyboard:
    def test_enter_alt_arrows_backspace_and_paste(self, opened: Opened) -> None:
        page = opened.show(WordingEditPage, "consent")
        editor, working = page.editor, page.working
        assert working is not None
        key = "clauses.0.passages.0.items"
        editor.focus_text(f"{key}.0")

        def press(at: int, code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
            assert editor.part is not None
            QTest.keyClick(editor.part.boxes[f"{key}.{at}"], code, held)

        first, second = working.shown.clauses[0].passages[0].items
        press(0, Qt.Key.Key_Return)
        assert len(working.shown.clauses[0].passages[0].items) == 3
        assert editor.part is not None
        editor.part.boxes[f"{key}.1"].clear()
        press(1, Qt.Key.Key_Backspace)
        assert list(working.shown.clauses[0].passages[0].items) == [first, second]
        press(0, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        assert list(working.shown.clauses[0].passages[0].items) == [second, first]
        QGuiApplication.clipboard().setText("1行目\n2行目\t3")
        editor.part.boxes[f"{key}.0"].clear()
        editor.part.boxes[f"{key}.0"].paste()
        assert working.shown.clauses[0].passages[0].items[0] == "1行目2行目 3"

    def test_tab_goes_through_the_words_and_on_to_the_paper(self, opened: Opened, qtbot: QtBot) -> None:
        page = opened.show(WordingEditPage, "consent")
        page.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is page, timeout=10_000)
        page.editor.focus_text("lead")
        drawn(page, opened, qtbot)
        seen = []
        for _ in range(3):
            here = QApplication.focusWidget()
            assert here is not None
            seen.append(here)
            QTest.keyClick(here, Qt.Key.Key_Tab)
        assert page.editor.part is not None
        assert seen[:2] == list(page.editor.part.boxes.values())
        assert seen[2] is page.editor.cards["clauses.0"].line
        assert nameless_controls(page) == []


def test_at_twice_the_size_words_and_paper_take_turns(opened: Opened) -> None:
    theme().apply(theme().brightness, 200)
    page = opened.show(WordingEditPage, "consent")
    assert page.preview_side.isHidden()
    page.swap_button.click()
    assert page.editor_area.isHidden()
    assert not page.preview_side.isHidden()
    page.swap_button.click()
    assert not page.editor_area.isHidden()


@pytest.mark.parametrize("form", original_texts("npo"))
def test_every_form_can_be_written_and_seen(opened: Opened, qtbot: QtBot, form: str) -> None:
    page = opened.show(WordingEditPage, form)
    assert drawn(page, opened, qtbot) >= 1, page.preview_note.text()
    before = page.preview.sheets()
    assert page.working is not None
    key = next(spot.key for spot in spots(page.working.shown) if spot.text and not spot.condition)
    write(page, key, "新しい文です。")
    assert drawn(page, opened, qtbot) >= 1
    assert page.faults_line.text() == page.preview_note.text() == ""
    assert page.preview.sheets() != before
