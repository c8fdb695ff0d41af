"""Sealing: at the end of each transaction its lines get hash, seal and signature; after the commit the key moves on.

Order of a commit: seal with the key at hand → commit lines, seals and data together → overwrite the side file with the
next key. A crash between the last two leaves the side file behind the database, and it is moved forward; a side file
ahead of the database means that entries are gone.
"""

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, select

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.log_seal import (
    FORMAT,
    SIGNED,
    SIGNED_CLASSES,
    canonical,
    entry_hash,
    evolve,
    mac_of,
)
from ashibue_desk.domain.log_verification import quiet_days, went_back
from ashibue_desk.storage.log_rows import RowWatch
from ashibue_desk.storage.log_side_file import SealState, SideFile
from ashibue_desk.storage.log_tables import log_seals
from ashibue_desk.storage.rows import from_json
from ashibue_desk.storage.tables import users

_SIGNED = frozenset(kind.value for kind in SIGNED_CLASSES)
_ALWAYS_SIGNED = frozenset({"opening", "session", "signers", "confirms"})
ANCHOR_EVERY = 20
"""After so many entries the head goes into the keychain again; at arrival and leaving always."""


@dataclass(frozen=True, slots=True)
class Session:
    """Whose entries these are: the actor's id and signing key, and clocks."""

    id: str
    actor_id: str
    signing: Ed25519PrivateKey = field(repr=False)
    tick: Callable[[], int] = field(repr=False)  # milliseconds, never backwards

    @classmethod
    def new(cls, actor_id: str, signing: Ed25519PrivateKey, monotonic: Callable[[], float]) -> "Session":
        """Begin a session."""
        return cls(secrets.token_hex(8), actor_id, signing, lambda: int(monotonic() * 1000))


