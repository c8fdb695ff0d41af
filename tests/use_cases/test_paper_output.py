"""Paper leaves only after it is on record: what is refused is put back, and what a kill left open is asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from ashibue_desk.domain.consent import ConsentState
from ashibue_desk.domain.contractor_evaluation import Method, Occasion
from ashibue_desk.domain.handling_log import LogEntry, LogFilter
from ashibue_desk.domain.papers import NEVER_OUT, IssuedPaper, PaperRecord, PaperState
from ashibue_desk.storage.vault import Vault
from ashibue_desk.use_cases import (
    charge_papers,
    collection_papers,
    consent_forms,
    log_check_papers,
    paper_ledger,
    paper_output,
    papers,
    pledge_papers,
)
from ashibue_desk.use_cases.contractors import contracting, dossier, evaluating, sheets
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_output import CAME_OUT, TAKEN_BACK
from ashibue_desk.use_cases.paper_situations import PaperAnswered
from ashibue_desk.use_cases.papers import PrintedForm, Subject
from ashibue_desk.use_cases.situations import NotYourDuty
from forms.catalogue import catalogue
from tests.helpers import contractors
from tests.helpers.desks import HANDLER, MORNING, OFFICER, WITH_NUMBERS, Scene, done
from tests.helpers.log_desks import print_book

HANDOVER = PrintedForm("HO", "引継書", 1, kept=True)
ONE = Subject("a" * 32, "岬 しおん")
TODAY = MORNING.date()
Print = Callable[[Callable[[Any], object]], object]
"""One act that makes paper, given what lets the paper leave."""


class Jammed(Exception):
    """The printer stopped, or the process did."""


def jam(_drawn: object) -> None:
    raise Jammed


def drawn(_facts: object = None) -> bytes:
    return b"paper"


def ledger(desk: Desk) -> list[IssuedPaper]:
    return [paper for paper in paper_ledger.list_papers(desk) if paper.record is PaperRecord.LEDGER]


def lines(desk: Desk, most: int = 400) -> list[LogEntry]:
    """Return the lines of the log, newest first."""
    return list(desk.vault.log.read(LogFilter(most=most)))


@dataclass(frozen=True)
class Office:
    """What the acts need: a person without a number, a pledged appointment, a contractor and its evaluation."""

    desk: Desk
    person: str
    pledged: str
    contractor: str
    evaluation: str


@pytest.fixture
def office(desk: Desk, scene: Scene) -> Office:
    contractor = contractors.add(desk)
    return Office(
        desk=desk,
        person=scene.person_ids[WITH_NUMBERS],
        pledged=next(one.id for one in desk.vault.appointments.all() if one.pledge_received_on),
        contractor=contractor,
        evaluation=evaluating.open_evaluation(desk, contractor, Occasion.FIRST, Method.DOCUMENT).answer,
    )


def printing(office: Office) -> dict[str, Print]:
    """Return every act that makes paper and writes a line, by name."""
    desk, forms, month = office.desk, catalogue(), f"{TODAY:%Y-%m}"
    quarter = f"{TODAY.year}-Q{(TODAY.month + 2) // 3}"
    ids = [office.pledged]
    return {
        "papers": lambda out: papers.issue_papers(desk, HANDOVER, (ONE,), drawn, out),
        "consents": lambda out: consent_forms.issue_consents(desk, [office.person], drawn, out),
        "requests": lambda out: collection_papers.print_requests(
            desk, [office.person], drawn, forms["CR"], forms["NS"], None, out
        ),
        "pledge": lambda out: charge_papers.print_pledge(desk, office.pledged, drawn, forms["Y3"], out),
        "pledges": lambda out: pledge_papers.print_pledges(desk, ids, drawn, forms["Y3"], out),
        "evaluation": lambda out: sheets.print_sheet(desk, office.evaluation, drawn, out),
        "annex": lambda out: contracting.print_annex(desk, office.contractor, drawn, out),
        "dossier": lambda out: dossier.print_dossier(desk, office.contractor, drawn, out),
        "month": lambda out: log_check_papers.print_check_sheet(desk, month, forms["LM"], drawn, out),
        "quarter": lambda out: log_check_papers.print_analysis(desk, quarter, forms["AA"], drawn, out),
        "book": lambda out: print_book(desk, LogFilter(), drawn, out),
    }


ACTS = (
    "papers",
    "consents",
    "requests",
    "pledge",
    "pledges",
    "evaluation",
    "annex",
    "dossier",
    "month",
    "quarter",
    "book",
)


def rows_of(vault: Vault) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows that acts on paper change, except the ledger, of which a row is never deleted."""
    tables = ("consents", "collection_events", "appointments", "settings")
    return {
        table: vault.with_raw(
            lambda raw, table=table: sorted(map(tuple, raw.execute(f"SELECT * FROM {table}").fetchall()))  # type: ignore[misc]
        )
        for table in tables
    }


