"""Where the keyboard was, to return there once what came between is gone: a small form, a search, the page opened from here."""

from PySide6.QtCore import Qt
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
