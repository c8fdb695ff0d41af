"""A stack as tall as the widget it shows, not as the tallest it holds."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget


class FitStack(QStackedWidget):
    """Asks only the widget that is shown for its size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.currentChanged.connect(self._changed)

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that narrower means taller where that is so for what is shown."""
        shown = self.currentWidget()
        return shown is not None and shown.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """Return the height of what is shown."""
        shown = self.currentWidget()
        return shown.heightForWidth(width) if shown is not None else 0

    def sizeHint(self) -> QSize:
        """Return the size of what is shown."""
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else QSize()

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size of what is shown."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else QSize()

    def _changed(self, _at: int) -> None:
        self.updateGeometry()
