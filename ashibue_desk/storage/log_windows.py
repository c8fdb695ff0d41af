"""Reading a log of a million lines a window at a time: first the numbers of the lines that fit, then the few that are seen.

Nothing here sorts or groups in SQL: with ``cipher_memory_security`` SQLite's sorter takes 4 to 10 µs a row, several times
what going through the rows takes. What is searched goes from the newest line backwards, some thousand numbers at a time, so
that the caller can stop after each.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, select

from ashibue_desk.domain.handling_log import LogEntry, LogFilter, LogMark
from ashibue_desk.domain.log_check import LogCheckRule
from ashibue_desk.storage.log_filters import READ, Hours, correction, days_of, entry_of, filtered, marked
from ashibue_desk.storage.log_tables import log_keys
from ashibue_desk.storage.rows import some_at_a_time
from ashibue_desk.storage.tables import log

_BY_INDEX = frozenset({LogMark.PAPER, LogMark.CORRECTION, LogMark.CORRECTED})
TALLIED = (
    log.c.local_at,
    log.c.actor_id,
    log.c.actor_name,
    log.c.log_class,
    log.c.affair,
    log.c.object_id,
    log.c.object_label,
)
"""What counting needs of a line, in the order of ``domain.log_tally.Counted``."""


@dataclass(frozen=True, slots=True)
class MarkedEntry:
    """An entry, what sets it apart, and the newest line that corrects it (0: none)."""

    entry: LogEntry
    marks: tuple[LogMark, ...]
    corrected_by: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """The numbers between which the lines of a period lie, ``above`` excluded; both 0 where there are none.

    ``unbroken``: every number between them is a line of the period. Not so where the clock was set back, or a line is gone.
    """

    above: int
    upto: int
    unbroken: bool


@dataclass(frozen=True, slots=True)
class LogWindows:
    """Reads on one connection."""

    connection: Connection

    def bounds(self, wanted: LogFilter) -> Bounds:
        """Return between which numbers the lines of the period lie."""
        if not (wanted.since or wanted.until):
            # Each by itself is one look at an end of the primary key, both at once would go through everything. Nothing is
            # counted: a line can only be missing where somebody took it out, and then its place should be seen.
            low, high = (
                self.connection.execute(select(at(log.c.seq))).scalar() for at in (func.min, func.max)
            )
            count = high - low + 1 if high is not None and low is not None else 0
        else:
            period = LogFilter(since=wanted.since, until=wanted.until)
            query = filtered(select(func.min(log.c.seq), func.max(log.c.seq), func.count()), period)
            low, high, count = self.connection.execute(query).one()
        if low is None or high is None:
            return Bounds(0, 0, unbroken=True)
        return Bounds(low - 1, high, unbroken=count == high - low + 1)

    def needs_search(self, wanted: LogFilter) -> bool:
        """Whether finding the lines means going through many others."""
        return not (wanted.object_id or wanted.mark in _BY_INDEX)

    def numbers(
        self, wanted: LogFilter, rule: LogCheckRule, above: int, upto: int, words: Sequence[str] = ()
    ) -> list[int]:
        """Return the numbers of the lines that fit between ``above`` (excluded) and ``upto``, newest first.

        ``words`` are folded; what they are looked up in must have been made up to there (``LogKeys``).
        """
        if wanted.mark is LogMark.OUT_OF_HOURS:
            return self._late_numbers(wanted, rule, above, upto, words)
        query = _fitting(select(log.c.seq), wanted, rule)
        if words:
            if wanted == LogFilter(text=wanted.text, most=wanted.most):  # the log itself need not be read
                query = select(log_keys.c.seq).where(log_keys.c.seq > above, log_keys.c.seq <= upto)
                query = query.where(_hold(words)).order_by(log_keys.c.seq.desc())
                return list(self.connection.execute(query).scalars())
            query = query.join(log_keys, _found_by(words))
        query = self._between(query, wanted, above, upto)
        if self.needs_search(wanted):
            return list(self.connection.execute(query.order_by(log.c.seq.desc())).scalars())
        return sorted(self.connection.execute(query).scalars(), reverse=True)

    def lines(self, numbers: Sequence[int], rule: LogCheckRule) -> Iterator[MarkedEntry]:
        """Yield the lines with these numbers in their order; one that is not there any more is left out."""
        mass = marked(LogMark.MASS, rule).label("mass")
        query = READ.add_columns(mass, correction().label("corrected_by"))
        hours = Hours(rule)
        for some in some_at_a_time(numbers):
            rows = {row.seq: row for row in self.connection.execute(query.where(log.c.seq.in_(some)))}
            yield from (_marked_entry(rows[seq], hours) for seq in some if seq in rows)

    def read(self, above: int, upto: int) -> Iterator[LogEntry]:
        """Yield every line between two numbers, oldest first."""
        query = READ.where(log.c.seq > above, log.c.seq <= upto).order_by(log.c.seq)
        return map(entry_of, self.connection.execute(query))

    def tallied(
        self, wanted: LogFilter, rule: LogCheckRule, above: int, upto: int, words: Sequence[str] = ()
    ) -> Sequence[Row[Any]]:
        """Return what is counted (``TALLIED``) of the lines that fit between two numbers, in no order."""
        query = _fitting(select(*TALLIED), wanted, rule)
        if words:
            query = query.join(log_keys, _found_by(words))
        rows = self.connection.execute(self._between(query, wanted, above, upto)).fetchall()
        if wanted.mark is not LogMark.OUT_OF_HOURS:
            return rows
        hours = Hours(rule)
        return [row for row in rows if hours.is_late(row.local_at)]

    def handlers(self) -> tuple[tuple[str, str], ...]:
        """Return id and newest name of everybody who ever wrote a line, by name. Each is one look into the index."""
        found: list[tuple[str, str]] = []
        last = ""
        while True:
            query = select(func.min(log.c.actor_id)).where(log.c.actor_id > last)
            last = self.connection.execute(query).scalar() or ""
            if not last:
                return tuple(sorted(found, key=lambda one: one[1]))
            name = select(log.c.actor_name).where(log.c.actor_id == last).order_by(log.c.seq.desc()).limit(1)
            found.append((last, str(self.connection.execute(name).scalar_one())))

    def _between(self, query: Select[Any], wanted: LogFilter, above: int, upto: int) -> Select[Any]:
        # The sum keeps SQLite from going through the primary key where there is an index for what is wanted.
        place = log.c.seq if self.needs_search(wanted) else log.c.seq + 0
        return query.where(place > above, place <= upto)

    def _late_numbers(
        self, wanted: LogFilter, rule: LogCheckRule, above: int, upto: int, words: Sequence[str]
    ) -> list[int]:
        query = _fitting(select(log.c.seq, log.c.local_at), wanted, rule)
        if words:
            query = query.join(log_keys, _found_by(words))
        query = query.where(log.c.seq > above, log.c.seq <= upto).order_by(log.c.seq.desc())
        hours = Hours(rule)
        return [seq for seq, local_at in self.connection.execute(query) if hours.is_late(local_at)]


def _hold(words: Sequence[str]) -> ColumnElement[bool]:
    return and_(*(func.instr(log_keys.c.words, word) > 0 for word in words))


def _found_by(words: Sequence[str]) -> ColumnElement[bool]:
    return and_(log_keys.c.seq == log.c.seq, _hold(words))


def _fitting(query: Select, wanted: LogFilter, rule: LogCheckRule) -> Select:  # type: ignore[type-arg] # any columns
    query = filtered(query, replace(wanted, since=None, until=None))
    days = days_of(wanted)
    if days:  # as CASE, or SQLite goes through the index of the days anew for every stretch
        query = query.where(case((and_(*days), 1), else_=0) == 1)
    return query.where(marked(wanted.mark, rule)) if wanted.mark else query


def _marked_entry(row: Row[Any], hours: Hours) -> MarkedEntry:
    entry = entry_of(row)
    told = {
        LogMark.OUT_OF_HOURS: hours.is_late(entry.local_at),
        LogMark.MASS: row.mass,
        LogMark.PAPER: entry.line.happened_on,
        LogMark.CORRECTION: entry.line.corrects,
        LogMark.CORRECTED: row.corrected_by,
    }
    return MarkedEntry(entry, tuple(mark for mark, holds in told.items() if holds), row.corrected_by)
