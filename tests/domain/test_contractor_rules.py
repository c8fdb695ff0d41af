"""The rules about contractors as such: the gate, the pass rule, the score, circles, states, the cloud question."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.cloud_check import CloudAnswer, CloudCheckEntry, CloudConclusion, conclude, reasoning
from ashibue_desk.domain.contractor_contract import ClauseAnswer, Contract, ContractEntry
from ashibue_desk.domain.contractor_criteria import FairOnRequired
from ashibue_desk.domain.contractor_evaluation import (
    Answer,
    Mark,
    Shortcoming,
    group_score,
    judge,
    score,
)
from ashibue_desk.domain.contractor_gate import GateFacts, Objection, gate
from ashibue_desk.domain.contractor_verdict import Verdict
from ashibue_desk.domain.contractors import ContractorState, ContractorSteps
from ashibue_desk.domain.months import months_later
from ashibue_desk.domain.re_entrustment import closes_a_circle
from ashibue_desk.domain.sheet_comparison import read_mark
from ashibue_desk.law.contractor_data import load_contractor_rules

RULES = load_contractor_rules("npo")
REQUIRED = [clause.id for clause in RULES.required_clauses]
DAY = date(2026, 6, 15)
NEAR = st.sampled_from([timedelta(days=days) for days in (-366, -365, -1, 0, 1, 365, 366)])

verdicts = st.none() | st.sampled_from(list(Verdict))


@st.composite
def contracts(draw: st.DrawFn) -> Contract:
    """Draw a contract about ``DAY``, more often than not with every clause."""
    present = draw(st.just(set(REQUIRED)) | st.sets(st.sampled_from(REQUIRED)))
    starts = DAY + draw(NEAR)
    entry = ContractEntry(
        title="契約",
        starts_on=draw(st.sampled_from([starts, starts, None])),
        ends_on=draw(st.none() | st.just(starts + abs(draw(NEAR)))),
        equal_measures_on=draw(st.none() | st.just(DAY)),
    )
    clauses = {one: ClauseAnswer(one, "第1条" if one in present else " ") for one in REQUIRED}
    return Contract("c", "k", entry, clauses)


@st.composite
def gate_facts(draw: st.DrawFn) -> GateFacts:
    """Draw what the gate looks at."""
    return GateFacts(
        verdict=draw(verdicts),
        decided_on=draw(st.none() | st.builds(lambda shift: DAY + shift, NEAR)),
        overdue_conditions=draw(st.integers(0, 1)),
        contract=draw(st.none() | contracts()),
        is_sub=draw(st.booleans()),
        sub_permitted=draw(st.booleans()),
        ended_on=draw(st.none() | st.builds(lambda shift: DAY + shift, NEAR)),
    )


def may(facts: GateFacts) -> bool:
    """Say the same thing once more, without the program's own words."""
    evaluated = (
        facts.verdict in (Verdict.PASSED, Verdict.PASSED_WITH_CONDITIONS)
        and facts.decided_on is not None
        and facts.decided_on <= DAY <= facts.decided_on.replace(year=facts.decided_on.year + 1)
        and facts.overdue_conditions == 0
    )
    contract = facts.contract
    if contract is None:
        bound = facts.is_sub and facts.sub_permitted
    else:
        starts, ends = contract.entry.starts_on, contract.entry.ends_on
        bound = (
            starts is not None
            and starts <= DAY <= (ends or date.max)
            and all(contract.clauses[one].place.strip() for one in REQUIRED)
            and contract.entry.equal_measures_on is not None
        )
    as_sub = facts.sub_permitted or not facts.is_sub
    return evaluated and bound and as_sub and (facts.ended_on is None or facts.ended_on > DAY)


@given(gate_facts())
def test_the_gate_opens_only_when_everything_is_there(facts: GateFacts) -> None:
    assert (gate(facts, RULES, DAY) == ()) is may(facts)


READY = GateFacts(
    verdict=Verdict.PASSED,
    decided_on=DAY,
    contract=Contract(
        "c",
        "k",
        ContractEntry(title="契約", starts_on=DAY, equal_measures_on=DAY),
        {one: ClauseAnswer(one, "第1条") for one in REQUIRED},
    ),
)


@pytest.mark.parametrize(
    ("changes", "objection"),
    [
        ({"verdict": None}, Objection.NOT_EVALUATED),
        ({"verdict": Verdict.REFUSED}, Objection.REFUSED),
        ({"decided_on": DAY - timedelta(days=366)}, Objection.LAPSED),
        ({"decided_on": DAY + timedelta(days=1)}, Objection.LAPSED),
        ({"overdue_conditions": 2}, Objection.CONDITION_OVERDUE),
        ({"contract": None}, Objection.NO_CONTRACT),
        ({"contract": None, "is_sub": True}, Objection.SUB_NOT_PERMITTED),
        ({"ended_on": DAY}, Objection.ENDED),
    ],
)
def test_each_thing_that_is_lacking_closes_it(changes: Mapping[str, object], objection: Objection) -> None:
    assert gate(READY, RULES, DAY) == ()
    findings = gate(replace(READY, **changes), RULES, DAY)  # type: ignore[arg-type]
    assert objection in {finding.objection for finding in findings}
    assert all(finding.sentence.endswith("。") for finding in findings)


