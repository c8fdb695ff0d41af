"""What happens when somebody has opened the vault: failed tries into the log, and keys and numbers brought up to date.

All of it is one transaction: a kill leaves the vault as it was, and the next arrival does it.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.storage import key_slots
from ashibue_desk.storage.failed_tries import FailedTries
from ashibue_desk.storage.key_material import public_bytes
from ashibue_desk.storage.sealing import NotSealedForThis
from ashibue_desk.use_cases.abilities import rightful_holders
from ashibue_desk.use_cases.binding_trace import settle_code
from ashibue_desk.use_cases.first_rights import first_appointments, first_number_files
from ashibue_desk.use_cases.key_file import change_key_file, unknown_edition
from ashibue_desk.use_cases.rights import (
    Grant,
    grant_keys,
    known_publics,
    seal_for_sheets,
    seal_rights,
    unvouched,
)
from ashibue_desk.use_cases.situations import NumberTampered

if TYPE_CHECKING:
    from ashibue_desk.storage.user_slot import UserSlot
    from ashibue_desk.use_cases.desk import Desk

WITH_SHEET = "復旧シートで開き、パスワードを設定し直してこのPCに結び付けた"
_NOT_GIVEN = "選任の記録に責任者の署名が見あたらないため、鍵を渡していない"
_FAILURES_LOGGED = "failures logged"  # ids of those that still lie in the file of failed tries
_FOREIGN_KEYS = "利用者の鍵が記録と違う(復旧シートで途中までの作業か、書き換え)"


def note_arrival(desk: "Desk", act: str, slot: "UserSlot", sheet: str) -> None:
    """Write down who came and what befell the vault meanwhile, and open the actor's keys.

    ``sheet`` is the text of the recovery sheet when the vault was opened with it, else empty.
    """
    from ashibue_desk.use_cases.kept_originals import keep_originals  # the door is shown without the wordings

    tries = FailedTries(desk.vault.folder, desk.header.vault_id, desk.device_secret)
    with desk.act():
        _log_failures(desk, tries)
        settle_code(desk)
        befallen = unknown_edition(desk, just_written=int(act == WITH_SHEET))
        if befallen:
            desk.log(LogLine(log_class=LogClass.ACCESS, act=befallen, detail=f"第{desk.header.epoch}版"))
        desk.log(LogLine(log_class=LogClass.ACCESS, act=act))
        _bring_keys_up_to_date(desk, slot, sheet)
        keep_originals(desk)
        desk.vault.users.used(desk.actor.user_id, desk.now())
    tries.forget(desk.actor.user_id)


def drop_first_number_key(desk: "Desk") -> None:
    """Take the number key of the first schema out of the key file, once no number needs it."""
    slots = key_slots.read_slots(desk.vault.folder, desk.device_secret)
    holders = [slot for slot in slots.users if slot.sealed_number_key_0001 is not None]
    if not holders or not desk.vault.number_files.compartments() or desk.vault.numbers.of_first_schema():
        return
    bundle = key_slots.RecoveryBundle(desk.device_secret, desk.keys.master_key)
    header = replace(slots.header, recovery_bundle=bundle.sealed(slots.header.recovery_public))
    users = tuple(replace(slot, sealed_number_key_0001=None) for slot in slots.users)
    line = LogLine(log_class=LogClass.ADMINISTRATION, act="前の版の番号の鍵を、鍵のファイルから消した")
    change_key_file(desk, replace(slots, header=header, users=users), lambda: desk.log(line))
    desk.ring.keys = replace(desk.keys, number_key_0001=None)


def _log_failures(desk: "Desk", tries: FailedTries) -> None:
    failures = tries.all()
    logged = frozenset(desk.vault.settings.get(_FAILURES_LOGGED, ()))
    names = {user.user_id: user.name for user in desk.vault.users.all()}
    for failed in failures:
        if failed.id not in logged:
            local = failed.at.astimezone(desk.surroundings.clock.local_now().tzinfo)
            desk.log(
                LogLine(
                    log_class=LogClass.ACCESS,
                    act="パスワードの間違い",
                    object_id=failed.user_id,
                    object_label=names.get(failed.user_id, ""),
                    detail=f"{local:%Y-%m-%d %H:%M:%S}",
                )
            )
    if failures or logged:
        desk.vault.settings.set(_FAILURES_LOGGED, [failed.id for failed in failures])


def _bring_keys_up_to_date(desk: "Desk", slot: "UserSlot", sheet: str) -> None:
    if sheet:
        _take_own_keys_from_sheet(desk, slot, sheet)
    elif {slot.agreement_public, desk.vault.users.get(slot.user_id).agreement_public} != {
        public_bytes(desk.keys.agreement)
    }:
        # Nothing is sealed to such a key until the sheet or the officer has set it.
        desk.log(LogLine(log_class=LogClass.ACCESS, act=_FOREIGN_KEYS, object_label=slot.name))
    _move_numbers_of_first_schema(desk)
    desk.open_file_keys()
    _tell_of_keys_that_do_not_open(desk)
    for key in desk.file_keys.values():
        desk.vault.numbers.complete_index(key)
    compartments = {one.file_id for one in desk.vault.number_files.compartments()}
    if compartments and compartments <= set(desk.file_keys):
        seal_rights(desk, about="")  # a term that began or ended since
        _tell_of_appointments_without_key(desk)
        _follow_the_sheet(desk)


def _tell_of_keys_that_do_not_open(desk: "Desk") -> None:
    """Write down what is sealed to the actor and does not open, or does not belong to what numbers are sealed to."""
    names = {file.id: file.name for file in desk.vault.number_files.all() if file.is_open}
    amiss = desk.vault.file_keys.files_of(desk.actor.user_id) & set(names) - set(desk.file_keys)
    if amiss:
        told = "、".join(sorted(names[file_id] for file_id in amiss))
        desk.log(
            LogLine(log_class=LogClass.ACCESS, act="特定個人情報ファイルの鍵が合わない", object_label=told)
        )


def _tell_of_appointments_without_key(desk: "Desk") -> None:
    """Write down who is on record as in charge and was given no key: no officer at this desk signed the record."""
    names = {user.user_id: user.name for user in desk.vault.users.all()}
    waiting = sorted(names.get(user_id, "") for user_id in unvouched(desk))
    if waiting:
        desk.log(LogLine(log_class=LogClass.ACCESS, act=_NOT_GIVEN, object_label="、".join(waiting)))


def _take_own_keys_from_sheet(desk: "Desk", slot: "UserSlot", sheet: str) -> None:
    """Seal what the actor held to the actor's new key; the sheet opens it, and gives nobody more than they had."""
    from ashibue_desk.storage.compartments import keys_from_sheet

    desk.vault.users.renew_keys(slot)
    file_keys = keys_from_sheet(desk.vault, sheet)
    own = dict.fromkeys(desk.vault.file_keys.files_of(slot.user_id) & set(file_keys), (slot.user_id,))
    grant = Grant(desk.header.vault_id, desk.now(), desk.actor.name)
    grant_keys(desk.vault, file_keys, own, {slot.user_id: slot.agreement_public}, grant)


