"""The office's wordings on the screen: the list of forms, one form with its versions and what differs, the sheets to fill by hand."""

from dataclasses import replace
from datetime import date

import pytest
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
from tests.helpers.desks import Scene
from tests.helpers.wordings import new_version
from tests.ui.pages.showing import Opened, told
from tests.ui.pages.wording_writer import decided, drawn, write
from ui.pages.wordings.decide_card import AGAIN
from ui.pages.wordings.edit_page import WordingEditPage
from ui.pages.wordings.form_page import WordingPage
from ui.pages.wordings.page import WordingsPage
from ui.pages.wordings.view import ORIGINAL, edition_detail, edition_title, state_words
from ui.widgets.buttons import PrimaryButton

DAY = date(2026, 6, 15)


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
