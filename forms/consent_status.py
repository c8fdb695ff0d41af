"""同意書の提出状況: who has handed in 様式第2号 and who has not, to print and to seal (規程4条4項)."""

from collections import Counter
from datetime import date

from ashibue_desk.domain.consent import CONSENT_STATE_NAMES, ConsentRow
from ashibue_desk.domain.form_facts import ConsentStatusFacts
from ashibue_desk.domain.japanese_calendar import era_date, era_short
from forms.listing import Listing, render_listing
from forms.paper import BODY_WIDTH, MM
from forms.tables import Column

_COLUMNS = (
    Column("社員番号", 17 * MM),
    Column("氏名", 34 * MM),
    Column("所属", 27 * MM),
    Column("状態", 26 * MM),
    Column("版", 8 * MM, centred=True),
    Column("渡した日", 18.5 * MM, centred=True),
    Column("受領日", 18.5 * MM, centred=True),
    Column("保管場所", BODY_WIDTH - 149 * MM),
)


def render_consent_status(facts: ConsentStatusFacts) -> bytes:
    """Return the list as a PDF in the order of ``facts.rows``. Raises ``CannotDrawCharacter`` naming the person."""
    counts = Counter(row.state for row in facts.rows)
    summary = "　".join(
        f"{name} {counts[state]}人" for state, name in CONSENT_STATE_NAMES.items() if counts[state]
    )
    introduction = (
        facts.head.office_name,
        f"{era_date(facts.as_of)}現在　全{len(facts.rows)}人",
        summary,
    )
    rows = tuple(_cells(row) for row in facts.rows)
    return render_listing(Listing(facts, introduction, _COLUMNS, rows, seals=("責任者", "担当者")))


def _cells(row: ConsentRow) -> tuple[str, ...]:
    return (
        row.code,
        row.name,
        row.department,
        CONSENT_STATE_NAMES[row.state],
        str(row.version) if row.version else "",
        _day(row.issued_on),
        _day(row.received_on),
        row.place,
    )


def _day(day: date | None) -> str:
    return era_short(day) if day else ""
