"""How far long work is, and whether somebody asked it to stop. Shared between the vault thread and the window."""

from threading import Event
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, Signal

_EVERY: Final = 0.05  # seconds between two reports: more often nobody can read


class Progress(QObject):
    """Handed to long work. ``report`` and ``should_stop`` may be called from the vault thread, the rest from the window.

    ``reported(done, total, text)`` and ``finished()`` arrive in the window's thread.
    """

    reported = Signal(int, int, str)
    finished = Signal()

    def __init__(self, title: str, parent: QObject | None = None, *, stoppable: bool = True) -> None:
        super().__init__(parent)
        self.title = title
        self.stoppable = stoppable
        self._stop = Event()
        self._last = 0.0

    def report(self, done: int, total: int, text: str = "") -> None:
        """Tell how far the work is; reports that come too fast are dropped, the last one never is."""
        now = monotonic()
        if now - self._last >= _EVERY or done >= total:
            self._last = now
            self.reported.emit(done, total, text)

    def should_stop(self) -> bool:
        """Return whether somebody asked to stop; the work then leaves nothing half done."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask the work to stop."""
        self._stop.set()

    def finish(self) -> None:
        """Tell that the work is over, in whatever way."""
        self.finished.emit()
