"""Facts for the papers about a contract."""

from dataclasses import replace
from datetime import date

from ashibue_desk.domain.contract_facts import CheckedClause, ClauseCheckFacts, PermissionFacts
from tests.forms.contractor_facts import RULES
from tests.forms.facts import head


def clauses(place: str = "") -> tuple[CheckedClause, ...]:
    """Return the clauses of the pack, each at ``place``."""
    return tuple(
        CheckedClause(
            heading=clause.heading,
            text=clause.text,
            basis=clause.basis,
            required=clause.required,
            place=place,
        )
        for clause in RULES.clauses
    )


def clause_check(**changes: object) -> ClauseCheckFacts:
    """Return the facts of a check of a contract's clauses."""
    facts = ClauseCheckFacts(
        head=head("CC"),
        contractor_name="みなも税理士事務所",
        contract_title="税務に関する業務委託契約",
        entrusted="年末調整",
        signed_on=date(2026, 3, 25),
        starts_on=date(2026, 4, 1),
        ends_on=None,
        clauses=clauses("第5条"),
        equal_measures_on=date(2026, 3, 20),
        equal_measures_by="霧島 澪",
        equal_measures_note="実地で確かめた",
        checked_on=date(2026, 3, 26),
        checked_by="霧島 澪",
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def blank_clause_check() -> ClauseCheckFacts:
    """Return the facts of a check to fill by hand."""
    return clause_check(
        contractor_name="",
        contract_title="",
        entrusted="",
        signed_on=None,
        starts_on=None,
        clauses=clauses(),
        equal_measures_on=None,
        equal_measures_by="",
        equal_measures_note="",
        checked_on=None,
        checked_by="",
    )


def permission(**changes: object) -> PermissionFacts:
    """Return the facts of a permission to entrust on."""
    facts = PermissionFacts(
        head=head("RP"),
        representative_title="理事長",
        representative_name="星川 すみれ",
        contact="電話 0852-00-0000（総務経理）",
        contractor_name="みなも税理士事務所",
        contract_title="税務に関する業務委託契約",
        sub_name="なぎさ計算センター",
        sub_address="みずうみ県なぎさ市はまべ町4-5-6",
        scope="給与支払報告書の入力",
        reason="",
        measures="月に一度、報告を受ける",
        requested_on=date(2026, 5, 1),
        decided_on=date(2026, 5, 10),
        decided_by="若草 櫂",
        conditions="",
    )
    return replace(facts, **changes)  # type: ignore[arg-type]
