"""Fields people type into: forgiving in, strict out. None judges while an input method composes or while being typed in.

Every field offers the same four things to ``FieldRow``: the signal ``left`` (the keyboard went elsewhere), ``problem()``
(what is wrong with the entry, or ``None``), ``is_empty()`` and ``show_wrong(bool)``.
"""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QStyledItemDelegate, QWidget

from ashibue_desk.domain.japan_time import today_in_japan
from ashibue_desk.domain.problems import Problem
from ui.theme.theme import px
from ui.widgets.wrong_mark import mark_wrong

ReadText = Callable[[str], Problem | None]


class Field(Protocol):
    """What ``FieldRow`` needs of a field."""

    def problem(self) -> Problem | None:
        """Return what is wrong with the entry, or ``None``."""

    def is_empty(self) -> bool:
        """Return whether nothing was entered."""

    def show_wrong(self, wrong: bool) -> None:  # noqa: FBT001 - the field's own state
        """Draw the field as wrong or as usual."""


class TextField(QLineEdit):
    """One line of text. ``check`` says what is wrong with it; ``width`` is in characters of Japanese."""

    left = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        placeholder: str = "",
        width: int = 20,
        check: ReadText | None = None,
        max_length: int = 200,
    ) -> None:
        super().__init__(parent)
        self._composing = False
        self._check = check
        self.setMaxLength(max_length)
        self.setPlaceholderText(placeholder)
        self.setMinimumWidth(px(16 * min(width, 8) + 24))
        self.setMaximumWidth(px(16 * width + 26))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def composing(self) -> bool:
        """Whether the input method holds text that is not yet decided."""
        return self._composing

    def value(self) -> str:
        """Return the text without blanks at both ends; nothing else is changed."""
        return self.text().strip(" \t\u3000")

    def set_value(self, text: str) -> None:
        """Show ``text``, the whole of it: what was kept before (by an import, say) may be longer than what is typed here."""
        self.setMaxLength(max(self.maxLength(), len(text.encode("utf-16-le")) // 2))
        self.setText(text)
        self.setCursorPosition(0)

    def is_empty(self) -> bool:
        """Return whether nothing but blanks was entered."""
        return not self.value()

    def problem(self) -> Problem | None:
        """Return what ``check`` says about the text."""
        return self._check(self.value()) if self._check is not None and not self.is_empty() else None

    def show_wrong(self, wrong: bool) -> None:  # noqa: FBT001
        """Draw the red frame or take it off."""
        mark_wrong(self, wrong=wrong)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether the input method is composing."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left, unless a menu or another window only borrowed the keyboard."""
        super().focusOutEvent(event)
        borrowed = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in borrowed:
            self._composing = False
            self.left.emit()


class PostalCodeField(TextField):
    """A postal code of seven digits, with or without hyphen, any width. ``completed`` carries the digits once."""

    completed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, placeholder="690-0000", width=8, max_length=16, check=postal_code_problem)
        self._told = ""
        self.textEdited.connect(self._maybe_complete)

    def digits(self) -> str:
        """Return the digits entered, half width."""
        return postal_digits(self.text())

    def set_value(self, text: str) -> None:
        """Show a stored code of seven digits with its hyphen."""
        digits = postal_digits(text)
        self._told = digits
        super().set_value(f"{digits[:3]}-{digits[3:]}" if len(digits) == 7 else text)

    def _maybe_complete(self, _text: str) -> None:
        digits = self.digits()
        if len(digits) == 7 and digits != self._told:
            self._told = digits
            self.completed.emit(digits)


def postal_digits(typed: str) -> str:
    """Return the digits of a postal code as typed, half width, without 〒, hyphens and blanks."""
    import unicodedata

    folded = unicodedata.normalize("NFKC", typed)
    return "".join(character for character in folded if character not in "〒 -‐‑‒–—―−ー\u3000")


def postal_code_problem(typed: str) -> Problem | None:
    """Say what keeps ``typed`` from being a postal code."""
    digits = postal_digits(typed)
    if digits.isascii() and digits.isdigit() and len(digits) == 7:
        return None
    return Problem("postal_code", "郵便番号は7桁の数字です。例: 690-0000")


class ChoiceField(QComboBox):
    """One of a list. Items carry a value; the wheel changes nothing unless the field has the keyboard."""

    left = Signal()

    def __init__(self, items: tuple[tuple[str, str], ...] = (), parent: QWidget | None = None) -> None:
        """``items`` are pairs of (value, words on the screen)."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # items often come later
        self._rows: QStyledItemDelegate | None = (
            None  # made when the list opens: a page has many of these fields
        )
        self.set_items(items)

    def let_shrink(self) -> None:
        """Let the field be narrower than its longest words, where they would not fit a page at 200 %; the list shows them whole."""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(px(480))

    def set_items(self, items: tuple[tuple[str, str], ...]) -> None:
        """Offer other items, keeping the choice where it still exists."""
        before = self.value()
        self.clear()
        for value, words in items:
            self.addItem(words, value)
        self.set_value(before)

    def value(self) -> str:
        """Return the value of the chosen item, empty when there is none."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Choose the item with ``value`` if there is one."""
        at = self.findData(value)
        if at >= 0:
            self.setCurrentIndex(at)

    def is_empty(self) -> bool:
        """Return whether no item with a value is chosen."""
        return not self.value()

    def problem(self) -> Problem | None:
        """A choice from the list is never wrong in itself."""
        return None

    def show_wrong(self, wrong: bool) -> None:  # noqa: FBT001
        """Draw the red frame or take it off."""
        mark_wrong(self, wrong=wrong)

    def showPopup(self) -> None:
        """Open the list, with rows as high as the look asks: Qt's own way of drawing them here knows nothing of it."""
        if self._rows is None:
            self._rows = QStyledItemDelegate(self)
            self.setItemDelegate(self._rows)
        super().showPopup()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left, not when its own list opens."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class LongTextField(QPlainTextEdit):
    """Several lines of text."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, lines: int = 4, placeholder: str = "") -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(px(24 * lines + 16))

    def value(self) -> str:
        """Return the text without blanks at both ends."""
        return self.toPlainText().strip()

    def set_value(self, text: str) -> None:
        """Show ``text``."""
        self.setPlainText(text)

    def is_empty(self) -> bool:
        """Return whether nothing but blanks was entered."""
        return not self.value()

    def problem(self) -> Problem | None:
        """Free text is never wrong in itself."""
        return None

    def show_wrong(self, wrong: bool) -> None:  # noqa: FBT001
        """Draw the red frame or take it off."""
        mark_wrong(self, wrong=wrong)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()


def today() -> date:
    """Return the office's day: fields read short dates against it."""
    return today_in_japan()
