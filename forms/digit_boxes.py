"""A box for each digit of an Individual Number, to be written by hand: three groups of four with a gap between."""

from typing import Any

from forms.paper_sizes import MM

_GROUPS = (4, 4, 4)
_GAP = 2 * MM
_EDGE = 0.6
_DIVIDER = 0.3


def digit_boxes_width(side: float) -> float:
    """Return the width of the boxes in points; ``side`` is that of one box."""
    return sum(_GROUPS) * side + (len(_GROUPS) - 1) * _GAP


def draw_digit_boxes(canvas: Any, x: float, y: float, side: float) -> None:
    """Draw empty boxes from their lower left corner ``x``, ``y`` on; ``side`` is that of one box."""
    for count in _GROUPS:
        _draw_group(canvas, x, y, count, side)
        x += count * side + _GAP


def _draw_group(canvas: Any, x: float, y: float, count: int, side: float) -> None:
    canvas.setLineWidth(_DIVIDER)
    for divider in range(1, count):
        canvas.line(x + divider * side, y, x + divider * side, y + side)
    canvas.setLineWidth(_EDGE)
    canvas.rect(x, y, count * side, side)
