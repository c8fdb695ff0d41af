"""本人確認の記録 (規程18条): how a number was verified, from the record of its collection, or a sheet to fill by hand."""

from typing import Any

from ashibue_desk.domain.collection_facts import VerificationRecordFacts
from ashibue_desk.domain.japanese_calendar import era_date
from forms.flow import Block
from forms.letter import Letter, Setting, draw_sign_boxes, paragraph_block, render_letter
from forms.paper import BODY_WIDTH
from forms.paper_sizes import MM
from forms.parts import BLANK_DATE
from forms.tables import Column
from forms.templates import text_for

_COLUMNS = (Column("項目", 44 * MM), Column("内容", BODY_WIDTH - 44 * MM))
_SIGNS = ("確かめた人", "特定個人情報等責任者")
_NONE = "なし"
_BOX = "□"


def render_verification_record(facts: VerificationRecordFacts) -> bytes:
    """Return the record as a PDF. Raises ``CannotDrawCharacter`` naming the person and the field."""
    text = text_for(facts.head, "verification_record").filled({"agent": "yes" if facts.agent_name else ""})

    def blocks(setting: Setting) -> list[Block]:
        return [paragraph_block(setting, part) for part in (text.lead, text.after_lead) if part]

    return render_letter(
        Letter(
            facts=facts,
            number=text.number,
            title=text.name,
            addressee=(facts.head.office_name,),
            blocks=blocks,
            columns=_COLUMNS,
            rows=_filled(facts) if facts.checked_on else _blank(facts),
            end_height=29 * MM,
            draw_end=_draw_signs,
        )
    )


def _filled(facts: VerificationRecordFacts) -> tuple[tuple[str, str], ...]:
    rows = [
        *_who(facts),
        ("受け取った方法", facts.route),
        ("確かめ方", facts.way),
        ("確かめた書類", "、".join(facts.documents) or _NONE),
    ]
    if facts.omission_reason:
        rows.append(("身元の確認を省いた理由", facts.omission_reason))
    if facts.agent_name:
        rows.append(("代理人", facts.agent_name))
    rows += [
        ("利用する事務", "、".join(facts.affairs) or _NONE),
        ("確かめた日", era_date(facts.checked_on) if facts.checked_on else BLANK_DATE),
        ("確かめた人", facts.checked_by),
        ("登録した日", era_date(facts.recorded_on) if facts.recorded_on else BLANK_DATE),
    ]
    return tuple(rows)


def _blank(facts: VerificationRecordFacts) -> tuple[tuple[str, str], ...]:
    kinds = tuple((label, _boxes(names)) for label, names in facts.kinds)
    return (
        ("氏名", ""),
        ("フリガナ", ""),
        ("区分", _boxes(facts.categories)),
        ("だれの家族か（扶養親族・配偶者）", ""),
        ("受け取った方法", _boxes(facts.routes)),
        *kinds,
        ("身元の確認を省いた理由", ""),
        ("代理人（代理人から受け取ったとき）", ""),
        ("利用する事務", _boxes(facts.affairs)),
        ("登録した日", BLANK_DATE),
    )


def _who(facts: VerificationRecordFacts) -> list[tuple[str, str]]:
    rows = [("氏名", facts.person_name), ("フリガナ", facts.kana or "—"), ("区分", facts.category)]
    if facts.code:
        rows.append(("社員番号・コード", facts.code))
    if facts.worker_name:
        rows.append(("だれの家族か", facts.worker_name))
    return rows


def _boxes(words: tuple[str, ...]) -> str:
    return "　".join(_BOX + word for word in words)


def _draw_signs(canvas: Any) -> None:
    draw_sign_boxes(canvas, _SIGNS)
