"""A field for a password, with a button that shows it; what was typed goes with the page from the screen."""

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QToolButton, QWidget

from ui.theme.by_name import set_by_name
from ui.theme.theme import px
from ui.widgets.card import row
from ui.widgets.traceless import TracelessLine
from ui.widgets.wrong_mark import mark_wrong

if TYPE_CHECKING:  # the unlock screen loads as little as it can
    from ashibue_desk.domain.problems import Problem


class SecretField(QWidget):
    """A password with a button that shows it. ``returned`` follows Enter; ``caps_lock`` tells when it seems on.

    It is forgotten when it leaves the screen: whoever comes back to the page could press the button. ``kept`` keeps it,
    for the steps of a wizard.
    """

    left = Signal()
    changed = Signal()
    returned = Signal()
    caps_lock = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, width: int = 20, kept: bool = False) -> None:
        super().__init__(parent)
        self._kept = kept
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

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the password, or at least hide it."""
        super().hideEvent(event)
        if self._kept:
            self.reveal.setChecked(False)
        else:
            self.wipe()

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
