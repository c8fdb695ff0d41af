"""The questions of one group, one below the other; the keyboard runs through them."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.contractors.answer_sheet import AnswerSheet
from ui.pages.contractors.criterion_row import CriterionRow
from ui.widgets.card import column


class GroupPanel(QWidget):
    """Rows of one group. ``changed`` carries a criterion's id; ``passed(steps)`` when the keyboard runs over an end."""

    changed = Signal(str)
    passed = Signal(int)
    reached = Signal(QWidget)

    def __init__(self, sheet: AnswerSheet, at: int, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = sheet.rules.groups[at]
        layout = column(gap=0)
        self.setLayout(layout)
        self.rows = tuple(
            CriterionRow(criterion, sheet.number(criterion.id), day, self)
            for criterion in self.group.criteria
        )
        for line in self.rows:
            layout.addWidget(line)
            line.changed.connect(self.changed)
            line.go.connect(self._go)

    def show_sheet(self, sheet: AnswerSheet, *, locked: bool) -> None:
        """Show the answers; what stands already is not written again, so that no cursor jumps."""
        for line in self.rows:
            one = line.criterion.id
            line.show_answer(sheet.answer(one), sheet.view.last_answers.get(one))
            line.lock(locked)

    def row(self, criterion_id: str) -> CriterionRow | None:
        """Return the row of a criterion, if it is in this group."""
        return next((line for line in self.rows if line.criterion.id == criterion_id), None)

    def begin(self, *, at_end: bool = False, unanswered: bool = False) -> None:
        """Give the keyboard to the first row (the first without a mark), or to the last."""
        rows = self.rows[::-1] if at_end else self.rows
        waiting = [line for line in rows if not line.mark.value()] if unanswered else []
        self._reach((waiting or list(rows))[0])

    def _go(self, steps: int) -> None:
        here = next((at for at, line in enumerate(self.rows) if line is self.sender()), 0)
        if 0 <= here + steps < len(self.rows):
            self._reach(self.rows[here + steps])
        else:
            self.passed.emit(steps)

    def _reach(self, line: CriterionRow) -> None:
        line.take_keyboard()
        self.reached.emit(line)
