"""The line that narrows a list: Esc empties it before it leaves the page, and a cross as large as the letters does the same."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import px
from ui.widgets.buttons import CloseButton
from ui.widgets.fields import TextField

_EMPTY: Final = "さがすことばを消す"


class FilterField(TextField):
    """A line to search in. Qt's own cross keeps its 16 pixels at any size of letters."""

    def __init__(self, parent: QWidget | None = None, *, placeholder: str = "", width: int = 20) -> None:
        super().__init__(parent, placeholder=placeholder, width=width)
        self.setProperty("look", "filter")
        self.cross = CloseButton(_EMPTY, self)
        self.cross.setToolTip(_EMPTY)
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc is the key for it
        self.cross.setCursor(Qt.CursorShape.ArrowCursor)
        self.cross.clicked.connect(self._empty)
        self.cross.hide()
        self.textChanged.connect(self._show_cross)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from leaving the page while there is something to empty."""
        if event.type() == QEvent.Type.ShortcutOverride and self._empties(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the line with Esc."""
        if self._empties(event):
            self.clear()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cross at the right end."""
        super().resizeEvent(event)
        self._place_cross()

    def _empties(self, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and bool(self.text())

    def _empty(self) -> None:
        self.clear()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _show_cross(self, text: str) -> None:
        self.cross.setVisible(bool(text))
        self._place_cross()

    def _place_cross(self) -> None:
        size = self.cross.sizeHint()
        room = size.width() + px(8) if self.text() else 0
        self.setTextMargins(0, 0, room, 0)
        self.cross.resize(size)
        self.cross.move(self.width() - size.width() - px(4), (self.height() - size.height()) // 2)
