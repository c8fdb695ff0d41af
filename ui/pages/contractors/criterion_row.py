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
from ui.widgets.folding import fold
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


class _Fields(QWidget):
    """Two fields beside each other, below one another where there is no room."""

    def __init__(self, parent: QWidget, *parts: tuple[QWidget, int]) -> None:
        super().__init__(parent)
        self._line = row(gap=8)
        self._line.setContentsMargins(px(_NUMBER), 0, 0, 0)
        self.setLayout(self._line)
        for part, stretch in parts:
            self._line.addWidget(part, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fold(self._line, self.width(), px(_NARROW))


class _Words(_Fields):
    """What there is to say about any mark."""

    def __init__(self, criterion: SelectionCriterion, number: str, parent: QWidget) -> None:
        self.comment = _small("コメント", f"{number} コメント")
        self.evidence = _small(f"確かめた資料　例: {criterion.look_for}", f"{number} 確かめた資料")
        super().__init__(parent, (self.comment, 3), (self.evidence, 2))


class _Mending(_Fields):
    """What has to be mended, and by when."""

    def __init__(self, number: str, day: date, parent: QWidget) -> None:
        self.condition = _small("直してもらうこと", f"{number} 直してもらうこと")
        self.due = DateField(day=day)
        self.due.line.setProperty("look", "filter")
        self.due.line.setPlaceholderText("直す期限")
        self.due.setAccessibleName(f"{number} 直す期限")
        super().__init__(parent, (self.condition, 3), (self.due, 2))


class CriterionRow(QWidget):
    """Shows one answer and tells when it changes. ``go(steps)`` asks for another row, ``changed`` follows every change.

    It begins locked, with its words as text; fields are made when they are needed: those for words when the row is unlocked,
    those for what has to be mended at the first △.
    """

    changed = Signal(str)
    go = Signal(int)

    def __init__(
        self, criterion: SelectionCriterion, number: str, day: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.criterion = criterion
        self.number = number
        self._day = day
        self._answer = Answer(criterion_id=criterion.id)
        self._showing = False
        self._locked = True
        self._texts: _Words | None = None
        self._mending: _Mending | None = None
        self._outer = column(gap=8)
        self._outer.setContentsMargins(0, px(10), 0, 0)
        self.setLayout(self._outer)
        self.mark = RatingField(MARKS, self)
        self.mark.setAccessibleName(f"{number} {criterion.text}")
        self.mark.set_locked(True)
        self._before = SupportText("", self)
        self._before.hide()
        self._outer.addLayout(self._build_question())
        self._said = _indented(SupportText("", self))
        self._problem = _indented(PlainLabel("", self, look="problem", wrap=True))
        for part in (self._said, self._problem):
            self._outer.addWidget(part)
        self._outer.addWidget(Rule(self))
        self.mark.changed.connect(self._edited)
        self.mark.decided.connect(self._decided)
        self.mark.moved.connect(self.go)

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

    def _listen(self, *fields: TextField) -> None:
        for field in fields:
            field.textChanged.connect(self._edited)
            field.installEventFilter(self)

    def _made_texts(self) -> _Words:
        if self._texts is None:
            self._texts = _Words(self.criterion, self.number, self)
            self._listen(self._texts.comment, self._texts.evidence)
            self._outer.insertWidget(1, self._texts)
            self._fill_texts()
        return self._texts

    def _made_mending(self) -> _Mending:
        if self._mending is None:
            self._mending = _Mending(self.number, self._day, self)
            self._listen(self._mending.condition, self._mending.due.line)
            self._outer.insertWidget(1 + self._outer.indexOf(self._made_texts()), self._mending)
            self._fill_mending()
        return self._mending

    @property
    def comment(self) -> TextField:
        """The field for the comment."""
        return self._made_texts().comment

    @property
    def evidence(self) -> TextField:
        """The field for what was seen."""
        return self._made_texts().evidence

    @property
    def condition(self) -> TextField:
        """The field for what has to be mended."""
        return self._made_mending().condition

    @property
    def due(self) -> DateField:
        """The field for the day by which it has to be."""
        return self._made_mending().due

    # what the page uses

    def answer(self) -> Answer:
        """Return the answer as it stands; a condition belongs to a △ only."""
        value, fair = self.mark.value(), self.mark.value() == Mark.FAIR.value
        answer = replace(self._answer, mark=Mark(value) if value else None)
        if self._texts is not None:
            words = self._texts
            answer = replace(answer, comment=words.comment.value(), evidence=words.evidence.value())
        if not fair:
            return replace(answer, condition="", due_on=None)
        if self._mending is not None:
            mending = self._mending
            answer = replace(answer, condition=mending.condition.value(), due_on=mending.due.value())
        return answer

    def show_answer(self, answer: Answer, before: Answer | None = None) -> None:
        """Show an answer, and the mark of the time before."""
        self._answer = answer
        self.mark.set_value(answer.mark.value if answer.mark else "")
        sign = MARK_SIGNS[before.mark] if before and before.mark else ""
        self._before.setText(f"前回 {sign}" if sign else "")
        self._before.setVisible(bool(sign))
        self._fill_texts()
        self._fill_mending()
        self._show_parts()

    def _fill_texts(self) -> None:
        """Put the answer into the fields; what stands already is not written again, so that no cursor jumps."""
        if self._texts is not None:
            self._showing = True
            _write(self._texts.comment, self._answer.comment)
            _write(self._texts.evidence, self._answer.evidence)
            self._showing = False

    def _fill_mending(self) -> None:
        if self._mending is not None:
            self._showing = True
            _write(self._mending.condition, self._answer.condition)
            if self._mending.due.value() != self._answer.due_on:
                self._mending.due.set_value(self._answer.due_on)
            self._showing = False

    def show_problem(self, sentence: str) -> None:
        """Say what is missing or wrong here, or take that away."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def problem_text(self) -> str:
        """Return the sentence shown."""
        return self._problem.text()

    def lock(self, locked: bool) -> None:  # noqa: FBT001 - a state
        """Let the answer be read only: its words stand as text instead of in fields."""
        self._locked = locked
        self.mark.set_locked(locked)
        self._said.setText(_said(self._answer) if locked else "")
        self._said.setVisible(bool(self._said.text()))
        if not locked or self._texts is not None:
            self._made_texts().setVisible(not locked)
        self._show_parts()

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
                self._leave(watched, -1 if back else 1)
                return True
        return super().eventFilter(watched, event)

    def _leave(self, field: QObject, steps: int) -> None:
        """Go to another row; what has to be mended needs its day first: typed into the next row, it would answer that one."""
        mending = self._mending
        if steps > 0 and mending is not None and field is mending.condition and mending.due.is_empty():
            mending.due.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.go.emit(steps)

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
        fair = self.mark.value() == Mark.FAIR.value and not self._locked
        if fair or self._mending is not None:
            self._made_mending().setVisible(fair)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the marks below the question where there is no room beside it."""
        super().resizeEvent(event)
        fold(self._question, self.width(), px(_NARROW))


def _small(placeholder: str, name: str) -> TextField:
    field = TextField(placeholder=placeholder, width=60, max_length=300)
    field.setProperty("look", "filter")
    field.setAccessibleName(name)
    return field


def _indented(label: PlainLabel) -> PlainLabel:
    label.setContentsMargins(px(_NUMBER), 0, 0, 0)
    label.hide()
    return label


def _write(field: TextField, text: str) -> None:
    if field.value() != text:
        field.set_value(text)


def _said(answer: Answer) -> str:
    parts = (
        ("コメント", answer.comment),
        ("確かめた資料", answer.evidence),
        ("直してもらうこと", answer.condition),
        ("期限", both(answer.due_on) if answer.due_on else ""),
    )
    return "　".join(f"{name}: {text}" for name, text in parts if text)
