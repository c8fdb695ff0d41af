"""Sealed logs made in memory, and somebody who attacks them with everything an insider holds.

The attacker has the database key, so may write any row; the present key of the log; and the handler's signing key. Not the
officer's signing key, not the cards, and no key of the log from before.
"""

import importlib.util
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from itertools import groupby
from types import ModuleType
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ashibue_desk.domain.log_seal import (
    ENTRY_NAMES,
    FORMAT,
    SIGNED,
    START,
    LogCard,
    canonical,
    entry_hash,
    evolve,
    mac_of,
)
from ashibue_desk.domain.log_verification import LogReport, LogVerifier
from ashibue_desk.domain.sealed_entries import SealedEntry
from tests.rules.source_tree import ROOT

OFFICER, HANDLER = "1" * 32, "2" * 32
NAMES = {OFFICER: "星川 楓", HANDLER: "葦原 灯"}
ROLES = {OFFICER: "officer", HANDLER: "handler"}
CLASSES = ("use", "collection", "collection", "provision", "disposal", "collection")
MORNING = datetime(2026, 6, 15, 1, 0, tzinfo=UTC)
CARD = LogCard(bytes(range(32)))
"""The card of the office, whose key opens the first epoch."""


def signing_key(seed: str) -> Ed25519PrivateKey:
    """Return the same key for the same seed."""
    return Ed25519PrivateKey.from_private_bytes(random.Random(seed).randbytes(32))


@dataclass
class MadeLog:
    """A log with what seals it next. ``keys`` are the signing keys, ``key`` the log's key of the next entry."""

    vault: str = "a" * 32
    keys: dict[str, Ed25519PrivateKey] = field(
        default_factory=lambda: {OFFICER: signing_key("officer"), HANDLER: signing_key("handler")}
    )
    entries: list[SealedEntry] = field(default_factory=list)
    head: bytes = START
    key: bytes = bytes(32)
    epoch: int = 0
    session: str = ""
    actor: str = OFFICER
    now: datetime = MORNING
    tick: int = 0
    sessions: int = 0

    @property
    def signers(self) -> list[list[str]]:
        """Return the statement of who signs with which key."""
        return [
            [one, NAMES[one], ROLES[one], key.public_key().public_bytes_raw().hex()]
            for one, key in sorted(self.keys.items())
        ]

    def write(self, log_class: str, extra: Any = None, **told: Any) -> SealedEntry:
        """Seal one entry as the program does."""
        extra = extra or {}
        self.tick += 10
        entry = {
            "v": FORMAT, "vault": self.vault, "epoch": self.epoch, "seq": len(self.entries) + 1,
            "at": self.now.isoformat(timespec="seconds"),
            "local_at": (self.now + timedelta(hours=9)).isoformat(timespec="seconds"),
            "actor_id": self.actor, "actor_name": NAMES[self.actor], "log_class": log_class, "act": "個人番号の表示",
            "object_id": f"p{len(self.entries)}", "object_label": "架空 花", "affair": "", "count": 1, "detail": "",
            "happened_on": "", "corrects": 0, "recipient": "", "session": self.session, "tick": self.tick,
            "extra": canonical(extra) if extra else "", **told,
        }  # fmt: skip
        digest = entry_hash(self.head, entry)
        signed = log_class != "collection" or {"opening", "session", "signers", "confirms"} & set(extra)
        signature = self.keys[self.actor].sign(SIGNED + digest) if signed else b""
        sealed = SealedEntry(entry, digest, mac_of(self.key, digest), signature)
        self.entries.append(sealed)
        self.head, self.key = digest, evolve(self.key)
        self.now += timedelta(minutes=1)
        return sealed

    def open(self, card: LogCard, reason: str = "card", **told: Any) -> None:
        """Begin an epoch and with it a session."""
        opening = {
            "card": card.id, "epoch": self.epoch + 1, "previous": {"hash": self.head.hex(), "seq": len(self.entries)},
            "reason": reason, "vault": self.vault, **told,
        }  # fmt: skip
        self.epoch, self.key = self.epoch + 1, card.key
        self.sit_down(self.actor, "administration", opening=opening)

    def sit_down(self, actor: str, log_class: str = "access", **extra: Any) -> None:
        """Begin a session of ``actor``."""
        self.actor, self.sessions = actor, self.sessions + 1
        self.session = f"{self.sessions:016x}"
        self.write(log_class, {"session": {"device": "test"}, "signers": self.signers, **extra})

    def copy(self) -> "MadeLog":
        """Return a log that goes on apart."""
        return replace(self, entries=list(self.entries), keys=dict(self.keys))


def made_log(dice: random.Random, card: LogCard, *, vault: str = "a" * 32) -> MadeLog:
    """Return a log of two or three sessions: the officer issues a card, then both work."""
    log = MadeLog(vault=vault)
    log.open(card)
    for actor in (OFFICER, HANDLER, HANDLER)[: dice.randint(2, 3)]:
        log.sit_down(actor)
        for _ in range(dice.randint(2, 4)):
            log.write(dice.choice(CLASSES))
    return log


@lru_cache(maxsize=100_000)
def check_signature(public: str, signature: bytes, message: bytes) -> bool:
    """Whether a signature is right."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def judge(
    entries: Sequence[SealedEntry], cards: Sequence[LogCard] = (), anchors: dict[int, str] | None = None
) -> LogReport:
    """Verify with the program's verifier, entry by entry and many at a time: both find the same."""
    verifier = LogVerifier(check_signature, cards, anchors or {})
    all(verifier.take(sealed) for sealed in entries)
    report = verifier.report()
    at_once = LogVerifier(check_signature, cards, anchors or {})
    take_at_once(at_once, entries)
    assert at_once.report() == report
    return report


def take_at_once(verifier: LogVerifier, entries: Sequence[SealedEntry]) -> bool:
    """Hand entries over as the rows they are read as; lines without a seal, and what no database returns, one by one."""
    for is_row, group in groupby(entries, lambda sealed: tuple(sorted(sealed.entry)) == ENTRY_NAMES):
        some = list(group)
        rows = [
            (*map(one.entry.get, ENTRY_NAMES), one.hash, one.mac, one.signature) for one in some if is_row
        ]
        if not (verifier.take_rows(rows) if is_row else all(map(verifier.take, some))):
            return False
    return True


@cache
def stand_alone() -> ModuleType:
    """Return the verifier that auditors get, as a module."""
    spec = importlib.util.spec_from_file_location("verify_log", ROOT / "packaging" / "verify_log.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def record_of(sealed: SealedEntry) -> dict[str, Any]:
    """Return an entry as an export holds it."""
    if not sealed.hash:
        return {"kind": "entry", "entry": dict(sealed.entry)}
    told = {"hash": sealed.hash.hex(), "mac": sealed.mac.hex(), "signature": sealed.signature.hex()}
    return {"kind": "entry", "entry": dict(sealed.entry), **told}


def judge_alone(
    entries: Sequence[SealedEntry], cards: Sequence[LogCard] = (), anchors: dict[int, str] | None = None
) -> tuple[int, str] | None:
    """Verify with the stand-alone verifier: the first bad entry and why, or ``None``."""
    module = stand_alone()
    log = module.Log([card.key for card in cards], anchors or {})
    try:
        for sealed in entries:
            log.take(json.loads(json.dumps(record_of(sealed))))
        log.end()
    except module.Bad as bad:
        return bad.seq, bad.why
    return None
