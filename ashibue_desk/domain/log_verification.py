"""Verifying the sealed log: one pass in the order of writing, which names the first bad entry and why.

``packaging/verify_log.py`` does the same without this package; each attack of ``tests/domain/test_log_attacks.py`` must be
found by both at the same entry.
"""

import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import groupby
from typing import Any

from ashibue_desk.domain.log_seal import (
    CLOCK_TOLERANCE,
    SIGNED,
    SIGNED_CLASSES,
    START,
    Entry,
    LogCard,
    bytes_of_rows,
    chain,
    entry_hash,
    evolve,
    footer_code,
    mac_of,
    seals_from,
    unsealed_digest,
)
from ashibue_desk.domain.sealed_entries import Row, SealedEntry, entry_of, in_time, place_of

_SIGNED = frozenset(kind.value for kind in SIGNED_CLASSES)
_ALWAYS_SIGNED = frozenset({"opening", "session", "signers", "confirms"})
_TRUSTED_OPENINGS = frozenset({"begin", "card"})
_OFFICER = "officer"
CheckSignature = Callable[[str, bytes, bytes], bool]
"""(public key in hex, signature, message) → whether it is right."""


class Flaw(Enum):
    """Why an entry is bad. The stand-alone verifier uses the same words."""

    NOTHING = "nothing"  # no sealed entry at all
    ORDER = "order"  # missing, doubled or moved
    UNSEALED = "unsealed"  # no seal, and no opening that accounts for it
    OPENING = "opening"  # an epoch that does not join the one before
    FOREIGN = "foreign"  # of another vault or epoch
    ALTERED = "altered"  # the content does not fit its hash
    SEAL = "seal"  # the seal is not of the key of this place
    SESSION = "session"  # written into somebody else's session
    CLOCK = "clock"  # time ran backwards and the program did not say so
    QUIET = "quiet"  # days without an entry that nothing accounts for
    UNSIGNED = "unsigned"
    SIGNATURE = "signature"  # wrong, or of nobody known
    ANCHOR = "anchor"  # differs from what was kept elsewhere
    TAIL = "tail"  # shorter than what was kept elsewhere says
    WRONG_CARD = "wrong-card"
    NO_CARD = "no-card"  # the newest epoch belongs to a card that was not shown
    UNCONFIRMED = "unconfirmed"  # a beginning or a key that no officer stands for


class Notice(Enum):
    """What is sound and still worth a look."""

    CLOCK_BACK = "clock-back"
    OPENED = "opened"
    KEYS_CHANGED = "keys-changed"
    UNCONFIRMED = "unconfirmed"
    BY_CHAIN_ONLY = "by-chain-only"  # an epoch whose card was not shown


@dataclass(frozen=True, slots=True)
class Finding:
    """The first bad entry (0: the log as a whole) and why."""

    seq: int
    flaw: Flaw


@dataclass(frozen=True, slots=True, kw_only=True)
class LogReport:
    """What a verification found. ``finding`` is ``None`` only for a log that holds."""

    finding: Finding | None
    notices: tuple[tuple[int, Notice], ...]
    entries: int
    signatures: int
    with_card: bool
    last_seq: int
    head: bytes

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against the log."""
        return self.finding is None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a verification may begin in the middle: what a former one that held ended with."""

    seq: int
    head: bytes
    vault: str
    epoch: int
    session: str
    actor_id: str
    tick: int
    at: str
    local_at: str
    signers: tuple[tuple[str, ...], ...]


class Broken(Exception):
    """The entry that is bad, and why; ends a verification."""

    def __init__(self, seq: int, flaw: Flaw) -> None:
        self.finding = Finding(seq, flaw)
        super().__init__(f"entry {seq}: {flaw.value}")


