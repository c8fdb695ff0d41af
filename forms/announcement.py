"""周知の掲示: who is in charge of what, to post where the workers read it (規程8条2項・9条1項)."""

from typing import Any

from ashibue_desk.domain.form_facts import AnnouncedCharge, AnnouncementFacts
from ashibue_desk.domain.japanese_calendar import era_date, era_short
from forms.flow import Block
from forms.fonts import GOTHIC
from forms.letter import Letter, Setting, paragraph_block, render_letter
from forms.paper import BODY_WIDTH, BOTTOM, LEFT, MM, RULE
from forms.tables import Column
from forms.templates import FormText, text_for
from forms.text import Style, draw_text

_COLUMNS = (
    Column("役割", 44 * MM),
    Column("氏名", 34 * MM),
    Column("担当する事務", BODY_WIDTH - 112 * MM),
    Column("期間", 34 * MM),
)
_POSTING = ("掲示した場所", "掲示した日", "外した日")


def render_announcement(facts: AnnouncementFacts) -> bytes:
    """Return the announcement as a PDF.

    Raises ``CannotDrawCharacter`` naming the person; ``ValueError`` with nobody to announce.
    """
    if not facts.charges:
        raise ValueError("nobody to announce")
    text = text_for(facts.head, "announcement").filled(
        {"office_name": facts.head.office_name, "contact": facts.contact}
    )

    def blocks(setting: Setting) -> list[Block]:
        return _blocks(setting, text)

    sender = f"{facts.representative_title}　{facts.representative_name}".strip("　")
    return render_letter(
        Letter(
            facts=facts,
            number=text.number,
            title=text.name,
            date_text=era_date(facts.announced_on),
            addressee=("従業者の皆さん",),
            sender=tuple(part for part in (facts.head.office_name, sender) if part),
            blocks=blocks,
            columns=_COLUMNS,
            rows=tuple(_cells(charge) for charge in facts.charges),
            end_height=12 * MM,
            draw_end=_draw_posting,
        )
    )


def _blocks(setting: Setting, text: FormText) -> list[Block]:
    return [paragraph_block(setting, part) for part in (text.lead, text.after_lead) if part]


def _cells(charge: AnnouncedCharge) -> tuple[str, ...]:
    begins = f"{era_short(charge.starts_on)}から" if charge.starts_on else ""
    ends = f"{era_short(charge.ends_on)}まで" if charge.ends_on else ""
    return (charge.role_name, charge.name, "、".join(charge.affairs) or "—", f"{begins}{ends}" or "—")


def _draw_posting(canvas: Any) -> None:
    third = BODY_WIDTH / len(_POSTING)
    canvas.setLineWidth(RULE)
    for column, label in enumerate(_POSTING):
        left = LEFT + column * third
        draw_text(canvas, label, Style(GOTHIC, 8.5, 10), left, BOTTOM + 3 * MM + 2)
        end = third - (3 * MM if column + 1 < len(_POSTING) else 0)
        canvas.line(left + 20 * MM, BOTTOM + 3 * MM, left + end, BOTTOM + 3 * MM)
