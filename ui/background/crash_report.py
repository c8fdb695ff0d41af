"""Our own bugs: recorded without a word of anybody's data, and told calmly.

The text of an exception may hold what somebody typed. So only its type and the places in the code are written.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QObject, Signal

LOG: Final = logging.getLogger("ashibue_desk.ui")
SENTENCE: Final = (
    "プログラムの不具合が起きました。この操作は行われていません。保管庫の内容はそのまま守られています。\n"
    "もう一度お試しください。くり返すときは、プログラムを閉じて開き直してください。"
)


def outline(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return the exception's type and the places it came through: file name, line, function. No values."""
    places = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)
    ]
    return " < ".join([kind.__name__, *reversed(places)])


class CrashReport(QObject):
    """Takes bugs from any thread. ``happened(sentence)`` arrives in the window's thread for whoever shows it."""

    happened = Signal(str)

    def take(self, error: BaseException) -> None:
        """Record a bug and tell about it. May be called from any thread."""
        LOG.error("bug: %s", outline(type(error), error.__traceback__))
        self.happened.emit(SENTENCE)

    def install(self) -> Callable[[], None]:
        """Catch what nobody caught, in every thread; return a function that puts the old hooks back."""
        before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        sys.unraisablehook = _noted

        def put_back() -> None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = before

        return put_back

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        LOG.error("bug: %s", outline(kind, trace))
        self.happened.emit(SENTENCE)

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        LOG.error("bug: %s", outline(caught.exc_type, caught.exc_traceback))
        self.happened.emit(SENTENCE)


def _noted(ignored: "sys.UnraisableHookArgs") -> None:
    """Write down what Python could raise nowhere: as an object goes, say. Nothing failed for anybody, so nobody is told.

    Python's own hook prints the text of the exception, and a desktop keeps in a log what its programs print.
    """
    LOG.error("bug: %s", outline(ignored.exc_type, ignored.exc_traceback))
