"""特定個人情報取扱特記事項: a draft of the annex to a contract, with every clause the regulation asks for (規程14条4項)."""

from collections.abc import Iterator
from typing import Any

from ashibue_desk.domain.contractor_form_facts import HandlingAnnexFacts
from ashibue_desk.domain.wordings import KANA
from forms.flow import Block, Placed, draw_placed, paginate
from forms.fonts import GOTHIC_BOLD, MINCHO
from forms.paper import BODY_WIDTH, BOTTOM, LEFT, MM, RIGHT, TOP, Paper, draw_foot, draw_running_head, edition
from forms.parts import BLANK_DATE, draw_seal_mark
from forms.templates import Clause, FormText, text_for
from forms.text import Style, draw_lines, draw_text, fit_text, set_hanging, set_paragraph, set_single

NAME = "handling_annex"
_TITLE = Style(MINCHO, 16, 22)
_TEXT = Style(MINCHO, 10, 15.4, justified=True)
_HEADING = Style(GOTHIC_BOLD, 9.75, 15.4)
_PARTY = Style(MINCHO, 10, 14)
_EM = 10.0
_BLANK = "＿" * 12
_SIGN_HEIGHT = 76 * MM


def render_handling_annex(facts: HandlingAnnexFacts) -> bytes:
    """Return the draft as a PDF; what the register does not know is left blank to be filled by hand.

    Raises ``CannotDrawCharacter`` or ``TooLongForPaper`` naming the contractor before the first sheet is drawn.
    """
    paper = Paper(facts)
    text = text_for(facts.head, NAME).filled(_fields(facts))
    blocks = list(_blocks(text))
    first_top = TOP - 20 * MM
    sheets = paginate(blocks, first_top, TOP, BOTTOM)
    if sheets[-1][-1].y - 8 * MM < BOTTOM + _SIGN_HEIGHT:
        sheets.append([])
    for page, placed in enumerate(sheets, start=1):
        _draw_sheet(paper.canvas, facts, text, placed, page, len(sheets))
        paper.next_sheet()
    return paper.finish()


def _draw_sheet(
    canvas: Any, facts: HandlingAnnexFacts, text: FormText, placed: list[Placed], page: int, pages: int
) -> None:
    draw_running_head(canvas, text.name, f"案　{edition(facts.head)}" if page == 1 else "案")
    if page == 1:
        draw_text(canvas, text.name, _TITLE, (LEFT + RIGHT) / 2, TOP - 9 * MM, align="center")
    draw_placed(canvas, placed, LEFT)
    if page == pages:
        end = placed[-1].y if placed else TOP
        _draw_signatures(canvas, facts, end - 8 * MM)
    draw_foot(canvas, facts.head, page, pages)


def _fields(facts: HandlingAnnexFacts) -> dict[str, str]:
    title = f"「{facts.contract_title}」" if facts.contract_title else _BLANK
    return {
        "office_name": facts.head.office_name,
        "contractor_name": facts.contractor_name or _BLANK,
        "contract_title": title,
        "affairs": "、".join(facts.affairs) or _BLANK,
        "entrusted": facts.entrusted or _BLANK,
        "number_files": "、".join(facts.number_files) or _BLANK,
        "contractor_person": facts.contractor_person or _BLANK,
        "handlers": "、".join(facts.handlers) or _BLANK,
        "contact": facts.contact or _BLANK,
    }


def _blocks(text: FormText) -> Iterator[Block]:
    yield Block(tuple(set_paragraph(text.lead, _TEXT, BODY_WIDTH, first=_EM)))
    yield Block(tuple(set_paragraph(text.after_lead, _TEXT, BODY_WIDTH, first=_EM)), before=2)
    for number, clause in enumerate(text.clauses, start=1):
        yield from _clause_blocks(number, clause)
    yield Block((set_single(text.closing, _TEXT),), before=4, right=RIGHT)


def _clause_blocks(number: int, clause: Clause) -> Iterator[Block]:
    heading = set_paragraph(f"第{number}条（{clause.heading}）", _HEADING, BODY_WIDTH)
    yield Block(tuple(heading), before=5, keep=True)
    for place, passage in enumerate(clause.passages, start=1):
        label = f"{place}" if len(clause.passages) > 1 else ""
        lines = set_hanging(label, passage.text, _TEXT, BODY_WIDTH, left=0.6 * _EM, hang=1.4 * _EM)
        yield Block(tuple(lines), keep=bool(passage.items or passage.note))
        for order, item in enumerate(passage.items):
            mark = KANA[order] if passage.kana else f"({order + 1})"
            yield Block(tuple(set_hanging(mark, item, _TEXT, BODY_WIDTH, left=2 * _EM, hang=2.2 * _EM)))
        if passage.note:
            yield Block(
                tuple(set_paragraph(passage.note, _TEXT, BODY_WIDTH, first=4 * _EM, rest=4 * _EM)), before=1
            )


def _draw_signatures(canvas: Any, facts: HandlingAnnexFacts, y: float) -> None:
    words = "この特記事項を証するため2通を作り、甲と乙が記名押印のうえ、各1通を保管します。"
    y = draw_lines(canvas, set_paragraph(words, _TEXT, BODY_WIDTH, first=_EM), LEFT, y - 10)
    draw_text(canvas, BLANK_DATE, Style(MINCHO, 10.5, 14), LEFT + _EM, y - 4 * MM)
    representative = f"{facts.representative_title}　{facts.representative_name or '＿' * 8}"
    y = _draw_party(canvas, "甲", facts.office_address, facts.head.office_name, representative, y - 14 * MM)
    blank = f"代表者　{'＿' * 8}"  # the register knows who answers for the work, not who signs
    _draw_party(canvas, "乙", facts.contractor_address, facts.contractor_name, blank, y - 5 * MM)


def _draw_party(canvas: Any, mark: str, address: str, name: str, person: str, y: float) -> float:
    x = LEFT + 62 * MM
    draw_text(canvas, mark, Style(GOTHIC_BOLD, 10.5, 14), x - 9 * MM, y)
    bottom = y
    for lines in _fit_party(name, address, "名称"):
        bottom = draw_lines(canvas, lines, x, bottom)
    draw_lines(canvas, fit_text(person, _PARTY, 84 * MM, 26, 6, "代表者"), x, bottom)
    draw_seal_mark(canvas, RIGHT - 8 * MM, bottom + 3, 8)
    return bottom - 14


def _fit_party(name: str, address: str, field: str) -> tuple[list[Any], list[Any]]:
    width = RIGHT - LEFT - 62 * MM
    return (
        fit_text(address or _BLANK, _PARTY, width, 26, 6, "所在地"),
        fit_text(name or _BLANK, Style(MINCHO, 11, 15), width, 28, 6, field),
    )
