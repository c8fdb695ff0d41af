"""What paper needs on its way: folding marks, the place of the address behind an envelope's window, a line to cut along.

An A4 sheet folded in three (99 mm each, ISO 216) goes into 長形3号, 120 mm × 235 mm (JIS S 5502), and slides in it by up
to 21 mm and 25 mm. ``ADDRESS_PLACE`` is what a window of the usual 90 mm × 45 mm, 22 mm from the left and 12 mm from the
upper edge, shows wherever the sheet lies. The window is at least 80 mm × 45 mm by the guide of the post to envelopes with
a window (定形郵便物・はがき作成のガイドライン, 窓付封筒, with the measures as envelope makers give them); offices with other
envelopes try one sheet first.
"""

from collections.abc import Sequence
from typing import Any

from forms.fonts import GOTHIC, MINCHO
from forms.paper_sizes import A4, MM, PaperSize
from forms.text import Style, draw_lines, draw_text, fit_text, set_single

_PRINTABLE = 5 * MM  # what office printers cannot reach at the edge
_MARK = 4 * MM
_FOLD = 99 * MM
_DASH, _SPACE = 2.2 * MM, 1.4 * MM
_WINDOW_LEFT, _WINDOW_TOP = 22 * MM, 12 * MM
_WINDOW_WIDTH, _WINDOW_HEIGHT = 90 * MM, 45 * MM
_SLIDES_ACROSS, _SLIDES_DOWN = 25 * MM, 21 * MM


def _address_place() -> tuple[float, float, float, float]:
    width, height = _WINDOW_WIDTH - _SLIDES_ACROSS, _WINDOW_HEIGHT - _SLIDES_DOWN
    return _WINDOW_LEFT, A4.height - _WINDOW_TOP - height, width, height


ADDRESS_PLACE = _address_place()  # x, y, width, height of a place on an upright A4 sheet


def draw_folding_marks(canvas: Any) -> None:
    """Draw the two short lines at the left edge of an upright A4 sheet where it is folded in three."""
    canvas.setLineWidth(0.3)
    for fold in (1, 2):
        y = A4.height - fold * _FOLD
        canvas.line(_PRINTABLE, y, _PRINTABLE + _MARK, y)


def draw_window_address(canvas: Any, address: Sequence[str], addressee: str) -> None:
    """Write postal code and address lines, then the addressee with 様 or 御中, where an envelope's window shows them.

    Long ones get smaller; raises ``TooLongForPaper`` naming 宛先 when they do not fit even then.
    """
    x, y, width, height = ADDRESS_PLACE
    below = 0.4 * height
    text = "\u3000".join(filter(None, address))
    for words, style, high, top in (
        (text, Style(GOTHIC, 9, 11.5), height - below - 4, y + height),
        (addressee, Style(MINCHO, 11, 13), below, y + below),
    ):
        lines = fit_text(words, style, width, high, 4, "宛先")
        draw_lines(canvas, lines, x, top - 0.88 * lines[0].style.size)


def draw_cut_line(canvas: Any, y: float, label: str = "切り取り線", size: PaperSize = A4) -> None:
    """Draw a dashed line across the whole sheet at ``y``, its label in the middle."""
    style = Style(GOTHIC, 7, 9)
    half = set_single(label, style).width / 2 + 2 * MM if label else 0.0
    if label:
        draw_text(canvas, label, style, size.middle, y - 2.5, align="center")
    canvas.setLineWidth(0.4)
    for edge, towards in ((_PRINTABLE, 1), (size.width - _PRINTABLE, -1)):
        x = edge
        while (x + towards * _DASH - size.middle) * -towards >= half:
            canvas.line(x, y, x + towards * _DASH, y)
            x += towards * (_DASH + _SPACE)
