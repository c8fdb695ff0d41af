"""The page of verification: a sound log, a rewritten one, mistyped cards, issuing a card, the copy for an auditor."""

from pathlib import Path

import pytest

from ashibue_desk.domain.log_paper import LogCardFacts
from ashibue_desk.storage.connection import DATABASE_NAME, connect
from ashibue_desk.storage.key_material import database_key
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import OFFICER, Scene
from tests.helpers.log_desks import another_tool
from tests.helpers.sealed_logs import stand_alone
from tests.ui.pages.showing import Opened, told
from ui.desktop import file_choice
from ui.pages.handling_log import check_view
from ui.pages.handling_log.check_page import LogCheckPage
from ui.pages.handling_log.page import HandlingLogPage
from ui.widgets.paper_card import PaperOutput


@pytest.fixture
def cards(monkeypatch: pytest.MonkeyPatch) -> list[LogCardFacts]:
    """Give the cards that were printed."""
    printed: list[LogCardFacts] = []
    real = PaperOutput.make

    def make(output: PaperOutput, render: object, facts: LogCardFacts) -> bytes:
        printed.append(facts)
        return real(output, render, facts)  # type: ignore[arg-type] # the form's own function

    monkeypatch.setattr(PaperOutput, "make", make)
    return printed


def issue(page: LogCheckPage, opened: Opened, scene: Scene, target: Path) -> None:
    page.ask_card()
    page.secret_card.password.line.setText(scene.users[OFFICER].password)
    page.secret_card.act_button.click()
    file_choice.answer_next(target)
    page.paper.save_button.click()
    opened.rest()


def test_a_card_is_issued_and_verifies_the_log(
    opened: Opened, scene: Scene, tmp_path: Path, cards: list[LogCardFacts]
) -> None:
    page = opened.show(LogCheckPage)
    issue(page, opened, scene, tmp_path / "card.pdf")
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")
    (card,) = cards
    assert told(page)[0][0] == "success"
    page.cards_field.set_value("\n".join(" ".join(card.groups[at : at + 4]) for at in range(0, 14, 4)))
    page.verify_button.click()
    opened.rest()
    tone, text = told(page)[0]
    assert tone == "success"
    assert "封印・署名" in text
    assert page.cards_field.is_empty()
    assert not nameless_controls(page)


def test_a_card_that_was_typed_does_not_wait_on_the_page(opened: Opened) -> None:
    page = opened.show(LogCheckPage)
    page.cards_field.set_value("AAAQ EAYE")
    page.verify_button.click()
    assert not page.cards_field.is_empty()  # mistyped: it stands to be mended
    page.hide()
    assert page.cards_field.is_empty()


def test_a_rewritten_log_is_named(opened: Opened, desk: Desk) -> None:
    page = opened.show(LogCheckPage)
    with another_tool(desk) as tool:
        tool.execute("UPDATE log SET act = 'x' WHERE seq = 4")
    page.verify_button.click()
    opened.rest()
    tone, text = told(page)[0]
    assert tone == "error"
    assert "4番の記録" in text
    assert "書き換えられています" in text


def test_a_row_written_past_the_program_is_named(opened: Opened, desk: Desk) -> None:
    page = opened.show(LogCheckPage)
    tool = connect(
        desk.vault.folder / DATABASE_NAME, database_key(desk.keys.master_key, desk.header.vault_id)
    )
    tool.execute("UPDATE people SET note = 'x' WHERE rowid = 1")
    tool.close()
    page.verify_button.click()
    opened.rest()
    assert told(page)[0][0] == "error"
    assert page.result.isVisible()


@pytest.mark.parametrize("typed", ["ABCD", "A" * 56, "0" * 56])
def test_a_mistyped_card_is_said_beside_the_field(opened: Opened, desk: Desk, typed: str) -> None:
    page = opened.show(LogCheckPage)
    lines = desk.vault.log.last_seq()
    page.cards_field.set_value(typed)
    page.codes_field.set_value("12")
    page.verify_button.click()
    opened.rest()
    assert page.cards_row.problem_text()
    assert page.codes_row.problem_text()
    assert desk.vault.log.last_seq() == lines


def test_the_copy_for_an_auditor_holds_without_the_program(
    opened: Opened, scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened.show(LogCheckPage)
    page.ask_export()
    page.secret_card.password.line.setText(scene.users[OFFICER].password)
    file_choice.answer_next(tmp_path / "log.jsonl")
    shown: list[str] = []
    monkeypatch.setattr(page, "show_progress", lambda progress: shown.append(progress.title))
    page.secret_card.act_button.click()
    opened.rest()
    assert shown == ["取扱記録簿を書き出しています"]
    assert told(page)[0][0] == "success"
    stand_alone().verify((tmp_path / "log.jsonl").read_bytes().splitlines(keepends=True))


def test_the_book_is_made_from_the_page_of_the_log(opened: Opened, tmp_path: Path) -> None:
    page = opened.show(HandlingLogPage)
    page.book.ask()
    file_choice.answer_next(tmp_path / "book.pdf")
    page.book.card.save_button.click()
    opened.rest()
    assert (tmp_path / "book.pdf").read_bytes().startswith(b"%PDF")
    assert told(page)[0][0] == "success"
    page.open_check()
    assert opened.shell.opened[-1][0] == "log_check"


def test_two_cards_typed_one_after_the_other_are_both_read() -> None:
    from ashibue_desk.domain.log_seal import LogCard

    first, second = LogCard(bytes(32)), LogCard(bytes(range(32)))
    assert check_view.read_cards(f"{first.text}\n{second.text}") == (first, second)
    assert check_view.read_cards("") == ()
