"""kill -9 right before the n-th call by which a process changes anything on the disk, whatever made the call (Linux).

Counting calls of Python would take a whole commit of SQLite for one step: it writes page by page. Here the kernel stops the
process before each call that writes (a seccomp filter names these calls, ptrace does the rest), so that every two writes have a
kill between them. All other calls, thousands in one opening of a vault, run without a stop.
"""

import ctypes
import os
import platform
import signal
import struct
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Final

# linux/ptrace.h
_TRACEME, _GO_ON, _OPTIONS, _CALL_INFO = 0, 7, 0x4200, 0x420E
_STOP_WHERE_FILTERED, _KILL_WITH_ME = 0x80, 0x100000
_STOPPED_AT_CALL = signal.SIGTRAP | 7 << 8
_CREATES = os.O_CREAT
# linux/prctl.h, linux/seccomp.h, linux/filter.h: the number of a call is the first word that a filter can read.
_NO_NEW_PRIVILEGES, _SET_FILTER, _FILTER = 38, 22, 2
_READ_WORD, _SKIP_IF_EQUAL, _ANSWER = 0x20, 0x15, 0x06
_LET_RUN, _STOP = 0x7FFF0000, 0x7FF00000
# Which calls change files: name by number, and which argument is an open file (or, for openat, the flags).
_CALLS: Final[dict[int, str]] = {
    "x86_64": {
        **dict.fromkeys((1, 18, 20, 296), "write"),
        **dict.fromkeys((74, 75), "fsync"),
        **dict.fromkeys((77, 285), "truncate"),
        **dict.fromkeys((82, 264, 316), "rename"),
        **dict.fromkeys((83, 258), "mkdir"),
        **dict.fromkeys((84, 87, 263), "remove"),
        **dict.fromkeys((86, 265), "link"),
        76: "resize",
        257: "open",
    },
    "aarch64": {
        **dict.fromkeys((64, 66, 68, 70), "write"),
        **dict.fromkeys((82, 83), "fsync"),
        **dict.fromkeys((46, 47), "truncate"),
        **dict.fromkeys((38, 276), "rename"),
        45: "resize",
        34: "mkdir",
        35: "remove",
        37: "link",
        56: "open",
    },
}.get(platform.machine(), {})
_ON_OPEN_FILES = frozenset({"write", "fsync", "truncate"})


def killed_before(at: int, prepare: Callable[[], Callable[[], object]]) -> str:
    """Kill a fork before write ``at`` (from 1) of what ``prepare`` returns; return that write, empty if it came to its end.

    ``prepare`` runs in the fork and is not counted. Raises ``RuntimeError`` where the work itself fails.
    """
    child = os.fork()
    if child == 0:
        _work(prepare)
    _, status = os.waitpid(child, os.WUNTRACED)
    if not os.WIFSTOPPED(status):
        raise RuntimeError("the work failed before its first write")
    _ptrace(_OPTIONS, child, _STOP_WHERE_FILTERED | _KILL_WITH_ME)
    met, passed_on = 0, 0
    while True:
        _ptrace(_GO_ON, child, passed_on)
        _, status = os.waitpid(child, 0)
        if not os.WIFSTOPPED(status):
            if status:
                raise RuntimeError(f"the work failed: status {status}")
            return ""
        stopped_by = status >> 8  # a signal, or the trap of the filter
        passed_on = 0 if stopped_by == _STOPPED_AT_CALL else stopped_by
        write = "" if passed_on else _write(child)
        met += bool(write)
        if write and met == at:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return write


def _work(prepare: Callable[[], Callable[[], object]]) -> None:
    code = 1
    try:
        work = prepare()
        _ptrace(_TRACEME, 0, 0)
        _stop_at_writes()
        os.kill(os.getpid(), signal.SIGSTOP)
        work()
        code = 0
    except BaseException:  # noqa: BLE001 - whoever waits for the fork fails by its status
        traceback.print_exc()
    finally:
        os._exit(code)


def _stop_at_writes() -> None:
    """Have the kernel stop this process before the calls named above. A thread that made one would get an error instead."""
    steps = [(_READ_WORD, 0, 0, 0)]
    for left, number in zip(range(len(_CALLS), 0, -1), _CALLS, strict=True):
        steps.append((_SKIP_IF_EQUAL, left, 0, number))
    steps += [(_ANSWER, 0, 0, _LET_RUN), (_ANSWER, 0, 0, _STOP)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HP", len(steps), ctypes.addressof(code)))
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or library.prctl(_SET_FILTER, _FILTER, program):
        raise OSError(ctypes.get_errno(), "seccomp")


def _write(process: int) -> str:
    """Return what a stopped process is about to write, with the file; empty for an open that creates nothing."""
    told = ctypes.create_string_buffer(128)
    _ptrace(_CALL_INFO, process, ctypes.addressof(told), size=len(told))
    number, first, _, third = (
        int.from_bytes(told.raw[start : start + 8], "little") for start in (24, 32, 40, 48)
    )
    call = _CALLS.get(number, "")
    if call in _ON_OPEN_FILES:
        return f"{call} {Path(f'/proc/{process}/fd/{first}').readlink().name}"
    return "" if call == "open" and not third & _CREATES else call


def _ptrace(request: int, process: int, data: int, *, size: int = 0) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    number, address, pointer = ctypes.c_long(request), ctypes.c_void_p(size), ctypes.c_void_p(data)
    if library.ptrace(number, ctypes.c_long(process), address, pointer) < 0:
        raise OSError(ctypes.get_errno(), "ptrace")
