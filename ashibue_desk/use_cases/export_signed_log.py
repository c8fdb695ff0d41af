"""A signed copy of the whole log for an auditor, who checks it with the stand-alone verifier and needs no vault."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.log_seal import canonical
from ashibue_desk.domain.sealed_entries import SealedEntry
from ashibue_desk.files.private_files import writing_private
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Progress, Quiet
from ashibue_desk.use_cases.reauthentication import Sensitive, reauthenticate
from ashibue_desk.use_cases.situations import StoppedByHand
from ashibue_desk.use_cases.verify_log import MAY_VERIFY

FORMAT = "ashibue-desk log export 1"
_SIGNED = b"ashibue log export 1\x00"
_EVERY = 2_000


def export_signed_log(desk: Desk, target: Path, password: str, progress: Progress | None = None) -> Done[int]:
    """Write every entry with its seals as JSON Lines into ``target``, signed at the end; return how many entries.

    Raises ``NotYourDuty``, ``WrongPassword``, ``MustWait``, ``StoppedByHand`` or what the disk refuses; then no file is left.
    """
    desk.require(*MAY_VERIFY)
    reauthenticate(desk, Sensitive.EXPORT, password)
    told = progress or Quiet()
    with desk.act():
        desk.log(
            LogLine(
                log_class=LogClass.USE,
                act="取扱記録簿の書き出し(署名つき)",
                count=max(1, desk.vault.log.last_seq()),
                object_label=target.name,
            )
        )
    with desk.vault.reading(), writing_private(target) as file:
        whole, head, count = hashlib.sha256(), b"", 0
        for line, sealed in _lines(desk):
            file.write(line)
            whole.update(line)
            if sealed is not None:
                head, count = sealed.hash or head, count + 1
                if count % _EVERY == 0:
                    told.report(count, desk.vault.log.last_seq(), "記録を書き出しています")
                    if told.should_stop():
                        raise StoppedByHand
        signature = desk.keys.signing.sign(_SIGNED + whole.digest())
        end = {
            "kind": "end",
            "count": count,
            "head": head.hex(),
            "digest": whole.hexdigest(),
            "signer": desk.actor.user_id,
            "signature": signature.hex(),
        }
        file.write(_line(end))
    return Done(count, Changed.LOG)


def _lines(desk: Desk) -> Iterator[tuple[bytes, SealedEntry | None]]:
    from ashibue_desk.storage.log_reading import read_sealed

    header = {"kind": "header", "format": FORMAT, "vault": desk.header.vault_id, "made_at": desk.now()}
    yield _line(header), None
    for sealed in read_sealed(desk.vault.log.connection):
        yield _line(_record(sealed)), sealed


def _record(sealed: SealedEntry) -> dict[str, Any]:
    record: dict[str, Any] = {"kind": "entry", "entry": sealed.entry}
    if sealed.hash:
        record |= {
            "hash": sealed.hash.hex(),
            "mac": sealed.mac.hex(),
            "signature": sealed.signature.hex(),
        }
    return record


def _line(value: dict[str, Any]) -> bytes:
    return f"{canonical(value)}\n".encode("utf-8", "surrogatepass")
