"""A part of the contractor's page: a card with its acts, a place for one small form, and lines of what is on file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from ui.theme.theme import px
from ui.widgets.act_card import ActCard
from ui.widgets.buttons import SmallButton, TextButton
from ui.widgets.card import Card, Rule, clear, column, row
from ui.widgets.folding import fold
from ui.widgets.labels import PlainLabel, SupportText, Tag
from ui.widgets.wrap_layout import WrapLayout

MOST: Final = 6
_BESIDE: Final = 2  # acts that find room beside the title at 200 %
_NARROW: Final = 520  # px at 100 %


@dataclass(frozen=True)
class LineAct:
    """A button on a line: its words, and the act it asks for."""

    words: str
    act: str


@dataclass(frozen=True)
class Line:
    """One thing on file: what is said, what is said more softly, a tag, and what can be done with it."""

    key: str
    said: str
    softer: str = ""
    tag: str = ""
    tone: str = "neutral"
    acts: tuple[LineAct, ...] = ()


class Section(Card):
    """``asked(act, key)`` when a button is pressed; the key is empty for the acts of the whole section."""

    asked = Signal(str, str)

    def __init__(
        self, title: str, acts: Sequence[LineAct] = (), parent: QWidget | None = None, *, nothing: str = ""
    ) -> None:
        holder = QWidget()
        line: QLayout = (
            WrapLayout(gap=8) if len(acts) > _BESIDE else row(gap=8)
        )  # wrapping is slow to lay out
        holder.setLayout(line)
        super().__init__(title, parent, action=holder)
        self._nothing = nothing
        self._lines: tuple[Line, ...] = ()
        self._buttons: dict[str, _AskButton] = {}
        for act in acts:
            button = _AskButton(act, "", title, holder)
            button.asked.connect(self.asked)
            line.addWidget(button)
            self._buttons[act.act] = button
        self._form = column(gap=0)
        self.extra = column(gap=12)  # what a section shows above its lines
        self._list = column(gap=10)
        for part in (self._form, self.extra, self._list):
            self.body.addLayout(part)

    def button(self, act: str) -> SmallButton:
        """Return the button of one of the section's own acts."""
        return self._buttons[act]

    def offer(self, act: str, *, offered: bool) -> None:
        """Show or hide one of the section's own acts."""
        self._buttons[act].setVisible(offered)

    def open_form(self, form: ActCard) -> None:
        """Show a small form in this section; one that was open goes."""
        self.close_form()
        self._form.addWidget(form)

    def close_form(self) -> None:
        """Take the small form away."""
        clear(self._form)

    def lines(self) -> tuple[Line, ...]:
        """Return every line, shown or not."""
        return self._lines

    def show_lines(self, lines: Sequence[Line], *, most: int = MOST) -> None:
        """Show the newest lines and offer the rest."""
        self._lines = tuple(lines)
        clear(self._list)
        if not lines:
            nothing = SupportText(self._nothing, self)
            nothing.setVisible(bool(self._nothing))
            self._list.addWidget(nothing)
        room, wide = (
            max((Tag(line.tag).sizeHint().width() for line in lines if line.tag), default=0),
            self._inner(),
        )
        for at, line in enumerate(self._lines[:most]):
            if at:
                self._list.addWidget(Rule(self))
            drawn = self._line(line, room)
            drawn.resize(wide, drawn.minimumHeight())
            self._list.addWidget(drawn)
        left = len(self._lines) - most
        if left > 0:
            more = TextButton(f"ほかの{left}件も表示する", self)
            more.clicked.connect(self._show_all)
            self._list.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _inner(self) -> int:
        """Return how wide the lines will stand, in pixels: laid out at Qt's first width, every text is broken in vain."""
        above, around = self.parentWidget(), self.layout()
        if above is not None and self.isHidden():
            self.ensurePolished()
            self.resize(above.width(), self.height())
        margins = around.contentsMargins() if around is not None else QMargins()
        return self.contentsRect().width() - margins.left() - margins.right()

    def come_into_view(self, page: QScrollArea) -> None:
        """Scroll to this section and give the keyboard to its first button."""
        page.ensureWidgetVisible(self, 0, px(24))
        buttons = (button for button in self.findChildren(_AskButton) if not button.isHidden())
        first = next((button for button in buttons if button.about_line), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_all(self) -> None:
        self.show_lines(self._lines, most=len(self._lines))

    def _line(self, line: Line, room: int) -> QWidget:
        drawn = _LineRow(line, room, self)
        for button in drawn.buttons:
            button.asked.connect(self.asked)
        return drawn


class _AskButton(SmallButton):
    asked = Signal(str, str)

    def __init__(self, act: LineAct, key: str, about: str, parent: QWidget) -> None:
        super().__init__(act.words, parent)
        self._act, self._key = act.act, key
        self.about_line = bool(key)
        self.setAccessibleName(f"{act.words}({about})" if key else act.words)
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        self.asked.emit(self._act, self._key)


class _LineRow(QWidget):
    """A line; ``room`` is the width of the widest tag of its section, so that all words begin below one another."""

    def __init__(self, line: Line, room: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons: list[_AskButton] = []
        self._across = row(gap=12)
        self.setLayout(self._across)
        if line.tag:
            tag = Tag(line.tag, line.tone, self)
            tagged = row(gap=0)
            tagged.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop)
            tagged.addSpacing(room - tag.sizeHint().width())
            tagged.addStretch(1)
            self._across.addLayout(tagged)
        elif room:
            self._across.addSpacing(room)
        words = column(gap=2)
        words.addWidget(PlainLabel(line.said, self, wrap=True))
        if line.softer:
            words.addWidget(SupportText(line.softer, self))
        words.addStretch(1)
        self._across.addLayout(words, 1)
        acts = row(gap=8)
        for act in line.acts:
            button = _AskButton(act, line.key, line.said, self)
            acts.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.buttons.append(button)
        if self.buttons:
            acts.addStretch(1)
            self._across.addLayout(acts)
        self.setMinimumHeight(px(28))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put tag, words and acts below one another where there is no room side by side."""
        super().resizeEvent(event)
        fold(self._across, self.width(), px(_NARROW))
