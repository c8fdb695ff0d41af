"""Wrong passwords: five free, then growing waits; each is remembered until the log takes it.

The file is sealed under the device secret, so that nobody can forge it; deleting it only shortens a wait at
the keyboard. What stops the thief of the file is the key derivation and the device secret.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ashibue_desk.files.private_files import read_limited, write_private
from ashibue_desk.files.situations import FileMissing, FileTooLarge, FileUnreadable
from ashibue_desk.storage.key_material import derive

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
_FILE_NAME = "failed-tries"
_MOST_BYTES = 1024 * 1024
_MOST_KEPT = 1000


@dataclass(frozen=True, slots=True)
class FailedTry:
    """One wrong password: when (UTC) and at whose name. What was typed is not kept.

    ``id`` tells whether the log has it already: the time does not, since somebody may set the clock back.
    """

    at: datetime
    user_id: str
    id: str


class FailedTries:
    """The wrong passwords at each name since it last opened the vault."""

    def __init__(self, folder: Path, vault_id: str, device_secret: bytes) -> None:
        """Read and write beside the vault in ``folder``."""
        self._path = folder / _FILE_NAME
        self._cipher = AESGCM(derive(device_secret, "failed tries", vault_id))

    def all(self) -> tuple[FailedTry, ...]:
        """Return the failures in order; a missing or foreign file counts as none."""
        try:
            data = read_limited(self._path, _MOST_BYTES)
            kept = json.loads(self._cipher.decrypt(data[:12], data[12:], None))
            return tuple(FailedTry(datetime.fromisoformat(at), user_id, id_) for at, user_id, id_ in kept)
        except (FileMissing, FileUnreadable, FileTooLarge, InvalidTag, ValueError):
            return ()

    def note(self, user_id: str, now: datetime) -> None:
        """Remember one more failure."""
        self._write((*self.all(), FailedTry(now, user_id, secrets.token_hex(8)))[-_MOST_KEPT:])

    def forget(self, user_id: str) -> None:
        """Start anew for one user after the log has taken the failures; nobody shortens a colleague's wait so."""
        kept = tuple(failed for failed in self.all() if failed.user_id != user_id)
        if kept:
            self._write(kept)
        else:
            self._path.unlink(missing_ok=True)

    def shut_until(self, user_id: str, now: datetime) -> datetime | None:
        """Return when the next try for ``user_id`` is accepted, or ``None`` if now. A clock set back does not help."""
        times = [failed.at for failed in self.all() if failed.user_id == user_id]
        over = len(times) - FREE_TRIES
        if over < 0:
            return None
        wait = min(FIRST_WAIT * (1 << min(over, 10)), LONGEST_WAIT)
        opens = max(times) + wait
        if now < max(times):
            return now + wait
        return opens if now < opens else None

    def _write(self, tries: tuple[FailedTry, ...]) -> None:
        nonce = secrets.token_bytes(12)
        plain = json.dumps([[failed.at.isoformat(), failed.user_id, failed.id] for failed in tries]).encode()
        write_private(self._path, nonce + self._cipher.encrypt(nonce, plain, None))
