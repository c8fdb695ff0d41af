"""Reading the log with its seals, in the order of writing and a window at a time, for verification and export."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from ashibue_desk.domain.log_seal import ENTRY_NAMES, FORMAT
from ashibue_desk.domain.sealed_entries import EXTRA, LINE, VAULT, Row, SealedEntry, entry_of
from ashibue_desk.storage.database_errors import in_words

_COLUMNS = ", ".join(f"log.{name}" for name in LINE)
_WHERE = {name: f"log.{name}" for name in LINE} | {
    **{name: f"s.{name}" for name in ("epoch", "session", "tick", "extra")},
    "v": str(FORMAT),
    "vault": "?",  # known from the opening before
}
_QUERY = f"""SELECT {", ".join(_WHERE[name] for name in ENTRY_NAMES)}, s.hash, s.mac, s.signature
FROM log LEFT JOIN log_seals AS s ON s.seq = log.seq WHERE log.seq > ? AND log.seq <= ? ORDER BY log.seq"""  # noqa: S608 - constants
_WINDOW = 500
_OPENING = '"opening"'


def read_sealed(connection: Connection, *, after: int = 0, vault: str = "") -> Iterator[SealedEntry]:
    """Return every entry behind ``after``; ``vault`` is the id that the epoch in force there bears."""
    for rows in read_rows(connection, after=after, vault=vault):
        yield from map(entry_of, rows)


def read_rows(connection: Connection, *, after: int = 0, vault: str = "") -> Iterator[Sequence[Row]]:
    """Return the same as rows, some hundreds at a time: straight from the driver, for going through a million of them."""
    last = int(
        connection.exec_driver_sql(
            "SELECT max(coalesce((SELECT max(seq) FROM log), 0), coalesce((SELECT max(seq) FROM log_seals), 0))"
        ).scalar_one()
    )
    cursor = connection.connection.cursor()
    for start in range(after, last, _WINDOW):
        with in_words():
            cursor.execute(_QUERY, (vault, start, start + _WINDOW))
            rows = cursor.fetchall()
        if any(_OPENING in row[EXTRA] for row in rows if row[EXTRA]):
            rows = list(_with_vaults(rows, vault))
            vault = rows[-1][VAULT]
        if rows:
            yield rows


def _with_vaults(rows: Sequence[Row], vault: str) -> Iterator[Row]:
    """Name in each row the vault that the newest opening names."""
    for row in rows:
        if row[EXTRA] and _OPENING in row[EXTRA]:
            vault = opened_vault(row[EXTRA]) or vault
        yield (*row[:VAULT], vault, *row[VAULT + 1 :])


def opened_vault(extra: str) -> str:
    """Return the vault that an opening names, or empty if there is no opening in ``extra``."""
    try:
        told: Any = json.loads(extra)
        return str(told["opening"]["vault"])
    except (ValueError, KeyError, TypeError):
        return ""


def unsealed_behind(connection: Connection, seq: int) -> list[dict[str, Any]]:
    """Return the lines behind ``seq`` as an opening accounts for them."""
    query = f"SELECT {_COLUMNS} FROM log WHERE seq > ? ORDER BY seq"  # noqa: S608 - constants
    return [dict(zip(LINE, row, strict=True)) for row in connection.exec_driver_sql(query, (seq,))]


def hash_of(connection: Connection, seq: int) -> bytes:
    """Return the hash of a sealed entry; raise ``KeyError`` for one that is not there."""
    found = connection.exec_driver_sql("SELECT hash FROM log_seals WHERE seq = ?", (seq,)).scalar()
    if not isinstance(found, bytes):
        raise KeyError(seq)
    return found
