"""様式第2号 特定個人情報等の取扱いに関する同意書 (規程4条4項): for one person or hundreds in one file.

All that is the same for everybody is set once and stamped on each sheet; only the name is drawn anew.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any

from ashibue_desk.domain.form_facts import ConsentFacts, PaperHead
from ashibue_desk.domain.wordings import KANA
from forms.drawable import require_facts_drawable
from forms.flow import Block, Placed, draw_placed, fewest_sheets, paginate
from forms.fonts import GOTHIC, GOTHIC_BOLD, MINCHO
from forms.paper import BODY_WIDTH, BOTTOM, LEFT, MM, RIGHT, TOP, Paper, draw_foot, draw_running_head, edition
from forms.parts import (
    BLANK_DATE,
    RECEIPT_HEIGHT,
    draw_entry_line,
    draw_receipt_box,
    draw_seal_mark,
    fit_entry,
)
from forms.situations import PrintingStopped, TooLongForPaper
from forms.templates import Clause, FormText, Passage, text_for
from forms.text import (
    Line,
    Style,
    draw_line,
    draw_lines,
    draw_text,
    fit_text,
    set_hanging,
    set_paragraph,
    set_single,
)

# The largest of these sizes with the fewest sheets is taken: a long name of the office may need the next smaller.
_SIZES = ((10.5, 16.0), (10.0, 15.0), (9.75, 14.3), (9.5, 13.7))
_TITLE = Style(MINCHO, 17, 24)
_ADDRESSEE = Style(MINCHO, 11.5, 17)
_ADDRESSEE_WIDTH = 110 * MM
_SIGN_WIDTH = 92 * MM
_LABEL_WIDTH = 22 * MM
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # the sheets are set once, whenever they are printed
_BLANK_NAME = "＿" * 8


@dataclass(frozen=True, slots=True)
class _Layout:
    """The set sheets of one wording for one office: everything but the person and the time of printing."""

    text: FormText
    sheets: list[list[Placed]]
    addressee: list[Line]


@dataclass(frozen=True, slots=True)
class _Setting:
    """The body's text size, from which its indents follow."""

    text: Style
    heading: Style

    @property
    def em(self) -> float:
        return self.text.size


def render_consent_forms(
    facts: Sequence[ConsentFacts], progress: Callable[[int, int], bool] | None = None
) -> bytes:
    """Return one PDF with a form for each of ``facts``; each counts its pages anew.

    ``progress(done, all)`` is called after each form; when it returns ``False``, ``PrintingStopped`` is raised and
    there is no file. Raises ``CannotDrawCharacter`` or ``TooLongForPaper``, naming person and field, before the
    first sheet is drawn; ``ValueError`` when there is nothing to print or a version that is not on file.
    """
    if not facts:
        raise ValueError("no consent form to print")
    paper = Paper(facts[0])
    for each in facts:
        _check(each)
    stamps: dict[ConsentFacts, str] = {}
    for done, each in enumerate(facts, start=1):
        office = replace(each, person_name="", person_code="")
        stamp = stamps.setdefault(office, f"consent{len(stamps) + 1}")
        _draw_form(paper, stamp, each)
        if progress is not None and not progress(done, len(facts)):
            raise PrintingStopped
    return paper.finish()


def _check(facts: ConsentFacts) -> None:
    require_facts_drawable(facts)
    try:
        fit_entry(facts.person_name, _SIGN_WIDTH - _LABEL_WIDTH, "氏名")
        _fit_code(facts)
        _fit_head_right(facts)
    except TooLongForPaper as too_long:
        raise TooLongForPaper(facts.person_name, too_long.field) from None


def _fit_code(facts: ConsentFacts) -> list[Line]:
    text = f"社員番号　{facts.person_code}" if facts.person_code else ""
    return fit_text(text, Style(GOTHIC, 8, 10), _SIGN_WIDTH - 2, 12, 4, "社員番号")


def _fit_head_right(facts: ConsentFacts) -> list[Line]:
    code = f"（{facts.person_code}）" if facts.person_code else ""
    text = f"提出する人　{facts.person_name}{code}" if facts.person_name else ""
    return fit_text(text, Style(GOTHIC, 8, 9), 140 * MM, 11.2, 4, "氏名")


def _layout_of(facts: ConsentFacts) -> _Layout:
    head = replace(facts.head, printed_at=_ANY_TIME)
    return _lay_out(replace(facts, head=head, person_name="", person_code=""))


@lru_cache(maxsize=4)
def _lay_out(facts: ConsentFacts) -> _Layout:
    text = text_for(facts.head, "consent").filled(
        {
            "office_name": facts.head.office_name,
            "representative_title": facts.representative_title,
            "representative_name": facts.representative_name or _BLANK_NAME,
            "officer_title": facts.officer_title,
            "officer_name": facts.officer_name or _BLANK_NAME,
            "contact": facts.contact,
        }
    )
    representative = f"{facts.representative_title}　{facts.representative_name or _BLANK_NAME}　様"
    addressee = [
        *set_paragraph(facts.head.office_name, _ADDRESSEE, _ADDRESSEE_WIDTH),
        *set_paragraph(representative, _ADDRESSEE, _ADDRESSEE_WIDTH),
    ]
    first_top = _sign_top(addressee) - 30 * MM
    sheets = fewest_sheets(_SIZES, partial(_set_sheets, text, first_top))
    return _Layout(text, sheets, addressee)


