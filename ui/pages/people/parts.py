"""Small parts of a person's page: facts side by side, lines of what happened, people to open."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ashibue_desk.domain.people import Person
from ui.theme.theme import px
from ui.widgets.buttons import TextButton
from ui.widgets.card import Card, Rule, clear, column, row
from ui.widgets.labels import PlainLabel, SupportText
from ui.widgets.small_parts import TitledText
from ui.wording.people import CATEGORY_NAMES


class FactsGrid(QWidget):
    """Facts in two columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(24))
        self._grid.setVerticalSpacing(px(12))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show other facts."""
        clear(self._grid)
        for at, (title, text) in enumerate(facts):
            self._grid.addWidget(TitledText(title, text, self), at // 2, at % 2, Qt.AlignmentFlag.AlignTop)


class LinesCard(Card):
    """What happened, the newest on top; hidden or with one calm sentence while nothing did."""

    def __init__(self, title: str, nothing: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._nothing = nothing

    def show_lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        """Show other lines."""
        clear(self.body)
        self.setVisible(bool(lines or self._nothing))
        if not lines:
            self.body.addWidget(SupportText(self._nothing, self))
        for at, (said, softer) in enumerate(lines):
            if at:
                self.body.addWidget(Rule(self))
            words = column(gap=2)
            words.addWidget(PlainLabel(said, self, wrap=True))
            words.addWidget(SupportText(softer, self))
            self.body.addLayout(words)


class PersonLink(TextButton):
    """A person's name that opens their page."""

    chosen = Signal(str)

    def __init__(self, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(person.name, parent)
        self._person_id = person.id
        self.setAccessibleName(f"{person.name}さんを開く")
        self.clicked.connect(self._choose)

    def _choose(self) -> None:
        self.chosen.emit(self._person_id)


class PeopleCard(Card):
    """The family of a worker, or the worker of a family member. ``chosen`` carries the id of whom to open."""

    chosen = Signal(str)

    def show_people(self, people: tuple[Person, ...], nothing: str) -> None:
        """Show other people."""
        clear(self.body)
        if not people:
            self.body.addWidget(SupportText(nothing, self))
        for person in people:
            line = row(gap=12)
            link = PersonLink(person, self)
            link.chosen.connect(self.chosen)
            line.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
            words = (CATEGORY_NAMES[person.entry.category], person.entry.relation)
            number = "番号は取得済" if person.has_number else "番号はまだ受け取っていません"
            facts = SupportText("・".join(part for part in (*words, number) if part), self)
            line.addWidget(facts, 1, Qt.AlignmentFlag.AlignVCenter)
            self.body.addLayout(line)
