"""From an error number of the operating system to a situation with sentences."""

import errno
from pathlib import Path
from typing import Final

from ashibue_desk.domain.errors import Situation
from ashibue_desk.files.situations import DiskFull, DiskTrouble, FileLocked, FolderMissing, FolderNotWritable

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_MISSING: Final = frozenset({errno.ENOENT, errno.ENOTDIR})
_BUSY: Final = frozenset({errno.EBUSY, errno.ETXTBSY, errno.EAGAIN})
_WINDOWS_FULL: Final = frozenset({39, 112})  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
_WINDOWS_SHARING: Final = frozenset({32, 33})  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_WINDOWS_DENIED: Final = 5  # ERROR_ACCESS_DENIED: what MoveFileEx says of a target that is open


def is_sharing_violation(error: OSError) -> bool:
    """Whether Windows refused because another program holds the file, so that waiting helps."""
    number = getattr(error, "winerror", None)
    return number in _WINDOWS_SHARING or number == _WINDOWS_DENIED


def situation_of(error: OSError, path: Path, folder: Path | None = None) -> Situation:
    """Return the situation that ``error``, met while writing ``path`` in ``folder`` (its parent if not given), means."""
    folder = folder or path.parent
    number = getattr(error, "winerror", None)
    if number in _WINDOWS_FULL or error.errno in _FULL:
        return DiskFull()
    if number in _WINDOWS_SHARING or error.errno in _BUSY:
        return FileLocked(path)
    if error.errno in _FORBIDDEN:
        return FolderNotWritable(folder)
    if error.errno in _MISSING:
        return FolderMissing(folder)
    return DiskTrouble(folder)