def _set_sheets(text: FormText, first_top: float, size: float, leading: float) -> list[list[Placed]]:
    """Set the body; where the receipt box finds no room below it, the last clause goes over with the box."""
    setting = _Setting(Style(MINCHO, size, leading, justified=True), Style(GOTHIC_BOLD, size - 0.25, leading))
    blocks = list(_opening_blocks(setting, text))
    for number, clause in enumerate(text.clauses, start=1):
        last = len(blocks)
        blocks.extend(_clause_blocks(setting, number, clause))
    end = set_single(text.closing, setting.text)
    blocks.append(Block((end,), before=2, right=RIGHT))
    sheets = paginate(blocks, first_top, TOP, BOTTOM)
    if _has_room(sheets):
        return sheets
    blocks[last] = replace(blocks[last], new_sheet=True)
    sheets = paginate(blocks, first_top, TOP, BOTTOM)
    return (
        sheets if _has_room(sheets) else [*sheets, []]
    )  # a last clause that fills its sheet leaves the box the next


def _has_room(sheets: Sequence[Sequence[Placed]]) -> bool:
    return sheets[-1][-1].y - 3 * MM >= BOTTOM + RECEIPT_HEIGHT


def _sign_top(addressee: Sequence[Line]) -> float:
    return TOP - 24 * MM - len(addressee) * _ADDRESSEE.leading


def _opening_blocks(setting: _Setting, text: FormText) -> Iterator[Block]:
    yield Block(tuple(set_paragraph(text.lead, setting.text, BODY_WIDTH, first=setting.em)))
    mark = set_single("記", replace(setting.text, size=11.5))
    yield Block((replace(mark, indent=(BODY_WIDTH - mark.width) / 2),), before=4, keep=True)
    yield Block(tuple(set_paragraph(text.after_lead, setting.text, BODY_WIDTH, first=setting.em)), before=2)


def _clause_blocks(setting: _Setting, number: int, clause: Clause) -> Iterator[Block]:
    em, style = setting.em, setting.text
    heading = set_hanging(f"{number}", clause.heading, setting.heading, BODY_WIDTH, left=0, hang=1.6 * em)
    yield Block(tuple(heading), before=4.5, keep=True)
    count = 0
    for passage in clause.passages:
        lines = set_paragraph(passage.text, style, BODY_WIDTH, first=2.6 * em, rest=1.6 * em)
        yield Block(tuple(lines), keep=bool(passage.note or passage.items))
        for label, item in _labelled(passage, count):
            yield Block(tuple(set_hanging(label, item, style, BODY_WIDTH, left=1.8 * em, hang=2.6 * em)))
        count += 0 if passage.kana else len(passage.items)
        if passage.note:
            yield Block(
                tuple(set_paragraph(passage.note, style, BODY_WIDTH, first=4.4 * em, rest=4.4 * em)), before=1
            )


def _labelled(passage: Passage, count: int) -> Iterator[tuple[str, str]]:
    for index, item in enumerate(passage.items):
        yield (KANA[index] if passage.kana else f"({count + index + 1})"), item


def _draw_form(paper: Paper, stamp: str, facts: ConsentFacts) -> None:
    layout = _layout_of(facts)
    pages = len(layout.sheets)
    for page in range(1, pages + 1):
        paper.stamp(f"{stamp}p{page}", partial(_draw_common, head=facts.head, layout=layout, page=page))
        if page == 1:
            _draw_person(paper.canvas, layout, facts)
        else:
            lines = _fit_head_right(facts)
            for above, line in zip(range(len(lines) - 1, -1, -1), lines, strict=True):
                draw_line(paper.canvas, line, RIGHT - line.width, TOP + 4 * MM + above * line.style.leading)
        paper.next_sheet()


def _draw_common(canvas: Any, head: PaperHead, layout: _Layout, page: int) -> None:
    draw_running_head(canvas, layout.text.number, edition(head) if page == 1 else "")
    if page == 1:
        _draw_opening(canvas, layout)
    draw_placed(canvas, layout.sheets[page - 1], LEFT)
    if page == len(layout.sheets):
        draw_receipt_box(canvas, LEFT, BOTTOM + RECEIPT_HEIGHT, BODY_WIDTH)
    draw_foot(canvas, head, page, len(layout.sheets))


def _draw_opening(canvas: Any, layout: _Layout) -> None:
    draw_text(canvas, layout.text.name, _TITLE, (LEFT + RIGHT) / 2, TOP - 9 * MM, align="center")
    draw_text(canvas, BLANK_DATE, Style(MINCHO, 11, 14), RIGHT, TOP - 20 * MM, align="right")
    draw_lines(canvas, layout.addressee, LEFT, TOP - 27 * MM)


def _draw_person(canvas: Any, layout: _Layout, facts: ConsentFacts) -> None:
    top = _sign_top(layout.addressee)
    x = RIGHT - _SIGN_WIDTH
    draw_entry_line(canvas, "氏名", facts.person_name, x, top - 10 * MM, _SIGN_WIDTH, _LABEL_WIDTH)
    draw_entry_line(canvas, "署名", "", x, top - 22 * MM, _SIGN_WIDTH, _LABEL_WIDTH)
    draw_seal_mark(canvas, RIGHT - 5 * MM, top - 18.5 * MM)
    draw_lines(canvas, _fit_code(facts), x + 2, top - 25.5 * MM)
