"""Tab goes in the order in which a screen is read, whatever was made first.

Qt's own order is that of making. What is made later (the lines of a list of duties, cards that wait for an answer) would
come at the end, after the buttons below it. So the order is taken from the layouts anew each time Tab is pressed.
A part that is gone through otherwise than its layout says returns its parts in order from ``key_order()``.
"""

import itertools
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QTextEdit,
    QWidget,
)

_WHOLE: Final = (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)  # one stop, whatever is inside


def order_keys(root: QWidget) -> None:
    """Let Tab go through what can be seen of ``root`` in the order of reading."""
    for one, other in itertools.pairwise(reading_order(root)):
        QWidget.setTabOrder(one, other)


def reading_order(root: QWidget) -> Iterator[QWidget]:
    """Yield what takes the keyboard in ``root``, itself among them, from top to bottom as its layouts stand.

    What takes it by a click only (a page, so that arrow keys scroll it) is no stop, but Tab goes on from there.
    """
    if root.isHidden() and not root.isWindow():
        return
    if root.focusPolicy() != Qt.FocusPolicy.NoFocus and root.focusProxy() is None:
        yield root
    if not isinstance(root, _WHOLE):
        for part in _parts(root):
            yield from reading_order(part)


def _parts(widget: QWidget) -> list[QWidget]:
    own_order = getattr(widget, "key_order", None)
    if own_order is not None:
        return list(own_order())
    if isinstance(widget, QStackedWidget):
        return [part for part in (widget.currentWidget(),) if part is not None]
    if isinstance(widget, QScrollArea):
        return [part for part in (widget.widget(),) if part is not None]
    layout = widget.layout()
    placed = list(_placed(layout)) if layout is not None else []
    known = set(placed)
    inside = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [*placed, *(each for each in inside if each not in known and not each.isWindow())]


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _placed(inner)
