"""What of a month deserves a look, whose duty the look is, and the periods it is counted in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.check_duty import (
    CHECKS,
    CheckedAs,
    Seat,
    Superior,
    candidates,
    check_superior,
    duty_of,
)
from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogLine
from ashibue_desk.domain.holidays import HolidayKind, HolidayRule
from ashibue_desk.domain.log_check import (
    LogCheckRule,
    MonthState,
    Unusual,
    UnusualRule,
    Verdict,
    month_state,
    unlooked,
    unusual_items,
)
from ashibue_desk.domain.log_periods import month_of, quarter_of, read_period, since
from ashibue_desk.domain.office_hours import OfficeHours
from ashibue_desk.domain.roles import Role

JST = timezone(timedelta(hours=9))
ACTS = ("個人番号の表示", "役割の変更", "名簿の訂正", "削除")
GATHERED = frozenset({Unusual.MASS_OUTPUT, Unusual.DAY_OFF, Unusual.OUT_OF_HOURS})
RULE = LogCheckRule(
    hours=OfficeHours(opens=time(8), closes=time(19), free_weekdays=frozenset({5, 6})),
    free_days=frozenset({(12, 31)}),
    holidays=(HolidayRule("元日", HolidayKind.DAY, 1, 1),),
    views=("個人番号の表示",),
    entries=("保管庫を開いた",),
    mass_persons=3,
    late_paper_days=7,
    due_days=14,
    compare_months=3,
    rules=tuple(
        UnusualRule(
            kind=kind,
            title=kind.value,
            look="見る",
            classes=frozenset({LogClass.DISPOSAL}) if kind is Unusual.DISPOSAL else frozenset(),
            acts=("役割の変更",) if kind is Unusual.RIGHTS else (),
            gathers=kind in GATHERED,
        )
        for kind in Unusual
    ),
    basis="",
    analysis_basis="",
    note="",
)
DAYS = st.dates(date(2026, 12, 1), date(2027, 1, 31))


def entry(seq: int, at: datetime, who: str = "a", **told: object) -> LogEntry:
    line = replace(LogLine(log_class=LogClass.USE, act="名簿の訂正"), **told)  # type: ignore[arg-type]
    return LogEntry(seq, at.isoformat(), at.isoformat(), who, who, line)


def at(day: date = date(2026, 12, 1), hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=JST)


@st.composite
def logs(draw: st.DrawFn) -> tuple[LogEntry, ...]:
    size = draw(st.integers(0, 30))
    return tuple(
        entry(
            seq,
            at(draw(DAYS), draw(st.integers(0, 23))),
            draw(st.sampled_from("ab")),
            act=draw(st.sampled_from(ACTS)),
            log_class=draw(st.sampled_from(LogClass)),
            object_id=draw(st.sampled_from("wxyz")),
            corrects=draw(st.integers(0, 1)),
            happened_on=draw(st.sampled_from(("", "2026-12-02"))),
        )
        for seq in range(1, size + 1)
    )


def kinds_alone(line: LogEntry) -> tuple[Unusual, ...]:
    """Return why a line deserves a look, judged by itself."""
    return next((item.kinds for item in unusual_items([line], RULE)), ())


@given(logs())
def test_every_unusual_line_is_in_exactly_one_item_and_no_other_line_is(log: Sequence[LogEntry]) -> None:
    items = unusual_items(log, RULE)
    assert sum(item.lines for item in items) >= sum(bool(kinds_alone(each)) for each in log)
    for item in items:
        within = [each for each in log if item.seq <= each.seq <= item.until.seq]
        assert item.lines <= len(within)
        assert set(kinds_alone(item.entry)) <= set(item.kinds)
    named = {item.seq for item in items}
    assert len(named) == len(items), "a verdict names one item"
    alone = [each.seq for each in log if set(kinds_alone(each)) - GATHERED]
    assert named >= set(alone), "what is grave by itself is never hidden in a gathered item"


@given(logs())
def test_only_lines_of_one_person_and_day_are_gathered(log: Sequence[LogEntry]) -> None:
    for item in unusual_items(log, RULE):
        if item.lines > 1:
            assert set(item.kinds) <= GATHERED
            assert (item.entry.actor_id, item.entry.local_at[:10]) == (
                item.until.actor_id,
                item.until.local_at[:10],
            )


@given(logs())
def test_the_gravest_come_first(log: Sequence[LogEntry]) -> None:
    order = list(Unusual)
    ranks = [(order.index(item.kinds[0]), item.seq) for item in unusual_items(log, RULE)]
    assert ranks == sorted(ranks)


@given(logs(), st.sets(st.integers(1, 30)))
def test_what_no_verdict_names_is_still_to_be_looked_at(log: Sequence[LogEntry], looked: set[int]) -> None:
    items = unusual_items(log, RULE)
    left = unlooked(items, [Verdict(seq=seq) for seq in looked])
    assert {item.seq for item in left} == {item.seq for item in items} - looked
    assert unlooked(items, [Verdict(seq=item.seq) for item in items]) == ()


@pytest.mark.parametrize(
    ("hour", "day", "kinds"),
    [
        (8, date(2026, 12, 1), ()),
        (18, date(2026, 12, 1), ()),
        (7, date(2026, 12, 1), (Unusual.OUT_OF_HOURS,)),
        (19, date(2026, 12, 1), (Unusual.OUT_OF_HOURS,)),
        (10, date(2026, 12, 5), (Unusual.DAY_OFF,)),
        (10, date(2026, 12, 31), (Unusual.DAY_OFF,)),
        (10, date(2027, 1, 1), (Unusual.DAY_OFF,)),
        (23, date(2026, 12, 6), (Unusual.DAY_OFF, Unusual.OUT_OF_HOURS)),
    ],
)
def test_hours_and_days(hour: int, day: date, kinds: tuple[Unusual, ...]) -> None:
    assert kinds_alone(entry(1, at(day, hour))) == kinds


def test_views_of_many_persons_in_a_day_make_one_item_of_the_day() -> None:
    shown = [entry(n, at(), act=ACTS[0], object_id=f"p{n}") for n in (1, 2, 3, 4)]
    assert unusual_items(shown[:2], RULE) == ()
    (item,) = unusual_items(shown, RULE)
    assert (item.kinds, item.lines) == ((Unusual.MASS_OUTPUT,), 4)
    same = [entry(n, at(), act=ACTS[0], object_id="p") for n in range(1, 9)]
    assert unusual_items(same, RULE) == (), "one person seen often is not many persons"


def test_an_explained_mass_output_is_one_whatever_was_counted() -> None:
    (item,) = unusual_items([entry(1, at()), entry(2, at())], RULE, frozenset({2}))
    assert (item.seq, item.kinds) == (2, (Unusual.MASS_OUTPUT,))


def test_a_group_given_out_at_once_is_mass_output() -> None:
    line = entry(1, at(), log_class=LogClass.PROVISION, affair="x", count=3)
    assert Unusual.MASS_OUTPUT in kinds_alone(line)
    assert Unusual.MASS_OUTPUT not in kinds_alone(replace(line, line=replace(line.line, count=2)))


@pytest.mark.parametrize(("day", "late"), [("2026-11-24", True), ("2026-11-25", False), ("", False)])
def test_paper_is_late_after_the_days_of_the_pack(day: str, late: bool) -> None:
    assert (Unusual.LATE_PAPER in kinds_alone(entry(1, at(), happened_on=day))) is late


def test_a_reason_that_the_pack_does_not_hold_has_no_rule() -> None:
    assert RULE.rule(Unusual.RIGHTS).acts == ("役割の変更",)
    without = replace(RULE, rules=tuple(each for each in RULE.rules if each.kind is not Unusual.RIGHTS))
    with pytest.raises(KeyError):
        without.rule(Unusual.RIGHTS)


def test_states_of_a_month() -> None:
    month = month_of(date(2026, 12, 1))

    def state(today: date, *, lines: int = 1, checked: bool = False, added: int = 0) -> MonthState:
        return month_state(month, today, RULE, lines=lines, checked=checked, added=added)

    assert state(date(2026, 12, 31)) is MonthState.RUNNING
    assert state(date(2027, 1, 1)) is MonthState.DUE
    assert state(date(2027, 1, 14)) is MonthState.DUE
    assert state(date(2027, 1, 15)) is MonthState.OVERDUE
    assert state(date(2027, 1, 15), lines=0) is MonthState.EMPTY
    assert state(date(2027, 1, 15), checked=True) is MonthState.CHECKED
    assert state(date(2027, 1, 15), checked=True, added=1) is MonthState.ADDED


# --- whose duty ---------------------------------------------------------------------------------------------------

ROLES = st.frozensets(st.sampled_from(Role), min_size=1)
SEATS = st.lists(ROLES, max_size=5).map(
    lambda each: tuple(Seat(f"u{n}", f"名{n}", roles) for n, roles in enumerate(each))
)


@given(SEATS, st.integers(0, 5))
def test_whoever_handles_alone_never_checks_themselves(seats: tuple[Seat, ...], named: int) -> None:
    superior = Superior(id="s", user_id=f"u{named}", name="", post="", named_on=date(2026, 1, 1), named_by="")
    duty = duty_of(seats, superior)
    if duty.alone is not None and duty.checked_as is CheckedAs.SUPERIOR:
        assert not duty.falls_to(duty.alone.user_id)
    if duty.checked_as is CheckedAs.SUPERIOR:
        (by,) = duty.by
        assert next(seat for seat in seats if seat.user_id == by).roles & CHECKS
    if sum(Role.HANDLER in seat.roles for seat in seats) > 1:
        assert duty.checked_as is CheckedAs.OFFICER


@given(SEATS, st.integers(0, 5), st.frozensets(st.integers(0, 5).map(lambda n: f"u{n}")))
def test_nobody_signs_in_the_program_for_what_they_put_out_themselves(
    seats: tuple[Seat, ...], named: int, put_out: frozenset[str]
) -> None:
    superior = Superior(id="s", user_id=f"u{named}", name="", post="", named_on=date(2026, 1, 1), named_by="")
    duty = duty_of(seats, superior, put_out)
    if duty.checked_as in {CheckedAs.OFFICER, CheckedAs.SUPERIOR}:
        assert not duty.by & put_out
    officers = {seat.user_id for seat in seats if Role.OFFICER in seat.roles}
    if officers and not officers <= put_out and duty.alone is None:
        assert duty.checked_as is CheckedAs.OFFICER
    if duty.own:
        assert duty.alone is None


@given(SEATS)
def test_who_may_be_named_is_who_is_accepted(seats: tuple[Seat, ...]) -> None:
    allowed = {seat.user_id for seat in candidates(seats)}
    for seat in seats:
        assert (check_superior(seats, seat.user_id, "", "") == ()) is (seat.user_id in allowed)


# --- periods ------------------------------------------------------------------------------------------------------


@given(st.dates(date(2015, 10, 5), date(2199, 12, 31)))
def test_a_period_is_read_back_from_its_name_and_holds_its_day(day: date) -> None:
    for period in (month_of(day), quarter_of(day)):
        assert read_period(period.key) == period
        assert period.holds(day)
        assert period.back().back(-1) == period
        assert period.back().last == period.first - timedelta(days=1)
        assert period.holds(period.first)
        assert period.holds(period.last)


@given(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(0, 1500))
def test_periods_in_a_row_leave_no_day_out(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    for begin in (month_of(first), quarter_of(first)):
        row = since(begin, last)
        assert row[-1].holds(last)
        for one, following in pairwise(row):
            assert following.first - one.last == timedelta(days=1)


def test_periods_are_named_as_offices_write_them() -> None:
    assert month_of(date(2026, 10, 3)).title == "令和8年10月"
    assert quarter_of(date(2026, 11, 3)).title == "令和8年10月から12月"
    assert (month_of(date(2026, 10, 3)).key, quarter_of(date(2026, 11, 3)).key) == ("2026-10", "2026-Q4")
    with pytest.raises(ValueError, match="month must be in"):
        read_period("2026-13")
