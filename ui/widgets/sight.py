"""What has the keyboard stays in sight: with what it belongs to (``keep_whole``), and a little of what follows below.

Qt scrolls only to what Tab reaches, and only so far that its edge is seen. A field that gets the keyboard otherwise (a new
step, a wrong entry) would stay below the edge of a small screen, and Enter would seem to do nothing.
"""

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollArea, QWidget

from ui.theme.theme import px
from ui.widgets.field_row import FieldRow

_WHOLE: Final = "kept_whole"


def keep_whole(widget: QWidget) -> None:
    """Show all of ``widget`` when something in it gets the keyboard: the words beside a button, a small form."""
    widget.setProperty(_WHOLE, True)  # noqa: FBT003 - Qt's signature


def bring_into_sight(widget: QWidget) -> None:
    """Scroll to ``widget`` once what is under way on the screen is laid out."""
    QTimer.singleShot(0, widget, partial(_scroll_to, widget))


def keyboard_moved(window: QWidget, now: QWidget | None) -> None:
    """Keep in sight what has the keyboard ``now``; what the mouse chose is in sight already and must not jump away."""
    if now is None or now.window() is not window or QApplication.mouseButtons().value:
        return
    bring_into_sight(now)


def _scroll_to(widget: QWidget) -> None:
    if not widget.isVisible():
        return
    area = _area_round(widget)
    while area is not None:
        _scroll(area, widget)
        area = _area_round(area)


def _area_round(widget: QWidget) -> QScrollArea | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def _scroll(area: QScrollArea, widget: QWidget) -> None:
    bar, room = area.verticalScrollBar(), area.viewport().height()
    shown = _row_of(widget) if isinstance(widget, QAbstractItemView) else _with_label(widget, room)
    top, high = shown.y() + bar.value() + widget.mapTo(area.viewport(), QPoint(0, 0)).y(), shown.height()
    if high > room:  # some of it is enough
        bar.setValue(min(max(bar.value(), top - room // 2), top + high - room // 2))
        return
    below = min(room // 4, high, room - high)
    bar.setValue(min(max(bar.value(), top + high + below - room), top - min(px(8), below)))


def _row_of(rows: QAbstractItemView) -> QRect:
    """Return where the current row of a list stands: the list itself may be longer than the screen."""
    row = rows.visualRect(rows.currentIndex())
    return row.translated(rows.viewport().pos()) if row.isValid() else QRect(0, 0, rows.width(), px(40))


def _with_label(widget: QWidget, room: int) -> QRect:
    """Return, as ``widget`` counts, the largest of what is kept whole round it that fits, or else itself."""
    whole, above = widget, widget.parentWidget()
    while above is not None and above.height() <= room:
        if isinstance(above, FieldRow) or above.property(_WHOLE):
            whole = above
        above = above.parentWidget()
    return QRect(-widget.mapTo(whole, QPoint(0, 0)), whole.size())
