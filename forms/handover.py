"""引継書: open work, papers, media, keys and cards, with three places to sign (規程9条5項)."""

from typing import Any

from ashibue_desk.domain.form_facts import HandoverFacts
from ashibue_desk.domain.japanese_calendar import era_date, era_short
from forms.flow import Block
from forms.letter import Letter, Setting, draw_sign_boxes, paragraph_block, render_letter
from forms.paper import BODY_WIDTH, MM
from forms.tables import Column
from forms.templates import FormText, text_for

_COLUMNS = (Column("項目", 42 * MM), Column("内容", BODY_WIDTH - 42 * MM))
_SIGNS = ("引き継いだ人", "引継ぎを受けた人", "完了を確かめた責任者")
_NOTHING = "なし"


def render_handover(facts: HandoverFacts) -> bytes:
    """Return the handover sheet as a PDF. Raises ``CannotDrawCharacter`` naming the person and the field."""
    rows = _rows(facts)
    text = text_for(facts.head, "handover").filled({})

    def blocks(setting: Setting) -> list[Block]:
        return _blocks(setting, text)

    return render_letter(
        Letter(
            facts=facts,
            number=text.number,
            title=text.name,
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


def _rows(facts: HandoverFacts) -> tuple[tuple[str, str], ...]:
    begins = era_short(facts.starts_on) if facts.starts_on else ""
    return (
        ("引き継ぐ人", facts.person_name),
        ("役割", facts.role_name),
        ("担当していた事務", "、".join(facts.affairs) or _NOTHING),
        ("担当した期間", f"{begins}～{era_short(facts.ends_on)}"),
        ("終える日", era_date(facts.ends_on)),
        ("終える理由", _one_line(facts.reason)),
        ("引継ぎを受ける人", facts.successor_name or "（手書き）"),
        ("確かめる責任者", facts.officer_name),
        ("途中の仕事", _one_line(facts.open_work)),
        ("預かっている書類", _one_line(facts.papers)),
        ("預かっている記録媒体", _one_line(facts.media)),
        ("預かっている鍵・カード", _one_line(facts.keys_and_cards)),
    )


def _one_line(text: str) -> str:
    return "　／　".join(part.strip() for part in text.splitlines() if part.strip()) or _NOTHING


def _draw_signs(canvas: Any) -> None:
    draw_sign_boxes(canvas, _SIGNS)
