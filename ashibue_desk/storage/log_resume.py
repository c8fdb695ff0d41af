"""Taking up the sealing of a log where it was left: at each arrival, and after a crash, a restore or an attack."""

import hmac
import secrets
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import Connection

from ashibue_desk.domain.log_seal import KEY_BYTES, START, entry_hash, evolve, mac_of
from ashibue_desk.storage.log_reading import opened_vault, read_sealed
from ashibue_desk.storage.log_side_file import SealState, SideFile

_TAIL = 1_000  # entries whose chain is recomputed at each start, at the least


class Reason(Enum):
    """Why an epoch begins. All but the first two need the word of the card's holder."""

    BEGIN = "begin"
    CARD = "card"
    RESTORED = "restored"
    KEY_MISSING = "key-missing"  # the side file is gone or foreign
    TAIL_MISSING = "tail-missing"  # the side file or the keychain knows of entries that are not there
    BROKEN = "broken"  # the newest entries do not hold
    UNSEALED = "unsealed"  # lines without seals stand behind the last sealed one


@dataclass(frozen=True, slots=True)
class Resumed:
    """Where sealing goes on; ``reason`` is ``None`` when nothing has to be opened anew."""

    state: SealState
    reason: Reason | None
    vault: str
    last_at: str
    last_local_at: str


def anchor_text(state: SealState) -> str:
    """Return what the keychain keeps of the log."""
    return f"1 {state.epoch:d} {state.seq:d} {state.head.hex()}"


def read_anchor(text: str | None) -> tuple[int, str] | None:
    """Return sequence number and hash (hex) of an anchor; ``None`` for none or an unknown one."""
    parts = (text or "").split()
    if len(parts) != 4 or parts[0] != "1" or not parts[2].isdigit():
        return None
    return int(parts[2]), parts[3]


def resume(connection: Connection, side: SideFile, vault_id: str, anchor: str | None) -> Resumed:
    """Find out where sealing goes on in the vault ``vault_id``."""
    last = _last_sealed(connection)
    known = read_anchor(anchor)
    if last is None:
        was_sealed = known or any(state.seq for state in side.read())
        first = Reason.TAIL_MISSING if was_sealed else Reason.BEGIN
        return Resumed(SealState(0, 0, START, secrets.token_bytes(KEY_BYTES)), first, vault_id, "", "")
    epoch, seq, head, at, local_at = last
    vault = _vault_of_epoch(connection, epoch, seq)
    state = SealState(epoch, seq, head, b"")
    if vault != vault_id:
        return Resumed(state, Reason.RESTORED, vault, at, local_at)
    reason, key = _key_of_next(connection, side.read(), state, vault)
    if reason is None and known is not None:
        reason = _anchor_speaks_against(connection, known, seq)
    reason = reason or _tail_speaks_against(connection, known, seq, vault)
    return Resumed(SealState(epoch, seq, head, key), reason, vault, at, local_at)


def _last_sealed(connection: Connection) -> tuple[int, int, bytes, str, str] | None:
    row = connection.exec_driver_sql(
        "SELECT s.epoch, s.seq, s.hash, coalesce(log.at, ''), coalesce(log.local_at, '') FROM log_seals AS s"
        " LEFT JOIN log ON log.seq = s.seq ORDER BY s.seq DESC LIMIT 1"
    ).fetchone()
    return None if row is None else (row[0], row[1], row[2], row[3], row[4])


def _vault_of_epoch(connection: Connection, epoch: int, last_seq: int) -> str:
    """Return for which vault the epoch was opened, as its first line says; empty where that line opens nothing.

    Epochs only grow, so its first line is found by halving: to look through a million lines takes a second at each start.
    """
    low, high = 1, last_seq
    while low < high:
        middle = (low + high) // 2
        seq, its_epoch, _extra = _sealed_from(connection, middle)
        low, high = (seq + 1, high) if its_epoch < epoch else (low, middle)
    return opened_vault(_sealed_from(connection, low)[2])


def _sealed_from(connection: Connection, seq: int) -> tuple[int, int, str]:
    """Return number, epoch and what else is sealed of the first line at or after ``seq``, of which there is one."""
    query = "SELECT seq, epoch, extra FROM log_seals WHERE seq >= ? ORDER BY seq LIMIT 1"
    row = connection.exec_driver_sql(query, (seq,)).one()
    return row[0], row[1], row[2]


def _key_of_next(
    connection: Connection, copies: tuple[SealState, ...], state: SealState, vault: str
) -> tuple[Reason | None, bytes]:
    """Move the key of a side file that a crash left behind forward, over entries that bear its seals."""
    nothing = secrets.token_bytes(KEY_BYTES)
    fitting = [copy for copy in copies if copy.epoch == state.epoch]
    if not fitting:
        ahead = any(copy.epoch > state.epoch for copy in copies)
        return (Reason.TAIL_MISSING if ahead else Reason.KEY_MISSING), nothing
    kept = fitting[0]
    if kept.seq > state.seq:
        return Reason.TAIL_MISSING, nothing
    if head_at(connection, kept.seq) != kept.head:
        return Reason.BROKEN, nothing
    key, head = kept.key, kept.head
    for sealed in read_sealed(connection, after=kept.seq, vault=vault):
        if not sealed.hash:
            continue
        fits = entry_hash(head, sealed.entry) == sealed.hash
        if not (fits and hmac.compare_digest(mac_of(key, sealed.hash), sealed.mac)):
            return Reason.BROKEN, nothing
        key, head = evolve(key), sealed.hash
    return None, key


def _anchor_speaks_against(connection: Connection, known: tuple[int, str], seq: int) -> Reason | None:
    known_seq, known_head = known
    if known_seq > seq:
        return Reason.TAIL_MISSING
    found = _hash_at(connection, known_seq)
    return None if found is not None and found.hex() == known_head else Reason.BROKEN


def _tail_speaks_against(
    connection: Connection, known: tuple[int, str] | None, seq: int, vault: str
) -> Reason | None:
    start = max(0, min(seq - _TAIL, known[0] if known else seq))
    head, expected = head_at(connection, start), start
    for sealed in read_sealed(connection, after=start, vault=vault):
        expected += 1
        if sealed.entry["seq"] != expected:
            return Reason.BROKEN
        if not sealed.hash and expected > seq:
            return Reason.UNSEALED
        if sealed.hash:
            if entry_hash(head, sealed.entry) != sealed.hash:
                return Reason.BROKEN
            head = sealed.hash
    return None


def head_at(connection: Connection, seq: int) -> bytes:
    """Return the hash of the last sealed entry at or before ``seq``."""
    query = "SELECT hash FROM log_seals WHERE seq <= ? ORDER BY seq DESC LIMIT 1"
    found = connection.exec_driver_sql(query, (seq,)).scalar()
    return found if isinstance(found, bytes) else START


def _hash_at(connection: Connection, seq: int) -> bytes | None:
    found = connection.exec_driver_sql("SELECT hash FROM log_seals WHERE seq = ?", (seq,)).scalar()
    return found if isinstance(found, bytes) else None