@dataclass(slots=True)
class LogSealer:
    """Seals the lines of one connection.

    ``state`` is what is committed; ``vault`` the id that entries bear; ``greeting`` what the first line of the session says
    of program and device; ``keep_head`` takes the head for the keychain.
    """

    connection: Connection
    side: SideFile
    watch: RowWatch
    session: Session
    vault: str
    state: SealState
    last_at: str
    last_local_at: str
    signers: list[list[str]]
    greeting: dict[str, Any]
    keep_head: Callable[[SealState], None]
    renewing: bool = False  # whether the transaction at hand seals rows again
    _lines: list[tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    _sealed: SealState | None = None
    _before: tuple[str, SealState] | None = None
    _anchored: int = 0
    _own_key: Ed25519PrivateKey | None = field(default=None, repr=False)

    def move_to(self, connection: Connection) -> None:
        """Go on with another connection to the same log."""
        self.connection = connection
        self.watch = RowWatch(connection, self.watch.key)
        self.watch.begin()

    def note(self, line: dict[str, Any], extra: dict[str, Any] | None) -> None:
        """Remember a line that was written; it is sealed when the transaction ends."""
        self._lines.append((line, extra or {}))

    def take_own_key(self, signing: Ed25519PrivateKey) -> None:
        """Sign with another key from the next transaction on; only inside one, whose last line says so under the old key."""
        self._own_key = signing

    def has_lines(self) -> bool:
        """Whether the transaction at hand wrote a line."""
        return bool(self._lines)

    def seal(self, touched: dict[str, set[str]]) -> None:
        """Seal the lines of the transaction; the last one accounts for the rows that were written."""
        if not self._lines:
            return
        last_line, last_extra = self._lines[-1]
        if touched:
            last_extra["rows"] = self.watch.record(touched, last_line["seq"])
            if self.renewing:
                last_extra["renewed"] = self.watch.renewal(last_line["seq"])
        if "users" in touched and "signers" not in last_extra:
            self._tell_signers(last_extra)
        if self.greeting:
            self._greet(*self._lines[0])
        state, at = self.state, self.last_at
        rows = []
        for line, extra in self._lines:
            if went_back(at, line["at"]):
                extra["clock_back"] = True
            state, row = self._seal_line(state, line, extra)
            at = line["at"]
            rows.append(row)
        self.connection.execute(insert(log_seals), rows)
        if self._before is not None:  # a crash right after the commit must find the new epoch's first key
            self.side.write(self._before[1], self.state)
        self._sealed = state

    def committed(self) -> None:
        """Move the key on. A disk that refuses leaves the side file behind, and the next arrival moves it."""
        if self._sealed is None:
            return
        self.state, self._sealed = self._sealed, None
        self.greeting = {}
        self.last_at, self.last_local_at = self._lines[-1][0]["at"], self._lines[-1][0]["local_at"]
        for _line, extra in self._lines:
            self.signers = extra.get("signers", self.signers)
        self._lines, self._before, self.renewing = [], None, False
        if self._own_key is not None:
            self.session, self._own_key = replace(self.session, signing=self._own_key), None
        with suppress(Situation):
            self.side.write(self.state)
        if self.state.seq - self._anchored >= ANCHOR_EVERY:
            self.anchor()

    def rolled_back(self) -> None:
        """Forget the lines of a transaction that did not come to be."""
        self._lines, self._sealed, self.renewing, self._own_key = [], None, False, None
        self.watch.after_rollback()
        if self._before is not None:
            self.vault, self.state = self._before
            self._before = None

    def anchor(self) -> None:
        """Give the head to the keychain."""
        self.keep_head(self.state)
        self._anchored = self.state.seq

    def begin_epoch(self, key: bytes, vault: str) -> int:
        """Take the first key of a new epoch, whose opening is the next line; return the epoch's number.

        Only inside a transaction, before its first line; a rollback brings the old key back.
        """
        if self._lines:
            raise RuntimeError("an opening is the first line of its transaction")
        self._before = (self.vault, self.state)
        self.vault = vault
        self.state = replace(self.state, epoch=self.state.epoch + 1, key=key)
        return self.state.epoch

    def stated_signers(self) -> list[list[str]]:
        """Return who may sign with which key: id, name, roles, public key in hex."""
        query = select(users).where(users.c.disabled_at == "").order_by(users.c.id)
        told = [
            [row.id, row.name, ",".join(sorted(from_json(row.roles))), row.signing_public[-32:].hex()]
            for row in self.connection.execute(query)
        ]
        own = (self._own_key or self.session.signing).public_key().public_bytes_raw().hex()
        return [[*signer[:3], own] if signer[0] == self.session.actor_id else signer for signer in told]

    def _tell_signers(self, extra: dict[str, Any]) -> None:
        """State who signs with which key where that has changed; the actor's own new key is signed for with the old one."""
        fresh = self.stated_signers()
        if fresh != self.signers:
            extra["signers"] = fresh
        if self._own_key is not None:
            extra["own_key"] = True

    def _greet(self, line: dict[str, Any], extra: dict[str, Any]) -> None:
        """Begin the session with its first line: who may sign, and which days passed without an entry."""
        extra |= {"session": self.greeting, "signers": self.stated_signers()}
        quiet = quiet_days(self.last_local_at, line["local_at"]) if self.last_local_at else None
        if quiet:
            extra["quiet"] = quiet

    def _seal_line(
        self, state: SealState, line: dict[str, Any], extra: dict[str, Any]
    ) -> tuple[SealState, dict[str, Any]]:
        stored_extra = canonical(extra) if extra else ""
        tick = self.session.tick()
        entry = line | {
            "v": FORMAT,
            "vault": self.vault,
            "epoch": state.epoch,
            "session": self.session.id,
            "tick": tick,
            "extra": stored_extra,
        }
        digest = entry_hash(state.head, entry)
        signed = line["log_class"] in _SIGNED or not _ALWAYS_SIGNED.isdisjoint(extra)
        row = {
            "seq": line["seq"],
            "epoch": state.epoch,
            "session": self.session.id,
            "tick": tick,
            "extra": stored_extra,
            "hash": digest,
            "mac": mac_of(state.key, digest),
            "signature": self.session.signing.sign(SIGNED + digest) if signed else None,
        }
        return SealState(state.epoch, line["seq"], digest, evolve(state.key)), row
