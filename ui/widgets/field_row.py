"""One line of a form: label, 必須 or 任意, supporting text, field, and the problem beside it once it was left."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QSizePolicy, QWidget

from ashibue_desk.domain.problems import Problem
from ui.widgets.card import column, row
from ui.widgets.fields import Field
from ui.widgets.labels import PlainLabel, SupportText
from ui.widgets.turns import Turns

Check = Callable[[], Problem | None]
_EMPTY: Final = "{label}を入力してください。"
_A_SCREEN: Final = 5  # rows; more are seen of a form only after it is scrolled
_A_TURN: Final = 2  # rows of those below


class FieldRow(QWidget):
    """Holds one field. ``required``: 必須 when true, 任意 when false, no mark when ``None``.

    ``check`` judges beyond what the field itself does (it is called only for a filled field). The problem is shown after
    the field was left, and goes as soon as the entry is right; ``show_problems`` in ``Form`` shows all at once.
    """

    judged = Signal()

    def __init__(
        self,
        label: str,
        field: QWidget,
        parent: QWidget | None = None,
        *,
        required: bool | None = None,
        support: str = "",
        check: Check | None = None,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.name = name  # the ``Problem.field`` this row shows
        self._required = required
        self._check = check
        self._told = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._down = layout = column(gap=4)
        self.setLayout(layout)
        head = row(gap=8)
        self._label = PlainLabel(label, self, look="label")
        self._label.setBuddy(field)
        head.addWidget(self._label)
        self._head = head
        self._mark: PlainLabel | None = None
        self._draw_mark()
        head.addStretch(1)
        layout.addLayout(head)
        self._support = SupportText(support, self)
        self._support.setVisible(bool(support))
        layout.addWidget(self._support)
        layout.addWidget(field)
        self._problem: PlainLabel | None = None  # made for the first problem: most rows never have one
        field.setAccessibleName(self.spoken_name())
        field.setAccessibleDescription(support)
        self._listen()

    def set_label(self, label: str, *, required: bool | None) -> None:
        """Call the field otherwise, where another choice makes something else of it."""
        self._label.setText(label)
        self._required = required
        self._draw_mark()
        self.field.setAccessibleName(self.spoken_name())

    def _draw_mark(self) -> None:
        if self._mark is not None:
            self._head.removeWidget(self._mark)
            self._mark.hide()
            self._mark.deleteLater()
            self._mark = None
        if self._required is not None:
            words, look = ("必須", "must") if self._required else ("任意", "may")
            self._mark = PlainLabel(words, self, look=look)
            self._head.insertWidget(1, self._mark)

    def spoken_name(self) -> str:
        """Return the label as a screen reader says it."""
        mark = {True: "、必須", False: "、任意", None: ""}[self._required]
        return f"{self.label()}{mark}"

    def label(self) -> str:
        """Return the label without its mnemonic."""
        text = self._label.text()
        at = text.find("(&")
        return text[:at] if at >= 0 else text.replace("&", "")

    def problem(self) -> Problem | None:
        """Return what keeps the entry from being kept, or ``None``; nothing is drawn."""
        field = self._typed_field()
        if field.is_empty():
            return Problem(self.name, _EMPTY.format(label=self.label())) if self._required else None
        found = field.problem()
        if found is None and self._check is not None:
            found = self._check()
        return found

    def judge(self) -> Problem | None:
        """Show what is wrong beside the field, or that nothing is, and return it."""
        self._told = True
        found = self.problem()
        self.show_problem(found)
        self.judged.emit()
        return found

    def show_problem(self, problem: Problem | None) -> None:
        """Draw a problem found elsewhere (by a use case), or take it away."""
        sentence = problem.sentence if problem is not None else ""
        self._told = self._told or problem is not None
        self._say(sentence)
        self._typed_field().show_wrong(problem is not None and problem.blocks)
        self.field.setAccessibleDescription(
            " ".join(part for part in (sentence, self._support.text()) if part)
        )

    def _say(self, sentence: str) -> None:
        if self._problem is None and sentence:
            self._problem = PlainLabel("", self, look="problem", wrap=True)
            self._down.addWidget(self._problem)
        if self._problem is not None:
            self._problem.setText(sentence)
            self._problem.setVisible(bool(sentence))

    def set_support(self, text: str) -> None:
        """Change the supporting text."""
        self._support.setText(text)
        self._support.setVisible(bool(text))

    def problem_text(self) -> str:
        """Return the sentence shown beside the field."""
        return self._problem.text() if self._problem is not None and not self._problem.isHidden() else ""

    def _typed_field(self) -> Field:
        return self.field  # type: ignore[return-value] # every field offers the protocol; Qt's base class is no protocol

    def _listen(self) -> None:
        left = getattr(self.field, "left", None)
        if isinstance(left, SignalInstance):
            left.connect(self._left)
        for name in ("textChanged", "changed", "currentIndexChanged"):
            signal = getattr(self.field, name, None)
            if isinstance(signal, SignalInstance):
                signal.connect(self._edited)
                break

    def _left(self) -> None:
        """Judge after leaving; an empty field that was only passed through is not scolded."""
        if self._told or not self._typed_field().is_empty():
            self.judge()

    def _edited(self, *_changed: object) -> None:
        """While being mended, take the problem away as soon as it is gone; never add one."""
        if self._told and self.problem_text() and not getattr(self.field, "composing", False):
            found = self.problem()
            if found is None:
                self.show_problem(None)


class Form(QWidget):
    """Field rows below one another. ``add`` returns the row; ``judge`` shows all problems and goes to the first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FieldRow] = []
        self._turns = Turns(self)
        self._layout = column(gap=20)
        self.setLayout(self._layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def add(self, field_row: FieldRow) -> FieldRow:
        """Put a row at the end."""
        self._rows.append(field_row)
        self._layout.addWidget(field_row)
        return field_row

    def add_in_turns(self, rows: Iterator[FieldRow]) -> None:
        """Put what ``rows`` makes at the end: the first screen of it now, the others in turns.

        The fields of a long form exist before their rows, so that they can be filled and read meanwhile.
        """
        for field_row in islice(rows, _A_SCREEN):
            self.add(field_row)
        self._turns.begin(self._add_the_rest(rows))

    def _add_the_rest(self, rows: Iterator[FieldRow]) -> Iterator[None]:
        while some := tuple(islice(rows, _A_TURN)):
            for field_row in some:
                field_row.resize(self.width(), field_row.height())  # its texts are broken once
                self.add(field_row)
            yield

    def first_field(self) -> QWidget | None:
        """Return the field to begin with."""
        return self._rows[0].field if self._rows else None

    def rows(self) -> tuple[FieldRow, ...]:
        """Return the rows in order; those that were to come are made now."""
        self._turns.finish()
        return tuple(self._rows)

    def judge(self) -> tuple[Problem, ...]:
        """Show every problem beside its field, put the keyboard into the first, and return the blocking ones."""
        found = [(field_row, field_row.judge()) for field_row in self.rows() if not _put_away(field_row)]
        bad = [(field_row, problem) for field_row, problem in found if problem is not None and problem.blocks]
        if bad:
            bad[0][0].field.setFocus(Qt.FocusReason.OtherFocusReason)
        return tuple(problem for _row, problem in bad)

    def show_problems(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show problems a use case returned beside the rows of their ``name``; return those without a row.

        The keyboard goes into the first of these rows.
        """
        by_name = {field_row.name: field_row for field_row in self.rows() if field_row.name}
        homeless = []
        wrong = set()
        for problem in problems:
            if problem.field in by_name:
                by_name[problem.field].show_problem(problem)
                wrong.add(problem.field)
            else:
                homeless.append(problem)
        first = next((each for each in self._rows if each.name in wrong and not _put_away(each)), None)
        if first is not None:
            first.field.setFocus(Qt.FocusReason.OtherFocusReason)
        return tuple(homeless)

    def show_only(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show these problems and no others; else as ``show_problems``."""
        self.clear_problems()
        return self.show_problems(problems)

    def clear_problems(self) -> None:
        """Take away what was said to be wrong."""
        for field_row in self.rows():
            field_row.show_problem(None)


def _put_away(row_: FieldRow) -> bool:
    """Return whether a row was hidden on purpose; one that is merely not shown yet counts."""
    return row_.isHidden() and row_.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
