"""Making the process hard to look into: private umask, no core dumps, no debugger of the same account.

After KeePassXC's ``Bootstrap``. None of it holds against an administrator, and nothing is promised of it (docs/threats.md).
"""

import ctypes
import sys
from typing import Final

from ashibue_desk.files.private_files import use_private_umask

_PR_GET_DUMPABLE: Final = 3  # linux/prctl.h
_PR_SET_DUMPABLE: Final = 4
_PT_DENY_ATTACH: Final = 31  # macOS sys/ptrace.h


def harden_process() -> bool:
    """Harden this process as far as the system allows; return whether all of it was achieved.

    It is asked of the system afterwards where it can be asked. Call it first of all, before any secret is in memory.
    """
    use_private_umask()  # on Windows the access lists of private_files do its work
    if sys.platform == "win32":
        from ashibue_desk.files.windows_calls import close_process_to_others, silence_crash_boxes

        quiet, closed = silence_crash_boxes(), close_process_to_others()
    elif sys.platform == "darwin":
        quiet, closed = _forbid_core_dumps(), _deny_attach()
    else:
        closed = _set_undumpable()
        quiet = _forbid_core_dumps() and closed
    return quiet and closed


if sys.platform != "win32":

    def _forbid_core_dumps() -> bool:
        import resource

        try:
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        except (OSError, ValueError):
            return False
        return resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)


def _deny_attach() -> bool:
    """Have macOS refuse debuggers. Under one that is attached already, the process ends here, as intended."""
    try:
        return bool(ctypes.CDLL(None).ptrace(_PT_DENY_ATTACH, 0, None, 0) == 0)
    except (OSError, AttributeError):
        return False


def _set_undumpable() -> bool:
    """Have Linux refuse core dumps and ptrace: a pipe in core_pattern ignores RLIMIT_CORE, this it does not."""
    try:
        prctl = ctypes.CDLL(None, use_errno=True).prctl
    except (OSError, AttributeError):
        return False
    prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    return bool(prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0) == 0)
