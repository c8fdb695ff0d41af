"""A stack as tall as the widget it shows, not as the tallest it holds (which is what ``QStackedWidget`` does)."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.card import column


class FitStack(QWidget):
    """Several widgets of which one is shown; layouts ignore the hidden ones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = column(gap=0)
        self.setLayout(self._layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._widgets: list[QWidget] = []

    def addWidget(self, widget: QWidget) -> None:
        """Put a widget in; the first one is shown."""
        self._layout.addWidget(widget)
        widget.setVisible(not self._widgets)
        self._widgets.append(widget)

    def setCurrentWidget(self, widget: QWidget) -> None:
        """Show ``widget`` instead of the others."""
        for each in self._widgets:
            each.setVisible(each is widget)
        self.updateGeometry()

    def currentWidget(self) -> QWidget | None:
        """Return the widget that is shown."""
        return next((each for each in self._widgets if not each.isHidden()), None)
