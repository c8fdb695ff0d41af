"""Whose it is: somebody of the register, offered while typing, or a few words where nobody there is meant."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QModelIndex, QStringListModel, Signal
from PySide6.QtWidgets import QCompleter, QStyledItemDelegate, QWidget

from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.search_key import matches, query_key
from ui.widgets.card import column
from ui.widgets.fields import TextField
from ui.widgets.labels import SupportText

_MOST: Final = 8
_OF_REGISTER: Final = "名簿の人: {name}({detail})"
_IN_WORDS: Final = "名簿から選んでいません。入力したことばのまま記録します。"


@dataclass(frozen=True)
class PersonChoice:
    """Somebody who is offered: name, what tells them apart, and the search key."""

    id: str
    name: str
    detail: str
    search_key: str = field(repr=False)


class PersonField(QWidget):
    """One line; what is typed is looked for by name, kana and code. ``changed`` follows every change of the choice."""

    left = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, placeholder: str = "") -> None:
        super().__init__(parent)
        self._people: tuple[PersonChoice, ...] = ()
        self._hits: tuple[PersonChoice, ...] = ()
        self._chosen: PersonChoice | None = None
        self.line = TextField(self, width=24, placeholder=placeholder)
        self.reading = SupportText("", self)
        layout = column(gap=4)
        self.setLayout(layout)
        layout.addWidget(self.line)
        layout.addWidget(self.reading)
        self.setFocusProxy(self.line)
        self._offers = QStringListModel(self)
        self._completer = QCompleter(self._offers, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self.line)
        if (popup := self._completer.popup()) is not None:
            popup.setProperty("look", "offers")
            popup.setItemDelegate(QStyledItemDelegate(popup))  # the one Qt puts there knows no style sheet
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index] # the stubs know one of both
        self.line.textEdited.connect(self._typed)
        self.line.left.connect(self._leave)

    def set_people(self, people: Sequence[PersonChoice]) -> None:
        """Offer these people."""
        self._people = tuple(people)

    def value(self) -> str:
        """Return what stands in the line."""
        return self.line.value()

    def person_id(self) -> str:
        """Return the id of whom was chosen, empty for words."""
        return self._chosen.id if self._chosen is not None else ""

    def choose(self, person_id: str) -> None:
        """Choose somebody of the register; an unknown id changes nothing."""
        found = next((one for one in self._people if one.id == person_id), None)
        if found is not None:
            self.line.set_value(found.name)
            self._choose(found)

    def set_value(self, words: str) -> None:
        """Show words that name nobody of the register."""
        self.line.set_value(words)
        self._choose(None)

    def offered(self) -> tuple[str, ...]:
        """Return the names offered for what was typed last."""
        return tuple(one.name for one in self._hits)

    def is_empty(self) -> bool:
        """Return whether nothing was entered."""
        return self.line.is_empty()

    def problem(self) -> Problem | None:
        """Ask to choose where several people have the name that was typed."""
        if self._chosen is None and sum(one.name == self.value() for one in self._people) > 1:
            return Problem("group", "同じ名前の人がいます。一覧から選んでください。")
        return None

    def show_wrong(self, wrong: bool) -> None:  # noqa: FBT001 - the field's own state
        """Draw the red frame or take it off."""
        self.line.show_wrong(wrong)

    def setAccessibleName(self, name: str) -> None:
        """Name the line people type into."""
        self.line.setAccessibleName(name)

    def setAccessibleDescription(self, text: str) -> None:
        """Describe the line people type into."""
        self.line.setAccessibleDescription(text)

    def _typed(self, text: str) -> None:
        self._choose(None)
        query = query_key(text)
        found = (one for one in self._people if query and matches(one.search_key, query))
        self._hits = tuple(one for one, _at in zip(found, range(_MOST), strict=False))
        self._offers.setStringList([f"{one.name}　{one.detail}" for one in self._hits])
        if self._hits and self.line.hasFocus() and not self.line.composing:
            self._completer.complete()
        elif (popup := self._completer.popup()) is not None:
            popup.hide()

    def _take(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._hits):
            self.choose(self._hits[index.row()].id)

    def _leave(self) -> None:
        """Somebody typed a whole name that only one person has: that one is meant."""
        named = [one for one in self._people if one.name == self.value()]
        if self._chosen is None and len(named) == 1:
            self._choose(named[0])
        self.left.emit()

    def _choose(self, person: PersonChoice | None) -> None:
        self._chosen = person
        if person is not None:
            self.reading.setText(_OF_REGISTER.format(name=person.name, detail=person.detail))
        else:
            self.reading.setText("" if self.line.is_empty() else _IN_WORDS)
        self.changed.emit()
