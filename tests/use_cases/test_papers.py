"""The ledger of papers in a real vault: one record for each sheet, a row for ever, a log line for each act."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from ashibue_desk.domain.appointments import Handover
from ashibue_desk.domain.contractor_evaluation import Method, Occasion
from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.papers import IssuedPaper, PaperRecord, PaperState, issued_day
from ashibue_desk.domain.superior_views import ViewPlan
from ashibue_desk.use_cases import (
    appointments,
    consent_forms,
    handovers,
    paper_ledger,
    papers,
    people,
    pledge_papers,
    superior_views,
)
from ashibue_desk.use_cases.contractors import evaluating, sheets
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_situations import PaperGone, PaperMovedOn
from ashibue_desk.use_cases.papers import PrintedForm, Subject
from forms.catalogue import catalogue
from tests.helpers import contractors
from tests.helpers.desks import AUDITOR, HANDLER, MORNING, Scene, done
from tests.helpers.log_desks import print_book
from tests.helpers.sample_numbers import valid_number
from ui.pages.charge.paper import make_handover
from ui.pages.superior_views.view import print_approval
from ui.widgets.paper_card import PaperOutput

HANDOVER = PrintedForm("HO", "引継書", 1, kept=True)
LIST = PrintedForm("CS", "同意書の提出状況", 1, kept=False)
TODAY = MORNING.date()
ONE, OTHER = Subject("a" * 32, "岬 しおん"), Subject("b" * 32, "入江 はるか")


def issue(desk: Desk, *subjects: Subject, form: PrintedForm = HANDOVER) -> list[IssuedPaper]:
    """Issue sheets and return those of the ledger, newest first."""
    done(papers.issue_papers(desk, form, subjects or (ONE,), lambda: None))
    return ledger(desk)


def ledger(desk: Desk) -> list[IssuedPaper]:
    """Return the sheets whose record is the ledger."""
    return [paper for paper in paper_ledger.list_papers(desk) if paper.record is PaperRecord.LEDGER]


def acts(desk: Desk) -> list[tuple[str, str]]:
    """Return act and detail of the log's lines, newest first."""
    return [(entry.line.act, entry.line.detail) for entry in desk.vault.log.read(LogFilter())]


def later(scene: Scene, days: int = 1) -> None:
    """Let days go by."""
    scene.clock.advance(timedelta(days=days))


def test_what_is_to_come_back_gets_a_row_and_a_line(desk: Desk) -> None:
    found = issue(desk, ONE, OTHER)
    assert {paper.about_label for paper in found} == {"岬 しおん", "入江 はるか"}
    assert all(paper.waits and paper.issued_by == desk.actor.name for paper in found)
    assert acts(desk)[0] == ("帳票の印刷", "第1版")


def test_what_is_only_read_is_written_down_but_not_entered(desk: Desk) -> None:
    assert issue(desk, Subject(), form=LIST) == []
    assert acts(desk)[0][0] == "帳票の印刷"


def test_what_no_font_draws_is_not_entered(desk: Desk) -> None:
    def refuse() -> None:
        raise OSError

    before = acts(desk)
    with pytest.raises(OSError):  # noqa: PT011 - whatever is raised comes through
        papers.issue_papers(desk, HANDOVER, (ONE,), refuse)
    assert ledger(desk) == []
    assert acts(desk) == before


def test_the_lines_of_a_sheet_are_found_by_its_person_with_everything_else_done_with_them(
    scene: Scene, desk: Desk
) -> None:
    person = people.get_person(desk, scene.person_ids[0])
    (paper,) = issue(desk, Subject(person.id, person.name))
    done(papers.receive_papers(desk, [paper.id], TODAY))
    lines = [entry.line for entry in desk.vault.log.read(LogFilter(object_id=person.id))]
    assert [(line.act, line.object_label, line.detail) for line in lines[:2]] == [
        ("書類の受領", person.name, "引継書。受領済"),
        ("帳票の印刷", person.name, "引継書。第1版"),
    ]
    book: list[str] = []
    print_book(
        desk,
        LogFilter(object_id=person.id),
        lambda facts: book.extend(one.line.act for one in facts.entries),
    )
    assert book[-2:] == ["帳票の印刷", "書類の受領"], "the book of one person has them too"


def test_from_print_to_destruction(desk: Desk) -> None:
    (paper,) = issue(desk)
    done(papers.receive_papers(desk, [paper.id], TODAY))
    assert ledger(desk)[0].state is PaperState.RECEIVED
    done(papers.file_papers(desk, [paper.id], "書庫1 担当者綴り"))
    assert (ledger(desk)[0].state, ledger(desk)[0].filed_at) == (PaperState.FILED, "書庫1 担当者綴り")
    done(papers.destroy_papers(desk, [paper.id], TODAY, "保存期間満了、細断"))
    (gone,) = ledger(desk)
    assert (gone.state, gone.destroyed_on, gone.filed_at) == (PaperState.DESTROYED, TODAY, "書庫1 担当者綴り")
    told = [act for act, _detail in acts(desk)[:4]]
    assert told == ["書類の廃棄", "書類の綴込み", "書類の受領", "帳票の印刷"]
    with pytest.raises(PaperMovedOn):
        papers.file_papers(desk, [paper.id], "書庫2")
    assert ledger(desk) == [gone]


