"""Parts that stand on many forms: places for seals and signatures, check boxes, the receipt box, a QR code."""

from collections.abc import Sequence
from typing import Any

from forms.fonts import GOTHIC, GOTHIC_BOLD, MINCHO
from forms.paper import BODY_WIDTH, LEFT, RULE
from forms.paper_sizes import MM
from forms.text import (
    Line,
    Style,
    draw_line,
    draw_lines,
    draw_text,
    fit_text,
    set_hanging,
    set_paragraph,
    set_single,
)

BLANK_DATE = "令和　　年　　月　　日"
BLANK_NUMBER = "第　　　　　号"
_LABEL = Style(GOTHIC, 7.5, 10)
RECEIPT_HEIGHT = 14 * MM
SEAL_BOX_WIDTH, SEAL_BOX_HEIGHT = 20 * MM, 22 * MM
_BOX_TO_WORD = 12.0
_SHADE = 0.94


def draw_seal_mark(canvas: Any, x: float, y: float, radius: float = 7.0) -> None:
    """Draw the small circle with 印 that says where to put one's seal; ``x``, ``y`` is its centre."""
    canvas.setLineWidth(0.4)
    canvas.circle(x, y, radius)
    draw_text(canvas, "印", Style(MINCHO, 8.5, 9), x, y - 3.1, align="center")


def draw_seal_boxes(canvas: Any, labels: Sequence[str], right: float, top: float) -> None:
    """Draw ruled places for seals side by side, a title above each (責任者, 点検者); upper right corner at right, top."""
    title = 5.5 * MM
    for number, label in enumerate(reversed(labels), start=1):
        left = right - number * SEAL_BOX_WIDTH
        canvas.setLineWidth(RULE)
        canvas.rect(left, top - title, SEAL_BOX_WIDTH, title)
        canvas.rect(left, top - SEAL_BOX_HEIGHT, SEAL_BOX_WIDTH, SEAL_BOX_HEIGHT - title)
        middle = left + SEAL_BOX_WIDTH / 2
        draw_text(canvas, label, Style(GOTHIC, 8, 9), middle, top - 4 * MM, align="center")


def draw_check_box(canvas: Any, x: float, y: float) -> None:
    """Draw an empty box to tick; ``x`` is its left edge and ``y`` the baseline of the text beside it."""
    canvas.setLineWidth(0.6)
    canvas.rect(x, y - 0.8, 8.5, 8.5)


def draw_tick(canvas: Any, x: float, y: float) -> None:
    """Tick the box that ``draw_check_box`` drew at the same place."""
    canvas.setLineWidth(1.4)
    canvas.line(x + 1.6, y + 3.4, x + 3.6, y + 1)
    canvas.line(x + 3.6, y + 1, x + 8, y + 8)
    canvas.setLineWidth(RULE)


def draw_choices(canvas: Any, choices: Sequence[str], x: float, y: float, style: Style) -> None:
    """Draw boxes to tick with their words on one line from ``x`` on."""
    for choice in choices:
        draw_check_box(canvas, x, y)
        line = set_single(choice, style)
        draw_line(canvas, line, x + _BOX_TO_WORD, y)
        x += _BOX_TO_WORD + line.width + style.size * 1.5


def draw_entry_line(
    canvas: Any, label: str, value: str, x: float, y: float, width: float, label_width: float
) -> None:
    """Draw a label and a ruled line to write on; ``value`` is printed on it, smaller where it is long.

    The line has the height of two small lines of text; ``y`` is the rule.
    """
    canvas.setLineWidth(RULE)
    canvas.line(x, y, x + width, y)
    draw_text(canvas, label, Style(MINCHO, 10, 12), x + 2, y + 5)
    lines = fit_entry(value, width - label_width, label)
    draw_lines(
        canvas, lines, x + label_width, y + 5 + (len(lines) - 1) * (lines[0].style.leading if lines else 0)
    )


def fit_entry(value: str, width: float, field: str) -> list[Line]:
    """Set ``value`` for an entry line of ``width``; raise ``TooLongForPaper`` where it does not fit."""
    return fit_text(value, Style(MINCHO, 13, 14.5), width - 4, 20, 6, field)


