"""Whatever is done in whatever order, numbers may be provided only as a small model of the regulation says."""

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from ashibue_desk.domain.contractor_contract import ClauseAnswer
from ashibue_desk.domain.contractor_evaluation import Answer, Mark, Method, Occasion
from ashibue_desk.domain.contractor_provision import GateClosed
from ashibue_desk.domain.contractor_supervision import EndingEntry, Look, PlanEntry, ReturnWay
from ashibue_desk.domain.contractor_verdict import Verdict
from ashibue_desk.domain.contractors import ContractorState
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.contractors import (
    contracting,
    ending,
    evaluating,
    providing,
    register,
    supervising,
)
from ashibue_desk.use_cases.contractors.situations import (
    EntrustmentEnded,
    EvaluationAlreadyOpen,
    EvaluationClosed,
)
from ashibue_desk.use_cases.contractors.standing import standing_today
from ashibue_desk.use_cases.desk import Desk
from tests.helpers import contractors as made
from tests.helpers.desks import MORNING, Scene

REQUIRED = "org-rules"


@dataclass
class Model:
    """What the regulation asks for, written down a second time and much more simply."""

    verdict: Verdict | None = None
    decided_on: date = date.min
    condition_due: date | None = None
    open: bool = False
    answered: Mark | None = None
    contract: tuple[date, date | None] | None = None
    clauses: set[str] = field(default_factory=set)
    measures: bool = False
    planned: bool = False
    provided: bool = False
    ended: bool = False

    def fresh(self, today: date) -> bool:
        """Whether the last evaluation passed within twelve months and no condition is overdue."""
        if self.verdict not in (Verdict.PASSED, Verdict.PASSED_WITH_CONDITIONS):
            return False
        if self.condition_due is not None and self.condition_due < today:
            return False
        start = self.decided_on
        last = calendar.monthrange(start.year + 1, start.month)[1]
        return start <= today <= date(start.year + 1, start.month, min(start.day, last))

    def may_provide(self, today: date, required: set[str]) -> bool:
        """Whether numbers may be provided on ``today``."""
        if self.contract is None or self.ended:
            return False
        starts, ends = self.contract
        in_force = starts <= today and (ends is None or today <= ends)
        return self.fresh(today) and in_force and required <= self.clauses and self.measures

    def state(self) -> ContractorState:
        """Return where the contractor stands."""
        if self.ended:
            return ContractorState.ENDED
        if self.contract:
            return ContractorState.SUPERVISED if self.planned else ContractorState.CONTRACTED
        if self.open:
            return ContractorState.EVALUATING
        return ContractorState(self.verdict.value) if self.verdict else ContractorState.CANDIDATE


