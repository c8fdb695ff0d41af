"""Sheets to fill by hand, drawn from templates: one TOML file a sheet, and no code of its own.

``docs/forms.md`` names the kinds of blocks. What the office is, is printed; the rest is ruled, with room for a hand.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from ashibue_desk.domain.sheet_facts import Addressee, BlankSheetFacts
from ashibue_desk.domain.sheet_plan import SheetPlan
from ashibue_desk.domain.sheet_wording import plan_of
from forms.blank_sheet_blocks import TITLE, Setter
from forms.blank_sheet_layout import Piece, draw_standing, lay_out
from forms.drawable import require_facts_drawable
from forms.fonts import GOTHIC
from forms.paper import Paper, draw_foot, draw_running_head
from forms.paper_sizes import A4, A4_ACROSS, MM, PaperSize
from forms.parts import BLANK_DATE, BLANK_NUMBER, SEAL_BOX_HEIGHT, SEAL_BOX_WIDTH, draw_seal_boxes
from forms.post import Posted, draw_posted_opening, posted_top
from forms.situations import TooLongForPaper
from forms.templates import text_for
from forms.text import Line, Style, draw_line, draw_lines, fit_text, set_paragraph, set_single

_PUNCH = 6 * MM  # the mark for the hole punch at the left edge, which is the edge that is bound
_OFFICE = Style(GOTHIC, 9, 12)
_TWO_SMALL = 10.5  # the height of two lines in the smallest size
_FILED = Style(GOTHIC, 7.75, 11)


def render_blank_sheet(facts: BlankSheetFacts) -> bytes:
    """Return the sheet as a PDF.

    Raises ``CannotDrawCharacter`` or ``TooLongForPaper`` for what the office is called and for words that
    have no room, ``DataFileError`` for a template that is wrong, and ``ValueError`` for a version that is not on file.
    """
    require_facts_drawable(facts)
    plan = plan_of(text_for(facts.head, facts.sheet, facts.pack).filled(facts.fields()))
    size = A4_ACROSS if plan.across else A4
    paper = Paper(facts, size)
    filed = _filed(plan, size)
    bottom = size.bottom + (len(filed) * _FILED.leading + 2 * MM if filed else 0)
    pieces = Setter(facts, size).pieces(plan)
    posted = _posted(facts, plan)
    opening = _opening_height(plan, posted)
    _require_room(pieces, plan, size.top - opening - bottom)
    sheets = lay_out(pieces, size.top - opening, size.top, bottom)
    for page, sheet in enumerate(sheets, start=1):
        canvas = paper.canvas
        if not plan.outgoing:
            draw_running_head(canvas, plan.scene, plan.basis, size)
            _draw_punch_mark(canvas, size)
        if page == 1 and posted is not None:
            draw_posted_opening(canvas, posted, plan.name)
        elif page == 1:
            _draw_opening(canvas, facts, plan, size)
        draw_standing(canvas, sheet, size.left, size.right)
        draw_lines(canvas, filed, size.left, size.bottom + (len(filed) - 1) * _FILED.leading + 2)
        draw_foot(canvas, facts.head, page, len(sheets), size)
        paper.next_sheet()
    return paper.finish()


def _posted(facts: BlankSheetFacts, plan: SheetPlan) -> Posted | None:
    letter = plan.posted
    if letter is None:
        return None
    to = facts.addressee or Addressee(name="")
    return Posted(
        name=to.name,
        ending="　".join(letter.to),
        postal_code=to.postal_code,
        address=to.address,
        dated=(*([BLANK_NUMBER] if letter.numbered else []), BLANK_DATE),
        sender=letter.sender,
        seal=letter.seal,
    )


def _require_room(pieces: Sequence[Piece], plan: SheetPlan, room: float) -> None:
    """Refuse a place or row that is taller than a sheet, which only an office's own words can make it."""
    for piece in pieces:
        if piece.height + (piece.head.height if piece.head else 0) > room:
            raise TooLongForPaper("", f"「{plan.name}」の1つの欄")


def _opening_height(plan: SheetPlan, posted: Posted | None) -> float:
    if posted is not None:
        return A4.top - posted_top(posted)
    if plan.seals:
        return SEAL_BOX_HEIGHT + 2 * MM
    return 13 * MM if plan.outgoing else 19 * MM


def _draw_opening(canvas: Any, facts: BlankSheetFacts, plan: SheetPlan, size: PaperSize) -> None:
    seals = len(plan.seals) * SEAL_BOX_WIDTH + 6 * MM if plan.seals else 0.0
    title = fit_text(plan.name, TITLE, size.body_width - seals, 24, 10, "帳票の名前")
    y = size.top - (9 if plan.seals else 7) * MM
    for line in title:
        draw_line(canvas, line, size.left if plan.seals else size.middle - line.width / 2, y)
        y -= line.style.leading
    if not plan.outgoing:
        _draw_office(canvas, facts, plan, size, seals)
    draw_seal_boxes(canvas, plan.seals, size.right, size.top)


def _draw_office(canvas: Any, facts: BlankSheetFacts, plan: SheetPlan, size: PaperSize, seals: float) -> None:
    width, officer = size.body_width - seals, f"特定個人情報等責任者　{facts.fields()['officer']}"
    y = size.top - (16.5 if plan.seals else 13.5) * MM
    for number, line in enumerate(_office_lines(facts.head.office_name, officer, width)):
        y -= line.style.leading if number else 0  # lines of different sizes: each brings the room above it
        draw_line(canvas, line, size.left if plan.seals else size.middle - line.width / 2, y)


def _office_lines(office: str, officer: str, width: float) -> list[Line]:
    """Set office and officer beside each other where there is room, else one below the other."""
    beside = set_single(f"{office}　　{officer}", _OFFICE)
    if beside.width <= width:
        return [beside]
    return [
        *fit_text(office, _OFFICE, width, _TWO_SMALL, 4.5, "団体の名称"),
        *fit_text(officer, _OFFICE, width, _TWO_SMALL, 4.5, "責任者の氏名"),
    ]


@lru_cache(maxsize=64)
def _filed(plan: SheetPlan, size: PaperSize) -> list[Line]:
    if plan.outgoing:
        return []
    return set_paragraph(f"とじるところ　{plan.file_in}　／　残す期間　{plan.keep}", _FILED, size.body_width)


def _draw_punch_mark(canvas: Any, size: PaperSize) -> None:
    canvas.setLineWidth(0.4)
    canvas.line(_PUNCH, size.height / 2, _PUNCH + 4 * MM, size.height / 2)
