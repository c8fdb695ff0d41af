"""The monthly check of the log (マニュアル6.3, 7.1): which lines deserve a look, gathered so that it takes five minutes.

Which acts, hours and thresholds count stands in the regulation pack; here is only how they are applied. A line may
be unusual for several reasons. Lines that are merely late in the day, or one of many views, are gathered to one item
for each person and day, so that nobody ticks off a Saturday line by line.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import Enum

from ashibue_desk.domain.handling_log import LogClass, LogEntry
from ashibue_desk.domain.holidays import HolidayRule, holidays_of
from ashibue_desk.domain.log_corrections import SETTLED
from ashibue_desk.domain.log_periods import Period
from ashibue_desk.domain.office_hours import DatedHours, OfficeHours, hours_of


class Unusual(Enum):
    """Why a line deserves a look."""

    INTEGRITY = "integrity"  # keys, seals, clock: what should not be
    OVERRIDE = "override"  # a gate was passed against its verdict
    MASS_OUTPUT = "mass_output"  # many persons' numbers within a day
    DISPOSAL = "disposal"
    CARRY_OUT = "carry_out"
    PROVISION = "provision"
    RIGHTS = "rights"  # who may do what
    FAILED = "failed"  # entries that failed
    EXPORT = "export"  # data left the vault
    CORRECTION = "correction"
    LATE_PAPER = "late_paper"  # an act on paper, entered long after
    SETTINGS = "settings"
    DAY_OFF = "day_off"
    OUT_OF_HOURS = "out_of_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusualRule:
    """One reason: what it is called, what to look at, and by which classes and beginnings of acts it is known."""

    kind: Unusual
    title: str
    look: str
    classes: frozenset[LogClass] = frozenset()
    acts: tuple[str, ...] = ()
    gathers: bool = False

    def knows(self, entry: LogEntry) -> bool:
        """Whether the line's class or act alone makes it unusual."""
        return entry.line.log_class in self.classes or (
            bool(self.acts) and entry.line.act.startswith(self.acts)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCheckRule:
    """What the pack says about checking the log, with the hours that the office set.

    Attributes:
        hours: days of the week and hours in which work is usual, until the office set others.
        changed: what the office set since, in the order in which it was set.
        free_days: days of the year without work (month, day).
        holidays: the national holidays, where they are free.
        views, entries: the acts that show a number, and those that open the vault.
        mass_persons: from how many persons a day on output is mass.
        late_paper_days: from how many days on an act on paper was entered late.
        due_days: how many days after its end a month may wait for its check before it is overdue.
        compare_months: how many months before are compared.
        rules: the reasons, the gravest first.

    """

    hours: OfficeHours
    free_days: frozenset[tuple[int, int]]
    holidays: tuple[HolidayRule, ...]
    views: tuple[str, ...]
    entries: tuple[str, ...]
    mass_persons: int
    late_paper_days: int
    due_days: int
    compare_months: int
    rules: tuple[UnusualRule, ...]
    basis: str
    analysis_basis: str
    note: str
    changed: tuple[DatedHours, ...] = ()

    def rule(self, kind: Unusual) -> UnusualRule:
        """Return the rule of a reason; raise ``KeyError`` for one the pack does not hold."""
        for rule in self.rules:
            if rule.kind is kind:
                return rule
        raise KeyError(kind)

    def hours_on(self, day: date) -> OfficeHours:
        """Return the hours that were in force on ``day``."""
        return hours_of(day, self.changed, self.hours)

    def is_off(self, day: date) -> bool:
        """Whether nobody is expected to work on ``day``."""
        free = day.weekday() in self.hours_on(day).free_weekdays
        named = free or (day.month, day.day) in self.free_days
        return named or day in holidays_of(day.year, self.holidays)

    def is_out_of_hours(self, day: date, at: time) -> bool:
        """Whether ``at`` lies outside the hours that were usual on ``day``."""
        return self.hours_on(day).is_out(at)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusualItem:
    """What is ticked off at once: one line, or the lines of one person and day that are unusual for the same reasons.

    ``entry`` is the first line, ``until`` the last; ``lines`` says how many there are.
    """

    kinds: tuple[Unusual, ...]
    entry: LogEntry
    until: LogEntry
    lines: int

    @property
    def seq(self) -> int:
        """Return the number by which a verdict names it: that of its first line."""
        return self.entry.seq


class MonthState(Enum):
    """How far the check of a month is."""

    RUNNING = "running"  # it has not ended
    EMPTY = "empty"  # no line: nothing to check
    DUE = "due"
    OVERDUE = "overdue"
    ADDED = "added"  # checked, and lines were entered since
    CHECKED = "checked"


def month_state(
    month: Period, today: date, rule: LogCheckRule, *, lines: int, checked: bool, added: int
) -> MonthState:
    """Return how far the check of a month with ``lines`` is; ``added`` of them came after the last check."""
    if not month.has_ended(today):
        return MonthState.RUNNING
    if checked:
        return MonthState.ADDED if added else MonthState.CHECKED
    if not lines:
        return MonthState.EMPTY
    return MonthState.OVERDUE if (today - month.last).days > rule.due_days else MonthState.DUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the checker says about an item: in order, or not; a remark is needed where it is not."""

    seq: int
    in_order: bool = True
    remark: str = ""


def unusual_items(
    entries: Iterable[LogEntry], rule: LogCheckRule, mass_lines: frozenset[int] = frozenset()
) -> tuple[UnusualItem, ...]:
    """Return what deserves a look among ``entries`` (in the order of their numbers), the gravest first.

    ``mass_lines`` are the numbers of lines at which somebody explained a mass output.
    """
    lines = tuple(entries)
    mass = _Mass(mass_lines, _mass_days(lines, rule, mass_lines))
    gathered: dict[object, list[LogEntry]] = {}
    kinds_by_key: dict[object, tuple[Unusual, ...]] = {}
    for entry in lines:
        kinds = _kinds_of(entry, rule, mass)
        if not kinds:
            continue
        together = all(rule.rule(kind).gathers for kind in kinds)
        key = (kinds, entry.actor_id, entry.local_at[:10]) if together else entry.seq
        gathered.setdefault(key, []).append(entry)
        kinds_by_key[key] = kinds
    items = [
        UnusualItem(kinds=kinds_by_key[key], entry=found[0], until=found[-1], lines=len(found))
        for key, found in gathered.items()
    ]
    rank = {each.kind: place for place, each in enumerate(rule.rules)}
    return tuple(sorted(items, key=lambda item: (rank[item.kinds[0]], item.seq)))


def unlooked(items: Sequence[UnusualItem], verdicts: Iterable[Verdict]) -> tuple[UnusualItem, ...]:
    """Return the items that no verdict names."""
    looked = {verdict.seq for verdict in verdicts}
    return tuple(item for item in items if item.seq not in looked)


@dataclass(frozen=True, slots=True)
class _Mass:
    """What is known of mass outputs: lines at which one was explained, and (who, day) with many views."""

    lines: frozenset[int]
    days: frozenset[tuple[str, str]]


def _kinds_of(entry: LogEntry, rule: LogCheckRule, mass: "_Mass") -> tuple[Unusual, ...]:
    return tuple(
        each.kind for each in rule.rules if each.knows(entry) or _applies(each.kind, entry, rule, mass)
    )


def _applies(kind: Unusual, entry: LogEntry, rule: LogCheckRule, mass: "_Mass") -> bool:
    match kind:
        case Unusual.OUT_OF_HOURS:
            day = date.fromisoformat(entry.local_at[:10])
            return rule.is_out_of_hours(day, time.fromisoformat(entry.local_at[11:19]))
        case Unusual.DAY_OFF:
            return rule.is_off(date.fromisoformat(entry.local_at[:10]))
        case Unusual.MASS_OUTPUT:
            return _is_mass(entry, rule, mass)
        case Unusual.CORRECTION:
            return entry.line.corrects > 0 and entry.line.act != SETTLED
        case Unusual.LATE_PAPER:
            return _days_late(entry) >= rule.late_paper_days
        case _:
            return False


def _is_mass(entry: LogEntry, rule: LogCheckRule, mass: "_Mass") -> bool:
    line = entry.line
    many = line.count >= rule.mass_persons and bool(line.affair) and line.log_class in OUTPUT
    in_a_row = _is_view(entry, rule) and (entry.actor_id, entry.local_at[:10]) in mass.days
    return many or in_a_row or entry.seq in mass.lines


OUTPUT = frozenset({LogClass.USE, LogClass.CARRY_OUT, LogClass.PROVISION})
"""The classes in which numbers leave the vault."""


def _days_late(entry: LogEntry) -> int:
    """Return after how many days an act on paper was entered, -1 for any other line."""
    if not entry.line.happened_on:
        return -1
    return (date.fromisoformat(entry.local_at[:10]) - date.fromisoformat(entry.line.happened_on)).days


def _is_view(entry: LogEntry, rule: LogCheckRule) -> bool:
    return entry.line.act.startswith(rule.views)


def _mass_days(
    entries: Iterable[LogEntry], rule: LogCheckRule, mass_lines: frozenset[int]
) -> frozenset[tuple[str, str]]:
    """Return (who, day) on which somebody saw the numbers of many persons one after the other, or explained it."""
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    explained = set()
    for entry in entries:
        day = entry.actor_id, entry.local_at[:10]
        if _is_view(entry, rule):
            seen[day].add(entry.line.object_id)
        if entry.seq in mass_lines:
            explained.add(day)
    return frozenset(explained) | {day for day, persons in seen.items() if len(persons) >= rule.mass_persons}
