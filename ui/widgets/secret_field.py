"""Fields for passwords, and the line below them that must leave no trace: no input method, no learning, no copy, no undo, no drag.

The input method is switched off by answering ``ImEnabled`` with no: an attribute or hints alone leave Qt 6 composing, and
``setEchoMode`` puts the attribute back.
"""

from typing import TYPE_CHECKING, Any, Final

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QToolButton, QWidget

from ui.theme.by_name import set_by_name
from ui.theme.theme import px
from ui.widgets.card import row
from ui.widgets.wrong_mark import mark_wrong

if TYPE_CHECKING:  # the unlock screen loads as little as it can
    from ashibue_desk.domain.problems import Problem

_HINTS: Final = "ImhHiddenText|ImhSensitiveData|ImhNoPredictiveText|ImhNoAutoUppercase"


class TracelessLine(QLineEdit):
    """The line below both fields. Paste is allowed, everything that carries the text out is not."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_by_name(self, "inputMethodHints", _HINTS)
        set_by_name(self, "contextMenuPolicy", "NoContextMenu")
        self.setDragEnabled(False)
        self.setAcceptDrops(False)

    def inputMethodQuery(self, query: "QtCore.Qt.InputMethodQuery", argument: Any = None) -> Any:
        """Say that no input method is wanted here, and give away none of the text."""
        if query == QtCore.Qt.InputMethodQuery.ImEnabled:
            return False
        if query in (
            QtCore.Qt.InputMethodQuery.ImSurroundingText,
            QtCore.Qt.InputMethodQuery.ImCurrentSelection,
            QtCore.Qt.InputMethodQuery.ImTextBeforeCursor,
            QtCore.Qt.InputMethodQuery.ImTextAfterCursor,
        ):
            return ""
        return (
            super().inputMethodQuery(query) if argument is None else super().inputMethodQuery(query, argument)
        )

    def event(self, event: QEvent) -> bool:
        """Keep shortcuts that copy or undo away from the line."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _carries_out(event)
        ):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, but never copy, cut, undo or redo."""
        if _carries_out(event):
            return
        super().keyPressEvent(event)

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

    def wipe(self) -> None:
        """Empty the line and its history."""
        self.setText("")  # setText, unlike clear, also drops the undo history
        self.setModified(False)


def _carries_out(event: QKeyEvent) -> bool:
    keys = QtGui.QKeySequence.StandardKey
    return any(event.matches(standard) for standard in (keys.Copy, keys.Cut, keys.Undo, keys.Redo))


class SecretField(QWidget):
    """A password with a button that shows it. ``returned`` follows Enter; ``caps_lock`` tells when it seems on."""

    left = Signal()
    changed = Signal()
    returned = Signal()
    caps_lock = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, width: int = 20) -> None:
        super().__init__(parent)
        self.line = TracelessLine(self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(1024)
        self.line.setMinimumWidth(px(160))
        self.line.setMaximumWidth(px(16 * width + 26))
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.reveal = QToolButton(self)
        self.reveal.setCheckable(True)
        self.reveal.setText("表示")
        self.reveal.setAutoRaise(True)
        set_by_name(self.reveal, "focusPolicy", "TabFocus")
        self.reveal.setAccessibleName("入力したパスワードを表示する")
        self.reveal.setToolTip("入力した文字を見えるようにします")
        layout = row(gap=8)
        self.setLayout(layout)
        layout.addWidget(self.line, 100)
        layout.addWidget(self.reveal)
        layout.addStretch(1)
        self.setFocusProxy(self.line)
        self.reveal.toggled.connect(self._show)
        self.line.left.connect(self.left)
        self.line.textChanged.connect(self._tell)
        self.line.returnPressed.connect(self.returned)
        self.line.installEventFilter(self)

    def value(self) -> str:
        """Return the password exactly as typed."""
        return self.line.text()

    def wipe(self) -> None:
        """Forget the password and hide what is typed next."""
        self.line.wipe()
        self.reveal.setChecked(False)

    def is_empty(self) -> bool:
        """Return whether nothing was typed."""
        return not self.line.text()

    def problem(self) -> "Problem | None":
        """A password alone is never wrong; the page that asks for a new one judges it."""
        return None

    def show_wrong(self, wrong: bool) -> None:  # noqa: FBT001
        """Draw the red frame or take it off."""
        mark_wrong(self.line, wrong=wrong)

    def setAccessibleName(self, name: str) -> None:
        """Name the line."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Guess caps lock from what a letter key yields: Qt offers no way to ask."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            letter = event.text()
            if len(letter) == 1 and letter.isascii() and letter.isalpha():
                shifted = bool(event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier)
                self.caps_lock.emit(letter.isupper() != shifted)
        return super().eventFilter(watched, event)

    def _show(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self.reveal.setText("隠す" if shown else "表示")
        self.reveal.setAccessibleName("入力したパスワードを隠す" if shown else "入力したパスワードを表示する")

    def _tell(self, _text: str) -> None:
        self.changed.emit()
