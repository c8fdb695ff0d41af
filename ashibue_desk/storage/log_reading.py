"""Reading the log with its seals, in the order of writing and a window at a time, for verification and export."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from ashibue_desk.domain.log_seal import FORMAT
from ashibue_desk.domain.log_verification import SealedEntry

LINE = (
    "seq", "at", "local_at", "actor_id", "actor_name", "log_class", "act", "object_id", "object_label", "affair", "count",
    "detail", "happened_on", "corrects", "recipient",
)  # fmt: skip
_COLUMNS = ", ".join(f"log.{name}" for name in LINE)
_QUERY = f"""SELECT {_COLUMNS}, s.epoch, s.session, s.tick, s.extra, s.hash, s.mac, s.signature
FROM log LEFT JOIN log_seals AS s ON s.seq = log.seq WHERE log.seq > ? AND log.seq <= ? ORDER BY log.seq"""  # noqa: S608 - constants
_AT = len(LINE)
_WINDOW = 5_000


def read_sealed(connection: Connection, *, after: int = 0, vault: str = "") -> Iterator[SealedEntry]:
    """Return every entry behind ``after``; ``vault`` is the id that the epoch in force there bears."""
    last = int(
        connection.exec_driver_sql(
            "SELECT max(coalesce((SELECT max(seq) FROM log), 0), coalesce((SELECT max(seq) FROM log_seals), 0))"
        ).scalar_one()
    )
    for start in range(after, last, _WINDOW):
        for row in connection.exec_driver_sql(_QUERY, (start, start + _WINDOW)).fetchall():
            line = dict(zip(LINE, row, strict=False))
            if row[_AT] is None:
                yield SealedEntry(line)
                continue
            epoch, session, tick, extra, digest, mac, signature = row[_AT:]
            if '"opening"' in extra:
                vault = opened_vault(extra) or vault
            line.update(v=FORMAT, vault=vault, epoch=epoch, session=session, tick=tick, extra=extra)
            yield SealedEntry(line, digest, mac, signature or b"")


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