@dataclass(slots=True)
class LogVerifier:
    """Takes the entries one after the other; ``report`` ends it.

    ``anchors`` are what is kept elsewhere: sequence number → hash in hex, or the code of a printed page.
    """

    check_signature: CheckSignature
    cards: Sequence[LogCard] = ()
    anchors: Mapping[int, str] = field(default_factory=dict)
    standing: Standing | None = None
    _seq: int = 0
    _head: bytes = START
    _sealed_seq: int = 0
    _vault: str = ""
    _epoch: int = 0
    _key: bytes | None = None
    _card: LogCard | None = None
    _used: set[str] = field(default_factory=set)
    _opened_at: int = 0
    _session: str = ""
    _actor: str = ""
    _tick: int = 0
    _at: str = ""
    _local_at: str = ""
    _signers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _unsealed: list[Entry] = field(default_factory=list)
    _pending: dict[int, bytes] = field(default_factory=dict)
    _notices: list[tuple[int, Notice]] = field(default_factory=list)
    _entries: int = 0
    _signatures: int = 0
    _broken: Finding | None = None

    def __post_init__(self) -> None:
        """Go on where a former verification ended."""
        known = self.standing
        if known is not None:
            self._seq = self._sealed_seq = known.seq
            self._head, self._vault, self._epoch = known.head, known.vault, known.epoch
            self._session, self._actor, self._tick = known.session, known.actor_id, known.tick
            self._at, self._local_at = known.at, known.local_at
            self._signers = {signer[0]: signer for signer in known.signers}

    def take(self, sealed: SealedEntry) -> bool:
        """Judge the next entry; return whether it is worth going on."""
        if self._broken is None:
            try:
                self._judge(sealed)
            except Broken as broken:
                self._broken = broken.finding
            except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
                self._broken = Finding(self._seq, Flaw.ALTERED)  # values that no program of ours writes
        return self._broken is None

    def take_rows(self, rows: Sequence[Row]) -> bool:
        """Judge the next entries, as they were read; return whether it is worth going on.

        ``take`` is the judge and names the flaw. A run of entries in which there is nothing to judge but hashes and seals is
        taken at once if these are right; any other entry is left to it.
        """
        for place, group in groupby(rows, place_of):
            run = list(group)
            try:
                goes_on = self._goes_on(place, run)
            except TypeError:  # values that no program of ours writes
                goes_on = False
            if not goes_on and not all(self.take(entry_of(row)) for row in run):
                return False
        return True

    def report(self) -> LogReport:
        """Return what was found, after the last entry."""
        finding = self._broken or self._at_the_end()
        left = () if finding else tuple((seq, Notice.UNCONFIRMED) for seq in sorted(self._pending))
        return LogReport(
            finding=finding,
            notices=tuple(sorted((*self._notices, *left), key=lambda told: told[0])),
            entries=self._entries,
            signatures=self._signatures,
            with_card=bool(self._used),
            last_seq=self._sealed_seq,
            head=self._head,
        )

    def _goes_on(self, place: Row, run: Sequence[Row]) -> bool:
        """Take a run of unsigned entries that go on with the session before them, if all hold; else change nothing."""
        *where, log_class, extra = place
        if where != [self._vault, self._epoch, self._session, self._actor] or not self._epoch:
            return False
        if extra or log_class in _SIGNED or self._unsealed or self._broken:
            return False
        seqs, ticks, ats, local_ats, told, macs = zip(*map(in_time, run), strict=True)
        if seqs != tuple(range(self._seq + 1, self._seq + 1 + len(run))) or self.anchors.keys() & {*seqs}:
            return False
        if not (_goes_up(self._tick, ticks) and _goes_up(self._at, ats)):
            return False
        digests = chain(self._head, bytes_of_rows(run))
        seals, key = (macs, None) if self._key is None else seals_from(self._key, digests)
        if digests != list(told) or not all(map(hmac.compare_digest, seals, macs)):
            return False
        self._head, self._key, self._tick, self._at = digests[-1], key, ticks[-1], ats[-1]
        self._local_at, self._entries = local_ats[-1], self._entries + len(run)
        self._seq = self._sealed_seq = self._seq + len(run)
        return True

    def _judge(self, sealed: SealedEntry) -> None:
        entry = sealed.entry
        self._seq += 1
        if entry["seq"] != self._seq:
            raise Broken(self._seq, Flaw.ORDER)
        self._entries += 1
        if not sealed.hash:
            self._unsealed.append(entry)
            return
        extra = json.loads(entry["extra"]) if entry["extra"] else {}
        if not isinstance(extra, dict):
            raise Broken(self._seq, Flaw.ALTERED)
        self._judge_place(entry, extra)
        digest = entry_hash(self._head, entry)
        if digest != sealed.hash:
            raise Broken(self._seq, Flaw.ALTERED)
        if self._key is not None:
            if not hmac.compare_digest(mac_of(self._key, digest), sealed.mac):
                raise Broken(self._seq, Flaw.SEAL)
            self._key = evolve(self._key)
        self._judge_session(entry, extra)
        self._judge_clock(entry, extra)
        if entry["log_class"] in _SIGNED or not _ALWAYS_SIGNED.isdisjoint(extra):
            self._judge_signature(entry, extra, digest, sealed.signature)
        self._head, self._sealed_seq = digest, self._seq
        if self._seq in self.anchors and self.anchors[self._seq] not in {digest.hex(), footer_code(digest)}:
            raise Broken(self._seq, Flaw.ANCHOR)

    def _judge_place(self, entry: Entry, extra: Mapping[str, Any]) -> None:
        if "opening" in extra:
            self._open(extra["opening"])
        elif self._unsealed:
            raise Broken(self._unsealed[0]["seq"], Flaw.UNSEALED)
        if entry["epoch"] != self._epoch or entry["vault"] != self._vault or not self._epoch:
            raise Broken(self._seq, Flaw.FOREIGN)

    def _open(self, opening: Mapping[str, Any]) -> None:
        joins = opening["previous"] == {"hash": self._head.hex(), "seq": self._sealed_seq}
        if not joins or opening["epoch"] != self._epoch + 1:
            raise Broken(self._seq, Flaw.OPENING)
        if self._unsealed and opening.get("unsealed") != told_unsealed(self._unsealed):
            raise Broken(self._unsealed[0]["seq"], Flaw.UNSEALED)
        if self._epoch and self._card is None:
            self._notices.append((self._opened_at, Notice.BY_CHAIN_ONLY))
        self._unsealed = []
        self._vault, self._epoch, self._opened_at = opening["vault"], opening["epoch"], self._seq
        self._card = next((card for card in self.cards if card.id == opening["card"]), None)
        self._key = self._card.key if self._card else None
        if self._card is not None:
            self._used.add(self._card.id)
        self._notices.append((self._seq, Notice.OPENED))

    def _judge_session(self, entry: Entry, extra: Mapping[str, Any]) -> None:
        if "session" in extra:
            if entry["session"] == self._session:
                raise Broken(self._seq, Flaw.SESSION)
            self._judge_quiet(entry, extra.get("quiet"))
            self._session, self._actor, self._tick = entry["session"], entry["actor_id"], entry["tick"]
        elif entry["session"] != self._session or entry["actor_id"] != self._actor:
            raise Broken(self._seq, Flaw.SESSION)

    def _judge_quiet(self, entry: Entry, told: object) -> None:
        if self._local_at and told != quiet_days(self._local_at, entry["local_at"]):
            raise Broken(self._seq, Flaw.QUIET)

    def _judge_clock(self, entry: Entry, extra: Mapping[str, Any]) -> None:
        if entry["tick"] < self._tick:
            raise Broken(self._seq, Flaw.CLOCK)
        if entry["at"] < self._at and went_back(self._at, entry["at"]):
            if not extra.get("clock_back"):
                raise Broken(self._seq, Flaw.CLOCK)
            self._notices.append((self._seq, Notice.CLOCK_BACK))
        self._tick, self._at, self._local_at = entry["tick"], entry["at"], entry["local_at"]

    def _judge_signature(
        self, entry: Entry, extra: Mapping[str, Any], digest: bytes, signature: bytes
    ) -> None:
        if not signature:
            raise Broken(self._seq, Flaw.UNSIGNED)
        before = self._signers.get(entry["actor_id"])
        if extra.get("own_key"):
            self._take_own_key(entry["actor_id"], extra["signers"])
            stands, signer = True, before
        else:
            stands = self._take_signers(entry["actor_id"], extra.get("signers"))
            signer = self._signers.get(entry["actor_id"])
        if signer is None or not self.check_signature(signer[3], signature, SIGNED + digest):
            raise Broken(self._seq, Flaw.SIGNATURE)
        self._signatures += 1
        if not stands or ("opening" in extra and not _stands_for(signer, extra["opening"])):
            self._pending[self._seq] = digest
        for seq, tag in extra.get("confirms", ()):
            if any(card.confirmation(self._pending.get(seq, b"")) == tag for card in self.cards):
                self._pending.pop(seq, None)

    def _take_signers(self, actor_id: str, told: Any) -> bool:
        """Take over a new statement of who signs with which key; return whether somebody entitled stands for it."""
        if told is None:
            return True
        fresh = {signer[0]: tuple(signer) for signer in told}
        old, self._signers = self._signers, fresh
        if fresh == old:
            return True
        if not old:
            return actor_id in fresh and _is_officer(fresh[actor_id])
        self._notices.append((self._seq, Notice.KEYS_CHANGED))
        before, now = old.get(actor_id), fresh.get(actor_id)
        return before is not None and now is not None and _is_officer(before) and before[3] == now[3]

    def _take_own_key(self, actor_id: str, told: Any) -> None:
        """Take over a new key of the actor's own, which the key they had before signs for; nobody else's may change with it."""
        fresh, old = {signer[0]: tuple(signer) for signer in told}, self._signers
        if actor_id not in old or fresh != {**old, actor_id: (*old[actor_id][:3], fresh[actor_id][3])}:
            raise Broken(self._seq, Flaw.SIGNATURE)
        self._signers = fresh
        self._notices.append((self._seq, Notice.KEYS_CHANGED))

    def _at_the_end(self) -> Finding | None:
        if self._unsealed:
            return Finding(self._unsealed[0]["seq"], Flaw.UNSEALED)
        if not self._sealed_seq:
            return Finding(0, Flaw.NOTHING)
        if any(seq > self._sealed_seq for seq in self.anchors):
            return Finding(self._sealed_seq + 1, Flaw.TAIL)
        return self._judge_cards()

    def _judge_cards(self) -> Finding | None:
        if not self.cards:
            return None
        if any(card.id not in self._used for card in self.cards):
            return Finding(0, Flaw.WRONG_CARD)
        if self._card is None:
            return Finding(self._opened_at, Flaw.NO_CARD)
        if self._pending:
            return Finding(min(self._pending), Flaw.UNCONFIRMED)
        return None


