"""A disk that is nearly full, so that every write that can fail does fail once.

As root on Linux it is a real file system of a few pages (tmpfs), and the error is ENOSPC. Elsewhere the process itself may write
no file beyond a size, and the error is EFBIG. The program has to treat both as "no room".
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BALLAST = ".ballast"


@dataclass(frozen=True)
class SmallDisk:
    """``path`` is the folder to write in; ``is_real`` tells a full file system from a limit on the size of files."""

    path: Path
    is_real: bool

    def leave(self, room: int) -> None:
        """Leave about ``room`` bytes to write (a file system counts in pages of 4 KiB); 0 leaves nothing."""
        if not self.is_real:
            _limit_files(room)
            return
        ballast = self.path / BALLAST
        ballast.unlink(missing_ok=True)
        state = os.statvfs(self.path)
        with ballast.open("wb") as file:
            file.write(b"\0" * max(0, state.f_bavail * state.f_frsize - room))

    def make_room(self) -> None:
        """Take the shortage away again, as somebody who deletes old files."""
        if self.is_real:
            (self.path / BALLAST).unlink(missing_ok=True)
        else:
            _limit_files(None)


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[SmallDisk]:
    """Give a disk of ``size`` bytes at ``folder`` (an empty folder, created if need be); it is gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    if _mount(folder, size):
        try:
            yield SmallDisk(folder, is_real=True)
        finally:
            # Lazily: a file that a failed test still holds open must not keep the mount.
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
        return
    try:
        _limit_files(size)
        yield SmallDisk(folder, is_real=False)
    finally:
        _limit_files(None)


def _mount(folder: Path, size: int) -> bool:
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", str(folder)]
    # A container may refuse mounts even to root; then the size of files is limited instead.
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _limit_files(size: int | None) -> None:
    import resource  # exists on POSIX only

    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard if size is None else size, hard))
