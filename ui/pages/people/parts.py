"""Small parts of a person's page: the people of the family, to open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.people import Person
from ui.widgets.buttons import TextButton
from ui.widgets.card import Card, clear, row
from ui.widgets.labels import SupportText
from ui.wording.people import CATEGORY_NAMES


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
