"""Eleven ways to falsify the log, each many times: both verifiers name the first bad entry and why, and agree."""

import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ashibue_desk.domain.log_seal import (
    START,
    LogCard,
    canonical,
    entry_hash,
    evolve,
    footer_code,
    mac_of,
)
from ashibue_desk.domain.log_verification import (
    Finding,
    Flaw,
    LogVerifier,
    Notice,
    Standing,
    told_unsealed,
)
from ashibue_desk.domain.sealed_entries import SealedEntry
from tests.helpers.sealed_logs import (
    HANDLER,
    OFFICER,
    MadeLog,
    check_signature,
    judge,
    judge_alone,
    made_log,
    signing_key,
    take_at_once,
)

INSTANCES = int(os.environ.get("ASHIBUE_LOG_ATTACKS", "100"))
"""Of each class; the figure of the issue is 1,000."""
FORGERIES = 1_000
ALONE = 10
"""Every so many forgeries the stand-alone verifier is asked too: Ed25519 in Python alone takes its time."""
CARD = LogCard(bytes(range(32)))


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


def test_the_holder_of_the_card_confirms_a_new_key_and_a_new_beginning() -> None:
    log = made_log(random.Random(5), CARD)
    log.keys[OFFICER] = signing_key("after the recovery sheet")
    log.sit_down(OFFICER)
    assert judge(log.entries, (CARD,)).finding is not None
    seq, digest = len(log.entries), log.head
    log.write("administration", {"confirms": [[seq, LogCard(bytes(32)).confirmation(digest)]]})
    assert judge(log.entries, (CARD,)).finding is not None
    log.write("administration", {"confirms": [[seq, CARD.confirmation(digest)]]})
    assert judge(log.entries, (CARD,)).holds
    assert judge_alone(log.entries, (CARD,)) is None


def test_without_the_card_what_waits_for_it_is_told() -> None:
    log = made_log(random.Random(6), CARD)
    log.keys[OFFICER] = signing_key("after the recovery sheet")
    log.sit_down(OFFICER)
    report = judge(log.entries)
    assert report.holds
    assert not report.with_card
    assert (len(log.entries), Notice.UNCONFIRMED) in report.notices


def test_days_without_an_entry_are_accounted_for() -> None:
    log = made_log(random.Random(7), CARD)
    log.now += timedelta(days=5)
    accounted = log.copy()
    log.sit_down(HANDLER)
    assert judge(log.entries, (CARD,)).finding is not None
    assert judge_alone(log.entries, (CARD,)) == (len(log.entries), "quiet")
    accounted.sit_down(HANDLER, quiet=["2026-06-16", "2026-06-19"])
    assert judge(accounted.entries, (CARD,)).holds


def test_an_entry_that_no_program_writes_is_a_finding_and_no_crash() -> None:
    log = made_log(random.Random(8), CARD)
    last = log.entries[-1]
    for extra in ("[]", "{", '{"opening":3}', '{"confirms":[1]}', canonical({"session": 1})):
        log.entries[-1] = replace(last, entry={**last.entry, "extra": extra})
        finding = judge(log.entries, (CARD,)).finding
        assert finding is not None
        assert finding.seq == len(log.entries)
        alone = judge_alone(log.entries, (CARD,))
        assert alone is not None
        assert alone[0] == len(log.entries)


@pytest.mark.parametrize(
    "told",
    [{"epoch": 3}, {"epoch": 1}, {"previous": {"hash": START.hex(), "seq": 0}}],
    ids=["an epoch left out", "the same epoch again", "as if nothing stood before"],
)
def test_an_epoch_that_does_not_join_the_one_before_is_found(told: dict[str, Any]) -> None:
    log = made_log(random.Random(9), CARD)
    log.actor = OFFICER
    joined = log.copy()
    joined.open(CARD)
    assert judge(joined.entries, (CARD,)).holds
    log.open(CARD, **told)
    assert judge(log.entries, (CARD,)).finding == Finding(len(log.entries), Flaw.OPENING)
    assert judge_alone(log.entries, (CARD,)) == (len(log.entries), "opening")


