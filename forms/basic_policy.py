"""様式第1号 特定個人情報基本方針 (規程4条3項): the office's promise, to post and to publish."""

from typing import Any

from ashibue_desk.domain.japanese_calendar import era_date
from ashibue_desk.domain.policy_facts import BasicPolicyFacts
from forms.clauses import lead_blocks, section_blocks
from forms.flow import Block
from forms.fonts import GOTHIC, MINCHO
from forms.letter import Letter, Setting, render_letter
from forms.paper import BODY_WIDTH, BOTTOM, LEFT, RIGHT, RULE
from forms.paper_sizes import MM
from forms.parts import BLANK_DATE
from forms.templates import FormText, text_for
from forms.text import Style, draw_line, draw_text, fit_text, set_single

_BLANK_NAME = "＿" * 8
_POSTING = ("理事会で決めた日", "公表した日", "公表した場所")
_END_HEIGHT = 40 * MM


def render_basic_policy(facts: BasicPolicyFacts) -> bytes:
    """Return the policy as a PDF.

    Raises ``CannotDrawCharacter`` or ``TooLongForPaper`` naming the office and the field.
    """
    text = text_for(facts.head, "basic_policy").filled(
        {
            "office_name": facts.head.office_name,
            "officer_title": facts.officer_title,
            "officer_name": facts.officer_name or _BLANK_NAME,
            "contact": facts.contact,
        }
    )

    def blocks(setting: Setting) -> list[Block]:
        return _blocks(setting, text)

    def draw_end(canvas: Any) -> None:
        _draw_end(canvas, facts)

    return render_letter(
        Letter(
            facts=facts,
            number=text.number,
            title=text.name,
            blocks=blocks,
            carried=4,  # the last section, with 以上
            end_height=_END_HEIGHT,
            draw_end=draw_end,
        )
    )


def _blocks(setting: Setting, text: FormText) -> list[Block]:
    end = Block((set_single(text.closing, setting.text),), before=2, right=RIGHT)
    return [*lead_blocks(setting, text), *section_blocks(setting, text.clauses), end]


def _draw_end(canvas: Any, facts: BasicPolicyFacts) -> None:
    y = BOTTOM + _END_HEIGHT - 7 * MM
    for label, day in (("制定", facts.resolved_on), ("改定", facts.revised_on)):
        words = f"{label}　{era_date(day) if day else BLANK_DATE}"
        draw_text(canvas, words, Style(MINCHO, 10.5, 14), LEFT + 10.5, y)
        y -= 6 * MM
    _draw_office(canvas, facts, BOTTOM + _END_HEIGHT - 7 * MM)
    third = BODY_WIDTH / len(_POSTING)
    canvas.setLineWidth(RULE)
    for column, label in enumerate(_POSTING):
        left = LEFT + column * third
        draw_text(canvas, label, Style(GOTHIC, 8, 10), left, BOTTOM + 3 * MM + 2)
        end = third - (3 * MM if column + 1 < len(_POSTING) else 0)
        canvas.line(left + 25 * MM, BOTTOM + 3 * MM, left + end, BOTTOM + 3 * MM)


def _draw_office(canvas: Any, facts: BasicPolicyFacts, y: float) -> None:
    width = 104 * MM
    representative = f"{facts.representative_title}　{facts.representative_name or _BLANK_NAME}"
    for value, size, height, field in (
        (facts.office_address, 9.5, 20, "所在地"),
        (facts.head.office_name, 11, 24, "団体の名称"),
        (representative, 11, 20, "代表者の氏名"),
    ):
        for line in fit_text(value, Style(MINCHO, size, size * 1.35), width, height, 6, field):
            draw_line(canvas, line, RIGHT - line.width, y)
            y -= line.style.leading
        y -= 2
