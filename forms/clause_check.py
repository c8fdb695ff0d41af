"""契約条項の点検票 (規程14条4項): where in a contract each clause stands, the required ones first, then those the guideline advises."""

from ashibue_desk.domain.contract_facts import CheckedClause, ClauseCheckFacts
from ashibue_desk.domain.japanese_calendar import era_date
from forms.listing import Listing, render_listing
from forms.paper import BODY_WIDTH
from forms.paper_sizes import MM
from forms.parts import BLANK_DATE
from forms.tables import Band, Column

_COLUMNS = (
    Column("番号", 9 * MM, centred=True),
    Column("契約に定めること", BODY_WIDTH - 88 * MM),
    Column("根拠", 33 * MM),
    Column("契約書の場所", 28 * MM),
    Column("有無", 18 * MM, centred=True),
)
_REQUIRED, _ADVISED = "規程と番号利用法が求める条項", "ガイドラインが勧める条項"
_BLANK = "＿" * 14
_TO_TICK = "□有　□無"
_CLOSING = "求められる条項がすべて「有」になるまで、個人番号を渡しません。"


def render_clause_check(facts: ClauseCheckFacts) -> bytes:
    """Return the check as a PDF. Raises ``CannotDrawCharacter`` naming the contractor and the field."""
    return render_listing(
        Listing(
            facts=facts,
            introduction=_introduction(facts),
            columns=_COLUMNS,
            rows=_rows(facts),
            closing=_CLOSING,
            seals=("責任者", "点検した人"),
        )
    )


def _introduction(facts: ClauseCheckFacts) -> tuple[str, ...]:
    begins = era_date(facts.starts_on) if facts.starts_on else BLANK_DATE
    ends = era_date(facts.ends_on) if facts.ends_on else ("定めなし" if facts.starts_on else BLANK_DATE)
    checked = era_date(facts.checked_on) if facts.checked_on else BLANK_DATE
    return (
        f"委託先　{facts.contractor_name or _BLANK}",
        f"契約の名称　{facts.contract_title or _BLANK}",
        f"委託する内容　{facts.entrusted or _BLANK}",
        f"契約を結んだ日　{era_date(facts.signed_on) if facts.signed_on else BLANK_DATE}",
        f"契約の期間　{begins}から　{ends}",
        _measures(facts),
        f"点検した日　{checked}　　点検した人　{facts.checked_by or '＿' * 8}",
    )


def _rows(facts: ClauseCheckFacts) -> tuple[tuple[str, ...] | Band, ...]:
    rows: list[tuple[str, ...] | Band] = []
    for title, required in ((_REQUIRED, True), (_ADVISED, False)):
        clauses = [clause for clause in facts.clauses if clause.required is required]
        if clauses:
            rows.append(Band(title))
            rows.extend(_cells(facts, number, clause) for number, clause in enumerate(clauses, start=1))
    return tuple(rows)


def _cells(facts: ClauseCheckFacts, number: int, clause: CheckedClause) -> tuple[str, ...]:
    said = "有" if clause.place.strip() else "無"
    where = "　".join(part for part in (clause.place, clause.note) if part)
    return (
        f"{number}",
        f"{clause.heading}　{clause.text}",
        clause.basis,
        where,
        said if facts.checked_on else _TO_TICK,
    )


def _measures(facts: ClauseCheckFacts) -> str:
    if facts.equal_measures_on is None:
        return f"同等の安全管理措置を確かめた日　{BLANK_DATE}　確かめた人　{'＿' * 8}"
    by = f"　確かめた人　{facts.equal_measures_by}" if facts.equal_measures_by else ""
    how = f"　方法　{facts.equal_measures_note}" if facts.equal_measures_note else ""
    return f"同等の安全管理措置を確かめた日　{era_date(facts.equal_measures_on)}{by}{how}"
