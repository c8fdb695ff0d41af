"""What stands on the papers of people in charge. The wording lies with the forms; here are the office's facts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from ashibue_desk.domain.form_facts import (
    AnnouncedCharge,
    AnnouncementFacts,
    HandoverFacts,
    InvitationFacts,
    PledgeFacts,
    SuperiorApprovalFacts,
)
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.appointments import CHANGED, line_of, open_appointment
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.charge_situations import AppointmentGone, NoHandoverYet, ViewOver
from ashibue_desk.use_cases.charges import announced_at_once, charge_of, list_charges
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import Design, paper_head
from ashibue_desk.use_cases.paper_output import P, PutOut, hand_out, leaving
from ashibue_desk.use_cases.paper_put_back import Before, pledges_before
from ashibue_desk.use_cases.users import Invitation


def pledge_facts(desk: Desk, appointment_id: str, design: Design) -> PledgeFacts:
    """Return what stands on one person's pledge (様式第3号); nothing is recorded. Everybody may see their own."""
    desk.require(*Role)
    with desk.vault.reading():
        one = open_appointment(desk, appointment_id)
        office = desk.vault.settings.office()
    if one.user_id != desk.actor.user_id:
        desk.require(Role.OFFICER)
    return PledgeFacts(
        head=paper_head(desk, design),
        representative_title=office.representative_title,
        representative_name=office.representative_name,
        role_name=desk.regulation.role_name(one.role),
        person_name=one.user_name,
        appointed_on=one.resolved_on,
    )


def print_pledge(
    desk: Desk,
    appointment_id: str,
    render: Callable[[PledgeFacts], P],
    design: Design,
    put_out: PutOut[P] | None = None,
) -> Done[P]:
    """Draw the pledge, record that it is printed, and ``put_out``; return what was drawn.

    Raises ``AppointmentGone``, or the ``Situation`` of a name that no font can draw; then nothing is recorded. What printer or
    disk refuse is put back.
    """
    facts = pledge_facts(desk, appointment_id, design)
    drawn = render(facts)
    hand_out(desk, partial(record_pledges, desk, [appointment_id], [facts]), leaving(put_out, drawn))
    return Done(drawn, CHANGED)


def record_pledges(desk: Desk, appointment_ids: Sequence[str], facts: Sequence[PledgeFacts]) -> Before:
    """Record that pledges are printed, a log line for each; part of the act that prints them.

    Who had signed an older edition stays bound to it until the new sheet is back.
    """
    found = [open_appointment(desk, each) for each in appointment_ids]
    for one, fact in zip(found, facts, strict=True):
        signed = one.pledge_version if one.pledge_received_on else fact.head.version
        desk.vault.appointments.put(replace(one, pledge_printed_on=desk.today, pledge_version=signed))
        desk.log(line_of(desk, "誓約書の印刷", one, f"第{fact.head.version}版"))
    return pledges_before(found)


def announcement_facts(desk: Desk, design: Design, announced_on: date) -> AnnouncementFacts:
    """Return the sheet that tells everybody who is in charge (規程8条2項, 9条1項). Only the officer announces."""
    desk.require(Role.OFFICER)
    with desk.vault.reading():
        office = desk.vault.settings.office()
        charges = announced_at_once(list_charges(desk))
    return AnnouncementFacts(
        head=paper_head(desk, design),
        announced_on=announced_on,
        representative_title=office.representative_title,
        representative_name=office.representative_name,
        contact=office.contact,
        charges=tuple(
            AnnouncedCharge(
                role_name=charge.role_name,
                name=charge.appointment.user_name,
                affairs=charge.affair_names,
                starts_on=charge.appointment.starts_on,
                ends_on=charge.appointment.ends_on,
            )
            for charge in charges
        ),
    )


def handover_facts(
    desk: Desk, appointment_id: str, design: Design, successor_name: str = ""
) -> HandoverFacts:
    """Return the handover sheet of an appointment (規程9条5項); raise ``NoHandoverYet`` before it was written down."""
    desk.require(*Role)
    with desk.vault.reading():
        try:
            one = desk.vault.appointments.get(appointment_id)
        except KeyError:
            raise AppointmentGone from None
        office = desk.vault.settings.office()
    if one.user_id != desk.actor.user_id:
        desk.require(Role.OFFICER)
    if one.handover is None or one.handed_over_on is None:
        raise NoHandoverYet
    charge = charge_of(desk, one)
    return HandoverFacts(
        head=paper_head(desk, design),
        person_name=one.user_name,
        role_name=charge.role_name,
        affairs=charge.affair_names,
        starts_on=one.starts_on,
        ends_on=one.handed_over_on,
        reason=one.end_reason,
        successor_name=successor_name,
        officer_name=office.officer_name,
        open_work=one.handover.open_work,
        papers=one.handover.papers,
        media=one.handover.media,
        keys_and_cards=one.handover.keys_and_cards,
    )


def person_of(desk: Desk, appointment_id: str) -> str:
    """Return whose appointment it is; raise ``AppointmentGone``. Everybody may ask: an id tells nothing."""
    desk.require(*Role)
    try:
        return desk.vault.appointments.get(appointment_id).user_id
    except KeyError:
        raise AppointmentGone from None


def invitation_facts(desk: Desk, invitation: Invitation, design: Design) -> InvitationFacts:
    """Return the sheet with a one-time password; it is printed once and kept nowhere."""
    desk.require(Role.OFFICER, Role.SYSTEM_KEEPER)
    return InvitationFacts(
        head=paper_head(desk, design),
        person_name=invitation.name,
        role_names=invitation.role_names,
        issued_by=desk.actor.name,
        one_time_password=invitation.one_time_password,
        again=invitation.again,
    )


def approval_facts(desk: Desk, view_id: str, design: Design) -> SuperiorApprovalFacts:
    """Return the paper of a superior's approval (規程34条1項); raise ``ViewOver`` for one that never was."""
    desk.require(Role.OFFICER, Role.HANDLER, Role.AUDITOR)
    with desk.vault.reading():
        found = [view for view in desk.vault.superior_views.all() if view.id == view_id]
    if not found:
        raise ViewOver
    view = found[0]
    return SuperiorApprovalFacts(
        head=paper_head(desk, design),
        superior_name=view.superior_name,
        post=view.post,
        department=view.department,
        purpose=view.purpose,
        approved_on=view.approved_on,
        until=view.until,
        officer_name=view.approved_by,
    )
