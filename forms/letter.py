"""A document of the office: title, date, whom it is for, text, perhaps a table, and what is filled in below.

The text is set in the largest of a few sizes with the fewest sheets; what stands at the end of the last sheet
(signatures, boxes) has a fixed height and never stands on a sheet alone when the last passage can go with it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ashibue_desk.domain.form_facts import PaperHead
from ashibue_desk.domain.wordings import KANA
from forms.drawable import Facts
from forms.flow import Block, Placed, draw_placed, fewest_sheets, paginate
from forms.fonts import GOTHIC, GOTHIC_BOLD, MINCHO
from forms.paper import BODY_WIDTH, BOTTOM, LEFT, Paper, draw_foot, draw_running_head, edition
from forms.paper_sizes import A4, MM, PaperSize
from forms.parts import draw_seal_mark
from forms.post import Posted, draw_posted_opening, posted_top
from forms.tables import Column, Row, divide, draw_table, head_height, set_rows
from forms.templates import Clause, Passage
from forms.text import Line, Style, draw_line, draw_lines, draw_text, set_hanging, set_paragraph

_SIZES = ((10.5, 17.0), (10.25, 16.0), (10.0, 15.2), (9.75, 14.5))
_TITLE = Style(MINCHO, 17, 24)
_ADDRESS = Style(MINCHO, 11.5, 17)
_ADDRESS_WIDTH = 110 * MM
_TABLE_GAP = 4 * MM


@dataclass(frozen=True, slots=True)
class Setting:
    """How the text is set: its style, the style of headings, and the width of the lines in points."""

    text: Style
    heading: Style
    width: float = BODY_WIDTH

    @property
    def em(self) -> float:
        """Return the size of a character in points, from which indents follow."""
        return self.text.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a document holds.

    Attributes:
        facts: what it is made from; every string in them must be drawable.
        number: what stands above the body at the left of each sheet (様式第3号).
        date_text: the date at the right, printed or to be written by hand.
        addressee: lines at the left, below the date; ``sender`` lines at the right.
        posted: instead of ``date_text``, ``addressee`` and ``sender`` of a letter that goes into a window envelope.
        blocks: makes the text in a size.
        carried: how many blocks at the end go over with ``draw_end`` where it finds no room below them.
        columns: of the table below the text, with its ``rows``.
        size: the paper; ``blocks`` sets its text in ``Setting.width``.
        end_height: the points that ``draw_end(canvas)`` fills above the lower margin of the last sheet.

    """

    facts: Facts
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
    size: PaperSize = A4
    posted: Posted | None = None

    @property
    def head(self) -> PaperHead:
        """Return what stands on every sheet."""
        return self.facts.head


@dataclass(frozen=True, slots=True)
class _Sheet:
    lines: list[Placed]
    rows: list[Row]
    rows_top: float
    top: float
    head_height: float = 0.0

    def lowest(self) -> float:
        if self.rows:
            return self.rows_top - self.head_height - sum(row.height for row in self.rows)
        return self.lines[-1].y - 2 * MM if self.lines else self.top


def article_blocks(setting: Setting, number: int, clause: Clause) -> list[Block]:
    """Return an article (第1条) with its paragraphs (項, numbered where there are several), items (号) and lines set apart."""
    em = setting.em
    heading = set_paragraph(f"第{number}条（{clause.heading}）", setting.heading, setting.width)
    blocks = [Block(tuple(heading), before=6, keep=True)]
    for count, passage in enumerate(clause.passages, start=1):
        label = f"{count}" if len(clause.passages) > 1 else ""
        lines = set_hanging(label, passage.text, setting.text, setting.width, left=0.6 * em, hang=1.4 * em)
        blocks.append(Block(tuple(lines), before=1, keep=bool(passage.items or passage.note)))
        blocks.extend(_items(setting, passage))
        if passage.note:
            apart = set_paragraph(passage.note, setting.text, setting.width, first=4 * em, rest=4 * em)
            blocks.append(Block(tuple(apart), before=1))
    return blocks


def paragraph_block(setting: Setting, text: str) -> Block:
    """Return a paragraph whose first line is indented by one character."""
    lines = set_paragraph(text, setting.text, setting.width, first=setting.em)
    return Block(tuple(lines), before=6, keep=True)


def _items(setting: Setting, passage: Passage) -> Iterator[Block]:
    em = setting.em
    for index, item in enumerate(passage.items):
        label = KANA[index] if passage.kana else f"({index + 1})"
        yield Block(tuple(set_hanging(label, item, setting.text, setting.width, left=2 * em, hang=2.2 * em)))


def render_letter(letter: Letter) -> bytes:
    """Return the document as a PDF. Raises ``CannotDrawCharacter`` before anything is set."""
    paper = Paper(letter.facts, letter.size)
    draw_letter(paper, letter)
    return paper.finish()


