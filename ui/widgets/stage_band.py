"""The stages something goes through, side by side: what is done, where it stands, what comes."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import px, theme


class StageBand(QWidget):
    """Dots on a line with their names below. Where the names do not fit only the present one is written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles: tuple[str, ...] = ()
        self._current = 0
        self._tone = "key"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("いまの段階")

    def show_stages(self, titles: Sequence[str], current: int, *, stopped: bool = False) -> None:
        """Show the stages; all before ``current`` (from 0) are done. ``stopped`` marks the present one as the end."""
        self._titles, self._current = tuple(titles), current
        self._tone = "error" if stopped else "key"
        here = self._titles[current] if current < len(self._titles) else "すべて済み"
        self.setAccessibleName(f"いまの段階: {here} ({min(current + 1, len(titles))} / {len(titles)})")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the dots and the names."""
        return QSize(px(560), px(58))

    def minimumSizeHint(self) -> QSize:
        """Return the least room that still says where things stand."""
        return QSize(px(200), px(58))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line, the dots and the names."""
        if not self._titles:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / len(self._titles)
        painter.setFont(theme().font(13, bold=True))
        widest = max(QFontMetrics(painter.font()).horizontalAdvance(title) for title in self._titles)
        for at, title in enumerate(self._titles):
            centre = QPointF(step * (at + 0.5), px(16))
            if at:
                self._draw_line(painter, centre, step, at)
            self._draw_dot(painter, centre, at)
            if widest + px(6) <= step or at == self._current:
                self._draw_title(painter, centre, title, at)
        painter.end()

    def _draw_line(self, painter: QPainter, centre: QPointF, step: float, at: int) -> None:
        meaning = "success" if at <= self._current else "edge"
        painter.setPen(QPen(theme().colour(meaning), px(2)))
        gap = px(13)
        painter.drawLine(centre - QPointF(step - gap, 0), centre - QPointF(gap, 0))

    def _draw_dot(self, painter: QPainter, centre: QPointF, at: int) -> None:
        look, behind, here = theme(), at < self._current, at == self._current
        meaning = "success" if behind else (self._tone if here else "edge_strong")
        painter.setPen(QPen(look.colour(meaning), px(2)))
        painter.setBrush(look.colour(meaning if here else "raised"))
        painter.drawEllipse(centre, px(10), px(10))
        if behind:
            side = px(4)
            tick = (QPointF(-side, 0), QPointF(-side * 0.2, side * 0.8), QPointF(side, -side * 0.8))
            painter.drawPolyline(QPolygonF([centre + point for point in tick]))
            return
        painter.setPen(look.colour("on_key" if here else "ink_soft"))
        painter.setFont(look.font(12, bold=True))
        painter.drawText(
            QRectF(centre.x() - px(10), centre.y() - px(10), px(20), px(20)),
            Qt.AlignmentFlag.AlignCenter,
            str(at + 1),
        )

    def _draw_title(self, painter: QPainter, centre: QPointF, title: str, at: int) -> None:
        look, here = theme(), at == self._current
        painter.setFont(look.font(13, bold=here))
        painter.setPen(look.colour(self._tone if here else ("ink" if at < self._current else "ink_soft")))
        wide = QFontMetrics(painter.font()).horizontalAdvance(title) + 4
        left = min(max(0.0, centre.x() - wide / 2), max(0.0, self.width() - wide))
        painter.drawText(QRectF(left, px(32), wide, px(24)), Qt.AlignmentFlag.AlignCenter, title)
