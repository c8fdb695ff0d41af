"""Memory that the system does not let a process lock: most of what locking costs the tests is gone, and none of what it is for.

SQLCipher locks each value it holds and unlocks it afterwards (``cipher_memory_security``): some ten thousand calls of the
system a test, a fifth of the time of all tests and two fifths of that of the kills. An account may be without the right to
it; then the same calls are made and refused at once, and the vault works as well. ``tests/storage/test_connection.py`` shows in
a process of its own that memory is locked where it may be.
"""

import ctypes
import sys
from typing import Final

_VERSION_3: Final = 0x20080522  # linux/capability.h
_MAY_LOCK: Final = 1 << 14  # CAP_IPC_LOCK
_SETS: Final = 3  # effective, permitted, inheritable, for each 32 capabilities


def have_no_memory_locked() -> None:
    """Give up the right to lock memory, for this process and its forks (Linux; elsewhere nothing happens)."""
    if sys.platform != "linux":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_MEMLOCK)
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, most))
    library = ctypes.CDLL(None)  # root may lock whatever the limit says
    header, held = (ctypes.c_uint32 * 2)(_VERSION_3, 0), (ctypes.c_uint32 * (2 * _SETS))()
    if library.capget(header, held) == 0:  # where a sandbox refuses either call, the tests only take longer
        for each in range(_SETS):
            held[each] &= ~_MAY_LOCK
        library.capset(header, held)


def let_memory_be_locked() -> None:
    """Take back as much of it as a new process of this account may have."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_MEMLOCK)
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (most, most))
