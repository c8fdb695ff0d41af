"""A judgement with one key: ○ △ × – side by side, chosen with 1 to 4, the arrows or the mouse."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.theme import px, theme
from ui.widgets.card import row


@dataclass(frozen=True)
class Mark:
    """One judgement: its value, the sign that is drawn, the words for it, and its meaning as a tone."""

    value: str
    sign: str
    words: str
    tone: str = "info"


class RatingField(QWidget):
    """A few marks of which one is chosen, or none yet. Tab reaches the whole once.

    ``changed`` follows every change; ``decided(value)`` only one made with a number key, after which the keyboard may
    go on; ``moved(steps)`` asks for the line above (-1) or below (1).
    """

    changed = Signal()
    decided = Signal(str)
    moved = Signal(int)

    def __init__(self, marks: Sequence[Mark], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks = tuple(marks)
        line = row(gap=0)
        self.setLayout(line)
        self._buttons = tuple(_MarkButton(mark, at, self) for at, mark in enumerate(marks))
        for button in self._buttons:
            line.addWidget(button)
            button.clicked.connect(self._clicked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._share_focus()

    def value(self) -> str:
        """Return the chosen mark's value, empty while nothing is judged."""
        return next((button.mark.value for button in self._buttons if button.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose the mark with ``value``, or none; nothing is signalled."""
        for button in self._buttons:
            button.setChecked(bool(value) and button.mark.value == value)
        self._share_focus()

    def set_locked(self, locked: bool) -> None:  # noqa: FBT001 - a state
        """Show the judgement without letting it be changed."""
        for button in self._buttons:
            button.setEnabled(not locked)

    def buttons(self) -> tuple[QAbstractButton, ...]:
        """Return the marks as buttons, in order."""
        return self._buttons

    def setAccessibleName(self, name: str) -> None:
        """Name the whole and every mark of it: 「1-1 責任者、○ できている」."""
        super().setAccessibleName(name)
        for button in self._buttons:
            button.setAccessibleName(f"{name}、{button.mark.sign} {button.mark.words}")

    def take_keyboard(self) -> None:
        """Give the keyboard to the chosen mark, or to the first."""
        self._target().setFocus(Qt.FocusReason.OtherFocusReason)

    def press(self, key: int) -> bool:
        """Do what a key means here; return whether it means anything."""
        at = key - Qt.Key.Key_1.value
        if 0 <= at < len(self._buttons):
            self._choose(at)
            self.decided.emit(self.value())
            return True
        sideways = {Qt.Key.Key_Left.value: -1, Qt.Key.Key_Right.value: 1}.get(key, 0)
        if sideways:
            here = next((n for n, button in enumerate(self._buttons) if button.hasFocus()), 0)
            self._choose(min(max(here + sideways, 0), len(self._buttons) - 1))
            return True
        along = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}.get(key, 0)
        if along:
            self.moved.emit(along)
        return bool(along)

    def enter(self, button: "_MarkButton", *, back: bool) -> None:
        """Go on from the mark that is chosen, or ``back``; choose one that is not."""
        if back or button.isChecked():
            self.moved.emit(-1 if back else 1)
        else:
            button.click()

    def _choose(self, at: int) -> None:
        before = self.value()
        self.set_value(self._marks[at].value)
        self._buttons[at].setFocus(Qt.FocusReason.OtherFocusReason)
        if self.value() != before:
            self.changed.emit()

    def _clicked(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, _MarkButton):
            self._choose(pressed.at)

    def _target(self) -> QAbstractButton:
        return next((button for button in self._buttons if button.isChecked()), self._buttons[0])

    def _share_focus(self) -> None:
        target = self._target()
        for button in self._buttons:
            one = Qt.FocusPolicy.StrongFocus if button is target else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(one)
        self.setFocusProxy(target)


class _MarkButton(QAbstractButton):
    def __init__(self, mark: Mark, at: int, parent: RatingField) -> None:
        super().__init__(parent)
        self.mark = mark
        self.at = at
        self._field = parent
        self.setCheckable(True)
        self.setText(mark.sign)
        self.setToolTip(f"{mark.words} ({at + 1})")
        self.setAccessibleName(mark.words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(36), px(32))

    def nextCheckState(self) -> None:
        """The field decides what is chosen, so that a second click takes nothing back."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._field.enter(self, back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif not self._field.press(int(event.key())):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, chosen = theme(), self.isChecked()
        tone = {"info": "key", "neutral": "badge"}.get(self.mark.tone, self.mark.tone)
        ground = tone if chosen else "raised"
        if not chosen and self.isEnabled() and self.underMouse():
            ground = "hover"
        thick = px(2) if self.hasFocus() else 1
        painter.setPen(QPen(look.colour("focus" if self.hasFocus() else "edge_strong"), thick))
        painter.setBrush(look.colour(ground))
        inset = thick / 2
        painter.drawRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))
        soft = "ink" if self.isEnabled() else "ink_soft"
        on_tone = "on_badge" if tone == "badge" else "on_key"
        painter.setPen(look.colour(on_tone if chosen else soft))
        painter.setFont(look.font(15, bold=chosen))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.mark.sign)
        painter.end()
