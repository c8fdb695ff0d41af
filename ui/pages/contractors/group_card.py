"""The card in which a group of questions is answered, with how and when the office looked above them."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.contractor_evaluation import METHOD_NAMES
from ashibue_desk.domain.problems import Problem
from ui.pages.contractors.answer_sheet import AnswerSheet
from ui.pages.contractors.group_panel import GroupPanel
from ui.widgets.buttons import OutlineButton
from ui.widgets.card import Card, Rule, clear, row
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import SupportText

_KEYS = "1 ○　2 △　3 ×　4 該当なし　　Enter 次の項目　Shift+Enter 前の項目"


class GroupCard(Card):
    """One group at a time. ``turned(at)`` after another was opened, ``changed`` with a criterion's id."""

    changed = Signal(str)
    turned = Signal(int)
    reached = Signal(QWidget)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__("　", parent)
        self._day = day
        self.at = 0
        self._sheet: AnswerSheet | None = None
        self._locked = True
        self.panel: GroupPanel | None = None
        self._keys = SupportText(_KEYS, self)
        self.method = ChoiceField(tuple((one.value, name) for one, name in METHOD_NAMES.items()))
        self._seen = DateField(day=day)
        self._how = QWidget(self)
        line = row(gap=24)
        self._how.setLayout(line)
        line.addWidget(FieldRow("確かめ方(&M)", self.method, self._how))
        self.seen_row = FieldRow("確かめた日(&D)", self._seen, self._how, required=False, name="seen_on")
        line.addWidget(self.seen_row, 1)
        self._place = row(gap=0)
        buttons = row()
        self.back_button = OutlineButton("前の組", self)
        self.next_button = OutlineButton("次の組", self)
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.next_button)
        for part in (self._how, Rule(self), self._keys):
            self.body.addWidget(part)
        self.body.addLayout(self._place)
        self.body.addLayout(buttons)
        self.back_button.clicked.connect(self.previous_group)
        self.next_button.clicked.connect(self.next_group)

    def show_sheet(self, sheet: AnswerSheet, *, locked: bool, anew: bool) -> None:
        """Show the answers; ``anew`` begins with the first group that is not answered yet."""
        self._sheet, self._locked = sheet, locked
        head = sheet.view.head
        if anew:
            self.at = next((at for at, score in enumerate(sheet.scores()) if score.unanswered), 0)
            self._seen.set_value(head.seen_on)
            self.method.set_value(head.method.value)
            self._make_panel()
        elif self.panel is not None:
            self.panel.show_sheet(sheet, locked=locked)
        self._how.setVisible(not locked)
        self._keys.setVisible(not locked)

    def seen_on(self) -> date | None:
        """Return the day somebody looked."""
        return self._seen.value()

    def judge_dates(self) -> bool:
        """Say what is wrong with the day; return whether all can be kept."""
        problem = self.seen_row.judge()
        return problem is None or not problem.blocks

    def store(self, sheet: AnswerSheet) -> None:
        """Put the answers shown into ``sheet``."""
        if self.panel is not None:
            for line in self.panel.rows:
                answer = line.answer()
                if answer != sheet.answer(answer.criterion_id):
                    line.show_problem("")
                    sheet.put(answer)

    def begin(self) -> None:
        """Give the keyboard to the first question without a mark."""
        if self.panel is not None:
            self.panel.begin(unanswered=True)

    def open_group(self, at: int, *, at_end: bool = False) -> None:
        """Show group ``at`` and begin there."""
        if self._sheet is None or not 0 <= at < len(self._sheet.rules.groups):
            return
        self.at = at
        self._make_panel()
        if self.panel is not None and not self._locked:
            self.panel.begin(at_end=at_end)
        self.turned.emit(at)

    def next_group(self) -> None:
        """Show the group after this."""
        self.open_group(self.at + 1)

    def previous_group(self) -> None:
        """Show the group before this."""
        self.open_group(self.at - 1)

    def show_problems(self, sheet: AnswerSheet, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Show problems beside their questions, opening the first one's group; return those without a question."""
        mine = {one.field: one.sentence for one in problems if one.field in sheet.rules.criteria}
        if mine:
            first = next(iter(mine))
            if sheet.group_of(first) != self.at:
                self.open_group(sheet.group_of(first))
            self._say_beside(mine, first)
        left = [one for one in problems if one.field not in mine]
        for problem in left:
            if problem.field == "seen_on":
                self.seen_row.show_problem(problem)
        return tuple(one for one in left if one.field != "seen_on")

    def _say_beside(self, sentences: dict[str, str], first: str) -> None:
        if self.panel is not None:
            for line in self.panel.rows:
                line.show_problem(sentences.get(line.criterion.id, ""))
            target = self.panel.row(first)
            if target is not None:
                target.take_keyboard()
                self.reached.emit(target)

    def _make_panel(self) -> None:
        if self._sheet is None:
            return
        clear(self._place)
        group = self._sheet.rules.groups[self.at]
        self.heading.setText(f"{self.at + 1}　{group.name}")
        self.panel = GroupPanel(self._sheet, self.at, self._day, self)
        self.panel.changed.connect(self.changed)
        self.panel.passed.connect(self._passed)
        self.panel.reached.connect(self.reached)
        self.panel.show_sheet(self._sheet, locked=self._locked)
        self._place.addWidget(self.panel)
        self.back_button.setVisible(self.at > 0)
        self.next_button.setVisible(self.at + 1 < len(self._sheet.rules.groups))

    def _passed(self, steps: int) -> None:
        self.open_group(self.at + steps, at_end=steps < 0)
