"""未提出書類の一覧: everybody of whom a paper or a number is missing, with a place to note when it came."""

from ashibue_desk.domain.japanese_calendar import era_date
from ashibue_desk.domain.missing_papers_facts import MissingPapersFacts, OwingPerson
from forms.listing import Listing, render_listing
from forms.paper import BODY_WIDTH
from forms.paper_sizes import MM
from forms.tables import Band, Column

_COLUMNS = (
    Column("氏名", 42 * MM),
    Column("区分・役割", 40 * MM),
    Column("足りないもの", BODY_WIDTH - 112 * MM),
    Column("受け取った日", 30 * MM),
)
_CLOSING = "個人番号は、この一覧に書かないでください。受け取った日は、あしぶえデスクにも記録します。"
_NOTHING = "足りない書類はありません。"


def render_missing_papers(facts: MissingPapersFacts) -> bytes:
    """Return the list as a PDF. Raises ``CannotDrawCharacter`` naming the person and the field."""
    owing = len(facts.people) + len(facts.in_charge)
    return render_listing(
        Listing(
            facts=facts,
            introduction=(
                f"{era_date(facts.as_of)}現在　　{facts.head.office_name}",
                f"足りないものがある人　{owing}人（調べた人　{facts.checked}人）",
            ),
            columns=_COLUMNS,
            rows=_rows(facts),
            closing=_CLOSING,
            seals=("責任者", "担当者"),
        )
    )


def _rows(facts: MissingPapersFacts) -> tuple[tuple[str, ...] | Band, ...]:
    rows: list[tuple[str, ...] | Band] = []
    for title, people in (("名簿の人", facts.people), ("担当者と責任者", facts.in_charge)):
        if people:
            rows.append(Band(title))
            rows.extend(_cells(person) for person in people)
    return tuple(rows) or (("", "", _NOTHING, ""),)


def _cells(person: OwingPerson) -> tuple[str, ...]:
    missing = "、".join(f"{one.paper}（{one.state}）" if one.state else one.paper for one in person.missing)
    return person.name, "　".join(part for part in (person.kind, person.detail) if part), missing, ""
