"""Facts side by side and lines of what happened: the calm parts of a detail page."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme.theme import px
from ui.widgets.card import Card, Rule, clear, column
from ui.widgets.labels import PlainLabel, SupportText
from ui.widgets.small_parts import TitledText


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

    def __init__(
        self,
        title: str,
        nothing: str = "",
        parent: QWidget | None = None,
        *,
        action: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent, action=action)
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
