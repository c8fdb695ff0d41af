"""What the papers about a contract say: the check of its clauses, and the permission to entrust on (規程14条2項・4項)."""

from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.form_facts import PaperHead


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedClause:
    """One clause: what it has to say and why, and where it stands in the contract (empty: it is missing)."""

    heading: str
    text: str
    basis: str
    required: bool
    place: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseCheckFacts:
    """契約条項の点検票 (規程14条4項); without ``checked_on`` it is a sheet to fill by hand."""

    head: PaperHead
    contractor_name: str
    contract_title: str
    entrusted: str
    signed_on: date | None
    starts_on: date | None
    ends_on: date | None
    clauses: tuple[CheckedClause, ...]
    equal_measures_on: date | None
    equal_measures_by: str
    equal_measures_note: str
    checked_on: date | None
    checked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionFacts:
    """再委託の許諾書 (規程14条2項); without ``decided_on`` it is a sheet to fill by hand."""

    head: PaperHead
    representative_title: str
    representative_name: str
    contact: str
    contractor_name: str
    contract_title: str
    sub_name: str
    sub_address: str
    scope: str
    reason: str
    measures: str
    requested_on: date | None
    decided_on: date | None
    decided_by: str
    conditions: str
    postal_code: str = ""  # of the contractor, as 690-2101
    address: str = ""
