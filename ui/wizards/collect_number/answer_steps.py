"""The steps that only choose: which affairs, and by which route."""

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.affairs import Affair
from ashibue_desk.domain.identity import Route
from ashibue_desk.domain.problems import Problem
from ui.widgets.card import column
from ui.widgets.check_group import CheckChoice, CheckGroup
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.wizard_frame import StepWidget
from ui.wizards.collect_number.flow import CollectFlow
from ui.wizards.collect_number.steps import ROUTE_NAMES, ROUTE_TEXTS, WORKER_BRINGS, confirmed


class AffairsStep(StepWidget):
    """One check box for each affair of the closed list that concerns this person."""

    def __init__(self, flow: CollectFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        layout = column()
        self.setLayout(layout)
        self.group = CheckGroup(parent=self)
        layout.addWidget(self.group)

    def load(self) -> None:
        """Offer the affairs, those that are usual for the category first, with those chosen ticked."""
        facts = self._flow.facts
        affairs = facts.affairs if facts is not None else ()
        usual = facts.default_affairs if facts is not None else ()
        self.group.set_choices([_choice(one) for one in sorted(affairs, key=lambda one: one.id not in usual)])
        self.group.set_value(self._flow.answers.affair_ids)

    def store(self) -> None:
        """Keep what is ticked."""
        self._flow.answers.affair_ids = self.group.value()

    def first_focus(self) -> QWidget | None:
        """Begin at the first box."""
        return next(iter(self.group.boxes()), None)


def _choice(affair: Affair) -> CheckChoice:
    tag = "" if confirmed(affair.source) else "根拠を確認中"
    return CheckChoice(affair.id, affair.name, tag=tag)


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
            [ChoiceCard(route.value, ROUTE_NAMES[route], self._words(route)) for route in routes]
        )
        route = self._flow.answers.route
        self.cards.set_value(route.value if route is not None else "")

    def _words(self, route: Route) -> str:
        """Return how the number comes by ``route``: a worker who verifies it brings it, too."""
        facts = self._flow.facts
        ways = facts.combinations(route, facts.today) if facts is not None else ()
        by_worker = bool(ways) and all(way.checked_by_worker for way in ways)
        return WORKER_BRINGS.get(route, ROUTE_TEXTS[route]) if by_worker else ROUTE_TEXTS[route]

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
