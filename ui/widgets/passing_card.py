"""A card inside a page that comes when it is asked for and goes when it is done: Esc puts it away, the keyboard returns."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.card import Card
from ui.widgets.keyboard_place import KeyboardPlace
from ui.widgets.sight import keep_whole


class PassingCard(Card):
    """Hidden at first. ``given_up`` when it was put away without its act."""

    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("　", parent)
        self._before = KeyboardPlace()
        keep_whole(self)
        self.hide()

    def put_away(self) -> None:
        """Hide the card: nothing is done."""
        self.hide()
        self.given_up.emit()

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - Qt's signature
        """Remember who had the keyboard when the card comes, and give it back when the card goes."""
        if visible and self.isHidden():
            self._before.remember(self.window())
        now = QApplication.focusWidget()
        held = now is not None and self.isAncestorOf(now)
        super().setVisible(visible)
        if not visible and held:
            self._before.give_back()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from leaving the page."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the card away with Esc."""
        if _is_escape(event):
            self.put_away()
            return
        super().keyPressEvent(event)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
