"""Reading the monthly checks of the log: whose duty they are, how far each month is, and one month with what deserves a look."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ashibue_desk.domain.check_duty import CHECKS, CheckedAs, Duty, Seat, Superior, candidates, duty_of
from ashibue_desk.domain.handling_log import LogEntry
from ashibue_desk.domain.log_check import MonthState, UnusualItem, month_state, unusual_items
from ashibue_desk.domain.log_check_facts import Doubt, LogCheck, MonthFigures, Remark
from ashibue_desk.domain.log_periods import Period, read_period, since
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_doubts import read_doubts
from ashibue_desk.use_cases.office_hours import log_check_rule

MAY_SEE = (Role.OFFICER, Role.AUDITOR)
"""Who sees the checks; whether one may sign is a matter of ``duty``."""
WAITING = frozenset({MonthState.DUE, MonthState.OVERDUE, MonthState.ADDED})
"""States in which a month can be checked."""


@dataclass(frozen=True, slots=True)
class DutyView:
    """Whose duty the check is, and who may be named as superior. ``mine``: the one at the desk has to act."""

    duty: Duty
    superior: Superior | None
    candidates: tuple[Seat, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month in the list.

    ``added`` lines came after the last check; ``in_doubt`` items of its checks have no outcome yet; ``duty`` is told where
    the month waits for somebody.
    """

    month: Period
    state: MonthState
    lines: int
    added: int
    checks: tuple[LogCheck, ...]
    in_doubt: int = 0
    duty: DutyView | None = None


@dataclass(frozen=True, slots=True)
class MonthList:
    """Every month of the vault, the newest first, and whose duty the next check is."""

    months: tuple[MonthLine, ...]
    duty: DutyView


@dataclass(frozen=True, slots=True)
class MonthView:
    """One month to look at.

    Attributes:
        figures: of the whole month.
        before: of the months before, the nearest first, as many as the pack compares.
        items: what deserves a look among the lines not checked yet.
        to_check: how many lines are not checked yet, and ``last_seq`` the newest of them.
        checks: the checks so far with their verdicts, and ``looked`` the first line of each of those verdicts.
        doubts: what those checks found doubtful, with the outcomes so far.

    """

    month: Period
    state: MonthState
    duty: DutyView
    figures: MonthFigures
    before: tuple[MonthFigures, ...]
    items: tuple[UnusualItem, ...]
    to_check: int
    last_seq: int
    checks: tuple[tuple[LogCheck, tuple[Remark, ...]], ...]
    looked: Mapping[int, LogEntry]
    doubts: tuple[Doubt, ...]


def list_months(desk: Desk) -> MonthList:
    """Return every month since the vault's first line, the newest first."""
    desk.require(*MAY_SEE)
    with desk.vault.reading():
        first = desk.vault.log_figures.first_month()
        months = since(first, desk.today) if first is not None else ()
        lines = desk.vault.log_figures.lines_by_month()
        checks = _checks_by_month(desk)
        open_in = Counter(doubt.month for doubt in read_doubts(desk) if doubt.is_open)
        found = tuple(
            _with_duty(desk, _month_line(desk, month, lines.get(month, 0), checks.get(month, ())), open_in)
            for month in reversed(months)
        )
        return MonthList(found, _next_duty(desk, found))


def view_month(desk: Desk, key: str) -> MonthView:
    """Return one month (``2026-10``) with what deserves a look."""
    desk.require(*MAY_SEE)
    month = read_period(key)
    with desk.vault.reading():
        return read_month(desk, month)


def read_month(desk: Desk, month: Period) -> MonthView:
    """Read a month; only inside an act or a reading that asked for the role."""
    figures, rule = desk.vault.log_figures, log_check_rule(desk)
    checks = desk.vault.log_checks.of_month(month)
    after = checks[-1].last_seq if checks else 0
    entries = figures.entries(month, after)
    of_month = figures.month(month)
    first = figures.first_month() or month
    before = (month.back(steps) for steps in range(1, rule.compare_months + 1))
    with_remarks = tuple((check, desk.vault.log_checks.remarks(check.id)) for check in checks)
    return MonthView(
        month=month,
        state=month_state(
            month, desk.today, rule, lines=of_month.lines, checked=bool(checks), added=len(entries)
        ),
        duty=duty_of_period(desk, month),
        figures=of_month,
        before=tuple(figures.month(each) for each in before if each >= first),
        items=unusual_items(entries, rule, desk.vault.log_checks.mass_lines()),
        to_check=len(entries),
        last_seq=entries[-1].seq if entries else 0,
        checks=with_remarks,
        looked=_looked(desk, with_remarks),
        doubts=tuple(doubt for doubt in read_doubts(desk) if doubt.month == month),
    )


