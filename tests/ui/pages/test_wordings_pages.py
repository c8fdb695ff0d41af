"""The office's wording on the screen: written without mark-up, seen at once on the paper, decided, compared, kept over a lock."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import text as sql

from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.wording_checks import spots
from ashibue_desk.domain.wording_edit import move, put_text
from ashibue_desk.law.form_texts import original_texts
from ashibue_desk.use_cases import consent_forms, worded_heads
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.wordings import open_wording
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import OFFICER, Scene, made_up_users
from tests.helpers.wordings import new_version
from tests.ui.pages.showing import Opened, told
from ui.desktop import message_box
from ui.pages.wordings.decide_card import AGAIN, STAYS
from ui.pages.wordings.edit_page import WordingEditPage
from ui.pages.wordings.form_page import WordingPage
from ui.pages.wordings.page import WordingsPage
from ui.pages.wordings.piece_menu import PieceMenu
from ui.pages.wordings.view import ORIGINAL, edition_detail, edition_title, state_words
from ui.theme.theme import theme
from ui.widgets.buttons import PrimaryButton

DAY = date(2026, 6, 15)
PASSWORD = made_up_users()[OFFICER].password


def write(page: WordingEditPage, key: str, words: str) -> None:
    """Put words into a box as if they had been typed."""
    page.editor.focus_text(key)
    assert page.editor.part is not None
    page.editor.part.boxes[key].setPlainText(words)


def decided(page: WordingEditPage, opened: Opened, signatures: str = "") -> None:
    """Go through the last step."""
    page.decide()
    opened.rest()
    page.deciding.password.line.setText(PASSWORD)
    page.deciding.reason.set_value("説明を足すため")
    page.deciding.signatures.set_value(signatures)
    page.deciding.act_button.click()
    opened.rest()


def drawn(page: WordingEditPage, opened: Opened, qtbot: QtBot) -> int:
    """Wait until the paper shows the words, and return how many sheets it has."""
    qtbot.waitUntil(lambda: not page._timer.isActive(), timeout=10_000)
    opened.rest()
    return len(page.preview.sheets())


def test_an_original_that_is_no_longer_brought_stands_among_the_versions(opened: Opened, desk: Desk) -> None:
    """It may bear the number of the one in use; both can be chosen and compared."""
    (kept,) = desk.vault.wordings.originals_of("pledge")
    words = kept.toml.replace("誓約", "約束")
    with desk.act():
        desk.vault.wordings.keep_original(replace(kept, id="earlier", version=2, toml=words))
    page = opened.show(WordingPage, "pledge")
    assert page.view is not None
    assert [edition_title(one, page.view.file) for one in page.view.file.editions] == [
        "第1版（使用中・原文）",
        "第1版（以前の文面・原文）",
    ]
    assert "この法人では令和8年6月15日" in edition_detail(page.view.file.editions[1])
    assert (page.before.value(), page.after.value()) == ("earlier", "1")
    assert not page.compare_card.isHidden()


class TestList:
    def test_every_form_stands_there_with_what_holds(self, opened: Opened, desk: Desk) -> None:
        new_version(desk, "consent")
        new_version(desk, "handover", starts=date(2026, 9, 1))
        page = opened.show(WordingsPage)
        assert page.rows.rowCount() == len(original_texts("npo"))
        states = {
            row.file.form: state_words(row.file) for row in map(page.rows.row, range(page.rows.rowCount()))
        }
        assert states["consent"] == "この法人の文面"
        assert states["pledge"] == "原文のまま"
        assert states["handover"] == "原文のまま・R8.9.1から第2版"
        page.open_form("consent")
        assert opened.shell.opened == [("wording", "consent")]
        assert nameless_controls(page) == []


class TestOneForm:
    def test_versions_signers_and_difference(self, opened: Opened, desk: Desk, scene: Scene) -> None:
        consent_forms.record_received(desk, scene.person_ids[:2], DAY, "書庫")
        new_version(
            desk,
            "consent",
            lambda text: put_text(move(text, "clauses.6", 1), "clauses.1.heading", "管理する人"),
        )
        page = opened.show(WordingPage, "consent")
        assert page.signers_text.text().count("（第1版）") == 2
        page.open_signers()
        assert opened.shell.opened[-1] == ("consents", None)
        assert "3か所が違います" in page.compare.summary.text()
        page.compare.toggle_all()
        assert page.compare.all_button.text() == "違うところだけを見る"
        page.edit_button.click()
        page.restore_button.click()
        assert opened.shell.opened[-2:] == [
            ("wording_edit", "consent"),
            ("wording_edit", ("consent", ORIGINAL)),
        ]
        assert nameless_controls(page) == []

    def test_a_form_as_it_came_has_nothing_to_compare(self, opened: Opened) -> None:
        page = opened.show(WordingPage, "pledge")
        assert page.compare_card.isHidden()
        assert page.signers.isHidden()
        assert page.newer.isHidden()
        assert page.restore_button.isHidden()

    def test_whoever_may_not_decide_only_looks(self, opened: Opened, desk: Desk) -> None:
        new_version(desk, "consent")
        opened.context = replace(opened.context, roles=frozenset({Role.HANDLER}))
        page = opened.show(WordingPage, "consent")
        assert not page.may_write
        assert [button.text() for button in page.findChildren(PrimaryButton)] == []
        assert page.newer_take.isHidden()
        assert not page.compare_card.isHidden()

    def test_a_text_that_cannot_be_read_is_told(self, opened: Opened, desk: Desk) -> None:
        new_version(desk, "consent")
        with desk.act():
            desk.vault.wordings.connection.execute(
                sql("UPDATE form_wordings SET text = '様式' WHERE version = 2")
            )
        page = opened.show(WordingPage, "consent")
        assert page.view is not None
        assert state_words(page.view.file) == "文面が読めません"
        writing = opened.show(WordingEditPage, "consent")
        assert writing.working is not None
        assert writing.decide_button.isEnabled(), "one goes on from the original"

    def test_a_newer_original_is_offered(
        self, opened: Opened, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        new_version(desk, "consent")
        newer = {**original_texts("npo")}
        newer["consent"] = replace(
            put_text(newer["consent"], "clauses.1.heading", "管理する責任者"),
            version=2,
            in_force_from=date(2027, 4, 1),
        )
        monkeypatch.setattr(worded_heads, "original_texts", lambda _pack: newer)
        page = opened.show(WordingPage, "consent")
        assert not page.newer.isHidden()
        page.newer_compare.click()
        assert page.after.value() == ORIGINAL
        assert "か所が違います" in page.compare.summary.text()
        writing = opened.show(WordingEditPage, ("consent", ORIGINAL))
        decided(writing, opened, AGAIN)
        assert not open_wording(desk, "consent").original_is_newer


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


class TestSheetsToFillByHand:
    """The sheets are written, seen, decided and compared by the same pages."""

    def test_places_rows_and_items_are_written_and_the_paper_follows(
        self, opened: Opened, desk: Desk, qtbot: QtBot
    ) -> None:
        page = opened.show(WordingEditPage, "carry_out")
        editor, working = page.editor, page.working
        assert working is not None
        assert editor.add_button.isHidden(), "blocks of a sheet neither come nor go"
        write(page, "clauses.1.passages.0.text", "申し出た日")
        editor.do("value", "clauses.1.passages.3.text")
        assert working.shown.clauses[1].passages[3].value
        editor.do("remove", "clauses.1.passages.3.value")
        editor.do("add", "clauses.2.passages.0.items.0")
        write(page, "clauses.2.passages.0.items.1", "出る前に、もう1人が数を確かめた")
        assert drawn(page, opened, qtbot) == 1
        decided(page, opened)
        file = open_wording(desk, "carry_out")
        assert file.holds == 2
        assert file.current.text is not None
        assert file.current.text.clauses[1].passages[0].text == "申し出た日"
        shown = opened.show(WordingPage, "carry_out")
        assert "2か所が違います" in shown.compare.summary.text()
        assert not shown.restore_button.isHidden()
        assert nameless_controls(page) == []

    def test_what_the_sheet_needs_stays(self, opened: Opened) -> None:
        page = opened.show(WordingEditPage, "quiz")
        editor, working = page.editor, page.working
        assert working is not None
        table = next(at for at, one in enumerate(working.shown.clauses) if one.kind == "table")
        key = f"clauses.{table}.passages"
        for act, place in (
            ("add", f"{key}.0.items.0"),  # a column
            ("remove", f"{key}.0.text"),  # the titles of the columns
            ("up", f"{key}.1.text"),  # a row above them
            ("remove", "clauses.0.passages.0.text"),  # a place to write in
            ("down", "clauses.0.heading"),  # a block
        ):
            editor.do(act, place)
            assert not working.is_changed, (act, place)
        rows = len(working.shown.clauses[table].passages)
        editor.do("add", f"{key}.2.text")
        assert len(working.shown.clauses[table].passages) == rows + 1
        editor.do("down", f"{key}.1.text")
        editor.do("remove", f"{key}.4.text")
        assert page.decide_button.isEnabled()

    def test_words_no_sheet_has_room_for_leave_the_old_ones_in_force(
        self, opened: Opened, desk: Desk, qtbot: QtBot
    ) -> None:
        page = opened.show(WordingEditPage, "carry_out")
        assert page.working is not None
        choice = next(spot.key for spot in spots(page.working.shown) if ".items." in spot.key)
        write(page, choice, "とても長くて枠に入らない言葉" * 4)
        drawn(page, opened, qtbot)
        assert "用紙の欄に入りません" in page.preview_note.text()
        decided(page, opened)
        assert "用紙の欄に入りません" in told(page)[0][1]
        assert open_wording(desk, "carry_out").holds == 1

    def test_an_unknown_field_is_told_with_its_place_and_line(self, opened: Opened) -> None:
        page = opened.show(WordingEditPage, "incident_notice")
        write(page, "clauses.1.passages.0.text", "〔電話番号〕にご連絡ください。")
        assert not page.decide_button.isEnabled()
        assert page.editor.part is not None
        problem = page.editor.part._problems["clauses.1.passages.0.text"]
        assert problem.text() == "1行目：「電話番号」という欄は、この様式にはありません。"


class TestPassword:
    def test_no_version_without_the_password_of_the_officer(self, opened: Opened, desk: Desk) -> None:
        page = opened.show(WordingEditPage, "handover")
        write(page, "lead", "次のとおり引き継ぎます。")
        page.decide()
        opened.rest()
        page.deciding.reason.set_value("短くするため")
        assert not page.deciding.password_row.isHidden()
        page.deciding.act_button.click()
        opened.rest()
        assert open_wording(desk, "handover").holds == 1, "an empty field goes nowhere"
        page.deciding.password.line.setText("まちがい")
        page.deciding.act_button.click()
        opened.rest()
        assert open_wording(desk, "handover").holds == 1
        assert "パスワード" in told(page)[0][1]
        assert page.deciding.password.is_empty(), "what was typed is forgotten"
        assert page.deciding.reason.value() == "短くするため"
        page.deciding.password.line.setText(PASSWORD)
        page.deciding.act_button.click()
        opened.rest()
        assert open_wording(desk, "handover").holds == 2

    def test_it_is_asked_once_in_a_few_minutes_and_never_in_a_draft(self, opened: Opened, desk: Desk) -> None:
        new_version(desk, "pledge")
        page = opened.show(WordingEditPage, "handover")
        write(page, "lead", "次のとおり引き継ぎます。")
        page.decide()
        opened.rest()
        assert page.deciding.password_row.isHidden()
        page.deciding.password.line.setText(PASSWORD)
        assert PASSWORD not in "".join(page.draft().values())
        page.write_on()
        assert page.deciding.password.is_empty()


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


class TestDrafts:
    def test_what_was_written_survives_a_lock(self, opened: Opened) -> None:
        page = opened.show(WordingEditPage, "consent")
        assert page.draft() == {}
        write(page, "lead", "私は、〔電話番号〕")  # not even finished
        page.decide()
        page.deciding.reason.set_value("途中")
        kept = page.draft()
        other = opened.show(WordingEditPage)
        other.restore_draft(kept)
        opened.rest()
        assert other.working is not None
        assert other.working.shown.lead == "私は、〔電話番号〕"
        assert other.deciding.reason.value() == "途中"
        assert other.draft() == kept
        assert not other.decide_button.isEnabled()

    def test_a_version_made_meanwhile_is_told(self, opened: Opened, desk: Desk) -> None:
        page = opened.show(WordingEditPage, "consent")
        write(page, "closing", "おわり")
        kept = page.draft()
        new_version(desk, "consent")
        other = opened.show(WordingEditPage)
        other.restore_draft(kept)
        opened.rest()
        assert told(other)[0][0] == "warning"

    def test_a_broken_draft_begins_anew(self, opened: Opened) -> None:
        page = opened.show(WordingEditPage)
        page.restore_draft({"form": "consent", "text": "様式", "newest": "1"})
        opened.rest()
        assert page.working is not None
        assert not page.working.is_changed

    def test_leaving_asks(self, opened: Opened) -> None:
        page = opened.show(WordingEditPage, "consent")
        assert page.may_leave()
        write(page, "closing", "おわり")
        message_box.answer_next(False)
        assert not page.may_leave()
        assert len(message_box.take_asked()) == 1


class TestOvertaken:
    def test_another_version_made_meanwhile_stops_it(self, opened: Opened, desk: Desk) -> None:
        page = opened.show(WordingEditPage, "consent")
        write(page, "closing", "おわり")
        new_version(desk, "consent")
        decided(page, opened, AGAIN)
        assert "新しい版ができました" in told(page)[0][1]
        assert page.working is not None
        assert page.working.shown.closing == "おわり"
        assert open_wording(desk, "consent").newest.version == 2


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
