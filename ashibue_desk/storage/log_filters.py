"""What a filter of the handling log means in SQL, and how a row becomes an entry."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, assert_never

from sqlalchemy import ColumnElement, Row, Select, and_, func, literal_column, or_, select, true
from sqlalchemy.sql.selectable import ScalarSelect

from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogFilter, LogLine, LogMark
from ashibue_desk.domain.log_check import OUTPUT, LogCheckRule, Unusual
from ashibue_desk.storage.log_check_tables import mass_outputs
from ashibue_desk.storage.tables import log

# "count" would be hidden by the method of the same name that every row has, being a tuple.
READ = select(log, log.c["count"].label("lines"))
"""Every column of the log, in the shape ``entry_of`` takes."""
_LATER = log.alias("later")


def correction() -> ScalarSelect[int]:
    """Return the number of the newest line that corrects the line being read, as a column."""
    found = select(func.coalesce(func.max(_LATER.c.seq), 0))
    return found.where(
        _LATER.c.corrects > literal_column("0"), _LATER.c.corrects == log.c.seq
    ).scalar_subquery()


def entry_of(row: Row[Any]) -> LogEntry:
    """Return the entry of a row of ``READ``."""
    return LogEntry(
        seq=row.seq,
        at=row.at,
        local_at=row.local_at,
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        line=LogLine(
            log_class=LogClass(row.log_class),
            act=row.act,
            object_id=row.object_id,
            object_label=row.object_label,
            affair=row.affair,
            count=row.lines,
            detail=row.detail,
            happened_on=row.happened_on,
            corrects=row.corrects,
            recipient=row.recipient,
        ),
    )


def filtered(query: Select, wanted: LogFilter) -> Select:  # type: ignore[type-arg] # any columns
    """Return ``query`` for the lines that fit, but for ``mark`` and ``text``."""
    query = query.where(*days_of(wanted))
    if wanted.object_id:
        query = query.where(log.c.object_id == wanted.object_id)
    if wanted.actor_id:
        query = query.where(log.c.actor_id == wanted.actor_id)
    if wanted.log_class:
        query = query.where(log.c.log_class == wanted.log_class.value)
    if wanted.affairs:
        query = query.where(or_(*map(_bears, wanted.affairs)))
    return query


def days_of(wanted: LogFilter) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of the period."""
    since = (log.c.local_at >= wanted.since.isoformat(),) if wanted.since else ()
    return (*since, log.c.local_at < _day_after(wanted.until)) if wanted.until else since


def marked(mark: LogMark, rule: LogCheckRule) -> ColumnElement[bool]:
    """Return the condition of a mark. How many are many stands in the regulation pack.

    ``OUT_OF_HOURS`` has none: SQLite takes 14 µs a row to tell a weekday, Python 1 (``is_late``).
    """
    match (
        mark
    ):  # literals, word for word as in the partial indexes: SQLite would not use them for a parameter
        case LogMark.OUT_OF_HOURS:
            return true()
        case LogMark.MASS:
            return _mass(rule)
        case LogMark.PAPER:
            return log.c.happened_on != literal_column("''")
        case LogMark.CORRECTION:
            return log.c.corrects > literal_column("0")
        case LogMark.CORRECTED:
            return log.c.seq.in_(select(_LATER.c.corrects).where(_LATER.c.corrects > literal_column("0")))
        case _:
            assert_never(mark)


@dataclass(slots=True)
class Hours:
    """Tells which moments lie outside the hours of the office; remembers days, of which there are few."""

    rule: LogCheckRule
    _usual: dict[str, tuple[str, str]] = field(default_factory=dict)

    def is_late(self, local_at: str) -> bool:
        """Whether a line written at ``local_at`` (ISO 8601, the clock of the office) was written out of hours."""
        day = local_at[:10]
        usual = self._usual.get(day)
        if usual is None:
            usual = self._usual[day] = self._on(date.fromisoformat(day))
        return not usual[0] <= local_at[11:19] < usual[1]

    def _on(self, day: date) -> tuple[str, str]:
        """Return from and until when work is usual on a day; a day off has no such moment."""
        if self.rule.is_off(day):
            return "", ""
        hours = self.rule.hours_on(day)
        return hours.opens.isoformat(), hours.closes.isoformat()


def _bears(affair: str) -> ColumnElement[bool]:
    """Return whether a line names the affair; nothing is put together for each row, which would take ten times as long."""
    told = affair.replace("/", "//").replace("%", "/%").replace("_", "/_")
    patterns = (f"{told},%", f"%,{told}", f"%,{told},%")
    return or_(log.c.affair == affair, *(log.c.affair.like(each, escape="/") for each in patterns))


def _mass(rule: LogCheckRule) -> ColumnElement[bool]:
    many = and_(
        log.c["count"] >= rule.mass_persons,
        log.c.affair != "",
        log.c.log_class.in_(sorted(kind.value for kind in OUTPUT)),
    )
    acts = (log.c.act.startswith(act, autoescape=True) for act in rule.rule(Unusual.MASS_OUTPUT).acts)
    return or_(many, log.c.seq.in_(select(mass_outputs.c.seq)), *acts)


def _day_after(day: date) -> str:
    return date.fromordinal(day.toordinal() + 1).isoformat()
