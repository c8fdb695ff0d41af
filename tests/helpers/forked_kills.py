"""Hundreds of kills in a minute: a server that has everything imported forks the work, and kills the fork after a while.

A fork that gets SIGKILL ends as any process does: no handler runs, nothing is flushed. What it acknowledged with :func:`mark`
lies in a file it wrote to before, and that outlives it. The server is a process of its own, so that nothing of the test is forked.
"""

import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

_TREE = Path(__file__).resolve().parent.parent.parent
Work = Callable[..., None]
_marks: int = -1


def mark(text: str) -> None:
    """Acknowledge, from inside the work, that ``text`` has happened. One line."""
    os.write(_marks, text.encode() + b"\n")


@dataclass(frozen=True)
class Ended:
    """How the work ended: what it had acknowledged, whether it was killed, how long it ran in seconds, its traceback."""

    marks: tuple[str, ...]
    killed: bool
    seconds: float
    errors: str


class KillServer:
    """Runs the works of one script; use it as a context manager."""

    def __init__(self, script: Path) -> None:
        """Start ``script``, which ends in ``serve``."""
        self._process = subprocess.Popen(
            [sys.executable, str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=_TREE,
            env={**os.environ, "PYTHONPATH": str(_TREE)},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=60)
        self._process.stdout.close()

    def run(self, work: str, arguments: Sequence[str], folder: Path, *, kill_after: float = 120.0) -> Ended:
        """Do ``work`` with ``arguments`` and kill it after so many seconds; marks and errors go through ``folder``."""
        marks, errors = folder / "marks", folder / "errors"
        for path in (marks, errors):
            path.unlink(missing_ok=True)
        request = {
            "work": work,
            "arguments": list(arguments),
            "folder": str(folder),
            "kill_after": kill_after,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(request), file=self._process.stdin, flush=True)
        told = json.loads(self._process.stdout.readline())
        # A line that the kill cut short was never acknowledged.
        lines = marks.read_text().split("\n")[:-1] if marks.exists() else []
        return Ended(
            tuple(lines), told["killed"], told["seconds"], errors.read_text() if errors.exists() else ""
        )


def serve(works: Mapping[str, Work]) -> None:
    """Read requests from standard input until it ends; each is done in a fork."""
    for line in sys.stdin:
        request = json.loads(line)
        started = time.monotonic()
        child = os.fork()
        if child == 0:
            _work(works[request["work"]], request)
        killed = _kill_after(child, request["kill_after"])
        sys.stdout.write(json.dumps({"killed": killed, "seconds": time.monotonic() - started}) + "\n")
        sys.stdout.flush()


def _work(work: Work, request: dict[str, object]) -> None:
    global _marks  # noqa: PLW0603 - one work for each process
    folder = Path(str(request["folder"]))
    code = 1
    try:
        _marks = os.open(folder / "marks", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        arguments = request["arguments"]
        assert isinstance(arguments, list)
        work(*arguments)
        code = 0
    except BaseException:  # noqa: BLE001 - told to the test, which fails by it
        (folder / "errors").write_text(traceback.format_exc())
    finally:
        os._exit(code)


def _kill_after(child: int, seconds: float) -> bool:
    # The kernel waits, for the end of the child or for the moment of the kill. A signal of an earlier child may be pending.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        signal.sigtimedwait({signal.SIGCHLD}, left)
        ended, _ = os.waitpid(child, os.WNOHANG)
        if ended:
            return False
    os.kill(child, signal.SIGKILL)  # it is ours and not waited for yet, so the number cannot be another's
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
