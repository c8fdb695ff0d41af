"""Single lines of the log, and the lines that hang on one another by corrections; by index, however long the log is."""

from datetime import date

from sqlalchemy import Connection, literal_column, select

from ashibue_desk.domain.handling_log import LogEntry
from ashibue_desk.storage.log_filters import READ, entry_of
from ashibue_desk.storage.tables import log

_POINTS_BACK = log.c.corrects > literal_column("0")  # word for word as in the index


def course_of(connection: Connection, seq: int) -> tuple[LogEntry, ...]:
    """Return every line that belongs to the line ``seq`` by corrections, oldest first; raise ``KeyError`` for no line."""
    first = _entry(connection, seq)
    while (
        0 < first.line.corrects < first.seq
    ):  # a line written past the program may point to itself, or ahead
        first = _entry(connection, first.line.corrects)
    found, waiting = {first.seq: first}, [first.seq]
    while waiting:
        query = READ.where(_POINTS_BACK, log.c.corrects == waiting.pop())
        later = [entry_of(row) for row in connection.execute(query)]
        waiting += [entry.seq for entry in later if entry.seq not in found]
        found |= {entry.seq: entry for entry in later}
    return tuple(found[at] for at in sorted(found))


def first_day(connection: Connection) -> date | None:
    """Return the office's day of the first line, ``None`` while there is none."""
    found = connection.execute(select(log.c.local_at).order_by(log.c.seq).limit(1)).scalar()
    return date.fromisoformat(found[:10]) if found else None


def _entry(connection: Connection, seq: int) -> LogEntry:
    row = connection.execute(READ.where(log.c.seq == seq)).one_or_none()
    if row is None:
        raise KeyError(seq)
    return entry_of(row)
