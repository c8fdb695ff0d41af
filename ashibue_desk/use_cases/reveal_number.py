"""Showing a number: for a named affair, after the password was given again, for seconds, with a log line."""

from dataclasses import dataclass, field

from ashibue_desk.domain.affairs import Affair
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.individual_number import IndividualNumber
from ashibue_desk.domain.mass_output import SHOWN
from ashibue_desk.domain.roles import READS_NUMBERS
from ashibue_desk.storage.sealing import NotSealedForThis
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.mass_output import log_output
from ashibue_desk.use_cases.people import get_person
from ashibue_desk.use_cases.situations import AffairNotAllowed, NoNumberOnFile, NumberTampered
from ashibue_desk.use_cases.vault_gate import confirm_password


@dataclass(frozen=True, slots=True)
class Revealed:
    """A number for the screen, and for how many seconds."""

    person_id: str
    person_name: str
    number: IndividualNumber = field(repr=False)
    seconds: int


def needs_password(desk: Desk, affair_id: str) -> bool:
    """Whether the password must be given (again) to show numbers for this affair."""
    return not desk.confirmations.holds(_purpose(affair_id))


def affairs_of_number(desk: Desk, person_id: str) -> tuple[Affair, ...]:
    """Return the affairs for which this person's number was collected and may be used today."""
    desk.require(*READS_NUMBERS)
    with desk.vault.reading():
        person = get_person(desk, person_id)
        collected = {
            affair for record in desk.vault.collections.of_person(person_id) for affair in record.affairs
        }
    possible = desk.law.affairs_for(person.entry.category, desk.today)
    return tuple(affair for affair in possible if affair.id in collected)


def reveal_number(
    desk: Desk, person_id: str, affair_id: str, password: str = "", reason: str = ""
) -> Done[Revealed]:
    """Return the number and write the line that says so.

    ``password`` is needed when ``needs_password``, ``reason`` when ``mass_output.mass_question`` asks for one. Raises
    ``WrongPassword``, ``MustWait``, ``NotYourDuty``, ``NotYetAble``, ``NoNumberOnFile``, ``AffairNotAllowed``,
    ``MassOutputUnexplained`` or ``NumberTampered``; only a number that was shown is logged.
    """
    desk.require(*READS_NUMBERS)
    if affair_id not in {affair.id for affair in affairs_of_number(desk, person_id)}:
        raise AffairNotAllowed
    desk.require_able(affair_id)
    key = desk.key_for(affair_id)
    if needs_password(desk, affair_id):
        confirm_password(desk, password)
        desk.confirmations.remember(_purpose(affair_id))
    with desk.act():
        person = get_person(desk, person_id)
        try:
            number = desk.vault.numbers.read(person_id, key)
        except KeyError:
            raise NoNumberOnFile from None
        except (NotSealedForThis, ValueError):
            raise NumberTampered from None
        line = LogLine(
            log_class=LogClass.USE,
            act=SHOWN,
            object_id=person_id,
            object_label=person.name,
            affair=affair_id,
            detail=f"{desk.regulation.reveal_seconds}秒",
        )
        log_output(desk, (line,), reason)
    return Done(Revealed(person_id, person.name, number, desk.regulation.reveal_seconds), Changed.LOG)


def _purpose(affair_id: str) -> str:
    return f"reveal numbers for {affair_id}"
