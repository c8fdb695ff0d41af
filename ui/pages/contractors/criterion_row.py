"""One question of the evaluation sheet: its mark, its comment, what was seen, and for a △ what is to be mended by when."""

from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ashibue_desk.domain.contractor_criteria import SelectionCriterion
from ashibue_desk.domain.contractor_evaluation import MARK_SIGNS, Answer, Mark
from ashibue_desk.domain.japanese_calendar import both
from ui.theme.theme import px
from ui.widgets import rating
from ui.widgets.card import Rule, column, row
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField
from ui.widgets.labels import PlainLabel, SupportText
from ui.widgets.rating import RatingField

MARKS: Final = (
    rating.Mark(Mark.GOOD.value, "○", "できている", "info"),
    rating.Mark(Mark.FAIR.value, "△", "足りないところがある", "warning"),
    rating.Mark(Mark.POOR.value, "×", "できていない", "error"),
    rating.Mark(Mark.NOT_APPLICABLE.value, "–", "該当なし", "neutral"),
)
_NARROW: Final = 560  # px at 100 %
_NUMBER: Final = 40


class CriterionRow(QWidget):
    """Shows one answer and tells when it changes. ``go(steps)`` asks for another row, ``changed`` follows every change."""

    changed = Signal(str)
    go = Signal(int)

    def __init__(
        self, criterion: SelectionCriterion, number: str, day: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.criterion = criterion
        self.number = number
        self._answer = Answer(criterion_id=criterion.id)
        self._showing = False
        outer = column(gap=8)
        outer.setContentsMargins(0, px(10), 0, 0)
        self.setLayout(outer)
        self.mark = RatingField(MARKS, self)
        self.mark.setAccessibleName(f"{number} {criterion.text}")
        self._before = SupportText("", self)
        outer.addLayout(self._build_question())
        self.comment = _small("コメント", f"{number} コメント", self)
        self.evidence = _small(f"確かめた資料　例: {criterion.look_for}", f"{number} 確かめた資料", self)
        self._texts = _beside(outer, (self.comment, 3), (self.evidence, 2))
        self.condition = _small("直してもらうこと", f"{number} 直してもらうこと", self)
        self.due = DateField(day=day)
        self.due.line.setProperty("look", "filter")
        self.due.line.setPlaceholderText("直す期限")
        self.due.setAccessibleName(f"{number} 直す期限")
        self._mending = _beside(outer, (self.condition, 3), (self.due, 2))
        self._words = SupportText("", self)
        self._words.setContentsMargins(px(_NUMBER), 0, 0, 0)
        self._words.hide()
        outer.addWidget(self._words)
        self._problem = PlainLabel("", self, look="problem", wrap=True)
        self._problem.setContentsMargins(px(_NUMBER), 0, 0, 0)
        outer.addWidget(self._problem)
        outer.addWidget(Rule(self))
        self._listen()
        self._show_parts()

    def _build_question(self) -> QBoxLayout:
        line = row(gap=12)
        left = column(gap=0)
        number = PlainLabel(self.number, self, look="support")
        number.setFixedWidth(px(_NUMBER - 12))
        left.addWidget(number)
        if self.criterion.required:
            left.addWidget(PlainLabel("必須", self, look="small"))
        left.addStretch(1)
        line.addLayout(left)
        line.addWidget(PlainLabel(self.criterion.text, self, wrap=True), 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._before, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        self._question = line
        return line

    def _listen(self) -> None:
        self.mark.changed.connect(self._edited)
        self.mark.decided.connect(self._decided)
        self.mark.moved.connect(self.go)
        for field in self._fields():
            field.textChanged.connect(self._edited)
            field.installEventFilter(self)

    def _fields(self) -> tuple[TextField, ...]:
        return (self.comment, self.evidence, self.condition, self.due.line)

    # what the page uses

    def answer(self) -> Answer:
        """Return the answer as it stands; a condition belongs to a △ only."""
        value, fair = self.mark.value(), self.mark.value() == Mark.FAIR.value
        return replace(
            self._answer,
            mark=Mark(value) if value else None,
            comment=self.comment.value(),
            evidence=self.evidence.value(),
            condition=self.condition.value() if fair else "",
            due_on=self.due.value() if fair else None,
        )

    def show_answer(self, answer: Answer, before: Answer | None = None) -> None:
        """Show an answer, and the mark of the time before."""
        self._showing = True
        self._answer = answer
        self.mark.set_value(answer.mark.value if answer.mark else "")
        for field, text in (
            (self.comment, answer.comment),
            (self.evidence, answer.evidence),
            (self.condition, answer.condition),
        ):
            if field.value() != text:
                field.set_value(text)
        if self.due.value() != answer.due_on:
            self.due.set_value(answer.due_on)
        sign = MARK_SIGNS[before.mark] if before and before.mark else ""
        self._before.setText(f"前回 {sign}" if sign else "")
        self._before.setVisible(bool(sign))
        self._showing = False
        self._show_parts()

    def show_problem(self, sentence: str) -> None:
        """Say what is missing or wrong here, or take that away."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def problem_text(self) -> str:
        """Return the sentence shown."""
        return self._problem.text()

    def lock(self, locked: bool) -> None:  # noqa: FBT001 - a state
        """Let the answer be read only: its words stand as text instead of in fields."""
        self.mark.set_locked(locked)
        self._words.setText(self._said() if locked else "")
        self._words.setVisible(locked and bool(self._words.text()))
        self._texts.setVisible(not locked)
        self._mending.setVisible(not locked and self.mark.value() == Mark.FAIR.value)

    def _said(self) -> str:
        answer = self._answer
        parts = (
            ("コメント", answer.comment),
            ("確かめた資料", answer.evidence),
            ("直してもらうこと", answer.condition),
            ("期限", both(answer.due_on) if answer.due_on else ""),
        )
        return "　".join(f"{name}: {text}" for name, text in parts if text)

    def take_keyboard(self) -> None:
        """Begin with the mark."""
        self.mark.take_keyboard()

    # keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a field goes on, Shift+Enter goes back."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            composing = isinstance(watched, TextField) and watched.composing
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not composing:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.go.emit(-1 if back else 1)
                return True
        return super().eventFilter(watched, event)

    def _decided(self, value: str) -> None:
        """○ and – go on to the next question; a △ needs its condition, a × its comment."""
        if value == Mark.FAIR.value and self.criterion.required:
            self.condition.setFocus(Qt.FocusReason.OtherFocusReason)
        elif value == Mark.GOOD.value:
            self.go.emit(1)
        else:
            self.comment.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self, *_what: object) -> None:
        if not self._showing:
            self._show_parts()
            self.changed.emit(self.criterion.id)

    def _show_parts(self) -> None:
        self._mending.setVisible(self.mark.value() == Mark.FAIR.value)
        self._problem.setVisible(bool(self._problem.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the marks below the question where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for layout in (self._question, self._texts.layout(), self._mending.layout()):
            if isinstance(layout, QBoxLayout):
                layout.setDirection(below if narrow else beside)


def _small(placeholder: str, name: str, parent: QWidget) -> TextField:
    field = TextField(parent, placeholder=placeholder, width=60, max_length=300)
    field.setProperty("look", "filter")
    field.setAccessibleName(name)
    return field


def _beside(outer: QBoxLayout, *parts: tuple[QWidget, int]) -> QWidget:
    holder = QWidget()
    line = row(gap=8)
    line.setContentsMargins(px(_NUMBER), 0, 0, 0)
    holder.setLayout(line)
    for part, stretch in parts:
        line.addWidget(part, stretch)
    outer.addWidget(holder)
    return holder
