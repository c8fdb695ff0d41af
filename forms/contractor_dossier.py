"""委託先台帳: everything on file about one contractor, section by section (規程14条1項)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ashibue_desk.domain.contractor_form_facts import DossierFacts
from forms.contractor_dossier_rows import Section, sections
from forms.fonts import GOTHIC_BOLD, MINCHO
from forms.paper import BODY_WIDTH, BOTTOM, LEFT, MM, TOP, Paper, draw_foot, draw_running_head
from forms.tables import Column, Row, divide, draw_table, set_rows
from forms.text import Style, draw_lines, draw_text, fit_text

_TITLE = Style(MINCHO, 16, 22)
_NAME = Style(GOTHIC_BOLD, 12, 16)
_SECTION = Style(GOTHIC_BOLD, 10, 14)
_ABOVE = 7 * MM  # from the table above to the next section's name
_UNDER = 3 * MM
_HEAD = 8 * MM


def render_dossier(facts: DossierFacts) -> bytes:
    """Return the dossier as a PDF. Raises ``CannotDrawCharacter`` naming the contractor."""
    name = facts.file.contractor.name
    paper = Paper(facts)
    filled = [section for section in sections(facts) if section.rows]
    title = fit_text(name, _NAME, BODY_WIDTH, 34, 7, "名称")
    top = TOP - 24 * MM - (len(title) - 1) * _NAME.leading
    sheets = _lay_out(filled, top)
    for page, sheet in enumerate(sheets, start=1):
        canvas = paper.canvas
        draw_running_head(canvas, facts.head.form_name, "" if page == 1 else name[:40])
        if page == 1:
            draw_text(canvas, facts.head.form_name, _TITLE, LEFT, TOP - 7 * MM)
            draw_lines(canvas, title, LEFT, TOP - 16 * MM)
        for placed in sheet:
            _draw(canvas, placed)
        draw_foot(canvas, facts.head, page, len(sheets))
        paper.next_sheet()
    return paper.finish()


@dataclass(frozen=True, slots=True)
class _Placed:
    """Part of a section on a sheet; ``top`` is the upper edge of its name."""

    name: str
    columns: tuple[Column, ...]
    rows: list[Row]
    top: float


def _lay_out(sections: Sequence[Section], first_top: float) -> list[list[_Placed]]:
    sheets: list[list[_Placed]] = [[]]
    y = first_top
    for section in sections:
        rows = set_rows(section.columns, section.rows, TOP - BOTTOM - 20 * MM)
        name = section.name
        if y - _UNDER - 5 * MM - _HEAD - rows[0].height < BOTTOM and sheets[-1]:
            sheets.append([])
            y = TOP
        parts = divide(rows, y - _UNDER - 5 * MM - BOTTOM, TOP - BOTTOM - _UNDER - 5 * MM)
        for number, part in enumerate(parts):
            if number:
                sheets.append([])
                y, name = TOP, f"{section.name}（続き）"
            sheets[-1].append(_Placed(name, section.columns, part, y))
            y -= _UNDER + 5 * MM + _HEAD + sum(row.height for row in part)
        y -= _ABOVE
    return sheets


def _draw(canvas: Any, placed: _Placed) -> None:
    draw_text(canvas, placed.name, _SECTION, LEFT, placed.top - 4 * MM)
    draw_table(canvas, placed.columns, placed.rows, LEFT, placed.top - _UNDER - 5 * MM)
