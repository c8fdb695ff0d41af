"""The business year as a calendar of activity: a month a line, a day a field, darker where more was written, with the count in it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ashibue_desk.domain.japanese_calendar import era_short
from ui.theme.theme import px, theme
from ui.widgets.labels import tip_text

_MONTHS: Final = 12
_DAYS: Final = 31
_SIDE: Final = 44
_HEAD: Final = 24
_CELL: Final = 30
_LIGHTEST, _DARKEST = 36, 150  # alpha of the colour for the fewest and for the most lines
_WEEKDAYS: Final = "月火水木金土日"
_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
}


class YearCalendar(QWidget):
    """``chosen(date)`` by click, Enter or Space. Arrows go from day to day and month to month."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = date(2026, 4, 1)
        self._counts: Mapping[date, int] = {}
        self._day = self._first
        self._most = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName("一年の記録の数")

    def show_year(self, first: date, counts: Mapping[date, int], today: date) -> None:
        """Show twelve months from ``first`` (the first of a month); the cursor stands on ``today`` if it is among them."""
        self._first, self._counts = first, dict(counts)
        self._most = max(self._counts.values(), default=0)
        if not first <= self._day < _month_after(first, _MONTHS) or self._day == date(2026, 4, 1):
            self._day = today if first <= today < _month_after(first, _MONTHS) else first
        self._tell()
        self.update()

    def day(self) -> date:
        """Return the day the cursor is on."""
        return self._day

    def words(self, day: date) -> str:
        """Return what is said of a day."""
        lines = self._counts.get(day, 0)
        count = f"{lines:,}行" if lines else "記録なし"
        return f"{era_short(day)}({_WEEKDAYS[day.weekday()]}) {count}"

    def sizeHint(self) -> QSize:
        """Return the room of twelve lines."""
        return QSize(px(_SIDE + _CELL * _DAYS), px(_HEAD + _CELL * _MONTHS + 2))

    def minimumSizeHint(self) -> QSize:
        """Every line needs its height."""
        return QSize(px(_SIDE) + _DAYS * 14, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw months, days and the cursor."""
        look = theme()
        painter = QPainter(self)
        painter.setFont(look.font(12))
        painter.setPen(look.colour("ink_soft"))
        width = self._width()
        for number in range(1, _DAYS + 1):
            area = QRectF(px(_SIDE) + (number - 1) * width, 0, width, px(_HEAD))
            if width >= px(20) or number % 5 == 0 or number == 1:
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(number))
        for line in range(_MONTHS):
            first = _month_after(self._first, line)
            area = QRectF(0, px(_HEAD) + line * px(_CELL), px(_SIDE - 6), px(_CELL))
            painter.setPen(look.colour("ink"))
            painter.setFont(look.font(13))
            painter.drawText(
                area, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), f"{first.month}月"
            )
            for at in range((_month_after(first, 1) - first).days):
                self._draw_day(painter, first + timedelta(days=at))
        painter.end()

    def _draw_day(self, painter: QPainter, day: date) -> None:
        look = theme()
        area = self._area(day).adjusted(1, 1, -1, -1)
        lines = self._counts.get(day, 0)
        painter.setPen(QPen(look.colour("rule"), 1))
        painter.setBrush(self._ground(lines) if lines else look.colour("raised"))
        painter.drawRect(area)
        if day.weekday() >= 5:  # a line below the days on which most offices are closed
            painter.setPen(QPen(look.colour("edge_strong"), 1))
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        if lines and area.width() >= px(18):
            painter.setFont(look.font(11))
            painter.setPen(look.colour("ink"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, _short(lines))
        if day == self._day and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), px(2)))
            painter.drawRect(area)

    def _ground(self, lines: int) -> QColor:
        colour = QColor(theme().colour("key"))
        share = (lines / self._most) ** 0.5  # a busy day must not make all others look empty
        colour.setAlpha(round(_LIGHTEST + (_DARKEST - _LIGHTEST) * share))
        return colour

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move the cursor; Enter and Space open the day."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._day)
        elif key in _STEPS:
            self._go(self._day + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            first = _month_after(self._day.replace(day=1), -1 if key == Qt.Key.Key_Up else 1)
            last = _month_after(first, 1) - timedelta(days=1)
            self._go(min(last, first.replace(day=min(self._day.day, last.day))))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = _month_after(self._first, _MONTHS) - timedelta(days=1)
            self._go(self._first if key == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor on the day below the pointer."""
        day = self.day_at(event.position().toPoint())
        if day is not None:
            self._go(day)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the day that was clicked."""
        day = self.day_at(event.position().toPoint())
        if day is not None and day == self._day:
            self.chosen.emit(day)

    def event(self, event: QEvent) -> bool:
        """Say what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_at(event.pos())
            QToolTip.showText(event.globalPos(), tip_text(self.words(day)) if day else "", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the cursor."""
        super().focusOutEvent(event)
        self.update()

    def day_at(self, place: QPoint) -> date | None:
        """Return the day drawn at a place, or ``None``."""
        line = int((place.y() - px(_HEAD)) // px(_CELL))
        at = int((place.x() - px(_SIDE)) // self._width())
        if not (0 <= line < _MONTHS and 0 <= at < _DAYS):
            return None
        first = _month_after(self._first, line)
        day = first + timedelta(days=at)
        return day if day.month == first.month else None

    def _go(self, day: date) -> None:
        if self._first <= day < _month_after(self._first, _MONTHS):
            self._day = day
            self._tell()
            self.update()

    def _tell(self) -> None:
        self.setAccessibleDescription(self.words(self._day))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _width(self) -> float:
        return (self.width() - px(_SIDE)) / _DAYS

    def _area(self, day: date) -> QRectF:
        line = (day.year - self._first.year) * 12 + day.month - self._first.month
        width = self._width()
        return QRectF(
            px(_SIDE) + (day.day - 1) * width, px(_HEAD) + line * px(_CELL), width, float(px(_CELL))
        )


def _month_after(first: date, months: int) -> date:
    """Return the first of the month so many months after (or before) ``first``, itself the first of one."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _short(lines: int) -> str:
    return str(lines) if lines < 1000 else f"{lines // 1000}千"
