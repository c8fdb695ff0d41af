"""The handling log: lines are added, never changed (two triggers in the database refuse it).

``append`` is the one place a line comes into being; sealing attaches here.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Select, func, insert, select

from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogFilter, LogLine
from ashibue_desk.domain.number_shield import mask_numbers
from ashibue_desk.storage.tables import log

# "count" would be hidden by the method of the same name that every row has, being a tuple.
_READ = select(log, log.c["count"].label("lines"))


@dataclass(frozen=True, slots=True)
class LogBook:
    """Reads and appends on one connection; the caller holds the transaction of the act that is logged."""

    connection: Connection

    def append(self, line: LogLine, *, actor_id: str, actor_name: str, at: str, local_at: str) -> None:
        """Write one line. A number that somebody typed into a name, a place or a file name is masked."""
        self.connection.execute(
            insert(log).values(
                at=at,
                local_at=local_at,
                actor_id=actor_id,
                actor_name=actor_name,
                log_class=line.log_class.value,
                act=line.act,
                object_id=line.object_id,
                object_label=mask_numbers(line.object_label),
                affair=line.affair,
                count=line.count,
                detail=mask_numbers(line.detail),
            )
        )

    def read(self, wanted: LogFilter) -> tuple[LogEntry, ...]:
        """Return the lines that fit, newest first, ``wanted.most`` at the most."""
        query = _filtered(_READ, wanted).order_by(log.c.seq.desc()).limit(wanted.most)
        return tuple(
            LogEntry(
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
                ),
            )
            for row in self.connection.execute(query)
        )

    def how_many(self, wanted: LogFilter) -> int:
        """Return how many lines fit, whatever ``wanted.most`` says."""
        query = _filtered(select(func.count()).select_from(log), wanted)
        return int(self.connection.execute(query).scalar_one())

    def lines_by_month(self, since: date) -> tuple[tuple[int, int], ...]:
        """Return for each month from ``since`` that has lines its number (1-12) and how many lines."""
        month = func.substr(log.c.local_at, 1, 7)
        query = (
            select(month, func.count())
            .where(log.c.local_at >= since.isoformat())
            .group_by(month)
            .order_by(month)
        )
        return tuple((int(name[5:7]), lines) for name, lines in self.connection.execute(query))

    def last_seq(self) -> int:
        """Return the sequence number of the newest line, 0 when there is none."""
        return int(self.connection.execute(select(func.coalesce(func.max(log.c.seq), 0))).scalar_one())


def _filtered(query: Select, wanted: LogFilter) -> Select:  # type: ignore[type-arg] # any columns
    if wanted.since:
        query = query.where(log.c.local_at >= wanted.since.isoformat())
    if wanted.until:
        query = query.where(log.c.local_at < _day_after(wanted.until))
    if wanted.object_id:
        query = query.where(log.c.object_id == wanted.object_id)
    if wanted.actor_id:
        query = query.where(log.c.actor_id == wanted.actor_id)
    if wanted.log_class:
        query = query.where(log.c.log_class == wanted.log_class.value)
    if wanted.text:
        query = query.where(
            log.c.object_label.contains(wanted.text, autoescape=True)
            | log.c.act.contains(wanted.text, autoescape=True)
        )
    return query


def _day_after(day: date) -> str:
    return date.fromordinal(day.toordinal() + 1).isoformat()
