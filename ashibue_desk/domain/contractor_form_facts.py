"""What the papers about contractors need to know: frozen values the use cases fill and ``forms`` draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.contractor_criteria import ContractorRules
from ashibue_desk.domain.contractor_evaluation import Answer
from ashibue_desk.domain.contractor_file import ContractorFile
from ashibue_desk.domain.form_facts import PaperHead


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationSheetFacts:
    """委託先評価票: blank to fill by hand, or with the answers given so far."""

    head: PaperHead
    rules: ContractorRules
    evaluation_id: str
    contractor_name: str
    contractor_address: str
    entrusted: str
    occasion: str
    method: str
    opened_on: date
    answers: Mapping[str, Answer]
    contact: str  # whom the contractor may ask


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingAnnexFacts:
    """特定個人情報取扱特記事項: a draft with every clause, filled from the register. Empty texts become blanks to fill."""

    head: PaperHead
    office_address: str
    representative_title: str
    representative_name: str
    contact: str
    contractor_name: str
    contractor_address: str
    contractor_person: str
    contract_title: str
    signed_on: date | None
    affairs: tuple[str, ...]
    entrusted: str
    number_files: tuple[str, ...]
    handlers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierFacts:
    """委託先台帳: everything on file about one contractor."""

    head: PaperHead
    rules: ContractorRules
    file: ContractorFile
    affairs: Mapping[str, str]  # what the affairs of its records are called, by their ids
