"""再委託の許諾書 (規程14条2項): a contractor may entrust a part on, to whom, what, and on which conditions."""

from typing import Any

from ashibue_desk.domain.contract_facts import PermissionFacts
from ashibue_desk.domain.japanese_calendar import era_date
from forms.clauses import lead_blocks, section_blocks
from forms.flow import Block
from forms.letter import Letter, Setting, draw_sign_boxes, render_letter
from forms.paper import BODY_WIDTH
from forms.paper_sizes import MM
from forms.parts import BLANK_DATE
from forms.post import Posted
from forms.tables import Column
from forms.templates import text_for

_COLUMNS = (Column("項目", 44 * MM), Column("内容", BODY_WIDTH - 44 * MM))
_SIGNS = ("許諾した責任者", "許諾書を受け取った委託先")
_CONTRACTOR, _SUB = "委託先", "再委託先"
_NONE = "なし"


def render_re_entrustment_permission(facts: PermissionFacts) -> bytes:
    """Return the permission as a PDF. Raises ``CannotDrawCharacter`` naming the contractor and the field."""
    text = text_for(facts.head, "re_entrustment_permission").filled(
        {
            "office_name": facts.head.office_name,
            "contractor_name": facts.contractor_name or _CONTRACTOR,
            "sub_name": facts.sub_name or _SUB,
            "requested": era_date(facts.requested_on) if facts.requested_on else "",
            "contact": facts.contact,
        }
    )

    def blocks(setting: Setting) -> list[Block]:
        return [*lead_blocks(setting, text), *section_blocks(setting, text.clauses)]

    sender = f"{facts.representative_title}　{facts.representative_name}".strip("　")
    return render_letter(
        Letter(
            facts=facts,
            number=text.number,
            title=text.name,
            posted=Posted(
                name=facts.contractor_name,
                ending="御中",
                postal_code=facts.postal_code,
                address=facts.address,
                dated=(era_date(facts.decided_on) if facts.decided_on else BLANK_DATE,),
                sender=(facts.head.office_name, sender),
            ),
            blocks=blocks,
            columns=_COLUMNS,
            rows=_rows(facts),
            end_height=29 * MM,
            draw_end=_draw_signs,
        )
    )


def _rows(facts: PermissionFacts) -> tuple[tuple[str, str], ...]:
    nothing = _NONE if facts.decided_on else ""
    return (
        ("もとの契約", facts.contract_title),
        ("再委託先", "　".join(part for part in (facts.sub_name, facts.sub_address) if part)),
        ("再委託する範囲", facts.scope),
        ("再委託する理由", facts.reason or nothing),
        ("再委託先を監督する方法", facts.measures or nothing),
        ("許諾した日と決めた人", _decided(facts)),
        ("この許諾に付ける条件", facts.conditions or nothing),
    )


def _decided(facts: PermissionFacts) -> str:
    day = era_date(facts.decided_on) if facts.decided_on else BLANK_DATE
    return f"{day}　{facts.decided_by}".strip()


def _draw_signs(canvas: Any) -> None:
    draw_sign_boxes(canvas, _SIGNS)
