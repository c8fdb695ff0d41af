"""One program per vault: a lock of the operating system, gone by itself when the process ends in whatever way."""

import contextlib
import os
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from ashibue_desk.files.os_errors import situation_of
from ashibue_desk.machine.situations import VaultInUse

LOCK_FILE: Final = "in-use.lock"
_PAUSE: Final = 0.05


class VaultLock:
    """A lock on a vault folder, held from ``acquire`` (or ``with``) to ``release`` or the end of the process."""

    def __init__(self, folder: Path, patience: float = 0.0) -> None:
        """Lock ``folder``, waiting up to ``patience`` seconds: a program restarting itself waits for the old process."""
        self._path = folder / LOCK_FILE
        self._patience = patience
        self._descriptors: tuple[int, ...] = ()

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return bool(self._descriptors)

    def acquire(self) -> None:
        """Take the lock. Raises ``VaultInUse``, or what the folder refuses (``FolderMissing``, ``FolderNotWritable``)."""
        if self.held:
            return
        deadline = time.monotonic() + self._patience
        while not self._try_once():
            if time.monotonic() >= deadline:
                raise VaultInUse
            time.sleep(_PAUSE)

    def release(self) -> None:
        """Let go; harmless when nothing is held. The empty file stays, since removing it would open a race."""
        descriptors, self._descriptors = self._descriptors, ()
        for descriptor in descriptors:
            os.close(descriptor)

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _try_once(self) -> bool:
        taken: list[int] = []
        try:
            for open_one in (self._open_folder, self._open_file):
                descriptor = open_one()
                if descriptor is None:
                    continue
                taken.append(descriptor)
                if not _lock(descriptor):
                    return False
        except OSError as error:
            raise situation_of(error, self._path) from error
        else:
            self._descriptors, taken = tuple(taken), []
            return True
        finally:
            for descriptor in taken:
                os.close(descriptor)

    def _open_folder(self) -> int | None:
        """Open the folder, which is locked too: the file alone could be removed, and another program take a new one.

        Windows refuses to remove a file that is open.
        """
        return None if sys.platform == "win32" else os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY)

    def _open_file(self) -> int:
        return os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o600)


def _lock(descriptor: int) -> bool:
    with contextlib.suppress(BlockingIOError, PermissionError):
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False
