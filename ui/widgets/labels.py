"""Text on the page: plain, heading, supporting, and the small labelled marks."""

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.plain_label import PlainLabel, tip_text
from ui.theme.theme import px, theme

__all__ = ["Heading", "PlainLabel", "SupportText", "Tag", "tip_text"]


class Heading(PlainLabel):
    """A heading of level 1 (the page), 2 (a card) or 3 (a part of it)."""

    def __init__(self, text: str = "", level: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(text, parent, look=f"h{level}", wrap=True)


class SupportText(PlainLabel):
    """Softer, smaller text that explains, wrapped."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent, look="support", wrap=True)


class Tag(QWidget):
    """A small framed word with a meaning: 「期限超過 3日」. Never colour alone: the word says it."""

    def __init__(self, text: str = "", tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set_text(self, text: str, tone: str = "neutral") -> None:
        """Show another word, with its meaning."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the word shown."""
        return self._text

    def sizeHint(self) -> QSize:
        """Return the size of the word and its frame."""
        width = QtGui.QFontMetrics(theme().font(13)).horizontalAdvance(self._text)
        return QSize(width + px(18), px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame and the word."""
        painter = QtGui.QPainter(self)
        draw_tag(painter, QRectF(self.rect()), self._text, self._tone)
        painter.end()


def draw_tag(painter: "QtGui.QPainter", area: QRectF, text: str, tone: str) -> None:
    """Draw a tag filling ``area``; tables use it too."""
    look = theme()
    ink = "ink_soft" if tone == "neutral" else ("key" if tone == "info" else tone)
    ground = "key_soft" if tone == "info" else f"{tone}_soft"
    painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
    painter.setPen(QtGui.QPen(look.colour(ink), 1))
    painter.setBrush(look.colour(ground))
    radius = px(4)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setFont(look.font(13))
    painter.drawText(area, QtCore.Qt.AlignmentFlag.AlignCenter, text)


def draw_badge(painter: "QtGui.QPainter", right: float, middle: float, text: str, *, alarm: bool) -> float:
    """Draw a round count that ends at ``right``; return where it begins."""
    look = theme()
    font = look.font(13, bold=True)
    height = px(20)
    width = max(px(24), QtGui.QFontMetrics(font).horizontalAdvance(text) + px(12))
    area = QRectF(right - width, middle - height / 2, width, height)
    painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
    painter.setPen(QtCore.Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("alarm" if alarm else "badge"))
    painter.drawRoundedRect(area, height / 2, height / 2)
    painter.setPen(look.colour("on_alarm" if alarm else "on_badge"))
    painter.setFont(font)
    painter.drawText(area, QtCore.Qt.AlignmentFlag.AlignCenter, text)
    return float(area.left())
