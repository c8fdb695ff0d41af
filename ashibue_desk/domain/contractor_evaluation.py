"""The evaluation of a contractor: answers to the criteria, the pass rule, the score, last time beside this time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from ashibue_desk.domain.contractor_criteria import (
    ContractorRules,
    CriterionGroup,
    FairOnRequired,
    PassRule,
    SelectionCriterion,
)
from ashibue_desk.domain.contractor_verdict import Verdict


class Mark(Enum):
    """The answer to one criterion."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    NOT_APPLICABLE = "not_applicable"


MARK_SIGNS = {Mark.GOOD: "○", Mark.FAIR: "△", Mark.POOR: "×", Mark.NOT_APPLICABLE: "該当なし"}
_POINTS = {Mark.GOOD: 2, Mark.FAIR: 1, Mark.POOR: 0}


class Method(Enum):
    """How the office looked."""

    DOCUMENT = "document"
    INTERVIEW = "interview"
    ON_SITE = "on_site"


METHOD_NAMES = {Method.DOCUMENT: "書面", Method.INTERVIEW: "聞き取り", Method.ON_SITE: "実地"}


class Occasion(Enum):
    """Why it is evaluated."""

    FIRST = "first"
    YEARLY = "yearly"
    RE_ENTRUSTMENT = "re_entrustment"
    AFTER_ACCIDENT = "after_accident"


