"""The window before a vault is open: one widget at a time."""

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from ui.theme.theme import px


class DoorWindow(QWidget):
    """Holds the unlock screen, the welcome, or a wizard. ``seen`` follows once, when all of it stands on the screen."""

    seen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("あしぶえデスク")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget(self)
        layout.addWidget(self._stack)
        self.setMinimumSize(px(480), min(px(420), 600))  # at 200 % it still fits a screen of 800
        self.resize(first_size(self))
        self._is_seen = False
        QApplication.instance().focusChanged.connect(self._keyboard_moved)  # type: ignore[union-attr]

    def _keyboard_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._is_seen and now is not None:
            from ui.widgets.sight import keyboard_moved  # the unlock screen comes first

            keyboard_moved(self, now)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell, once, that the window is drawn: its parts are drawn right after it, before any timer."""
        super().paintEvent(event)
        if not self._is_seen:
            self._is_seen = True
            QTimer.singleShot(0, self, self.seen.emit)

    def shown(self) -> QWidget | None:
        """Return the widget that fills the window."""
        return self._stack.currentWidget()

    def show_widget(self, widget: QWidget) -> None:
        """Show ``widget`` and let the one before go."""
        before = self._stack.currentWidget()
        if before is widget:
            return
        first = widget.focusWidget()  # what took the keyboard while it was made: it was not shown then
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if first is not None:
            first.setFocus()
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()


def first_size(window: QWidget) -> QSize:
    """Return how large a window is at first: 1280 x 832, on a smaller screen what that leaves beside its title bar."""
    room = window.screen().availableSize() - QSize(0, 32)
    return QSize(1280, 832).boundedTo(room).expandedTo(window.minimumSize())


def bring_forward(window: QWidget) -> None:
    """Show a window in front of the others, also when it was minimised."""
    if window.isMinimized():
        window.showNormal()
    else:
        window.show()
    window.raise_()
    window.activateWindow()
