"""How long the window's thread was busy at a stretch, so that no key was heard."""

import time
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

_BEAT: Final = 1  # milliseconds


class Heartbeat(QObject):
    """Beats whenever the window's thread is free; ``longest`` is the longest time it came late, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)
        self._timer.start(_BEAT)

    def beat(self) -> None:
        """The thread is free now."""
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last - _BEAT / 1000)
        self._last = now
