"""The parts of a form one below the other: the opening, each clause, the end. Only the one being written is unfolded."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.sheet_checks import block_title
from ashibue_desk.domain.wordings import FormText
from ui.widgets.buttons import FoldButton
from ui.widgets.card import Card, row
from ui.widgets.labels import SupportText, Tag


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its key, what stands on its line, and how it begins."""

    key: str
    title: str
    begins: str


def parts_of(text: FormText) -> Iterator[Part]:
    """Yield the parts of a wording in the order of the paper."""
    if text.sheet is None:
        yield Part("lead", "前文", text.lead)
    for at, clause in enumerate(text.clauses):
        begins = "　".join(
            words for each in clause.passages[:3] for words in (each.text, *each.items) if words
        )
        yield Part(f"clauses.{at}", f"{at + 1}　{block_title(clause)}", begins)
    if text.sheet is not None:
        yield Part("closing", "印と保管", "　".join(one.label for one in text.texts))
    elif text.closing or text.clauses or text.texts:
        yield Part("closing", "結び", text.closing or " ".join(one.label for one in text.texts))


def part_of(key: str) -> str:
    """Return the key of the part in which a text stands."""
    head, *rest = key.split(".")
    if head == "clauses" and rest:
        return f"clauses.{rest[0]}"
    return "lead" if head in ("lead", "after_lead") else "closing"


class PartCard(Card):
    """One part: its line, and below it what is written there while it is unfolded. ``toggled(key)`` from its line."""

    toggled = Signal(str)

    def __init__(self, part: Part, parent: QWidget) -> None:
        super().__init__("", parent)
        self.part = part
        self.unfolded = False
        self.line = FoldButton("", self)
        self.line.clicked.connect(self._toggle)
        self.tag = Tag("直すところあり", "error", self)
        self.tag.hide()
        self.begins = SupportText("", self)
        self.head = row(gap=8)
        self.head.addWidget(self.line, 1)
        self.head.addWidget(self.tag)
        self.body.addLayout(self.head)
        self.body.addWidget(self.begins)
        self.show_part(part)

    def show_part(self, part: Part) -> None:
        """Show another title and beginning."""
        self.part = part
        sign = "－" if self.unfolded else "＋"
        self.line.set_words(f"{sign}　{part.title}")
        state = "開いています" if self.unfolded else "たたんでいます"
        self.line.setAccessibleName(f"{part.title}({state})")
        begins = part.begins if len(part.begins) < 42 else f"{part.begins[:40]}…"
        self.begins.setText(begins)
        self.begins.setVisible(bool(begins) and not self.unfolded)

    def _toggle(self) -> None:
        self.toggled.emit(self.part.key)
