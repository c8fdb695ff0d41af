"""The computer's clock and the one that is set by hand."""

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from ashibue_desk.domain.japan_time import in_japan, today_in_japan
from ashibue_desk.machine.clock import Clock, FixedClock

JAPAN = timezone(timedelta(hours=9))


def test_the_computers_clock_tells_one_moment_in_both_zones() -> None:
    clock = Clock()
    before = datetime.now(UTC)
    utc, local, first, second = clock.now_utc(), clock.local_now(), clock.monotonic(), clock.monotonic()
    assert before <= utc <= local <= datetime.now(UTC)
    assert utc.utcoffset() == timedelta(0)
    assert local.utcoffset() is not None
    assert first <= second
    assert clock.today() in {local.date(), local.date() + timedelta(days=1)}


def test_the_office_has_the_time_of_japan_wherever_the_pc_believes_to_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "Etc/GMT+12")  # as anybody may start the program; UTC is not moved by it
    getattr(time, "tzset", bool)()  # Windows asks anew each time
    try:
        utc, local = Clock().now_utc(), Clock().local_now()
        assert local.utcoffset() == timedelta(hours=9)
        assert local - utc < timedelta(minutes=1)
        assert today_in_japan() in {local.date(), local.date() + timedelta(days=1)}
    finally:
        monkeypatch.undo()
        getattr(time, "tzset", bool)()
    assert in_japan("2026-03-31T23:30:00+00:00") == datetime(2026, 4, 1, 8, 30, tzinfo=JAPAN)
    assert in_japan("2026-03-31T23:30:00+00:00").date() == date(2026, 4, 1)


def test_a_fixed_clock_stands_still_until_moved() -> None:
    clock = FixedClock(datetime(2026, 4, 1, 8, 30, tzinfo=JAPAN))
    assert clock.now_utc() == clock.now_utc() == datetime(2026, 3, 31, 23, 30, tzinfo=UTC)
    assert clock.today() == date(2026, 4, 1)  # in Japan, though UTC is a day behind
    start = clock.monotonic()
    clock.advance(timedelta(hours=16))
    assert clock.today() == date(2026, 4, 2)
    assert clock.monotonic() - start == 16 * 3600


def test_a_wall_clock_set_back_does_not_move_the_monotonic_one() -> None:
    clock = FixedClock(datetime(2026, 4, 1, tzinfo=JAPAN))
    start = clock.monotonic()
    clock.set_to(datetime(2020, 1, 1, tzinfo=JAPAN))
    assert clock.today() == date(2020, 1, 1)
    assert clock.monotonic() == start
    with pytest.raises(ValueError, match="backwards"):
        clock.advance(timedelta(seconds=-1))


def test_a_moment_without_zone_is_refused() -> None:
    bare = datetime(2026, 4, 1)  # noqa: DTZ001 - that is the mistake
    with pytest.raises(ValueError, match="zone"):
        FixedClock(bare)
    with pytest.raises(ValueError, match="zone"):
        FixedClock(datetime(2026, 4, 1, tzinfo=UTC)).set_to(bare)
