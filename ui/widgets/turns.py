"""Building a page in turns: what is seen first at once, the rest piece by piece while the window already answers.

A page of two hundred widgets takes a tenth of a second to build and lay out. Nobody sees more than a screen of it at first,
and a key pressed meanwhile should be heard. So the work is a generator: each ``yield`` ends a turn of the event loop.
"""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer

_AFTER_PAINTING: Final = Qt.EventPriority.LowEventPriority.value - 1  # Qt asks for painting at the low one


class Turns(QObject):
    """Does one piece of work a turn, after everything that waits to be laid out, painted or answered.

    A timer alone would do it together with any other timer that is due, before what was built is painted.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Iterator[object] = iter(())
        self._is_done = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._take_turn)

    def begin(self, work: Iterator[object]) -> None:
        """Do ``work`` from the next turn on; what was left of earlier work is dropped."""
        self._work, self._is_done = work, False
        self._ask_for_turn()

    def _ask_for_turn(self) -> None:
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), _AFTER_PAINTING)

    def customEvent(self, _event: QEvent) -> None:
        """All is painted: keys that were pressed meanwhile come first, then the next piece."""
        if not self._is_done:
            self._timer.start()

    def _take_turn(self) -> None:
        self._ask_for_turn()
        self.step()

    def is_done(self) -> bool:
        """Return whether nothing is left."""
        return self._is_done

    def step(self) -> None:
        """Do the next piece now."""
        if next(self._work, self) is self:
            self.drop()

    def finish(self) -> None:
        """Do all that is left now: somebody needs what is not built yet."""
        while not self._is_done:
            self.step()

    def drop(self) -> None:
        """Leave the rest undone."""
        self._work, self._is_done = iter(()), True
        self._timer.stop()


def is_settled(root: QObject) -> bool:
    """Return whether everything in ``root`` that is built in turns is there."""
    return all(turns.is_done() for turns in root.findChildren(Turns))
