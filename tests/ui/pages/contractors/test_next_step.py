"""What comes next, from the first day to the last: one sentence and one act for every state."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ashibue_desk.domain.contractor_file import ContractorFile
from ashibue_desk.domain.contractor_gate import GateFinding, Objection
from ashibue_desk.domain.contractor_verdict import Verdict
from ashibue_desk.use_cases.contractors.register import contractor_file
from tests.ui.pages.contractors.conftest import Office
from ui.pages.contractors.next_step import STAGES, Act, next_step


def file_of(office: Office, who: str) -> ContractorFile:
    return contractor_file(office.desk, getattr(office, who))


@pytest.mark.parametrize(
    ("who", "stage", "act"),
    [("candidate", 1, Act.EVALUATE), ("evaluating", 1, Act.GO_ON), ("entrusted", 5, Act.PROVIDE)],
)
def test_each_contractor_has_its_step(office: Office, who: str, stage: int, act: Act) -> None:
    step = next_step(file_of(office, who), office.desk.today, decides=True)
    assert (step.stage, step.act) == (stage, act)
    assert step.button
    assert step.sentence.endswith("。")
    assert stage < len(STAGES)


@pytest.mark.parametrize(
    ("objection", "act", "stopped"),
    [
        (Objection.LAPSED, Act.EVALUATE, True),
        (Objection.SUB_NOT_PERMITTED, Act.PERMIT, False),
        (Objection.NO_CONTRACT, Act.CONTRACT, False),
        (Objection.CLAUSE_MISSING, Act.CONTRACT, False),
        (Objection.MEASURES_UNCONFIRMED, Act.CONTRACT, False),
        (Objection.CONDITION_OVERDUE, Act.CONDITION, True),
        (Objection.NOT_IN_FORCE, Act.CONTRACT, False),
    ],
)
def test_what_the_gate_lacks_comes_first(
    office: Office, objection: Objection, act: Act, stopped: bool
) -> None:
    file = replace(file_of(office, "entrusted"), gate=(GateFinding(objection, "x"),))
    step = next_step(file, office.desk.today, decides=True)
    assert (step.act, step.stopped) == (act, stopped)


def test_what_is_overdue_comes_before_a_provision(office: Office) -> None:
    file, today = file_of(office, "entrusted"), office.desk.today
    assert next_step(file, today + timedelta(days=25), decides=True).act is Act.LOOK
    without = replace(file, looks=tuple(replace(one, done_on=today) for one in file.looks))
    assert next_step(without, today + timedelta(days=25), decides=True).act is Act.CORRECT
    assert "監督の令和8年7月5日" in next_step(file, today, decides=True).sentence
    assert next_step(replace(file, looks=()), today, decides=True).act is Act.PLAN


def test_a_refusal_stops(office: Office) -> None:
    file = file_of(office, "entrusted")
    assert file.last is not None
    refused = replace(file.last, head=replace(file.last.head, verdict=Verdict.REFUSED))
    step = next_step(replace(file, last=refused), office.desk.today, decides=True)
    assert (step.stage, step.act, step.stopped) == (2, Act.EVALUATE, True)


def test_the_officer_decides_and_the_handler_waits(office: Office) -> None:
    file = file_of(office, "evaluating")
    assert file.open is not None
    whole = replace(file.open, judgement=replace(file.open.judgement, remarks=()))
    complete = replace(file, open=whole)
    assert next_step(complete, office.desk.today, decides=True).act is Act.DECIDE
    waiting = next_step(complete, office.desk.today, decides=False)
    assert (waiting.stage, waiting.act) == (2, Act.GO_ON)
    assert "責任者" in waiting.heading
