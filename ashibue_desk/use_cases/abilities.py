"""Who may do what today, as the appointments say (規程8条, 9条, 18条3項). The keys follow it, see ``rights``."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ashibue_desk.domain.appointments import Appointment, affairs_in_force, reason_not_in_force
from ashibue_desk.domain.roles import Role
from ashibue_desk.law.regulation import Regulation

if TYPE_CHECKING:
    from ashibue_desk.storage.vault import Vault

_NOT_APPOINTED = "個人番号を扱う担当者に選任されていません。"
_NOT_ASSIGNED = "この事務は、あなたの担当に割り当てられていません。"


def reason_not_able(own: Sequence[Appointment], regulation: Regulation, today: date, affair_id: str) -> str:
    """Say why the appointments of one person do not let them use numbers for an affair, or return ``""``."""
    reasons = []
    for one in own:
        if one.role not in (Role.OFFICER, Role.HANDLER):
            continue
        reason = reason_not_in_force(one, today, regulation.steps(one.role))
        if not reason and one.role is Role.HANDLER and affair_id not in one.affairs:
            reason = _NOT_ASSIGNED
        if not reason:
            return ""
        reasons.append((one.is_open, reason))
    return _most_telling(reasons)


def reason_not_receiving(own: Sequence[Appointment], regulation: Regulation, today: date) -> str:
    """Say why the appointments of one person do not let them receive numbers, or return ``""``."""
    reasons = []
    for one in own:
        if one.role is Role.RECEIVER:
            reason = reason_not_in_force(one, today, regulation.steps(one.role))
            if not reason:
                return ""
            reasons.append((one.is_open, reason))
    return _most_telling(reasons)


def rightful_holders(
    vault: "Vault",
    regulation: Regulation,
    today: date,
    counts: Callable[[Appointment], bool] | None = None,
) -> dict[str, frozenset[str]]:
    """Return for each open compartment the ids of the users to whom its key belongs today.

    An officer holds every one from the start, since somebody must; a handler those of the affairs in force. With
    ``counts`` only the appointments count for which it says so, an officer's too.
    """
    appointments = [one for one in vault.appointments.all() if counts is None or counts(one)]
    officers = {one.user_id for one in appointments if one.role is Role.OFFICER and one.is_open}
    steps = regulation.steps(Role.HANDLER)
    everything, some = set(), {}
    for user in vault.users.active():
        if Role.OFFICER in user.roles and (counts is None or user.user_id in officers):
            everything.add(user.user_id)
        elif Role.HANDLER in user.roles:
            some[user.user_id] = affairs_in_force(appointments, user.user_id, today, steps)
    return {
        compartment.file_id: frozenset(everything)
        | {user_id for user_id, affairs in some.items() if affairs.intersection(compartment.affairs)}
        for compartment in vault.number_files.compartments()
    }


def _most_telling(reasons: Iterable[tuple[bool, str]]) -> str:
    """Prefer what an open appointment lacks to what an ended one says."""
    found = sorted(reasons, key=lambda one: not one[0])
    return found[0][1] if found else _NOT_APPOINTED
