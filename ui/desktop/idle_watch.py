"""Watches for hands at rest: after some minutes without input in the program, it asks for the lock.

Two clocks are compared, so that neither a sleeping PC (whose steady clock may stand still) nor a clock set back by hand
keeps the vault open.

Input is caught where it enters: at the windows, and at whatever has the keyboard, to which an input method speaks directly.
A filter on the whole application would see every event of every widget too, and make opening a page a third slower.
"""

import time
from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

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
        self._focused: QObject | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._find_windows)
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
        """Begin to watch every window of the program, those that come later within a second."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._find_windows)
            application.focusObjectChanged.connect(self._follow)
        self._find_windows()
        self._follow(QGuiApplication.focusObject())
        self._last = self._clock()
        self._timer.start()

    def stop(self) -> None:
        """Stop watching."""
        self._timer.stop()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.disconnect(self._find_windows)
            application.focusObjectChanged.disconnect(self._follow)
        for window in QGuiApplication.allWindows():
            window.removeEventFilter(self)
        self._follow(None)

    def _find_windows(self) -> None:
        """Watch the windows there are now: dialogs, menus and lists are windows of their own."""
        for window in QGuiApplication.allWindows():
            window.installEventFilter(self)  # a second time changes nothing

    def _follow(self, focused: QObject | None) -> None:
        """Watch what has the keyboard, and no longer what had it."""
        if self._focused is not None and isValid(self._focused):
            self._focused.removeEventFilter(self)
        self._focused = focused
        if focused is not None:
            focused.installEventFilter(self)

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
