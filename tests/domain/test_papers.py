"""The states of a sheet of paper: nothing undone, nothing after destruction, every day kept."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.papers import (
    FOLLOWS,
    PAPER_STATE_NAMES,
    IssuedPaper,
    NotAllowed,
    PaperRecord,
    PaperState,
    cancelled,
    check_receipt,
    destroyed,
    filed,
    may_follow,
    received,
    superseded,
    waiting_again,
)

DAY = date(2026, 6, 15)
PAPER = IssuedPaper(
    id="a",
    form_id="HO",
    version=1,
    title="引継書",
    state=PaperState.ISSUED,
    issued_at="2026-06-15T01:00:00+00:00",
)

Step = Callable[[IssuedPaper, date], IssuedPaper]
STEPS: Mapping[PaperState, Step] = {
    PaperState.RECEIVED: received,
    PaperState.FILED: lambda paper, on: filed(paper, on, "書庫1"),
    PaperState.SUPERSEDED: superseded,
    PaperState.DESTROYED: lambda paper, on: destroyed(paper, on, "細断した"),
    PaperState.CANCELLED: lambda paper, _on: cancelled(paper),
}
"""What brings a sheet into a state; a sheet that comes back and is filed at once is told of below."""


def test_every_state_has_a_name_and_a_decision_about_what_follows() -> None:
    assert set(PAPER_STATE_NAMES) == set(FOLLOWS) == set(PaperState)
    assert not FOLLOWS[PaperState.DESTROYED]
    assert all(PaperState.ISSUED not in following for following in FOLLOWS.values())


@given(
    st.lists(st.tuples(st.sampled_from(sorted(STEPS, key=lambda state: state.value)), st.integers(0, 400)))
)
def test_whatever_is_recorded_in_whatever_order_keeps_the_rules(steps: list[tuple[PaperState, int]]) -> None:
    paper, on = PAPER, DAY
    for state, days in steps:
        on += timedelta(days=days)
        before = paper
        try:
            paper = STEPS[state](paper, on)
        except NotAllowed:
            assert paper == before
            assert state not in FOLLOWS[before.state] or (
                state is PaperState.RECEIVED and before.state is not PaperState.ISSUED
            )
            continue
        assert paper.state is state
        assert state in FOLLOWS[before.state]
    assert (paper.state is PaperState.DESTROYED) == (paper.destroyed_on is not None)
    assert (paper.state is PaperState.FILED) <= (bool(paper.filed_at) and paper.received_on is not None)
    assert paper.waits == (paper.state is PaperState.ISSUED)
    assert not (paper.waits and paper.lies_somewhere)
    assert (paper.id, paper.issued_at, paper.version) == (PAPER.id, PAPER.issued_at, PAPER.version)


@given(
    st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2032, 12, 31))),
    st.dates(date(2020, 1, 1), date(2032, 12, 31)),
    st.lists(st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2032, 12, 31))), max_size=5),
)
def test_a_receipt_stands_only_between_the_day_of_issue_and_today(
    on: date | None, today: date, issued: list[date | None]
) -> None:
    problems = check_receipt(on, today, [("岬 しおん", day) for day in issued])
    fits = on is not None and on <= today and all(day is None or day <= on for day in issued)
    assert (problems == ()) is fits
    for problem in problems:
        assert problem.field == "received_on"
        assert problem.sentence


def test_a_sheet_waits_again_only_where_it_was_replaced_while_it_waited() -> None:
    replaced = superseded(PAPER, DAY)
    assert waiting_again(replaced) == PAPER
    for other in (PAPER, superseded(received(PAPER, DAY), DAY), destroyed(PAPER, DAY, "")):
        with pytest.raises(NotAllowed):
            waiting_again(other)


@given(st.sampled_from(sorted(STEPS, key=lambda state: state.value)))
def test_nothing_follows_destruction(state: PaperState) -> None:
    gone = destroyed(PAPER, DAY, "")
    with pytest.raises(NotAllowed):
        STEPS[state](gone, DAY)


def test_a_sheet_that_comes_back_is_filed_at_once_where_its_place_is_known() -> None:
    back = received(PAPER, DAY, "書庫2")
    assert (back.state, back.received_on, back.filed_at) == (PaperState.FILED, DAY, "書庫2")
    moved = filed(back, DAY + timedelta(days=3), "書庫3")
    assert (moved.received_on, moved.filed_at) == (DAY, "書庫3")
    with pytest.raises(NotAllowed):
        received(back, DAY)
    with pytest.raises(ValueError, match="place"):
        filed(back, DAY, "")


def test_the_place_and_the_words_stay_after_destruction() -> None:
    gone = destroyed(received(replace(PAPER, note="受領印あり"), DAY, "書庫2"), DAY, "溶解した")
    assert (gone.filed_at, gone.received_on, gone.note) == ("書庫2", DAY, "受領印あり。溶解した")


@pytest.mark.parametrize("record", [PaperRecord.CONSENT, PaperRecord.PLEDGE])
def test_a_sheet_with_a_record_of_its_own_is_not_moved_here(record: PaperRecord) -> None:
    own = replace(PAPER, record=record)
    assert not any(may_follow(own, state) for state in PaperState)
    for step in STEPS.values():
        with pytest.raises(NotAllowed):
            step(own, DAY)
