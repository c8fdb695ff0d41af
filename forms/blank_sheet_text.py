"""Small settings of a sheet to fill by hand: labels spread to one width, boxes to tick, texts in the middle of a place."""

import itertools
from collections.abc import Sequence
from typing import Any

from forms.fonts import GOTHIC, MINCHO
from forms.situations import TooLongForPaper
from forms.text import Line, Style, draw_line, glyphs_of, set_paragraph, set_single

LABEL = Style(GOTHIC, 8.75, 11.5)
VALUE = Style(MINCHO, 10.5, 15)
CHOICE = Style(GOTHIC, 9, 14)
HINT = Style(GOTHIC, 7.25, 9.5)
_BOX_ROOM = 12.0
_WIDEST_GAP = 2.2  # ems between the characters of a spread label


def spread(text: str, style: Style, width: float) -> Line:
    """Set a label over ``width`` (均等割付) as forms of public offices do; one too wide or too short stays natural."""
    glyphs = glyphs_of(text, style.typeface)
    natural = sum(glyph.width for glyph in glyphs) * style.size
    gaps = len(glyphs) - 1
    if gaps < 1 or natural >= width or any(glyph.width < 0.7 for glyph in glyphs):
        return set_single(text, style)
    gap = min((width - natural) / gaps, _WIDEST_GAP * style.size)
    starts = itertools.accumulate((glyph.width * style.size + gap for glyph in glyphs[:-1]), initial=0.0)
    return Line(style, glyphs, tuple(starts), natural + gap * gaps)


def set_label(text: str, width: float) -> list[Line]:
    """Set the label of a place in lines of ``width``; one that is divided by hand is not spread."""
    if "\n" in text:
        return [line for part in text.split("\n") for line in set_paragraph(part, LABEL, width)]
    one = spread(text, LABEL, width)
    return [one] if one.width <= width + 0.01 else set_paragraph(text, LABEL, width)


def draw_middle(
    canvas: Any, lines: Sequence[Line], left: float, width: float, middle: float, *, centred: bool
) -> None:
    """Draw ``lines`` so that their block stands in the middle of a place's height."""
    if not lines:
        return
    leading = lines[0].style.leading
    y = middle + (len(lines) - 1) * leading / 2 - lines[0].style.size * 0.36
    for line in lines:
        draw_line(canvas, line, left + (width - line.width) / 2 if centred else left, y)
        y -= leading


def choice_lines(choices: Sequence[str], width: float) -> list[tuple[str, ...]]:
    """Divide what can be ticked over lines of ``width``; raise ``TooLongForPaper`` for one that has no room on a line."""
    lines: list[tuple[str, ...]] = [()]
    used = 0.0
    for choice in choices:
        room = _BOX_ROOM + set_single(choice, CHOICE).width
        if room > width:
            raise TooLongForPaper("", f"印を付ける言葉「{choice[:20]}」")
        if lines[-1] and used + room > width:
            lines.append(())
            used = 0.0
        lines[-1] += (choice,)
        used += room + CHOICE.size * 1.5
    return lines