def read_duty(desk: Desk, put_out: frozenset[str] = frozenset()) -> DutyView:
    """Read whose duty the check is of lines in which ``put_out`` put numbers out.

    Only inside an act or a reading that asked for the role.
    """
    return _duty_view(desk, read_seats(desk), desk.vault.log_checks.superior(), put_out)


def read_seats(desk: Desk) -> tuple[Seat, ...]:
    """Read whose accounts are open; only inside an act or a reading that asked for the role."""
    return tuple(Seat(user.user_id, user.name, user.roles) for user in desk.vault.users.active())


def duty_of_period(desk: Desk, period: Period) -> DutyView:
    """Read whose duty the check of a month or quarter is; only inside an act or a reading that asked for the role."""
    return _duty_of_period(desk, period, read_seats(desk), desk.vault.log_checks.superior())


def duty_at_hand(desk: Desk, period: Period | None = None) -> DutyView:
    """Return whose duty the check is, of a period or by the roles alone; read once between writes.

    For what home asks at the same time, never inside an act.
    """
    if period is None:
        return desk.once("duty of the check", read_duty)
    seats, superior = desk.once("seats", read_seats), duty_at_hand(desk).superior
    return desk.once(f"duty of {period.key}", lambda desk: _duty_of_period(desk, period, seats, superior))


def months_waiting(desk: Desk) -> tuple[MonthState, ...]:
    """Return the states of the months to be checked, for those whose duty it is; quick also with a long log.

    A month that was checked counts when acts on paper were entered for it since, or lines came into it with the clock set
    back. The latter are looked for among the lines after the newest check: before that check there were none.
    """
    return tuple(state for month, state in _waiting(desk) if duty_at_hand(desk, month).mine)


def checks_late_since(desk: Desk) -> date | None:
    """Return the last day on which the oldest overdue month could be checked, for those whose duty it is."""
    late = [month for month, state in _waiting(desk) if state is MonthState.OVERDUE]
    mine = [month.last for month in late if duty_at_hand(desk, month).mine]
    return min(mine) + timedelta(days=desk.regulation.log_check.due_days) if mine else None


def doubts_waiting(desk: Desk) -> int:
    """Return how many lines in doubt have no outcome yet, for those who say what was found."""
    if not _may_have_to_check(desk):
        return 0
    return sum(doubt.is_open and duty_at_hand(desk, doubt.month).mine for doubt in read_doubts(desk))


def needs_superior(desk: Desk) -> bool:
    """Return whether a superior has to be named before the months that wait can be checked."""
    if Role.OFFICER not in desk.actor.roles:
        return False
    duties = (duty_at_hand(desk), *(duty_at_hand(desk, month) for month, _state in _waiting(desk)))
    return any(view.duty.checked_as is None for view in duties)


def grown_before(desk: Desk, month: Period) -> Period | None:
    """Return the oldest month before ``month`` that was checked and got lines since with the clock set back, if any.

    Only inside an act or a reading that asked for the role. It has to be checked again first: so no later check hides it.
    """
    figures = desk.vault.log_figures
    for before, checks in sorted(_checks_by_month(desk).items()):
        read = checks[-1].last_seq
        if before < month and figures.newest_entered(before) > read and figures.count(before, read)[0]:
            return before
    return None


def who_checks(duty: Duty) -> str:
    """Return who checks, in words: the officer, or the superior by name."""
    if duty.checked_as is CheckedAs.OFFICER:
        return "責任者"
    return (
        f"直属の上司 {duty.name}さん" if duty.checked_as is not None else "直属の上司(まだ決まっていません)"
    )


