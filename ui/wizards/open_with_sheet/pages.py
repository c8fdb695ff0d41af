"""The step that asks who opens the vault and where the key of this PC goes."""

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.problems import Problem
from ui.widgets.card import column
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.field_row import FieldRow
from ui.widgets.wizard_frame import StepWidget
from ui.wizards.door_parts.key_cards import KeyCards
from ui.wizards.open_with_sheet.flow import OpenWithSheetFlow


class WhoStep(StepWidget):
    """The names in the vault as cards, and the place of the key."""

    def __init__(self, flow: OpenWithSheetFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        layout = column(gap=24)
        self.setLayout(layout)
        self.users = ChoiceCards((), self)
        self.row = FieldRow("利用者", self.users, self, required=True, name="user")
        self.key_cards = KeyCards(flow.key_choice, self)
        layout.addWidget(self.row)
        layout.addWidget(self.key_cards)

    def load(self) -> None:
        """Show whom one may choose from."""
        users = () if self._flow.must_look else self._flow.users or ()
        self.users.set_cards([ChoiceCard(user.user_id, user.name) for user in users])
        self.users.set_value(self._flow.user_id)
        self.row.setVisible(not self._flow.must_look)
        self.key_cards.load()

    def store(self) -> None:
        """Put the choices into the flow."""
        if not self._flow.must_look:
            self._flow.user_id = self.users.value()
            self.key_cards.store()

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Show problems beside their parts."""
        own = next((problem for problem in problems if problem.field == "user"), None)
        self.row.show_problem(own)
        return self.key_cards.show_problems(tuple(problem for problem in problems if problem is not own))
