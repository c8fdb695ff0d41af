"""Who signed an older version of a form than the one that holds: they are asked to sign the new one."""

from collections.abc import Iterator
from dataclasses import dataclass

from ashibue_desk.domain.appointments import Appointment, Step
from ashibue_desk.domain.consent import ConsentState
from ashibue_desk.domain.roles import READS_RECORDS
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.worded_heads import least_signed_version


@dataclass(frozen=True, slots=True)
class SignAgain:
    """Somebody whose signed paper is of an older version.

    ``key`` is the person (consent) or the account (pledge), ``detail`` tells them apart, ``version`` is that of the paper.
    """

    key: str
    name: str
    detail: str
    version: int


def who_signs_again(desk: Desk, form: str) -> tuple[SignAgain, ...]:
    """Return everybody who has to sign the present version of ``form``; nobody for a form that is not signed."""
    desk.require(*READS_RECORDS)
    with desk.vault.reading():
        if form == "consent":
            return tuple(_consents(desk))
        if form == "pledge":
            return tuple(
                SignAgain(one.user_id, one.user_name, desk.regulation.role_name(one.role), one.pledge_version)
                for one in _pledges(desk)
            )
        return ()


def signed_now(desk: Desk, form: str) -> int:
    """Return how many people have a signed paper of ``form`` on file, in whatever version."""
    desk.require(*READS_RECORDS)
    with desk.vault.reading():
        if form == "consent":
            states = desk.vault.consents.counts(today=desk.today, newest_version=0)
            return states[ConsentState.RECEIVED]
        if form == "pledge":
            return sum(1 for one in _pledged(desk) if one.pledge_received_on)
        return 0


def pledges_to_renew(desk: Desk) -> int:
    """Return how many pledges of people in charge are of an older version than the one that holds."""
    with desk.vault.reading():
        return sum(1 for _one in _pledges(desk))


def _consents(desk: Desk) -> Iterator[SignAgain]:
    least = least_signed_version(desk, "consent")
    for row in desk.vault.consents.rows(today=desk.today, newest_version=least):
        if row.state is ConsentState.RENEW:
            detail = " ".join(part for part in (row.code, row.department) if part)
            yield SignAgain(row.person_id, row.name, detail, row.version)


def _pledges(desk: Desk) -> Iterator[Appointment]:
    least = least_signed_version(desk, "pledge")
    return (one for one in _pledged(desk) if one.pledge_received_on and one.pledge_version < least)


def _pledged(desk: Desk) -> Iterator[Appointment]:
    """Yield the open appointments for which a pledge is asked."""
    for one in desk.vault.appointments.all():
        if one.is_open and Step.PLEDGED in desk.regulation.steps(one.role):
            yield one
