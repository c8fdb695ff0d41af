"""The steps that only choose: which affairs, and by which route."""

from PySide6.QtWidgets import QCheckBox, QWidget

from ashibue_desk.domain.affairs import Affair
from ashibue_desk.domain.identity import Route
from ashibue_desk.domain.problems import Problem
from ui.widgets.card import clear, column, row
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.labels import Tag
from ui.widgets.wizard_frame import StepWidget
from ui.wizards.collect_number.flow import CollectFlow
from ui.wizards.collect_number.steps import ROUTE_NAMES, ROUTE_TEXTS, confirmed


class AffairsStep(StepWidget):
    """One check box for each affair of the closed list that concerns this person."""

    def __init__(self, flow: CollectFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._layout = column(gap=4)
        self.setLayout(self._layout)
        self.boxes: dict[str, QCheckBox] = {}

    def load(self) -> None:
        """Offer the affairs, with those chosen ticked."""
        facts = self._flow.facts
        clear(self._layout)
        self.boxes = {}
        for affair in facts.affairs if facts is not None else ():
            self._add(affair)

    def _add(self, affair: Affair) -> None:
        box = QCheckBox(affair.name, self)
        box.setAccessibleName(affair.name)
        box.setAccessibleDescription(affair.source.basis)
        box.setToolTip(affair.source.basis)
        box.setChecked(affair.id in self._flow.answers.affair_ids)
        line = row(gap=8)
        line.addWidget(box)
        if not confirmed(affair.source):
            line.addWidget(Tag("根拠を確認中", "warning", self))
        line.addStretch(1)
        self._layout.addLayout(line)
        self.boxes[affair.id] = box

    def store(self) -> None:
        """Keep what is ticked."""
        self._flow.answers.affair_ids = tuple(key for key, box in self.boxes.items() if box.isChecked())

    def first_focus(self) -> QWidget | None:
        """Begin at the first box."""
        return next(iter(self.boxes.values()), None)


class RouteStep(StepWidget):
    """One card for each route that is possible for this person."""

    def __init__(self, flow: CollectFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        layout = column()
        self.setLayout(layout)
        self.cards = ChoiceCards((), self)
        layout.addWidget(self.cards)

    def load(self) -> None:
        """Offer the routes."""
        facts = self._flow.facts
        routes = facts.routes if facts is not None else ()
        self.cards.set_cards(
            [ChoiceCard(route.value, ROUTE_NAMES[route], ROUTE_TEXTS[route]) for route in routes]
        )
        route = self._flow.answers.route
        self.cards.set_value(route.value if route is not None else "")

    def store(self) -> None:
        """Keep the chosen route."""
        value = self.cards.value()
        if value:
            self._flow.set_route(Route(value))

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Frame the cards where none is chosen; the sentence is the frame's."""
        self.cards.show_wrong(bool(problems))
        return problems

    def first_focus(self) -> QWidget | None:
        """Begin at the chosen card, or the first."""
        buttons = self.cards.buttons()
        chosen = (button for button in buttons if button.isChecked())
        return next(chosen, buttons[0] if buttons else None)
