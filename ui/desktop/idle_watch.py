"""Watches for hands at rest: after some minutes without input in the program, it asks for the lock.

Two clocks are compared, so that neither a sleeping PC (whose steady clock may stand still) nor a clock set back by hand
keeps the vault open.
"""

import time
from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

DEFAULT_MINUTES: Final = 10
SHORTEST: Final = 1
LONGEST: Final = 60
WARN_SECONDS: Final = 30
_HANDS: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class Moment(NamedTuple):
    """One moment on both clocks, in seconds: the wall's and the steady one."""

    wall: float
    steady: float


def now() -> Moment:
    """Return this moment on both clocks."""
    return Moment(time.time(), time.monotonic())


class IdleWatch(QObject):
    """``expired`` once the time is over; ``warned(seconds)`` each second of the last thirty; ``continued`` when hands return."""

    expired = Signal()
    warned = Signal(int)
    continued = Signal()
    ticked = Signal(int)

    def __init__(self, parent: QObject | None = None, *, clock: Callable[[], Moment] = now) -> None:
        super().__init__(parent)
        self._clock = clock
        self._minutes = DEFAULT_MINUTES
        self._last = clock()
        self._warning = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)

    @property
    def minutes(self) -> int:
        """Return after how many minutes the vault locks."""
        return self._minutes

    def set_minutes(self, minutes: int) -> None:
        """Lock after ``minutes``, kept within 1–60."""
        self._minutes = min(LONGEST, max(SHORTEST, minutes))
        self.carry_on()

    def start(self) -> None:
        """Begin to watch every window of the program."""
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._last = self._clock()
        self._timer.start()

    def stop(self) -> None:
        """Stop watching."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._timer.stop()

    def carry_on(self) -> None:
        """Count from now again (the button 「続ける」)."""
        self._last = self._clock()
        if self._warning:
            self._warning = False
            self.continued.emit()

    def seconds_left(self) -> int:
        """Return the seconds until the lock by the clock that has gone further."""
        moment = self._clock()
        gone = max(moment.wall - self._last.wall, moment.steady - self._last.steady, 0.0)
        return max(0, round(self._minutes * 60 - gone))

    def look(self) -> None:
        """Look at the clocks; called each second and at every input."""
        left = self.seconds_left()
        if left <= 0:
            self._timer.stop()
            self.expired.emit()
            return
        if left <= WARN_SECONDS:
            self._warning = True
            self.warned.emit(left)
        self.ticked.emit(left)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count from now at every input, unless the time was already over (the PC had slept)."""
        if event.type() in _HANDS and self._timer.isActive():
            if self.seconds_left() <= 0:
                self.look()
            else:
                self.carry_on()
        return False
