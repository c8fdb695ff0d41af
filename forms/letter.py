"""A document of the office: title, date, whom it is for, text, perhaps a table, and what is filled in below.

The text is set in the largest of a few sizes with the fewest sheets; what stands at the end of the last sheet
(signatures, boxes) has a fixed height and never stands on a sheet alone when the last passage can go with it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ashibue_desk.domain.form_facts import PaperHead
from forms.flow import Block, Placed, draw_placed, paginate
from forms.fonts import GOTHIC, GOTHIC_BOLD, MINCHO
from forms.paper import BODY_WIDTH, BOTTOM, LEFT, MM, RIGHT, TOP, Paper, draw_foot, draw_running_head, edition
from forms.parts import draw_seal_mark
from forms.tables import Column, Row, divide, draw_table, set_rows
from forms.templates import Clause
from forms.text import Line, Style, draw_line, draw_lines, draw_text, set_hanging, set_paragraph

_SIZES = ((10.5, 17.0), (10.25, 16.0), (10.0, 15.2), (9.75, 14.5))
_TITLE = Style(MINCHO, 17, 24)
_ADDRESS = Style(MINCHO, 11.5, 17)
_ADDRESS_WIDTH = 110 * MM
_TABLE_GAP = 4 * MM


@dataclass(frozen=True, slots=True)
class Setting:
    """How the text is set: its style and the style of headings."""

    text: Style
    heading: Style

    @property
    def em(self) -> float:
        """Return the size of a character in points, from which indents follow."""
        return self.text.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a document holds.

    Attributes:
        number: what stands above the body at the left of each sheet (様式第3号).
        date_text: the date at the right, printed or to be written by hand.
        addressee: lines at the left, below the date; ``sender`` lines at the right.
        blocks: makes the text in a size.
        carried: how many blocks at the end go over with ``draw_end`` where it finds no room below them.
        columns: of the table below the text, with its ``rows``.
        end_height: the points that ``draw_end(canvas)`` fills above the lower margin of the last sheet.

    """

    head: PaperHead
    number: str
    title: str
    blocks: Callable[[Setting], list[Block]]
    date_text: str = ""
    addressee: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    carried: int = 1
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    end_height: float = 0.0
    draw_end: Callable[[Any], None] | None = None


@dataclass(frozen=True, slots=True)
class _Sheet:
    lines: list[Placed]
    rows: list[Row]
    rows_top: float

    def lowest(self) -> float:
        if self.rows:
            return self.rows_top - 8 * MM - sum(row.height for row in self.rows)
        return self.lines[-1].y - 2 * MM if self.lines else TOP


def article_blocks(setting: Setting, number: int, clause: Clause) -> list[Block]:
    """Return an article (第1条 …) with its paragraphs, counted from the second on as articles are."""
    em = setting.em
    heading = set_paragraph(f"第{number}条（{clause.heading}）", setting.heading, BODY_WIDTH)
    blocks = [Block(tuple(heading), before=6, keep=True)]
    for count, passage in enumerate(clause.passages, start=1):
        label = f"{count}" if len(clause.passages) > 1 else ""
        lines = set_hanging(label, passage.text, setting.text, BODY_WIDTH, left=0.6 * em, hang=1.4 * em)
        blocks.append(Block(tuple(lines), before=1))
    return blocks


def paragraph_block(setting: Setting, text: str, before: float = 6) -> Block:
    """Return a paragraph whose first line is indented by one character."""
    return Block(
        tuple(set_paragraph(text, setting.text, BODY_WIDTH, first=setting.em)), before=before, keep=True
    )


def render_letter(letter: Letter) -> bytes:
    """Return the document as a PDF. The caller has asked ``require_drawable`` for what people typed."""
    addressee, sender = _lines(letter.addressee, MINCHO), _lines(letter.sender, MINCHO)
    first_top = _first_top(letter, addressee, sender)
    sheets = min((_sheets(letter, first_top, *size) for size in _SIZES), key=len)
    paper = Paper(letter.head.form_name, letter.head.printed_at)
    for page, sheet in enumerate(sheets, start=1):
        canvas = paper.canvas
        draw_running_head(canvas, letter.number, edition(letter.head) if page == 1 else "")
        if page == 1:
            _draw_opening(canvas, letter, addressee, sender)
        draw_placed(canvas, sheet.lines, LEFT)
        if sheet.rows:
            draw_table(canvas, letter.columns, sheet.rows, LEFT, sheet.rows_top)
        if page == len(sheets) and letter.draw_end is not None:
            letter.draw_end(canvas)
        draw_foot(canvas, letter.head, page, len(sheets))
        paper.next_sheet()
    return paper.finish()


