"""From the blocks of a template to pieces on paper: texts and lists here, ruled places in ``blank_sheet_rules``."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from ashibue_desk.domain.sheet_facts import BlankSheetFacts
from ashibue_desk.domain.sheet_plan import (
    Cut,
    Fields,
    Heading,
    Items,
    Letterhead,
    Marks,
    NewSheet,
    SheetBlock,
    SheetPlan,
    Table,
    Text,
)
from forms.blank_sheet_layout import Piece
from forms.blank_sheet_rules import Ruler
from forms.blank_sheet_text import CHOICE
from forms.fonts import GOTHIC, GOTHIC_BOLD, MINCHO
from forms.paper_sizes import MM, PaperSize
from forms.parts import BLANK_DATE, BLANK_NUMBER, draw_check_box, draw_seal_mark
from forms.text import Line, Style, draw_line, draw_text, fit_text, set_hanging, set_paragraph, set_single

TITLE = Style(MINCHO, 17, 22)
_TEXT = Style(MINCHO, 10.5, 16.5, justified=True)
_HEADING = Style(GOTHIC_BOLD, 10, 14)
_NOTE = Style(GOTHIC, 8.25, 12.5, justified=True)
_LETTER = Style(MINCHO, 11, 17)
_CUT = Style(GOTHIC, 8, 10)
_SEAL_ROOM = 9 * MM


class Setter:
    """Sets the blocks of one sheet for one office."""

    def __init__(self, facts: BlankSheetFacts, size: PaperSize) -> None:
        self._lists = facts.lists()
        self._size = size
        self._ruler = Ruler(self._lists, size)
        self._set: dict[type, Callable[[Any], Iterator[Piece]]] = {
            Text: self._text,
            Heading: self._heading,
            Items: self._items,
            Fields: self._ruler.fields,
            Table: self._ruler.table,
            Letterhead: self._letterhead,
            Cut: self._cut,
            NewSheet: self._new_sheet,
        }

    def pieces(self, plan: SheetPlan) -> list[Piece]:
        """Return all pieces of the sheet, in their order."""
        blocks = (
            plan.blocks[1:] if plan.posted else plan.blocks
        )  # the opening of a posted letter stands round the window
        return list(itertools.chain.from_iterable(self._block(block) for block in blocks))

    def _block(self, block: SheetBlock) -> Iterator[Piece]:
        return self._set[type(block)](block)

    def _lines(self, lines: Sequence[Line], before: float, *, keep: bool = False) -> Iterator[Piece]:
        for number, line in enumerate(lines):
            # Two lines at least stand on either side of a break.
            tied = keep or number == 0 or number == len(lines) - 2
            yield Piece(
                line.style.leading,
                partial(_draw_line, line, self._size.left),
                before if number == 0 else 0,
                keep=tied and (keep or number < len(lines) - 1),
            )

    def _text(self, block: Text) -> Iterator[Piece]:
        width, text = self._size.body_width, block.text
        if block.centred:
            for line in set_paragraph(text, _TEXT, width):
                yield Piece(_TEXT.leading, partial(_draw_line, line, self._size.middle - line.width / 2), 4)
            return
        lines = set_paragraph(text, _TEXT, width, first=_TEXT.size if block.indented else 0)
        yield from self._lines(lines, 4)

    def _heading(self, block: Heading) -> Iterator[Piece]:
        yield from self._lines(set_paragraph(block.text, _HEADING, self._size.body_width), 9, keep=True)
        yield Piece(2.5, _draw_nothing, keep=True)

    def _items(self, block: Items) -> Iterator[Piece]:
        texts = [text for text in (self._lists[block.each] if block.each else block.items) if text]
        width = self._size.body_width / block.columns - (0 if block.columns == 1 else 4 * MM)
        items = [self._item(block.marks, at, text, width) for at, text in enumerate(texts, start=1)]
        white = 0.0 if block.marks is Marks.NOTE else 1.5
        for first in range(0, len(items), block.columns):
            side_by_side = items[first : first + block.columns]
            height = max(len(lines) * lines[0].style.leading for lines in side_by_side) + white
            yield Piece(
                height,
                partial(self._draw_items, block.marks, block.columns, side_by_side),
                5 if first == 0 else 0,
            )

    def _item(self, marks: Marks, at: int, text: str, width: float) -> list[Line]:
        match marks:
            case Marks.NUMBER:
                return set_hanging(f"({at})", text, _TEXT, width, left=_TEXT.size, hang=2.2 * _TEXT.size)
            case Marks.ROUND:
                return set_hanging(f"{at}", text, _TEXT, width, left=0, hang=1.6 * _TEXT.size)
            case Marks.NOTE:
                return set_hanging("※", text, _NOTE, width, left=0, hang=1.3 * _NOTE.size)
            case Marks.BOX:
                return set_paragraph(text, CHOICE, width, first=1.7 * CHOICE.size, rest=1.7 * CHOICE.size)

    def _draw_items(
        self,
        marks: Marks,
        count: int,
        items: Sequence[Sequence[Line]],
        canvas: Any,
        top: float,
        _height: float,
    ) -> None:
        for column, lines in enumerate(items):
            left = self._size.left + column * self._size.body_width / count
            if marks is Marks.BOX:
                draw_check_box(canvas, left, top - 0.76 * CHOICE.leading)
            for number, line in enumerate(lines):
                draw_line(canvas, line, left, top - (number + 0.76) * line.style.leading)

    def _letterhead(self, block: Letterhead) -> Iterator[Piece]:
        if block.numbered:
            yield Piece(_LETTER.leading, partial(self._draw_right, BLANK_NUMBER), keep=True)
        yield Piece(_LETTER.leading, partial(self._draw_right, BLANK_DATE), keep=True)
        yield from self._lines(self._address(block.to), 5, keep=True)
        sender = self._address(block.sender)
        left = self._size.right - max(line.width for line in sender) - (_SEAL_ROOM if block.seal else 0)
        for number, line in enumerate(sender):
            yield Piece(_LETTER.leading, partial(_draw_line, line, left), 6 if number == 0 else 0, keep=True)
        seal = self._draw_sender_seal if block.seal else _draw_nothing
        yield Piece(6, seal, keep=True)

    def _address(self, texts: Sequence[str]) -> list[Line]:
        width = 0.62 * self._size.body_width
        return [line for text in texts if text for line in set_paragraph(text, _LETTER, width)]

    def _draw_right(self, text: str, canvas: Any, top: float, _height: float) -> None:
        draw_text(canvas, text, _LETTER, self._size.right, top - 0.76 * _LETTER.leading, align="right")

    def _draw_sender_seal(self, canvas: Any, top: float, _height: float) -> None:
        draw_seal_mark(canvas, self._size.right - 3 * MM, top + 0.38 * _LETTER.leading)

    def _cut(self, block: Cut) -> Iterator[Piece]:
        yield Piece(9 * MM, partial(self._draw_cut, block.text), 5, keep=True)

    def _draw_cut(self, text: str, canvas: Any, top: float, height: float) -> None:
        y, line = top - height / 2, set_single(text, _CUT)
        canvas.setLineWidth(0.6)
        x = self._size.left
        while x < self._size.right:
            if abs(x + 3 - self._size.middle) > line.width / 2 + 8:
                canvas.line(x, y, min(x + 5, self._size.right), y)
            x += 9
        draw_line(canvas, line, self._size.middle - line.width / 2, y - 2.8)

    def _new_sheet(self, block: NewSheet) -> Iterator[Piece]:
        lines = fit_text(block.title, TITLE, self._size.body_width, 24, 8, "次の紙の題")
        yield Piece(TITLE.leading + 4 * MM, partial(self._draw_title, lines), keep=True, new_sheet=True)

    def _draw_title(self, lines: Sequence[Line], canvas: Any, top: float, _height: float) -> None:
        y = top - 0.76 * lines[0].style.leading if lines else top
        for line in lines:
            draw_line(canvas, line, self._size.middle - line.width / 2, y)
            y -= line.style.leading


def _draw_line(line: Line, left: float, canvas: Any, top: float, _height: float) -> None:
    draw_line(canvas, line, left, top - 0.76 * line.style.leading)


def _draw_nothing(_canvas: Any, _top: float, _height: float) -> None:
    """Draw white."""
