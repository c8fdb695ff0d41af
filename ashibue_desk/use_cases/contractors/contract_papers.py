"""The papers about a contract: the check of its clauses (規程14条4項), the permission to entrust on (規程14条2項)."""

from ashibue_desk.domain.contract_facts import CheckedClause, ClauseCheckFacts, PermissionFacts
from ashibue_desk.domain.contractor_contract import Contract
from ashibue_desk.domain.postal_code import written
from ashibue_desk.domain.re_entrustment import ReEntrustment, RequestState
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.contractors.common import MAY_READ, entry_of, found, rules
from ashibue_desk.use_cases.contractors.situations import NoContractYet, NotPermittedYet
from ashibue_desk.use_cases.contractors.standing import standing_today
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import Design, paper_head

_PERMITTED = (RequestState.PERMITTED, RequestState.ENDED)


def clause_check_facts(desk: Desk, contractor_id: str, design: Design) -> ClauseCheckFacts:
    """Return the check of the contract that counts; raise ``ContractorGone`` or ``NoContractYet``."""
    desk.require(*MAY_READ)
    with desk.vault.reading():
        contractor = entry_of(desk, contractor_id)
        contract = standing_today(desk).contract(contractor_id)
        if contract is None:
            raise NoContractYet
        entry = contract.entry
        return ClauseCheckFacts(
            head=paper_head(desk, design),
            contractor_name=contractor.name,
            contract_title=entry.title,
            entrusted=contractor.entrusted,
            signed_on=entry.signed_on,
            starts_on=entry.starts_on,
            ends_on=entry.ends_on,
            clauses=_clauses(desk, contract),
            equal_measures_on=entry.equal_measures_on,
            equal_measures_by=contract.equal_measures_by,
            equal_measures_note=entry.equal_measures_note,
            checked_on=contract.checked_on,
            checked_by=contract.checked_by,
        )


def blank_clause_check_facts(desk: Desk, design: Design) -> ClauseCheckFacts:
    """Return the clauses with room to write where each stands in a contract."""
    desk.require(*Role)
    with desk.vault.reading():
        return ClauseCheckFacts(
            head=paper_head(desk, design),
            contractor_name="",
            contract_title="",
            entrusted="",
            signed_on=None,
            starts_on=None,
            ends_on=None,
            clauses=_clauses(desk, None),
            equal_measures_on=None,
            equal_measures_by="",
            equal_measures_note="",
            checked_on=None,
            checked_by="",
        )


def permitted_requests(desk: Desk) -> tuple[ReEntrustment, ...]:
    """Return every re-entrustment that was permitted, newest first, those that ended too."""
    desk.require(*MAY_READ)
    with desk.vault.reading():
        return tuple(one for one in desk.vault.contractors.chain.all() if one.state in _PERMITTED)


def permission_facts(desk: Desk, request_id: str, design: Design) -> PermissionFacts:
    """Return the permission of one request; raise ``ContractorGone`` or ``NotPermittedYet``."""
    desk.require(*MAY_READ)
    with desk.vault.reading():
        with found():
            request = desk.vault.contractors.chain.get(request_id)
        if request.state not in _PERMITTED:
            raise NotPermittedYet
        office, entry = desk.vault.settings.office(), request.entry
        contract = standing_today(desk).contract(entry.contractor_id)
        contractor = entry_of(desk, entry.contractor_id)
        return PermissionFacts(
            head=paper_head(desk, design),
            representative_title=office.representative_title,
            representative_name=office.representative_name,
            contact=office.contact,
            contractor_name=request.contractor_name,
            contract_title=contract.entry.title if contract else "",
            sub_name=request.sub_name,
            sub_address=entry_of(desk, entry.sub_id).address,
            scope=entry.scope,
            reason=entry.reason,
            measures=entry.measures,
            requested_on=entry.requested_on,
            decided_on=request.decided_on,
            decided_by=request.decided_by,
            conditions=request.conditions,
            postal_code=written(contractor.postal_code),
            address=contractor.address,
        )


def blank_permission_facts(desk: Desk, design: Design) -> PermissionFacts:
    """Return a permission with the office's part only."""
    desk.require(*Role)
    with desk.vault.reading():
        office = desk.vault.settings.office()
        return PermissionFacts(
            head=paper_head(desk, design),
            representative_title=office.representative_title,
            representative_name=office.representative_name,
            contact=office.contact,
            contractor_name="",
            contract_title="",
            sub_name="",
            sub_address="",
            scope="",
            reason="",
            measures="",
            requested_on=None,
            decided_on=None,
            decided_by="",
            conditions="",
        )


def _clauses(desk: Desk, contract: Contract | None) -> tuple[CheckedClause, ...]:
    answers = contract.clauses if contract else {}
    return tuple(
        CheckedClause(
            heading=clause.heading,
            text=clause.text,
            basis=clause.basis,
            required=clause.required,
            place=answers[clause.id].place if clause.id in answers else "",
            note=answers[clause.id].note if clause.id in answers else "",
        )
        for clause in rules(desk).clauses
    )
