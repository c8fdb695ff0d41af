"""The folded keys by which lines of the log are searched: made from the log when somebody searches, and only from it.

They save folding a million lines at every keystroke (10 s; with them 0.5 s). They are no evidence: a full verification of the
log throws them away, and they are made anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from ashibue_desk.storage.log_tables import log_keys


@dataclass(frozen=True, slots=True)
class LogKeys:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def last(self) -> int:
        """Return the number of the newest line that has a key, 0 when none has."""
        return int(self.connection.execute(select(func.coalesce(func.max(log_keys.c.seq), 0))).scalar_one())

    def add(self, keys: Iterable[tuple[int, str]]) -> None:
        """Keep the keys of more lines, by their numbers."""
        rows = [{"seq": seq, "words": words} for seq, words in keys]
        if rows:
            self.connection.execute(insert(log_keys), rows)

    def clear(self) -> None:
        """Throw all keys away."""
        self.connection.execute(delete(log_keys))
