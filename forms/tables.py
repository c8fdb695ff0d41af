"""Ruled tables that break over sheets with their heads repeated; long cells wrap, none is cut off."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from forms.fonts import GOTHIC
from forms.paper import MM, RULE
from forms.text import Line, Style, draw_line, set_paragraph

_CELL = Style(GOTHIC, 8.75, 12)
_HEAD = Style(GOTHIC, 8.25, 11.5)
_SIDE = 1.6 * MM  # white left and right inside a cell
_ABOVE = 5.0  # points between the rule and the text; the same below
_HEAD_HEIGHT = 8 * MM
_ROW_HEIGHT = 8 * MM  # the least: room to write by hand
_SHADE = 0.94


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in points, and whether its text is set in the middle."""

    title: str
    width: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row as set on one sheet; a row taller than a sheet goes on as another."""

    cells: tuple[tuple[Line, ...], ...]
    height: float


def set_rows(columns: Sequence[Column], rows: Sequence[Sequence[str]], tallest: float) -> list[Row]:
    """Set the texts of ``rows``; one that would be taller than ``tallest`` points is divided."""
    found: list[Row] = []
    most = int((tallest - 2 * _ABOVE) // _CELL.leading)
    for texts in rows:
        cells = [
            tuple(set_paragraph(text, _CELL, column.width - 2 * _SIDE))
            for column, text in zip(columns, texts, strict=True)
        ]
        lines = max(1, *(len(cell) for cell in cells))
        for first in range(0, lines, most):
            part = tuple(cell[first : first + most] for cell in cells)
            height = max(1, *(len(cell) for cell in part)) * _CELL.leading + 2 * _ABOVE
            found.append(Row(part, max(height, _ROW_HEIGHT)))
    return found


def divide(rows: Sequence[Row], first_room: float, room: float) -> list[list[Row]]:
    """Distribute ``rows`` over sheets with so many points of room for head and rows."""
    sheets: list[list[Row]] = [[]]
    left = first_room - _HEAD_HEIGHT
    for row in rows:
        if row.height > left and (sheets[-1] or len(sheets) == 1):
            sheets.append([])
            left = room - _HEAD_HEIGHT
        sheets[-1].append(row)
        left -= row.height
    return sheets


def draw_table(canvas: Any, columns: Sequence[Column], rows: Sequence[Row], x: float, y: float) -> float:
    """Draw head and ``rows`` downwards from ``y``; return the lower edge."""
    canvas.setLineWidth(RULE)
    canvas.setFillGray(_SHADE)
    canvas.rect(x, y - _HEAD_HEIGHT, sum(column.width for column in columns), _HEAD_HEIGHT, stroke=0, fill=1)
    canvas.setFillGray(0)
    titles = tuple(tuple(set_paragraph(column.title, _HEAD, column.width)) for column in columns)
    bottom = _draw_row(canvas, columns, Row(titles, _HEAD_HEIGHT), x, y, head=True)
    for row in rows:
        bottom = _draw_row(canvas, columns, row, x, bottom, head=False)
    return bottom


def _draw_row(canvas: Any, columns: Sequence[Column], row: Row, x: float, y: float, *, head: bool) -> float:
    for column, lines in zip(columns, row.cells, strict=True):
        canvas.rect(x, y - row.height, column.width, row.height)
        if lines:
            leading = lines[0].style.leading
            top = y - (row.height - len(lines) * leading) / 2 - leading * 0.76
            for number, line in enumerate(lines):
                middle = x + (column.width - line.width) / 2
                left = middle if head or column.centred else x + _SIDE
                draw_line(canvas, line, left, top - number * leading)
        x += column.width
    return y - row.height