def told_unsealed(lines: Sequence[Entry]) -> dict[str, Any]:
    """Return how an opening accounts for the lines before it that bear no seal."""
    return {"digest": unsealed_digest(list(lines)), "from": lines[0]["seq"], "to": lines[-1]["seq"]}


def quiet_days(before: str, now: str) -> list[str] | None:
    """Return the first and last whole day without an entry between two local times, or ``None``."""
    first = date.fromisoformat(before[:10]) + timedelta(days=1)
    last = date.fromisoformat(now[:10]) - timedelta(days=1)
    return [first.isoformat(), last.isoformat()] if first <= last else None


def went_back(before: str, now: str) -> bool:
    """Whether the second of two UTC times lies so far before the first that no time server explains it."""
    if now >= before:
        return False
    back = datetime.fromisoformat(before) - datetime.fromisoformat(now)
    return back.total_seconds() > CLOCK_TOLERANCE


def _goes_up(before: Any, values: tuple[Any, ...]) -> bool:
    """Whether none of the values lies before another that stands before it."""
    return values[0] >= before and sorted(values) == list(values)


def _stands_for(signer: tuple[str, ...], opening: Mapping[str, Any]) -> bool:
    """Whether an opening needs no word of the card's holder: an officer's first one, or the issue of a card."""
    return _is_officer(signer) and opening["reason"] in _TRUSTED_OPENINGS


def _is_officer(signer: tuple[str, ...]) -> bool:
    return _OFFICER in signer[2].split(",")