def draw_letter(paper: Paper, letter: Letter, following: int = 0) -> int:
    """Draw the document on sheets of a file that goes on after it; return how many.

    Its pages are counted by themselves, with the ``following`` sheets that belong to it.
    """
    addressee, sender = _lines(letter.addressee), _lines(letter.sender)
    first_top = _first_top(letter, addressee, sender)
    sheets = fewest_sheets(_SIZES, partial(_sheets, letter, first_top))
    for page, sheet in enumerate(sheets, start=1):
        canvas = paper.canvas
        right = edition(letter.head) if page == 1 else ""
        if letter.posted is not None and page == 1:
            draw_running_head(canvas, "", f"{letter.number}　{right}", letter.size)
        else:
            draw_running_head(canvas, letter.number, right, letter.size)
        if page == 1:
            _draw_opening(canvas, letter, addressee, sender)
        draw_placed(canvas, sheet.lines, letter.size.left)
        if sheet.rows:
            draw_table(canvas, letter.columns, sheet.rows, letter.size.left, sheet.rows_top)
        if page == len(sheets) and letter.draw_end is not None:
            letter.draw_end(canvas)
        draw_foot(canvas, letter.head, page, len(sheets) + following, letter.size)
        paper.next_sheet()
    return len(sheets)


def draw_sign_boxes(canvas: Any, labels: Sequence[str]) -> None:
    """Draw boxes of equal width above the lower margin: who, date and name to write, and where the seal goes."""
    width, height = BODY_WIDTH / len(labels), 24 * MM
    for number, label in enumerate(labels):
        left = LEFT + number * width
        canvas.setLineWidth(0.5)
        canvas.rect(left, BOTTOM, width, height)
        draw_text(canvas, label, Style(GOTHIC, 8, 10), left + 2 * MM, BOTTOM + height - 4.5 * MM)
        draw_text(
            canvas, "令和　　年　　月　　日", Style(MINCHO, 9, 11), left + 2 * MM, BOTTOM + height - 11 * MM
        )
        draw_seal_mark(canvas, left + width - 5.5 * MM, BOTTOM + 6 * MM)


def _lines(texts: Sequence[str]) -> list[Line]:
    return [line for text in texts for line in set_paragraph(text, _ADDRESS, _ADDRESS_WIDTH)]


def _first_top(letter: Letter, addressee: Sequence[Line], sender: Sequence[Line]) -> float:
    if letter.posted is not None:
        return posted_top(letter.posted)
    y = letter.size.top - 15 * MM
    if letter.date_text:
        y -= 8 * MM
    return y - (len(addressee) + len(sender)) * _ADDRESS.leading - 3 * MM


def _sheets(letter: Letter, first_top: float, size: float, leading: float) -> list[_Sheet]:
    text = Style(MINCHO, size, leading, justified=True)
    heading = Style(GOTHIC_BOLD, size - 0.25, leading)
    top, bottom = letter.size.top, letter.size.bottom
    blocks = letter.blocks(Setting(text, heading, letter.size.body_width))
    sheets = _with_table(letter, paginate(blocks, first_top, top, bottom), first_top)
    if sheets[-1].lowest() - letter.end_height >= bottom:
        return sheets
    if letter.rows:
        return _end_after_table(sheets, top)
    at = max(0, len(blocks) - letter.carried)
    if blocks:
        blocks[at] = replace(blocks[at], new_sheet=True)
    sheets = _with_table(letter, paginate(blocks, first_top, top, bottom), first_top)
    if sheets[-1].lowest() - letter.end_height >= bottom:
        return sheets
    return [*sheets, _Sheet([], [], top, top)]  # what goes over fills a sheet by itself


def _with_table(letter: Letter, placed: list[list[Placed]], first_top: float) -> list[_Sheet]:
    top, bottom = letter.size.top, letter.size.bottom
    head = head_height(letter.columns)
    sheets = [_Sheet(lines, [], top, top if at else first_top, head) for at, lines in enumerate(placed)]
    if not letter.rows:
        return sheets
    begins, room = sheets[-1].lowest() - _TABLE_GAP, top - bottom
    parts = divide(set_rows(letter.columns, letter.rows, room - head), begins - bottom, room, head)
    sheets[-1] = replace(sheets[-1], rows=parts[0], rows_top=begins)
    return [*sheets, *(_Sheet([], rows, top, top, head) for rows in parts[1:])]


def _end_after_table(sheets: list[_Sheet], top: float) -> list[_Sheet]:
    last = sheets[-1]
    if len(last.rows) < 2:
        return [*sheets, _Sheet([], [], top, top, last.head_height)]
    carried = _Sheet([], last.rows[-1:], top, top, last.head_height)
    return [*sheets[:-1], replace(last, rows=last.rows[:-1]), carried]


def _draw_opening(canvas: Any, letter: Letter, addressee: Sequence[Line], sender: Sequence[Line]) -> None:
    size = letter.size
    if letter.posted is not None:
        draw_posted_opening(canvas, letter.posted, letter.title)
        return
    draw_text(canvas, letter.title, _TITLE, size.middle, size.top - 9 * MM, align="center")
    y = size.top - 20 * MM
    if letter.date_text:
        draw_text(canvas, letter.date_text, Style(MINCHO, 11, 14), size.right, y, align="right")
        y -= 8 * MM
    y = draw_lines(canvas, addressee, size.left, y)
    for line in sender:
        draw_line(canvas, line, size.right - line.width, y)
        y -= line.style.leading
