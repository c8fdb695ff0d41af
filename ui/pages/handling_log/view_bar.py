"""The ways to look at the log, side by side, the present one marked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import TextButton
from ui.widgets.wrap_layout import WrapLayout


class _ViewButton(TextButton):
    """One of the ways; it carries its key."""

    chosen = Signal(str)

    def __init__(self, key: str, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._key = key
        self._title = title
        self.clicked.connect(self._choose)

    def show_here(self, key: str) -> None:
        """Mark the button if it is the present one."""
        here = key == self._key
        self.setProperty("look", "outline" if here else "text")
        self.setAccessibleName(f"{self._title}(いま開いています)" if here else f"{self._title}で見る")
        self.style().unpolish(self)
        self.style().polish(self)

    def _choose(self) -> None:
        self.chosen.emit(self._key)


class ViewBar(QWidget):
    """``chosen(key)`` when another way is asked for."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("記録の見方")
        self._current = entries[0][0]
        line = WrapLayout(gap=4)
        self.setLayout(line)
        self.buttons = {key: _ViewButton(key, title, self) for key, title in entries}
        for button in self.buttons.values():
            button.chosen.connect(self._choose)
            line.addWidget(button)
        self.choose(self._current)

    def current(self) -> str:
        """Return the key of the present way."""
        return self._current

    def choose(self, key: str) -> None:
        """Mark another way, without telling anybody."""
        self._current = key
        for button in self.buttons.values():
            button.show_here(key)

    def _choose(self, key: str) -> None:
        if key != self._current:
            self.chosen.emit(key)
