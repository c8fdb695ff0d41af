"""Reading who is in charge of what, how far each has come, and what to advise (規程8条, 9条, マニュアル7.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ashibue_desk.domain.appointments import Appointment, Step, missing_steps, reason_not_in_force
from ashibue_desk.domain.months import months_later
from ashibue_desk.domain.regulation_facts import Separation
from ashibue_desk.domain.roles import Role
from ashibue_desk.storage.user_book import UserRow
from ashibue_desk.use_cases.desk import Desk

OVERSEES = (Role.OFFICER, Role.AUDITOR)
"""Who sees everybody's appointments; others see their own."""
_GONE = "いまは一覧にない事務"


@dataclass(frozen=True, slots=True)
class Charge:
    """One appointment with what follows from the regulation today.

    Attributes:
        affair_names: of the handler's affairs, also of one that the list no longer holds.
        missing: the steps still to be done; the first of them is the next.
        reason: why it does not let anybody act today, or empty.
        next_training: the day by which the next training is due; ``None`` before the first one.
        ends_soon: whether the term ends within the days the regulation pack names, or is over, without being ended.

    """

    appointment: Appointment
    role_name: str
    affair_names: tuple[str, ...]
    steps: tuple[Step, ...]
    missing: tuple[Step, ...]
    reason: str
    next_training: date | None
    ends_soon: bool


@dataclass(frozen=True, slots=True)
class PersonInCharge:
    """One user with every appointment there ever was, the open ones first and the newest first among them."""

    user_id: str
    name: str
    roles: frozenset[Role]
    role_names: tuple[str, ...]
    last_used_at: str
    closed_at: str
    charges: tuple[Charge, ...]
    separations: tuple[Separation, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """A sentence about the organisation as a whole, with the article behind it."""

    sentence: str
    article: str


def list_charges(desk: Desk) -> tuple[PersonInCharge, ...]:
    """Return everybody with their appointments, closed accounts last; who oversees nothing gets only their own."""
    with desk.vault.reading():
        users = desk.vault.users.all()
        appointments = desk.vault.appointments.all()
    if not desk.actor.roles.intersection(OVERSEES):
        users = tuple(user for user in users if user.user_id == desk.actor.user_id)
    people = [_person(desk, user, appointments) for user in users]
    return tuple(sorted(people, key=lambda person: bool(person.closed_at)))


def charge_of(desk: Desk, appointment: Appointment) -> Charge:
    """Return one appointment with what follows from the regulation today."""
    steps, rule = desk.regulation.steps(appointment.role), desk.regulation.charge
    affairs = {affair.id: affair.name for affair in desk.law.affairs(desk.today)}
    trained, ends = appointment.trained_on, appointment.ends_on
    warn = timedelta(days=rule.term_warn_days)
    return Charge(
        appointment=appointment,
        role_name=desk.regulation.role_name(appointment.role),
        affair_names=tuple(affairs.get(affair_id, _GONE) for affair_id in appointment.affairs),
        steps=steps,
        missing=missing_steps(appointment, steps) if appointment.is_open else (),
        reason=reason_not_in_force(appointment, desk.today, steps),
        next_training=months_later(trained, rule.training_months)
        if trained and Step.TRAINED in steps
        else None,
        ends_soon=appointment.is_open and ends is not None and ends - warn <= desk.today,
    )


def office_advice(desk: Desk) -> tuple[Advice, ...]:
    """Return what the regulation would rather see in an office with these people in charge."""
    people = [person for person in list_charges(desk) if not person.closed_at]
    rule = desk.regulation.charge
    found = []
    handlers = [person for person in people if person.roles & {Role.HANDLER}]
    if len(handlers) == 1:
        found.append(Advice(rule.single_handler, rule.basis))
    if any(person.roles >= {Role.OFFICER, Role.HANDLER} for person in people) or not handlers:
        found.append(Advice(rule.officer_and_handler, desk.regulation.roles[Role.OFFICER].article))
    return tuple(found)


def announced_at_once(people: Sequence[PersonInCharge]) -> tuple[Charge, ...]:
    """Return the open, appointed charges that stand on the announcement (規程8条2項, 9条1項)."""
    return tuple(
        charge
        for person in people
        for charge in person.charges
        if charge.appointment.is_open
        and Step.ANNOUNCED in charge.steps
        and Step.APPOINTED not in charge.missing
    )


def role_names(desk: Desk, roles: frozenset[Role]) -> tuple[str, ...]:
    """Return what the regulation calls ``roles``, in its order."""
    return desk.regulation.role_names(roles)


def _person(desk: Desk, user: UserRow, appointments: Sequence[Appointment]) -> PersonInCharge:
    own = [one for one in appointments if one.user_id == user.user_id]
    own.reverse()
    own.sort(key=lambda one: not one.is_open)
    return PersonInCharge(
        user_id=user.user_id,
        name=user.name,
        roles=user.roles,
        role_names=role_names(desk, user.roles),
        last_used_at=user.last_used_at,
        closed_at=user.disabled_at,
        charges=tuple(charge_of(desk, one) for one in own),
        separations=() if user.disabled_at else desk.regulation.separations_of(user.roles),
    )
