"""A backup's inside as a stream: a plain tar (POSIX.1-1988 ustar) made and read piece by piece.

``manifest.json`` and ``recovery.json`` hold keys and exist in memory only; of the three members only the
database, itself encrypted, ever touches the disk. So a killed or truncated backup leaves no plain text.
"""

import io
import tarfile
from collections.abc import Callable
from typing import BinaryIO

from ashibue_desk.storage.situations import BackupDamaged

MANIFEST = "manifest.json"
RECOVERY = "recovery.json"
DATABASE = "vault.db"
_BLOCK = tarfile.BLOCKSIZE
_MOST_SMALL_BYTES = 16 * 1024 * 1024


class TarSource(io.RawIOBase):
    """Reads as a tar of two small members and the database."""

    def __init__(self, manifest: bytes, recovery: bytes, database: BinaryIO, database_size: int) -> None:
        """Take the members; ``database`` stands at its beginning and is closed by the caller."""
        super().__init__()
        self._parts: list[BinaryIO] = [
            io.BytesIO(_header(MANIFEST, len(manifest)) + manifest + _padding(len(manifest))),
            io.BytesIO(_header(RECOVERY, len(recovery)) + recovery + _padding(len(recovery))),
            io.BytesIO(_header(DATABASE, database_size)),
            database,
            io.BytesIO(_padding(database_size) + bytes(2 * _BLOCK)),
        ]

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override] # narrower than Buffer
        """Fill ``buffer`` from the part at hand and return how many bytes; 0 at the end."""
        while self._parts:
            data = self._parts[0].read(len(buffer))
            if data:
                buffer[: len(data)] = data
                return len(data)
            self._parts.pop(0)
        return 0


class TarSink(io.RawIOBase):
    """Is written a tar and sorts its members: the small ones into memory, the database to ``on_database``.

    Raises ``BackupDamaged`` for anything that is not the three members in their order.
    """

    def __init__(self, on_database: Callable[[bytes], object]) -> None:
        """Hand each piece of the database to ``on_database`` as it comes."""
        super().__init__()
        self.small: dict[str, bytes] = {}
        self._on_database = on_database
        self._pending = b""
        self._name = ""
        self._left = 0  # of the member at hand
        self._skip = 0  # padding after it

    def write(self, data: "bytes | bytearray | memoryview") -> int:  # type: ignore[override] # narrower than Buffer
        """Take the next piece of the tar."""
        self._pending += bytes(data)
        while self._step():
            pass
        return len(data)

    @property
    def complete(self) -> bool:
        """Whether all three members came whole."""
        return self._name == DATABASE and self._left == 0 and set(self.small) == {MANIFEST, RECOVERY}

    def _step(self) -> bool:
        if self._left:
            return self._take_content()
        if self._skip:
            taken = min(self._skip, len(self._pending))
            self._pending = self._pending[taken:]
            self._skip -= taken
            return taken > 0
        if len(self._pending) < _BLOCK:
            return False
        block, self._pending = self._pending[:_BLOCK], self._pending[_BLOCK:]
        if block != bytes(_BLOCK):
            self._begin(block)
        return True

    def _take_content(self) -> bool:
        piece = self._pending[: self._left]
        if not piece:
            return False
        self._pending = self._pending[len(piece) :]
        self._left -= len(piece)
        if self._name == DATABASE:
            self._on_database(piece)
        else:
            self.small[self._name] += piece
        return True

    def _begin(self, block: bytes) -> None:
        try:
            member = tarfile.TarInfo.frombuf(block, "ascii", "strict")
        except (tarfile.HeaderError, UnicodeDecodeError):
            raise BackupDamaged from None
        expected = (
            {0: MANIFEST, 1: RECOVERY, 2: DATABASE}.get(len(self.small)) if self._name != DATABASE else None
        )
        most = _MOST_SMALL_BYTES if member.name != DATABASE else member.size
        # A size below zero, which a header can hold, would take everything after it into memory.
        if member.name != expected or not member.isreg() or not 0 <= member.size <= most:
            raise BackupDamaged
        self._name, self._left = member.name, member.size
        self._skip = len(_padding(member.size))
        if member.name != DATABASE:
            self.small[member.name] = b""


def _header(name: str, size: int) -> bytes:
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o600
    return member.tobuf(tarfile.USTAR_FORMAT)


def _padding(size: int) -> bytes:
    return bytes(-size % _BLOCK)
