"""Making the keys fit the rights: granting what is missing, and new keys where somebody fell out.

Nobody's password is needed but that of the one who acts: a key is sealed to the public half of each holder's key.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ashibue_desk.domain.appointments import Appointment
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.storage import key_slots
from ashibue_desk.storage.key_material import public_bytes
from ashibue_desk.storage.number_key import NumberKey
from ashibue_desk.storage.sealing import NotSealedForThis
from ashibue_desk.use_cases.abilities import rightful_holders
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_seals import log_renewal
from ashibue_desk.use_cases.progress import Progress, Quiet
from ashibue_desk.use_cases.situations import NotYourDuty, NumberTampered

if TYPE_CHECKING:
    from ashibue_desk.storage.vault import Vault

_RESEALING = "番号を新しい鍵で封じています"


@dataclass(frozen=True, slots=True)
class Grant:
    """How keys are given: for which vault, when and by whom."""

    vault_id: str
    at: str
    by: str


def grant_keys(
    vault: "Vault",
    keys: Mapping[str, NumberKey],
    holders: Mapping[str, Iterable[str]],
    publics: Mapping[str, bytes],
    grant: Grant,
) -> None:
    """Seal the key of each compartment to its holders, as far as their public halves are known."""
    for file_id, user_ids in holders.items():
        for user_id in user_ids:
            if user_id in publics:
                vault.file_keys.grant(
                    keys[file_id], user_id, publics[user_id], grant.vault_id, at=grant.at, by=grant.by
                )


def seal_rights(desk: Desk, progress: Progress | None = None, *, about: str | None = None) -> int:
    """Make the keys fit the appointments in force; only inside ``act``. Return how many compartments changed.

    ``about`` is the user whose rights the act is about, or empty for none: nobody else is given a key then, unless the one
    at the desk signed their appointment. Somebody who wrote an appointment past the program gets nothing by it.

    A compartment from which somebody fell out gets a new key: its numbers are sealed again, which takes about a second
    for a thousand. Raises ``NotYourDuty`` when the actor does not hold the key of a compartment that must change, and
    ``NumberTampered`` when something in it does not open.
    """
    differences = _differences(desk) if about is None else _vouched(desk, _differences(desk), about)
    for file_id in differences:
        if file_id not in desk.file_keys:
            raise NotYourDuty
    publics = known_publics(desk)
    names = {user.user_id: user.name for user in desk.vault.users.all()}
    report = _report_to(progress or Quiet())
    if any(have - want for have, want in differences.values()):
        log_renewal(desk)
    for file_id, (have, want) in differences.items():
        key, to_grant = desk.file_keys[file_id], want - have
        if have - want:
            key, to_grant = _renewed(desk, key, report), want
        given = frozenset(user_id for user_id in to_grant if user_id in publics)
        grant_keys(desk.vault, {file_id: key}, {file_id: given}, publics, _grant(desk))
        _log_change(desk, file_id, names, have, want)
    desk.open_file_keys()
    return len(differences)


def reseal_for(desk: Desk, user_id: str) -> None:
    """Seal what a user held to the user's new key, after the officer set a new password; only inside ``act``.

    Raises ``NotYourDuty`` when the actor does not hold what the user held.
    """
    files = desk.vault.file_keys.files_of(user_id)
    if not files <= set(desk.file_keys):
        raise NotYourDuty
    _reseal(desk, user_id, files)


def reseal_own(desk: Desk) -> None:
    """Seal what the actor holds to their own new key; only inside ``act``. What did not open before is left as it is."""
    user_id = desk.actor.user_id
    _reseal(desk, user_id, desk.vault.file_keys.files_of(user_id) & set(desk.file_keys))


def _reseal(desk: Desk, user_id: str, files: Collection[str]) -> None:
    """Seal the keys of compartments to the key that was just kept for a user."""
    publics = {user_id: desk.vault.users.get(user_id).agreement_public}
    grant_keys(desk.vault, desk.file_keys, dict.fromkeys(files, (user_id,)), publics, _grant(desk))


def seal_for_sheets(desk: Desk, *sheets: str) -> None:
    """Seal every compartment's key to the recovery ``sheets``; only inside ``act``. Raises ``NotYourDuty`` without all keys."""
    compartments = desk.vault.number_files.compartments()
    if not {one.file_id for one in compartments} <= set(desk.file_keys):
        raise NotYourDuty(todo="すべての特定個人情報ファイルを開ける責任者に頼んでください。")
    for one in compartments:
        desk.vault.number_files.seal_to_sheets(desk.file_keys[one.file_id], sheets)


