"""A list on paper: title, a few lines about it, one table over as many sheets as it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from forms.drawable import Facts
from forms.fonts import GOTHIC, MINCHO
from forms.paper import Paper, draw_foot, draw_running_head
from forms.paper_sizes import A4, MM, PaperSize
from forms.parts import SEAL_BOX_HEIGHT, SEAL_BOX_WIDTH, draw_seal_boxes
from forms.tables import Band, Column, Row, divide, draw_table, head_height, set_rows
from forms.text import Line, Style, draw_lines, fit_text, set_paragraph

_TITLE = Style(MINCHO, 16, 22)
_TEXT = Style(GOTHIC, 9, 13.5)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list shows. ``seals`` are the titles of the places for seals beside the title."""

    facts: Facts
    introduction: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...] | Band, ...]
    closing: str = ""
    seals: tuple[str, ...] = ()
    size: PaperSize = A4


def render_listing(listing: Listing) -> bytes:
    """Return the list as a PDF. Raises ``CannotDrawCharacter`` before anything is set."""
    paper, size = Paper(listing.facts, listing.size), listing.size
    width = size.body_width - _seals_width(listing)
    opening = [line for text in listing.introduction for line in set_paragraph(text, _TEXT, width)]
    table_top = size.top - max(
        15 * MM + len(opening) * _TEXT.leading, SEAL_BOX_HEIGHT + 2 * MM if listing.seals else 0
    )
    closing = set_paragraph(listing.closing, _TEXT, size.body_width)
    sheets = _sheets(listing, table_top - 2 * MM, len(closing) * _TEXT.leading + 3 * MM)

    def draw(page: int, rows: Sequence[Row], canvas: Any) -> None:
        draw_running_head(canvas, paper.head.form_name, size=size)
        if page == 1:
            _draw_opening(canvas, listing, opening)
        top = table_top - 2 * MM if page == 1 else size.top
        lower = draw_table(canvas, listing.columns, rows, size.left, top) if rows else top
        if page == len(sheets):
            draw_lines(canvas, closing, size.left, lower - 3 * MM - 9)
        draw_foot(canvas, paper.head, page, len(sheets), size)

    for page, rows in enumerate(sheets, start=1):
        paper.add_sheet(partial(draw, page, rows))
    return paper.finish()


def _sheets(listing: Listing, table_top: float, closing: float) -> list[list[Row]]:
    size, head = listing.size, head_height(listing.columns)
    room, first_room = size.top - size.bottom, table_top - size.bottom
    rows = set_rows(listing.columns, listing.rows, room - head)
    sheets = divide(rows, first_room, room, head)
    used = sum(row.height for row in sheets[-1]) + head
    if used + closing > (first_room if len(sheets) == 1 else room):
        sheets.append([sheets[-1].pop()] if len(sheets[-1]) > 1 else [])
    return sheets


def _seals_width(listing: Listing) -> float:
    return len(listing.seals) * SEAL_BOX_WIDTH + 6 * MM if listing.seals else 0.0


def _draw_opening(canvas: Any, listing: Listing, opening: Sequence[Line]) -> None:
    size = listing.size
    width = size.body_width - _seals_width(listing)
    title = fit_text(listing.facts.head.form_name, _TITLE, width, 30, 9, "帳票の名前")
    draw_lines(canvas, title, size.left, size.top - 7 * MM)
    draw_lines(canvas, opening, size.left, size.top - 15 * MM)
    draw_seal_boxes(canvas, listing.seals, size.right, size.top)