@pytest.mark.parametrize(
    ("changes", "objection"),
    [
        ({"starts_on": DAY + timedelta(days=1)}, Objection.NOT_IN_FORCE),
        ({"ends_on": DAY - timedelta(days=1)}, Objection.NOT_IN_FORCE),
        ({"starts_on": None}, Objection.NOT_IN_FORCE),
        ({"equal_measures_on": None}, Objection.MEASURES_UNCONFIRMED),
        ({"equal_measures_on": DAY + timedelta(days=1)}, Objection.MEASURES_UNCONFIRMED),
    ],
)
def test_what_the_contract_lacks_closes_it(changes: dict[str, Any], objection: Objection) -> None:
    contract = READY.contract
    assert contract is not None
    other = replace(contract, entry=replace(contract.entry, **changes))
    (finding,) = gate(replace(READY, contract=other), RULES, DAY)
    assert finding.objection is objection


@pytest.mark.parametrize("clause_id", REQUIRED)
def test_every_single_clause_is_needed(clause_id: str) -> None:
    contract = READY.contract
    assert contract is not None
    clauses = {**contract.clauses, clause_id: ClauseAnswer(clause_id, "")}
    (finding,) = gate(replace(READY, contract=replace(contract, clauses=clauses)), RULES, DAY)
    assert finding.objection is Objection.CLAUSE_MISSING
    (clause,) = (one for one in RULES.clauses if one.id == clause_id)
    assert clause.heading in finding.sentence


answers_of_one = st.builds(
    Answer,
    criterion_id=st.just(""),
    mark=st.none() | st.sampled_from(list(Mark)),
    comment=st.sampled_from(["", " ", "理由"]),
    condition=st.sampled_from(["", "直す"]),
    due_on=st.none() | st.just(DAY),
)


@given(st.dictionaries(st.sampled_from(list(RULES.criteria)), answers_of_one, max_size=3))
def test_the_pass_rule_never_lets_a_required_shortcoming_through(changed: dict[str, Answer]) -> None:
    good = {one: Answer(criterion_id=one, mark=Mark.GOOD) for one in RULES.criteria}
    answers = {**good, **{one: replace(answer, criterion_id=one) for one, answer in changed.items()}}
    judgement = judge(RULES, answers)
    for one, answer in changed.items():
        criterion = RULES.criteria[one]
        if criterion.required and answer.mark in (None, Mark.POOR):
            assert judgement.best is Verdict.REFUSED
        if criterion.required and answer.mark is Mark.FAIR and not (answer.condition and answer.due_on):
            assert not judgement.complete
    for verdict in Verdict:
        if judgement.allows(verdict):
            assert judgement.complete
            assert not verdict.milder_than(judgement.best)
    assert judgement.allows(Verdict.REFUSED) is judgement.complete


@pytest.mark.parametrize(
    ("criterion_id", "answer", "shortcoming"),
    [
        ("org-rules", {"mark": Mark.POOR, "comment": "ない"}, Shortcoming.FAILED),
        ("org-rules", {"mark": Mark.NOT_APPLICABLE, "comment": "ない"}, Shortcoming.MUST_APPLY),
        ("org-rules", {"mark": Mark.FAIR}, Shortcoming.NO_CONDITION),
        ("org-rules", {"mark": Mark.GOOD, "condition": "直す"}, Shortcoming.NO_CONDITION),
        ("org-policy", {"mark": Mark.POOR}, Shortcoming.NO_COMMENT),
        ("org-policy", {"mark": Mark.NOT_APPLICABLE}, Shortcoming.NO_COMMENT),
        ("org-policy", {}, Shortcoming.UNANSWERED),
    ],
)
def test_what_is_not_in_order_is_named(
    criterion_id: str, answer: dict[str, object], shortcoming: Shortcoming
) -> None:
    answers = {one: Answer(criterion_id=one, mark=Mark.GOOD) for one in RULES.criteria}
    answers[criterion_id] = Answer(criterion_id=criterion_id, **answer)  # type: ignore[arg-type]
    (remark,) = judge(RULES, answers).remarks
    assert (remark.criterion.id, remark.shortcoming) == (criterion_id, shortcoming)


@pytest.mark.parametrize(
    ("fair", "mended", "best"),
    [
        (FairOnRequired.PASSES, False, Verdict.PASSED),
        (FairOnRequired.PASSES, True, Verdict.PASSED_WITH_CONDITIONS),
        (FairOnRequired.CONDITION, True, Verdict.PASSED_WITH_CONDITIONS),
        (FairOnRequired.REFUSES, True, Verdict.REFUSED),
    ],
)
def test_the_pack_says_what_a_fair_mark_means(*, fair: FairOnRequired, mended: bool, best: Verdict) -> None:
    rules = replace(RULES, pass_rule=replace(RULES.pass_rule, fair_on_required=fair))
    answers = {one: Answer(criterion_id=one, mark=Mark.GOOD) for one in RULES.criteria}
    condition = {"condition": "直す", "due_on": DAY} if mended else {}
    answers["org-rules"] = Answer(criterion_id="org-rules", mark=Mark.FAIR, **condition)  # type: ignore[arg-type]
    judgement = judge(rules, answers)
    assert (judgement.complete, judgement.best) == (True, best)