def _duty_of_period(
    desk: Desk, period: Period, seats: tuple[Seat, ...], superior: Superior | None
) -> DutyView:
    among = [seat.user_id for seat in seats if seat.roles & CHECKS]
    return _duty_view(desk, seats, superior, desk.vault.log_figures.who_put_out(period, among))


def _duty_view(
    desk: Desk, seats: tuple[Seat, ...], superior: Superior | None, put_out: frozenset[str]
) -> DutyView:
    duty = duty_of(seats, superior, put_out)
    return DutyView(duty, superior, candidates(seats, put_out), duty.falls_to(desk.actor.user_id))


def _may_have_to_check(desk: Desk) -> bool:
    """Whether any check can be the duty of the one at the desk: spares everybody else the look at every month."""
    if Role.OFFICER in desk.actor.roles:
        return True
    superior = duty_at_hand(desk).superior
    named = superior is not None and superior.user_id == desk.actor.user_id
    return named and bool(desk.actor.roles.intersection(MAY_SEE))


def _waiting(desk: Desk) -> tuple[tuple[Period, MonthState], ...]:
    """Return the months that wait for anybody, for those whom it may concern."""
    return desk.once("months that wait", _read_waiting) if _may_have_to_check(desk) else ()


def _read_waiting(desk: Desk) -> tuple[tuple[Period, MonthState], ...]:
    figures = desk.vault.log_figures
    first = figures.first_month()
    if first is None:
        return ()
    checked = {month: checks[-1].last_seq for month, checks in _checks_by_month(desk).items()}
    new = (
        (month, month_state(month, desk.today, desk.regulation.log_check, lines=1, checked=False, added=0))
        for month in since(first, desk.today)
        if month not in checked and month.has_ended(desk.today) and figures.has_lines(month)
    )
    return (*new, *((month, MonthState.ADDED) for month in sorted(_grown(desk, checked))))


def _with_duty(desk: Desk, line: MonthLine, open_in: Mapping[Period, int]) -> MonthLine:
    waits = line.state in WAITING or bool(open_in[line.month])
    duty = duty_of_period(desk, line.month) if waits else None
    return replace(line, in_doubt=open_in[line.month], duty=duty)


def _next_duty(desk: Desk, lines: tuple[MonthLine, ...]) -> DutyView:
    """Return whose turn it is: where nobody may check yet first, then one's own, then the oldest month."""
    duties = [line.duty for line in reversed(lines) if line.duty is not None]
    duties.sort(key=lambda view: (view.duty.checked_as is not None, not view.mine))
    return duties[0] if duties else read_duty(desk)


def _month_line(desk: Desk, month: Period, lines: int, checks: tuple[LogCheck, ...]) -> MonthLine:
    added = desk.vault.log_figures.count(month, checks[-1].last_seq)[0] if checks else 0
    rule = desk.regulation.log_check
    state = month_state(month, desk.today, rule, lines=lines, checked=bool(checks), added=added)
    return MonthLine(month, state, lines, added, checks)


def _checks_by_month(desk: Desk) -> dict[Period, tuple[LogCheck, ...]]:
    found: dict[Period, tuple[LogCheck, ...]] = {}
    for check in desk.vault.log_checks.all():
        found[check.month] = (*found.get(check.month, ()), check)
    return found


def _grown(desk: Desk, checked: Mapping[Period, int]) -> frozenset[Period]:
    """Return the months that got lines after their newest check; ``checked`` says how far each was read."""
    if not checked:
        return frozenset()
    newest = max(checked)
    figures = desk.vault.log_figures
    later = (
        *figures.papers_after(min(checked.values())),
        *figures.back_dated_after(checked[newest], newest),
    )
    return frozenset(month for month, seq in later if seq > checked.get(month, seq))


def _looked(desk: Desk, checks: tuple[tuple[LogCheck, tuple[Remark, ...]], ...]) -> dict[int, LogEntry]:
    seqs = [remark.seq for _check, remarks in checks for remark in remarks]
    return {entry.seq: entry for entry in desk.vault.log_figures.lines_of(seqs)}