def draw_labelled(
    canvas: Any,
    rows: Sequence[tuple[str, str, Style]],
    y: float,
    label: Style,
    label_width: float,
    gap: float = 0,
) -> float:
    """Draw (label, value, style of the value) below one another from baseline ``y``; return the next baseline.

    Long values get smaller, down to 6 points, then ``TooLongForPaper`` names the label; an empty one is a dash.
    """
    for name, value, style in rows:
        draw_text(canvas, name, label, LEFT, y)
        lines = fit_text(value or "—", style, BODY_WIDTH - label_width, 40, 6, name)
        y = draw_lines(canvas, lines, LEFT + label_width, y) - gap
    return y


def draw_boxes(
    canvas: Any,
    cells: Sequence[tuple[str, str, float]],
    x: float,
    y: float,
    height: float,
    label_width: float,
) -> None:
    """Draw a row of (label, value, width) cells, labels shaded, their upper edge at ``y``."""
    for label, value, width in cells:
        _draw_cell(canvas, (x, y - height, label_width, height), label, shaded=True)
        _draw_cell(canvas, (x + label_width, y - height, width - label_width, height), value, shaded=False)
        x += width


def _draw_cell(canvas: Any, box: tuple[float, float, float, float], text: str, *, shaded: bool) -> None:
    left, bottom, width, height = box
    canvas.setLineWidth(RULE)
    canvas.setFillGray(_SHADE if shaded else 1)
    canvas.rect(left, bottom, width, height, fill=1)
    canvas.setFillGray(0)
    if not text:
        return
    if shaded:
        draw_text(canvas, text, _LABEL, left + width / 2, bottom + height / 2 - 2.8, align="center")
        return
    lines = fit_text(text, Style(GOTHIC, 8.5, 10), width - 3 * MM, height - 3, 5, "印刷する欄")
    top = bottom + height / 2 - 3.2 + (len(lines) - 1) * lines[0].style.leading / 2
    draw_lines(canvas, lines, left + 1.5 * MM, top)


def draw_receipt_box(canvas: Any, x: float, top: float, width: float) -> None:
    """Draw the box the office fills in when the signed paper comes back; it is ``RECEIPT_HEIGHT`` high."""
    draw_text(canvas, "法人記入欄", Style(GOTHIC, 7.5, 9), x, top - 7)
    upper = top - 4 * MM
    first, second = 58 * MM, 62 * MM
    cells = (
        ("受領日", BLANK_DATE, first),
        ("受領した責任者", "", second),
        ("保管場所", "", width - first - second),
    )
    draw_boxes(canvas, cells, x, upper, 10 * MM, 22 * MM)
    draw_seal_mark(canvas, x + first + second - 5.5 * MM, upper - 5 * MM, 6.5)


def draw_qr(canvas: Any, text: str, x: float, y: float, side: float) -> None:
    """Draw ``text`` as a QR code (error correction M) in a square of ``side`` with its quiet zone; lower left x, y."""
    import segno

    matrix = segno.make(text, error="m", micro=False, boost_error=False).matrix
    quiet = 4
    module = side / (len(matrix) + 2 * quiet)
    path = canvas.beginPath()
    for row, cells in enumerate(matrix):
        column = 0
        while column < len(cells):
            length = _dark_run(cells, column)
            if length:
                top = y + side - (quiet + row + 1) * module
                path.rect(x + (quiet + column) * module, top, length * module, module)
            column += length or 1
    canvas.drawPath(path, stroke=0, fill=1)


def _dark_run(cells: Sequence[int], start: int) -> int:
    end = start
    while end < len(cells) and cells[end]:
        end += 1
    return end - start


def draw_points(
    canvas: Any, heading: str, points: Sequence[str], top: float, head: Style, text: Style
) -> float:
    """Draw a heading and numbered points below it; return the lower edge."""
    y = top - 10
    draw_text(canvas, heading, head, LEFT, y)
    y -= head.leading + 1
    for number, point in enumerate(points, start=1):
        y = draw_lines(canvas, set_hanging(f"{number}", point, text, BODY_WIDTH, left=4, hang=14), LEFT, y)
    return y + text.leading - 4


def draw_warning(canvas: Any, warning: str, top: float) -> float:
    """Draw a sentence that must not be missed in a heavy frame over the whole width; return its lower edge."""
    inset = 4 * MM
    lines = set_paragraph(warning, Style(GOTHIC_BOLD, 10, 15.5), BODY_WIDTH - 2 * inset)
    height = len(lines) * 15.5 + 2 * inset - 8
    canvas.setLineWidth(1.6)
    canvas.rect(LEFT + 0.8, top - height, BODY_WIDTH - 1.6, height)
    draw_lines(canvas, lines, LEFT + inset, top - inset - 7)
    return top - height
