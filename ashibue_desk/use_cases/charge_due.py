"""What is due about the people in charge: counts for the home page and for one's own page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ashibue_desk.domain.roles import READS_NUMBERS, Role
from ashibue_desk.use_cases.charges import Charge, list_charges
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.drop_box import count_drops
from ashibue_desk.use_cases.master_key import renewal_is_due
from ashibue_desk.use_cases.own_password import own_password

_TRAINING_SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ChargeDue:
    """What is due today or soon. The officer sees everybody's, others their own.

    Attributes:
        steps: appointments that let nobody act because a step is missing.
        training: how many trainings are due within 30 days; ``training_late`` of them are past their day, the first of them
            since ``training_since``.
        terms: how many terms end soon; ``terms_late`` of them are over already, the first of them since ``terms_since``.
        handovers: handovers that wait for the officer's confirmation.
        drops: received numbers that the actor can take over.
        password_left: days left to change one's own password, ``None`` while there is nothing to say.
        renewal: the master key is still to be renewed after somebody left.

    """

    steps: int = 0
    training: int = 0
    training_late: int = 0
    training_since: date | None = None
    terms: int = 0
    terms_late: int = 0
    terms_since: date | None = None
    handovers: int = 0
    drops: int = 0
    password_left: int | None = None
    renewal: bool = False


def charge_due(desk: Desk) -> ChargeDue:
    """Return what is due about people in charge."""
    charges = _charges(desk)
    trainings = [charge.next_training for charge in charges if charge.next_training is not None]
    soon = [day for day in trainings if day - _TRAINING_SOON <= desk.today]
    late = [day for day in soon if day < desk.today]
    ending = [charge.appointment.ends_on for charge in charges if charge.ends_soon]
    over = [day for day in ending if day is not None and day < desk.today]
    officer = Role.OFFICER in desk.actor.roles
    return ChargeDue(
        steps=sum(1 for charge in charges if charge.missing),
        training=len(soon),
        training_late=len(late),
        training_since=min(late, default=None),
        terms=len(ending),
        terms_late=len(over),
        terms_since=min(over, default=None),
        handovers=sum(1 for charge in charges if charge.appointment.handover is not None) if officer else 0,
        drops=count_drops(desk) if desk.actor.roles & READS_NUMBERS else 0,
        password_left=_password_left(desk),
        renewal=renewal_is_due(desk),
    )


def _charges(desk: Desk) -> tuple[Charge, ...]:
    """Return the open charges the actor can do something about: an auditor only looks on."""
    own = desk.actor.user_id
    everybody = Role.OFFICER in desk.actor.roles
    people: Iterable[Charge] = (
        charge
        for person in list_charges(desk)
        if not person.closed_at and (everybody or person.user_id == own)
        for charge in person.charges
    )
    return tuple(charge for charge in people if charge.appointment.is_open)


def _password_left(desk: Desk) -> int | None:
    state = own_password(desk)
    return state.age.days_left if state.age is not None and state.sentence else None
