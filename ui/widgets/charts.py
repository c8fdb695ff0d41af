"""Pictures where people look: the business year as a band, and simple bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import px, theme

_LINE: Final = 28
_HEAD: Final = 28


@dataclass(frozen=True)
class Span:
    """A stretch of days on a line of the year. ``tone``: info (planned), success (done), warning, error (overdue)."""

    first: date
    last: date
    tone: str
    words: str  # what a screen reader says: 「期限を過ぎています」


@dataclass(frozen=True)
class Mark:
    """A single day on a line; filled when done."""

    day: date
    done: bool


@dataclass(frozen=True)
class YearLine:
    """One line of the year: its name, its stretches and its single days."""

    title: str
    spans: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()


class YearBand(QWidget):
    """The business year, twelve months from ``first_day``, with a line for each kind of work and one for today."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = date(2026, 4, 1)
        self._today = self._first
        self._lines: tuple[YearLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(px(360))
        self.setAccessibleName("一年の流れ")

    def show_year(self, first_day: date, today: date, lines: Sequence[YearLine]) -> None:
        """Show the year that begins on ``first_day`` (the first of a month)."""
        self._first, self._today, self._lines = first_day, today, tuple(lines)
        told = "。".join(
            f"{line.title}: {'、'.join(span.words for span in line.spans)}" for line in lines if line.spans
        )
        self.setAccessibleDescription(told)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of all lines."""
        return QSize(px(640), px(_HEAD + _LINE * len(self._lines) + 22))

    def minimumSizeHint(self) -> QSize:
        """Every line needs its height."""
        return QSize(px(360), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw months, lines and today."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = float(px(150))
        month = (self.width() - left - px(8)) / 12
        self._draw_months(painter, left, month)
        for at, line in enumerate(self._lines):
            self._draw_line(painter, left, month, at, line)
        self._draw_today(painter, left, month)
        painter.end()

    def _draw_months(self, painter: QPainter, left: float, month: float) -> None:
        look = theme()
        painter.setFont(look.font(13))
        narrow, tight = month < px(40), month < px(26)
        for at in range(13):
            x = round(left + at * month) + 0.5
            painter.setPen(QPen(look.colour("rule"), 1))
            painter.drawLine(QPointF(x, px(_HEAD)), QPointF(x, self.height()))
            if at < 12 and not (tight and at % 3):
                number = (self._first.month - 1 + at) % 12 + 1
                painter.setPen(look.colour("ink_soft"))
                area = QRectF(x, 0, month * (3 if tight else 1), px(_HEAD - 4))
                bare = narrow and not tight
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, f"{number}" if bare else f"{number}月")

    def _draw_line(self, painter: QPainter, left: float, month: float, at: int, line: YearLine) -> None:
        look = theme()
        top = px(_HEAD) + at * px(_LINE)
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font(14))
        words = QFontMetrics(painter.font()).elidedText(
            line.title, Qt.TextElideMode.ElideRight, int(left) - px(12)
        )
        painter.drawText(QRectF(0, top, left, px(_LINE)), Qt.AlignmentFlag.AlignVCenter, words)
        for span in line.spans:
            begin, end = self._x(span.first, left, month), self._x(span.last, left, month, after=True)
            area = QRectF(begin + 1, top + px(4), max(float(px(8)), end - begin - 2), px(_LINE - 8))
            colour = "key" if span.tone == "info" else span.tone
            ground = look.colour(colour)
            ground.setAlpha(44)
            painter.setBrush(ground)
            painter.setPen(QPen(look.colour(colour), 1.2))
            painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        for mark in line.marks:
            painter.setPen(QPen(look.colour("success"), 1.4))
            painter.setBrush(look.colour("success" if mark.done else "raised"))
            x = self._x(mark.day, left, month)
            painter.drawEllipse(QPointF(x, top + px(_LINE) / 2), px(6), px(6))

    def _draw_today(self, painter: QPainter, left: float, month: float) -> None:
        x = self._x(self._today, left, month)
        if not left <= x <= left + 12 * month:
            return
        look = theme()
        painter.setPen(QPen(look.colour("error"), px(2)))
        painter.drawLine(QPointF(x, px(_HEAD - 4)), QPointF(x, self.height()))
        painter.setFont(look.font(13))
        metrics = QFontMetrics(painter.font())
        width = metrics.horizontalAdvance("今日") + px(8)
        fits = x + width < self.width()
        area = QRectF(x if fits else x - width, self.height() - px(20), width, px(20))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "今日")

    def _x(self, day: date, left: float, month: float, *, after: bool = False) -> float:
        """Return where ``day`` begins (or ends, with ``after``); days outside the year stop at its edges."""
        months = (day.year - self._first.year) * 12 + day.month - self._first.month
        share = (day.day - (0 if after else 1)) / 31
        return left + min(12.0, max(0.0, months + share)) * month


@dataclass(frozen=True)
class Bar:
    """One bar: its name, how much of how much, and a meaning."""

    title: str
    value: int
    whole: int
    tone: str = "info"
    words: str = ""  # beside the bar; without them 「値 / 全体」


class BarList(QWidget):
    """Bars below one another, all measured alike."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("棒グラフ")

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars = tuple(bars)
        self.setAccessibleDescription("、".join(f"{bar.title} {_bar_words(bar)}" for bar in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of all bars."""
        return QSize(px(300), px(30) * len(self._bars))

    def minimumSizeHint(self) -> QSize:
        """Every bar needs its height."""
        return QSize(px(200), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw names, bars and figures."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(14))
        metrics = QFontMetrics(painter.font())
        names = min(
            self.width() * 0.45, max((metrics.horizontalAdvance(b.title) for b in self._bars), default=0)
        )
        figures = max((metrics.horizontalAdvance(_bar_words(bar)) for bar in self._bars), default=0)
        for at, bar in enumerate(self._bars):
            area = QRectF(0, at * px(30), self.width(), px(30))
            painter.setPen(look.colour("ink"))
            title = metrics.elidedText(bar.title, Qt.TextElideMode.ElideRight, int(names) + 1)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, title)
            painter.drawText(
                area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), _bar_words(bar)
            )
            track = QRectF(names + px(16), area.center().y() - px(5), 0, px(10))
            track.setRight(area.right() - figures - px(16))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("rule"))
            painter.drawRoundedRect(track, px(5), px(5))
            if bar.value > 0 and bar.whole > 0:
                filled = QRectF(track)
                filled.setWidth(max(float(px(10)), track.width() * min(1.0, bar.value / bar.whole)))
                painter.setBrush(look.colour("key" if bar.tone == "info" else bar.tone))
                painter.drawRoundedRect(filled, px(5), px(5))
        painter.end()


def _bar_words(bar: Bar) -> str:
    return bar.words or f"{bar.value} / {bar.whole}"
