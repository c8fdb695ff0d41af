"""The parts of a bound paper (a manual): text that runs over sheets, tables with a heading, and the contents with page numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from forms.flow import Block, Placed, draw_placed, paginate
from forms.fonts import GOTHIC, GOTHIC_BOLD
from forms.paper import BODY_WIDTH, BOTTOM, LEFT, RIGHT, RULE, TOP
from forms.paper_sizes import MM
from forms.tables import LEAST_ROW, Band, Column, Row, divide, draw_table, head_height, set_rows
from forms.text import Line, Style, draw_line, draw_lines, draw_text, fit_text, set_paragraph

Draw = Callable[[Any], None]
_HEADING = Style(GOTHIC_BOLD, 12, 18)
_TEXT = Style(GOTHIC, 9, 13.5)
_ENTRY = Style(GOTHIC, 9.5, 14)
_ENTRY_WIDTH = BODY_WIDTH - 16 * MM
_BETWEEN = 10 * MM
_WHO = "対象（だれの、どの仕事）"


@dataclass(frozen=True, slots=True)
class BoundPart:
    """Some sheets, and for the contents what stands in them: title, and on which of the sheets (0 is the first)."""

    entries: tuple[tuple[str, int], ...]
    sheets: tuple[Draw, ...]


def text_part(
    titles: Sequence[str], lead: Sequence[Block], sections: Sequence[Sequence[Block]], end: Sequence[Block]
) -> BoundPart:
    """Return running text: ``lead``, then a section for each of ``titles``, then ``end``."""
    blocks = [*lead, *(block for section in sections for block in section), *end]
    sheets = paginate(blocks, TOP - 4 * MM, TOP, BOTTOM)
    entries = tuple(
        (title, _sheet_of(sheets, section[0].lines[0]))
        for title, section in zip(titles, sections, strict=True)
    )
    return BoundPart(entries, tuple(partial(_draw_text, placed) for placed in sheets))


@dataclass(frozen=True, slots=True, kw_only=True)
class TitledTable:
    """A heading, what is ``said`` below it, and a table that goes on over sheets.

    ``least`` is the height of a row at least; ``whose`` adds a line to write what the sheet was used for.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...] | Band, ...]
    said: tuple[str, ...] = ()
    least: float = LEAST_ROW
    whose: bool = False


def tables_part(*tables: TitledTable) -> BoundPart:
    """Return ``tables`` one below the other, each with a row at least below its heading."""
    entries: list[tuple[str, int]] = []
    sheets: list[list[Draw]] = [[]]
    y = TOP
    for table in tables:
        opening = _Opening.of(table)
        head = head_height(table.columns)
        rows = set_rows(table.columns, table.rows, TOP - BOTTOM - head, least=table.least)
        if sheets[-1] and y - opening.height - head - rows[0].height < BOTTOM:
            sheets.append([])
            y = TOP
        entries.append((table.title, len(sheets) - 1))
        sheets[-1].append(partial(opening.draw, y))
        y -= opening.height
        first, *others = divide(rows, y - BOTTOM, TOP - BOTTOM, head)
        sheets[-1].append(partial(_draw_rows, table.columns, first, y))
        y -= head + sum(row.height for row in first)
        for part in others:
            sheets.append([partial(_draw_rows, table.columns, part, TOP)])
            y = TOP - head - sum(row.height for row in part)
        y -= _BETWEEN
    return BoundPart(tuple(entries), tuple(partial(_draw_all, sheet) for sheet in sheets))


@dataclass(frozen=True, slots=True)
class _Opening:
    """What stands above a table."""

    heading: list[Line]
    words: list[Line]
    whose: bool

    @classmethod
    def of(cls, table: TitledTable) -> "_Opening":
        words = [line for text in table.said for line in set_paragraph(text, _TEXT, BODY_WIDTH)]
        return cls(set_paragraph(table.title, _HEADING, BODY_WIDTH), words, table.whose)

    @property
    def height(self) -> float:
        lines = len(self.heading) * _HEADING.leading + len(self.words) * _TEXT.leading
        return lines + 3 * MM + (10 * MM if self.whose else 0)

    def draw(self, top: float, canvas: Any) -> None:
        y = draw_lines(canvas, self.heading, LEFT, top - 12)
        draw_lines(canvas, self.words, LEFT, y + 2)
        if self.whose:
            rule = top - self.height + 3.5 * MM
            draw_text(canvas, _WHO, _TEXT, LEFT, rule + 1 * MM)
            canvas.setLineWidth(RULE)
            canvas.line(LEFT + 44 * MM, rule, RIGHT, rule)


def contents_sheets(entries: int, first_top: float) -> int:
    """Return how many sheets the contents fill, the first from ``first_top`` down."""
    first, others = _entries_on(first_top), _entries_on(TOP)
    return 1 + max(0, -(-(entries - first) // others))


def draw_contents(canvas: Any, entries: Sequence[tuple[str, int]], sheet: int, first_top: float) -> None:
    """Draw the contents' sheet number ``sheet`` (0 is the first): each title with its page."""
    first, others = _entries_on(first_top), _entries_on(TOP)
    begins = 0 if sheet == 0 else first + (sheet - 1) * others
    shown = entries[begins : begins + (first if sheet == 0 else others)]
    y = (first_top if sheet == 0 else TOP) - 12
    draw_text(canvas, "目次", _HEADING, LEFT, y)
    y -= 6 * MM
    for title, page in shown:
        (line, *_) = fit_text(title, _ENTRY, _ENTRY_WIDTH, _ENTRY.size, 4, "見出し")
        draw_line(canvas, line, LEFT, y)
        draw_text(canvas, f"{page}", _ENTRY, RIGHT, y, align="right")
        _draw_leader(canvas, LEFT + line.width + 2 * MM, RIGHT - 8 * MM, y + 2)
        y -= _ENTRY.leading


def _entries_on(top: float) -> int:
    return int((top - BOTTOM - 12 - 6 * MM) // _ENTRY.leading)


def _sheet_of(sheets: Sequence[Sequence[Placed]], line: Line) -> int:
    return next(at for at, placed in enumerate(sheets) if any(each.line is line for each in placed))


def _draw_text(placed: Sequence[Placed], canvas: Any) -> None:
    draw_placed(canvas, placed, LEFT)


def _draw_rows(columns: Sequence[Column], rows: Sequence[Row], y: float, canvas: Any) -> None:
    draw_table(canvas, columns, rows, LEFT, y)


def _draw_all(draws: Sequence[Draw], canvas: Any) -> None:
    for draw in draws:
        draw(canvas)


def _draw_leader(canvas: Any, begins: float, ends: float, y: float) -> None:
    canvas.setLineWidth(RULE)
    x = begins
    while x < ends:
        canvas.line(x, y, x + 0.6, y)
        x += 3.2
