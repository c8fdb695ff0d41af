"""上司の閲覧の承認書: who may look at whose staff data, why and until when; never a number (規程34条1項)."""

from typing import Any

from ashibue_desk.domain.form_facts import SuperiorApprovalFacts
from ashibue_desk.domain.japanese_calendar import era_date
from forms.flow import Block
from forms.letter import Letter, Setting, draw_sign_boxes, paragraph_block, render_letter
from forms.paper import BODY_WIDTH, MM
from forms.tables import Column
from forms.templates import FormText, text_for

_COLUMNS = (Column("項目", 42 * MM), Column("内容", BODY_WIDTH - 42 * MM))
_SIGNS = ("閲覧する人", "承認した責任者")


def render_superior_approval(facts: SuperiorApprovalFacts) -> bytes:
    """Return the approval as a PDF. Raises ``CannotDrawCharacter`` naming the person and the field."""
    rows = (
        ("閲覧する人", facts.superior_name),
        ("役職", facts.post or "—"),
        ("見られる範囲", f"{facts.department}の従業者" if facts.department else "すべての従業者"),
        ("目的", facts.purpose),
        ("期間", f"{era_date(facts.approved_on)}から{era_date(facts.until)}まで"),
        ("承認した責任者", facts.officer_name),
    )
    text = text_for(facts.head, "superior_approval").filled({})

    def blocks(setting: Setting) -> list[Block]:
        return _blocks(setting, text)

    return render_letter(
        Letter(
            facts=facts,
            number=text.number,
            title=text.name,
            date_text=era_date(facts.approved_on),
            addressee=(facts.head.office_name,),
            blocks=blocks,
            columns=_COLUMNS,
            rows=rows,
            end_height=29 * MM,
            draw_end=_draw_signs,
        )
    )


def _blocks(setting: Setting, text: FormText) -> list[Block]:
    return [paragraph_block(setting, part) for part in (text.lead, text.after_lead)]


def _draw_signs(canvas: Any) -> None:
    draw_sign_boxes(canvas, _SIGNS)
