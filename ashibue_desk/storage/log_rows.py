"""Which rows an act wrote, and a fingerprint of each, so that an edit past the program is named.

Temporary triggers of this program's own connection note every row that is written; whoever writes with another tool
leaves no note. A fingerprint is an HMAC over the bytes as they are stored: a number goes in sealed, never in the clear.
"""

import hmac
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, Table, event

from ashibue_desk.domain.log_seal import canonical
from ashibue_desk.storage.log_fingerprints import all_fingerprints, all_keys, fingerprints_of, key_sql
from ashibue_desk.storage.situations import VaultDamaged
from ashibue_desk.storage.whole_schema import metadata

_UNWATCHED = frozenset(
    {"settings", "drafts", "imports", "column_mappings", "log", "log_seals", "row_seals", "log_keys"}
)


SEALED_AGAIN = ("dropped_numbers", "numbers")
"""The tables whose rows are written anew when a compartment gets another key."""
_RENEWED = """SELECT r.table_name, r.row_key, (SELECT o.fingerprint FROM row_seals AS o WHERE o.table_name = r.table_name
AND o.row_key = r.row_key AND o.seq < r.seq ORDER BY o.seq DESC LIMIT 1), r.fingerprint
FROM row_seals AS r WHERE r.seq = ? AND r.table_name IN (?, ?)"""


_WRITTEN: Final = re.compile(
    r'\s*(?:INSERT|REPLACE|UPDATE|DELETE)\b(?:\s+(?:OR\s+\w+|INTO|FROM))*\s+(?:main\.)?"?(\w+)', re.IGNORECASE
)


class RowFlaw(Enum):
    """What befell a row past the program."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    RECORD = "record"  # the record of fingerprints itself was written


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is not as the log left it. ``seq`` is the line that wrote it last, 0 if none did."""

    table: str
    key: str
    flaw: RowFlaw
    seq: int


def written_table(statement: str) -> str:
    """Return the name of the table that ``statement`` writes to, empty for any other statement; none of ours begins with WITH."""
    found = _WRITTEN.match(statement)
    return found[1] if found else ""


def watched() -> tuple[Table, ...]:
    """Return the tables whose rows are fingerprinted."""
    return tuple(table for table in metadata.sorted_tables if table.name not in _UNWATCHED)


