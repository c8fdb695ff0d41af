"""Lines that leave no trace of what is typed: no input method, no learning, no copy, no selection for others, no undo, no drag,
nothing for programs that read the screen aloud.

The input method is switched off by answering ``ImEnabled`` with no: an attribute or hints alone leave Qt 6 composing, and
``setEchoMode`` puts the attribute back.
"""

from functools import cache
from operator import methodcaller
from typing import Any, Final

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme.by_name import set_by_name

HINTS: Final = "ImhHiddenText|ImhSensitiveData|ImhNoPredictiveText|ImhNoAutoUppercase"
"""What an input method is told of such a field, by the names of Qt's values."""
_CARRIES_OUT: Final = ("Copy", "Cut", "Undo", "Redo", "DeleteEndOfLine", "DeleteCompleteLine")
_BRINGS_TEXT: Final = (QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod, QEvent.Type.MouseButtonPress)
"""Before a key, a commit of an input method and a paste with the middle button: what a line cannot be filled without."""
_MARKS: Final = True
_SELECTS: Final = {
    "SelectAll": methodcaller("selectAll"),
    "SelectNextChar": methodcaller("cursorForward", _MARKS),
    "SelectPreviousChar": methodcaller("cursorBackward", _MARKS),
    "SelectNextWord": methodcaller("cursorWordForward", _MARKS),
    "SelectPreviousWord": methodcaller("cursorWordBackward", _MARKS),
    "SelectStartOfLine": methodcaller("home", _MARKS),
    "SelectStartOfBlock": methodcaller("home", _MARKS),
    "SelectEndOfLine": methodcaller("end", _MARKS),
    "SelectEndOfBlock": methodcaller("end", _MARKS),
}
_KINDS: Final = ("TracelessLine", "TracelessText")
_KEEPS_SELECTION: Final = ("Key_Up", "Key_Down", "Key_Direction_L", "Key_Direction_R")


class TracelessLine(QLineEdit):
    """One line. Paste is allowed, everything that carries the text out is not."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_by_name(self, "inputMethodHints", HINTS)
        set_by_name(self, "contextMenuPolicy", "NoContextMenu")
        self.setDragEnabled(False)
        self.setAcceptDrops(False)

    def inputMethodQuery(self, query: "QtCore.Qt.InputMethodQuery", argument: Any = None) -> Any:
        """Say that no input method is wanted here, and give away none of the text."""
        if is_about_text(query):
            return told_of_text(query)
        return (
            super().inputMethodQuery(query) if argument is None else super().inputMethodQuery(query, argument)
        )

    def event(self, event: QEvent) -> bool:
        """Keep shortcuts that copy or undo away from the line, and whoever listens away from what is about to be typed."""
        if event.type() in _BRINGS_TEXT:
            keep_unheard()
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _carries_out(event)
        ):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type and select, but never copy, cut, undo or redo."""
        if _carries_out(event) or (self._is_shown() and self._has_selected(event)):
            return
        super().keyPressEvent(event)

    def _is_shown(self) -> bool:
        return self.echoMode() is QLineEdit.EchoMode.Normal

    def _has_selected(self, event: QKeyEvent) -> bool:
        """Select in place of Qt: after a key, it hands what is selected to the primary selection, readable by everyone."""
        keys = QtGui.QKeySequence.StandardKey
        for name, select in _SELECTS.items():
            if event.matches(getattr(keys, name)):
                select(self)
                return True
        keeps = any(event.key() == getattr(QtCore.Qt.Key, name) for name in _KEEPS_SELECTION)
        if keeps and self.hasSelectedText():
            event.ignore()
            return True
        return False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """On X11 a selection made with the mouse would become the primary selection, readable by everyone."""
        if event.button() == QtCore.Qt.MouseButton.LeftButton:
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select all without handing it to the primary selection."""
        self.selectAll()
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        if event.reason() not in (
            QtCore.Qt.FocusReason.PopupFocusReason,
            QtCore.Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.left.emit()

    def setText(self, text: str | None) -> None:
        """Show a text that was not typed, unheard as well."""
        if text:
            keep_unheard()
        super().setText(text)

    def wipe(self) -> None:
        """Empty the line and its history."""
        self.setText("")  # setText, unlike clear, also drops the undo history
        self.setModified(False)


def is_about_text(query: "QtCore.Qt.InputMethodQuery") -> bool:
    """Return whether an input method asks for the text, or whether it is wanted at all."""
    queries = QtCore.Qt.InputMethodQuery
    return query in (
        queries.ImEnabled,
        queries.ImSurroundingText,
        queries.ImCurrentSelection,
        queries.ImTextBeforeCursor,
        queries.ImTextAfterCursor,
    )


def told_of_text(query: "QtCore.Qt.InputMethodQuery") -> bool | str:
    """Return the answer: it is not wanted, and there is no text."""
    return False if query == QtCore.Qt.InputMethodQuery.ImEnabled else ""


def _carries_out(event: QKeyEvent) -> bool:
    keys = QtGui.QKeySequence.StandardKey
    return any(event.matches(getattr(keys, name)) for name in _CARRIES_OUT)


@cache
def keep_unheard() -> None:
    """Have Qt tell those who read the screen aloud that the field is there, and nothing of what stands in it.

    By itself it tells them each letter as it is typed, and the whole text as it is wiped, of hidden passwords too: on Linux
    by messages on a bus that every program of the session can listen to. It is asked for with the first key, not with the
    first line: to make ``QAccessible`` ready takes 5 of the 150 ms to the unlock screen.
    """
    from PySide6.QtCore import QLoggingCategory
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QAccessibleWidget

    class Unheard(QAccessibleWidget):
        """A field for a password, by its name alone."""

        def state(self) -> QAccessible.State:
            state = super().state()
            state.editable = state.passwordEdit = True
            return state

    def made(kind: str, widget: QObject) -> QAccessibleWidget | None:
        if kind not in _KINDS or not isinstance(widget, QWidget):
            return None
        return Unheard(widget, QAccessible.Role.EditableText)

    _forget_told_of()
    QAccessible.installFactory(made)
    # It would complain at each key that there is no text to tell.
    QLoggingCategory.setFilterRules("qt.accessibility.atspi.warning=false")


def _forget_told_of() -> None:
    """Let go of what Qt made for lines that are there already, so that it asks anew how they are told of."""
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QApplication

    if not QAccessible.isActive():
        return  # nobody listens, nothing was made
    for widget in QApplication.allWidgets():
        if isinstance(widget, TracelessLine):
            told = QAccessible.queryAccessibleInterface(widget)
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(told))
