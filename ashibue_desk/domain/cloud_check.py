"""Is a cloud service an entrustment? A short guided check whose reasoning is kept (ガイドラインQ&A 3-12から3-14)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ashibue_desk.domain.contractor_criteria import CloudQuestion


class CloudAnswer(Enum):
    """The answer to one question."""

    HOLDS = "holds"
    DOES_NOT_HOLD = "does_not_hold"
    UNKNOWN = "unknown"


CLOUD_ANSWER_NAMES = {
    CloudAnswer.HOLDS: "あてはまる",
    CloudAnswer.DOES_NOT_HOLD: "あてはまらない",
    CloudAnswer.UNKNOWN: "確かめられない",
}


class CloudConclusion(Enum):
    """What follows from the answers."""

    NO_ENTRUSTMENT = "no_entrustment"
    ENTRUSTMENT = "entrustment"


CLOUD_CONCLUSION_SENTENCES = {
    CloudConclusion.NO_ENTRUSTMENT: (
        "この使い方は委託にあたりません。その代わり、サービスの中の番号も、当事業所が自分で安全管理措置を講じます。"
    ),
    CloudConclusion.ENTRUSTMENT: (
        "委託として扱います。委託先として登録し、評価、契約の点検、監督を行ってください。"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudCheckEntry:
    """The answers about one service, each with where it was read; ``notes`` go by question."""

    service: str
    provider: str = ""
    purpose: str = ""
    contractor_id: str = ""  # when the provider is in the register
    answers: Mapping[str, CloudAnswer]
    notes: Mapping[str, str]
    own_measures: str = ""  # what the office does itself when it is no entrustment


@dataclass(frozen=True, slots=True)
class CloudCheck:
    """A check on file with the conclusion of that day."""

    id: str
    entry: CloudCheckEntry
    conclusion: CloudConclusion
    reasoning: tuple[str, ...]  # one line a question: question, answer, where it was read
    decided_on: date
    decided_by: str


def conclude(questions: Sequence[CloudQuestion], answers: Mapping[str, CloudAnswer]) -> CloudConclusion:
    """Return what follows: only when everything is known to hold is it no entrustment."""
    holds = all(answers.get(question.id) is CloudAnswer.HOLDS for question in questions)
    return CloudConclusion.NO_ENTRUSTMENT if holds and questions else CloudConclusion.ENTRUSTMENT


def reasoning(questions: Sequence[CloudQuestion], entry: CloudCheckEntry) -> tuple[str, ...]:
    """Return the record: each question with its answer and where that was read."""
    lines = []
    for question in questions:
        answer = CLOUD_ANSWER_NAMES[entry.answers.get(question.id, CloudAnswer.UNKNOWN)]
        note = entry.notes.get(question.id, "").strip()
        lines.append(f"{question.text}　{answer}" + (f"({note})" if note else ""))
    return tuple(lines)
