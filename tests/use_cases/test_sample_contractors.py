"""The practice office shows contractors at work: one in order, one sub-contractor, one being evaluated."""

from ashibue_desk.domain.contractors import ContractorState
from ashibue_desk.use_cases.contractors.register import contractor_file, list_contractors
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.sample_contractors import add_sample_contractors


def test_there_is_life_in_the_practice_office(desk: Desk) -> None:
    entrusted, evaluating = add_sample_contractors(desk)
    states = {row.id: (row.state, row.may_receive) for row in list_contractors(desk)}
    assert states[entrusted] == (ContractorState.SUPERVISED, True)
    assert states[evaluating] == (ContractorState.EVALUATING, False)
    assert len(states) == 3
    file = contractor_file(desk, entrusted)
    assert len(file.evaluations) == 2
    assert file.last is not None
    assert file.last.last_scores != ()
    assert [node.below for node in file.chain.below] == [()]
    assert file.provisions
    assert file.looks
    assert file.findings
    assert file.handlers
    assert file.last.conditions
