"""What fills the papers about a contract, from the register (K14)."""

from dataclasses import dataclass
from datetime import date

import pytest

from ashibue_desk.domain.re_entrustment import ReEntrustmentEntry
from ashibue_desk.use_cases.contractors import contract_papers as papers
from ashibue_desk.use_cases.contractors import re_entrusting, register
from ashibue_desk.use_cases.contractors.situations import ContractorGone, NoContractYet, NotPermittedYet
from ashibue_desk.use_cases.desk import Desk
from tests.helpers import contractors
from tests.helpers.desks import done


@dataclass(frozen=True)
class Design:
    """One form in the catalogue."""

    form_id: str = "CC"
    name: str = "契約条項の点検票"
    version: int = 1
    in_force_from: date | None = None


CHECK, PERMISSION = Design(), Design("RP", "再委託の許諾書")


def request(desk: Desk, contractor_id: str, sub_id: str) -> str:
    entry = ReEntrustmentEntry(
        contractor_id=contractor_id,
        sub_id=sub_id,
        requested_on=desk.today,
        scope="入力",
        measures="報告を受ける",
    )
    return done(re_entrusting.request_re_entrustment(desk, entry)).answer


def test_the_check_tells_where_each_clause_stands_and_which_is_missing(desk: Desk) -> None:
    contractor_id = contractors.add(desk)
    contractors.evaluate(desk, contractor_id)
    with pytest.raises(NoContractYet):
        papers.clause_check_facts(desk, contractor_id, CHECK)
    lacking = register.rules(desk).clauses[0]
    contractors.contract(desk, contractor_id, lacking=lacking.id)
    facts = papers.clause_check_facts(desk, contractor_id, CHECK)
    assert [clause.place for clause in facts.clauses][:2] == ["", "第2条"]
    assert facts.clauses[0].heading == lacking.heading
    assert (facts.checked_on, facts.checked_by) == (desk.today, desk.actor.name)
    assert facts.equal_measures_by == desk.actor.name
    with pytest.raises(ContractorGone):
        papers.clause_check_facts(desk, "nobody", CHECK)


def test_the_permission_is_there_once_the_officer_gave_it(desk: Desk) -> None:
    contractor_id, sub_id = contractors.ready(desk), contractors.add(desk, 2)
    contractors.evaluate(desk, sub_id)
    asked = request(desk, contractor_id, sub_id)
    assert papers.permitted_requests(desk) == ()
    with pytest.raises(NotPermittedYet):
        papers.permission_facts(desk, asked, PERMISSION)
    done(re_entrusting.decide_re_entrustment(desk, asked, permit=True, conditions="年に一度の報告"))
    facts = papers.permission_facts(desk, asked, PERMISSION)
    assert (facts.sub_name, facts.conditions) == (contractors.entry(2).name, "年に一度の報告")
    assert facts.sub_address == contractors.entry(2).address
    assert facts.contract_title == contractors.contract_entry().title
    assert (facts.decided_on, facts.decided_by) == (desk.today, desk.actor.name)
    assert [one.id for one in papers.permitted_requests(desk)] == [asked]


def test_a_refused_request_has_no_permission(desk: Desk) -> None:
    contractor_id, sub_id = contractors.ready(desk), contractors.add(desk, 2)
    asked = request(desk, contractor_id, sub_id)
    done(re_entrusting.decide_re_entrustment(desk, asked, permit=False, reason="範囲が広すぎるため"))
    with pytest.raises(NotPermittedYet):
        papers.permission_facts(desk, asked, PERMISSION)


def test_the_blank_papers_hold_the_clauses_of_the_pack_and_no_contractor(desk: Desk) -> None:
    blank = papers.blank_clause_check_facts(desk, CHECK)
    assert [clause.heading for clause in blank.clauses] == [
        clause.heading for clause in register.rules(desk).clauses
    ]
    assert blank.checked_on is None
    assert papers.blank_permission_facts(desk, PERMISSION).contractor_name == ""
