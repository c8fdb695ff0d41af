"""Files only their owner can read, written whole or not at all.

Every write goes to a temporary file in the same folder (owner only from its creation), is flushed to the disk,
takes the name of the old one in a single step, and the folder is flushed too. Whoever pulls the plug finds the
old file or the new one. A failed write leaves nothing behind; a killed process may leave a temporary file, which
``sweep_leftovers`` removes.
"""

import contextlib
import os
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO, BinaryIO, Final

from ashibue_desk.files import owner_only
from ashibue_desk.files.os_errors import is_sharing_violation, situation_of
from ashibue_desk.files.situations import FileLocked, FileMissing, FileTooLarge, FileUnreadable

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
PREVIOUS: Final = ".prev"
_TEMPORARY: Final = ".writing"
# Together two seconds: long enough for an antivirus scan of a small file, short enough to wait for.
_WINDOWS_PAUSES: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.62)
_COPY_BYTES: Final = 1 << 20

only_owner_can_read = owner_only.only_owner_can_read


def use_private_umask() -> None:
    """From now on whatever this process creates is for its owner alone, also files of libraries."""
    os.umask(0o077)


def make_private_folder(path: Path) -> Path:
    """Create ``path`` and the folders above it, for their owner alone, and return it.

    A folder that is there already is narrowed to its owner: this is for the program's own folders, never for one the user
    picked for paper or backups. Raises ``FolderNotWritable``, ``DiskFull``, ``FolderMissing``.
    """
    try:
        missing = [folder for folder in (path, *path.parents) if not folder.exists()]
        for folder in reversed(missing):
            with contextlib.suppress(FileExistsError):
                folder.mkdir(mode=PRIVATE_FOLDER)
        owner_only.keep_for_owner(path, PRIVATE_FOLDER)
    except OSError as error:
        raise situation_of(error, path, folder=path) from error
    return path


@contextlib.contextmanager
def writing_private(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write into that becomes ``path`` when the block ends well, and vanishes when it does not.

    Raises ``DiskFull``, ``FolderNotWritable``, ``FolderMissing``, ``FileLocked`` or ``DiskTrouble`` for what the disk
    refuses inside the block, so the block must do no file work of its own elsewhere.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}{_TEMPORARY}")
    try:
        try:
            with _create(temporary) as file:
                yield file
                file.flush()
                flush_to_disk(file.fileno())
            _take_the_name(temporary, path)
            flush_folder(path.parent)
        except OSError as error:
            raise situation_of(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_private(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data`` in one step: afterwards it holds the old bytes or all the new ones.

    Raises ``DiskFull``, ``FolderNotWritable``, ``FolderMissing``, ``FileLocked`` or ``DiskTrouble``; then the old file stands.
    """
    with writing_private(path) as file:
        file.write(data)


def copy_private(src: Path, dst: Path) -> None:
    """Copy ``src`` to ``dst`` in one step, for its owner alone. Raises as ``write_private``, and ``FileMissing``."""
    with open_regular(src) as source, writing_private(dst) as target:
        shutil.copyfileobj(source, target, _COPY_BYTES)


def read_limited(path: Path, max_bytes: int) -> bytes:
    """Return the whole file when it has at most ``max_bytes`` bytes.

    Raises ``FileMissing``, ``FileTooLarge``, or ``FileUnreadable`` (no right to read, a folder, a pipe, a device).
    """
    with open_regular(path) as file:
        try:
            data = file.read(max_bytes + 1)
        except OSError as error:
            raise FileUnreadable(path) from error
    if len(data) > max_bytes:
        raise FileTooLarge(path, max_bytes)
    return data


def replace_keeping_previous(path: Path, data: bytes, prove: Callable[[Path], None]) -> None:
    """Replace ``path`` and keep its predecessor as ``<name>.prev`` until ``prove(path)`` has returned.

    When ``prove`` raises, the predecessor is put back (or the new file removed when there was none) and its
    exception goes on. A process killed in between leaves both files; ``settle_previous`` decides then.
    """
    previous = path.with_name(path.name + PREVIOUS)
    had_one = path.exists()
    if had_one:
        copy_private(path, previous)
    try:
        write_private(path, data)
        prove(path)
    except BaseException:
        _put_back(path, previous if had_one else None)
        raise
    _forget(previous)


def settle_previous(path: Path, prove: Callable[[Path], None]) -> bool:
    """Finish a replacement that was cut short, and return whether there was one.

    When ``<name>.prev`` lies beside ``path``, ``prove(path)`` decides: the predecessor goes when it returns and comes
    back when it raises. Call it before the file is used, under the lock of the vault.
    """
    previous = path.with_name(path.name + PREVIOUS)
    if not previous.exists():
        return False
    try:
        prove(path)
    except Exception:  # noqa: BLE001 - whatever the proof found, the file is not proven
        _put_back(path, previous)
    else:
        _forget(previous)
    return True


def sha256_of(file: IO[bytes]) -> str:
    """Return the SHA-256, in hex, of what is still to be read of an open file."""
    digest = sha256()
    while piece := file.read(_COPY_BYTES):
        digest.update(piece)
    return digest.hexdigest()


def sweep_leftovers(folder: Path) -> int:
    """Remove the temporary files a killed process left in ``folder``; return how many. Call it under the vault's lock."""
    leftovers = [path for path in folder.glob(f".*{_TEMPORARY}") if path.is_file()]
    for path in leftovers:
        _forget(path)
    return len(leftovers)


def flush_to_disk(descriptor: int) -> None:
    """Have the disk keep what was written. macOS needs F_FULLFSYNC: its fsync stops at the drive's cache."""
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):  # network and FAT volumes do not know it
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Have the disk keep the names in ``folder``. Windows keeps them itself; some file systems know no such call."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            with contextlib.suppress(OSError):
                os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _create(path: Path) -> BinaryIO:
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(path, flags, PRIVATE_FILE), "w+b")


def _take_the_name(temporary: Path, path: Path) -> None:
    """``os.replace``, again after a pause when another program holds the file. Raises ``FileLocked`` at last."""
    for pause in (*_WINDOWS_PAUSES, None):
        try:
            os.replace(temporary, path)  # noqa: PTH105 - the call whose promise this module rests on
        except OSError as error:
            if not is_sharing_violation(error):
                raise
            if pause is None:
                raise FileLocked(path) from error
            time.sleep(pause)
        else:
            return


def open_regular(path: Path) -> BinaryIO:
    """Open an ordinary file for reading; never wait at a pipe, never follow into a device.

    Raises ``FileMissing`` or ``FileUnreadable``.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError as error:
        raise FileMissing(path) from error
    except OSError as error:
        raise FileUnreadable(path) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileUnreadable(path)
    return os.fdopen(descriptor, "rb")


def _put_back(path: Path, previous: Path | None) -> None:
    if previous is None:
        _forget(path)
        return
    try:
        _take_the_name(previous, path)
        flush_folder(path.parent)
    except OSError as error:
        raise situation_of(error, path) from error


def _forget(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        flush_folder(path.parent)
