"""Practice numbers taken in as real ones are: with an identity verification, for lawful affairs."""

from ashibue_desk.domain.collection import NumberReceipt
from ashibue_desk.domain.identity import Route, Verification
from ashibue_desk.use_cases import collect_number
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.sample_people import sample_number


def take_number(desk: Desk, person_id: str, n: int) -> None:
    """Take in the ``n``-th practice number for a person, face to face, for the first affairs the law allows."""
    combinations = collect_number.combinations_for(desk, person_id, Route.FACE_TO_FACE)
    combination = next(found for found in combinations if not found.omission)
    verification = Verification(
        combination_id=combination.id,
        document_ids=tuple(choice.id for slot in combination.slots for choice in slot.choices[: slot.count]),
        route=Route.FACE_TO_FACE,
        checked_on=desk.today,
        checked_by=desk.actor.name,
    )
    affairs = tuple(affair.id for affair in collect_number.affairs_for(desk, person_id)[:3])
    receipt = NumberReceipt(
        person_id=person_id, affairs=affairs, verification=verification, number=sample_number(n)
    )
    collect_number.collect_number(desk, receipt)
