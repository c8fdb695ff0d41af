"""The ledger of papers: received, filed and destroyed in one entry for a selection; what has its own record stays there."""

import dataclasses

import pytest

from ashibue_desk.domain.papers import PaperRecord, PaperState
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases import consent_forms, paper_ledger, papers
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.papers import PrintedForm, Subject
from tests.helpers.accessible_names import nameless_controls
from tests.helpers.desks import MORNING, Scene, done
from tests.ui.pages.showing import Opened, opened, told
from ui.pages.papers.ledger_page import PaperLedgerPage
from ui.pages.papers.ledger_view import CHOICES, GONE, HERE, NOT_BACK, RENEW, fits, row_id, summary

__all__ = ["opened"]
HANDOVER = PrintedForm("HO", "引継書", 1, kept=True)


@pytest.fixture
def ledger(desk: Desk, scene: Scene) -> Desk:
    """Return an office with three sheets in the ledger, and a consent form that is out."""
    subjects = [
        Subject(f"{number:032x}", name) for number, name in enumerate(("岬 しおん", "入江 楓", "磯崎 澪"), 1)
    ]
    done(papers.issue_papers(desk, HANDOVER, subjects, lambda: None))
    done(consent_forms.issue_consents(desk, scene.person_ids[:1], lambda _facts: b""))
    return desk


def check(page: PaperLedgerPage, record: PaperRecord) -> None:
    """Tick every sheet whose record is ``record``."""
    for at in range(page.rows.rowCount()):
        if page.rows.row(at).record is record:
            page.rows.toggle(at)


def states(desk: Desk) -> list[PaperState]:
    """Return the states of the sheets of the ledger."""
    return [each.state for each in paper_ledger.list_papers(desk) if each.record is PaperRecord.LEDGER]


def test_sheets_that_came_back_are_entered_together(opened: Opened, ledger: Desk) -> None:
    page = opened.show(PaperLedgerPage)
    assert nameless_controls(page) == []
    check(page, PaperRecord.LEDGER)
    page.ask_receive()
    assert page.receive.heading.text() == "受領を記録する(3件)"
    page.receive.place.set_value("書庫1")
    page.receive.act_button.click()
    opened.rest()
    assert set(states(ledger)) == {PaperState.FILED}
    assert told(page)[0][0] == "success"
    assert not page.receive.isVisible()
    assert {page.rows.row(at).filed_at for at in range(page.rows.rowCount())} >= {"書庫1"}


def test_filing_and_destroying_take_words_and_the_row_stays(opened: Opened, ledger: Desk) -> None:
    page = opened.show(PaperLedgerPage)
    check(page, PaperRecord.LEDGER)
    page.ask_place()
    page.place.place.set_value("書庫2")
    page.place.act_button.click()
    opened.rest()
    assert set(states(ledger)) == {PaperState.FILED}
    check(page, PaperRecord.LEDGER)
    page.ask_destroy()
    page.destroy_card.act_button.click()
    assert set(states(ledger)) == {PaperState.FILED}
    page.destroy_card.how.set_value("保存期間の満了、シュレッダーで裁断")
    page.destroy_card.act_button.click()
    opened.rest()
    assert set(states(ledger)) == {PaperState.DESTROYED}
    assert page.rows.total() == len(paper_ledger.list_papers(ledger))


def test_a_consent_form_is_recorded_on_its_own_page(opened: Opened, ledger: Desk) -> None:
    page = opened.show(PaperLedgerPage)
    check(page, PaperRecord.CONSENT)
    page.ask_receive()
    assert not page.receive.isVisible()
    assert "同意書" in told(page)[0][1]
    consent = next(each for each in paper_ledger.list_papers(ledger) if each.record is PaperRecord.CONSENT)
    pledge = next(each for each in paper_ledger.list_papers(ledger) if each.record is PaperRecord.PLEDGE)
    own = next(each for each in paper_ledger.list_papers(ledger) if each.record is PaperRecord.LEDGER)
    for paper in (consent, pledge, own):
        page.open_row(row_id(paper))
    assert opened.shell.opened == [
        ("consents", None),
        ("charge_person", pledge.about_id),
        ("paper_form", "HO"),
    ]


def test_what_cannot_follow_is_told_and_the_form_stays(opened: Opened, ledger: Desk) -> None:
    page = opened.show(PaperLedgerPage)
    check(page, PaperRecord.LEDGER)
    page.ask_receive()
    ids = [each.id for each in paper_ledger.list_papers(ledger) if each.record is PaperRecord.LEDGER]
    opened.context.operations.act(
        page, lambda at: papers.destroy_papers(at, ids, MORNING.date(), "刷り損じ"), lambda _n: None
    )
    opened.rest()
    page.receive.act_button.click()
    opened.rest()
    assert told(page)[0][0] in ("warning", "error")
    assert set(states(ledger)) == {PaperState.DESTROYED}


def test_the_state_narrows_the_list(opened: Opened, ledger: Desk) -> None:
    page = opened.show(PaperLedgerPage, NOT_BACK)
    assert page.rows.rowCount() == 4
    page.choice.set_value(HERE)
    assert page.rows.rowCount() == page.rows.total() - 4
    page.choice.set_value(GONE)
    assert page.rows.rowCount() == 0
    page.list.clear_filter()
    assert page.rows.rowCount() == page.rows.total()


def test_every_choice_has_a_meaning(ledger: Desk) -> None:
    found = paper_ledger.list_papers(ledger)
    for choice, _words in CHOICES:
        assert all(isinstance(fits(choice, paper), bool) for paper in found)
    renewed = dataclasses.replace(found[0], renew=True)
    assert fits(RENEW, renewed)
    assert "差替えが必要" in summary((renewed,))
    assert summary(()) == ""


def test_an_empty_ledger_leads_to_the_forms(opened: Opened, desk: Desk) -> None:
    with desk.act():
        desk.vault.with_raw(lambda raw: raw.execute("DELETE FROM appointments"))
    page = opened.show(PaperLedgerPage)
    assert page.rows.total() == 0
    page.to_forms()
    assert opened.shell.opened == [("papers", None)]


def test_the_auditor_reads_and_records_nothing(opened: Opened, ledger: Desk) -> None:
    del ledger
    opened.context = dataclasses.replace(opened.context, roles=frozenset({Role.AUDITOR}))
    page = opened.show(PaperLedgerPage)
    assert not page.rows.checkable
    assert page.list.selection_acts.count() == 0


def test_the_handler_is_not_offered_destruction(opened: Opened, ledger: Desk) -> None:
    del ledger
    opened.context = dataclasses.replace(opened.context, roles=frozenset({Role.HANDLER}))
    page = opened.show(PaperLedgerPage)
    assert page.list.selection_acts.count() == 2
