"""Ruled tables that break over sheets with their heads repeated; long cells wrap, none is cut off."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from forms.fonts import GOTHIC, GOTHIC_BOLD
from forms.paper import RULE
from forms.paper_sizes import MM
from forms.text import Line, Style, draw_line, set_paragraph

_CELL = Style(GOTHIC, 8.75, 12)
_HEAD = Style(GOTHIC, 8.25, 11.5)
_BAND = Style(GOTHIC_BOLD, 9, 12)
_SIDE = 1.6 * MM  # white left and right inside a cell
_ABOVE = 5.0  # points between the rule and the text; the same below
_LEAST_HEAD = 8 * MM
LEAST_ROW = 8 * MM  # room to write by hand
_SHADE = 0.94


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in points, and whether its text is set in the middle or (sums) to the right."""

    title: str
    width: float
    centred: bool = False
    to_right: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A line across the whole table that names the rows below it."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row as set on one sheet; a row taller than a sheet goes on as another. A band has one cell."""

    cells: tuple[tuple[Line, ...], ...]
    height: float
    is_band: bool = False


def set_rows(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str] | Band],
    tallest: float,
    *,
    least: float = LEAST_ROW,
) -> list[Row]:
    """Set the texts of ``rows``, none lower than ``least``; one taller than ``tallest`` points is divided."""
    found: list[Row] = []
    cells = _Cells()
    for row in rows:
        if isinstance(row, Band):
            width = sum(column.width for column in columns) - 2 * _SIDE
            found.append(_band(tuple(set_paragraph(row.text, _BAND, width))))
        else:
            found.extend(_divided(cells.of_row(columns, row), tallest, least))
    return found


def empty_rows(columns: Sequence[Column], count: int) -> tuple[tuple[str, ...], ...]:
    """Return ``count`` rows to be filled by hand."""
    return (("",) * len(columns),) * count


def head_height(columns: Sequence[Column]) -> float:
    """Return the height of the head: more than a line where a title is wider than its column."""
    lines = max((len(_title(column)) for column in columns), default=1)
    return max(_LEAST_HEAD, lines * _HEAD.leading + _ABOVE)


def divide(rows: Sequence[Row], first_room: float, room: float, head: float = _LEAST_HEAD) -> list[list[Row]]:
    """Distribute ``rows`` over sheets with so many points of room for head and rows; a band stays with its row."""
    sheets: list[list[Row]] = [[]]
    left = first_room - head
    for place, row in enumerate(rows):
        follower = rows[place + 1].height if row.is_band and place + 1 < len(rows) else 0.0
        if row.height + follower > left and (sheets[-1] or len(sheets) == 1):
            sheets.append([])
            left = room - head
        sheets[-1].append(row)
        left -= row.height
    return sheets


def draw_table(canvas: Any, columns: Sequence[Column], rows: Sequence[Row], x: float, y: float) -> float:
    """Draw head and ``rows`` downwards from ``y``; return the lower edge."""
    width = sum(column.width for column in columns)
    titles = Row(tuple(_title(column) for column in columns), head_height(columns))
    _shade(canvas, x, y, width, titles.height)
    bottom = _draw_row(canvas, columns, titles, x, y, head=True)
    for row in rows:
        if row.is_band:
            bottom = _draw_band(canvas, row, x, bottom, width)
        else:
            bottom = _draw_row(canvas, columns, row, x, bottom, head=False)
    return bottom


class _Cells:
    """The cells of one table: most words in a long one (marks, days, names of affairs) stand there again, and are set once."""

    def __init__(self) -> None:
        self._set: dict[tuple[str, float], tuple[Line, ...]] = {}

    def of_row(self, columns: Sequence[Column], texts: Sequence[str]) -> list[tuple[Line, ...]]:
        """Return the lines of each cell of a row."""
        return [self._of(text, column.width) for column, text in zip(columns, texts, strict=True)]

    def _of(self, text: str, width: float) -> tuple[Line, ...]:
        found = self._set.get((text, width))
        if found is None:
            found = self._set[text, width] = tuple(set_paragraph(text, _CELL, width - 2 * _SIDE))
        return found


def _divided(cells: Sequence[tuple[Line, ...]], tallest: float, least: float) -> list[Row]:
    lines = max(1, *(len(cell) for cell in cells))
    most = int((tallest - 2 * _ABOVE) // _CELL.leading)
    parts = [tuple(cell[first : first + most] for cell in cells) for first in range(0, lines, most)]
    return [Row(part, max(_height(part), least)) for part in parts]


def _height(cells: Sequence[Sequence[Line]]) -> float:
    return max(1, *(len(cell) for cell in cells)) * _CELL.leading + 2 * _ABOVE


def _band(lines: tuple[Line, ...]) -> Row:
    return Row((lines,), max(7 * MM, len(lines) * _BAND.leading + _ABOVE), is_band=True)


def _title(column: Column) -> tuple[Line, ...]:
    return tuple(set_paragraph(column.title, _HEAD, column.width - 2))


def _shade(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    canvas.setLineWidth(RULE)
    canvas.setFillGray(_SHADE)
    canvas.rect(x, y - height, width, height, stroke=0, fill=1)
    canvas.setFillGray(0)


def _draw_band(canvas: Any, row: Row, x: float, y: float, width: float) -> float:
    _shade(canvas, x, y, width, row.height)
    canvas.rect(x, y - row.height, width, row.height)
    _draw_cell(canvas, row.cells[0], (x, y, width, row.height), Column("", width))
    return y - row.height


def _draw_row(canvas: Any, columns: Sequence[Column], row: Row, x: float, y: float, *, head: bool) -> float:
    for column, lines in zip(columns, row.cells, strict=True):
        canvas.rect(x, y - row.height, column.width, row.height)
        shown = Column("", column.width, centred=True) if head else column
        _draw_cell(canvas, lines, (x, y, column.width, row.height), shown)
        x += column.width
    return y - row.height


def _draw_cell(
    canvas: Any, lines: Sequence[Line], box: tuple[float, float, float, float], column: Column
) -> None:
    """Draw the lines of a cell in the middle of its height; ``box`` is its left and upper edge, width and height."""
    x, y, width, height = box
    if not lines:
        return
    leading = lines[0].style.leading
    baseline = y - (height - len(lines) * leading) / 2 - leading * 0.76
    for line in lines:
        if column.centred:
            left = x + (width - line.width) / 2
        elif column.to_right:
            left = x + width - _SIDE - line.width
        else:
            left = x + _SIDE
        draw_line(canvas, line, left, baseline)
        baseline -= leading
