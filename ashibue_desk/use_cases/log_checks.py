"""Reading the monthly checks of the log: whose duty they are, how far each month is, and one month with what deserves a look."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ashibue_desk.domain.check_duty import CheckedAs, Duty, Seat, Superior, candidates, duty_of
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
    """A month in the list. ``added`` lines came after the last check; ``in_doubt`` items of its checks have no outcome yet."""

    month: Period
    state: MonthState
    lines: int
    added: int
    checks: tuple[LogCheck, ...]
    in_doubt: int = 0


@dataclass(frozen=True, slots=True)
class MonthList:
    """Every month of the vault, the newest first, and whose duty the checks are."""

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


def duty_now(desk: Desk) -> DutyView:
    """Return whose duty the check of the log is today."""
    desk.require(*MAY_SEE)
    with desk.vault.reading():
        return read_duty(desk)


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
            replace(
                _month_line(desk, month, lines.get(month, 0), checks.get(month, ())), in_doubt=open_in[month]
            )
            for month in reversed(months)
        )
        return MonthList(found, read_duty(desk))


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
        duty=read_duty(desk),
        figures=of_month,
        before=tuple(figures.month(each) for each in before if each >= first),
        items=unusual_items(entries, rule, desk.vault.log_checks.mass_lines()),
        to_check=len(entries),
        last_seq=entries[-1].seq if entries else 0,
        checks=with_remarks,
        looked=_looked(desk, with_remarks),
        doubts=tuple(doubt for doubt in read_doubts(desk) if doubt.month == month),
    )


def read_duty(desk: Desk) -> DutyView:
    """Read whose duty the check is; only inside an act or a reading that asked for the role."""
    seats = tuple(Seat(user.user_id, user.name, user.roles) for user in desk.vault.users.active())
    superior = desk.vault.log_checks.superior()
    duty = duty_of(seats, superior)
    return DutyView(duty, superior, candidates(seats), duty.falls_to(desk.actor.user_id))


def duty_at_hand(desk: Desk) -> DutyView:
    """Return whose duty the check is, read once between writes: for what home asks at the same time, never inside an act."""
    return desk.once("duty of the check", read_duty)


def months_waiting(desk: Desk) -> tuple[MonthState, ...]:
    """Return the states of the months to be checked, for those whose duty it is; quick also with a long log.

    A month that was checked counts when acts on paper were entered for it since, or lines came into it with the clock set
    back. The latter are looked for among the lines after the newest month that was checked; ``list_months`` counts all.
    """
    if not desk.actor.roles.intersection(MAY_SEE) or not duty_at_hand(desk).mine:
        return ()
    figures = desk.vault.log_figures
    first = figures.first_month()
    if first is None:
        return ()
    checked = {month: checks[-1].last_seq for month, checks in _checks_by_month(desk).items()}
    states = [
        month_state(month, desk.today, desk.regulation.log_check, lines=1, checked=False, added=0)
        for month in since(first, desk.today)
        if month not in checked and month.has_ended(desk.today) and figures.has_lines(month)
    ]
    return (*states, *(MonthState.ADDED for _month in _grown(desk, checked)))


def doubts_waiting(desk: Desk) -> int:
    """Return how many lines in doubt have no outcome yet, for those who say what was found."""
    if not desk.actor.roles.intersection(MAY_SEE) or not duty_at_hand(desk).mine:
        return 0
    return sum(doubt.is_open for doubt in read_doubts(desk))


def needs_superior(desk: Desk) -> bool:
    """Return whether a superior has to be named before any month can be checked."""
    return Role.OFFICER in desk.actor.roles and duty_at_hand(desk).duty.checked_as is None


def who_checks(duty: Duty) -> str:
    """Return who checks, in words: the officer, or the superior by name."""
    if duty.checked_as is CheckedAs.OFFICER:
        return "責任者"
    return (
        f"直属の上司 {duty.name}さん" if duty.checked_as is not None else "直属の上司(まだ決まっていません)"
    )


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