@dataclass(slots=True)
class RowWatch:
    """Notes and fingerprints the rows written on one connection."""

    connection: Connection
    key: bytes = field(repr=False)
    _noting: set[str] = field(default_factory=set, repr=False)  # tables whose triggers are made

    def begin(self) -> None:
        """Start noting. The triggers of a table are made before its first row is written: all at once cost 70 ms at unlocking."""
        # No unique key: inside a trigger the outer statement's own conflict clause would overrule OR IGNORE.
        self.connection.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS touched (name TEXT, row_key TEXT)")
        event.listen(self.connection, "before_cursor_execute", self._before_statement)

    def after_rollback(self) -> None:
        """Make the triggers again when they are needed: those of a transaction that is taken back went with it."""
        self._noting.clear()

    def _before_statement(
        self, _connection: Connection, _cursor: Any, statement: str, *_rest: object
    ) -> None:
        table = metadata.tables.get(written_table(statement))
        # No table of ours writes another one by a trigger or a cascade, so the statement names what it writes.
        if table is not None and table.name not in _UNWATCHED and table.name not in self._noting:
            self._note(table)
            self._noting.add(table.name)

    def _note(self, table: Table) -> None:
        for event_name, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
            notes = "".join(
                f" INSERT INTO touched VALUES ('{table.name}', {key_sql(table, row)});"  # noqa: S608 - names of our own tables
                for row in rows
            )
            self.connection.exec_driver_sql(
                f"CREATE TEMP TRIGGER IF NOT EXISTS touched_{table.name}_{event_name.lower()}"
                f" AFTER {event_name} ON main.{table.name} BEGIN{notes} END"
            )

    def take_touched(self) -> dict[str, set[str]]:
        """Return the keys of the rows written since the last call, by table."""
        found: dict[str, set[str]] = {}
        for name, key in self.connection.exec_driver_sql("SELECT name, row_key FROM temp.touched"):
            found.setdefault(name, set()).add(key)
        if found:
            self.connection.exec_driver_sql("DELETE FROM temp.touched")
        return found

    def changed(self, touched: dict[str, set[str]]) -> dict[str, set[str]]:
        """Return those of the rows that are not as they were recorded last: writing the same again changes nothing."""
        newest = self._newest()
        found: dict[str, set[str]] = {}
        for table in watched():
            for key, fingerprint in self._fingerprints(table, touched.get(table.name, ())):
                if newest.get((table.name, key), (0, b""))[1] != fingerprint:
                    found.setdefault(table.name, set()).add(key)
        return found

    def everything(self) -> dict[str, set[str]]:
        """Return the keys of all rows, and of those the record knows that are gone."""
        found = {table.name: all_keys(self.connection, table) for table in watched()}
        for name, key in self._newest():
            found.setdefault(name, set()).add(key)
        return found

    def record(self, touched: dict[str, set[str]], seq: int) -> dict[str, Any]:
        """Write the fingerprints under the line ``seq`` and return what the line says of them."""
        fresh = [
            (table.name, key, fingerprint)
            for table in watched()
            if table.name in touched
            for key, fingerprint in self._fingerprints(table, touched[table.name])
        ]
        if fresh:
            self.connection.exec_driver_sql(
                "INSERT INTO row_seals (seq, table_name, row_key, fingerprint) VALUES (?, ?, ?, ?)",
                [(seq, *row) for row in fresh],
            )
        return _told(fresh)

    def renewal(self, seq: int) -> dict[str, Any]:
        """Return what the line ``seq`` says of rows that were sealed again: old fingerprint to new, as count and digest.

        So what was told of a row before its renewal can still be followed to the row of today.
        """
        found = self.connection.exec_driver_sql(_RENEWED, (seq, *SEALED_AGAIN))
        listed = sorted(
            [name, key, old.hex(), new.hex()] for name, key, old, new in found if old and new and old != new
        )
        return {"count": len(listed), "digest": sha256(canonical(listed).encode()).hexdigest()}

    def strays(self) -> int:
        """Return how many of the rows that a renewal will write are not as they were recorded, but for this transaction's."""
        found = {name: all_keys(self.connection, metadata.tables[name]) for name in SEALED_AGAIN}
        for name, key in self._newest():
            if name in found:
                found[name].add(key)
        strange = {(name, key) for name, keys in self.changed(found).items() for key in keys}
        own = self.connection.exec_driver_sql("SELECT name, row_key FROM temp.touched")
        return len(strange - {(name, key) for name, key in own})

    def bad_rows(
        self, told: dict[int, dict[str, Any]], renewed: dict[int, dict[str, Any]] | None = None
    ) -> Iterator[BadRow]:
        """Compare every row with the record, and the record with what each line of the log says of it.

        ``told`` are the rows each line wrote, ``renewed`` those it sealed again.
        """
        yield from self._bad_records(told)
        for seq, said in (renewed or {}).items():
            if said != self.renewal(seq):
                yield BadRow("row_seals", str(seq), RowFlaw.RECORD, seq)
        newest = self._newest()
        for table in watched():
            for key, now in all_fingerprints(self.connection, table, self.key):
                seq, fingerprint = newest.pop((table.name, key), (0, b""))
                if not fingerprint:
                    yield BadRow(table.name, key, RowFlaw.ADDED, seq)
                elif not hmac.compare_digest(fingerprint, now):
                    yield BadRow(table.name, key, RowFlaw.CHANGED, seq)
        for (name, key), (seq, fingerprint) in newest.items():
            if fingerprint:
                yield BadRow(name, key, RowFlaw.REMOVED, seq)

    def refuse_unfit_indexes(self) -> None:
        """Raise ``VaultDamaged`` where an index does not fit its table.

        The rows are compared as they stand in the tables; what is looked up by such an index would be another one.
        """
        if self.connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one() != "ok":
            raise VaultDamaged

    def _bad_records(self, told: dict[int, dict[str, Any]]) -> Iterator[BadRow]:
        query = "SELECT seq, table_name, row_key, fingerprint FROM row_seals ORDER BY seq"
        found: dict[int, list[tuple[str, str, bytes]]] = {}
        for seq, name, key, fingerprint in self.connection.exec_driver_sql(query):
            found.setdefault(seq, []).append((name, key, fingerprint))
        for seq in sorted(found.keys() | told.keys()):
            if told.get(seq) != (_told(found[seq]) if seq in found else None):
                yield BadRow("row_seals", str(seq), RowFlaw.RECORD, seq)

    def _newest(self) -> dict[tuple[str, str], tuple[int, bytes]]:
        query = (
            "SELECT table_name, row_key, max(seq), fingerprint FROM row_seals GROUP BY table_name, row_key"
        )
        return {
            (name, key): (seq, fp) for name, key, seq, fp in self.connection.exec_driver_sql(query)
        }  # SQLite takes the fingerprint from the row of the maximum

    def _fingerprints(self, table: Table, keys: Collection[str]) -> Iterator[tuple[str, bytes]]:
        return fingerprints_of(self.connection, table, keys, self.key)


def _told(rows: Iterable[tuple[str, str, bytes]]) -> dict[str, Any]:
    listed = sorted([name, key, fingerprint.hex()] for name, key, fingerprint in rows)
    return {"count": len(listed), "digest": sha256(canonical(listed).encode()).hexdigest()}
