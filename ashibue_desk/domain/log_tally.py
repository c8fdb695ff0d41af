"""Counting lines of the handling log: by person, by handler, by affair, by day, and by handler and class."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ashibue_desk.domain.handling_log import LogClass


class Counted(NamedTuple):
    """What is counted of a line; ``local_at`` in ISO 8601, ``affair`` ids separated by commas."""

    local_at: str
    actor_id: str
    actor_name: str
    log_class: str
    affair: str
    object_id: str
    object_label: str


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one person, handler, affair or day: their number, and the first and the last day (ISO 8601)."""

    key: str
    name: str
    lines: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The one whose lines are asked for: ``kind`` is person, handler, affair, day or act.

    ``key`` is an id, a day (ISO 8601), or the beginning of what the log says of an act.
    """

    kind: str
    key: str
    name: str


@dataclass(slots=True)
class _Gathered:
    name: str = ""
    lines: int = 0
    first: str = ""
    last: str = ""

    def take(self, name: str, at: str) -> None:
        self.lines += 1
        if at >= self.last:
            self.name, self.last = name or self.name, at
        if not self.first or at < self.first:
            self.first = at


@dataclass(slots=True)
class LogTally:
    """Takes lines in any order. Lines about nobody stand under no person, lines without an affair under none."""

    lines: int = 0
    persons: dict[str, _Gathered] = field(default_factory=lambda: defaultdict(_Gathered))
    handlers: dict[str, _Gathered] = field(default_factory=lambda: defaultdict(_Gathered))
    affairs: dict[str, _Gathered] = field(default_factory=lambda: defaultdict(_Gathered))
    days: Counter[str] = field(default_factory=Counter)
    classes: Counter[tuple[str, str]] = field(default_factory=Counter)  # (handler, class)

    def take(self, rows: Iterable[Counted]) -> None:
        """Count more lines."""
        for row in rows:
            self.lines += 1
            self.handlers[row.actor_id].take(row.actor_name, row.local_at)
            self.days[row.local_at[:10]] += 1
            self.classes[row.actor_id, row.log_class] += 1
            if row.object_id:
                self.persons[row.object_id].take(row.object_label, row.local_at)
            for affair in row.affair.split(",") if row.affair else ():
                self.affairs[affair].take("", row.local_at)

    def by_person(self) -> tuple[Group, ...]:
        """Return whom or what the lines concern, the most lines first."""
        return _groups(self.persons)

    def by_handler(self) -> tuple[Group, ...]:
        """Return who wrote the lines, the most lines first."""
        return _groups(self.handlers)

    def by_affair(self) -> tuple[Group, ...]:
        """Return for which affairs the lines are, the most lines first; their names stand elsewhere."""
        return _groups(self.affairs)

    def by_day(self) -> tuple[Group, ...]:
        """Return the days on which there are lines, the newest first."""
        return tuple(Group(day, day, self.days[day], day, day) for day in sorted(self.days, reverse=True))

    def by_class(self) -> dict[LogClass, int]:
        """Return how many lines of each class there are."""
        counts: Counter[str] = Counter()
        for (_handler, log_class), lines in self.classes.items():
            counts[log_class] += lines
        return {kind: counts[kind.value] for kind in LogClass if counts[kind.value]}

    def by_handler_and_class(self) -> Iterator[tuple[Group, dict[LogClass, int]]]:
        """Yield every handler, the most lines first, with how many lines of each class are theirs."""
        for group in self.by_handler():
            found = {kind: self.classes[group.key, kind.value] for kind in LogClass}
            yield group, {kind: lines for kind, lines in found.items() if lines}


def _groups(gathered: dict[str, _Gathered]) -> tuple[Group, ...]:
    found = (
        Group(key, one.name or key, one.lines, one.first[:10], one.last[:10]) for key, one in gathered.items()
    )
    return tuple(sorted(found, key=lambda group: (-group.lines, group.name)))
