"""Being put in charge: appointed, announced, pledged, trained, and ended by a confirmed handover (規程8条, 9条).

Which of the steps a role needs, and in which order they are asked for, is data of the regulation pack. Until the last
of them is done the appointment is not in force, and no number opens for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ashibue_desk.domain.roles import Role


class Step(Enum):
    """One step on the way to being able to act."""

    APPOINTED = "appointed"  # 選任: resolved, with a term
    ANNOUNCED = "announced"  # 周知: told to everybody
    PLEDGED = "pledged"  # 誓約書: the signed paper is here
    TRAINED = "trained"  # 最初の教育研修: it was held


STEP_NAMES = {
    Step.APPOINTED: "選任",
    Step.ANNOUNCED: "周知",
    Step.PLEDGED: "誓約書",
    Step.TRAINED: "教育研修",
}
_MISSING = {
    Step.APPOINTED: "選任の決議と任期が、まだ記録されていません。",
    Step.ANNOUNCED: "選任したことの周知が、まだ記録されていません。",
    Step.PLEDGED: "誓約書の受領が、まだ記録されていません。",
    Step.TRAINED: "最初の教育研修が、まだ記録されていません。",
}


@dataclass(frozen=True, slots=True)
class Handover:
    """What goes to the successor (規程9条5項), each in the words of the one who leaves; 「なし」 where there is nothing."""

    open_work: str
    papers: str
    media: str
    keys_and_cards: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """One term of one person in one role. Days are whole days, both ends of the term included.

    ``affairs`` are ids and belong to handlers only. ``ends_on`` is ``None`` while no end of the term is fixed; ``ended_on``
    is the day on which the officer confirmed the handover, or the account was closed.
    """

    id: str
    user_id: str
    user_name: str
    role: Role
    affairs: tuple[str, ...] = ()
    resolved_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    announced_on: date | None = None
    announced_where: str = ""
    pledge_printed_on: date | None = None
    pledge_received_on: date | None = None
    pledge_place: str = ""
    pledge_version: int = 0
    trained_on: date | None = None
    training_note: str = ""
    ended_on: date | None = None
    end_reason: str = ""
    handover: Handover | None = None
    handed_over_on: date | None = None
    handover_confirmed_by: str = ""
    created_at: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nobody ended it yet; its term may be over all the same."""
        return self.ended_on is None


def done_on(appointment: Appointment, step: Step) -> date | None:
    """Return the day on which ``step`` was done, or ``None`` while it is missing."""
    if step is Step.APPOINTED:
        return appointment.resolved_on if appointment.starts_on else None
    if step is Step.ANNOUNCED:
        return appointment.announced_on
    return appointment.pledge_received_on if step is Step.PLEDGED else appointment.trained_on


def missing_steps(appointment: Appointment, steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return which of ``steps`` are still to be done, in their order."""
    return tuple(step for step in steps if done_on(appointment, step) is None)


def next_step(appointment: Appointment, steps: Sequence[Step]) -> Step | None:
    """Return the first missing step, or ``None`` when the sequence is complete."""
    return next(iter(missing_steps(appointment, steps)), None)


def is_in_force(appointment: Appointment, today: date, steps: Sequence[Step]) -> bool:
    """Whether the person may act: every step done, the term begun and not over, and nobody ended it."""
    return not reason_not_in_force(appointment, today, steps)


def reason_not_in_force(appointment: Appointment, today: date, steps: Sequence[Step]) -> str:
    """Say in one sentence why the appointment does not let anybody act on ``today``, or return ``""`` when it does."""
    if not appointment.is_open:
        return "担当は終わっています。"
    step = next_step(appointment, steps)
    if step is not None:
        return _MISSING[step]
    if appointment.starts_on is None or today < appointment.starts_on:
        return "任期がまだ始まっていません。"
    if appointment.ends_on is not None and appointment.ends_on < today:
        return "任期が終わっています。続けるときは、次の任期の選任を記録してください。"
    return ""


def affairs_in_force(
    appointments: Iterable[Appointment], user_id: str, today: date, steps: Sequence[Step]
) -> frozenset[str]:
    """Return the affairs for which ``user_id`` may act as a handler on ``today``."""
    return frozenset(
        affair
        for one in appointments
        if one.user_id == user_id and one.role is Role.HANDLER and is_in_force(one, today, steps)
        for affair in one.affairs
    )


def terms_overlap(one: Appointment, other: Appointment) -> bool:
    """Whether there is a whole day on which both are in their term. A term without a beginning overlaps nothing.

    The day on which one was ended is no whole day: the successor may begin on it.
    """
    if one.starts_on is None or other.starts_on is None:
        return False
    begins = max(one.starts_on, other.starts_on)
    ends = [day for each in (one, other) for day in _last_days(each)]
    return not ends or begins <= min(ends)


def _last_days(appointment: Appointment) -> list[date]:
    days = [appointment.ends_on] if appointment.ends_on else []
    if appointment.ended_on:
        days.append(appointment.ended_on - timedelta(days=1))
    return days
