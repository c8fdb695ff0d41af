"""Pledges (様式第3号) for several people at once, and without a name (規程9条2項)."""

from collections.abc import Callable, Sequence
from functools import partial

from ashibue_desk.domain.form_facts import PledgeFacts
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.appointments import CHANGED
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.charge_papers import pledge_facts, record_pledges
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import Design, paper_head
from ashibue_desk.use_cases.paper_output import P, PutOut, hand_out, leaving


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
    render: Callable[[Sequence[PledgeFacts]], P],
    design: Design,
    put_out: PutOut[P] | None = None,
) -> Done[int]:
    """Draw the pledges of several people with ``render``, record that they are printed, and ``put_out``; return how many.

    Raises ``AppointmentGone``, ``NotYourDuty`` for somebody else's pledge, or what ``render`` raises; then nothing is
    recorded. What printer or disk refuse is put back.
    """
    desk.require(*Role)  # whose pledge may be printed by whom is judged for each
    facts = [pledge_facts(desk, each, design) for each in appointment_ids]
    drawn = render(facts)
    hand_out(desk, partial(record_pledges, desk, appointment_ids, facts), leaving(put_out, drawn))
    return Done(len(facts), CHANGED)