def sheet_in_force(desk: Desk) -> str:
    """Return the public half of the recovery sheet that the key file names."""
    return key_slots.read_header(desk.vault.folder).recovery_public


def _differences(desk: Desk) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return for each compartment that must change who has its key and who should."""
    held = desk.vault.file_keys.holders()
    known = set(known_publics(desk))
    found = {}
    for file_id, rightful in rightful_holders(desk.vault, desk.regulation, desk.today).items():
        have = held.get(file_id, frozenset())
        want = rightful & (known | have)
        if have != want:
            found[file_id] = (have, want)
    return found


def unvouched(desk: Desk) -> frozenset[str]:
    """Return who should have a key, has none, and whose appointment the one at the desk did not sign."""
    found = _differences(desk)
    given = _vouched(desk, found, "")
    return frozenset[str]().union(
        *((want - have) - given.get(file_id, (have, have))[1] for file_id, (have, want) in found.items())
    )


def _vouched(
    desk: Desk, differences: dict[str, tuple[frozenset[str], frozenset[str]]], about: str
) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Leave out those who would be given a key without anybody at this desk having said so."""
    if all(want - have <= {about} for have, want in differences.values()):
        return differences
    trusted = rightful_holders(desk.vault, desk.regulation, desk.today, lambda one: _is_signed(desk, one))
    kept = {
        file_id: (have, want & (have | trusted.get(file_id, frozenset()) | {about}))
        for file_id, (have, want) in differences.items()
    }
    return {file_id: (have, want) for file_id, (have, want) in kept.items() if have != want}


def _is_signed(desk: Desk, one: Appointment) -> bool:
    from ashibue_desk.storage.log_vouching import signed_last

    sealer = desk.vault.log.sealer
    return sealer is not None and signed_last(sealer, "appointments", one.id, one.user_id)


def known_publics(desk: Desk) -> dict[str, bytes]:
    """Return the public halves to which keys may be sealed: those in which key file and database agree.

    One's own is never taken from either, but follows from the private half.
    """
    slots = key_slots.read_slots(desk.vault.folder, desk.device_secret)
    in_file = {slot.user_id: slot.agreement_public for slot in slots.users}
    agreed = {
        user.user_id: user.agreement_public
        for user in desk.vault.users.active()
        if in_file.get(user.user_id) == user.agreement_public
    }
    return agreed | {desk.actor.user_id: public_bytes(desk.keys.agreement)}


def _renewed(desk: Desk, key: NumberKey, report: Callable[[int, int], None]) -> NumberKey:
    from ashibue_desk.storage.compartments import renew_compartment

    try:
        return renew_compartment(desk.vault, key, (sheet_in_force(desk),), report)
    except (NotSealedForThis, ValueError):
        raise NumberTampered from None


def _grant(desk: Desk) -> Grant:
    return Grant(desk.header.vault_id, desk.now(), desk.actor.name)


def _report_to(progress: Progress) -> Callable[[int, int], None]:
    def report(done: int, total: int) -> None:
        progress.report(done, total, _RESEALING)

    return report


def _log_change(
    desk: Desk, file_id: str, names: Mapping[str, str], have: frozenset[str], want: frozenset[str]
) -> None:
    def told(word: str, user_ids: frozenset[str]) -> str:
        return (
            f"{word} {'、'.join(sorted(names.get(user_id, '') for user_id in user_ids))}" if user_ids else ""
        )

    changes = [told("加えた人", want - have), told("外した人", have - want)]
    desk.log(
        LogLine(
            log_class=LogClass.ADMINISTRATION,
            act="特定個人情報ファイルを開ける人の変更",
            object_id=file_id,
            object_label=desk.vault.number_files.get(file_id).name,
            detail="。".join(change for change in changes if change),
        )
    )
