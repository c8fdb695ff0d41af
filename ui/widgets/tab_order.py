"""Tab goes in the order in which a form is read, whatever was made first."""

import itertools
from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def order_keys(widgets: Iterable[QWidget]) -> None:
    """Let Tab go through ``widgets`` one after the other, and inside each through its own stops in the order they were made."""
    stops = [stop for widget in widgets for stop in _stops(widget)]
    for one, other in itertools.pairwise(stops):
        QWidget.setTabOrder(one, other)


def _stops(widget: QWidget) -> list[QWidget]:
    inside = [widget, *widget.findChildren(QWidget)]
    return [each for each in inside if _stops_here(each) and each.window() is widget.window()]


def _stops_here(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
