"""Bulk work: long runs of unsigned entries, which the verifier takes at once when nothing but hashes and seals is to be judged."""

from dataclasses import replace
from typing import Any

import pytest

from ashibue_desk.domain.log_seal import ENTRY_NAMES, LogCard, footer_code
from ashibue_desk.domain.log_verification import Finding, Flaw, LogVerifier
from ashibue_desk.domain.sealed_entries import SealedEntry
from tests.helpers.sealed_logs import HANDLER, MadeLog, check_signature, judge, judge_alone, take_at_once

CARD = LogCard(bytes(range(32)))


def bulk_work(**odd: Any) -> MadeLog:
    """Return a log with forty entries of collection; the 21st is sealed with what ``odd`` says."""
    log = MadeLog()
    log.open(CARD)
    for number in range(2, 42):
        log.write(**{"log_class": "collection", **(odd if number == 21 else {})})
    return log


@pytest.mark.parametrize("name", [*ENTRY_NAMES, "hash", "mac"])
def test_every_changed_value_is_found_at_its_entry(name: str) -> None:
    log = bulk_work()
    one = log.entries[20]
    if name in ENTRY_NAMES:
        value = one.entry[name]
        told = {**one.entry, name: value + 1 if isinstance(value, int) else f"{value}x"}
        log.entries[20] = replace(one, entry=told)
    else:
        log.entries[20] = replace(one, **{name: bytes(32)})
    finding = judge(log.entries, (CARD,)).finding
    assert finding is not None
    assert finding.seq == 21
    assert judge_alone(log.entries, (CARD,)) == (21, finding.flaw.value)


@pytest.mark.parametrize(
    ("odd", "flaw"),
    [
        ({"tick": 5}, Flaw.CLOCK),
        ({"at": "2026-06-14T00:00:00+00:00"}, Flaw.CLOCK),
        ({"log_class": "use"}, Flaw.UNSIGNED),
        ({"session": "f" * 16}, Flaw.SESSION),
        ({"actor_id": HANDLER}, Flaw.SESSION),
        ({"vault": "b" * 32}, Flaw.FOREIGN),
        ({"epoch": 2}, Flaw.FOREIGN),
        ({"tick": "5"}, Flaw.ALTERED),
        ({"extra": {"session": {}}}, Flaw.SESSION),
        ({"extra": ["rows"]}, Flaw.ALTERED),
    ],
)
def test_what_is_sealed_with_the_right_keys_is_judged_all_the_same(odd: dict[str, Any], flaw: Flaw) -> None:
    """Whoever holds the key of a place can seal there what no program of ours writes."""
    log = bulk_work(**odd)
    log.entries[20] = replace(log.entries[20], signature=b"")
    assert judge(log.entries, (CARD,)).finding == Finding(21, flaw)
    assert judge_alone(log.entries, (CARD,)) == (21, flaw.value)


def test_a_page_printed_meanwhile_is_compared() -> None:
    log = bulk_work()
    codes = [footer_code(one.hash) for one in log.entries]
    assert judge(log.entries, (CARD,), {21: codes[20]}).holds
    assert judge(log.entries, (CARD,), {21: codes[21]}).finding == Finding(21, Flaw.ANCHOR)


def test_nothing_is_taken_before_an_epoch_began() -> None:
    log = MadeLog()
    log.write("collection", vault="", epoch=0, session="", actor_id="")
    assert judge(log.entries).finding == Finding(1, Flaw.FOREIGN)


def test_it_is_taken_at_once_and_the_rest_is_left_to_the_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[SealedEntry] = []
    take = LogVerifier.take

    def noted(verifier: LogVerifier, sealed: SealedEntry) -> bool:
        judged.append(sealed)
        return take(verifier, sealed)

    monkeypatch.setattr(LogVerifier, "take", noted)
    log = bulk_work()
    log.write("use")
    assert take_at_once(LogVerifier(check_signature, (CARD,)), log.entries)
    assert judged == [log.entries[0], log.entries[-1]]
