"""The record of the first training of somebody in charge (規程9条3項・13条1項)."""

from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.training_facts import FirstTrainingFacts
from ashibue_desk.use_cases.charge_situations import AppointmentGone
from ashibue_desk.use_cases.charges import charge_of
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import Design, paper_head


def training_facts(desk: Desk, appointment_id: str, design: Design) -> FirstTrainingFacts:
    """Return the record of one appointment, before the training or after it. Everybody may see their own.

    Raises ``AppointmentGone``.
    """
    desk.require(*Role)
    with desk.vault.reading():
        try:
            one = desk.vault.appointments.get(appointment_id)
        except KeyError:
            raise AppointmentGone from None
        office = desk.vault.settings.office()
        head = paper_head(desk, design)
    if one.user_id != desk.actor.user_id:
        desk.require(Role.OFFICER, Role.AUDITOR)
    charge = charge_of(desk, one)
    return FirstTrainingFacts(
        head=head,
        person_name=one.user_name,
        role_name=charge.role_name,
        affairs=charge.affair_names,
        starts_on=one.starts_on,
        trained_on=one.trained_on,
        content=one.training_note,
        officer_name=office.officer_name,
    )


def blank_training_facts(desk: Desk, design: Design) -> FirstTrainingFacts:
    """Return a record without a name, to be filled in by hand."""
    desk.require(*Role)
    with desk.vault.reading():
        head = paper_head(desk, design)
    return FirstTrainingFacts(
        head=head,
        person_name="",
        role_name="",
        affairs=(),
        starts_on=None,
        trained_on=None,
        content="",
        officer_name="",
    )
