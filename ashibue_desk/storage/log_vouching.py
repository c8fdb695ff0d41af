"""Whether a row stands as an act left it that the one at the desk signed: what an edit past the program cannot pretend.

Whoever holds the database key can write any row and any line of the log, but cannot sign as somebody else.
"""

import json
from hashlib import sha256
from typing import Any

from ashibue_desk.domain.log_seal import SIGNED, canonical, entry_hash
from ashibue_desk.storage.log_reading import read_sealed
from ashibue_desk.storage.log_resume import head_at
from ashibue_desk.storage.log_sealer import LogSealer
from ashibue_desk.storage.log_signatures import signature_is_right


def signed_last(sealer: LogSealer, table: str, key: str, subject: str) -> bool:
    """Whether the row ``key`` was written last by a line about ``subject`` with the signature of the one at the desk.

    Beginnings of the log vouch for nothing: they only write down what they find.
    """
    seq = _unchanged_since(sealer, table, key)
    sealed = next(read_sealed(sealer.connection, after=seq - 1, vault=sealer.vault), None) if seq else None
    if sealed is None or sealed.entry["seq"] != seq or sealed.entry["object_id"] != subject:
        return False
    extra = json.loads(sealed.entry.get("extra") or "{}")
    if "opening" in extra or extra.get("rows") != _told_of(sealer, seq):
        return False
    own = sealer.session.signing.public_key().public_bytes_raw().hex()
    return entry_hash(
        head_at(sealer.connection, seq - 1), sealed.entry
    ) == sealed.hash and signature_is_right(own, sealed.signature, SIGNED + sealed.hash)


def _unchanged_since(sealer: LogSealer, table: str, key: str) -> int:
    """Return the line that wrote a row last if the row is still as it was then, else 0."""
    if sealer.watch.changed({table: {key}}):
        return 0
    query = "SELECT max(seq) FROM row_seals WHERE table_name = ? AND row_key = ?"
    return int(sealer.connection.exec_driver_sql(query, (table, key)).scalar() or 0)


def _told_of(sealer: LogSealer, seq: int) -> dict[str, Any]:
    """Return what the line ``seq`` has to say of the rows it wrote."""
    query = "SELECT table_name, row_key, fingerprint FROM row_seals WHERE seq = ?"
    found = sealer.connection.exec_driver_sql(query, (seq,))
    listed = sorted([name, row_key, fingerprint.hex()] for name, row_key, fingerprint in found)
    return {"count": len(listed), "digest": sha256(canonical(listed).encode()).hexdigest()}