class Entrustment(RuleBasedStateMachine):
    """One contractor's life in a real vault beside the model. ``desk`` and ``scene`` are set by the test."""

    desk: Desk
    scene: Scene
    numbers = iter(range(1, 100_000))

    @initialize(in_order=st.booleans())
    def register(self, in_order: bool) -> None:
        self.scene.clock.set_to(MORNING)
        self.contractor = made.add(self.desk, next(self.numbers), number_files=())
        self.required = {clause.id for clause in register.rules(self.desk).required_clauses}
        self.model = Model()
        self.evaluation = self.contract_id = ""
        if in_order:
            self.put_everything_in_order()

    @rule()
    def open_evaluation(self) -> None:
        try:
            self.evaluation = evaluating.open_evaluation(
                self.desk, self.contractor, Occasion.YEARLY, Method.DOCUMENT
            ).answer
        except EvaluationAlreadyOpen:
            assert self.model.open
        except EntrustmentEnded:
            assert self.model.ended
        else:
            assert not self.model.open
            self.model.open, self.model.answered = True, None

    @rule(mark=st.sampled_from(list(Mark)))
    def fill(self, mark: Mark) -> None:
        if not self.evaluation:
            return
        condition = mark is Mark.FAIR
        answer = Answer(
            criterion_id=REQUIRED,
            mark=mark,
            comment="理由",
            condition="直すこと" if condition else "",
            due_on=self.desk.today + timedelta(days=30) if condition else None,
        )
        answers = made.answers(register.rules(self.desk), **{REQUIRED.replace("-", "_"): answer})
        try:
            evaluating.fill_answers(self.desk, self.evaluation, answers)
        except (EvaluationClosed, EntrustmentEnded):
            assert not self.model.open or self.model.ended
        else:
            self.model.answered = mark
            self.due = answer.due_on

    @rule(verdict=st.sampled_from(list(Verdict)))
    def decide(self, verdict: Verdict) -> None:
        if not self.evaluation:
            return
        try:
            answer = evaluating.decide_evaluation(self.desk, self.evaluation, verdict, "理由")
        except (EvaluationClosed, EntrustmentEnded):
            assert not self.model.open or self.model.ended
            return
        allowed = {
            Mark.GOOD: {Verdict.PASSED, Verdict.REFUSED},
            Mark.FAIR: {Verdict.PASSED_WITH_CONDITIONS, Verdict.REFUSED},
            Mark.POOR: {Verdict.REFUSED},
            Mark.NOT_APPLICABLE: {Verdict.REFUSED},
            None: set[Verdict](),
        }[self.model.answered]
        in_time = self.model.answered is not Mark.FAIR or (self.due or date.min) >= self.desk.today
        assert isinstance(answer, Done) is (verdict in allowed and in_time), answer
        if isinstance(answer, Done):
            self.model.verdict, self.model.decided_on, self.model.open = verdict, self.desk.today, False
            self.model.condition_due = self.due if self.model.answered is Mark.FAIR else None

    @rule()
    def meet_condition(self) -> None:
        for condition in standing_today(self.desk).unmet(self.contractor):
            evaluating.record_condition_met(
                self.desk, condition.evaluation_id, condition.criterion_id, self.desk.today, "確かめた"
            )
            self.model.condition_due = None

    @rule(measures=st.booleans(), days=st.sampled_from([-40, 0, 1]), length=st.sampled_from([None, 39, 400]))
    def sign(self, measures: bool, days: int, length: int | None) -> None:
        starts = self.desk.today + timedelta(days=days)
        ends = None if length is None else starts + timedelta(days=length)
        entry = made.contract_entry(
            starts_on=starts,
            ends_on=ends,
            equal_measures_on=self.desk.today if measures else None,
            equal_measures_note="確かめた" if measures else "",
        )
        if self.contract_id:
            try:
                contracting.change_contract(self.desk, self.contract_id, entry)
            except EntrustmentEnded:
                assert self.model.ended
                return
        else:
            try:
                answer = contracting.record_contract(self.desk, self.contractor, entry)
            except EntrustmentEnded:
                assert self.model.ended
                return
            assert isinstance(answer, Done) is self.model.fresh(self.desk.today), answer
            if not isinstance(answer, Done):
                return
            self.contract_id = answer.answer
        self.model.contract, self.model.measures = (starts, ends), measures

    @rule(data=st.data())
    def check_clauses(self, data: Any) -> None:
        if not self.contract_id or self.model.ended:
            return
        lacking = data.draw(st.none() | st.sampled_from(sorted(self.required)))
        contracting.check_clauses(
            self.desk,
            self.contract_id,
            [ClauseAnswer(one, "" if one == lacking else "第1条") for one in sorted(self.required)],
        )
        self.model.clauses = self.required - {lacking}

    @rule()
    def put_everything_in_order(self) -> None:
        self.open_evaluation()
        self.fill(mark=Mark.GOOD)
        self.decide(verdict=Verdict.PASSED)
        self.sign(measures=True, days=0, length=None)
        if self.contract_id and not self.model.ended:
            found = [ClauseAnswer(one, "第1条") for one in sorted(self.required)]
            contracting.check_clauses(self.desk, self.contract_id, found)
            self.model.clauses = set(self.required)

    @rule()
    def plan(self) -> None:
        entry = PlanEntry(contractor_id=self.contractor, look=Look.REPORT, due_on=self.desk.today)
        try:
            supervising.plan_look(self.desk, entry)
        except EntrustmentEnded:
            assert self.model.ended
        else:
            self.model.planned = True

    @rule(days=st.sampled_from([1, 29, 31, 200, 364, 366]))
    def time_passes(self, days: int) -> None:
        self.scene.clock.advance(timedelta(days=days))

    @rule(reason=st.sampled_from(["", "期限が今日の届出のため"]))
    def provide(self, reason: str) -> None:
        entry = made.provision(self.contractor, self.desk.today)
        may = self.model.may_provide(self.desk.today, self.required)
        try:
            answer = providing.record_provision(self.desk, entry, reason, "月に一度まとめて渡すため")
        except EntrustmentEnded:
            assert self.model.ended
            return
        if isinstance(answer, GateClosed):
            assert not may
            assert not reason
            return
        assert isinstance(answer, Done)
        assert answer.answer.permitted is may
        assert bool(answer.answer.override_reason) is not may
        self.model.provided = True

    @rule()
    def end(self) -> None:
        entry = EndingEntry(
            contractor_id=self.contractor, ended_on=self.desk.today, reason="満了", way=ReturnWay.NEVER_HELD
        )
        try:
            answer = ending.end_entrustment(self.desk, entry)
        except EntrustmentEnded:
            assert self.model.ended
            return
        begins_later = self.model.contract is not None and self.model.contract[0] > self.desk.today
        starts_before = date(2026, 4, 1) <= self.desk.today  # the entry's own first day
        assert isinstance(answer, Done) is (not self.model.provided and (starts_before or not begins_later))
        if isinstance(answer, Done):
            self.model.ended, self.model.open = True, False

    @invariant()
    def the_gate_and_the_state_are_those_of_the_model(self) -> None:
        if not hasattr(self, "model"):
            return
        gate = providing.gate_now(self.desk, self.contractor)
        assert (gate == ()) is self.model.may_provide(self.desk.today, self.required), gate
        row = next(row for row in register.list_contractors(self.desk) if row.id == self.contractor)
        assert row.state is self.model.state()
        assert row.may_receive is (gate == ())


def test_no_path_leads_past_the_gate(desk: Desk, scene: Scene) -> None:
    Entrustment.desk, Entrustment.scene = desk, scene
    quick = settings(
        max_examples=20,
        stateful_step_count=12,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    run_state_machine_as_test(Entrustment, settings=quick)
