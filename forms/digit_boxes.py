"""A box for each digit, in groups with a gap between: the twelve digits of an Individual Number, a postal code, a date."""

from collections.abc import Sequence
from typing import Any

from forms.fonts import MONOSPACED
from forms.paper_sizes import MM
from forms.text import Style, draw_text

INDIVIDUAL_NUMBER = (4, 4, 4)
CORPORATE_NUMBER = (1, 4, 4, 4)
POSTAL_CODE = (3, 4)
_EDGE = 0.6
_DIVIDER = 0.3


def digit_boxes_width(groups: Sequence[int], side: float = 6.5 * MM, gap: float = 2 * MM) -> float:
    """Return the width of the boxes in points."""
    return sum(groups) * side + (len(groups) - 1) * gap


def draw_digit_boxes(
    canvas: Any,
    x: float,
    y: float,
    *,
    groups: Sequence[int] = INDIVIDUAL_NUMBER,
    digits: str = "",
    side: float = 6.5 * MM,
    gap: float = 2 * MM,
) -> float:
    """Draw boxes from their lower left corner ``x``, ``y`` on, filled with ``digits``; return their right edge.

    Raises ``ValueError`` when there are digits, but not one for each box.
    """
    if digits and len(digits) != sum(groups):
        raise ValueError("as many digits as boxes, or none")
    style, number = Style(MONOSPACED, side * 0.72, side), 0
    for count in groups:
        _draw_group(canvas, x, y, count, side)
        for _ in range(count):
            if digits:
                draw_text(canvas, digits[number], style, x + side / 2, y + side * 0.24, align="center")
            number += 1
            x += side
        x += gap
    return x - gap


def _draw_group(canvas: Any, x: float, y: float, count: int, side: float) -> None:
    canvas.setLineWidth(_DIVIDER)
    for divider in range(1, count):
        canvas.line(x + divider * side, y, x + divider * side, y + side)
    canvas.setLineWidth(_EDGE)
    canvas.rect(x, y, count * side, side)