def test_several_move_together_or_not_at_all(desk: Desk) -> None:
    first, second = issue(desk, ONE, OTHER)
    done(papers.destroy_papers(desk, [first.id], TODAY, "刷り損じ"))
    with pytest.raises(PaperMovedOn):
        papers.receive_papers(desk, [second.id, first.id], TODAY, "書庫1")
    states = {paper.id: paper.state for paper in ledger(desk)}
    assert states == {first.id: PaperState.DESTROYED, second.id: PaperState.ISSUED}
    with pytest.raises(PaperGone):
        papers.receive_papers(desk, ["nothing"], TODAY)


def test_a_sheet_printed_again_takes_the_place_of_the_one_that_never_came_back(desk: Desk) -> None:
    issue(desk)
    states = [paper.state for paper in issue(desk)]
    assert sorted(state.value for state in states) == ["issued", "superseded"]
    assert len(issue(desk, Subject(), form=HANDOVER)) == 3
    issue(desk, Subject(), form=HANDOVER)
    assert sum(paper.waits for paper in ledger(desk) if not paper.about_id) == 2


def test_a_signed_sheet_counts_until_the_newer_one_is_back(scene: Scene, desk: Desk) -> None:
    (first,) = issue(desk)
    done(papers.receive_papers(desk, [first.id], TODAY, "書庫1"))
    later(scene)
    issue(desk)
    states = {paper.id: paper.state for paper in ledger(desk)}
    assert states.pop(first.id) is PaperState.FILED
    ((second, state),) = states.items()
    assert state is PaperState.ISSUED
    done(papers.receive_papers(desk, [second], desk.today, "書庫1"))
    by_id = {paper.id: paper for paper in ledger(desk)}
    assert (by_id[first.id].state, by_id[first.id].superseded_on) == (PaperState.SUPERSEDED, desk.today)
    assert by_id[second].state is PaperState.FILED


def test_what_is_typed_wrong_is_told_and_nothing_is_recorded(desk: Desk) -> None:
    (paper,) = issue(desk)
    number = valid_number(1).digits()
    asked = (
        papers.receive_papers(desk, [paper.id], None),
        papers.receive_papers(desk, [paper.id], TODAY + timedelta(days=1)),
        papers.receive_papers(desk, [paper.id], TODAY - timedelta(days=1)),
        papers.receive_papers(desk, [paper.id], TODAY, f"書庫 {number}"),
        papers.file_papers(desk, [paper.id], "  "),
        papers.destroy_papers(desk, [paper.id], TODAY, ""),
        papers.destroy_papers(desk, [paper.id], None, "細断"),
    )
    assert [type(answer) for answer in asked] == [tuple] * 7
    assert all(problem.sentence for answer in asked if isinstance(answer, tuple) for problem in answer)
    assert [one.state for one in ledger(desk)] == [PaperState.ISSUED]


def test_a_consent_form_has_one_record_and_its_older_signed_sheet_goes_to_the_ledger(
    scene: Scene, desk: Desk
) -> None:
    person = scene.person_ids[0]
    done(consent_forms.issue_consents(desk, [person], lambda facts: b""))
    (sheet,) = paper_ledger.papers_about(desk, person)
    assert (sheet.record, sheet.form_id, sheet.state) == (PaperRecord.CONSENT, "Y2", PaperState.ISSUED)
    consent_forms.record_received(desk, [person], TODAY, "書庫1")
    (sheet,) = paper_ledger.papers_about(desk, person)
    assert (sheet.state, sheet.filed_at, sheet.received_on) == (PaperState.FILED, "書庫1", TODAY)
    later(scene)
    done(consent_forms.issue_consents(desk, [person], lambda facts: b""))
    newest, older = paper_ledger.papers_about(desk, person)
    assert (newest.record, newest.state, newest.received_on) == (PaperRecord.CONSENT, PaperState.ISSUED, None)
    assert (older.record, older.state, older.filed_at) == (PaperRecord.LEDGER, PaperState.FILED, "書庫1")
    consent_forms.record_received(desk, [person], desk.today, "書庫2")
    newest, older = paper_ledger.papers_about(desk, person)
    assert (newest.state, newest.filed_at) == (PaperState.FILED, "書庫2")
    assert (older.state, older.superseded_on, older.received_on) == (PaperState.SUPERSEDED, desk.today, TODAY)
    with pytest.raises(PaperGone):
        papers.destroy_papers(desk, [newest.id], desk.today, "細断")


