"""The few pages that belong together, side by side above their contents, the present one marked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import TextButton
from ui.widgets.wrap_layout import WrapLayout


class _SectionButton(TextButton):
    """One of the pages; it carries its key."""

    chosen = Signal(str)

    def __init__(self, key: str, title: str, parent: QWidget, *, here: bool) -> None:
        super().__init__(title, parent)
        self._key = key
        self.setProperty("look", "outline" if here else "text")
        self.setAccessibleName(f"{title}(いま開いています)" if here else f"{title}を開く")
        self.clicked.connect(self._choose)

    def _choose(self) -> None:
        self.chosen.emit(self._key)


class SectionBar(QWidget):
    """``chosen(key)`` when another of the pages is asked for."""

    chosen = Signal(str)

    def __init__(
        self, entries: Sequence[tuple[str, str]], current: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("関係する画面")
        line = WrapLayout(gap=8)
        self.setLayout(line)
        for key, title in entries:
            button = _SectionButton(key, title, self, here=key == current)
            button.chosen.connect(self._choose)
            line.addWidget(button)
        self._current = current
        self.setVisible(len(entries) > 1)

    def _choose(self, key: str) -> None:
        if key != self._current:
            self.chosen.emit(key)
