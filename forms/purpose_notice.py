"""利用目的の通知書 (規程6条1項・15条2項): for what numbers are used, for workers and their families or for payees."""

from ashibue_desk.domain.japanese_calendar import era_date
from ashibue_desk.domain.policy_facts import Audience, NamedAffair, PurposeNoticeFacts
from forms.clauses import lead_blocks, section_blocks
from forms.flow import Block
from forms.letter import Letter, Setting, render_letter
from forms.paper import BODY_WIDTH
from forms.paper_sizes import MM
from forms.parts import BLANK_DATE
from forms.tables import Column
from forms.templates import FormText, text_for

_BLANK_NAME = "＿" * 8
_MARKS = "①②③④⑤⑥⑦⑧⑨⑩"
_COLUMNS = (
    Column("利用する事務", BODY_WIDTH - 100 * MM),
    Column("どなたの番号か", 52 * MM),
    Column("根拠となる法令", 48 * MM),
)
_ADDRESSEES = {
    Audience.WORKERS: "役員・職員の皆さん、ご家族の皆さん",
    Audience.PAYEES: "個人番号をご提供いただく皆さま",
}


def render_purpose_notice(facts: PurposeNoticeFacts) -> bytes:
    """Return the notice as a PDF.

    Raises ``CannotDrawCharacter`` naming the office and the field; ``ValueError`` where there is no affair to name.
    """
    if not facts.affairs:
        raise ValueError("no affair to name")
    text = text_for(facts.head, "purpose_notice").filled(
        {
            "office_name": facts.head.office_name,
            "purposes": "、".join(
                f"{mark}{purpose}" for mark, purpose in zip(_MARKS, facts.purposes, strict=False)
            ),
            "audience": facts.audience.value,
            "officer_title": facts.officer_title,
            "officer_name": facts.officer_name or _BLANK_NAME,
            "contact": facts.contact,
        }
    )

    def blocks(setting: Setting) -> list[Block]:
        return _blocks(setting, text)

    sender = f"{facts.representative_title}　{facts.representative_name}".strip("　")
    return render_letter(
        Letter(
            facts=facts,
            number=text.number,
            title=text.name,
            date_text=era_date(facts.notified_on) if facts.notified_on else BLANK_DATE,
            addressee=(_ADDRESSEES[facts.audience],),
            sender=tuple(part for part in (facts.head.office_name, sender) if part),
            blocks=blocks,
            columns=_COLUMNS,
            rows=tuple(_cells(affair) for affair in facts.affairs),
        )
    )


def _blocks(setting: Setting, text: FormText) -> list[Block]:
    return [*lead_blocks(setting, text), *section_blocks(setting, text.clauses)]


def _cells(affair: NamedAffair) -> tuple[str, ...]:
    return affair.name, "、".join(affair.whose), affair.basis