OCCASION_NAMES = {
    Occasion.FIRST: "委託の前",
    Occasion.YEARLY: "定期",
    Occasion.RE_ENTRUSTMENT: "再委託の前",
    Occasion.AFTER_ACCIDENT: "事故の後",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one criterion. A △ on a required criterion needs ``condition`` and ``due_on``."""

    criterion_id: str
    mark: Mark | None = None
    comment: str = ""
    evidence: str = ""  # 確かめた資料
    condition: str = ""  # 合格の条件: what the contractor mends
    due_on: date | None = None  # until when


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationHead:
    """One evaluation without its answers. ``version`` is that of the criteria it was decided by, until then of
    those it was opened with."""

    id: str
    contractor_id: str
    occasion: Occasion
    method: Method
    version: int
    opened_on: date
    opened_by: str
    seen_on: date | None = None  # day of the visit, the talk or the receipt of the sheet
    verdict: Verdict | None = None
    decided_on: date | None = None
    decided_by: str = ""
    reason: str = ""  # the officer's words
    score: int | None = None
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether answers can still be given."""
        return self.decided_on is None and self.withdrawn_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition of a decided evaluation, due until ``due_on`` and met on ``met_on``."""

    evaluation_id: str
    contractor_id: str
    contractor_name: str
    criterion_id: str
    text: str
    due_on: date
    met_on: date | None = None
    met_note: str = ""


class Shortcoming(Enum):
    """Why an answer keeps an evaluation from passing, or from being decided at all."""

    UNANSWERED = "unanswered"
    NO_CONDITION = "no_condition"
    NO_COMMENT = "no_comment"
    FAILED = "failed"
    FAIR = "fair"
    MUST_APPLY = "must_apply"


SHORTCOMING_SENTENCES = {
    Shortcoming.UNANSWERED: "まだ評価していません。",
    Shortcoming.NO_CONDITION: "直してもらうことと、その期限の両方を入力してください。",
    Shortcoming.NO_COMMENT: "×か「該当なし」のときは、コメントに理由を入力してください。",
    Shortcoming.FAILED: "必須の項目が×です。",
    Shortcoming.FAIR: "必須の項目が△です。",
    Shortcoming.MUST_APPLY: "必須の項目で、「該当なし」は認められません。",
}
_INCOMPLETE = frozenset({Shortcoming.UNANSWERED, Shortcoming.NO_CONDITION, Shortcoming.NO_COMMENT})


@dataclass(frozen=True, slots=True)
class Remark:
    """One criterion that is not in order, and why."""

    criterion: SelectionCriterion
    shortcoming: Shortcoming

    def sentence(self) -> str:
        """Return what to show beside the criterion."""
        return SHORTCOMING_SENTENCES[self.shortcoming]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the pass rule says of the answers as they stand."""

    remarks: tuple[Remark, ...]
    conditions: int  # how many conditions the contractor would have to meet
    too_few_points: bool = False  # below the pass mark, where the pack has one

    @property
    def complete(self) -> bool:
        """Whether the officer can decide."""
        return not any(remark.shortcoming in _INCOMPLETE for remark in self.remarks)

    @property
    def best(self) -> Verdict:
        """Return the mildest verdict the rule allows; the officer may be stricter, never milder."""
        if self.remarks or self.too_few_points:
            return Verdict.REFUSED
        return Verdict.PASSED_WITH_CONDITIONS if self.conditions else Verdict.PASSED

    def allows(self, verdict: Verdict) -> bool:
        """Whether the officer may decide so."""
        return self.complete and not verdict.milder_than(self.best)


@dataclass(frozen=True, slots=True)
class GroupScore:
    """How one group was answered. ``percent`` counts ○ 2 and △ 1 of what applies; ``None`` when nothing does."""

    group_id: str
    name: str
    good: int
    fair: int
    poor: int
    not_applicable: int
    unanswered: int

    @property
    def percent(self) -> int | None:
        """Return 0–100."""
        applying = self.good + self.fair + self.poor
        return round(100 * (2 * self.good + self.fair) / (2 * applying)) if applying else None


def judge(rules: ContractorRules, answers: Mapping[str, Answer]) -> Judgement:
    """Return what the pass rule says of ``answers``; a criterion without an answer counts as unanswered."""
    found = [
        Remark(criterion, shortcoming)
        for criterion in rules.criteria.values()
        if (shortcoming := _shortcoming(rules.pass_rule, criterion, answers.get(criterion.id)))
    ]
    points = score(answers) or 0
    return Judgement(
        tuple(found), len(conditions_in(rules, answers)), too_few_points=points < rules.pass_rule.least_points
    )


def conditions_in(rules: ContractorRules, answers: Mapping[str, Answer]) -> tuple[Answer, ...]:
    """Return the answers that carry a condition and a date, in the order of the sheet."""
    found = (answers.get(criterion_id) for criterion_id in rules.criteria)
    return tuple(answer for answer in found if answer and answer.condition.strip() and answer.due_on)


def _shortcoming(rule: PassRule, criterion: SelectionCriterion, answer: Answer | None) -> Shortcoming | None:
    if answer is None or answer.mark is None:
        return Shortcoming.UNANSWERED
    if answer.mark in (Mark.POOR, Mark.NOT_APPLICABLE) and not answer.comment.strip():
        return Shortcoming.NO_COMMENT
    if bool(answer.condition.strip()) != (answer.due_on is not None):
        return Shortcoming.NO_CONDITION
    return _shortcoming_of_required(rule, criterion, answer) if criterion.required else None


def _shortcoming_of_required(
    rule: PassRule, criterion: SelectionCriterion, answer: Answer
) -> Shortcoming | None:
    if answer.mark is Mark.POOR:
        return Shortcoming.FAILED
    if answer.mark is Mark.NOT_APPLICABLE and not criterion.may_not_apply:
        return Shortcoming.MUST_APPLY
    if answer.mark is Mark.FAIR:
        return _shortcoming_of_fair(rule, answer)
    return None


def _shortcoming_of_fair(rule: PassRule, answer: Answer) -> Shortcoming | None:
    if rule.fair_on_required is FairOnRequired.REFUSES:
        return Shortcoming.FAIR
    lacks = rule.fair_on_required is FairOnRequired.CONDITION and not answer.condition.strip()
    return Shortcoming.NO_CONDITION if lacks else None


def group_score(group: CriterionGroup, answers: Mapping[str, Answer]) -> GroupScore:
    """Return how ``group`` was answered."""
    marks = [answers[one.id].mark if one.id in answers else None for one in group.criteria]
    return GroupScore(
        group.id,
        group.name,
        good=marks.count(Mark.GOOD),
        fair=marks.count(Mark.FAIR),
        poor=marks.count(Mark.POOR),
        not_applicable=marks.count(Mark.NOT_APPLICABLE),
        unanswered=marks.count(None),
    )


def score(answers: Mapping[str, Answer]) -> int | None:
    """Return the percent of the whole sheet, ``None`` while nothing that applies is answered."""
    points = [_POINTS[answer.mark] for answer in answers.values() if answer.mark in _POINTS]
    return round(100 * sum(points) / (2 * len(points))) if points else None


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """One evaluation with its answers, what the rule says of them, and the one before it."""

    head: EvaluationHead
    contractor_name: str
    answers: Mapping[str, Answer]
    judgement: Judgement
    scores: tuple[GroupScore, ...]
    last: EvaluationHead | None = None  # the decided one before
    last_answers: Mapping[str, Answer] = field(default_factory=dict)
    last_scores: tuple[GroupScore, ...] = ()
    conditions: tuple[Condition, ...] = ()  # once decided
