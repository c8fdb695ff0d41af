"""What the wizard must know of one person, read once from the vault and the law."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from operator import attrgetter

from ashibue_desk.domain.affairs import Affair, Source
from ashibue_desk.domain.collection import CollectionRow, CollectionState
from ashibue_desk.domain.identity import Combination, Route, VerificationCase
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.domain.roles import READS_NUMBERS
from ashibue_desk.use_cases.collect_number import affairs_for, list_collections, routes_for
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.people import person_details
from ashibue_desk.use_cases.situations import NotYetAble

Combinations = Callable[[Route, date], tuple[Combination, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectFacts:
    """One person as the wizard sees them.

    Attributes:
        refusal: the law's sentence where no number may be collected, or empty.
        verifier_sentence: who verifies a person of this category.
        combinations: the allowed ways to verify by a route on a day; pure data of the law, no vault.
        checker: who sits at the desk.
        not_able: what keeps the one at the desk from taking a number in for any affair, ``None`` when nothing does.

    """

    person_id: str
    name: str
    category: PersonCategory
    category_name: str
    worker_name: str
    has_number: bool
    refusal: str
    verifier_sentence: str
    rule_source: Source
    affairs: tuple[Affair, ...]
    default_affairs: tuple[str, ...]
    routes: tuple[Route, ...]
    today: date
    checker: str
    combinations: Combinations = field(repr=False)
    not_able: NotYetAble | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person to choose in the first step."""

    row: CollectionRow
    category_name: str


def read_facts(desk: Desk, person_id: str) -> CollectFacts:
    """Read everything the wizard needs of one person; raise ``PersonGone``."""
    details = person_details(desk, person_id)
    person = details.person
    entry, law = person.entry, desk.law
    rule = law.category_rule(entry.standing_on(desk.today), desk.today)
    affairs, not_able = _within_reach(desk, affairs_for(desk, person_id))

    def combinations(route: Route, day: date) -> tuple[Combination, ...]:
        """Return the ways in the order of the law, those that leave the identity document out last."""
        ways = law.combinations(VerificationCase(entry.standing_on(day), route, day))
        return tuple(sorted(ways, key=attrgetter("omission")))

    return CollectFacts(
        person_id=person.id,
        name=person.name,
        category=entry.category,
        category_name=rule.name,
        worker_name=details.worker.name if details.worker is not None else "",
        has_number=person.has_number,
        refusal=details.refusal,
        verifier_sentence=rule.verifier_sentence,
        rule_source=rule.source,
        affairs=affairs,
        default_affairs=tuple(
            each for each in rule.default_affairs if each in {affair.id for affair in affairs}
        ),
        routes=routes_for(desk, person_id),
        today=desk.today,
        checker=desk.actor.name,
        combinations=combinations,
        not_able=not_able,
    )


def _within_reach(desk: Desk, affairs: tuple[Affair, ...]) -> tuple[tuple[Affair, ...], NotYetAble | None]:
    """Return the affairs for which the one at the desk may take a number in, and what forbids it where there is none."""
    if not desk.actor.roles & READS_NUMBERS:
        return affairs, _refusal(desk.require_able_to_receive)
    refusals = {affair.id: _refusal(partial(desk.require_able, affair.id)) for affair in affairs}
    able = tuple(affair for affair in affairs if refusals[affair.id] is None)
    told = [refusal for refusal in refusals.values() if refusal is not None]
    return able, told[0] if told and not able else None


def _refusal(ask: Callable[[], None]) -> NotYetAble | None:
    try:
        ask()
    except NotYetAble as not_yet:
        return not_yet
    return None


def read_candidates(desk: Desk) -> tuple[Candidate, ...]:
    """Return everybody whose number may be collected, those without one first."""
    rows = [row for row in list_collections(desk) if row.state is not CollectionState.NOT_ALLOWED]
    rows.sort(key=lambda row: row.state is CollectionState.HELD)
    return tuple(Candidate(row, desk.law.category_rule(row.category, desk.today).name) for row in rows)
