"""The questions of one group, one below the other; the keyboard runs through them."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.contractors.answer_sheet import AnswerSheet
from ui.pages.contractors.criterion_row import CriterionRow
from ui.widgets.card import column
from ui.widgets.turns import Turns

_AT_ONCE: Final = 4  # rows of the first screen


class GroupPanel(QWidget):
    """Rows of one group. ``changed`` carries a criterion's id; ``passed(steps)`` when the keyboard runs over an end."""

    changed = Signal(str)
    passed = Signal(int)
    reached = Signal(QWidget)

    def __init__(self, sheet: AnswerSheet, at: int, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = sheet.rules.groups[at]
        self._day = day
        self._sheet, self._locked = sheet, True
        self._layout = column(gap=0)
        self.setLayout(self._layout)
        self._rows: list[CriterionRow] = []
        self._turns = Turns(self)

    @property
    def rows(self) -> tuple[CriterionRow, ...]:
        """Every row; those that were to come are made now."""
        self._turns.finish()
        return tuple(self._rows)

    def show_sheet(self, sheet: AnswerSheet, *, locked: bool) -> None:
        """Show the answers: the first rows at once, the rest one a turn."""
        self._sheet, self._locked = sheet, locked
        if self._rows:
            for line in self.rows:
                self._fill(line)
            return
        self._turns.begin(self._build())
        self._reach_to(_AT_ONCE - 1)

    def _build(self) -> Iterator[None]:
        for criterion in self.group.criteria:
            line = CriterionRow(criterion, self._sheet.number(criterion.id), self._day, self)
            line.resize(self.width(), line.height())  # as wide as it will stand: its texts are broken once
            self._fill(line)
            line.changed.connect(self.changed)
            line.go.connect(self._go)
            self._layout.addWidget(line)
            self._rows.append(line)
            yield

    def _fill(self, line: CriterionRow) -> None:
        one = line.criterion.id
        line.show_answer(self._sheet.answer(one), self._sheet.view.last_answers.get(one))
        line.lock(self._locked)

    def _reach_to(self, at: int) -> None:
        """Make the rows up to ``at``, counted from 0, now."""
        while len(self._rows) <= at and not self._turns.is_done():
            self._turns.step()

    def row(self, criterion_id: str) -> CriterionRow | None:
        """Return the row of a criterion, if it is in this group."""
        return next((line for line in self.rows if line.criterion.id == criterion_id), None)

    def begin(self, *, at_end: bool = False, unanswered: bool = False) -> None:
        """Give the keyboard to the first row (the first without a mark), or to the last."""
        at = len(self.group.criteria) - 1 if at_end else 0
        if unanswered:
            marks = [self._sheet.answer(one.id).mark for one in self.group.criteria]
            at = next((here for here, mark in enumerate(marks) if mark is None), 0)
        self._reach_to(at)
        self._reach(self._rows[at])

    def _go(self, steps: int) -> None:
        here = next((at for at, line in enumerate(self._rows) if line is self.sender()), 0)
        self._reach_to(here + steps)
        if 0 <= here + steps < len(self._rows):
            self._reach(self._rows[here + steps])
        else:
            self.passed.emit(steps)

    def _reach(self, line: CriterionRow) -> None:
        line.take_keyboard()
        self.reached.emit(line)
