"""The sequence of somebody put in charge, its term, and what is wrong beside which field (K8, K9)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain import appointment_checks as checks
from ashibue_desk.domain.appointments import (
    Appointment,
    Handover,
    Step,
    affairs_in_force,
    is_in_force,
    missing_steps,
    next_step,
    reason_not_in_force,
    terms_overlap,
)
from ashibue_desk.domain.problems import Problem, blocking
from ashibue_desk.domain.roles import Role
from ashibue_desk.law.regulation import load_regulation
from tests.helpers.sample_numbers import valid_number

TODAY = date(2026, 6, 15)
ALL = tuple(Step)
EMPTY = Appointment(id="a", user_id="u1", user_name="葦原 灯", role=Role.HANDLER)
COMPLETE = replace(
    EMPTY,
    affairs=("income_withholding_slip",),
    resolved_on=date(2026, 4, 1),
    starts_on=date(2026, 4, 10),
    ends_on=date(2028, 4, 9),
    announced_on=date(2026, 4, 2),
    pledge_received_on=date(2026, 4, 3),
    trained_on=date(2026, 4, 5),
)
KNOWN = ("income_withholding_slip", "health_pension_enrolment")
FULL_HANDOVER = Handover("年末調整の途中", "なし", "なし", "キャビネットA-2の鍵")

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
maybe = st.none() | days
orders = st.lists(st.sampled_from(ALL), unique=True).map(lambda steps: tuple(sorted(steps, key=ALL.index)))


@st.composite
def appointments(draw: st.DrawFn) -> Appointment:
    return replace(
        EMPTY,
        id=draw(st.text("abc", min_size=1, max_size=3)),
        user_id=draw(st.sampled_from(["u1", "u2"])),
        role=draw(st.sampled_from(list(Role))),
        affairs=draw(st.sampled_from([(), ("income_withholding_slip",)])),
        resolved_on=draw(maybe),
        starts_on=draw(maybe),
        ends_on=draw(maybe),
        announced_on=draw(maybe),
        pledge_received_on=draw(maybe),
        trained_on=draw(maybe),
        ended_on=draw(maybe),
    )


def fields(problems: tuple[Problem, ...]) -> list[str]:
    assert all(problem.sentence.endswith("。") for problem in problems)
    return [problem.field for problem in problems]


class TestSequence:
    """Nothing opens before the last step."""

    def test_each_step_is_asked_for_in_turn(self) -> None:
        walk = [EMPTY]
        for name in ("resolved_on", "starts_on", "announced_on", "pledge_received_on", "trained_on"):
            walk.append(replace(walk[-1], **{name: getattr(COMPLETE, name)}))
        assert [next_step(one, ALL) for one in walk] == [Step.APPOINTED, *ALL, None]
        assert [is_in_force(one, TODAY, ALL) for one in walk] == [False] * 5 + [True]

    @pytest.mark.parametrize(
        ("day", "able"),
        [
            (date(2026, 4, 9), False),
            (date(2026, 4, 10), True),
            (date(2028, 4, 9), True),
            (date(2028, 4, 10), False),
        ],
    )
    def test_the_term_counts_both_its_days(self, day: date, able: bool) -> None:
        assert is_in_force(COMPLETE, day, ALL) is able

    def test_each_reason_is_a_sentence_of_its_own(self) -> None:
        told = {
            reason_not_in_force(replace(COMPLETE, ended_on=TODAY), TODAY, ALL),
            reason_not_in_force(COMPLETE, date(2026, 4, 9), ALL),
            reason_not_in_force(COMPLETE, date(2029, 1, 1), ALL),
            *(
                reason_not_in_force(replace(COMPLETE, **{name: None}), TODAY, ALL)
                for name in ("resolved_on", "announced_on", "pledge_received_on", "trained_on")
            ),
        }
        assert len(told) == 7
        assert all(sentence.endswith("。") for sentence in told)
        assert reason_not_in_force(COMPLETE, TODAY, ALL) == ""

    @given(appointments(), days, orders)
    def test_in_force_is_what_an_auditor_would_count(
        self, one: Appointment, today: date, steps: tuple[Step, ...]
    ) -> None:
        papers = {
            Step.APPOINTED: one.resolved_on is not None and one.starts_on is not None,
            Step.ANNOUNCED: one.announced_on is not None,
            Step.PLEDGED: one.pledge_received_on is not None,
            Step.TRAINED: one.trained_on is not None,
        }
        running = one.starts_on is not None and one.starts_on <= today <= (one.ends_on or date.max)
        expected = one.ended_on is None and running and all(papers[step] for step in steps)
        assert is_in_force(one, today, steps) is expected
        assert bool(reason_not_in_force(one, today, steps)) is not expected

    @given(appointments(), orders, days)
    def test_a_missing_step_never_lets_anybody_act(
        self, one: Appointment, steps: tuple[Step, ...], today: date
    ) -> None:
        missing = missing_steps(one, steps)
        assert next_step(one, steps) == (missing[0] if missing else None)
        assert not (missing and is_in_force(one, today, steps))

    @given(st.lists(appointments(), max_size=5), days)
    def test_affairs_come_from_handlers_in_force_alone(self, found: list[Appointment], today: date) -> None:
        affairs = affairs_in_force(found, "u1", today, ALL)
        backing = [
            one
            for one in found
            if one.user_id == "u1" and one.role is Role.HANDLER and is_in_force(one, today, ALL)
        ]
        assert affairs == {affair for one in backing for affair in one.affairs}

    def test_the_regulation_says_which_role_needs_what(self) -> None:
        regulation = load_regulation("npo")
        assert regulation.steps(Role.HANDLER) == regulation.steps(Role.RECEIVER) == ALL
        assert regulation.steps(Role.OFFICER) == (Step.APPOINTED, Step.ANNOUNCED)
        assert regulation.steps(Role.AUDITOR) == (Step.APPOINTED,)
        assert regulation.steps(Role.SYSTEM_KEEPER) == (Step.APPOINTED, Step.PLEDGED)


class TestOverlap:
    """One officer at a time (規程8条1項)."""

    @given(appointments(), appointments())
    def test_it_is_what_counting_days_says(self, one: Appointment, other: Appointment) -> None:
        assert terms_overlap(one, other) is terms_overlap(other, one)
        assert terms_overlap(one, other) is bool(counted(one) & counted(other))

    def test_the_successor_may_begin_on_the_day_the_predecessor_ended(self) -> None:
        old = replace(COMPLETE, role=Role.OFFICER, ends_on=None, ended_on=TODAY)
        new = replace(old, id="b", user_id="u2", starts_on=TODAY, ended_on=None)
        assert not terms_overlap(old, new)
        assert terms_overlap(replace(old, ended_on=None, ends_on=TODAY), new)

    def test_two_officers_are_refused_and_two_handlers_are_not(self) -> None:
        officer = replace(COMPLETE, role=Role.OFFICER, affairs=())
        second = replace(officer, id="b", user_id="u2", user_name="宵町 律")
        found = checks.check_appointment(second, [officer], KNOWN, TODAY)
        assert fields(found) == ["starts_on"]
        assert "葦原 灯" in found[0].sentence
        handler = replace(COMPLETE, id="b", user_id="u2")
        assert checks.check_appointment(handler, [COMPLETE], KNOWN, TODAY) == ()

    def test_the_same_role_of_the_same_person_twice_is_refused(self) -> None:
        again = replace(COMPLETE, id="b", starts_on=date(2028, 4, 9), ends_on=None)
        assert fields(checks.check_appointment(again, [COMPLETE], KNOWN, TODAY)) == ["starts_on"]
        later = replace(again, starts_on=date(2028, 4, 10))
        assert checks.check_appointment(later, [COMPLETE], KNOWN, TODAY) == ()


def counted(one: Appointment) -> set[date]:
    if one.starts_on is None:
        return set()
    last = min(one.ends_on or date(2031, 1, 1), (one.ended_on or date(2032, 1, 1)) - timedelta(days=1))
    return {one.starts_on + timedelta(days=n) for n in range((last - one.starts_on).days + 1)}


class TestChecks:
    """What somebody mistyped stands beside its field, with how to mend it."""

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"resolved_on": None}, "resolved_on"),
            ({"resolved_on": TODAY + timedelta(days=1)}, "resolved_on"),
            ({"starts_on": None}, "starts_on"),
            ({"ends_on": date(2026, 4, 9)}, "ends_on"),
            ({"affairs": ()}, "affairs"),
            ({"affairs": ("income_withholding_slip", "abolished_affair")}, "affairs"),
        ],
    )
    def test_an_appointment(self, changed: dict[str, object], field: str) -> None:
        wrong = checks.check_appointment(replace(COMPLETE, **changed), [], KNOWN, TODAY)  # type: ignore[arg-type] # names of fields
        assert field in fields(blocking(wrong))

    def test_a_term_before_its_resolution_is_doubted_and_still_compared_with_others(self) -> None:
        early = replace(COMPLETE, role=Role.OFFICER, affairs=(), starts_on=date(2026, 3, 1))
        (problem,) = checks.check_appointment(early, [], KNOWN, TODAY)
        assert not problem.blocks
        other = replace(early, id="b", user_id="u2")
        assert len(checks.check_appointment(early, [other], KNOWN, TODAY)) == 2

    def test_only_handlers_have_affairs(self) -> None:
        for role in set(Role) - {Role.HANDLER}:
            assert checks.check_affairs(role, (), KNOWN) == ()

    def test_days_lie_between_the_resolution_and_today(self) -> None:
        before, after = date(2026, 3, 31), TODAY + timedelta(days=1)
        for on in (before, after):
            assert fields(checks.check_announced(COMPLETE, on, "掲示板", TODAY)) == ["announced_on"]
            assert fields(checks.check_pledge(COMPLETE, on, "A-2", TODAY)) == ["pledge_received_on"]
            assert fields(checks.check_training(COMPLETE, on, "教材1", TODAY)) == ["trained_on"]
            assert fields(checks.check_handover(COMPLETE, FULL_HANDOVER, on, TODAY)) == ["handed_over_on"]
        for on in (date(2026, 4, 1), TODAY):
            assert checks.check_announced(COMPLETE, on, "掲示板", TODAY) == ()
            assert checks.check_pledge(COMPLETE, on, "A-2", TODAY) == ()
            assert checks.check_training(COMPLETE, on, "教材1", TODAY) == ()
            assert checks.check_handover(COMPLETE, FULL_HANDOVER, on, TODAY) == ()

    def test_nothing_is_recorded_before_the_resolution_is(self) -> None:
        (problem,) = checks.check_pledge(EMPTY, TODAY, "A-2", TODAY)
        assert "先に" in problem.sentence

    @given(st.sampled_from(["", " ", "\u3000"]))
    def test_where_and_what_are_needed(self, blank: str) -> None:
        assert fields(checks.check_announced(COMPLETE, TODAY, blank, TODAY)) == ["announced_where"]
        assert fields(checks.check_pledge(COMPLETE, TODAY, blank, TODAY)) == ["pledge_place"]
        assert fields(checks.check_training(COMPLETE, TODAY, blank, TODAY)) == ["training_note"]
        nothing = Handover(blank, blank, blank, blank)
        assert fields(checks.check_handover(COMPLETE, nothing, TODAY, TODAY)) == [
            "open_work",
            "papers",
            "media",
            "keys_and_cards",
        ]

    def test_no_number_goes_into_a_remark(self) -> None:
        digits = valid_number(3).digits()
        text = f"控え {digits}"
        found = (
            *checks.check_announced(COMPLETE, TODAY, text, TODAY),
            *checks.check_pledge(COMPLETE, TODAY, text, TODAY),
            *checks.check_training(COMPLETE, TODAY, text, TODAY),
            *checks.check_handover(COMPLETE, replace(FULL_HANDOVER, papers=text), TODAY, TODAY),
        )
        assert fields(found) == ["announced_where", "pledge_place", "training_note", "papers"]
        assert digits not in repr(found)

    def test_the_end_of_a_term_may_move_but_not_into_the_next_officers(self) -> None:
        officer = replace(COMPLETE, role=Role.OFFICER, affairs=())
        successor = replace(officer, id="b", user_id="u2", starts_on=date(2028, 4, 10), ends_on=None)
        assert checks.check_new_end(officer, date(2027, 3, 31), [officer, successor]) == ()
        assert fields(checks.check_new_end(officer, None, [officer, successor])) == ["starts_on"]
        assert fields(checks.check_new_end(officer, date(2026, 1, 1), [])) == ["ends_on"]
