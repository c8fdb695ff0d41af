"""国民年金第3号被保険者の届出に関する委任状 (規程18条): the spouse lets the worker hand in the number and the notification."""

from typing import Any

from ashibue_desk.domain.collection_facts import PowerOfAttorneyFacts
from ashibue_desk.domain.japanese_calendar import era_date
from forms.clauses import lead_blocks, section_blocks
from forms.flow import Block
from forms.fonts import GOTHIC, MINCHO
from forms.letter import Letter, Setting, render_letter
from forms.paper import BODY_WIDTH, BOTTOM, LEFT, RIGHT, RULE
from forms.paper_sizes import MM
from forms.parts import BLANK_DATE, draw_seal_mark
from forms.tables import Column
from forms.templates import text_for
from forms.text import Style, draw_lines, draw_text, fit_text

_BLANK_NAME = "＿" * 8
_COLUMNS = (Column("代理人", 44 * MM), Column("内容", BODY_WIDTH - 44 * MM))
_WIDTH = 120 * MM
_LABEL = 24 * MM
_LINE = 13 * MM
_END_HEIGHT = 66 * MM
_BORN = "　　　　年　　　月　　　日"


def render_power_of_attorney(facts: PowerOfAttorneyFacts) -> bytes:
    """Return the power of attorney as a PDF.

    Raises ``CannotDrawCharacter`` or ``TooLongForPaper`` naming person and field.
    """
    text = text_for(facts.head, "power_of_attorney").filled({"office_name": facts.head.office_name})

    def blocks(setting: Setting) -> list[Block]:
        return [*lead_blocks(setting, text), *section_blocks(setting, text.clauses)]

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
            columns=_COLUMNS,
            rows=(
                ("氏名", facts.worker_name),
                ("住所", facts.worker_address),
                ("委任する人からみた続柄", "" if not facts.worker_name else "配偶者"),
            ),
            end_height=_END_HEIGHT,
            draw_end=draw_end,
        )
    )


def _draw_end(canvas: Any, facts: PowerOfAttorneyFacts) -> None:
    x, y = RIGHT - _WIDTH, BOTTOM + _END_HEIGHT - 8 * MM
    draw_text(canvas, "委任する人（第3号被保険者になる配偶者）", Style(GOTHIC, 9, 12), LEFT, y)
    born = era_date(facts.spouse_birth_date) if facts.spouse_birth_date else _BORN
    entries = (("住所", facts.spouse_address), ("生年月日", born), ("氏名", facts.spouse_name), ("署名", ""))
    for label, value in entries:
        y -= _LINE
        _draw_entry(canvas, label, value, x, y)
    draw_seal_mark(canvas, RIGHT - 5 * MM, y + 12)


def _draw_entry(canvas: Any, label: str, value: str, x: float, y: float) -> None:
    canvas.setLineWidth(RULE)
    canvas.line(x, y, RIGHT, y)
    draw_text(canvas, label, Style(MINCHO, 10, 12), x + 2, y + 5)
    lines = fit_text(value, Style(MINCHO, 12, 14), _WIDTH - _LABEL - 4, 26, 6, label)
    above = (len(lines) - 1) * (lines[0].style.leading if lines else 0)
    draw_lines(canvas, lines, x + _LABEL, y + 5 + above)