@pytest.mark.parametrize("act", ACTS)
def test_the_line_is_committed_before_anything_leaves(act: str, office: Office) -> None:
    desk, before = office.desk, office.desk.vault.log.last_seq()
    seen: list[int] = []

    def look(_drawn: object) -> None:
        with desk.vault.transaction():  # refused while another one is open: the act has committed
            seen.append(desk.vault.log.last_seq())

    printing(office)[act](look)
    assert seen == [before + 1]
    assert paper_output.papers_in_doubt(desk) == ()
    assert desk.vault.log.last_seq() == before + 1


@pytest.mark.parametrize("act", ACTS)
def test_what_the_printer_refuses_is_put_back_and_both_are_told(act: str, office: Office) -> None:
    desk, before = office.desk, office.desk.vault.log.last_seq()
    printing(office)["papers"](drawn)  # the setting that holds what goes out is there, and empty
    waiting, stood = ledger(desk), rows_of(desk.vault)
    with pytest.raises(Jammed):
        printing(office)[act](jam)
    back, out = lines(desk, 2)
    assert (back.line.act, back.line.corrects) == (TAKEN_BACK, out.seq)
    assert (back.line.object_id, back.line.object_label, back.line.count) == (
        out.line.object_id,
        out.line.object_label,
        out.line.count,
    )
    assert back.line.detail.startswith(out.line.act)
    assert back.seq == before + 3
    assert rows_of(desk.vault) == stood
    assert [sheet for sheet in ledger(desk) if sheet.state is not PaperState.CANCELLED] == waiting
    assert all(sheet.note == NEVER_OUT for sheet in ledger(desk) if sheet not in waiting)
    assert paper_output.papers_in_doubt(desk) == ()


def test_a_consent_form_that_was_signed_tells_of_the_signed_one_again(desk: Desk, scene: Scene) -> None:
    signed, other = scene.person_ids[:2]
    consent_forms.issue_consents(desk, [signed], drawn)
    done(consent_forms.record_received(desk, [signed], TODAY, "書庫1"))
    before = paper_ledger.papers_about(desk, signed)
    with pytest.raises(Jammed):
        consent_forms.issue_consents(desk, [signed, other], drawn, jam)
    assert paper_ledger.papers_about(desk, signed) == before
    assert paper_ledger.papers_about(desk, other) == ()


