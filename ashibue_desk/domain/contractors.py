"""Contractors (委託先, 規程14条): the register, and where each of them stands.

A state is never stored: it follows from what was recorded, so that it cannot say more than the records do.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from ashibue_desk.domain.contractor_verdict import Verdict


class ContractorState(Enum):
    """How far a contractor has come."""

    CANDIDATE = "candidate"
    EVALUATING = "evaluating"
    PASSED = "passed"
    PASSED_WITH_CONDITIONS = "passed_with_conditions"
    REFUSED = "refused"
    CONTRACTED = "contracted"
    SUPERVISED = "supervised"
    ENDED = "ended"


CONTRACTOR_STATE_NAMES = {
    ContractorState.CANDIDATE: "候補",
    ContractorState.EVALUATING: "評価中",
    ContractorState.PASSED: "合格",
    ContractorState.PASSED_WITH_CONDITIONS: "条件付き合格",
    ContractorState.REFUSED: "不合格",
    ContractorState.CONTRACTED: "契約済",
    ContractorState.SUPERVISED: "委託中・監督中",
    ContractorState.ENDED: "終了",
}

_AFTER_VERDICT = {
    Verdict.PASSED: ContractorState.PASSED,
    Verdict.PASSED_WITH_CONDITIONS: ContractorState.PASSED_WITH_CONDITIONS,
    Verdict.REFUSED: ContractorState.REFUSED,
}


@dataclass(frozen=True, slots=True)
class ContractorSteps:
    """The records that decide the state: the last decided verdict, and what else exists."""

    verdict: Verdict | None = None
    evaluating: bool = False  # an evaluation is open
    contracted: bool = False
    supervised: bool = False  # a supervision plan was made
    ended: bool = False

    @property
    def state(self) -> ContractorState:
        """Return where the contractor stands; under contract, a new evaluation does not take it back."""
        if self.ended:
            return ContractorState.ENDED
        if self.contracted:
            return ContractorState.SUPERVISED if self.supervised else ContractorState.CONTRACTED
        if self.evaluating:
            return ContractorState.EVALUATING
        return _AFTER_VERDICT[self.verdict] if self.verdict else ContractorState.CANDIDATE


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractorEntry:
    """What somebody types about a contractor and what is entrusted to it."""

    name: str
    kana: str = ""
    business: str = ""  # 業種: 税理士, 社会保険労務士, 文書廃棄 … in the office's own words
    corporate_number: str = ""  # 13 digits, or empty for a sole practitioner
    postal_code: str = ""  # seven digits, no hyphen
    address: str = ""
    contact: str = ""  # 電話など
    person_in_charge: str = ""  # 先方の責任者
    affairs: tuple[str, ...] = ()  # ids of affairs (委託する事務)
    entrusted: str = ""  # 委託する内容: whose numbers, which papers
    least_scope: str = ""  # why no more than this is handed over (必要な最小限の範囲)
    number_files: tuple[str, ...] = ()  # names of the specific personal information files concerned
    since: date | None = None
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contractor:
    """A contractor on file. ``id`` is a random UUID in text."""

    id: str
    entry: ContractorEntry
    state: ContractorState

    @property
    def name(self) -> str:
        """Return the name exactly as typed."""
        return self.entry.name


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractorRow:
    """One line of the list of contractors: flat and ready to draw."""

    id: str
    name: str
    kana: str
    business: str
    state: ContractorState
    entrusted: str
    score: int | None  # percent of the last decided evaluation, 0–100; None before the first
    evaluated_on: date | None
    evaluate_by: date | None  # the last day on which the evaluation is fresh
    next_due: date | None  # the next day something is due: evaluation, condition, report, correction
    may_receive: bool  # whether numbers may be provided today
    missing_clauses: int | None  # required clauses its contract lacks; None without a contract
    open_conditions: int
    search_key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ContractorChange:
    """One field of one contractor, changed once."""

    at: str  # local time, ISO 8601
    actor: str
    field: str
    old: str
    new: str
