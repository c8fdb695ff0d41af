"""The step that asks where the vault and the key of this PC will lie."""

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.problems import Problem
from ui.widgets.card import column
from ui.widgets.wizard_frame import StepWidget
from ui.wizards.door_parts.key_cards import KeyCards
from ui.wizards.door_parts.key_choice import KeyChoice
from ui.wizards.door_parts.place_row import PlaceRow


class PlaceFlow(Protocol):
    """The part of a flow that this step draws."""

    place: Path
    key_choice: KeyChoice

    def choose_folder(self, folder: Path) -> None:
        """Take another folder."""


class PlaceStep(StepWidget):
    """Draws place and key of a flow."""

    def __init__(self, flow: PlaceFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        layout = column(gap=24)
        self.setLayout(layout)
        self.place = PlaceRow(
            "保管庫の場所", "このPCの内蔵ディスクに置きます。ふつうは、このままで大丈夫です。", self
        )
        self.key_cards = KeyCards(flow.key_choice, self)
        layout.addWidget(self.place)
        layout.addWidget(self.key_cards)
        self.place.chosen.connect(self._take_folder)

    def load(self) -> None:
        """Show place and choice."""
        self.place.show_place(self._flow.place)
        self.key_cards.load()

    def store(self) -> None:
        """Put the choice into the flow."""
        self.key_cards.store()

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Show problems beside their parts."""
        return self.key_cards.show_problems(self.place.take(problems))

    def first_focus(self) -> QWidget | None:
        """Begin with the place of the key, at what is chosen."""
        buttons = self.key_cards.cards.buttons()
        return next((button for button in buttons if button.isChecked()), buttons[0] if buttons else None)

    def _take_folder(self, folder: Path) -> None:
        self._flow.choose_folder(folder)
        self.place.show_place(self._flow.place)
        self.place.show_problem(None)
