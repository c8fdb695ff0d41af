"""Eleven ways to falsify the log, and to forge a colleague, each many times: both verifiers name the first bad entry and why, and agree."""

import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ashibue_desk.domain import log_verification
from ashibue_desk.domain.handling_log import LogClass
from ashibue_desk.domain.log_seal import (
    CLOCK_TOLERANCE,
    SIGNED_CLASSES,
    LogCard,
    entry_hash,
    evolve,
    footer_code,
    mac_of,
)
from ashibue_desk.domain.log_verification import Flaw
from ashibue_desk.domain.sealed_entries import SealedEntry
from tests.helpers.sealed_logs import (
    CARD,
    HANDLER,
    OFFICER,
    MadeLog,
    judge,
    judge_alone,
    made_log,
    signing_key,
    stand_alone,
)

INSTANCES = int(os.environ.get("ASHIBUE_LOG_ATTACKS", "100"))
"""Of each class; the figure of the issue is 1,000."""
FORGERIES = 1_000
ALONE = 10
"""Every so many forgeries the stand-alone verifier is asked too: Ed25519 in Python alone takes its time."""


@dataclass
class Attack:
    """A falsified log, what is kept elsewhere, and what must be found where."""

    entries: Sequence[SealedEntry]
    seq: int
    flaws: set[Flaw]
    cards: tuple[LogCard, ...] = (CARD,)
    anchors: dict[int, str] = field(default_factory=dict)


def edited(dice: random.Random, entry: dict[str, Any]) -> dict[str, Any]:
    """Return the entry with one value changed to another of its kind."""
    name = dice.choice(sorted({*entry} - {"v", "seq", "extra", "epoch"}))
    value = entry[name]
    return {**entry, name: value + 1 if isinstance(value, int) else value + "x"}


def sealed_again(log: MadeLog, start: int, key: bytes, *, sign: bool = True) -> list[SealedEntry]:
    """Chain and seal everything from index ``start`` anew with ``key``; sign what the handler signs."""
    found = list(log.entries[:start])
    head = found[-1].hash if found else bytes(32)
    for one in log.entries[start:]:
        digest = entry_hash(head, one.entry)
        signature = one.signature
        if signature and sign and one.entry["actor_id"] == HANDLER:
            signature = log.keys[HANDLER].sign(b"ashibue log signature 1\x00" + digest)
        found.append(SealedEntry(one.entry, digest, mac_of(key, digest), signature))
        head, key = digest, evolve(key)
    return found


def edit(dice: random.Random, log: MadeLog) -> Attack:
    at = dice.randrange(1, len(log.entries))
    log.entries[at] = replace(log.entries[at], entry=edited(dice, dict(log.entries[at].entry)))
    return Attack(log.entries, at + 1, {Flaw.ALTERED, Flaw.FOREIGN})


def delete(dice: random.Random, log: MadeLog) -> Attack:
    at = dice.randrange(0, len(log.entries) - 1)
    del log.entries[at]
    return Attack(log.entries, at + 1, {Flaw.ORDER})


def insert(dice: random.Random, log: MadeLog) -> Attack:
    """An entry of the handler is put in, and everything behind it counted, chained and sealed anew."""
    at = dice.randrange(2, len(log.entries) - 1)
    extra = replace(log.entries[at], entry={**log.entries[at].entry, "extra": "", "act": "挿入"})
    log.entries.insert(at, extra)
    for place in range(at, len(log.entries)):
        one = log.entries[place]
        log.entries[place] = replace(one, entry={**one.entry, "seq": place + 1})
    return Attack(sealed_again(log, at, log.key), at + 1, {Flaw.SEAL})


def reorder(dice: random.Random, log: MadeLog) -> Attack:
    one, other = sorted(dice.sample(range(len(log.entries)), 2))
    log.entries[one], log.entries[other] = log.entries[other], log.entries[one]
    return Attack(log.entries, one + 1, {Flaw.ORDER})


def truncate_tail(dice: random.Random, log: MadeLog) -> Attack:
    """The head was printed, or lies in the keychain, or in a backup."""
    end = dice.randrange(1, len(log.entries))
    kept = {len(log.entries): dice.choice((log.head.hex(), footer_code(log.head)))}
    return Attack(log.entries[:end], end + 1, {Flaw.TAIL}, anchors=kept)


