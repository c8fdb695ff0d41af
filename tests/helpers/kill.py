"""Kill a Python script as a power cut would, at a moment the test chooses, and learn what it had acknowledged before.

The script tells of its progress with :func:`mark`; a mark reaches the test even when the script dies right after it, because
the pipe outlives the writer. So a crash test reads: whatever was marked as done must still be there.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

_TREE = Path(__file__).resolve().parent.parent.parent


def mark(text: str) -> None:
    """Tell the test, from inside the script, that ``text`` has happened. One line, unbuffered."""
    os.write(1, text.encode() + b"\n")


@dataclass(frozen=True)
class Ended:
    """How the script ended: the marks it made, in order; whether it was killed; its exit code and error text."""

    marks: tuple[str, ...]
    killed: bool
    exit_code: int
    errors: str


def run_and_kill(
    script: Path | str,
    arguments: Sequence[str] = (),
    *,
    at_mark: str | None = None,
    after_seconds: float = 0.0,
    environment: Mapping[str, str] | None = None,
    limit_seconds: float = 60.0,
) -> Ended:
    """Run ``script`` (a file, or Python source text) and kill it with SIGKILL.

    The kill comes ``after_seconds`` after the mark ``at_mark`` was read, or after the start when no mark is named. A
    script that ends by itself before that is not killed; look at ``Ended.killed``. ``TimeoutError`` if the mark does not come
    within ``limit_seconds`` while the script is still running.
    """
    command = [sys.executable, *([str(script)] if isinstance(script, Path) else ["-c", script]), *arguments]
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=_TREE,
        env={**os.environ, "PYTHONPATH": str(_TREE), **(environment or {})},
        start_new_session=True,
    )
    pipes = _Pipes(child)
    try:
        if at_mark is not None:
            pipes.wait_for(at_mark, limit_seconds)
        killed = _kill_after(child, after_seconds)
    finally:
        child.kill()
        marks, errors = pipes.rest()
    return Ended(marks, killed, child.returncode, errors)


def run_to_the_end(
    script: Path | str, arguments: Sequence[str] = (), *, limit_seconds: float = 60.0
) -> Ended:
    """Run ``script`` without killing it, to learn which marks a whole run makes and how long it takes."""
    ended = run_and_kill(script, arguments, after_seconds=limit_seconds)
    if ended.killed:
        raise TimeoutError(f"the script did not end in {limit_seconds} s; marks: {ended.marks}")
    return ended


def _kill_after(child: "subprocess.Popen[bytes]", seconds: float) -> bool:
    try:
        child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
        return True
    return False


class _Pipes:
    """Reads both pipes of a script in threads, so that a full pipe never holds the script up."""

    def __init__(self, child: "subprocess.Popen[bytes]") -> None:
        self._child = child
        self._lines: SimpleQueue[str | None] = SimpleQueue()
        self._seen: list[str] = []
        self._errors = b""
        self._threads = [
            threading.Thread(target=work, daemon=True) for work in (self._read_marks, self._read_errors)
        ]
        for thread in self._threads:
            thread.start()

    def _read_marks(self) -> None:
        assert self._child.stdout is not None
        with self._child.stdout as pipe:
            for line in pipe:
                # A line cut off by the kill was never acknowledged.
                if line.endswith(b"\n"):
                    self._lines.put(line.decode().rstrip("\n"))
        self._lines.put(None)

    def _read_errors(self) -> None:
        assert self._child.stderr is not None
        with self._child.stderr as pipe:
            self._errors = pipe.read()

    def wait_for(self, text: str, limit_seconds: float) -> None:
        """Return once the mark ``text`` was read, or the script has closed its pipe."""
        until = time.monotonic() + limit_seconds
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                raise TimeoutError(f"no mark {text!r} in {limit_seconds} s; seen: {self._seen}") from None
            if line is None:
                self._lines.put(None)
                return
            self._seen.append(line)
            if line == text:
                return

    def rest(self) -> tuple[tuple[str, ...], str]:
        """Return all marks and the error text of a script that has ended."""
        self._child.wait()
        for thread in self._threads:
            thread.join()
        while (line := self._lines.get()) is not None:
            self._seen.append(line)
        return tuple(self._seen), self._errors.decode(errors="replace")
