"""委託する: evaluation sheet, annex to the contract, check of its clauses, permission to entrust on, dossier."""

from typing import Any

from ashibue_desk.domain.contractors import ContractorRow
from ashibue_desk.domain.roles import READS_RECORDS, Role
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.use_cases.contractors import (
    blank_papers,
    contract_papers,
    contracting,
    dossier,
    register,
    sheets,
)
from ashibue_desk.use_cases.desk import Desk
from forms.catalogue import FormDesign
from forms.clause_check import render_clause_check
from forms.contractor_dossier import render_dossier
from forms.contractor_evaluation import render_evaluation_sheet
from forms.handling_annex import render_handling_annex
from forms.re_entrustment_permission import render_re_entrustment_permission
from ui.papers_offered.offer import Choice, Offer

_WRITES = frozenset({Role.OFFICER, Role.HANDLER})


def contractor_choices(desk: Desk) -> tuple[Choice, ...]:
    """Return every contractor, those whose entrustment ended last."""
    return tuple(_choice(row) for row in register.list_contractors(desk))


def evaluated_choices(desk: Desk) -> tuple[Choice, ...]:
    """Return every contractor that has been evaluated or is being evaluated."""
    evaluated = register.evaluated_contractors(desk)
    return tuple(_choice(row) for row in register.list_contractors(desk) if row.id in evaluated)


def contract_choices(desk: Desk) -> tuple[Choice, ...]:
    """Return every contractor with a contract."""
    return tuple(_choice(row) for row in register.list_contractors(desk) if row.missing_clauses is not None)


def permission_choices(desk: Desk) -> tuple[Choice, ...]:
    """Return every re-entrustment that was permitted."""
    return tuple(
        Choice(
            one.id, one.sub_name, f"{one.contractor_name}から", search_key(one.sub_name, one.contractor_name)
        )
        for one in contract_papers.permitted_requests(desk)
    )


def _choice(row: ContractorRow) -> Choice:
    return Choice(row.id, row.name, row.entrusted, search_key(row.name, row.kana))


def _evaluation(desk: Desk, key: str, design: FormDesign) -> Any:  # noqa: ARG001 - its head is that of the evaluation
    newest = register.contractor_file(desk, key).evaluations[0]
    return sheets.sheet_facts(desk, newest.id)


def _annex(desk: Desk, key: str, design: FormDesign) -> Any:  # noqa: ARG001 - the use case knows its head
    return contracting.annex_facts(desk, key)


def _dossier(desk: Desk, key: str, design: FormDesign) -> Any:  # noqa: ARG001 - as above
    return dossier.dossier_facts(desk, key)


OFFERS = (
    Offer(
        form_id="CE",
        render=render_evaluation_sheet,
        blank=blank_papers.blank_sheet_facts,
        blank_roles=frozenset(READS_RECORDS),
        filled=_evaluation,
        choices=evaluated_choices,
        roles=_WRITES,
        counter="件",
        page="contractors",
    ),
    Offer(
        form_id="HA",
        render=render_handling_annex,
        blank=blank_papers.blank_annex_facts,
        blank_roles=frozenset(READS_RECORDS),
        filled=_annex,
        choices=contractor_choices,
        roles=_WRITES,
        counter="件",
        page="contractors",
    ),
    Offer(
        form_id="CC",
        render=render_clause_check,
        blank=contract_papers.blank_clause_check_facts,
        filled=contract_papers.clause_check_facts,
        choices=contract_choices,
        counter="件",
        page="contractors",
    ),
    Offer(
        form_id="RP",
        render=render_re_entrustment_permission,
        blank=contract_papers.blank_permission_facts,
        filled=contract_papers.permission_facts,
        choices=permission_choices,
        counter="件",
        page="contractors",
    ),
    Offer(
        form_id="CD",
        render=render_dossier,
        filled=_dossier,
        choices=contractor_choices,
        counter="件",
        page="contractors",
    ),
)
