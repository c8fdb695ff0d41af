"""A sealed entry as it is handed on: by name, for whoever looks at one, or as the row it is read as, for going through many."""

from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from ashibue_desk.domain.log_seal import ENTRY_NAMES, Entry

LINE = (
    "seq", "at", "local_at", "actor_id", "actor_name", "log_class", "act", "object_id", "object_label", "affair", "count",
    "detail", "happened_on", "corrects", "recipient",
)  # fmt: skip
"""What a line says by itself; the rest of an entry comes with its seal."""
Row = tuple[Any, ...]
"""The values of ``ENTRY_NAMES``, then hash, seal and signature. A line without a seal has ``None`` for what comes with it."""
_AT = {name: place for place, name in enumerate((*ENTRY_NAMES, "hash", "mac", "signature"))}
SEQ, EXTRA, VAULT = _AT["seq"], _AT["extra"], _AT["vault"]
place_of = itemgetter(
    *(_AT[name] for name in ("vault", "epoch", "session", "actor_id", "log_class", "extra"))
)
"""Of a row: vault, epoch, session, actor, class, and what else it tells."""
in_time = itemgetter(*(_AT[name] for name in ("seq", "tick", "at", "local_at", "hash", "mac")))
"""Of a row: number, tick, both times, hash and seal."""


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """An entry with what seals it; a line from before the sealing has an empty ``hash``."""

    entry: Entry
    hash: bytes = b""
    mac: bytes = b""
    signature: bytes = b""


def entry_of(row: Row) -> SealedEntry:
    """Return the entry of a row."""
    *values, digest, mac, signature = row
    entry = dict(zip(ENTRY_NAMES, values, strict=True))
    if digest is None:
        return SealedEntry({name: entry[name] for name in LINE})
    return SealedEntry(entry, digest, mac, signature or b"")