class TestKilled:
    """The process died between record and paper: the records say issued, and whoever printed is asked."""

    def killed(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch, work: Callable[[Callable[[Any], object]], object]
    ) -> str:
        """Let an act end as a kill ends it, so that nothing is put back; return the id of what is in doubt."""
        with monkeypatch.context() as patched:
            patched.setattr(paper_output, "_take_back", lambda *_args: None)
            with pytest.raises(Jammed):
                work(jam)
        return paper_output.papers_in_doubt(desk)[-1].id

    @pytest.fixture
    def doubt(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> str:
        return self.killed(office.desk, monkeypatch, printing(office)["papers"])

    def test_what_is_in_doubt_says_what_it_was(self, office: Office, doubt: str) -> None:
        (going,) = paper_output.papers_in_doubt(office.desk)
        assert going.id == doubt
        assert going.by_name == office.desk.actor.name
        (line,) = going.lines
        assert (line.act, line.object_label, line.count) == ("帳票の印刷", "岬 しおん", 1)
        assert ledger(office.desk)[0].waits

    def test_it_came_out(self, office: Office, doubt: str) -> None:
        assert done(paper_output.settle_papers(office.desk, doubt, came_out=True)).answer is True
        assert ledger(office.desk)[0].waits
        newest, out = lines(office.desk, 2)
        assert (newest.line.act, newest.line.object_id, newest.line.corrects) == (CAME_OUT, ONE.id, 0)
        assert str(out.seq) in newest.line.detail
        assert paper_output.papers_in_doubt(office.desk) == ()

    def test_it_did_not_come_out(self, office: Office, doubt: str) -> None:
        done(paper_output.settle_papers(office.desk, doubt, came_out=False))
        assert ledger(office.desk)[0].state is PaperState.CANCELLED
        newest, out = lines(office.desk, 2)
        assert (newest.line.act, newest.line.corrects) == (TAKEN_BACK, out.seq)
        with pytest.raises(PaperAnswered):
            paper_output.settle_papers(office.desk, doubt, came_out=True)

    def test_what_was_done_with_the_paper_meanwhile_stays(self, office: Office, doubt: str) -> None:
        (paper,) = ledger(office.desk)
        done(papers.receive_papers(office.desk, [paper.id], TODAY, "書庫1"))
        done(paper_output.settle_papers(office.desk, doubt, came_out=False))
        assert ledger(office.desk)[0].state is PaperState.FILED

    @pytest.mark.parametrize("act", ACTS)
    def test_every_act_can_be_answered_later(
        self, act: str, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        printing(office)["papers"](drawn)
        stood = rows_of(office.desk.vault)
        doubt = self.killed(office.desk, monkeypatch, printing(office)[act])
        done(paper_output.settle_papers(office.desk, doubt, came_out=False))
        assert rows_of(office.desk.vault) == stood

    def test_a_form_printed_again_since_keeps_what_its_record_says(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for act in ("consents", "pledge"):
            doubt = self.killed(office.desk, monkeypatch, printing(office)[act])
            printing(office)[act](drawn)
            again = rows_of(office.desk.vault)
            done(paper_output.settle_papers(office.desk, doubt, came_out=False))
            for table in ("consents", "appointments"):
                assert rows_of(office.desk.vault)[table] == again[table]

    def test_a_form_that_came_back_meanwhile_stays_received(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        doubt = self.killed(office.desk, monkeypatch, printing(office)["consents"])
        done(consent_forms.record_received(office.desk, [office.person], TODAY, "書庫1"))
        done(paper_output.settle_papers(office.desk, doubt, came_out=False))
        (row,) = [
            each for each in consent_forms.list_consents(office.desk) if each.person_id == office.person
        ]
        assert row.state is ConsentState.RECEIVED

    def test_a_signed_form_filed_elsewhere_meanwhile_is_not_moved_back(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk = office.desk
        consent_forms.issue_consents(desk, [office.person], drawn)
        done(consent_forms.record_received(desk, [office.person], TODAY, "書庫1"))
        doubt = self.killed(desk, monkeypatch, printing(office)["consents"])
        (older,) = ledger(desk)
        done(papers.destroy_papers(desk, [older.id], TODAY, "細断"))
        done(paper_output.settle_papers(desk, doubt, came_out=False))
        assert ledger(desk)[0].state is PaperState.DESTROYED

    def test_others_are_not_asked_and_may_not_answer_but_the_officer(
        self, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def issue(desk: Desk) -> str:
            return self.killed(
                desk, monkeypatch, lambda out: papers.issue_papers(desk, HANDOVER, (ONE,), drawn, out)
            )

        officers = issue(scene.unlock(OFFICER))
        scene.close()
        handler = scene.unlock(HANDLER)
        handlers = issue(handler)
        assert [one.id for one in paper_output.papers_in_doubt(handler)] == [handlers]
        with pytest.raises(NotYourDuty):
            paper_output.settle_papers(handler, officers, came_out=True)
        scene.close()
        officer = scene.unlock(OFFICER)
        assert {one.id for one in paper_output.papers_in_doubt(officer)} == {officers, handlers}
        done(paper_output.settle_papers(officer, handlers, came_out=True))


def test_a_sheet_that_waited_waits_again(desk: Desk, scene: Scene) -> None:
    papers.issue_papers(desk, HANDOVER, (ONE,), drawn)
    (first,) = ledger(desk)
    scene.clock.advance(timedelta(days=1))
    with pytest.raises(Jammed):
        papers.issue_papers(desk, HANDOVER, (ONE,), drawn, jam)
    states = {paper.id: (paper.state, paper.superseded_on) for paper in ledger(desk)}
    assert states.pop(first.id) == (PaperState.ISSUED, None)
    assert [state for state, _day in states.values()] == [PaperState.CANCELLED]


def test_one_file_each_goes_out_in_one_go(desk: Desk, scene: Scene) -> None:
    out: list[tuple[str, bytes]] = []

    def keep(files: Sequence[tuple[str, bytes]]) -> None:
        out.extend(files)

    answer = consent_forms.issue_consents(desk, scene.person_ids[:3], drawn, keep, one_each=True).answer
    assert tuple(out) == answer
    assert len(out) == 3
