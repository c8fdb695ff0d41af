"""The hours of the office as they are typed, said and dated."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.office_hours import (
    DatedHours,
    OfficeHours,
    check_hours,
    clock_words,
    hours_of,
    read_clock,
    weekday_names,
)

FIRST = OfficeHours(opens=time(7), closes=time(20), free_weekdays=frozenset({5, 6}))
DAY = date(2026, 6, 1)
CLOCKS = st.builds(time, st.integers(0, 23), st.integers(0, 59))
HOURS = st.builds(OfficeHours, opens=CLOCKS, closes=CLOCKS, free_weekdays=st.frozensets(st.integers(0, 6)))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9:00", time(9)),
        ("９：３０", time(9, 30)),
        ("0900", time(9)),
        ("9", time(9)),
        ("17時", time(17)),
        ("17時半", time(17, 30)),
        ("17 時 05 分", time(17, 5)),
        ("0:00", time(0)),
        ("24:00", None),
        ("9:60", None),
        ("9:5", None),
        ("夕方", None),
        ("", None),
        ("-9", None),
    ],
)
def test_a_time_of_day_is_read_as_offices_write_it(typed: str, read: time | None) -> None:
    assert read_clock(typed) == read


@given(CLOCKS)
def test_a_time_that_was_shown_is_read_again(at: time) -> None:
    assert read_clock(clock_words(at)) == at


@given(hours=HOURS)
def test_hours_need_a_day_of_work_and_an_end_after_the_beginning(hours: OfficeHours) -> None:
    wrong = {problem.field for problem in check_hours(hours)}
    assert ("weekdays" in wrong) == (hours.free_weekdays == frozenset(range(7)))
    assert ("closes" in wrong) == (hours.closes <= hours.opens)


@given(
    days=st.lists(st.integers(0, 40), max_size=6), ahead=st.integers(-5, 50), own=st.lists(HOURS, min_size=6)
)
def test_a_change_says_nothing_of_the_days_before_it(
    days: list[int], ahead: int, own: list[OfficeHours]
) -> None:
    dated = [
        DatedHours(since=DAY + timedelta(days=begins), hours=hours, seq=at)
        for at, (begins, hours) in enumerate(zip(sorted(days), own, strict=False))
    ]
    day = DAY + timedelta(days=ahead)
    begun = [each.hours for each in dated if each.since <= day]
    assert hours_of(day, dated, FIRST) == (begun[-1] if begun else FIRST)
    later = DatedHours(since=day + timedelta(days=1), hours=own[0], seq=99)
    assert hours_of(day, [*dated, later], FIRST) == hours_of(day, dated, FIRST)


def test_hours_are_said_in_words() -> None:
    assert FIRST.words == "月・火・水・木・金 7:00から20:00まで"
    assert DatedHours(since=DAY, hours=FIRST, seq=1).words == f"2026-06-01から {FIRST.words}"
    assert [name for _at, name in weekday_names()][::6] == ["月曜日", "日曜日"]
