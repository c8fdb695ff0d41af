"""Receiving a number without a window: what each step wants, what the law offers, and where the digits are not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ashibue_desk.domain.identity import Route
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.use_cases import collect_number, people
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import WITH_NUMBERS, Scene, desk, done, remembered_passwords, scene
from tests.helpers.made_up_people import made_up_person
from tests.helpers.sample_numbers import ALL_ZERO, VALID, WRONG_CHECK_DIGIT, full_width, valid_number
from ui.wizards.collect_number import steps
from ui.wizards.collect_number.facts import read_candidates, read_facts
from ui.wizards.collect_number.flow import FIRST, SECOND, CollectFlow

__all__ = ["desk", "remembered_passwords", "scene"]

NUMBER = valid_number(700).digits()


@pytest.fixture
def flow(desk: Desk, scene: Scene) -> CollectFlow:
    """A flow for an employee without a number."""
    return flow_for(desk, scene.person_ids[WITH_NUMBERS])


def flow_for(desk: Desk, person_id: str) -> CollectFlow:
    made = CollectFlow()
    made.choose_person(read_facts(desk, person_id))
    return made


def family(desk: Desk, scene: Scene, category: PersonCategory) -> str:
    entry = replace(made_up_person(50, category), worker_id=scene.person_ids[0], code="")
    return done(people.add_person(desk, entry)).answer


def go_to(flow: CollectFlow, key: str) -> None:
    """Answer what is needed to stand on a step."""
    while flow.key != key:
        if flow.key == steps.ROUTE:
            flow.set_route(flow.answers.route or Route.FACE_TO_FACE)
        elif flow.key == steps.CHECK:
            verify(flow)
        elif flow.key == steps.NUMBER:
            flow.take_numbers(NUMBER, NUMBER)
        assert flow.problems() == ()
        assert flow.go_next()


def verify(flow: CollectFlow) -> None:
    """Choose the first way that is no omission, with the first documents."""
    combination = next(found for found in flow.combinations() if not found.omission)
    flow.choose_combination(combination.id)
    flow.answers.documents = tuple(
        document.id for slot in combination.slots for document in slot.choices[: slot.count]
    )


def fields(flow: CollectFlow) -> list[str]:
    return [problem.field for problem in flow.problems()]


def test_nobody_is_the_first_question(desk, scene):
    flow = CollectFlow()
    assert [step.key for step in flow.steps] == [steps.WHO]
    assert fields(flow) == ["person"]
    assert not flow.may_go_on
    offered = [candidate.row.person_id for candidate in read_candidates(desk)]
    assert scene.person_ids[6] not in offered  # dispatched
    assert scene.person_ids[7] not in offered  # applicant
    assert set(offered[-WITH_NUMBERS:]) == set(scene.person_ids[:WITH_NUMBERS])


def test_an_employee_comes_with_the_usual_affairs(flow):
    assert [step.key for step in flow.steps] == [
        steps.WHO,
        steps.AFFAIRS,
        steps.ROUTE,
        steps.CHECK,
        steps.NUMBER,
        steps.CONFIRM,
    ]
    assert [affair.id for affair in flow.affairs()] == list(flow.facts.default_affairs)
    flow.go_next()
    flow.answers.affair_ids = ("no such affair",)
    assert fields(flow) == ["affairs"]


@pytest.mark.parametrize("at", [6, 7])
def test_where_the_law_forbids_nothing_leads_on(desk, scene, at):
    flow = flow_for(desk, scene.person_ids[at])
    (problem,) = flow.problems()
    assert problem.sentence == flow.facts.refusal
    assert not flow.may_go_on
    assert not flow.go_next()
    assert flow.draft() == {}


def test_a_whole_receipt_is_taken_in(desk, flow):
    go_to(flow, steps.CONFIRM)
    assert flow.problems() == ()
    assert not flow.go_next()
    receipt = flow.receipt()
    assert receipt.number == valid_number(700)
    assert receipt.verification.checked_by == desk.actor.name
    assert receipt.verification.checked_on == desk.today
    assert isinstance(collect_number.collect_number(desk, receipt), Done)


def test_back_loses_nothing(flow):
    go_to(flow, steps.CONFIRM)
    kept = flow.receipt()
    while flow.go_back():
        pass
    assert flow.key == steps.WHO
    go_to(flow, steps.CONFIRM)
    assert flow.receipt() == kept


def test_a_way_to_verify_must_be_chosen_with_its_documents(flow):
    go_to(flow, steps.CHECK)
    assert fields(flow) == ["combination"]
    combination = next(found for found in flow.combinations() if len(found.slots) == 2)
    flow.choose_combination(combination.id)
    assert fields(flow) == ["documents", "documents"]
    flow.answers.documents = tuple(slot.choices[0].id for slot in combination.slots)
    assert flow.problems() == ()
    flow.choose_combination(flow.combinations()[0].id)
    assert flow.answers.documents == ()


def test_leaving_the_identity_document_out_is_offered_last(flow):
    go_to(flow, steps.CHECK)
    omissions = [found.omission for found in flow.combinations()]
    assert omissions == sorted(omissions)
    assert omissions[-1]


def test_an_omission_needs_its_reason(flow):
    go_to(flow, steps.CHECK)
    omission = next(found for found in flow.combinations() if found.omission)
    flow.choose_combination(omission.id)
    flow.answers.documents = (omission.slots[0].choices[0].id,)
    assert fields(flow) == ["omission_reason"]
    flow.answers.omission_reason = omission.omission_reasons[0]
    assert flow.problems() == ()
    flow.answers.route = Route.POST
    assert flow.combination() is None


def test_an_agent_is_named(flow):
    flow.set_route(Route.AGENT)
    go_to(flow, steps.CHECK)
    verify(flow)
    assert fields(flow) == ["agent_name"]
    flow.answers.agent_name = "宵町 律"
    assert flow.problems() == ()
    assert flow.verification().agent_name == "宵町 律"


def test_the_day_of_the_check_is_not_in_the_future(flow):
    go_to(flow, steps.CHECK)
    verify(flow)
    flow.answers.checked_on = flow.facts.today + timedelta(days=1)
    assert fields(flow) == ["checked_on"]
    flow.answers.checked_on = None
    assert fields(flow) == ["checked_on"]


def test_the_law_of_the_day_decides_what_is_offered(flow):
    flow.set_route(Route.FACE_TO_FACE)
    flow.answers.checked_on = date(2015, 11, 1)
    assert "face_card" not in [found.id for found in flow.combinations()]
    flow.answers.checked_on = date(2016, 1, 1)
    assert "face_card" in [found.id for found in flow.combinations()]


def test_a_dependant_was_checked_by_the_worker(desk, scene):
    flow = flow_for(desk, family(desk, scene, PersonCategory.DEPENDANT))
    assert flow.facts.worker_name
    go_to(flow, steps.CHECK)
    assert flow.combination().checked_by_worker
    assert flow.problems() == ()
    assert flow.verification().checked_by == flow.facts.worker_name
    assert "従業者" in flow.steps[0].reason.text


def test_a_category_3_spouse_comes_with_the_worker_as_agent(desk, scene):
    flow = flow_for(desk, family(desk, scene, PersonCategory.SPOUSE3))
    flow.set_route(Route.AGENT)
    assert flow.answers.agent_name == flow.facts.worker_name
    go_to(flow, steps.CHECK)
    first = flow.combinations()[0]
    assert [slot.proof.value for slot in first.slots] == ["agency_proof", "identity_proof", "number_proof"]
    assert flow.facts.default_affairs == ("category3_notification",)


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        ("", "", [FIRST, SECOND]),
        (NUMBER, "", [SECOND]),
        (NUMBER, VALID[0], [SECOND]),
        (NUMBER[:-1], NUMBER, [FIRST]),
        (ALL_ZERO, ALL_ZERO, [FIRST, SECOND]),
        (WRONG_CHECK_DIGIT[0], WRONG_CHECK_DIGIT[0], [FIRST, SECOND]),
        ("番号", NUMBER, [FIRST]),
    ],
    ids=["nothing", "once", "two numbers", "short", "zeros", "check digit", "words"],
)
def test_digits_that_cannot_be_right_are_told_without_saying_them(flow, first, second, wrong):
    go_to(flow, steps.NUMBER)
    flow.take_numbers(first, second)
    assert fields(flow) == wrong
    said = "".join(problem.sentence for problem in flow.problems())
    assert not any(typed and typed in said for typed in (first, second))
    with pytest.raises(ValueError, match="no number"):
        flow.receipt()


@pytest.mark.parametrize(
    "second", [full_width(NUMBER), f" {NUMBER[:4]} {NUMBER[4:8]}-{NUMBER[8:]}"], ids=["wide", "groups"]
)
def test_the_same_digits_may_be_written_differently(flow, second):
    go_to(flow, steps.NUMBER)
    flow.take_numbers(NUMBER, second)
    assert flow.problems() == ()
    assert flow.receipt().number == valid_number(700)


def test_empty_fields_keep_a_number_that_was_taken(flow):
    go_to(flow, steps.CONFIRM)
    flow.go_back()
    flow.take_numbers("", "")
    assert flow.problems() == ()
    flow.take_numbers(NUMBER, "")
    assert fields(flow) == [SECOND]
    flow.forget_number()
    assert fields(flow) == [FIRST]


def test_a_second_holder_must_be_the_same_human_being(desk, scene, flow):
    go_to(flow, steps.NUMBER)
    taken = valid_number(0).digits()
    flow.take_numbers(taken, taken)
    flow.go_next()
    answer = collect_number.collect_number(desk, flow.receipt())
    assert isinstance(answer, collect_number.Duplicate)
    flow.answers.duplicates = tuple(name for _id, name in answer.holders)
    assert fields(flow) == ["same_person"]
    flow.answers.same_person = True
    assert flow.problems() == ()
    assert isinstance(collect_number.collect_number(desk, flow.receipt()), Done)
    flow.take_numbers(NUMBER, NUMBER)
    assert not flow.answers.same_person


def test_a_draft_holds_every_answer_and_no_digit(desk, scene, flow):
    go_to(flow, steps.CONFIRM)
    draft = flow.draft()
    assert NUMBER not in "".join(draft.values())
    again = flow_for(desk, draft["person"])
    again.restore(draft)
    assert again.key == steps.NUMBER
    assert again.verification() == flow.verification()
    assert again.affairs() == flow.affairs()
    assert not again.has_number


def test_another_person_begins_anew(desk, scene, flow):
    go_to(flow, steps.CONFIRM)
    flow.choose_person(read_facts(desk, scene.person_ids[8]))
    assert flow.current == 0
    assert flow.answers.route is None
    assert not flow.has_number
    assert [affair.id for affair in flow.affairs()] == ["payment_record_fees"]
