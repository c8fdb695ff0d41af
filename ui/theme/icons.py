"""The few drawn marks (resources/icons), in the colour of their meaning and sharp at any scale."""

from functools import lru_cache
from typing import Final

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QRectF

from ashibue_desk.resource_files import resource
from ui.theme.theme import px, theme

NAMES: Final = (
    "info", "success", "warning", "error", "search", "lock", "help", "columns", "close", "empty",
)  # fmt: skip


def mark(name: str, meaning: str = "ink_soft", size: float = 20, ratio: float = 1.0) -> "QtGui.QPixmap":
    """Return the mark ``name`` in the palette's colour ``meaning``, ``size`` pixels at 100 %."""
    return _drawn(name, str(getattr(theme().palette, meaning)), px(size), ratio)


def icon(name: str, meaning: str = "ink_soft", size: float = 20) -> "QtGui.QIcon":
    """Return the mark as an icon for a button."""
    made = QtGui.QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(mark(name, meaning, size, ratio))
    return made


@lru_cache(maxsize=128)
def _drawn(name: str, colour: str, side: int, ratio: float) -> "QtGui.QPixmap":
    from PySide6.QtSvg import QSvgRenderer

    source = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    pixels = round(side * ratio)
    pixmap = QtGui.QPixmap(pixels, pixels)
    pixmap.fill(QtCore.Qt.GlobalColor.transparent)
    painter = QtGui.QPainter(pixmap)
    QSvgRenderer(QtCore.QByteArray(source.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
