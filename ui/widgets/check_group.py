"""Several boxes to tick, as one field of a form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ashibue_desk.domain.problems import Problem
from ui.theme.theme import px
from ui.widgets.buttons import SmallButton
from ui.widgets.card import clear, column, row
from ui.widgets.labels import SupportText, Tag
from ui.widgets.wrap_layout import WrapLayout
from ui.widgets.wrong_mark import mark_wrong

_ALL: Final = "すべて選ぶ"
_NONE: Final = "すべて外す"
_BESIDE: Final = 48  # px: the box itself and what keeps its title from the edge
_NEVER_FIRST: Final = "、。・)）」』"  # hang over the edge rather than begin a line


@dataclass(frozen=True, slots=True)
class CheckChoice:
    """One box: the value it stands for, its words, what softer text explains it, and a tag where something is to mind."""

    value: str
    title: str
    text: str = ""
    tag: str = ""


class _FoldingBox(QCheckBox):
    """A box whose title goes on in a second line where the room ends."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title.replace("&", "&&"), parent)
        self._title = title.replace("&", "&&")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for the whole title in one line: a title once broken would never grow again by itself."""
        whole = self.fontMetrics().horizontalAdvance(self._title) + px(_BESIDE)
        return QSize(whole, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the room that a few characters need."""
        return QSize(px(200), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the title for the new width."""
        super().resizeEvent(event)
        lines, room = [""], self.width() - px(_BESIDE)
        for char in self._title:
            full = self.fontMetrics().horizontalAdvance(lines[-1] + char) > room
            if full and lines[-1] and char not in _NEVER_FIRST:
                lines.append("")
            lines[-1] += char
        broken = "\n".join(lines)
        if broken != self.text():
            self.setText(broken)


class CheckGroup(QWidget):
    """Boxes below one another. ``value()`` gives the ticked values in the order offered.

    With ``at_once`` a button above them ticks all, or takes every tick away where all are ticked.
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self, choices: Sequence[CheckChoice] = (), parent: QWidget | None = None, *, at_once: bool = False
    ) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QCheckBox] = {}
        self._at_once = at_once
        self.all_button: SmallButton | None = None
        self._lines = column(gap=4)
        self.setLayout(self._lines)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[CheckChoice]) -> None:
        """Offer other boxes; those whose values are still there keep their tick."""
        before = set(self.value())
        clear(self._lines)
        self._boxes = {}
        self._offer_all()
        for choice in choices:
            box = _FoldingBox(choice.title, self)
            box.setAccessibleName(choice.title)
            box.setAccessibleDescription(choice.text)
            box.setChecked(choice.value in before)
            box.toggled.connect(self._toggled)
            line = row(gap=8)
            line.addWidget(box)
            if choice.tag:
                line.addWidget(Tag(choice.tag, "warning", self))
            line.addStretch(1)
            self._lines.addLayout(line)
            if choice.text:
                softer = row(gap=0)
                softer.addSpacing(28)
                softer.addWidget(SupportText(choice.text, self), 1)
                self._lines.addLayout(softer)
            self._boxes[choice.value] = box
        for first in self.boxes()[:1]:
            self.setFocusProxy(first)
        self._name_all()

    def _offer_all(self) -> None:
        if self._at_once:
            self.all_button = SmallButton(_ALL, self)
            self.all_button.clicked.connect(self._tick_all)
            self._lines.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _tick_all(self) -> None:
        wanted = not self._all_ticked()
        for box in self.boxes():
            box.setChecked(wanted)

    def _all_ticked(self) -> bool:
        return bool(self._boxes) and all(box.isChecked() for box in self.boxes())

    def _name_all(self) -> None:
        if self.all_button is not None:
            self.all_button.setText(_NONE if self._all_ticked() else _ALL)

    def boxes(self) -> tuple[QCheckBox, ...]:
        """Return the boxes, in order."""
        return tuple(self._boxes.values())

    def value(self) -> tuple[str, ...]:
        """Return the values that are ticked."""
        return tuple(value for value, box in self._boxes.items() if box.isChecked())

    def set_value(self, values: Iterable[str]) -> None:
        """Tick exactly these."""
        ticked = set(values)
        for value, box in self._boxes.items():
            box.setChecked(value in ticked)

    def is_empty(self) -> bool:
        """Return whether nothing is ticked."""
        return not self.value()

    def problem(self) -> Problem | None:
        """Ticks are never wrong in themselves."""
        return None

    def show_wrong(self, wrong: bool) -> None:  # noqa: FBT001 - the field's own state
        """Mark every box or none."""
        for box in self._boxes.values():
            mark_wrong(box, wrong=wrong)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left, unless a menu or another window only borrowed the keyboard."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()

    def _toggled(self, _checked: bool) -> None:  # noqa: FBT001 - what Qt sends
        self._name_all()
        self.changed.emit()


class CheckRow(CheckGroup):
    """Boxes with short titles beside one another, as days of the week."""

    def set_choices(self, choices: Sequence[CheckChoice]) -> None:
        """Offer other boxes; those whose values are still there keep their tick. Only value and title are shown."""
        before = set(self.value())
        clear(self._lines)
        self._boxes = {}
        beside = WrapLayout(gap=16)
        for choice in choices:
            box = QCheckBox(choice.title, self)
            box.setAccessibleName(choice.title)
            box.setChecked(choice.value in before)
            box.toggled.connect(self._toggled)
            beside.addWidget(box)
            self._boxes[choice.value] = box
        self._lines.addLayout(beside)
        for first in self.boxes()[:1]:
            self.setFocusProxy(first)
