"""What paper needs on its way: folding marks, the place of the address behind an envelope's window, a line to cut along.

An A4 sheet folded in three (99 mm each, ISO 216) goes into 長形3号, 120 mm × 235 mm (JIS S 5502), and slides in it by up
to 21 mm and 25 mm. ``ADDRESS_PLACE`` is what a window of the usual 90 mm × 45 mm, 22 mm from the left and 12 mm from the
upper edge, shows wherever the sheet lies. The window is at least 80 mm × 45 mm by the guide of the post to envelopes with
a window (定形郵便物・はがき作成のガイドライン, 窓付封筒, with the measures as envelope makers give them); offices with other
envelopes try one sheet first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from forms.fonts import GOTHIC, MINCHO
from forms.paper_sizes import A4, MM
from forms.parts import draw_seal_mark
from forms.situations import TooLongForPaper
from forms.text import Line, Style, draw_line, draw_lines, draw_text, fit_text, set_paragraph, set_single

_PRINTABLE = 5 * MM  # what office printers cannot reach at the edge
_MARK = 4 * MM
_FOLD = 99 * MM
_DASH, _SPACE = 2.2 * MM, 1.4 * MM
_WINDOW_LEFT, _WINDOW_TOP = 22 * MM, 12 * MM
_WINDOW_WIDTH, _WINDOW_HEIGHT = 90 * MM, 45 * MM
_SLIDES_ACROSS, _SLIDES_DOWN = 25 * MM, 21 * MM


_SEEN = _WINDOW_TOP + _WINDOW_HEIGHT  # nothing but the address may stand above, left of _BESIDE_WINDOW
_BESIDE_WINDOW = _WINDOW_LEFT + _WINDOW_WIDTH + 4 * MM
_ADDRESS = Style(GOTHIC, 9, 11.5)
_BESIDE = Style(MINCHO, 10.5, 15)
_TITLE = Style(MINCHO, 17, 24)


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
    """Write the postal code on a line of its own, the address, then the addressee with 様 or 御中, where a window shows them.

    Without an address lines are ruled for it. Long ones get smaller; raises ``TooLongForPaper`` naming 宛先 when they do not
    fit even then.
    """
    x, y, width, height = ADDRESS_PLACE
    below = 0.4 * height
    first, *others = [*filter(None, address), ""]
    text, code = ("\u3000".join(filter(None, others)), first) if any(others) else (first, "")
    above = _ADDRESS.leading if code else 0.0
    for words, style, high, top in (
        (code, _ADDRESS, _ADDRESS.size, y + height),
        (text, _ADDRESS, height - above - below - 4, y + height - above),
        (addressee, Style(MINCHO, 11, 13), below, y + below),
    ):
        lines = fit_text(words, style, width, high, 4, "宛先") if words else []
        draw_lines(canvas, lines, x, top - 0.98 * lines[0].style.size if lines else top)
    if not text:
        _rule_address(canvas, (y + below + 4, y + below + 22))


def draw_blank_address(canvas: Any, ending: str) -> None:
    """Rule lines behind the window to write postal code, address and name on; ``ending`` (様) stands after the name.

    Raises ``TooLongForPaper`` for one that leaves no room for the name.
    """
    x, y, width, _height = ADDRESS_PLACE
    after = set_single(ending, Style(MINCHO, 11, 13))
    if after.width > width / 2:
        raise TooLongForPaper("", "宛先の敬称")
    _rule_address(canvas, (y + 2, y + 22, y + 42))
    draw_line(canvas, after, x + width - after.width, y + 5)


def _rule_address(canvas: Any, lines: Sequence[float]) -> None:
    x, y, width, height = ADDRESS_PLACE
    canvas.setLineWidth(0.4)
    for line in lines:
        canvas.line(x, line, x + width, line)
    draw_text(canvas, "〒", Style(GOTHIC, 9, 11), x, y + height - 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Whom a letter is posted to, and what stands beside the window: number and date, then from whom.

    Without a ``name`` address and name are ruled; ``ending`` is 様 or 御中.
    """

    name: str
    ending: str
    postal_code: str
    address: str
    dated: tuple[str, ...]
    sender: tuple[str, ...]
    seal: bool = False


def draw_posted_opening(canvas: Any, posted: Posted, title: str) -> None:
    """Draw folding marks, address, date, sender and title; nothing but the address can be seen through the window."""
    draw_folding_marks(canvas)
    if posted.name:
        code = f"〒{posted.postal_code}" if posted.postal_code else ""
        draw_window_address(canvas, (code, posted.address), f"{posted.name}　{posted.ending}")
    else:
        draw_blank_address(canvas, posted.ending)
    y = A4.top - 3 * MM
    for text in posted.dated:
        draw_text(canvas, text, _BESIDE, A4.right, y, align="right")
        y -= _BESIDE.leading
    sender, room = _sender(posted)
    left = A4.right - room
    y -= 3 * MM
    for line in sender:
        draw_line(canvas, line, left, y)
        y -= line.style.leading
    if posted.seal:
        draw_seal_mark(canvas, A4.right - 3 * MM, y + _BESIDE.leading + 0.36 * _BESIDE.size)
    lines = fit_text(title, _TITLE, A4.body_width, 24, 10, "帳票の名前")
    y = posted_top(posted) + 9 * MM + (len(lines) - 1) * lines[0].style.leading
    for line in lines:
        draw_line(canvas, line, A4.middle - line.width / 2, y)
        y -= line.style.leading


def posted_top(posted: Posted) -> float:
    """Return where the text of a posted letter begins, in points from the lower edge of its first sheet."""
    sender, _ = _sender(posted)
    beside = len(posted.dated) * _BESIDE.leading + sum(line.style.leading for line in sender) + 6 * MM
    return min(A4.height - _SEEN, A4.top - beside) - 19 * MM


def _sender(posted: Posted) -> tuple[list[Line], float]:
    """Set from whom it is beside the window; return the lines and the width they take, with the seal."""
    seal = 8 * MM if posted.seal else 0.0
    room = A4.right - _BESIDE_WINDOW - seal
    lines = [line for text in posted.sender if text for line in set_paragraph(text, _BESIDE, room)]
    return lines, max((line.width for line in lines), default=0.0) + seal


def draw_cut_line(canvas: Any, y: float, label: str) -> None:
    """Draw a dashed line across the whole sheet at ``y``, its label in the middle."""
    style = Style(GOTHIC, 7, 9)
    half = set_single(label, style).width / 2 + 2 * MM
    draw_text(canvas, label, style, A4.middle, y - 2.5, align="center")
    canvas.setLineWidth(0.4)
    for edge, towards in ((_PRINTABLE, 1), (A4.width - _PRINTABLE, -1)):
        x = edge
        while (x + towards * _DASH - A4.middle) * -towards >= half:
            canvas.line(x, y, x + towards * _DASH, y)
            x += towards * (_DASH + _SPACE)
