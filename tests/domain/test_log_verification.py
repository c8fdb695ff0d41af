"""What verification asks of a log beyond its seals: cards, days, epochs, sessions and time in order; it goes on where it ended."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ashibue_desk.domain.log_seal import START, LogCard, canonical
from ashibue_desk.domain.log_verification import Finding, Flaw, LogVerifier, Notice, Standing, told_unsealed
from ashibue_desk.domain.sealed_entries import SealedEntry
from tests.helpers.sealed_logs import (
    CARD,
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
