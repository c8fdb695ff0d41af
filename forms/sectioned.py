"""A paper of named tables one below the other, over as many sheets as they take; a name stays with its table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from forms.fonts import GOTHIC_BOLD
from forms.paper import Paper, draw_foot, draw_running_head
from forms.paper_sizes import MM, PaperSize
from forms.tables import Column, Row, divide, draw_table, head_height, set_rows
from forms.text import Style, draw_text

_SECTION = Style(GOTHIC_BOLD, 10, 14)
_ABOVE = 6 * MM  # from the table above to the next section's name
_NAME = 7 * MM  # the name and the white under it


@dataclass(frozen=True, slots=True)
class Section:
    """A named table. One without rows is left out. A cell is one paragraph. ``least`` is the least height of a row, in points."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    least: float = 6.5 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionedPaper:
    """What the paper shows.

    Attributes:
        opening: draws title and introduction on the first sheet, above ``first_top``.
        first_top: where the first section begins.
        running: the small line above every sheet, at the right.
        bottom_height: room kept free above the lower margin, for what ``bottom`` draws on every sheet.

    """

    sections: tuple[Section, ...]
    opening: Callable[[Any], None]
    first_top: float
    running: str = ""
    bottom: Callable[[Any], None] | None = None
    bottom_height: float = 0.0


@dataclass(frozen=True, slots=True)
class _Placed:
    """Part of a section on a sheet; ``top`` is the upper edge of its name."""

    name: str
    columns: tuple[Column, ...]
    rows: list[Row]
    top: float


def render_sections(paper: Paper, wanted: SectionedPaper) -> bytes:
    """Draw on ``paper``, on which nothing is yet, and return it as a PDF."""
    sheets = _lay_out(wanted, paper.size)
    draw = partial(_draw_sheet, paper, wanted, len(sheets))
    for page, sheet in enumerate(sheets, start=1):
        paper.add_sheet(partial(draw, page, sheet))
    return paper.finish()


def _draw_sheet(
    paper: Paper, wanted: SectionedPaper, pages: int, page: int, sheet: Sequence[_Placed], canvas: Any
) -> None:
    head, size = paper.head, paper.size
    draw_running_head(canvas, head.form_name, wanted.running, size)
    if page == 1:
        wanted.opening(canvas)
    for placed in sheet:
        draw_text(canvas, placed.name, _SECTION, size.left, placed.top - 4 * MM)
        draw_table(canvas, placed.columns, placed.rows, size.left, placed.top - _NAME)
    if wanted.bottom is not None:
        wanted.bottom(canvas)
    draw_foot(canvas, head, page, pages, size)


def _lay_out(wanted: SectionedPaper, size: PaperSize) -> list[list[_Placed]]:
    top, bottom = size.top, size.bottom + wanted.bottom_height
    sheets: list[list[_Placed]] = [[]]
    y = wanted.first_top
    for section in wanted.sections:
        head = head_height(section.columns)
        texts = [tuple(" ".join(text.split("\n")) for text in row) for row in section.rows]
        rows = set_rows(section.columns, texts, top - bottom - _NAME - head, least=section.least)
        if not rows:
            continue
        name = section.name
        if y - _NAME - head - rows[0].height < bottom:
            sheets.append([])
            y = top
        for number, part in enumerate(divide(rows, y - _NAME - bottom, top - _NAME - bottom, head)):
            if number:
                sheets.append([])
                y, name = top, f"{section.name}（続き）"
            sheets[-1].append(_Placed(name, section.columns, part, y))
            y -= _NAME + head + sum(row.height for row in part)
        y -= _ABOVE
    return sheets


def columns(
    *widths: tuple[str, float], centred: Sequence[str] = (), to_right: Sequence[str] = ()
) -> tuple[Column, ...]:
    """Return columns from (title, width in millimetres)."""
    return tuple(
        Column(title, width * MM, centred=title in centred, to_right=title in to_right)
        for title, width in widths
    )
