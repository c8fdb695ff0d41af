"""A name drawn as a link, shortened with … where there is no room; the whole name stays for screen readers and the tip."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.plain_label import tip_text
from ui.theme.theme import px
from ui.widgets.buttons import TextButton


class NameLink(TextButton):
    """A link that gives way: it asks for the room of its name and does with a few characters."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._name = name
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of the whole name."""
        self.ensurePolished()
        wide = self.fontMetrics().horizontalAdvance(self._name) + self._frame()
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the room of a few characters."""
        whole = self.sizeHint()
        few = self.fontMetrics().horizontalAdvance("あ" * 6) + self._frame()
        return QSize(min(few, whole.width()), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the name to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the font changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_name"):
            self.updateGeometry()
            self._fit()

    def _frame(self) -> int:
        return px(12) + 8

    def _fit(self) -> None:
        room = self.width() - self._frame() + 2
        shown = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        if shown.replace("&", "&&") != self.text():
            self.setText(shown.replace("&", "&&"))
        self.setToolTip("" if shown == self._name else tip_text(self._name))


class KeyLink(NameLink):
    """A link that carries a key: ``asked(key)`` when it is pressed."""

    asked = Signal(str)

    def __init__(self, key: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._key = key
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        self.asked.emit(self._key)
