"""Ending a charge: the handover is written down, the officer confirms it, and the keys follow (規程9条5項)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ashibue_desk.domain.appointment_checks import check_handover
from ashibue_desk.domain.appointments import Appointment, Handover
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.number_shield import holds_number
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.storage import key_slots
from ashibue_desk.storage.key_slots import KeySlots
from ashibue_desk.use_cases.appointments import Recorded, active_user, line_of, open_appointment
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.charge_situations import NoHandoverYet, NotOneself
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.key_file import change_key_file
from ashibue_desk.use_cases.master_key import mark_renewal_due, renew_if_due
from ashibue_desk.use_cases.progress import Progress
from ashibue_desk.use_cases.reauthentication import Sensitive, reauthenticate
from ashibue_desk.use_cases.rights import seal_rights
from ashibue_desk.use_cases.users import refuse_last_officer

_CHANGED = Changed.USERS | Changed.NUMBERS | Changed.LOG
_WITHOUT_HANDOVER = "引継ぎの確認なし"


@dataclass(frozen=True, slots=True)
class Ended:
    """What an ending did. ``account_closed``: nothing was left for the user to do, so the door is shut for them."""

    user_name: str
    account_closed: bool


def begin_handover(
    desk: Desk, appointment_id: str, handover: Handover, on: date, reason: str = ""
) -> Recorded:
    """Write down what goes to the successor; the one who leaves may do it, or the officer.

    The appointment stays in force until the officer confirms. Return what is wrong, or the id.
    """
    desk.require(*Role)
    with desk.act():
        one = open_appointment(desk, appointment_id)
        if one.user_id != desk.actor.user_id:
            desk.require(Role.OFFICER)
        problems = check_handover(one, handover, on, desk.today)
        if holds_number(reason):
            problems = (*problems, Problem("reason", "個人番号らしい12桁の数字は書かないでください。"))
        if problems:
            return problems
        changed = replace(one, handover=handover, handed_over_on=on, end_reason=reason.strip())
        desk.vault.appointments.put(changed)
        desk.log(line_of(desk, "引継ぎの記録", changed, reason.strip()))
    return Done(appointment_id, Changed.USERS | Changed.LOG)


def withdraw_handover(desk: Desk, appointment_id: str) -> Done[str]:
    """Take back a handover that was begun by mistake; the charge goes on."""
    desk.require(Role.OFFICER)
    with desk.act():
        one = open_appointment(desk, appointment_id)
        changed = replace(one, handover=None, handed_over_on=None, end_reason="")
        desk.vault.appointments.put(changed)
        desk.log(line_of(desk, "引継ぎの取りやめ", changed))
    return Done(appointment_id, Changed.USERS | Changed.LOG)


def confirm_handover(
    desk: Desk, appointment_id: str, password: str = "", progress: Progress | None = None
) -> Done[Ended]:
    """Confirm that the handover is complete: the charge ends, and with the last one the account.

    What the user held is sealed anew without them, in the same act; when an account closes, the master key is renewed
    after it, and where the disk refuses that, at the next arrival. Raises ``NotOneself``, ``OnlyOfficer``,
    ``NoHandoverYet``, ``AppointmentGone``, ``WrongPassword``, ``MustWait`` or ``NotYourDuty``.
    """
    desk.require(Role.OFFICER)
    one = open_appointment(desk, appointment_id)
    if one.handover is None:
        raise NoHandoverYet
    if one.user_id == desk.actor.user_id:
        raise NotOneself
    if one.role is Role.OFFICER:
        refuse_last_officer(desk, one.user_id)
    reauthenticate(desk, Sensitive.ENDING, password)
    ended = replace(one, ended_on=desk.today, handover_confirmed_by=desk.actor.name)
    line = line_of(desk, "引継ぎの完了の確認", ended, ended.end_reason)
    return _end(desk, one.user_id, (ended,), line, progress)


def close_account(
    desk: Desk, user_id: str, reason: str, password: str = "", progress: Progress | None = None
) -> tuple[Problem, ...] | Done[Ended]:
    """Shut the door for a user at once and end what they were in charge of, also without a handover.

    The log says that none was confirmed. Raises what ``confirm_handover`` raises, and ``UserGone``.
    """
    desk.require(Role.OFFICER)
    if not reason.strip():
        return (Problem("reason", "登録を終える理由を入力してください。"),)
    if holds_number(reason):
        return (Problem("reason", "個人番号らしい12桁の数字は書かないでください。"),)
    if user_id == desk.actor.user_id:
        raise NotOneself
    found = active_user(desk, user_id)
    refuse_last_officer(desk, user_id)
    reauthenticate(desk, Sensitive.ENDING, password)
    open_ones = tuple(one for one in desk.vault.appointments.of_user(user_id) if one.is_open)
    ended = tuple(
        replace(
            one,
            ended_on=desk.today,
            end_reason=reason.strip(),
            handover_confirmed_by="" if one.handover is None else desk.actor.name,
        )
        for one in open_ones
    )
    unconfirmed = any(one.handover is None and one.resolved_on is not None for one in open_ones)
    detail = f"{reason.strip()} {_WITHOUT_HANDOVER if unconfirmed else ''}".strip()
    line = LogLine(
        log_class=LogClass.ADMINISTRATION,
        act="利用者の登録の終了",
        object_id=user_id,
        object_label=found.name,
        detail=detail,
    )
    return _end(desk, user_id, ended, line, progress)


def _end(
    desk: Desk,
    user_id: str,
    ended: tuple[Appointment, ...],
    line: LogLine,
    progress: Progress | None,
) -> Done[Ended]:
    user = active_user(desk, user_id)
    own = desk.vault.appointments.of_user(user_id)
    left = _roles_left(own, {one.id for one in ended})
    slots = key_slots.read_slots(desk.vault.folder, desk.device_secret)
    changed = _doors(slots, user_id, left)

    def record() -> None:
        for one in ended:
            desk.vault.appointments.put(one)
        if left:
            desk.vault.users.set_roles(user_id, left)
        else:
            desk.vault.users.disable(user_id, desk.now())
            mark_renewal_due(desk)
        desk.log(line)
        seal_rights(desk, progress, about="")

    change_key_file(desk, changed, record)
    renew_if_due(desk, progress)
    return Done(Ended(user.name, not left), _CHANGED)


def _doors(slots: KeySlots, user_id: str, left: frozenset[Role]) -> KeySlots:
    """Return the doors after an ending; one that a crash shut before its line was written stays shut."""
    if not left or user_id not in {slot.user_id for slot in slots.users}:
        return slots.without_user(user_id)
    return slots.with_user(replace(slots.user(user_id), roles=left))


def _roles_left(own: Iterable[Appointment], ended: set[str]) -> frozenset[Role]:
    return frozenset(one.role for one in own if one.is_open and one.id not in ended)
