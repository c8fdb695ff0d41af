"""What the page must know before a number is shown. The number itself is asked for only by the button."""

from dataclasses import dataclass

from ashibue_desk.domain.affairs import Affair
from ashibue_desk.domain.mass_output import MassQuestion
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.mass_output import mass_question
from ashibue_desk.use_cases.people import get_person
from ashibue_desk.use_cases.reveal_number import affairs_of_number, needs_password
from ashibue_desk.use_cases.situations import NotYetAble


@dataclass(frozen=True, slots=True)
class RevealFacts:
    """Who it is, and for which affairs the number may be used; ``unconfirmed`` ask for the password.

    ``not_able`` is what keeps the one at the desk from using the number for any of the affairs, ``None`` when nothing does.
    ``question`` is what must be explained first, because many numbers were put out before it.
    """

    name: str
    category_name: str
    has_number: bool
    affairs: tuple[Affair, ...]
    unconfirmed: frozenset[str]
    seconds: int
    not_able: NotYetAble | None
    question: MassQuestion | None


def read_facts(desk: Desk, person_id: str) -> RevealFacts:
    """Read what the page needs; raise ``PersonGone``."""
    person = get_person(desk, person_id)
    possible = affairs_of_number(desk, person_id)
    refusals = {affair.id: _refusal(desk, affair.id) for affair in possible}
    affairs = tuple(affair for affair in possible if refusals[affair.id] is None)
    told = [refusal for refusal in refusals.values() if refusal is not None]
    return RevealFacts(
        name=person.name,
        category_name=desk.law.category_rule(person.entry.category, desk.today).name,
        has_number=person.has_number,
        affairs=affairs,
        unconfirmed=frozenset(affair.id for affair in affairs if needs_password(desk, affair.id)),
        seconds=desk.regulation.reveal_seconds,
        not_able=told[0] if told and not affairs else None,
        question=mass_question(desk, (person_id,)) if affairs else None,
    )


def _refusal(desk: Desk, affair_id: str) -> NotYetAble | None:
    try:
        desk.require_able(affair_id)
    except NotYetAble as not_yet:
        return not_yet
    return None
