"""Pledges (様式第3号) for several people at once, and without a name (規程9条2項)."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ashibue_desk.domain.form_facts import PledgeFacts
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.appointments import CHANGED, line_of, open_appointment
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.charge_papers import pledge_facts
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import Design, paper_head


def blank_pledge_facts(desk: Desk, design: Design) -> PledgeFacts:
    """Return a pledge without a name; the role is the handler's, from whom the regulation asks it."""
    desk.require(*Role)
    with desk.vault.reading():
        office = desk.vault.settings.office()
    return PledgeFacts(
        head=paper_head(desk, design),
        representative_title=office.representative_title,
        representative_name=office.representative_name,
        role_name=desk.regulation.role_name(Role.HANDLER),
        person_name="",
    )


def print_pledges(
    desk: Desk,
    appointment_ids: Sequence[str],
    render: Callable[[Sequence[PledgeFacts]], bytes],
    design: Design,
) -> Done[int]:
    """Make the pledges of several people with ``render`` and record that they were printed; return how many.

    Raises ``AppointmentGone``, ``NotYourDuty`` for somebody else's pledge, or what ``render`` raises; then nothing is
    recorded. Who had signed an older version stays bound to it until the new sheet is back.
    """
    desk.require(*Role)  # whose pledge may be printed by whom is judged for each
    facts = [pledge_facts(desk, each, design) for each in appointment_ids]
    render(facts)
    with desk.act():
        for each, fact in zip(appointment_ids, facts, strict=True):
            one = open_appointment(desk, each)
            signed = one.pledge_version if one.pledge_received_on else fact.head.version
            desk.vault.appointments.put(replace(one, pledge_printed_on=desk.today, pledge_version=signed))
            desk.log(line_of(desk, "誓約書の印刷", one, f"第{fact.head.version}版"))
    return Done(len(facts), CHANGED)
