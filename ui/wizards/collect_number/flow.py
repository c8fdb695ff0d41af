"""Receiving a number without a window: what is asked, in which order, and what keeps a step from being left.

The twelve digits live here only as an ``IndividualNumber``, from the moment both entries agree until they are sealed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ashibue_desk.domain.affairs import Affair
from ashibue_desk.domain.collection import NumberReceipt
from ashibue_desk.domain.identity import Combination, Route, Verification, check_verification
from ashibue_desk.domain.individual_number import IndividualNumber, read_number
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.domain.problems import Problem
from ui.widgets.steps_in_order import StepsInOrder
from ui.widgets.wizard_frame import Step
from ui.wizards.collect_number import steps
from ui.wizards.collect_number.facts import CollectFacts

FIRST: Final = "number"
SECOND: Final = "number_again"


@dataclass(slots=True)
class Answers:
    """What was answered for one person. ``duplicates`` names who else has the same number."""

    affair_ids: tuple[str, ...] = ()
    route: Route | None = None
    combination_id: str = ""
    documents: tuple[str, ...] = ()
    omission_reason: str = ""
    agent_name: str = ""
    checked_on: date | None = None
    duplicates: tuple[str, ...] = ()
    same_person: bool = False


class CollectFlow(StepsInOrder):
    """Everything that was answered so far. Values stay when a step is left backwards."""

    def __init__(self) -> None:
        super().__init__()
        self.facts: CollectFacts | None = None
        self.answers = Answers()
        self.finished = False
        self._number: IndividualNumber | None = None
        self._number_problems: tuple[Problem, ...] = ()

    # where the flow is

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the steps as they stand now: only the first until somebody is chosen whose number may be asked for."""
        facts = self.facts
        who = steps.who_step(facts)
        if facts is None or facts.refusal or facts.not_able is not None:
            return (who,)
        route = self.answers.route or facts.routes[0]
        return (
            who,
            steps.affairs_step(facts, self.affairs()),
            steps.route_step(self.answers.route if self.current > 2 else None),
            steps.check_step(facts, route, self.combination()),
            steps.number_step(),
            steps.confirm_step(),
        )

    def go_to_check(self) -> None:
        """Go back to the verification, because the vault objected to it."""
        self.return_to(steps.CHECK)

    @property
    def is_begun(self) -> bool:
        """Return whether leaving would lose something that was typed."""
        return self.current > 1 and not self.finished

    @property
    def may_go_on(self) -> bool:
        """Return whether there is a step after this one, or an act at the end."""
        return self.facts is not None and not self.facts.refusal and self.facts.not_able is None

    # who

    def choose_person(self, facts: CollectFacts) -> None:
        """Begin with a person; what was answered for somebody else is forgotten."""
        self.facts, self.current = facts, 0
        self.forget_number()
        self.answers = Answers(affair_ids=facts.default_affairs, checked_on=facts.today)
        if facts.category is PersonCategory.SPOUSE3:  # mostly it comes through the worker
            self.answers.agent_name = facts.worker_name
            self.answers.route = Route.AGENT if Route.AGENT in facts.routes else None

    # what the law offers for what was answered

    def affairs(self) -> tuple[Affair, ...]:
        """Return the affairs chosen, in the order of the closed list."""
        offered = self.facts.affairs if self.facts is not None else ()
        return tuple(affair for affair in offered if affair.id in self.answers.affair_ids)

    def combinations(self) -> tuple[Combination, ...]:
        """Return the ways to verify by the chosen route on the day of the check."""
        if self.facts is None or self.answers.route is None:
            return ()
        return self.facts.combinations(self.answers.route, self.answers.checked_on or self.facts.today)

    def combination(self) -> Combination | None:
        """Return the way that was chosen, if it is (still) offered."""
        return next((found for found in self.combinations() if found.id == self.answers.combination_id), None)

    def set_route(self, route: Route) -> None:
        """Take the route; a way to verify that it does not offer is forgotten, a single one is chosen."""
        self.answers.route = route
        offered = self.combinations()
        if self.combination() is None:
            self.choose_combination(offered[0].id if len(offered) == 1 else "")

    def choose_combination(self, combination_id: str) -> None:
        """Take the way to verify; documents and reasons of another way are forgotten."""
        if combination_id != self.answers.combination_id:
            self.answers.combination_id, self.answers.documents, self.answers.omission_reason = (
                combination_id,
                (),
                "",
            )

    # the number

    def take_numbers(self, first: str, second: str) -> None:
        """Read both entries. Two empty ones leave a number that was taken before as it is."""
        if not first.strip() and not second.strip() and self._number is not None:
            self._number_problems = ()
            return
        self._number, self.answers.duplicates, self.answers.same_person = None, (), False
        one, two = read_number(first), read_number(second)
        self._number_problems = _number_problems(one, two)
        if isinstance(one, IndividualNumber) and not self._number_problems:
            self._number = one

    @property
    def has_number(self) -> bool:
        """Return whether both entries agreed."""
        return self._number is not None

    def forget_number(self) -> None:
        """Let the number go: it was sealed, or the wizard is left."""
        self._number = None
        self._number_problems = ()

    # what is wrong, and what is handed in

    def problems(self) -> tuple[Problem, ...]:
        """Return what keeps the present step from being left forwards."""
        facts = self.facts
        if facts is None:
            return (Problem("person", "だれの番号かを、一覧から選んでください。"),)
        if facts.refusal:
            return (Problem("person", facts.refusal),)
        check = {
            steps.AFFAIRS: self._affair_problems,
            steps.ROUTE: self._route_problems,
            steps.CHECK: self._check_problems,
            steps.NUMBER: self._entry_problems,
            steps.CONFIRM: self._last_problems,
        }.get(self.key)
        return check() if check is not None else ()

    def verification(self) -> Verification:
        """Return what will be kept of the verification."""
        facts, combination = self._needed_facts(), self.combination()
        by_worker = combination is not None and combination.checked_by_worker and facts.worker_name
        return Verification(
            combination_id=self.answers.combination_id,
            document_ids=self.answers.documents,
            route=self.answers.route or facts.routes[0],
            checked_on=self.answers.checked_on or facts.today,
            checked_by=facts.worker_name if by_worker else facts.checker,
            omission_reason=self.answers.omission_reason
            if combination is not None and combination.omission
            else "",
            agent_name=self.answers.agent_name if self.answers.route is Route.AGENT else "",
        )

    def receipt(self) -> NumberReceipt:
        """Return what the vault is handed; raise ``ValueError`` before both entries agreed."""
        if self._number is None:
            raise ValueError("no number was taken")
        return NumberReceipt(
            person_id=self._needed_facts().person_id,
            affairs=tuple(affair.id for affair in self.affairs()),
            verification=self.verification(),
            number=self._number,
            same_person_confirmed=self.answers.same_person,
        )

    def _needed_facts(self) -> CollectFacts:
        if self.facts is None:
            raise ValueError("nobody was chosen")
        return self.facts

    def _affair_problems(self) -> tuple[Problem, ...]:
        return () if self.affairs() else (Problem("affairs", "使う事務を1つ以上選んでください。"),)

    def _route_problems(self) -> tuple[Problem, ...]:
        return () if self.answers.route is not None else (Problem("route", "受け取り方を選んでください。"),)

    def _check_problems(self) -> tuple[Problem, ...]:
        if self.answers.checked_on is None:
            return (Problem("checked_on", "確かめた日を入力してください。"),)
        combination = self.combination()
        if combination is None:
            return (Problem("combination", "確かめた方法を選んでください。"),)
        return check_verification(self.verification(), combination, self._needed_facts().today)

    def _entry_problems(self) -> tuple[Problem, ...]:
        if self._number is None and not self._number_problems:
            return (Problem(FIRST, "個人番号を入力してください。"),)
        return self._number_problems

    def _last_problems(self) -> tuple[Problem, ...]:
        if self._number is None:
            return (Problem(FIRST, "番号の入力に戻り、個人番号をもう一度入力してください。"),)
        if self.answers.duplicates and not self.answers.same_person:
            return (Problem("same_person", "同じ人かどうかを確かめて、印をつけてください。"),)
        return ()

    # drafts: never the number

    def draft(self) -> dict[str, str]:
        """Return what was answered, without the number."""
        if self.facts is None or self.facts.refusal or self.finished:
            return {}
        return {
            "person": self.facts.person_id,
            "affairs": " ".join(self.answers.affair_ids),
            "route": self.answers.route.value if self.answers.route is not None else "",
            "combination": self.answers.combination_id,
            "documents": " ".join(self.answers.documents),
            "omission": self.answers.omission_reason,
            "agent": self.answers.agent_name,
            "checked_on": self.answers.checked_on.isoformat() if self.answers.checked_on is not None else "",
        }

    def restore(self, values: Mapping[str, str]) -> None:
        """Put a draft back and go to the first step that is not answered."""
        self.answers.affair_ids = tuple(values.get("affairs", "").split())
        day = values.get("checked_on", "")
        self.answers.checked_on = date.fromisoformat(day) if day else None
        if values.get("route"):
            self.set_route(Route(values["route"]))
        self.choose_combination(values.get("combination", ""))
        self.answers.documents = tuple(values.get("documents", "").split())
        self.answers.omission_reason = values.get("omission", "")
        self.answers.agent_name = values.get("agent", "")
        self.current = 0
        while not self.problems() and self.go_next():
            pass


def _number_problems(one: IndividualNumber | Problem, two: IndividualNumber | Problem) -> tuple[Problem, ...]:
    found = []
    if isinstance(one, Problem):
        found.append(Problem(FIRST, one.sentence))
    if isinstance(two, Problem):
        found.append(Problem(SECOND, two.sentence))
    if not found and one != two:
        found.append(
            Problem(SECOND, "1回目と2回目の番号が違います。書類を見て、両方を入力し直してください。")
        )
    return tuple(found)
