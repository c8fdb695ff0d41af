"""Putting somebody in charge, step by step, each with its log line (規程8条, 9条). Only the officer records it."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ashibue_desk.domain import appointment_checks as checks
from ashibue_desk.domain.appointments import Appointment
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.problems import Problem, blocking
from ashibue_desk.domain.roles import Role
from ashibue_desk.storage import key_slots
from ashibue_desk.storage.user_book import UserRow
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.charge_situations import AppointmentGone, UserGone
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.key_file import change_key_file
from ashibue_desk.use_cases.paper_ledger import keep_older_pledge
from ashibue_desk.use_cases.progress import Progress
from ashibue_desk.use_cases.reauthentication import Sensitive, reauthenticate
from ashibue_desk.use_cases.rights import seal_rights
from ashibue_desk.use_cases.worded_heads import version_on

Recorded = tuple[Problem, ...] | Done[str]
"""What was wrong, beside the fields, or the id of the appointment. Doubtful things alone do not stop it."""
CHANGED = Changed.USERS | Changed.LOG


def check_appointing(
    desk: Desk,
    user_id: str,
    role: Role,
    affairs: tuple[str, ...],
    *,
    resolved_on: date | None,
    starts_on: date | None,
    ends_on: date | None,
) -> tuple[Problem, ...]:
    """Return what is wrong or doubtful with an appointment before it is recorded."""
    desk.require(Role.OFFICER)
    with desk.vault.reading():
        user = active_user(desk, user_id)
        wanted = _appointment(desk, user, role, affairs, resolved_on, starts_on, ends_on)
        return checks.check_appointment(wanted, desk.vault.appointments.all(), _known(desk), desk.today)


def appoint(
    desk: Desk,
    user_id: str,
    role: Role,
    affairs: tuple[str, ...],
    *,
    resolved_on: date | None,
    starts_on: date | None,
    ends_on: date | None = None,
    password: str = "",
    progress: Progress | None = None,
) -> Recorded:
    """Record the resolution, term and affairs: complete what was begun for this role, or begin another term.

    A role the user did not have is given with it. Raises ``UserGone``, ``WrongPassword``, ``MustWait`` or ``NotYourDuty``.
    """
    desk.require(Role.OFFICER)
    problems = blocking(
        check_appointing(
            desk, user_id, role, affairs, resolved_on=resolved_on, starts_on=starts_on, ends_on=ends_on
        )
    )
    if problems:
        return problems
    reauthenticate(desk, Sensitive.USERS, password)
    user = active_user(desk, user_id)
    wanted = _appointment(desk, user, role, affairs, resolved_on, starts_on, ends_on)

    def record() -> None:
        _store(desk, wanted)
        desk.vault.users.set_roles(user_id, user.roles | {role})
        desk.log(line_of(desk, "担当者の選任", wanted, f"任期 {_term(wanted)}"))
        seal_rights(desk, progress, about=user_id)

    if role in user.roles:
        with desk.act():
            record()
    else:
        slots = key_slots.read_slots(desk.vault.folder, desk.device_secret)
        slot = replace(slots.user(user_id), roles=user.roles | {role})
        change_key_file(desk, slots.with_user(slot), record)
    return Done(wanted.id, CHANGED | Changed.NUMBERS)


def record_announced(desk: Desk, appointment_id: str, on: date, where: str) -> Recorded:
    """Record when and how everybody was told (規程8条2項, 9条1項)."""

    def change(one: Appointment) -> tuple[Problem, ...] | Appointment:
        wrong = checks.check_announced(one, on, where, desk.today)
        return wrong or replace(one, announced_on=on, announced_where=where.strip())

    return _record(desk, appointment_id, change, "担当者の周知", where)


def record_pledge_received(desk: Desk, appointment_id: str, on: date, place: str) -> Recorded:
    """Record that the signed pledge came back and where the paper is kept (規程9条2項)."""

    def change(one: Appointment) -> tuple[Problem, ...] | Appointment:
        wrong = checks.check_pledge(one, on, place, desk.today)
        if wrong:
            return wrong
        keep_older_pledge(desk, one)
        version = _signed_version(desk, one, on)
        return replace(one, pledge_received_on=on, pledge_place=place.strip(), pledge_version=version)

    return _record(desk, appointment_id, change, "誓約書の受領", place)


def _signed_version(desk: Desk, one: Appointment, on: date) -> int:
    """Return the version of the sheet that came back: that of its printing, or for one not printed here that of its day."""
    before, printed = one.pledge_received_on, one.pledge_printed_on
    if before is None and one.pledge_version:
        return one.pledge_version
    fresh = printed if printed and (before is None or before < printed) else None
    return version_on(desk, "pledge", fresh or on)


def record_training(desk: Desk, appointment_id: str, on: date, note: str) -> Recorded:
    """Record a training of somebody in charge: the first, or the latest of the yearly ones (規程9条3項)."""

    def change(one: Appointment) -> tuple[Problem, ...] | Appointment:
        wrong = checks.check_training(one, on, note, desk.today)
        return wrong or replace(one, trained_on=on, training_note=note.strip())

    return _record(desk, appointment_id, change, "担当者の教育研修", note)


def change_affairs(
    desk: Desk,
    appointment_id: str,
    affairs: tuple[str, ...],
    password: str = "",
    progress: Progress | None = None,
) -> Recorded:
    """Widen or narrow a handler's affairs; compartments that fall away get new keys (規程7条3項, 9条4項)."""
    desk.require(Role.OFFICER)
    one = open_appointment(desk, appointment_id)
    problems = checks.check_affairs(one.role, affairs, _known(desk))
    if problems:
        return problems
    reauthenticate(desk, Sensitive.USERS, password)

    def change(found: Appointment) -> Appointment:
        return replace(found, affairs=affairs)

    names = "、".join(affair.name for affair in desk.law.affairs(desk.today) if affair.id in affairs)
    return _record(desk, appointment_id, change, "担当する事務の変更", names, progress)


