"""What home says is due of contractors: conditions, looks, evaluations, overrides, and what waits for the officer."""

from dataclasses import replace
from datetime import date, timedelta

from ashibue_desk.domain.contractor_evaluation import Answer, Mark, Method, Occasion
from ashibue_desk.domain.contractor_gate import Objection
from ashibue_desk.domain.contractor_supervision import Look, PlanEntry
from ashibue_desk.domain.contractor_verdict import Verdict
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.contractors import (
    ending,
    evaluating,
    providing,
    re_entrusting,
    register,
    supervising,
)
from ashibue_desk.use_cases.contractors.due import contractor_due
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.home import Todo, Urgency, home
from tests.helpers import contractors as made
from tests.helpers.contractors import TODAY, asked, erased, objections
from tests.helpers.desks import HANDLER, MORNING, Scene, done
from tests.helpers.log_desks import leave


class TestHome:
    def due(self, desk: Desk) -> dict[Todo, tuple[Urgency, int]]:
        return {item.todo: (item.urgency, item.count) for item in home(desk).due}

    def test_nothing_is_due_without_contractors_or_for_candidates(self, desk: Desk) -> None:
        made.add(desk)
        assert not {
            Todo.REEVALUATE_CONTRACTORS,
            Todo.MEET_CONDITIONS,
            Todo.LOOK_AFTER_CONTRACTORS,
            Todo.REVIEW_OVERRIDES,
        } & set(self.due(desk))

    def test_what_comes_near_is_due_and_what_is_past_is_overdue(self, desk: Desk, scene: Scene) -> None:
        contractor = made.add(desk)
        fair = Answer(
            criterion_id="org-training", mark=Mark.FAIR, condition="記録を残す", due_on=date(2026, 7, 1)
        )
        made.evaluate(desk, contractor, Verdict.PASSED_WITH_CONDITIONS, org_training=fair)
        made.contract(desk, contractor, ends_on=None)
        plan = PlanEntry(contractor_id=contractor, look=Look.REPORT, due_on=date(2026, 9, 1))
        done(supervising.plan_look(desk, plan))
        assert self.due(desk)[Todo.MEET_CONDITIONS] == (Urgency.DUE, 1)
        assert Todo.LOOK_AFTER_CONTRACTORS not in self.due(desk)
        scene.clock.advance(timedelta(days=60))
        assert self.due(desk)[Todo.MEET_CONDITIONS] == (Urgency.OVERDUE, 1)
        assert self.due(desk)[Todo.LOOK_AFTER_CONTRACTORS] == (Urgency.DUE, 1)
        assert register.list_contractors(desk)[0].next_due == date(2026, 7, 1)
        scene.clock.advance(timedelta(days=280))
        assert self.due(desk)[Todo.REEVALUATE_CONTRACTORS] == (Urgency.DUE, 1)
        scene.clock.advance(timedelta(days=30))
        assert self.due(desk)[Todo.REEVALUATE_CONTRACTORS] == (Urgency.OVERDUE, 1)

    def test_who_is_under_contract_is_looked_at_every_year_even_where_nothing_is_planned(
        self, desk: Desk, scene: Scene
    ) -> None:
        contractor = made.ready(desk)  # under contract since April
        plan = PlanEntry(contractor_id=contractor, look=Look.REPORT, due_on=date(2026, 7, 1))
        look = done(supervising.plan_look(desk, plan)).answer
        done(supervising.drop_look(desk, look, "担当者が休むため"))
        assert Todo.LOOK_AFTER_CONTRACTORS not in self.due(desk)
        scene.clock.set_to(MORNING + timedelta(days=270))
        assert self.due(desk)[Todo.LOOK_AFTER_CONTRACTORS] == (Urgency.DUE, 1)
        scene.clock.set_to(MORNING + timedelta(days=291))
        assert self.due(desk)[Todo.LOOK_AFTER_CONTRACTORS] == (Urgency.OVERDUE, 1)
        look = done(supervising.plan_look(desk, replace(plan, due_on=desk.today))).answer
        done(supervising.record_look(desk, look, desk.today, "よい", plan_next=False))
        assert Todo.LOOK_AFTER_CONTRACTORS not in self.due(desk)

    def test_a_refused_contractor_under_contract_is_overdue(self, desk: Desk) -> None:
        contractor = made.ready(desk)
        made.evaluate(desk, contractor, Verdict.REFUSED)
        assert self.due(desk)[Todo.REEVALUATE_CONTRACTORS] == (Urgency.OVERDUE, 1)
        assert objections(desk, contractor) == {Objection.REFUSED}

    def test_what_waits_for_the_officer_is_due_for_nobody_else(self, desk: Desk, scene: Scene) -> None:
        contractor, sub = made.ready(desk, 1), made.add(desk, 2)
        evaluation = evaluating.open_evaluation(desk, sub, Occasion.FIRST, Method.DOCUMENT).answer
        whole = made.answers(register.rules(desk))
        done(evaluating.fill_answers(desk, evaluation, whole[:-1]))
        assert Todo.DECIDE_EVALUATIONS not in self.due(desk)
        done(evaluating.fill_answers(desk, evaluation, whole))
        request = done(asked(desk, contractor, sub)).answer
        waiting = {Todo.DECIDE_EVALUATIONS, Todo.ANSWER_RE_ENTRUSTMENTS}
        assert {todo: self.due(desk)[todo] for todo in waiting} == dict.fromkeys(waiting, (Urgency.DUE, 1))
        leave(scene, desk)
        desk = scene.unlock(HANDLER)
        assert not waiting & self.due(desk).keys()
        leave(scene, desk)
        desk = scene.unlock()
        done(re_entrusting.decide_re_entrustment(desk, request, permit=False, reason="範囲が広すぎるため"))
        done(evaluating.decide_evaluation(desk, evaluation, Verdict.PASSED))
        assert not waiting & self.due(desk).keys()

    def test_an_override_stays_until_it_is_closed(self, desk: Desk) -> None:
        contractor = made.add(desk)
        through = providing.record_provision(desk, made.provision(contractor, TODAY), "期限が今日のため")
        assert isinstance(through, Done)
        assert self.due(desk)[Todo.REVIEW_OVERRIDES] == (Urgency.OVERDUE, 1)
        done(providing.review_override(desk, through.answer.id))
        assert Todo.REVIEW_OVERRIDES not in self.due(desk)

    def test_an_ended_entrustment_asks_for_nothing(self, desk: Desk, scene: Scene) -> None:
        contractor = made.ready(desk)
        plan = PlanEntry(contractor_id=contractor, look=Look.REPORT, due_on=date(2026, 7, 1))
        done(supervising.plan_look(desk, plan))
        done(ending.end_entrustment(desk, erased(contractor)))
        scene.clock.advance(timedelta(days=700))
        due = contractor_due(desk)
        assert (due.evaluations.shown, due.conditions.shown, due.looks.shown) == (0, 0, 0)
