"""Reading the log with its seals, in the order of writing and a window at a time, for verification and export."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from ashibue_desk.domain.log_seal import ENTRY_NAMES, FORMAT
from ashibue_desk.domain.log_verification import SealedEntry

LINE = (
    "seq", "at", "local_at", "actor_id", "actor_name", "log_class", "act", "object_id", "object_label", "affair", "count",
    "detail", "happened_on", "corrects", "recipient",
)  # fmt: skip
_COLUMNS = ", ".join(f"log.{name}" for name in LINE)
_WHERE = {name: f"log.{name}" for name in LINE} | {
    **{name: f"s.{name}" for name in ("epoch", "session", "tick", "extra")},
    "v": str(FORMAT),
    "vault": "''",  # known from the opening before
}
_QUERY = f"""SELECT {", ".join(_WHERE[name] for name in ENTRY_NAMES)}, s.hash, s.mac, s.signature
FROM log LEFT JOIN log_seals AS s ON s.seq = log.seq WHERE log.seq > ? AND log.seq <= ? ORDER BY log.seq"""  # noqa: S608 - constants
_WINDOW = 2_000


def read_sealed(connection: Connection, *, after: int = 0, vault: str = "") -> Iterator[SealedEntry]:
    """Return every entry behind ``after``; ``vault`` is the id that the epoch in force there bears."""
    last = int(
        connection.exec_driver_sql(
            "SELECT max(coalesce((SELECT max(seq) FROM log), 0), coalesce((SELECT max(seq) FROM log_seals), 0))"
        ).scalar_one()
    )
    for start in range(after, last, _WINDOW):
        for row in connection.exec_driver_sql(_QUERY, (start, start + _WINDOW)).fetchall():
            entry = dict(zip(ENTRY_NAMES, row))  # noqa: B905 - the seal follows the entry
            digest, mac, signature = row[-3:]
            if digest is None:
                yield SealedEntry({name: entry[name] for name in LINE})
                continue
            if entry["extra"] and '"opening"' in entry["extra"]:
                vault = opened_vault(entry["extra"]) or vault
            entry["vault"] = vault
            yield SealedEntry(entry, digest, mac, signature or b"")


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
