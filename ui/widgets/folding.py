"""Parts that stand side by side, and below one another where there is no room."""

from typing import Final

from PySide6.QtWidgets import QBoxLayout

_SCROLL_BAR: Final = 40  # px at any scale, more than any takes


def fold(layout: QBoxLayout, room: int, least: int) -> bool:
    """Put the parts of ``layout`` below one another where ``room`` is less than ``least``, both in pixels; return whether.

    What is folded unfolds only where a scroll bar fits too. Side by side, words are broken into more lines: the page may need a
    scroll bar for it, which takes the room away, folded it needs none any more, and so on without end.
    """
    folded = layout.direction() == QBoxLayout.Direction.TopToBottom
    narrow = room < least + (_SCROLL_BAR if folded else 0)
    layout.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
    return narrow
