"""初任研修の記録 (規程9条3項・13条1項): what a new person in charge was taught, and that it was understood."""

from typing import Any

from ashibue_desk.domain.japanese_calendar import era_date
from ashibue_desk.domain.training_facts import FirstTrainingFacts
from forms.clauses import lead_blocks, section_blocks
from forms.flow import Block
from forms.letter import Letter, Setting, draw_sign_boxes, render_letter
from forms.paper import BODY_WIDTH
from forms.paper_sizes import MM
from forms.parts import BLANK_DATE
from forms.tables import Column
from forms.templates import text_for

_COLUMNS = (Column("項目", 44 * MM), Column("内容", BODY_WIDTH - 44 * MM))
_SIGNS = ("研修を受けた人", "研修を行った人", "特定個人情報等責任者")
_ANY_ROLE = "担当者"
_CHECKED_BY = "□口頭の質問　□小テスト（　　点／　　点満点）　□その他（　　　　　　　　）"
_RESULT = "□理解した　□説明し直した（　　　　　　　　　　　　　　　　　　　　　　　）"


def render_first_training(facts: FirstTrainingFacts) -> bytes:
    """Return the record as a PDF. Raises ``CannotDrawCharacter`` naming the person and the field."""
    text = text_for(facts.head, "first_training").filled(
        {"office_name": facts.head.office_name, "role_name": facts.role_name or _ANY_ROLE}
    )

    def blocks(setting: Setting) -> list[Block]:
        return [*lead_blocks(setting, text), *section_blocks(setting, text.clauses)]

    return render_letter(
        Letter(
            facts=facts,
            number=text.number,
            title=text.name,
            addressee=(facts.head.office_name,),
            blocks=blocks,
            columns=_COLUMNS,
            rows=_rows(facts),
            end_height=29 * MM,
            draw_end=_draw_signs,
        )
    )


def _rows(facts: FirstTrainingFacts) -> tuple[tuple[str, str], ...]:
    return (
        ("研修を受けた人", facts.person_name),
        ("役割", facts.role_name),
        ("担当する事務", "、".join(facts.affairs)),
        ("担当の始まり", era_date(facts.starts_on) if facts.starts_on else BLANK_DATE),
        ("研修を行った日", era_date(facts.trained_on) if facts.trained_on else BLANK_DATE),
        ("研修を行った人", facts.officer_name),
        ("内容と使った資料", facts.content),
        ("理解の確かめ方", _CHECKED_BY),
        ("結果", _RESULT),
    )


def _draw_signs(canvas: Any) -> None:
    draw_sign_boxes(canvas, _SIGNS)
