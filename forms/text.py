"""Setting text: lines with 禁則, justified paragraphs, hanging indents, and texts that must fit a place.

Sizes and positions are in points, the origin is the lower left corner of the sheet as in PDF.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from forms import kinsoku
from forms.fonts import Glyph, MissingGlyph, Typeface
from forms.situations import CannotDrawCharacter, TooLongForPaper

_WIDEST_STRETCH = 0.6  # ems between two characters; a line emptier than this stays ragged
_SHRINK_STEP = 0.25


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; ``size`` and ``leading`` in points."""

    typeface: Typeface
    size: float
    leading: float
    justified: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: each glyph with its distance from the line's left edge, and the width of the ink."""

    style: Style
    glyphs: tuple[Glyph, ...]
    offsets: tuple[float, ...]
    width: float
    indent: float = 0.0

    @property
    def text(self) -> str:
        """Return what stands on the line."""
        return "".join(glyph.typed for glyph in self.glyphs)


def set_paragraph(
    text: str, style: Style, width: float, *, first: float = 0.0, rest: float = 0.0
) -> list[Line]:
    """Break ``text`` into lines of ``width`` points; ``first`` and ``rest`` indent the first and later lines."""
    glyphs = glyphs_of(text, style.typeface)
    ems = [(width - indent) / style.size for indent in (first, rest)]
    broken = kinsoku.break_lines(glyphs, *ems)
    lines = []
    for number, part in enumerate(broken):
        last = number + 1 == len(broken)
        indent = rest if number else first
        lines.append(
            replace(_set_line(part, style, width - indent, fill=style.justified and not last), indent=indent)
        )
    return lines


def set_single(text: str, style: Style) -> Line:
    """Set ``text`` on one line, however long it is."""
    return _set_line(glyphs_of(text, style.typeface), style, None, fill=False)


def set_hanging(label: str, text: str, style: Style, width: float, *, left: float, hang: float) -> list[Line]:
    """Set an item: ``label`` at ``left``, its text from ``left + hang`` on, later lines below the text."""
    body = set_paragraph(text, style, width, first=left + hang, rest=left + hang)
    mark = set_single(label, style)
    first = body[0]
    joined = Line(
        style,
        mark.glyphs + first.glyphs,
        mark.offsets + tuple(hang + offset for offset in first.offsets),
        hang + first.width,
        left,
    )
    return [joined, *body[1:]]


def fit_text(text: str, style: Style, width: float, height: float, smallest: float, field: str) -> list[Line]:
    """Set ``text`` in a place of ``width`` × ``height``, smaller down to ``smallest`` points if it must be.

    Raises ``TooLongForPaper`` naming ``field`` when it does not fit even then.
    """
    size = style.size
    while size >= smallest:
        smaller = replace(style, size=size, leading=style.leading * size / style.size)
        lines = set_paragraph(text, smaller, width)
        if (len(lines) - 1) * smaller.leading + size <= height + 1e-6:
            return lines
        size -= _SHRINK_STEP
    raise TooLongForPaper("", field)


def glyphs_of(text: str, typeface: Typeface) -> tuple[Glyph, ...]:
    """Return the glyphs of ``text``; raise ``CannotDrawCharacter`` where a form had not asked beforehand."""
    try:
        return typeface.glyphs(text)
    except MissingGlyph as missing:
        raise CannotDrawCharacter("", "印刷する内容", missing.character) from None


def draw_line(canvas: Any, line: Line, x: float, y: float) -> None:
    """Draw ``line`` with its left edge at ``x`` and its baseline at ``y``."""
    if not line.glyphs:
        return
    size = line.style.size
    text = canvas.beginText()
    for run, start, spacing in _runs(line):
        text.setFont(run[0].font, size)
        text.setTextOrigin(x + line.indent + start, y)
        text.setCharSpace(round(spacing, 4))
        text.textOut("".join(glyph.drawn for glyph in run))
    canvas.drawText(text)


def draw_lines(canvas: Any, lines: Sequence[Line], x: float, y: float) -> float:
    """Draw ``lines`` downwards from baseline ``y``; return the baseline the next line would have."""
    for line in lines:
        draw_line(canvas, line, x, y)
        y -= line.style.leading
    return y


def draw_text(canvas: Any, text: str, style: Style, x: float, y: float, *, align: str = "left") -> None:
    """Draw one line so that ``x`` is its left edge, its centre or its right edge."""
    line = set_single(text, style)
    shift = {"left": 0.0, "center": line.width / 2, "right": line.width}[align]
    draw_line(canvas, line, x - shift, y)


def _set_line(glyphs: Sequence[Glyph], style: Style, room: float | None, *, fill: bool) -> Line:
    """Place ``glyphs``; with ``fill`` the line is made exactly ``room`` wide where that looks right."""
    if not glyphs:
        return Line(style, (), (), 0.0)
    pairs = [kinsoku.between(left, right) for left, right in itertools.pairwise(glyphs)]
    gaps = [pair.gap for pair in pairs]
    ink = (
        sum(glyph.width for glyph in glyphs) + sum(gaps) - kinsoku.lead(glyphs[0]) - kinsoku.trail(glyphs[-1])
    )
    if room is not None:
        gaps = _adjusted(pairs, gaps, room / style.size - ink, fill=fill)
    at = -kinsoku.lead(glyphs[0])
    offsets = []
    for glyph, space in zip(glyphs, [*gaps, 0.0], strict=True):
        offsets.append(at * style.size)
        at += glyph.width + space
    return Line(style, tuple(glyphs), tuple(offsets), (at - kinsoku.trail(glyphs[-1])) * style.size)


def _adjusted(
    pairs: Sequence[kinsoku.Between], gaps: list[float], slack: float, *, fill: bool
) -> list[float]:
    if slack < 0:
        gives = [pair.squeezable for pair in pairs]
        share = min(1.0, -slack / sum(gives)) if sum(gives) else 0.0
        return [space - give * share for space, give in zip(gaps, gives, strict=True)]
    stretching = [pair.stretchable for pair in pairs]
    if not fill or not any(stretching) or slack / sum(stretching) > _WIDEST_STRETCH:
        return gaps
    each = slack / sum(stretching)
    return [space + each * grows for space, grows in zip(gaps, stretching, strict=True)]


def _runs(line: Line) -> Iterator[tuple[list[Glyph], float, float]]:
    """Group neighbours with one font and one spacing: what PDF can draw in one piece."""
    size = line.style.size
    run: list[Glyph] = []
    font = ""
    start = spacing = end = 0.0
    for glyph, offset in zip(line.glyphs, line.offsets, strict=True):
        here, end = offset - end, offset + glyph.width * size
        if glyph.font == font and (len(run) == 1 or abs(here - spacing) < 1e-4):
            spacing = here
            run.append(glyph)
            continue
        if run:
            yield run, start, spacing if len(run) > 1 else 0.0
        run, font, start, spacing = [glyph], glyph.font, offset, 0.0
    if run:
        yield run, start, spacing if len(run) > 1 else 0.0
