"""Bars with the time before beside them: scores by group, this time over last time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import px, theme

_LINE: Final = 40


@dataclass(frozen=True)
class PairedBar:
    """One line: a share between 0 and 1 now, the same before (``None`` without one), a tone and the figures in words."""

    title: str
    now: float
    before: float | None = None
    tone: str = "success"
    words: str = ""
    before_words: str = ""
    spoken: str = ""  # both figures for screen readers; without it the words shown


class PairedBars(QWidget):
    """Lines of two bars. With ``choosable`` one line is marked as open and Up, Down or a click choose another.

    ``chosen(at)`` carries the line, counted from 0.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, choosable: bool = False) -> None:
        super().__init__(parent)
        self._bars: tuple[PairedBar, ...] = ()
        self._current = 0
        self._choosable = choosable
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("組ごとの点数")
        if choosable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_bars(self, bars: Sequence[PairedBar], current: int = 0) -> None:
        """Show other bars; ``current`` is the line that is open."""
        self._bars, self._current = tuple(bars), current
        told = "。".join(_told(bar) for bar in self._bars)
        self.setAccessibleDescription(told)
        self.updateGeometry()
        self.update()

    def bars(self) -> tuple[PairedBar, ...]:
        """Return the bars shown."""
        return self._bars

    def sizeHint(self) -> QSize:
        """Return the room of all lines."""
        return QSize(px(280), px(_LINE) * len(self._bars))

    def minimumSizeHint(self) -> QSize:
        """Every line needs its height."""
        return QSize(px(200), self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the line under the pointer."""
        if self._choosable:
            self._go(int(event.position().y()) // px(_LINE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down open the line above and below."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if self._choosable and step:
            self._go(self._current + step)
        else:
            super().keyPressEvent(event)

    def _go(self, at: int) -> None:
        if 0 <= at < len(self._bars) and at != self._current:
            self._current = at
            self.update()
            self.chosen.emit(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw names, figures and both bars of each line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, bar in enumerate(self._bars):
            self._draw(painter, at, bar)
        painter.end()

    def _draw(self, painter: QPainter, at: int, bar: PairedBar) -> None:
        look = theme()
        area = QRectF(0, at * px(_LINE), self.width(), px(_LINE))
        here = self._choosable and at == self._current
        if here:
            painter.fillRect(area, look.colour("key_soft"))
            painter.fillRect(QRectF(0, area.top(), px(3), area.height()), look.colour("key"))
            if self.hasFocus():
                painter.setPen(QPen(look.colour("focus"), px(2)))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(area.adjusted(1, 1, -1, -1))
        side = px(10) if self._choosable else 0
        inner = area.adjusted(side, px(3), -side, 0)
        self._write(painter, inner, bar, here=here)
        track = QRectF(inner.left(), area.bottom() - px(14), inner.width(), px(6))
        self._bar(painter, track, bar.now, bar.tone)
        if bar.before is not None:
            self._tick(painter, track, bar.before)

    def _write(self, painter: QPainter, inner: QRectF, bar: PairedBar, *, here: bool) -> None:
        look = theme()
        line = QRectF(inner.left(), inner.top(), inner.width(), px(20))
        painter.setFont(look.font(13))
        figures = QFontMetrics(painter.font())
        room = line.width()
        for words, meaning in ((bar.words, "ink"), (bar.before_words, "ink_soft")):
            if words:
                painter.setPen(look.colour(meaning))
                place = QRectF(line.left(), line.top(), room, line.height())
                painter.drawText(
                    place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words
                )
                room -= figures.horizontalAdvance(words) + px(8)
        painter.setFont(look.font(14, bold=here))
        painter.setPen(look.colour("key" if here else "ink"))
        title = QFontMetrics(painter.font()).elidedText(
            bar.title, Qt.TextElideMode.ElideRight, int(room) - px(4)
        )
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), title)

    def _bar(self, painter: QPainter, track: QRectF, share: float, tone: str) -> None:
        look, round_ = theme(), track.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("rule"))
        painter.drawRoundedRect(track, round_, round_)
        if share > 0:
            filled = QRectF(track)
            filled.setWidth(max(track.height(), track.width() * min(1.0, share)))
            painter.setBrush(look.colour("key" if tone == "info" else tone))
            painter.drawRoundedRect(filled, round_, round_)

    def _tick(self, painter: QPainter, track: QRectF, share: float) -> None:
        """Last time: an upright line across the bar."""
        x = track.left() + track.width() * min(1.0, max(0.0, share))
        x = min(max(x, track.left() + px(1)), track.right() - px(1))
        painter.setPen(QPen(theme().colour("ink"), px(2)))
        painter.drawLine(QPointF(x, track.top() - px(3)), QPointF(x, track.bottom() + px(3)))


def _told(bar: PairedBar) -> str:
    figures = (bar.spoken,) if bar.spoken else (bar.words, bar.before_words)
    return "、".join(part for part in (bar.title, *figures) if part)