def _move_numbers_of_first_schema(desk: "Desk") -> None:
    """Whoever still holds the one number key of the first schema moves its numbers into compartments."""
    from ashibue_desk.storage.compartments import move_from_first_schema

    old = desk.keys.number_key_0001
    if old is None or desk.vault.number_files.compartments():
        return
    vault, now, by = desk.vault, desk.now(), desk.actor.name
    file_keys = first_number_files(vault, desk.regulation, desk.header.recovery_public, by, now)
    first_appointments(vault, now)
    holders = rightful_holders(vault, desk.regulation, desk.today)
    grant_keys(vault, file_keys, holders, known_publics(desk), Grant(desk.header.vault_id, now, by))
    try:
        moved = move_from_first_schema(vault, old, file_keys)
    except (NotSealedForThis, ValueError):
        raise NumberTampered from None
    desk.log(
        LogLine(
            log_class=LogClass.ADMINISTRATION,
            act="特定個人情報ファイルをつくり、個人番号を移した",
            count=max(1, moved),
            detail=f"{moved}人分",
        )
    )


def _follow_the_sheet(desk: "Desk") -> None:
    """Seal the keys to the recovery sheet that the key file names, where a crash left them behind."""
    sheet = desk.header.recovery_public
    if any(copy.sheets != (sheet,) for copy in desk.vault.number_files.sheet_copies()):
        seal_for_sheets(desk, sheet)
