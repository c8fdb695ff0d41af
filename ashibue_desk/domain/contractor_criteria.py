"""What contractors are judged by (委託先選定基準, 規程別表第2) and bound to (規程14条4項): values of a regulation pack."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cached_property

from ashibue_desk.domain.affairs import Source
from ashibue_desk.domain.months import months_later


class FairOnRequired(Enum):
    """What △ on a required question means for the whole evaluation."""

    PASSES = "passes"
    CONDITION = "condition"  # passes with what is to be mended and until when
    REFUSES = "refuses"


@dataclass(frozen=True, slots=True)
class PassRule:
    """When an evaluation passes, beside the required questions. ``least_points``: 0–100, 0 where there is no pass mark.

    ``text`` says the same in Japanese, as shown.
    """

    fair_on_required: FairOnRequired
    least_points: int
    text: str
    basis: str


@dataclass(frozen=True, slots=True)
class SelectionCriterion:
    """One question of the evaluation sheet. ``id`` is our own and stable for ever.

    ``required``: with × nobody passes, with △ as the pass rule says. ``may_not_apply``: 該当なし is an answer that passes
    even where the question is required.
    """

    id: str
    text: str
    look_for: str  # what proves it: papers and things to be shown
    required: bool
    may_not_apply: bool


@dataclass(frozen=True, slots=True)
class CriterionGroup:
    """The questions about one thing."""

    id: str
    name: str
    criteria: tuple[SelectionCriterion, ...]


@dataclass(frozen=True, slots=True)
class ContractClause:
    """Something the contract has to say; ``required`` by the regulation, otherwise advice of the guideline."""

    id: str
    heading: str
    text: str
    required: bool
    basis: str


@dataclass(frozen=True, slots=True)
class CloudQuestion:
    """One question of the check whether a cloud service is an entrustment; ``hint`` says where to look."""

    id: str
    text: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class ContractorRules:
    """Everything a pack says about contractors. ``interval_months`` is how long an evaluation is fresh."""

    version: int
    in_force_from: date
    source: Source
    article: str  # 委託先の選定
    sheet_name: str
    sheet_article: str
    clause_article: str
    interval_months: int
    interval_basis: str
    pass_rule: PassRule
    report_days_before: int  # how many days ahead a report or visit appears among what is due
    groups: tuple[CriterionGroup, ...]
    clauses: tuple[ContractClause, ...]
    cloud_basis: str
    cloud_questions: tuple[CloudQuestion, ...]

    @cached_property
    def criteria(self) -> dict[str, SelectionCriterion]:
        """Return every criterion by its id, in the order of the sheet."""
        return {criterion.id: criterion for group in self.groups for criterion in group.criteria}

    @cached_property
    def required_clauses(self) -> tuple[ContractClause, ...]:
        """Return the clauses without which nothing may be provided."""
        return tuple(clause for clause in self.clauses if clause.required)

    def fresh_until(self, decided_on: date) -> date:
        """Return the last day on which an evaluation decided on ``decided_on`` counts (民法143条)."""
        return months_later(decided_on, self.interval_months)

    def is_near(self, due_on: date, today: date) -> bool:
        """Whether something due on ``due_on`` is to be shown today."""
        return due_on <= today + timedelta(days=self.report_days_before)
