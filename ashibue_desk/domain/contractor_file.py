"""Everything on file about one contractor: what its page shows and its dossier prints."""

from collections.abc import Mapping
from dataclasses import dataclass

from ashibue_desk.domain.cloud_check import CloudCheck
from ashibue_desk.domain.contractor_contract import Contract
from ashibue_desk.domain.contractor_criteria import ContractClause
from ashibue_desk.domain.contractor_evaluation import EvaluationHead, EvaluationView
from ashibue_desk.domain.contractor_gate import GateFinding
from ashibue_desk.domain.contractor_provision import Provision
from ashibue_desk.domain.contractor_supervision import Ending, OutsideHandler, PlannedLook, SupervisionFinding
from ashibue_desk.domain.contractors import Contractor, ContractorChange, ContractorRow
from ashibue_desk.domain.re_entrustment import ChainNode, ReEntrustment


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractorFile:
    """One contractor with all its records, newest first. ``gate`` is empty when numbers may be provided today."""

    contractor: Contractor
    row: ContractorRow
    affair_names: Mapping[str, str]  # of the affairs entrusted
    evaluations: tuple[EvaluationHead, ...]
    last: EvaluationView | None  # the last decided
    open: EvaluationView | None
    contract: Contract | None  # the one that counts today
    contracts: tuple[Contract, ...]
    missing: tuple[ContractClause, ...]
    missing_advice: tuple[ContractClause, ...]
    gate: tuple[GateFinding, ...]
    provisions: tuple[Provision, ...]
    requests: tuple[ReEntrustment, ...]  # asked by this contractor, or about it as sub-contractor
    chain: ChainNode
    looks: tuple[PlannedLook, ...]
    findings: tuple[SupervisionFinding, ...]
    handlers: tuple[OutsideHandler, ...]
    ending: Ending | None
    cloud_checks: tuple[CloudCheck, ...]
    history: tuple[ContractorChange, ...]