def test_lines_from_before_the_sealing_are_those_that_the_opening_accounts_for() -> None:
    plain = [{"seq": seq, "act": "個人番号の表示", "actor_id": HANDLER} for seq in (1, 2, 3)]
    for kept, finding in (
        (plain, None),
        ([plain[0], {**plain[1], "act": "別の行為"}, plain[2]], (1, "unsealed")),
    ):
        log = MadeLog(entries=[SealedEntry(line) for line in kept])
        log.open(CARD, "begin", previous={"hash": START.hex(), "seq": 0}, unsealed=told_unsealed(plain))
        found = judge(log.entries, (CARD,)).finding
        assert (found and (found.seq, found.flaw.value)) == finding
        assert judge_alone(log.entries, (CARD,)) == finding


def test_a_session_begins_once() -> None:
    log = made_log(random.Random(10), CARD)
    log.write("access", {"session": {"device": "test"}})
    assert judge(log.entries, (CARD,)).finding == Finding(len(log.entries), Flaw.SESSION)
    assert judge_alone(log.entries, (CARD,)) == (len(log.entries), "session")


def test_within_a_session_time_never_runs_backwards() -> None:
    """The seconds since the start are counted apart from the clock, so no time server explains fewer of them."""
    log = made_log(random.Random(11), CARD)
    log.tick -= 11
    log.write("collection")
    assert judge(log.entries, (CARD,)).finding == Finding(len(log.entries), Flaw.CLOCK)
    assert judge_alone(log.entries, (CARD,)) == (len(log.entries), "clock")


def test_only_the_first_bad_entry_is_named() -> None:
    log = made_log(random.Random(12), CARD)
    verifier = LogVerifier(check_signature, (CARD,))
    assert verifier.take(log.entries[0])
    assert not verifier.take(log.entries[2])
    assert not verifier.take(log.entries[1]), "nothing after it is judged"
    assert not take_at_once(verifier, log.entries[1:])
    report = verifier.report()
    assert report.finding == Finding(2, Flaw.ORDER)
    assert report.entries == 1


def standing_after(log: MadeLog, end: int) -> Standing:
    """Return what a verification that held keeps of the first ``end`` entries."""
    last = log.entries[end - 1]
    entry = last.entry
    return Standing(
        seq=entry["seq"],
        head=last.hash,
        vault=entry["vault"],
        epoch=entry["epoch"],
        session=entry["session"],
        actor_id=entry["actor_id"],
        tick=entry["tick"],
        at=entry["at"],
        local_at=entry["local_at"],
        signers=tuple(tuple(signer) for signer in log.signers),
    )


def judge_on(entries: Sequence[SealedEntry], standing: Standing) -> LogVerifier:
    verifier = LogVerifier(check_signature, standing=standing)
    at_once = LogVerifier(check_signature, standing=standing)
    all(map(verifier.take, entries))
    take_at_once(at_once, entries)
    assert at_once.report() == verifier.report()
    return verifier


def test_a_verification_goes_on_where_a_former_one_ended() -> None:
    for number in range(10):
        log = made_log(random.Random(number), CARD)
        whole = judge(log.entries)
        for end in range(1, len(log.entries)):
            standing = standing_after(log, end)
            report = judge_on(log.entries[end:], standing).report()
            assert (report.holds, report.last_seq, report.head) == (True, whole.last_seq, whole.head)
            assert report.entries == len(log.entries) - end
            last = log.entries[-1]
            forged = [*log.entries[end:-1], replace(last, entry={**last.entry, "act": "別の行為"})]
            assert judge_on(forged, standing).report().finding == Finding(len(log.entries), Flaw.ALTERED)
            assert judge_on(log.entries[end - 1 :], standing).report().finding == Finding(end + 1, Flaw.ORDER)
            strange = replace(standing, head=START)
            assert judge_on(log.entries[end:], strange).report().finding == Finding(end + 1, Flaw.ALTERED)
