"""Where contractors stand on a day: everything read at once, so that a list of hundreds needs a handful of queries."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ashibue_desk.domain.contractor_contract import Contract
from ashibue_desk.domain.contractor_criteria import ContractorRules
from ashibue_desk.domain.contractor_evaluation import Condition, EvaluationHead
from ashibue_desk.domain.contractor_gate import GateFacts, GateFinding, gate
from ashibue_desk.domain.contractor_supervision import Ending, PlannedLook
from ashibue_desk.domain.contractors import ContractorState, ContractorSteps
from ashibue_desk.domain.months import months_later
from ashibue_desk.domain.re_entrustment import ReEntrustment
from ashibue_desk.use_cases.contractors.common import rules
from ashibue_desk.use_cases.desk import Desk


@dataclass(frozen=True, slots=True)
class Standing:
    """The records that decide about all contractors on ``day``."""

    day: date
    rules: ContractorRules
    last: Mapping[str, EvaluationHead]  # the last evaluation decided until the day
    evaluating: Mapping[str, str]  # the evaluation still open
    conditions: Mapping[str, tuple[Condition, ...]]  # of the last evaluation, met or not
    contracts: Mapping[str, Contract]  # the one that counts on the day
    asked_for: Mapping[str, tuple[ReEntrustment, ...]]  # by sub-contractor
    supervised: frozenset[str]
    endings: Mapping[str, Ending]
    looks: tuple[PlannedLook, ...] = ()  # still to be done
    looked: Mapping[str, date] = field(default_factory=dict)  # the last look done

    def unplanned(self) -> Mapping[str, date]:
        """Return by contractor under contract for which no look is planned the day by which it is to be looked at again."""
        planned = {look.entry.contractor_id for look in self.looks} | set(self.endings)
        since = {
            contractor_id: max(contract.entry.starts_on, self.looked.get(contractor_id, date.min))
            for contractor_id, contract in self.contracts.items()
            if contract.entry.starts_on and contractor_id not in planned
        }
        return {one: months_later(day, self.rules.interval_months) for one, day in since.items()}

    def state(self, contractor_id: str) -> ContractorState:
        """Return where a contractor stands."""
        last = self.last.get(contractor_id)
        contracted = contractor_id in self.contracts or self._permitted_by(contractor_id) != ()
        return ContractorSteps(
            verdict=last.verdict if last else None,
            evaluating=contractor_id in self.evaluating,
            contracted=contracted,
            supervised=contractor_id in self.supervised,
            ended=contractor_id in self.endings,
        ).state

    def contract(self, contractor_id: str) -> Contract | None:
        """Return the contract that counts: the newest in force on the day, or the newest of all."""
        return self.contracts.get(contractor_id)

    def unmet(self, contractor_id: str) -> tuple[Condition, ...]:
        """Return the conditions not met by the day."""
        return tuple(
            condition
            for condition in self.conditions.get(contractor_id, ())
            if condition.met_on is None or condition.met_on > self.day
        )

    def gate(self, contractor_id: str, seen: frozenset[str] = frozenset()) -> tuple[GateFinding, ...]:
        """Return what stands in the way of a provision on the day."""
        last = self.last.get(contractor_id)
        contract = self.contract(contractor_id)
        ending = self.endings.get(contractor_id)
        facts = GateFacts(
            verdict=last.verdict if last else None,
            decided_on=last.decided_on if last else None,
            overdue_conditions=sum(one.due_on < self.day for one in self.unmet(contractor_id)),
            contract=contract,
            is_sub=self.is_sub(contractor_id),
            sub_permitted=self.sub_permitted(contractor_id, seen | {contractor_id}),
            ended_on=ending.entry.ended_on if ending else None,
        )
        return gate(facts, self.rules, self.day)

    def passes(self, contractor_id: str) -> bool:
        """Whether the last evaluation passed, is fresh on the day, and no condition is overdue."""
        last = self.last.get(contractor_id)
        if last is None or last.verdict is None or last.decided_on is None or not last.verdict.passes:
            return False
        fresh = last.decided_on <= self.day <= self.rules.fresh_until(last.decided_on)
        return fresh and not any(one.due_on < self.day for one in self.unmet(contractor_id))

    def _permitted_by(self, contractor_id: str) -> tuple[str, ...]:
        return tuple(
            request.entry.contractor_id
            for request in self.asked_for.get(contractor_id, ())
            if request.permitted_on(self.day)
        )

    def is_sub(self, contractor_id: str) -> bool:
        """Whether a contractor is known only as somebody's sub-contractor."""
        return contractor_id not in self.contracts and contractor_id in self.asked_for

    def sub_permitted(self, contractor_id: str, seen: frozenset[str] = frozenset()) -> bool:
        """Whether a re-entrustment to it is permitted by way of somebody who may receive numbers too."""
        return any(
            not self.gate(parent, seen) for parent in self._permitted_by(contractor_id) if parent not in seen
        )


def standing(desk: Desk, day: date | None = None) -> Standing:
    """Read where everybody stands on ``day``, today if none is given."""
    book = desk.vault.contractors
    on = day or desk.today
    last = book.evaluations.last_decided(on)
    conditions: dict[str, list[Condition]] = defaultdict(list)
    for condition in book.evaluations.conditions([head.id for head in last.values()]):
        conditions[condition.contractor_id].append(condition)
    asked_for: dict[str, list[ReEntrustment]] = defaultdict(list)
    for request in book.chain.all():
        asked_for[request.entry.sub_id].append(request)
    return Standing(
        day=on,
        rules=rules(desk),
        last=last,
        evaluating=book.evaluations.still_open(),
        conditions={key: tuple(values) for key, values in conditions.items()},
        contracts=book.contracts.counting(on),
        asked_for={key: tuple(values) for key, values in asked_for.items()},
        supervised=book.supervision.planned_for(),
        endings=book.supervision.endings(),
        looks=book.supervision.looks(only_open=True),
        looked=book.supervision.last_looked(),
    )


def standing_today(desk: Desk) -> Standing:
    """Return where everybody stands today, for pages; read again only after something was written. Not inside an act."""
    return desk.once("standing of contractors", standing)