def draw_sign_boxes(canvas: Any, labels: Sequence[str], height: float = 24 * MM) -> None:
    """Draw boxes of equal width above the lower margin: who, date and name to write, and where the seal goes."""
    width = BODY_WIDTH / len(labels)
    for number, label in enumerate(labels):
        left = LEFT + number * width
        canvas.setLineWidth(0.5)
        canvas.rect(left, BOTTOM, width, height)
        draw_text(canvas, label, Style(GOTHIC, 8, 10), left + 2 * MM, BOTTOM + height - 4.5 * MM)
        draw_text(
            canvas, "令和　　年　　月　　日", Style(MINCHO, 9, 11), left + 2 * MM, BOTTOM + height - 11 * MM
        )
        draw_seal_mark(canvas, left + width - 5.5 * MM, BOTTOM + 6 * MM)


def _lines(texts: Sequence[str], typeface: Any) -> list[Line]:
    style = replace(_ADDRESS, typeface=typeface)
    return [line for text in texts for line in set_paragraph(text, style, _ADDRESS_WIDTH)]


def _first_top(letter: Letter, addressee: Sequence[Line], sender: Sequence[Line]) -> float:
    y = TOP - 15 * MM
    if letter.date_text:
        y -= 8 * MM
    return y - (len(addressee) + len(sender)) * _ADDRESS.leading - 3 * MM


def _sheets(letter: Letter, first_top: float, size: float, leading: float) -> list[_Sheet]:
    setting = Setting(Style(MINCHO, size, leading, justified=True), Style(GOTHIC_BOLD, size - 0.25, leading))
    blocks = letter.blocks(setting)
    sheets = _with_table(letter, paginate(blocks, first_top, TOP, BOTTOM))
    if sheets[-1].lowest() - letter.end_height >= BOTTOM:
        return sheets
    if letter.rows:
        return _end_after_table(sheets)
    at = len(blocks) - letter.carried
    blocks[at] = replace(blocks[at], new_sheet=True)
    return _with_table(letter, paginate(blocks, first_top, TOP, BOTTOM))


def _with_table(letter: Letter, placed: list[list[Placed]]) -> list[_Sheet]:
    sheets = [_Sheet(lines, [], TOP) for lines in placed]
    if not letter.rows:
        return sheets
    top = sheets[-1].lowest() - _TABLE_GAP
    room = TOP - BOTTOM
    parts = divide(set_rows(letter.columns, letter.rows, room - 12 * MM), top - BOTTOM, room)
    sheets[-1] = replace(sheets[-1], rows=parts[0], rows_top=top)
    return [*sheets, *(_Sheet([], rows, TOP) for rows in parts[1:])]


def _end_after_table(sheets: list[_Sheet]) -> list[_Sheet]:
    last = sheets[-1]
    if len(last.rows) < 2:
        return [*sheets, _Sheet([], [], TOP)]
    return [*sheets[:-1], replace(last, rows=last.rows[:-1]), _Sheet([], last.rows[-1:], TOP)]


def _draw_opening(canvas: Any, letter: Letter, addressee: Sequence[Line], sender: Sequence[Line]) -> None:
    draw_text(canvas, letter.title, _TITLE, (LEFT + RIGHT) / 2, TOP - 9 * MM, align="center")
    y = TOP - 20 * MM
    if letter.date_text:
        draw_text(canvas, letter.date_text, Style(MINCHO, 11, 14), RIGHT, y, align="right")
        y -= 8 * MM
    y = draw_lines(canvas, addressee, LEFT, y)
    for line in sender:
        draw_line(canvas, line, RIGHT - line.width, y)
        y -= line.style.leading
