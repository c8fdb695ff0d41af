"""Making the process hard to look into: private umask, no core dumps, no debugger of the same account.

After KeePassXC's ``Bootstrap``. None of it holds against an administrator; what was achieved is reported, shown in the
settings, and promised nowhere beyond that (docs/threats.md).
"""

import ctypes
import sys
from dataclasses import dataclass, fields
from typing import Final

from ashibue_desk.files.private_files import use_private_umask

_PR_GET_DUMPABLE: Final = 3  # linux/prctl.h
_PR_SET_DUMPABLE: Final = 4
_PT_DENY_ATTACH: Final = 31  # macOS sys/ptrace.h


@dataclass(frozen=True, slots=True)
class HardeningReport:
    """What was achieved, proven by asking the system afterwards where it can be asked."""

    private_files: bool  # new files are for their owner alone
    no_core_dumps: bool
    no_foreign_reading: bool  # another process of the same account may not read our memory

    @property
    def complete(self) -> bool:
        """Whether everything was achieved."""
        return all(getattr(self, one.name) for one in fields(self))

    def sentence(self) -> str:
        """Return one Japanese sentence for the settings page."""
        missing = [
            label
            for achieved, label in (
                (self.private_files, "作成するファイルの保護"),
                (self.no_core_dumps, "異常終了時のメモリ書き出しの禁止"),
                (self.no_foreign_reading, "ほかのソフトからのメモリ読み取りの制限"),
            )
            if not achieved
        ]
        if not missing:
            return "このパソコンで使える保護は、すべて働いています。"
        return f"このパソコンでは次の保護が働いていません：{'、'.join(missing)}。"


def harden_process() -> HardeningReport:
    """Harden this process as far as the system allows. Call it first of all, before any secret is in memory."""
    use_private_umask()  # on Windows the access lists of private_files do its work
    if sys.platform == "win32":
        from ashibue_desk.files.windows_calls import close_process_to_others, silence_crash_boxes

        quiet, closed = silence_crash_boxes(), close_process_to_others()
    elif sys.platform == "darwin":
        quiet, closed = _forbid_core_dumps(), _deny_attach()
    else:
        closed = _set_undumpable()
        quiet = _forbid_core_dumps() and closed
    return HardeningReport(private_files=True, no_core_dumps=quiet, no_foreign_reading=closed)


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
