"""A field for the twelve digits: nothing of them is learned, copied, undone or offered to an input method."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ashibue_desk.domain.individual_number import clean_digits
from ashibue_desk.domain.problems import Problem
from ui.theme.theme import px
from ui.widgets.traceless import TracelessLine
from ui.widgets.wrong_mark import mark_wrong


class NumberField(TracelessLine):
    """Digits in groups (4-4-4), typed or pasted with spaces, hyphens or full width. ``completed`` at the last digit."""

    changed = Signal()
    completed = Signal()

    def __init__(self, parent: QWidget | None = None, *, groups: tuple[int, ...] = (4, 4, 4)) -> None:
        super().__init__(parent)
        self._groups = groups
        self._wanted = sum(groups)
        self.setProperty("look", "number")
        self.setMaxLength(64)
        self.setMinimumWidth(px(220))
        self.setMaximumWidth(px(14 * (self._wanted + len(groups)) + 60))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(self._group)

    def digits(self) -> str:
        """Return what was typed, half width, without separators; other characters stay for the check to name."""
        return clean_digits(self.text())

    def is_empty(self) -> bool:
        """Return whether nothing was typed."""
        return not self.digits()

    def problem(self) -> Problem | None:
        """Return whether characters are no digits or too few; check digits are the page's to judge."""
        digits = self.digits()
        if not (digits.isascii() and digits.isdigit()):
            return Problem("digits", "数字でない文字が入っています。数字だけを入力してください。")
        if len(digits) != self._wanted:
            return Problem("digits", f"{len(digits)}桁になっています。{self._wanted}桁の番号です。")
        return None

    def show_wrong(self, wrong: bool) -> None:  # noqa: FBT001
        """Draw the red frame or take it off."""
        mark_wrong(self, wrong=wrong)

    def _group(self, text: str) -> None:
        """Show the digits in their groups and keep the cursor after the same digit."""
        digits = clean_digits(text)
        before = len(clean_digits(text[: self.cursorPosition()]))
        grouped = self._grouped(digits)
        if grouped != text:
            self.setText(grouped)  # also drops the undo history
            self.setCursorPosition(len(self._grouped(digits[:before])))
        self.changed.emit()
        if len(digits) == self._wanted:
            self.completed.emit()

    def _grouped(self, digits: str) -> str:
        parts, taken = [], 0
        for size in self._groups:
            parts.append(digits[taken : taken + size])
            taken += size
        parts.append(digits[taken:])
        return " ".join(part for part in parts if part)
