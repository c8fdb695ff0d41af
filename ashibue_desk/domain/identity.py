"""Identity verification (本人確認): which documents together prove number, person and agency, on which day.

Kinds of documents are recorded; their numbers never are, and no picture of a card has a place here
(規程18条・19条, 番号法16条).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ashibue_desk.domain.affairs import Source
from ashibue_desk.domain.number_shield import NUMBER_INSIDE, holds_number
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.domain.problems import Problem


class Route(Enum):
    """How the number reached the office."""

    FACE_TO_FACE = "face_to_face"  # 対面
    POST = "post"  # 郵送
    ELECTRONIC = "electronic"  # 電子的な方法(暗号化したもの)
    AGENT = "agent"  # 代理人から


ROUTE_NAMES = {
    Route.FACE_TO_FACE: "対面",
    Route.POST: "郵送",
    Route.ELECTRONIC: "電子的な方法",
    Route.AGENT: "代理人から",
}


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


def check_verification(
    verification: Verification, combination: Combination, today: date
) -> tuple[Problem, ...]:
    """Say what is missing or wrong in ``verification``, measured by ``combination``; empty when it may be kept.

    ``combination`` is the one ``verification`` names, as the law has it for the case (``LawBook.combination``); that it
    is another one is our own bug and raises ``ValueError``. Fields of the problems: ``documents``,
    ``omission_reason``, ``agent_name``, ``checked_by``, ``checked_on``.
    """
    if verification.combination_id != combination.id:
        raise ValueError(f"verification names {verification.combination_id}, not {combination.id}")
    problems = list(_document_problems(verification.document_ids, combination))
    if combination.omission and not verification.omission_reason.strip():
        problems.append(Problem("omission_reason", "身元確認を省く理由を選んでください。"))
    if not combination.omission and verification.omission_reason.strip():
        problems.append(
            Problem("omission_reason", "この方法では身元確認を省けません。理由を消してください。")
        )
    if verification.route is Route.AGENT and not verification.agent_name.strip():
        problems.append(Problem("agent_name", "代理人の氏名を入力してください。"))
    if not verification.checked_by.strip():
        problems.append(Problem("checked_by", "確かめた人の氏名を入力してください。"))
    in_clear = ("agent_name", "checked_by", "omission_reason")
    problems += [
        Problem(name, NUMBER_INSIDE) for name in in_clear if holds_number(getattr(verification, name))
    ]
    if verification.checked_on > today:
        problems.append(
            Problem("checked_on", "確かめた日が先の日付になっています。今日までの日を入力してください。")
        )
    return tuple(problems)


def _document_problems(chosen: tuple[str, ...], combination: Combination) -> Iterator[Problem]:
    if len(set(chosen)) != len(chosen):
        yield Problem("documents", "同じ書類が2回選ばれています。別の書類を選んでください。")
    offered = {document.id for slot in combination.slots for document in slot.choices}
    if not offered.issuperset(chosen):
        yield Problem("documents", "この方法では使えない書類が選ばれています。一覧から選び直してください。")
    for slot in combination.slots:
        count = len({document.id for document in slot.choices}.intersection(chosen))
        if count < slot.count:
            yield Problem(
                "documents", f"「{slot.label}」の書類を、あと{slot.count - count}つ選んでください。"
            )
        elif count > slot.count:
            yield Problem("documents", f"「{slot.label}」の書類は{slot.count}つだけ選んでください。")
