"""個人番号記入用紙: above the line to cut what to do, below it boxes for the numbers of one worker and the family.

The lower part alone goes into the envelope. No number is ever printed here.
"""

from collections.abc import Sequence
from typing import Any

from ashibue_desk.domain.collection_facts import AskedPerson, NumberSheetFacts
from ashibue_desk.domain.japanese_calendar import era_date
from forms.digit_boxes import digit_boxes_width, draw_digit_boxes
from forms.fonts import GOTHIC, GOTHIC_BOLD, MINCHO
from forms.paper import BODY_WIDTH, BOTTOM, LEFT, RIGHT, RULE, TOP, Paper, draw_foot, draw_running_head
from forms.paper_sizes import MM
from forms.parts import BLANK_DATE, draw_boxes, draw_check_box
from forms.post import draw_cut_line
from forms.templates import FormText, text_for
from forms.text import Style, draw_lines, draw_text, fit_text, set_paragraph

PEOPLE_ON_A_SHEET = 5
_TITLE = Style(MINCHO, 15, 20)
_TEXT = Style(GOTHIC, 9, 14)
_SMALL = Style(GOTHIC, 7.5, 10)
_NAME = Style(MINCHO, 12, 14)
_CUT = TOP - 46 * MM
_ROW = 30 * MM
_LABEL = 16 * MM
_NAME_ROOM = 49 * MM
_BOX = 6.6 * MM
_OFFICE_HEIGHT = 24 * MM
_CUT_WORDS = "切り取り線（ここから下だけを封筒に入れてください）"
_FORM_WORDS = "担当者記入欄"
_REGISTERED = "登録済みです。記入は要りません。"


def render_number_sheet(facts: NumberSheetFacts) -> bytes:
    """Return the sheet as a PDF, more than one sheet for a large family.

    Raises ``CannotDrawCharacter`` or ``TooLongForPaper`` naming person and field.
    """
    paper = Paper(facts)
    draw_number_sheets(paper, facts)
    return paper.finish()


def number_sheets(facts: NumberSheetFacts) -> int:
    """Return how many sheets there will be."""
    return len(_divided(facts))


def draw_number_sheets(paper: Paper, facts: NumberSheetFacts, before: int = 0) -> None:
    """Draw the sheets of one worker or payee; ``before`` is how many sheets of the same letter stand before them."""
    text = text_for(facts.head, "number_sheet").filled({"office_name": facts.head.office_name})
    sheets = _divided(facts)
    for page, people in enumerate(sheets, start=1):
        canvas = paper.canvas
        draw_running_head(canvas, text.number, "取扱注意")
        _draw_guide(canvas, facts, text)
        _draw_people(canvas, facts, people, first=page == 1)
        _draw_office_part(canvas, facts, text)
        draw_foot(canvas, facts.head, before + page, before + len(sheets))
        paper.next_sheet()


def _divided(facts: NumberSheetFacts) -> list[tuple[AskedPerson, ...]]:
    """Return who stands on which sheet; with family the last one is filled up with empty lines."""
    people = facts.people
    if facts.family:
        people += (AskedPerson(name=""),) * (-len(people) % PEOPLE_ON_A_SHEET)
    return [people[at : at + PEOPLE_ON_A_SHEET] for at in range(0, len(people), PEOPLE_ON_A_SHEET)]


def _draw_guide(canvas: Any, facts: NumberSheetFacts, text: FormText) -> None:
    draw_text(canvas, text.name, _TITLE, (LEFT + RIGHT) / 2, TOP - 7 * MM, align="center")
    addressed = f"{facts.people[0].name}　様" if facts.people[0].name else ""
    lines = fit_text(addressed, Style(MINCHO, 11, 14), BODY_WIDTH, 16, 6, "氏名")
    y = draw_lines(canvas, lines, LEFT, TOP - 16 * MM) - 4
    for part in (text.lead, text.after_lead):
        y = draw_lines(canvas, set_paragraph(part, _TEXT, BODY_WIDTH), LEFT, y - 2)
    draw_cut_line(canvas, _CUT, _CUT_WORDS)


