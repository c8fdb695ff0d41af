"""The sealed log: writing lines with their seals, verifying them in full, and the same by the stand-alone verifier."""

import hashlib
import hmac
import time
from pathlib import Path

from ashibue_desk.bootstrap import build_surroundings
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.log_seal import LogCard, canonical_entry
from ashibue_desk.domain.log_verification import LogVerifier
from ashibue_desk.storage.log_reading import read_rows, read_sealed
from ashibue_desk.storage.log_signatures import signature_is_right
from ashibue_desk.use_cases import log_seals
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.sample_office import build_office
from tests.bench.figures import Figure, once, seconds
from tests.helpers.sealed_logs import record_of, stand_alone

LINES = 20_000
SIGNED = 2_000


def measure(root: Path) -> list[Figure]:
    """Return the figures of one log."""
    surroundings = build_surroundings(root, quick=True, on_trial=True)
    desk = build_office(surroundings, root / "vault", Quiet(), workers=5).desk
    with desk.act():
        card = log_seals.begin_card(desk)
    unsigned = LINES / once(lambda: _write(desk, LogClass.COLLECTION, LINES))
    entries = list(read_sealed(desk.vault.log.connection))
    texts = [canonical_entry(sealed.entry).encode() for sealed in entries]
    floor = len(texts) / seconds(lambda: _bare(texts, card.key))
    verified = len(entries) / seconds(lambda: _verified(desk, card, len(entries)))
    count = len(entries)
    records = [record_of(sealed) for sealed in entries]
    alone = len(records) / once(lambda: _alone(records, card.key))
    signed = SIGNED / once(lambda: _write(desk, LogClass.USE, SIGNED))
    began = time.perf_counter()
    verifier = LogVerifier(signature_is_right, (card,))
    holds = all(map(verifier.take_rows, read_rows(desk.vault.log.connection)))
    each = (time.perf_counter() - began - count / verified) / SIGNED
    if not holds or verifier.report().entries != count + SIGNED:
        raise RuntimeError("the measured log does not hold")
    return [
        Figure("lines sealed in one act", f"{unsigned:,.0f}/s", "≥ 2,000/s", f"each signed {signed:,.0f}/s"),
        Figure(
            "log verified with the card",
            f"{verified:,.0f}/s",
            "≥ 50,000/s",
            f"floor {floor:,.0f}/s; a signature {each * 1e6:.0f} µs more",
        ),
        Figure(
            "  floor: bare SHA-256 and HMAC",
            f"{floor:,.0f}/s",
            "",
            "the same bytes from memory; a signed hash tree 1,750/s (Crosby, Wallach 2009)",
        ),
        Figure(
            "log verified stand-alone",
            f"{alone:,.0f}/s",
            "",
            "Python alone; a signature is milliseconds more",
        ),
    ]


def _write(desk: Desk, log_class: LogClass, lines: int) -> None:
    with desk.act():
        for number in range(lines):
            desk.log(LogLine(log_class=log_class, act="個人番号の登録", object_id=f"p{number}"))


def _verified(desk: Desk, card: LogCard, lines: int) -> None:
    verifier = LogVerifier(signature_is_right, (card,))
    if (
        not all(map(verifier.take_rows, read_rows(desk.vault.log.connection)))
        or verifier.report().entries != lines
    ):
        raise RuntimeError("the measured log does not hold")


def _bare(texts: list[bytes], key: bytes) -> None:
    """What any chain with seals has to do: hash and authenticate the same bytes, nothing read and nothing judged."""
    head = bytes(32)
    for text in texts:
        head = hashlib.sha256(head + text).digest()
        key = hashlib.sha256(key).digest()
        hmac.digest(key, head, "sha256")


def _alone(records: list[dict[str, object]], key: bytes) -> None:
    log = stand_alone().Log([key])
    for record in records:
        log.take(record)
