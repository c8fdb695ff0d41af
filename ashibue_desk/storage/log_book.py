"""The handling log: lines are added, never changed (two triggers in the database refuse it).

``append`` is the one place a line comes into being. Once somebody has arrived, ``sealer`` seals what was appended when the
transaction ends (docs/decisions/007-sealed-log.md).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, case, func, insert, select

from ashibue_desk.domain.handling_log import LogEntry, LogFilter, LogLine
from ashibue_desk.domain.number_shield import mask_numbers
from ashibue_desk.storage.log_filters import READ, entry_of, filtered
from ashibue_desk.storage.log_keys import LogKeys
from ashibue_desk.storage.log_sealer import LogSealer
from ashibue_desk.storage.log_windows import LogWindows
from ashibue_desk.storage.tables import log

_INSERT = insert(log)  # built once: a bulk act writes thousands


@dataclass(slots=True)
class LogBook:
    """Reads and appends on one connection; the caller holds the transaction of the act that is logged.

    ``sealer`` is ``None`` only while a vault is being made or restored; ``unsaid`` writes the line of a transaction that
    wrote rows and said nothing; ``also_touched`` names rows to be fingerprinted though the transaction did not write them.
    """

    connection: Connection
    sealer: LogSealer | None = field(default=None, repr=False)
    unsaid: Callable[[], None] | None = field(default=None, repr=False)
    also_touched: dict[str, set[str]] = field(default_factory=dict, repr=False)
    _newest: dict[frozenset[str], tuple[int, dict[str, int]]] = field(default_factory=dict, repr=False)
    _counted: dict[tuple[str, ...], tuple[int, tuple[tuple[int, int], ...]]] = field(
        default_factory=dict, repr=False
    )  # up to which line, and for each beginning its count and newest line

    def moved_to(self, connection: Connection) -> "LogBook":
        """Return the book on another connection to the same log, after the database was written anew; sealing goes on."""
        if self.sealer is not None:
            self.sealer.move_to(connection)
        return LogBook(connection, self.sealer, self.unsaid)

    def append(
        self,
        line: LogLine,
        *,
        actor_id: str,
        actor_name: str,
        at: str,
        local_at: str,
        extra: dict[str, Any] | None = None,
    ) -> int:
        """Write one line and return its sequence number. A number typed into a name, a place or a file name is masked.

        ``extra`` goes into the seal: an opening, a session, confirmations.
        """
        values = {
            "at": at,
            "local_at": local_at,
            "actor_id": actor_id,
            "actor_name": actor_name,
            "log_class": line.log_class.value,
            "act": line.act,
            "object_id": line.object_id,
            "object_label": mask_numbers(line.object_label),
            "affair": line.affair,
            "count": line.count,
            "detail": mask_numbers(line.detail),
            "happened_on": line.happened_on,
            "corrects": line.corrects,
            "recipient": mask_numbers(line.recipient),
        }
        seq = int(self.connection.execute(_INSERT, values).lastrowid)
        if self.sealer is not None:
            self.sealer.note({"seq": seq, **values}, extra)
        return seq

    def before_commit(self) -> None:
        """Seal what the transaction appended; rows it wrote without a line get one."""
        if self.sealer is None:
            return
        touched = self.sealer.watch.take_touched()
        for name, keys in self.also_touched.items():
            touched.setdefault(name, set()).update(keys)
        self.also_touched = {}
        if touched and not self.sealer.has_lines():
            touched = self.sealer.watch.changed(touched)
            if touched and self.unsaid is not None:
                self.unsaid()
        self.sealer.seal(touched)

    def after_commit(self) -> None:
        """Move the key on."""
        if self.sealer is not None:
            self.sealer.committed()

    def after_rollback(self) -> None:
        """Forget what the transaction appended."""
        if self.sealer is not None:
            self.sealer.rolled_back()

    def read(self, wanted: LogFilter) -> tuple[LogEntry, ...]:
        """Return the lines that fit, newest first, ``wanted.most`` at the most. Marks and words are for ``windows``."""
        if wanted.mark or wanted.text:
            raise ValueError("the windows of the log look for marks and words")
        query = filtered(READ, wanted).order_by(log.c.seq.desc()).limit(wanted.most)
        return tuple(map(entry_of, self.connection.execute(query)))

    def how_many(self, wanted: LogFilter) -> int:
        """Return how many lines fit, whatever ``wanted.most`` says."""
        query = filtered(select(func.count()).select_from(log), wanted)
        return int(self.connection.execute(query).scalar_one())

    @property
    def windows(self) -> LogWindows:
        """Return what reads a long log a window at a time."""
        return LogWindows(self.connection)

    @property
    def keys(self) -> LogKeys:
        """Return the folded keys by which lines are searched."""
        return LogKeys(self.connection)

    def newest_of(self, acts: frozenset[str]) -> dict[str, int]:
        """Return the number of the newest line of each of ``acts`` that ever was. Not inside a transaction.

        The log is gone through once; after that only what was added is read.
        """
        seen, newest = self._newest.get(acts, (0, {}))
        last = self.last_seq()
        if last > seen:
            query = select(log.c.act, func.max(log.c.seq)).where(
                log.c.seq > seen, log.c.act.in_(sorted(acts))
            )
            fresh = {act: int(seq) for act, seq in self.connection.execute(query.group_by(log.c.act))}
            newest = {**newest, **fresh}
            self._newest[acts] = (last, newest)
        return newest

    def count_acts(self, beginnings: Sequence[str]) -> tuple[tuple[int, LogEntry | None], ...]:
        """Return for each beginning of an act how many lines bear it, and the newest of them. Not inside a transaction.

        The log is gone through once for all of them; after that only what was added is read.
        """
        if not beginnings:
            return ()
        words = tuple(beginnings)
        seen, known = self._counted.get(words, (0, ((0, 0),) * len(words)))
        last = self.last_seq()
        if last > seen:
            known = tuple(
                (before + fresh, newer or newest)
                for (before, newest), (fresh, newer) in zip(
                    known, self._count_since(seen, words), strict=True
                )
            )
            self._counted[words] = (last, known)
        lines = READ.where(log.c.seq.in_([newest for _count, newest in known]))
        by_seq = {row.seq: entry_of(row) for row in self.connection.execute(lines)}
        return tuple((count, by_seq.get(newest)) for count, newest in known)

    def _count_since(self, seen: int, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Return how many lines after ``seen`` begin with each of ``words``, and the newest of them or 0; nothing is sorted."""
        fits = [func.substr(log.c.act, 1, len(word)) == word for word in words]
        counts = [func.count(case((fit, 1))) for fit in fits]
        newest = [func.coalesce(func.max(case((fit, log.c.seq))), 0) for fit in fits]
        found = tuple(self.connection.execute(select(*counts, *newest).where(log.c.seq > seen)).one())
        return zip(found[: len(fits)], found[len(fits) :], strict=True)

    def last_seq(self) -> int:
        """Return the sequence number of the newest line, 0 when there is none."""
        return int(self.connection.execute(select(func.coalesce(func.max(log.c.seq), 0))).scalar_one())