def _draw_people(canvas: Any, facts: NumberSheetFacts, people: Sequence[AskedPerson], *, first: bool) -> None:
    y = _CUT - 8 * MM
    office = fit_text(facts.head.office_name, Style(GOTHIC, 9, 11), 110 * MM, 20, 5, "団体の名称")
    draw_lines(canvas, office, LEFT, y)
    draw_text(canvas, f"記入した日　{BLANK_DATE}", Style(MINCHO, 10, 12), RIGHT, y, align="right")
    y -= 5 * MM
    for number, person in enumerate(people):
        _draw_person(canvas, person, y, own=first and number == 0)
        y -= _ROW


def _draw_person(canvas: Any, person: AskedPerson, top: float, *, own: bool) -> None:
    canvas.setLineWidth(1.0 if own else RULE)
    canvas.rect(LEFT, top - _ROW, BODY_WIDTH, _ROW)
    canvas.setLineWidth(RULE)
    canvas.line(LEFT + _LABEL, top, LEFT + _LABEL, top - _ROW)
    label = "ご本人" if own else "ご家族"
    draw_text(canvas, label, Style(GOTHIC_BOLD, 8.5, 10), LEFT + _LABEL / 2, top - 12.5 * MM, align="center")
    if not own:
        relation = fit_text(person.relation, _SMALL, _LABEL - 4, 22, 5, "続柄")
        line_y = top - 18 * MM
        for line in relation:
            draw_lines(canvas, [line], LEFT + (_LABEL - line.width) / 2, line_y)
            line_y -= line.style.leading
        if not person.relation:
            draw_text(canvas, "続柄", _SMALL, LEFT + 2, top - _ROW + 4)
    _draw_name(canvas, person, top)
    _draw_number(canvas, person, top)


def _draw_name(canvas: Any, person: AskedPerson, top: float) -> None:
    x = LEFT + _LABEL + 2 * MM
    draw_text(canvas, "フリガナ", _SMALL, x, top - 4 * MM)
    kana = fit_text(person.kana, Style(GOTHIC, 8, 9), _NAME_ROOM, 9, 3.5, "フリガナ")
    draw_lines(canvas, kana, x + 14 * MM, top - 4 * MM)
    draw_text(canvas, "氏名", _SMALL, x, top - 11 * MM)
    name = fit_text(person.name, _NAME, _NAME_ROOM, 40, 5, "氏名")
    draw_lines(canvas, name, x + 14 * MM, top - 11 * MM)
    born = era_date(person.birth_date) if person.birth_date else "　　　　年　　月　　日"
    draw_text(canvas, "生年月日", _SMALL, x, top - _ROW + 2.5 * MM)
    draw_text(canvas, born, Style(MINCHO, 9.5, 11), x + 14 * MM, top - _ROW + 2.5 * MM)


def _draw_number(canvas: Any, person: AskedPerson, top: float) -> None:
    right = RIGHT - 2 * MM
    left = right - digit_boxes_width(_BOX)
    draw_text(canvas, "個人番号（12桁）", _SMALL, left, top - 4 * MM)
    if person.asked:
        draw_digit_boxes(canvas, left, top - 10 * MM - _BOX, _BOX)
    else:
        draw_text(canvas, _REGISTERED, _TEXT, left, top - 14 * MM)
    if person.code:
        code = fit_text(f"社員番号　{person.code}", _SMALL, right - left, 10, 4, "社員番号")
        draw_lines(canvas, code, left, top - _ROW + 2.5 * MM)


def _draw_office_part(canvas: Any, facts: NumberSheetFacts, text: FormText) -> None:
    top = BOTTOM + _OFFICE_HEIGHT
    if facts.family:
        draw_check_box(canvas, LEFT, top + 3 * MM)
        draw_text(canvas, text.said("declared"), _TEXT, LEFT + 12, top + 3 * MM)
    draw_text(canvas, _FORM_WORDS, _SMALL, LEFT, top - 3 * MM)
    lines = fit_text(text.closing, _SMALL, BODY_WIDTH - 30 * MM, 10, 4, "結び")
    for line in lines:
        draw_lines(canvas, [line], RIGHT - line.width, top - 3 * MM)
    third = BODY_WIDTH / 3
    upper = (("受領日", BLANK_DATE, third), ("受け取った人", "", third), ("登録日", BLANK_DATE, third))
    lower = (("番号の書類", "", third), ("身元の書類", "", third), ("廃棄日", BLANK_DATE, third))
    draw_boxes(canvas, upper, LEFT, top - 5 * MM, 9 * MM, 20 * MM)
    draw_boxes(canvas, lower, LEFT, top - 14 * MM, 9 * MM, 20 * MM)
