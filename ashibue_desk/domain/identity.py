"""Identity verification (本人確認): which documents together prove number, person and agency, on which day.

Kinds of documents are recorded; their numbers never are, and no picture of a card has a place here
(規程18条・19条, 番号法16条).
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ashibue_desk.domain.affairs import Source
from ashibue_desk.domain.people import PersonCategory


class Route(Enum):
    """How the number reached the office."""

    FACE_TO_FACE = "face_to_face"  # 対面
    POST = "post"  # 郵送
    ELECTRONIC = "electronic"  # 電子的な方法(暗号化したもの)
    AGENT = "agent"  # 代理人から


class Proof(Enum):
    """What a document proves."""

    NUMBER = "number_proof"  # 番号確認
    IDENTITY = "identity_proof"  # 身元確認
    AGENCY = "agency_proof"  # 代理権


@dataclass(frozen=True, slots=True)
class IdentityDocument:
    """One kind of document with the days on which it may be used. ``warning`` is shown when it is chosen."""

    id: str
    name: str
    proves: frozenset[Proof]
    valid_from: date
    valid_to: date | None
    warning: str
    source: Source
    two_needed: bool = False  # identity without a photograph: two different ones are needed

    def holds_on(self, day: date) -> bool:
        """Whether the document may be accepted on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class DocumentSlot:
    """One place in a combination: choose ``count`` different documents out of ``choices``."""

    proof: Proof
    label: str
    count: int
    choices: tuple[IdentityDocument, ...]


@dataclass(frozen=True, slots=True)
class Combination:
    """One allowed way to verify, for one case on one day. ``omission`` marks 身元確認の省略, which needs a reason."""

    id: str
    name: str
    explanation: str
    slots: tuple[DocumentSlot, ...]
    source: Source
    warning: str = ""
    omission: bool = False
    omission_reasons: tuple[str, ...] = ()
    checked_by_worker: bool = False  # dependants: the worker has verified, the office need not (3.3)


@dataclass(frozen=True, slots=True)
class VerificationCase:
    """What decides the allowed combinations."""

    category: PersonCategory
    route: Route
    day: date


@dataclass(frozen=True, slots=True)
class Verification:
    """What is kept of a verification: kinds of documents, who checked, when, by which route."""

    combination_id: str
    document_ids: tuple[str, ...]
    route: Route
    checked_on: date
    checked_by: str
    omission_reason: str = ""
    agent_name: str = ""
