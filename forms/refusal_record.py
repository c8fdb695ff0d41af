"""提供を受けられなかったいきさつの記録 (規程16条3項): each request, explanation and refusal with its day and words."""

from typing import Any

from ashibue_desk.domain.collection_facts import RecordedStep, RefusalRecordFacts
from ashibue_desk.domain.japanese_calendar import era_date
from forms.flow import Block
from forms.letter import Letter, Setting, draw_sign_boxes, paragraph_block, render_letter
from forms.paper import BODY_WIDTH
from forms.paper_sizes import MM
from forms.tables import Column, empty_rows
from forms.templates import text_for
from forms.text import set_paragraph

_COLUMNS = (
    Column("日付", 33 * MM),
    Column("したこと", 26 * MM),
    Column("いきさつ（相手の言葉はそのまま）", BODY_WIDTH - 89 * MM),
    Column("記録した人", 30 * MM),
)
_SIGNS = ("記録した人", "特定個人情報等責任者")
_BLANK_NAME = "＿" * 10
_EMPTY_ROWS = 10


def render_refusal_record(facts: RefusalRecordFacts) -> bytes:
    """Return the record as a PDF. Raises ``CannotDrawCharacter`` naming the person and the field."""
    who = f"{facts.person_name or _BLANK_NAME}さん"
    text = text_for(facts.head, "refusal_record").filled({"office_name": facts.head.office_name, "who": who})

    def blocks(setting: Setting) -> list[Block]:
        return [
            paragraph_block(setting, text.lead),
            paragraph_block(setting, text.after_lead),
            *(_line(setting, label, value) for label, value in _about(facts) if value),
        ]

    return render_letter(
        Letter(
            facts=facts,
            number=text.number,
            title=text.name,
            addressee=(facts.head.office_name,),
            blocks=blocks,
            columns=_COLUMNS,
            rows=tuple(_cells(step) for step in facts.steps) or empty_rows(_COLUMNS, _EMPTY_ROWS),
            end_height=29 * MM,
            draw_end=_draw_signs,
        )
    )


def _about(facts: RefusalRecordFacts) -> tuple[tuple[str, str], ...]:
    blank = not facts.person_name
    return (
        ("フリガナ", facts.kana),
        ("社員番号・コード", facts.code),
        ("区分", facts.category or ("＿" * 8 if blank else "")),
        ("だれの家族か", facts.worker_name),
        ("必要とする事務", "、".join(facts.affairs) or ("＿" * 20 if blank else "")),
        ("お願いした回数", f"{facts.requests}回" if facts.requests else ("＿＿＿回" if blank else "")),
    )


def _line(setting: Setting, label: str, value: str) -> Block:
    em = setting.em
    lines = set_paragraph(f"{label}　{value}", setting.text, setting.width, first=em, rest=2 * em)
    return Block(tuple(lines), before=2, keep=True)


def _cells(step: RecordedStep) -> tuple[str, ...]:
    return era_date(step.happened_on), step.act, step.text or "—", step.recorded_by or "—"


def _draw_signs(canvas: Any) -> None:
    draw_sign_boxes(canvas, _SIGNS)