@pytest.mark.parametrize(("least", "best"), [(66, Verdict.PASSED), (67, Verdict.REFUSED)])
def test_the_pack_may_have_a_pass_mark(least: int, best: Verdict) -> None:
    rules = replace(RULES, pass_rule=replace(RULES.pass_rule, least_points=least))
    answers = {
        one.id: Answer(criterion_id=one.id, mark=Mark.GOOD if one.required else Mark.POOR, comment="まだ")
        for one in RULES.criteria.values()
    }
    assert judge(rules, answers).best is best


def test_what_is_not_required_never_decides() -> None:
    answers = {
        one.id: Answer(criterion_id=one.id, mark=Mark.GOOD if one.required else Mark.POOR, comment="まだ")
        for one in RULES.criteria.values()
    }
    assert judge(RULES, answers).best is Verdict.PASSED


@given(st.lists(st.sampled_from(list(Mark)), min_size=32, max_size=32))
def test_the_score_counts_what_applies(marks: list[Mark]) -> None:
    answers = {
        one: Answer(criterion_id=one, mark=mark) for one, mark in zip(RULES.criteria, marks, strict=True)
    }
    found = score(answers)
    applying = [mark for mark in marks if mark is not Mark.NOT_APPLICABLE]
    if not applying:
        assert found is None
        return
    assert found is not None
    assert 0 <= found <= 100
    assert (found == 100) is all(mark is Mark.GOOD for mark in applying)
    groups = [group_score(group, answers) for group in RULES.groups]
    assert sum(group.good for group in groups) == marks.count(Mark.GOOD)
    assert sum(group.not_applicable for group in groups) == marks.count(Mark.NOT_APPLICABLE)
    assert not any(group.unanswered for group in groups)


links = st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3))


@given(links, st.sampled_from("abcdef"), st.sampled_from("abcdef"))
def test_a_circle_is_seen_however_long(chain: dict[str, list[str]], asking: str, sub: str) -> None:
    reached, before = {sub}, set[str]()
    while reached != before:
        before = set(reached)
        reached |= {below for here in before for below in chain.get(here, ())}
    assert closes_a_circle(chain, asking, sub) is (asking in reached)


def test_a_state_follows_from_the_records() -> None:
    assert ContractorSteps().state is ContractorState.CANDIDATE
    assert ContractorSteps(evaluating=True, verdict=Verdict.REFUSED).state is ContractorState.EVALUATING
    assert ContractorSteps(contracted=True, evaluating=True).state is ContractorState.CONTRACTED
    assert ContractorSteps(contracted=True, supervised=True).state is ContractorState.SUPERVISED
    assert ContractorSteps(contracted=True, ended=True).state is ContractorState.ENDED


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 6, 15), 12, date(2027, 6, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_end_where_the_law_says(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


@pytest.mark.parametrize(
    ("written", "mark"),
    [
        ("○", Mark.GOOD),
        (" 〇 ", Mark.GOOD),
        ("Ｏ", Mark.GOOD),
        ("▲", Mark.FAIR),
        ("ｘ", Mark.POOR),
        ("該当無し", Mark.NOT_APPLICABLE),
        ("はい", None),
        ("", None),
    ],
)
def test_signs_are_read_as_people_write_them(written: str, mark: Mark | None) -> None:
    assert read_mark(written) is mark


class TestCloud:
    ids = tuple(question.id for question in RULES.cloud_questions)

    @given(st.lists(st.none() | st.sampled_from(list(CloudAnswer)), min_size=3, max_size=3))
    def test_only_when_everything_holds_it_is_no_entrustment(self, given_: list[CloudAnswer | None]) -> None:
        answers = {one: answer for one, answer in zip(self.ids, given_, strict=True) if answer}
        holds = given_ == [CloudAnswer.HOLDS] * 3
        wanted = CloudConclusion.NO_ENTRUSTMENT if holds else CloudConclusion.ENTRUSTMENT
        assert conclude(RULES.cloud_questions, answers) is wanted

    def test_the_reasoning_names_each_question_and_where_it_was_read(self) -> None:
        entry = CloudCheckEntry(
            service="給与のクラウド",
            answers={self.ids[0]: CloudAnswer.HOLDS},
            notes={self.ids[0]: "利用規約 第8条"},
        )
        lines = reasoning(RULES.cloud_questions, entry)
        assert lines[0].endswith("あてはまる(利用規約 第8条)")
        assert lines[1].endswith("確かめられない")
