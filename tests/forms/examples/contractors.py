"""Papers about a contractor."""

from typing import Any

from ashibue_desk.domain.contract_facts import CheckedClause, ClauseCheckFacts, PermissionFacts
from ashibue_desk.domain.contractor_evaluation import Answer, Mark
from ashibue_desk.domain.contractor_file import ContractorFile
from ashibue_desk.domain.contractor_form_facts import DossierFacts, EvaluationSheetFacts, HandlingAnnexFacts
from ashibue_desk.domain.contractors import ContractorChange
from ashibue_desk.domain.re_entrustment import ChainNode
from forms.clause_check import render_clause_check
from forms.contractor_dossier import render_dossier
from forms.contractor_evaluation import render_evaluation_sheet
from forms.handling_annex import render_handling_annex
from forms.re_entrustment_permission import render_re_entrustment_permission
from tests.forms.contractor_facts import RULES
from tests.forms.examples import Example
from tests.forms.made_up import Kind, MadeUp


def _evaluation(made: MadeUp) -> EvaluationSheetFacts:
    answers: dict[str, Any] = {}
    if made.kind is not Kind.EMPTY:
        answers = {
            one: made.build(Answer, criterion_id=one, mark=list(Mark)[place % 4])
            for place, one in enumerate(RULES.criteria)
        }
    return made.build(EvaluationSheetFacts, "CE", rules=RULES, answers=answers)


def _dossier(made: MadeUp) -> DossierFacts:
    below = made.rows(lambda: made.build(ChainNode, below=()))
    history = made.rows(
        lambda: made.build(ContractorChange, at="2026-11-21T09:30:00+09:00", field="entrusted")
    )
    file = made.build(ContractorFile, chain=made.build(ChainNode, below=below), history=history)
    return made.build(DossierFacts, "CD", rules=RULES, file=file)


# What the file of a contractor keeps and its dossier leaves out.
_KEPT = frozenset(("contractor_name", "field", "name", "sub_name"))


def _clause_check(made: MadeUp) -> ClauseCheckFacts:
    clauses = made.rows(lambda: made.build(CheckedClause))
    return made.build(ClauseCheckFacts, "CC", clauses=clauses, equal_measures_on=made.day())


EXAMPLES = {
    "CC": Example(_clause_check, render_clause_check),
    "RP": Example(PermissionFacts, render_re_entrustment_permission),
    "CD": Example(_dossier, render_dossier, _KEPT),
    "CE": Example(_evaluation, render_evaluation_sheet),
    "HA": Example(HandlingAnnexFacts, render_handling_annex),
}
