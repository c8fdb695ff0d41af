"""What is due about contractors: counts for the home page and the rail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.contractor_evaluation import judge
from ashibue_desk.domain.contractors import ContractorState
from ashibue_desk.domain.re_entrustment import RequestState
from ashibue_desk.use_cases.contractors.common import MAY_DECIDE, MAY_WRITE
from ashibue_desk.use_cases.contractors.standing import Standing, standing_today
from ashibue_desk.use_cases.desk import Desk

_BOUND = (ContractorState.CONTRACTED, ContractorState.SUPERVISED)


@dataclass(frozen=True, slots=True)
class DueCount:
    """How many things are to be shown, how many of them are past their day, and the earliest of these days."""

    shown: int = 0
    overdue: int = 0
    since: date | None = None


@dataclass(frozen=True, slots=True)
class ContractorDue:
    """What is due today or soon (the pack says how soon)."""

    evaluations: DueCount = DueCount()
    conditions: DueCount = DueCount()
    looks: DueCount = DueCount()
    corrections: DueCount = DueCount()
    undecided: int = 0  # evaluations answered whole that wait for the officer
    asked: int = 0  # re-entrustments without an answer of the officer
    overridden: int = 0  # provisions against the gate that the officer has not closed


def contractor_due(desk: Desk) -> ContractorDue:
    """Return what is due for the one at the desk to do; everything is zero without contractors. Runs inside ``vault.reading``.

    An auditor only reads; decisions, corrections and provisions against the gate are the officer's.
    """
    book = desk.vault.contractors
    if not desk.actor.roles.intersection(MAY_WRITE) or not book.how_many():
        return ContractorDue()
    decides = bool(desk.actor.roles.intersection(MAY_DECIDE))
    stands = standing_today(desk)
    living = [contractor_id for contractor_id in book.search_keys() if contractor_id not in stands.endings]
    conditions = [one.due_on for contractor_id in living for one in stands.unmet(contractor_id)]
    looks = [*(look.entry.due_on for look in stands.looks), *stands.unplanned().values()]
    findings = book.supervision.findings(only_open=True) if decides else ()
    corrections = [finding.entry.due_on for finding in findings if finding.entry.due_on]
    return ContractorDue(
        evaluations=_evaluations(stands, living),
        conditions=_count(stands, conditions),
        looks=_count(stands, looks),
        corrections=_count(stands, corrections),
        undecided=_undecided(desk, stands) if decides else 0,
        asked=_asked(stands) if decides else 0,
        overridden=sum(book.provisions.overridden().values()) if decides else 0,
    )


def _undecided(desk: Desk, stands: Standing) -> int:
    answers = desk.vault.contractors.evaluations.answers
    waiting = (one for contractor_id, one in stands.evaluating.items() if contractor_id not in stands.endings)
    return sum(judge(stands.rules, answers(evaluation_id)).complete for evaluation_id in waiting)


def _asked(stands: Standing) -> int:
    asked = (request for requests in stands.asked_for.values() for request in requests)
    return sum(
        request.state is RequestState.REQUESTED and request.entry.contractor_id not in stands.endings
        for request in asked
    )


def _count(stands: Standing, days: Iterable[date]) -> DueCount:
    shown = [day for day in days if stands.rules.is_near(day, stands.day)]
    late = [day for day in shown if day < stands.day]
    return DueCount(len(shown), len(late), min(late, default=None))


def _evaluations(stands: Standing, living: Iterable[str]) -> DueCount:
    """Count bound contractors whose evaluation is missing, refused, lapsed, or about to lapse."""
    days = []
    for contractor_id in living:
        if stands.state(contractor_id) in _BOUND:
            last = stands.last.get(contractor_id)
            passed = last is not None and last.verdict is not None and last.verdict.passes
            days.append(
                stands.rules.fresh_until(last.decided_on) if last and last.decided_on and passed else date.min
            )
    return _count(stands, days)