def change_term(desk: Desk, appointment_id: str, ends_on: date | None) -> Recorded:
    """Fix another last day of the term, for example before the next officer's begins."""

    def change(one: Appointment) -> tuple[Problem, ...] | Appointment:
        wrong = blocking(checks.check_new_end(one, ends_on, desk.vault.appointments.all()))
        return wrong or replace(one, ends_on=ends_on)

    return _record(desk, appointment_id, change, "任期の変更", f"末日 {ends_on or '定めなし'}")


def active_user(desk: Desk, user_id: str) -> UserRow:
    """Return a user whose account is open; raise ``UserGone``."""
    for user in desk.vault.users.active():
        if user.user_id == user_id:
            return user
    raise UserGone


def open_appointment(desk: Desk, appointment_id: str) -> Appointment:
    """Return an appointment nobody ended; raise ``AppointmentGone``."""
    try:
        one = desk.vault.appointments.get(appointment_id)
    except KeyError:
        raise AppointmentGone from None
    if not one.is_open:
        raise AppointmentGone
    return one


def line_of(desk: Desk, act: str, one: Appointment, detail: str = "") -> LogLine:
    """Return the log line of an act upon an appointment."""
    role = desk.regulation.role_name(one.role)
    return LogLine(
        log_class=LogClass.ADMINISTRATION,
        act=act,
        object_id=one.user_id,
        object_label=one.user_name,
        affair=",".join(one.affairs),
        detail=f"{role} {detail}".strip(),
    )


def begin_appointment(desk: Desk, user_id: str, name: str, role: Role) -> None:
    """Begin an appointment of which nothing is recorded but that it is to be completed; only inside ``act``."""
    one = Appointment(id=uuid.uuid4().hex, user_id=user_id, user_name=name, role=role, created_at=desk.now())
    desk.vault.appointments.add(one)


def _record(
    desk: Desk,
    appointment_id: str,
    change: Callable[[Appointment], tuple[Problem, ...] | Appointment],
    act: str,
    detail: str,
    progress: Progress | None = None,
) -> Recorded:
    """Store what ``change`` makes of an open appointment, with its line, and let the keys follow."""
    desk.require(Role.OFFICER)
    with desk.act():
        changed = change(open_appointment(desk, appointment_id))
        if isinstance(changed, tuple):
            return changed
        desk.vault.appointments.put(changed)
        desk.log(line_of(desk, act, changed, detail))
        seal_rights(desk, progress, about=changed.user_id)
    return Done(appointment_id, CHANGED | Changed.NUMBERS)


def _appointment(
    desk: Desk,
    user: UserRow,
    role: Role,
    affairs: tuple[str, ...],
    resolved_on: date | None,
    starts_on: date | None,
    ends_on: date | None,
) -> Appointment:
    """Return the begun appointment of this role with its facts, or a new one."""
    own = desk.vault.appointments.of_user(user.user_id)
    begun = [one for one in own if one.role is role and one.is_open and one.resolved_on is None]
    base = (
        begun[0]
        if begun
        else Appointment(id=uuid.uuid4().hex, user_id=user.user_id, user_name=user.name, role=role)
    )
    return replace(
        base,
        affairs=affairs if role is Role.HANDLER else (),
        resolved_on=resolved_on,
        starts_on=starts_on,
        ends_on=ends_on,
        created_at=base.created_at or desk.now(),
    )


def _store(desk: Desk, wanted: Appointment) -> None:
    try:
        desk.vault.appointments.put(wanted)
    except KeyError:
        desk.vault.appointments.add(wanted)


def _known(desk: Desk) -> frozenset[str]:
    """Return the affairs that both the law and the regulation pack know today."""
    lawful = {affair.id for affair in desk.law.affairs(desk.today)}
    return frozenset(lawful & set(desk.regulation.affair_articles))


def _term(one: Appointment) -> str:
    return f"{one.starts_on}から{one.ends_on or '定めなし'}"