def test_a_form_that_comes_back_twice_leaves_one_sheet(scene: Scene, desk: Desk) -> None:
    person = scene.person_ids[0]
    for _ in range(3):
        done(consent_forms.issue_consents(desk, [person], lambda facts: b""))
    consent_forms.record_received(desk, [person], TODAY, "書庫1")
    consent_forms.record_received(desk, [person], TODAY, "書庫3")
    (sheet,) = paper_ledger.papers_about(desk, person)
    assert sheet.filed_at == "書庫3"


def test_a_pledge_signed_anew_leaves_the_older_in_the_ledger(scene: Scene, desk: Desk) -> None:
    handler = next(one for one in desk.vault.appointments.all() if one.pledge_received_on and one.affairs)
    later(scene, 40)
    done(pledge_papers.print_pledges(desk, [handler.id], lambda facts: b"", catalogue()["Y3"]))
    (signed,) = [one for one in paper_ledger.papers_about(desk, handler.user_id) if one.id == handler.id]
    assert (signed.record, signed.state) == (PaperRecord.PLEDGE, PaperState.FILED)
    done(appointments.record_pledge_received(desk, handler.id, desk.today, "書庫9"))
    sheets = paper_ledger.papers_about(desk, handler.user_id)
    assert {(one.record, one.state, one.filed_at) for one in sheets} == {
        (PaperRecord.PLEDGE, PaperState.FILED, "書庫9"),
        (PaperRecord.LEDGER, PaperState.SUPERSEDED, "書庫"),
    }


def test_a_correction_of_the_day_makes_no_second_sheet(desk: Desk) -> None:
    handler = next(one for one in desk.vault.appointments.all() if one.pledge_received_on and one.affairs)
    done(appointments.record_pledge_received(desk, handler.id, TODAY, "書庫7"))
    (sheet,) = paper_ledger.papers_about(desk, handler.user_id)
    assert sheet.filed_at == "書庫7"


def test_a_new_edition_marks_the_sheets_that_must_be_signed_again(desk: Desk) -> None:
    signed = desk.vault.papers.consent_sheets("同意書", 1)
    assert not any(sheet.renew for sheet in signed)
    person = desk.vault.people.rows()[0].id
    consent_forms.record_received(desk, [person], TODAY, "書庫1")
    (sheet,) = desk.vault.papers.consent_sheets("同意書", 2, person)
    assert sheet.renew


def test_pledges_of_others_are_seen_by_those_who_oversee(scene: Scene) -> None:
    seen = {}
    for who in (AUDITOR, HANDLER):
        sitting = scene.unlock(who)
        seen[who] = {paper.about_id for paper in paper_ledger.list_papers(sitting) if paper.form_id == "Y3"}
        own = sitting.actor.user_id
        scene.close()
    assert len(seen[AUDITOR]) > 1
    assert seen[HANDLER] == {own}


@pytest.mark.parametrize(
    ("issued_at", "day"),
    [("", None), ("2026-06-15", TODAY), ("2026-06-14T20:00:00+00:00", None)],
)
def test_the_day_of_a_sheet_is_the_offices(issued_at: str, day: date | None) -> None:
    paper = IssuedPaper(id="x", form_id="HO", version=1, title="引継書", state=PaperState.ISSUED)
    found = issued_day(replace(paper, issued_at=issued_at))
    assert (found is None) == (not issued_at)
    if day is not None:
        assert found == day


def test_an_evaluation_sheet_that_goes_out_waits_in_the_ledger(desk: Desk) -> None:
    contractor = contractors.add(desk)
    evaluation = evaluating.open_evaluation(desk, contractor, Occasion.FIRST, Method.DOCUMENT).answer
    sheets.print_sheet(desk, evaluation, lambda _facts: b"")
    (paper,) = paper_ledger.papers_about(desk, contractor)
    assert (paper.form_id, paper.waits, paper.title) == ("CE", True, "委託先評価票")


def test_an_approval_and_a_handover_sheet_wait_in_the_ledger(desk: Desk, tmp_path: Path) -> None:
    plan = ViewPlan(
        superior_name="岬 しおん", post="事務局長", department="", purpose="勤務の予定", until=TODAY
    )
    view = done(superior_views.approve_view(desk, plan)).answer
    one = next(each for each in desk.vault.appointments.all() if each.affairs)
    sheet = Handover("なし", "なし", "なし", "なし")
    done(handovers.begin_handover(desk, one.id, sheet, TODAY, "異動"))
    print_approval(desk, view, PaperOutput(file=tmp_path / "approval.pdf"))
    make_handover(desk, one.id, PaperOutput(file=tmp_path / "handover.pdf"))
    found = {(paper.form_id, paper.about_id, paper.about_label) for paper in ledger(desk)}
    assert found == {("SV", view, "岬 しおん"), ("HO", one.user_id, one.user_name)}
