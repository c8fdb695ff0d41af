"""Where the keyboard was, to return there once what came between is gone: a small form, a search, the page opened from here."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class KeyboardPlace:
    """Remembers what had the keyboard inside a part of the window, and gives it back."""

    def __init__(self) -> None:
        self._widget: QWidget | None = None

    def remember(self, inside: QWidget) -> None:
        """Remember what has the keyboard now; what stands outside of ``inside`` is not remembered."""
        now = QApplication.focusWidget()
        self._widget = now if now is not None and (now is inside or inside.isAncestorOf(now)) else None

    def give_back(self) -> bool:
        """Give the keyboard back and forget the place; return whether it is still there to take it."""
        widget, self._widget = self._widget, None
        if widget is None or not isValid(widget) or not widget.isVisible() or not widget.isEnabled():
            return False
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


class KeyboardReturn(QObject):
    """Gives the keyboard back to a button that was disabled while its act was under way, once it is enabled again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: QWidget | None = None
        self._meanwhile: QWidget | None = None

    def watch(self, lost: QWidget, now: QWidget | None) -> None:
        """Wait for ``lost``; if the keyboard is no longer on ``now`` by then, somebody took it elsewhere."""
        self._forget()
        self._waiting, self._meanwhile = lost, now
        lost.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the keyboard back at the first chance."""
        if (
            event.type() == QEvent.Type.EnabledChange
            and watched is self._waiting
            and self._waiting.isEnabled()
        ):
            stayed = QApplication.focusWidget() is self._meanwhile
            widget = self._waiting
            self._forget()
            if stayed and widget.isVisible():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _forget(self) -> None:
        if self._waiting is not None and isValid(self._waiting):
            self._waiting.removeEventFilter(self)
        self._waiting = self._meanwhile = None
