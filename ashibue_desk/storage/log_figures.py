"""The log in figures, for its checks: counted in SQL, so that a million lines cost no more than the ones asked for.

A line belongs to the month in which the act happened: for an act on paper that is not the month of its entry. One from
before the vault was made belongs to the vault's first month.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, text

from ashibue_desk.domain.handling_log import LogClass, LogEntry
from ashibue_desk.domain.log_check_facts import HandlerLines, MonthFigures
from ashibue_desk.domain.log_periods import Period, month_of, read_period, since
from ashibue_desk.domain.mass_output import ACTS_BY_GROUP, ACTS_BY_PERSON, OUTPUT_CLASSES
from ashibue_desk.storage.log_filters import READ, entry_of
from ashibue_desk.storage.rows import listed, some_at_a_time
from ashibue_desk.storage.tables import log

_ON_PAPER = text("log.happened_on <> ''")  # in these very words the index of such lines is used
PUT_OUT = ACTS_BY_PERSON | ACTS_BY_GROUP
"""The acts with which numbers leave the vault."""
_ACTS = listed(sorted(PUT_OUT))
_CLASSES = listed(kind.value for kind in OUTPUT_CLASSES)
_PUT_OUT = f"""SELECT 1 FROM log INDEXED BY ix_log_outputs WHERE actor_id = ? AND at >= ? AND at < ? AND log_class IN ({_CLASSES})
AND act IN ({_ACTS}) AND local_at >= ? AND local_at < ? AND happened_on = '' LIMIT 1"""  # noqa: S608 - constants of ours
_PUT_OUT_ON_PAPER = f"""SELECT 1 FROM log INDEXED BY ix_log_happened_on WHERE happened_on <> '' AND actor_id = ? AND act IN ({_ACTS})
AND happened_on >= ? AND happened_on < ? LIMIT 1"""  # noqa: S608
_ENTERED = """SELECT 1 FROM log INDEXED BY ix_log_local_at WHERE local_at >= ? AND local_at < ? AND happened_on = '' LIMIT 1"""
_HAPPENED = """SELECT 1 FROM log INDEXED BY ix_log_happened_on WHERE happened_on <> '' AND happened_on >= ? AND happened_on < ?
LIMIT 1"""
NEWEST = 20_000
"""Lines among which those with a clock set back are looked for: some 30 ms, and several months of a busy office."""
_WITH_PERSONS = ("collection", "use", "carry_out", "disposal")


@dataclass(frozen=True, slots=True)
class LogFigures:
    """Counts and reads on one connection."""

    connection: Connection

    def first_month(self) -> Period | None:
        """Return the month of the vault's first line, ``None`` before there is any."""
        first = self.connection.execute(select(func.min(log.c.local_at))).scalar_one()
        return month_of(date.fromisoformat(first[:10])) if first else None

    def last_day(self) -> date | None:
        """Return the latest day on which any line was written, by the clock of the office, ``None`` before there is any."""
        last = self.connection.execute(select(func.max(log.c.local_at))).scalar_one()
        return date.fromisoformat(last[:10]) if last else None

    def lines_by_month(self) -> dict[Period, int]:
        """Return how many lines each month has, of those that have any."""
        first = self.first_month()
        if first is None:
            return {}
        newest = self.connection.execute(select(func.max(log.c.local_at))).scalar_one()
        found: dict[Period, int] = defaultdict(int)
        for month in since(first, date.fromisoformat(newest[:10])):
            entered = select(func.count()).select_from(log).where(_entered_in(month))
            found[month] = int(self.connection.execute(entered).scalar_one())
        of_entry, of_act = func.substr(log.c.local_at, 1, 7), func.substr(log.c.happened_on, 1, 7)
        on_paper = select(of_entry, of_act, func.count()).where(_ON_PAPER).group_by(of_entry, of_act)
        for entered_in, happened_in, lines in self.connection.execute(on_paper):
            found[read_period(entered_in)] -= lines
            found[max(first, read_period(happened_in))] += lines
        return {month: lines for month, lines in found.items() if lines}

    def has_lines(self, month: Period) -> bool:
        """Whether a month has any line; home asks it of every month, so each is two looks into an index."""
        since, until = month.first.isoformat(), _day_after(month)
        run = self.connection.exec_driver_sql
        if run(_ENTERED, (since, until)).first():
            return True
        return run(_HAPPENED, (self._happened_since(month), until)).first() is not None

    def has_entries(self, period: Period) -> bool:
        """Whether any line was entered in a period, whenever the act happened."""
        query = select(log.c.seq).where(_entered_in(period)).limit(1)
        return self.connection.execute(query).first() is not None

    def count(self, period: Period, after: int = 0, until: int = 0) -> tuple[int, int]:
        """Return how many lines a period has, and the number of the newest (0 without any).

        ``after`` and ``until`` narrow to numbers above the one and up to the other; 0 means no bound.
        """
        query = select(func.count(), func.coalesce(func.max(log.c.seq), 0)).where(
            self._of(period), *_between(after, until)
        )
        lines, last = self.connection.execute(query).one()
        return int(lines), int(last)

    def entries(self, period: Period, after: int = 0, until: int = 0) -> tuple[LogEntry, ...]:
        """Return the lines of a period in the order of their numbers, narrowed like ``count``."""
        query = READ.where(self._of(period), *_between(after, until)).order_by(log.c.seq)
        return tuple(entry_of(row) for row in self.connection.execute(query))

    def lines_of(self, seqs: Collection[int]) -> tuple[LogEntry, ...]:
        """Return the lines with these numbers; a number that was never given has none."""
        wanted = sorted(seqs)
        found: list[LogEntry] = []
        for some in some_at_a_time(wanted):
            found.extend(entry_of(row) for row in self.connection.execute(READ.where(log.c.seq.in_(some))))
        return tuple(found)

    def lines_about(self, object_ids: Collection[str]) -> tuple[LogEntry, ...]:
        """Return the lines about these persons or things, the oldest of each first."""
        wanted = sorted(object_ids)
        found: list[LogEntry] = []
        for some in some_at_a_time(wanted):
            query = READ.where(log.c.object_id.in_(some)).order_by(log.c.seq)
            found.extend(entry_of(row) for row in self.connection.execute(query))
        return tuple(found)

    def papers_after(self, seq: int) -> tuple[tuple[Period, int], ...]:
        """Return (month of the act, number) of every line about an act on paper with a number above ``seq``."""
        first = self.first_month()
        # By the index of lines about paper, not by the number: "+ 0" keeps SQLite from going through all lines since.
        query = select(log.c.happened_on, log.c.seq).where(_ON_PAPER, log.c.seq + 0 > seq)
        return tuple(
            (
                max(month_of(date.fromisoformat(day)), first) if first else month_of(date.fromisoformat(day)),
                number,
            )
            for day, number in self.connection.execute(query)
        )

    def back_dated_after(
        self, seq: int, period: Period, *, on_paper: bool = False
    ) -> tuple[tuple[Period, int], ...]:
        """Return (month, number) of every line with a number above ``seq`` that was entered in ``period`` or before.

        There are such lines only where the clock was set back. Acts on paper are left to ``papers_after`` unless wanted. Gone
        through are the newest ``NEWEST`` lines: where months were left unchecked for years, home says that anyway.
        """
        last = int(self.connection.execute(select(func.coalesce(func.max(log.c.seq), 0))).scalar_one())
        # The day as a text made anew: the index of the days would lead through everything before.
        day = func.substr(log.c.local_at, 1, 10)
        which = and_(log.c.seq > max(seq, last - NEWEST), day < _day_after(period))
        which = which if on_paper else and_(which, log.c.happened_on == "")
        found = self.connection.execute(select(day, log.c.seq).where(which))
        return tuple((month_of(date.fromisoformat(told)), number) for told, number in found)

    def newest_entered(self, period: Period) -> int:
        """Return the highest number of the lines entered in a period by the clock of that time, 0 without any."""
        query = select(func.coalesce(func.max(log.c.seq), 0)).where(_entered_in(period))
        return int(self.connection.execute(query).scalar_one())

    def who_put_out(self, period: Period, among: Collection[str]) -> frozenset[str]:
        """Return those ``among`` some users who put numbers out in a period, as mass output counts it.

        Asked for every month that waits, so each is looked up in the index of outputs and nothing is gone through.
        """
        since, until = period.first.isoformat(), _day_after(period)
        run = self.connection.exec_driver_sql
        happened_since = self._happened_since(period)
        # The clock of the office is at most a day away from UTC, by which that index is ordered.
        at = (period.first - timedelta(days=1)).isoformat(), (period.last + timedelta(days=2)).isoformat()
        return frozenset(
            one
            for one in among
            if run(_PUT_OUT, (one, *at, since, until)).first()
            or run(_PUT_OUT_ON_PAPER, (one, happened_since, until)).first()
        )

    def _happened_since(self, period: Period) -> str:
        """Return the first day of acts on paper that belong to a period: what is older belongs to the first month."""
        begins = str(self.connection.exec_driver_sql("SELECT min(local_at) FROM log").scalar() or "")
        since = period.first.isoformat()
        return "" if since <= begins < _day_after(period) else since

    def month(self, month: Period) -> MonthFigures:
        """Return a month in figures."""
        which = self._of(month)
        query = select(
            log.c.actor_id, func.max(log.c.actor_name), log.c.log_class, func.count(), func.max(log.c.seq)
        )
        names: dict[str, str] = {}
        classes: dict[str, dict[LogClass, int]] = defaultdict(dict)
        newest = 0
        grouped = query.where(which).group_by(log.c.actor_id, log.c.log_class)
        for actor_id, name, kind, lines, last in self.connection.execute(grouped):
            names[actor_id] = name
            classes[actor_id][LogClass(kind)] = int(lines)
            newest = max(newest, int(last))
        handlers = [HandlerLines(actor_id, names[actor_id], found) for actor_id, found in classes.items()]
        handlers.sort(key=lambda one: (-one.lines, one.name))
        return MonthFigures(month, tuple(handlers), self._persons(which), newest)

    def _persons(self, which: ColumnElement[bool]) -> int:
        """Count the persons whose numbers were handled.

        The class is looked at here and not in the condition, where its index would lead through the whole log.
        """
        query = select(log.c.object_id, log.c.log_class).where(
            which, log.c.affair != "", log.c.object_id != ""
        )
        found = self.connection.execute(query.distinct())
        return len({person for person, kind in found if kind in _WITH_PERSONS})

    def _of(self, period: Period) -> ColumnElement[bool]:
        """Return the condition that a line belongs to ``period``."""
        entered = and_(_entered_in(period), log.c.happened_on == "")
        on_paper = and_(_ON_PAPER, log.c.happened_on < _day_after(period))
        first = self.first_month()
        if first is None or not period.holds(first.first):
            on_paper = and_(on_paper, log.c.happened_on >= period.first.isoformat())
        return or_(entered, on_paper)


def _entered_in(period: Period) -> ColumnElement[bool]:
    return and_(log.c.local_at >= period.first.isoformat(), log.c.local_at < _day_after(period))


def _day_after(period: Period) -> str:
    return (period.last + timedelta(days=1)).isoformat()


def _between(after: int, until: int) -> tuple[ColumnElement[bool], ...]:
    return (*((log.c.seq > after,) if after else ()), *((log.c.seq <= until,) if until else ()))
