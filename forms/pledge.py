"""様式第3号 事務取扱担当者任命に当たっての誓約書 (規程9条2項): before it came back nobody handles a number."""

from dataclasses import replace
from typing import Any

from ashibue_desk.domain.form_facts import PledgeFacts
from ashibue_desk.domain.japanese_calendar import era_date
from forms.drawable import require_facts_drawable
from forms.flow import Block
from forms.fonts import MINCHO
from forms.letter import Letter, Setting, article_blocks, paragraph_block, render_letter
from forms.paper import BODY_WIDTH, BOTTOM, LEFT, MM, RIGHT
from forms.parts import (
    BLANK_DATE,
    RECEIPT_HEIGHT,
    draw_entry_line,
    draw_receipt_box,
    draw_seal_mark,
    fit_entry,
)
from forms.situations import TooLongForPaper
from forms.templates import Clause, FormText, text_for
from forms.text import Style, draw_text, set_single

_BLANK_NAME = "＿" * 8
_SIGN_WIDTH = 104 * MM
_LABEL_WIDTH = 22 * MM
_SIGN_HEIGHT = 44 * MM


def render_pledge(facts: PledgeFacts) -> bytes:
    """Return the pledge as a PDF.

    Raises ``CannotDrawCharacter`` or ``TooLongForPaper`` naming person and field; ``ValueError`` for a version that
    is not on file.
    """
    wording = text_for(facts.head, "pledge")
    _check(facts)
    text = wording.filled({"office_name": facts.head.office_name, "role_name": facts.role_name})
    clauses = text.clauses

    def blocks(setting: Setting) -> list[Block]:
        return _blocks(setting, text)

    def draw_end(canvas: Any) -> None:
        _draw_end(canvas, facts)

    addressed = f"{facts.representative_title}　{facts.representative_name or _BLANK_NAME}　様"
    return render_letter(
        Letter(
            facts=facts,
            number=text.number,
            title=text.name,
            date_text=BLANK_DATE,
            addressee=(facts.head.office_name, addressed),
            blocks=blocks,
            carried=_blocks_of(clauses[-1]) + 1,  # the last article with its heading, and 以上
            end_height=_SIGN_HEIGHT + RECEIPT_HEIGHT,
            draw_end=draw_end,
        )
    )


def _check(facts: PledgeFacts) -> None:
    require_facts_drawable(facts)
    try:
        fit_entry(facts.person_name, _SIGN_WIDTH - _LABEL_WIDTH, "氏名")
    except TooLongForPaper as too_long:
        raise TooLongForPaper(facts.person_name, too_long.field) from None


def _blocks_of(clause: Clause) -> int:
    """Return how many blocks an article makes: its heading, and each paragraph with its items and what is set apart."""
    return 1 + sum(1 + len(one.items) + bool(one.note) for one in clause.passages)


def _blocks(setting: Setting, text: FormText) -> list[Block]:
    blocks = [paragraph_block(setting, text.lead), paragraph_block(setting, text.after_lead)]
    mark = set_single("記", replace(setting.text, size=11.5))
    blocks.append(Block((replace(mark, indent=(BODY_WIDTH - mark.width) / 2),), before=4, keep=True))
    for number, clause in enumerate(text.clauses, start=1):
        blocks.extend(article_blocks(setting, number, clause))
    blocks.append(Block((set_single(text.closing, setting.text),), before=2, right=RIGHT))
    return blocks


def _draw_end(canvas: Any, facts: PledgeFacts) -> None:
    top = BOTTOM + RECEIPT_HEIGHT + _SIGN_HEIGHT
    x = RIGHT - _SIGN_WIDTH
    if facts.appointed_on is not None:
        draw_text(
            canvas,
            f"任命を決めた日　{era_date(facts.appointed_on)}",
            Style(MINCHO, 9.5, 12),
            LEFT,
            top - 12 * MM,
        )
    for number, (label, value) in enumerate((("住所", ""), ("氏名", facts.person_name), ("署名", ""))):
        draw_entry_line(canvas, label, value, x, top - (12 + 12 * number) * MM, _SIGN_WIDTH, _LABEL_WIDTH)
    draw_seal_mark(canvas, RIGHT - 5 * MM, top - 32.5 * MM)
    draw_receipt_box(canvas, LEFT, BOTTOM + RECEIPT_HEIGHT, BODY_WIDTH)
