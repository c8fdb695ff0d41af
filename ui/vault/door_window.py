"""The window before a vault is open: one widget at a time."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.theme.theme import px


class DoorWindow(QWidget):
    """Holds the unlock screen, the welcome, or a wizard."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("あしぶえデスク")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget(self)
        layout.addWidget(self._stack)
        self.setMinimumSize(px(480), px(420))
        self.resize(1280, 832)

    def shown(self) -> QWidget | None:
        """Return the widget that fills the window."""
        return self._stack.currentWidget()

    def show_widget(self, widget: QWidget) -> None:
        """Show ``widget`` and let the one before go."""
        before = self._stack.currentWidget()
        if before is widget:
            return
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()


def bring_forward(window: QWidget) -> None:
    """Show a window in front of the others, also when it was minimised."""
    if window.isMinimized():
        window.showNormal()
    else:
        window.show()
    window.raise_()
    window.activateWindow()
