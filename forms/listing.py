"""A list on paper: title, a few lines about it, one table over as many sheets as it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ashibue_desk.domain.form_facts import PaperHead
from forms.fonts import GOTHIC, MINCHO, require_drawable
from forms.paper import BODY_WIDTH, BOTTOM, LEFT, MM, RIGHT, TOP, Paper, draw_foot, draw_running_head
from forms.tables import Column, Row, divide, draw_table, set_rows
from forms.text import Line, Style, draw_lines, draw_text, fit_text, set_paragraph

_TITLE = Style(MINCHO, 16, 22)
_TEXT = Style(GOTHIC, 9, 13.5)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list shows. ``seals`` are the titles of the places for seals beside the title."""

    head: PaperHead
    introduction: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    closing: str = ""
    seals: tuple[str, ...] = ()


def render_listing(listing: Listing) -> bytes:
    """Return the list as a PDF. The caller has asked ``require_drawable`` for each row, so that it names the person."""
    head = listing.head
    require_drawable(head.office_name, {"団体の名称": head.office_name}, GOTHIC)
    paper = Paper(head.form_name, head.printed_at)
    opening = [
        line for text in listing.introduction for line in set_paragraph(text, _TEXT, BODY_WIDTH - 52 * MM)
    ]
    table_top = (
        min(TOP - 15 * MM - len(opening) * _TEXT.leading, TOP - (24 * MM if listing.seals else 0)) - 2 * MM
    )
    closing = set_paragraph(listing.closing, _TEXT, BODY_WIDTH)
    sheets = _sheets(listing, table_top, len(closing) * _TEXT.leading + 3 * MM)
    for page, rows in enumerate(sheets, start=1):
        canvas = paper.canvas
        top = table_top if page == 1 else TOP
        draw_running_head(canvas, head.form_name)
        if page == 1:
            _draw_opening(canvas, listing, opening)
        lower = draw_table(canvas, listing.columns, rows, LEFT, top) if rows else top
        if page == len(sheets):
            draw_lines(canvas, closing, LEFT, lower - 3 * MM - 9)
        draw_foot(canvas, head, page, len(sheets))
        paper.next_sheet()
    return paper.finish()


def _sheets(listing: Listing, table_top: float, closing: float) -> list[list[Row]]:
    room = TOP - BOTTOM
    rows = set_rows(listing.columns, listing.rows, room - 12 * MM)
    sheets = divide(rows, table_top - BOTTOM, room)
    used = sum(row.height for row in sheets[-1]) + 8 * MM
    available = table_top - BOTTOM if len(sheets) == 1 else room
    if used + closing > available:
        sheets.append([sheets[-1].pop()] if len(sheets[-1]) > 1 else [])
    return sheets


def _draw_opening(canvas: Any, listing: Listing, opening: Sequence[Line]) -> None:
    width = BODY_WIDTH - (46 * MM if listing.seals else 0)
    title = fit_text(listing.head.form_name, _TITLE, width, 30, 9, "帳票の名前")
    draw_lines(canvas, title, LEFT, TOP - 7 * MM)
    draw_lines(canvas, opening, LEFT, TOP - 15 * MM)
    side = 20 * MM
    for number, label in enumerate(reversed(listing.seals)):
        left = RIGHT - (number + 1) * side
        canvas.setLineWidth(0.5)
        canvas.rect(left, TOP - 5.5 * MM, side, 5.5 * MM)
        canvas.rect(left, TOP - 22 * MM, side, 16.5 * MM)
        draw_text(canvas, label, Style(GOTHIC, 8, 9), left + side / 2, TOP - 4 * MM, align="center")
