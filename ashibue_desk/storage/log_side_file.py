"""The log's next key, in a file of its own beside the database: so it is in no snapshot and in no backup.

Whoever finds an old key can seal anew everything after it (the flaw of CVE-2023-31439). So the file is overwritten in
place, twice, each time flushed to the disk: after a crash in between one of the two copies is whole, and afterwards the
old key stands in neither. What a drive keeps in worn cells is beyond a program (docs/threats.md).
"""

import os
import secrets
import struct
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ashibue_desk.files.os_errors import situation_of
from ashibue_desk.files.private_files import PRIVATE_FILE, flush_folder, flush_to_disk, read_limited
from ashibue_desk.files.situations import FileMissing, FileTooLarge, FileUnreadable
from ashibue_desk.storage.key_material import derive

FILE_NAME = "log-key"
_STATE = struct.Struct(">QQ32s32s")
_NONCE = 12
_COPY = _NONCE + _STATE.size + 16
_STRIDE = 4096  # each copy in a block of its own: a torn write spoils one


@dataclass(frozen=True, slots=True)
class SealState:
    """Where sealing stands: the last sealed entry, its hash, and the key of the next one."""

    epoch: int
    seq: int
    head: bytes
    key: bytes = field(repr=False)


class SideFile:
    """Reads and overwrites the file; it is sealed under the device secret of this PC."""

    def __init__(self, folder: Path, vault_id: str, device_secret: bytes) -> None:
        """Keep the file in the vault's ``folder``."""
        self.path = folder / FILE_NAME
        self._cipher = AESGCM(derive(device_secret, "log key", vault_id))

    def read(self) -> tuple[SealState, ...]:
        """Return the authentic copies, the newer first; none if there is no such file, or a pipe in its place."""
        try:
            data = read_limited(self.path, 2 * _STRIDE)
        except (FileMissing, FileUnreadable, FileTooLarge):
            return ()
        found = [state for at in (0, _STRIDE) if (state := self._open(data[at : at + _COPY])) is not None]
        return tuple(sorted(found, key=lambda state: (state.epoch, state.seq), reverse=True))

    def write(self, state: SealState, other: SealState | None = None) -> None:
        """Overwrite both copies with ``state``; raise what the disk refuses.

        ``other`` is kept beside it while it is not sure which of the two the next commit makes true.
        """
        copies = (self._sealed(state), self._sealed(other or state))
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        try:
            is_new = not self.path.exists()
            with os.fdopen(os.open(self.path, flags, PRIVATE_FILE), "r+b") as file:
                for at, copy in zip((0, _STRIDE), copies, strict=True):
                    file.seek(at)
                    file.write(copy.ljust(_STRIDE, b"\0"))
                    file.flush()
                    flush_to_disk(file.fileno())
            if is_new:
                flush_folder(self.path.parent)
        except OSError as error:
            raise situation_of(error, self.path) from error

    def _sealed(self, state: SealState) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        plain = _STATE.pack(state.epoch, state.seq, state.head, state.key)
        return nonce + self._cipher.encrypt(nonce, plain, None)

    def _open(self, copy: bytes) -> SealState | None:
        try:
            plain = self._cipher.decrypt(copy[:_NONCE], copy[_NONCE:], None)
        except (InvalidTag, ValueError):
            return None
        epoch, seq, head, key = _STATE.unpack(plain)
        return SealState(epoch, seq, head, key)
