"""A row that goes on in the next line where the room ends: buttons beside one another at any size of letters."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.theme.theme import px


class WrapLayout(QLayout):
    """Places its widgets from left to right in their own sizes; ``gap`` in pixels at 100 %, between them and the lines."""

    def __init__(self, gap: float = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = px(gap)
        self._sizes: list[tuple[QLayoutItem, QSize]] | None = (
            None  # of what is shown, until something changes
        )
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more at the end."""
        self._items.append(item)
        self.invalidate()

    def add_first(self, widget: QWidget) -> None:
        """Take one more at the beginning."""
        self.addWidget(widget)
        self._items.insert(0, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one of them, or ``None``."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one of them up, or return ``None``."""
        if not 0 <= index < len(self._items):
            return None
        item = self._items.pop(index)
        self.invalidate()
        return item

    def expandingDirections(self) -> Qt.Orientation:
        """It asks for no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The lines depend on the width, where there are any: asking costs all layouts round this one a second pass."""
        return bool(self._items)

    def invalidate(self) -> None:
        """Forget the sizes: something was added, hidden or has other words."""
        self._sizes = None
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at ``width``; the layouts round this one ask for the same dozens of times."""
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._arrange(QRect(0, 0, width, 0), place=False)
        return height

    def setGeometry(self, area: QRect) -> None:
        """Place everything in ``area``."""
        super().setGeometry(area)
        self._arrange(area, place=True)

    def sizeHint(self) -> QSize:
        """Return the room of one single line."""
        sizes = [size for _item, size in self._shown()]
        wide = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Return the room of the widest alone."""
        sizes = [item.minimumSize() for item, _size in self._shown()]
        wide = max((size.width() for size in sizes), default=0)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def _shown(self) -> list[tuple[QLayoutItem, QSize]]:
        """Return what is not hidden, each with the size it would like."""
        if self._sizes is None:
            self._sizes = [(item, item.sizeHint()) for item in self._items if not item.isEmpty()]
        return self._sizes

    def _arrange(self, area: QRect, *, place: bool) -> int:
        """Go through the lines, placing if asked; return the height used."""
        y = area.top()
        for line in self._lines(area.width()):
            high = max(size.height() for _item, size in line)
            x = area.left()
            for item, size in line:
                if place:
                    item.setGeometry(QRect(QPoint(x, y + (high - size.height()) // 2), size))
                x += size.width() + self._gap
            y += high + self._gap
        return max(0, y - self._gap - area.top())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Return the items of each line with their sizes."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        x = 0
        for item, hint in self._shown():
            size = QSize(min(hint.width(), max(1, width)), hint.height())
            if not lines or x + size.width() > width:
                lines.append([])
                x = 0
            lines[-1].append((item, size))
            x += size.width() + self._gap
        return lines
