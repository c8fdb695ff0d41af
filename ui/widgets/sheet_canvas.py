"""One sheet of paper on the screen, painted from its marks at any size."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from forms.sheets import Ink, Mark, Ring, Rule, Sheet
from ui.desktop.paper_brush import FontShelf, PaperBrush
from ui.theme.theme import px, theme

_WHITE: Final = QColor("white")  # paper is white in the dark as well


class SheetCanvas(QWidget):
    """Shows a sheet ``scale`` pixels to the point, with a thin edge round it. Only what is seen is painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._scale = 1.0
        self._shelf: FontShelf = {}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def scale(self) -> float:
        """Return the pixels to the point."""
        return self._scale

    def show_sheet(self, sheet: Sheet | None, scale: float) -> None:
        """Show a sheet, or nothing."""
        self._sheet, self._scale = sheet, scale
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the sheet with its edge."""
        if self._sheet is None:
            return QSize(0, 0)
        return QSize(round(self._sheet.width * self._scale) + 2, round(self._sheet.height * self._scale) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper and the marks within what is to be painted."""
        if self._sheet is None:
            return
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.fillRect(self.rect(), _WHITE)
        low = self._sheet.height - event.rect().bottom() / self._scale - 1
        high = self._sheet.height - event.rect().top() / self._scale + 1
        brush = PaperBrush(painter, self._shelf)
        painter.save()
        points = QTransform(self._scale, 0, 0, -self._scale, 1, self._sheet.height * self._scale + 1)
        painter.setWorldTransform(points, combine=True)
        for mark in self._sheet.marks:
            if _meets(mark, low, high):
                brush.paint(mark)
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(theme().colour("edge_strong"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self.rect()).adjusted(0, 0, -1, -1))
        painter.end()


def fitting_scale(sheet: Sheet, width: float, height: float | None = None) -> float:
    """Return the scale at which ``sheet`` is ``width`` pixels wide, and no higher than ``height``."""
    scale = (width - 2) / sheet.width
    if height is not None:
        scale = min(scale, (height - 2) / sheet.height)
    return max(scale, px(100) / sheet.width)


def _meets(mark: Mark, low: float, high: float) -> bool:
    """Whether a mark reaches between two heights, in points from the lower edge."""
    if isinstance(mark, Ink):
        return mark.y - mark.size <= high and mark.y + mark.size >= low
    if isinstance(mark, Rule):
        return min(mark.y1, mark.y2) - mark.line <= high and max(mark.y1, mark.y2) + mark.line >= low
    if isinstance(mark, Ring):
        return mark.y - mark.radius - mark.line <= high and mark.y + mark.radius + mark.line >= low
    return mark.y - mark.line <= high and mark.y + mark.height + mark.line >= low
