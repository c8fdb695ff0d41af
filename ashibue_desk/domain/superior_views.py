"""A superior's look at the data of direct subordinates (規程34条): approved by the officer, for a time, never a number."""

from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.number_shield import NUMBER_INSIDE, holds_number
from ashibue_desk.domain.people import PersonRow
from ashibue_desk.domain.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewPlan:
    """What the form of an approval gathers. An empty ``department`` means everybody; ``until`` is the last day."""

    superior_name: str
    post: str
    department: str
    purpose: str
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorView:
    """One approval. It holds from ``approved_on`` to ``until``, both included, unless it was ended."""

    id: str
    superior_name: str
    post: str
    department: str
    purpose: str
    approved_on: date
    approved_by: str
    until: date
    ended_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the superior may look on ``day``. On the day it was ended it holds no longer."""
        return self.approved_on <= day <= self.until and (self.ended_on is None or day < self.ended_on)

    def shows(self, row: PersonRow) -> bool:
        """Whether somebody on the list belongs to the scope."""
        return not self.department or row.department == self.department


def check_view(plan: ViewPlan, departments: frozenset[str], today: date) -> tuple[Problem, ...]:
    """Return what is wrong with an approval; ``departments`` are those of the list of people."""
    problems = []
    if not plan.superior_name.strip():
        problems.append(Problem("superior_name", "閲覧する上司の氏名を入力してください。"))
    if not plan.post.strip():
        problems.append(Problem("post", "役職を入力してください。閲覧できるのは役職者だけです。"))
    if not plan.purpose.strip():
        problems.append(Problem("purpose", "なぜ閲覧が必要かを入力してください。"))
    if plan.department and plan.department not in departments:
        problems.append(Problem("department", "名簿にない部門です。名簿の部門から選んでください。"))
    if plan.until is None:
        problems.append(Problem("until", "いつまで閲覧できるかを入力してください。"))
    elif plan.until < today:
        problems.append(Problem("until", "期限が今日より前になっています。"))
    for field in ("superior_name", "post", "purpose"):
        text = getattr(plan, field)
        if holds_number(text):
            problems.append(Problem(field, NUMBER_INSIDE))
    return tuple(problems)
