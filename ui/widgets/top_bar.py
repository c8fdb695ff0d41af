"""The bar on top: search, today in both calendars, lock."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme.theme import px
from ui.widgets.buttons import KeyButton
from ui.widgets.card import row
from ui.widgets.labels import PlainLabel


class TopBar(QFrame):
    """Holds the search field at the left, date and lock at the right."""

    def __init__(self, search: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "topbar")
        layout = row(gap=16)
        layout.setContentsMargins(px(32), px(8), px(24), px(8))
        self.setLayout(layout)
        self._search = search
        search.setMinimumWidth(px(180))
        search.setMaximumWidth(px(380))
        layout.addWidget(search, 3)
        layout.addStretch(1)
        self._date = PlainLabel("", self, look="body")
        layout.addWidget(self._date)
        self.lock_button = KeyButton("ロック", "Ctrl L", self)
        layout.addWidget(self.lock_button)

    def show_date(self, text: str) -> None:
        """Show today."""
        self._date.setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up the date where there is no room for it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        taken = self._search.minimumWidth() + self.lock_button.sizeHint().width() + px(32 + 24 + 16 * 3)
        self._date.setVisible(taken + self._date.sizeHint().width() <= self.width())
