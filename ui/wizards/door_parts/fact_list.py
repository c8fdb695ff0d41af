"""Labels and words beside one another, to compare or to confirm."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme.theme import px
from ui.widgets.card import clear
from ui.widgets.labels import PlainLabel


class FactList(QWidget):
    """Shows pairs of label and words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QGridLayout()
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(px(20))
        self._layout.setVerticalSpacing(px(8))
        self._layout.setColumnStretch(1, 1)
        self.setLayout(self._layout)

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Show these pairs instead of the ones before."""
        clear(self._layout)
        for at, (label, words) in enumerate(facts):
            name = PlainLabel(label, self, look="label")
            text = PlainLabel(words, self, wrap=True)
            self._layout.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
            self._layout.addWidget(text, at, 1)

    def words(self) -> tuple[str, ...]:
        """Return everything that is shown, in order."""
        return tuple(label.text() for label in self.findChildren(PlainLabel))