def truncate_and_continue(dice: random.Random, log: MadeLog) -> Attack:
    """The tail goes and the handler goes on with the present key, which is too new for the place."""
    end = dice.randrange(1, len(log.entries))
    cut = log.copy()
    cut.entries, cut.head = cut.entries[:end], cut.entries[end - 1].hash
    cut.sit_down(HANDLER)
    cut.write("use")
    return Attack(cut.entries, end + 1, {Flaw.SEAL})


def reseal(dice: random.Random, log: MadeLog) -> Attack:
    """CVE-2023-31439: seals are stripped, an old entry is changed, everything is sealed with the present key."""
    at = dice.randrange(1, len(log.entries))
    one = log.entries[at]
    log.entries[at] = replace(one, entry={**one.entry, "act": "別の行為"})
    return Attack(sealed_again(log, at, log.key), at + 1, {Flaw.SEAL})


def replace_unsealed(dice: random.Random, log: MadeLog) -> Attack:
    """From some entry on there are no seals, or a beginning of the handler's own accounts for them."""
    start = dice.randrange(1, len(log.entries))
    plain = [
        SealedEntry({name: one.entry[name] for name in ("seq", "at", "act", "actor_id")})
        for one in log.entries[start:]
    ]
    if dice.random() < 0.5:
        return Attack([*log.entries[:start], *plain], start + 1, {Flaw.UNSEALED})
    forged = log.copy()
    forged.entries = forged.entries[:start]
    forged.head = forged.entries[-1].hash
    forged.actor = HANDLER
    forged.open(LogCard(dice.randbytes(32)), reason=dice.choice(("begin", "card", "restored", "key-missing")))
    forged.write("use")
    return Attack(forged.entries, start + 1, {Flaw.NO_CARD})


def wrong_card(dice: random.Random, log: MadeLog) -> Attack:
    other = LogCard(dice.randbytes(32))
    cards = dice.choice(((other,), (CARD, other)))
    return Attack(log.entries, 0, {Flaw.WRONG_CARD}, cards=cards)


def splice(dice: random.Random, log: MadeLog) -> Attack:
    """Entries of another vault of the same people stand in the place of these."""
    other = made_log(dice, CARD, vault="b" * 32)
    start = dice.randrange(1, min(len(log.entries), len(other.entries)))
    return Attack(
        [*log.entries[:start], *other.entries[start:]], start + 1, {Flaw.FOREIGN, Flaw.ALTERED, Flaw.SESSION}
    )


def clock_back(dice: random.Random, log: MadeLog) -> Attack:
    """The clock is set back to give an act an older date, and the word of the program about it is left out."""
    log.now -= timedelta(minutes=dice.randint(30, 100_000))
    log.write(dice.choice(("use", "collection", "provision")))
    return Attack(log.entries, len(log.entries), {Flaw.CLOCK})


ATTACKS: tuple[Callable[[random.Random, MadeLog], Attack], ...] = (
    edit,
    delete,
    insert,
    reorder,
    truncate_tail,
    truncate_and_continue,
    reseal,
    replace_unsealed,
    wrong_card,
    splice,
    clock_back,
)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_every_attack_is_named_at_its_entry_by_both(attack: Callable[..., Attack]) -> None:
    for number in range(INSTANCES):
        dice = random.Random(f"{attack.__name__} {number}")
        made = attack(dice, made_log(dice, CARD).copy())
        report = judge(made.entries, made.cards, made.anchors)
        assert report.finding is not None, number
        assert (report.finding.seq, report.finding.flaw in made.flaws) == (made.seq, True), (number, report)
        alone = judge_alone(made.entries, made.cards, made.anchors)
        assert alone == (report.finding.seq, report.finding.flaw.value), number


def test_an_honest_log_holds_for_both() -> None:
    for number in range(INSTANCES):
        dice = random.Random(number)
        log = made_log(dice, CARD)
        anchors = {len(log.entries): footer_code(log.head), 2: log.entries[1].hash.hex()}
        report = judge(log.entries, (CARD,), anchors)
        assert report.holds
        assert report.with_card
        assert judge_alone(log.entries, (CARD,), anchors) is None


