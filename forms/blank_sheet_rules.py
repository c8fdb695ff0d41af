"""The ruled places of a sheet to fill by hand: labelled places in a frame, and tables with rows to write in."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from ashibue_desk.domain.sheet_plan import Cell, FieldRow, Fields, Table, TableColumn
from forms.blank_sheet_layout import Piece
from forms.blank_sheet_text import CHOICE, HINT, LABEL, VALUE, choice_lines, draw_middle, set_label
from forms.fonts import GOTHIC
from forms.paper_sizes import MM, PaperSize
from forms.parts import draw_choices, draw_seal_mark
from forms.situations import TooLongForPaper
from forms.text import Line, Style, draw_text, fit_text, set_paragraph

THIN = 0.35  # points: the lines inside a frame
_SHADE = 0.95
_SIDE = 1.8 * MM
_PRINTED = Style(GOTHIC, 8.75, 12)
_ABOVE = 4.0  # points above and below what is printed in a row


class Ruler:
    """Rules the places of one sheet. ``lists`` are those of the office."""

    def __init__(self, lists: Mapping[str, Sequence[str]], size: PaperSize) -> None:
        self._lists, self._size = lists, size
        self._frames = itertools.count(1)

    def fields(self, block: Fields) -> Iterator[Piece]:
        """Yield a row of labelled places after the other; they stay on one sheet."""
        frame = next(self._frames)
        for number, row in enumerate(block.rows, start=1):
            draw = partial(self._draw_fields, row, block.label * MM)
            height = max(row.height * MM, self._needed(row, block.label * MM))
            yield Piece(
                height,
                draw,
                6 if number == 1 else 0,
                keep=number < len(block.rows),
                grow=row.grow,
                frame=frame,
            )

    def table(self, block: Table) -> Iterator[Piece]:
        """Yield head and rows of a table; its head stands again where it goes on on another sheet."""
        frame = next(self._frames)
        widths = self._widths(block.columns)
        head_lines = [
            set_paragraph(column.title, LABEL, width - 4)
            for column, width in zip(block.columns, widths, strict=True)
        ]
        height = max(7 * MM, max(map(len, head_lines)) * LABEL.leading + 2 * _ABOVE)
        head = Piece(height, partial(self._draw_head, widths, head_lines), 4, keep=True, frame=frame)
        yield head
        lines = [*block.lines, *((each,) for each in (self._lists[block.each] if block.each else ()))]
        for texts in lines:
            cells = [set_paragraph(text, _PRINTED, width - 2 * _SIDE)
                     for text, width in zip(texts, widths, strict=False)]  # fmt: skip
            tallest = max((len(cell) for cell in cells), default=0) * _PRINTED.leading + 2 * _ABOVE
            row = partial(self._draw_row, block.columns, widths, cells)
            yield Piece(max(block.height * MM, tallest), row, frame=frame, head=head)
        empty = partial(self._draw_row, block.columns, widths, [])
        for number in range(block.blank):
            last = number + 1 == block.blank
            spare = block.fill and last
            yield Piece(block.height * MM, empty, grow=block.fill, frame=frame, head=head, spare=spare)

    def _widths(self, columns: Sequence[TableColumn]) -> list[float]:
        whole = sum(column.share for column in columns)
        return [column.share * self._size.body_width / whole for column in columns]

    def _needed(self, row: FieldRow, label: float) -> float:
        heights = []
        for cell, (_, width) in zip(row.cells, self._places(row), strict=True):
            room = self._writing(cell, width, label)
            lines = len(choice_lines(cell.choices, room)) * CHOICE.leading if cell.choices else 0.0
            named = len(set_label(cell.label, label - 2 * _SIDE)) * LABEL.leading if cell.label else 0.0
            value = len(set_paragraph(cell.value, VALUE, room)) * VALUE.leading if cell.value else 0.0
            hint = len(set_paragraph(cell.hint, HINT, room)) * HINT.leading if cell.hint else 0.0
            heights.append(max(lines + value + hint + 2 * _ABOVE, named + _ABOVE))
        return max(heights)

    def _writing(self, cell: Cell, width: float, label: float) -> float:
        return width - (label if cell.label else 0) - 2 * _SIDE - (7 * MM if cell.seal else 0)

    def _places(self, row: FieldRow) -> list[tuple[float, float]]:
        whole, x = sum(cell.share for cell in row.cells), self._size.left
        places = []
        for cell in row.cells:
            width = cell.share * self._size.body_width / whole
            places.append((x, width))
            x += width
        return places

    def _draw_fields(self, row: FieldRow, label: float, canvas: Any, top: float, height: float) -> None:
        for cell, (left, width) in zip(row.cells, self._places(row), strict=True):
            if cell.label:
                _draw_label(canvas, cell.label, (left, top - height, label, height))
            _rect(canvas, left, top - height, width, height)
            inner = left + (label if cell.label else 0)
            self._draw_content(canvas, cell, inner + _SIDE, self._writing(cell, width, label), top, height)
            if cell.seal:
                draw_seal_mark(canvas, left + width - 4.5 * MM, top - height / 2)

    def _draw_content(
        self, canvas: Any, cell: Cell, left: float, width: float, top: float, height: float
    ) -> None:
        hint = set_paragraph(cell.hint, HINT, width) if cell.hint else []
        tall = height > 14 * MM  # a place for sentences: what is printed stands at its head
        y = top - _ABOVE - 1
        if cell.choices:
            lines = choice_lines(cell.choices, width)
            block = len(lines) * CHOICE.leading
            y = y if tall else top - (height - block - len(hint) * HINT.leading) / 2
            for choices in lines:
                draw_choices(canvas, choices, left, y - 0.72 * CHOICE.leading, CHOICE)
                y -= CHOICE.leading
        elif value := self._value(cell, width, height):
            block = len(value) * value[0].style.leading
            middle = top - (height - len(hint) * HINT.leading) / 2
            draw_middle(canvas, value, left, width, middle, centred=False)
            y = middle - block / 2
        if hint:
            y = (
                y
                if cell.choices or cell.value
                else (top - _ABOVE if tall else top - height + len(hint) * HINT.leading + 2)
            )
            for line in hint:
                draw_text(canvas, line.text, HINT, left, y - 0.76 * HINT.leading)
                y -= HINT.leading

    def _value(self, cell: Cell, width: float, height: float) -> list[Line]:
        try:
            return fit_text(cell.value, VALUE, width, height, 6.5, cell.label)
        except TooLongForPaper as too_long:
            raise TooLongForPaper("", too_long.field) from None

    def _draw_head(
        self, widths: Sequence[float], titles: Sequence[list[Line]], canvas: Any, top: float, height: float
    ) -> None:
        x = self._size.left
        canvas.setFillGray(_SHADE)
        canvas.rect(x, top - height, self._size.body_width, height, stroke=0, fill=1)
        canvas.setFillGray(0)
        for width, lines in zip(widths, titles, strict=True):
            _rect(canvas, x, top - height, width, height)
            draw_middle(canvas, lines, x, width, top - height / 2, centred=True)
            x += width

    def _draw_row(
        self,
        columns: Sequence[TableColumn],
        widths: Sequence[float],
        cells: Sequence[list[Line]],
        canvas: Any,
        top: float,
        height: float,
    ) -> None:
        x = self._size.left
        padded = [*cells, *([] for _ in range(len(columns) - len(cells)))]
        for column, width, lines in zip(columns, widths, padded, strict=True):
            _rect(canvas, x, top - height, width, height)
            if lines:
                inside = (x, width) if column.centred else (x + _SIDE, width - 2 * _SIDE)
                draw_middle(canvas, lines, *inside, top - height / 2, centred=column.centred)
            x += width


def _draw_label(canvas: Any, label: str, box: tuple[float, float, float, float]) -> None:
    left, bottom, width, height = box
    canvas.setFillGray(_SHADE)
    canvas.rect(*box, stroke=0, fill=1)
    canvas.setFillGray(0)
    _rect(canvas, *box)
    lines = set_label(label, width - 2 * _SIDE)
    # Numbered labels stand below one another at the left, the others are spread over the width.
    inside = (left + _SIDE, width - 2 * _SIDE) if label[0].isdigit() else (left, width)
    draw_middle(canvas, lines, *inside, bottom + height / 2, centred=not label[0].isdigit())


def _rect(canvas: Any, left: float, bottom: float, width: float, height: float) -> None:
    canvas.setLineWidth(THIN)
    canvas.rect(left, bottom, width, height)
