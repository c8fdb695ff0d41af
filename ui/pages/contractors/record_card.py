"""A small form that records one act about a contractor and says what was recorded."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.desk import Desk
from ui.widgets.act_card import ActCard
from ui.widgets.field_row import FieldRow
from ui.widgets.page import Page


class RecordCard(ActCard):
    """Subclasses put fields into ``form`` and return the act in ``work``. ``recorded(answer)`` once it stands."""

    recorded = Signal(object)
    heading_words = ""
    hint_words = ""
    act_words = "記録する"
    said = "記録しました。"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.agreed.connect(self.record)

    def put(
        self,
        name: str,
        label: str,
        field: QWidget,
        *,
        required: bool | None = False,
        support: str = "",
    ) -> FieldRow:
        """Add a row; ``name`` is the field of the problems it shows."""
        return self.form.add(FieldRow(label, field, self.form, required=required, support=support, name=name))

    def begin(self) -> None:
        """Show the form."""
        self.ask(self.heading_words, self.hint_words, self.act_words)
        self._page.ensureWidgetVisible(self.act_button)
        self._page.ensureWidgetVisible(self.heading, 0, 0)  # where not all fits, the beginning counts

    def work(self) -> Callable[[Desk], Any]:
        """Return the act with what was typed."""
        raise NotImplementedError

    def record(self) -> None:
        """Do the act once; a second press waits for the answer of the first."""
        if self.act_button.isEnabled():
            self.act_button.setEnabled(False)
            self._page.context.operations.act(self, self.work(), self.answered, self.refused)

    def answered(self, answer: Any) -> None:
        """Show what was wrong, or tell that it stands."""
        self.act_button.setEnabled(True)
        if isinstance(answer, tuple):
            self.show_problems(answer)
            return
        self.hide()
        self.recorded.emit(answer)

    def refused(self, situation: Situation) -> None:
        """Let the page say what happened."""
        self.act_button.setEnabled(True)
        self._page.show_situation(situation)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show problems beside their fields, the others on the page."""
        left = self.form.show_problems(problems)
        if left:
            words = "\n".join(problem.sentence for problem in left)
            self._page.say("error", words, "まだ記録していません")