def test_nothing_is_never_fine() -> None:
    for cards in ((), (CARD,)):
        assert judge((), cards).finding is not None
        assert judge_alone((), cards) == (0, "nothing")


def test_a_colleague_cannot_be_forged_with_all_keys_but_theirs() -> None:
    """Proof 8: the forger seals rightly, in the present, and has any key but that of the colleague."""
    for number in range(FORGERIES):
        dice = random.Random(f"forge {number}")
        log = made_log(dice, CARD)
        honest = len(log.entries)
        victim = OFFICER
        how = number % 3
        if how == 0:  # in the forger's own session
            log.sit_down(HANDLER)
            log.write(dice.choice(("use", "collection")), actor_id=victim)
        else:
            log.keys[victim] = signing_key(f"forged {number}")
            if how == 1:  # in a session of the colleague's, signed with a key of the forger's
                log.sessions += 1
                log.actor, log.session = victim, f"{log.sessions:016x}"
                statement = MadeLog().signers
                log.write("access", {"session": {}, "signers": statement})
            else:  # with the new key stated first: the statement needs the officer or the card
                log.sit_down(HANDLER)
                log.sit_down(victim)
                log.write("use")
        finding = judge(log.entries, (CARD,)).finding
        assert finding is not None
        assert finding.flaw in {Flaw.SESSION, Flaw.SIGNATURE, Flaw.UNCONFIRMED}
        assert finding.seq > honest
        if number % ALONE == 0:
            assert judge_alone(log.entries, (CARD,)) == (finding.seq, finding.flaw.value)


def with_own_key(log: MadeLog, fresh: Ed25519PrivateKey, *, signed_with_it: bool = False) -> None:
    """Take a new key of the actor's own, in a line that the key before signs for."""
    old = log.keys[log.actor]
    log.keys[log.actor] = fresh
    statement = log.signers
    log.keys[log.actor] = fresh if signed_with_it else old
    log.write("administration", {"signers": statement, "own_key": True})
    log.keys[log.actor] = fresh


def test_somebody_takes_a_key_of_their_own_and_the_old_one_signs_nothing_more() -> None:
    """A one-time password and the keys under it are known to whoever gave it: the own password comes with new keys."""
    log = made_log(random.Random(7), CARD)
    log.sit_down(HANDLER)
    old, fresh = log.keys[HANDLER], Ed25519PrivateKey.generate()
    with_own_key(log, fresh)
    log.write("use")
    log.sit_down(OFFICER)
    log.sit_down(HANDLER)
    log.write("use")
    assert judge(log.entries, (CARD,)).finding is None
    assert judge_alone(log.entries, (CARD,)) is None
    log.keys[HANDLER] = old
    log.write("use")
    told = judge(log.entries, (CARD,)).finding
    assert told is not None
    assert told.flaw is Flaw.SIGNATURE
    assert judge_alone(log.entries, (CARD,)) == (told.seq, "signature")


def test_nobody_states_a_new_key_for_anybody_else_as_their_own() -> None:
    for forge in ("another", "with the new", "a role"):
        log = made_log(random.Random(8), CARD)
        log.sit_down(HANDLER)
        fresh = Ed25519PrivateKey.generate()
        if forge == "another":
            log.keys[OFFICER] = fresh
            log.write("administration", {"signers": log.signers, "own_key": True})
        elif forge == "with the new":
            with_own_key(log, fresh, signed_with_it=True)
        else:
            raised = [[*one[:2], "officer", one[3]] for one in log.signers]
            log.write("administration", {"signers": raised, "own_key": True})
        told = judge(log.entries, (CARD,)).finding
        assert told is not None, forge
        assert told.flaw is Flaw.SIGNATURE
        assert judge_alone(log.entries, (CARD,)) == (told.seq, "signature")


def test_both_verifiers_hold_the_log_to_the_same_rules() -> None:
    alone = stand_alone()
    assert set(LogClass) - SIGNED_CLASSES == {LogClass(alone.UNSIGNED_CLASS)}
    assert alone.ALWAYS_SIGNED == log_verification._ALWAYS_SIGNED
    assert alone.TRUSTED_OPENINGS == log_verification._TRUSTED_OPENINGS
    assert alone.CLOCK_TOLERANCE == CLOCK_TOLERANCE
