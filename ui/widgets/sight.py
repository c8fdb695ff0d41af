"""What has the keyboard stays in sight: with its label above, its problem and a little of what follows below.

Qt scrolls only to what Tab reaches, and only so far that its edge is seen. A field that gets the keyboard otherwise (a new
step, a wrong entry) would stay below the edge of a small screen, and Enter would seem to do nothing.
"""

from functools import partial

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from ui.theme.theme import px
from ui.widgets.field_row import FieldRow


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
    shown = _with_label(widget, room)
    top = shown.mapTo(area.viewport(), QPoint(0, 0)).y() + bar.value()
    if shown.height() > room:  # a long list scrolls by itself
        bar.setValue(min(max(bar.value(), top - room // 2), top + shown.height() - room // 2))
        return
    below = min(room // 4, room - shown.height())
    bar.setValue(min(max(bar.value(), top + shown.height() + below - room), top - min(px(8), below)))


def _with_label(widget: QWidget, room: int) -> QWidget:
    """Return the row of the form round a field where all of it fits, or else the field."""
    above: QWidget | None = widget
    while above is not None and not isinstance(above, FieldRow):
        above = above.parentWidget()
    return above if above is not None and above.height() <= room else widget
