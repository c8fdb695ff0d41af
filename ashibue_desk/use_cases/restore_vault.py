"""Restoring a backup with its recovery sheet: into an empty place, never over a vault that is there."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ashibue_desk.domain.backup import BackupRecord, VaultSummary
from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.users import NewUser
from ashibue_desk.files.private_files import make_private_folder
from ashibue_desk.machine.recent_vaults import RecentVaults
from ashibue_desk.storage.key_material import agreement_private, database_key
from ashibue_desk.storage.new_vault import SlotPlan, VaultKeys, make_slots, put_in_place, staging_folder
from ashibue_desk.storage.recovery_identity import public_of, read_sheet
from ashibue_desk.storage.situations import BackupDamaged, BackupForeign, NewerSchema, NotABackup
from ashibue_desk.use_cases.abilities import rightful_holders
from ashibue_desk.use_cases.first_rights import first_appointments, first_number_files, public_halves
from ashibue_desk.use_cases.key_file import EPOCH
from ashibue_desk.use_cases.rights import Grant, grant_keys
from ashibue_desk.use_cases.situations import SheetUnreadable
from ashibue_desk.use_cases.surroundings import Surroundings

if TYPE_CHECKING:
    from ashibue_desk.storage.backup_inside import OpenedBackup
    from ashibue_desk.storage.user_slot import UserSlot
    from ashibue_desk.storage.vault import Vault

OF_THE_FILE = (BackupDamaged, BackupForeign, NewerSchema, NotABackup)
"""What another file helps with, and no other sheet."""


@dataclass(frozen=True, slots=True)
class BackupUser:
    """Somebody who could use the vault when the backup was made, and needs a new password now."""

    user_id: str
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class BackupInside:
    """What a proven backup holds, for the comparison before a restore."""

    business_year: int
    summary: VaultSummary
    users: tuple[BackupUser, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RestorePlan:
    """What the restore wizard gathered. ``users`` are those who get a new password, the one at the desk first."""

    backup: Path
    sheet: str = field(repr=False)
    place: Path
    users: tuple[NewUser, ...]
    key_file: bool = False


def restore_act(generation: int) -> str:
    """Return what the log says first after a vault came back from a generation."""
    return f"バックアップ(第{generation}世代)からの復元"


def look_inside(surroundings: Surroundings, backup: Path, sheet: str) -> BackupInside:
    """Open and prove a backup, and return what it holds; nothing of it is kept.

    Raises ``NotABackup``, ``WrongSheet``, ``BackupDamaged`` or ``SheetUnreadable``.
    """
    with _opened(surroundings.folders.data, backup, sheet) as opened:
        users = tuple(
            BackupUser(user["user_id"], user["name"], frozenset(Role(role) for role in user["roles"]))
            for user in opened.users
        )
        return BackupInside(opened.business_year, opened.summary, users)


def restore_vault(surroundings: Surroundings, plan: RestorePlan) -> None:
    """Make a vault at ``plan.place`` from a backup; afterwards it is whole there, or there is none.

    The new vault has new keys of its own, so nothing of a stolen PC opens it; its numbers stay sealed to the keys of their
    compartments, which the sheet opens and seals to the same people anew.

    Raises what ``look_inside`` raises, ``PlaceTaken``, and what keychain and disk say.
    """
    device = surroundings.key_files if plan.key_file else surroundings.keychain()
    with staging_folder(plan.place) as staging:
        with _opened(staging, plan.backup, plan.sheet) as opened:
            keys = VaultKeys.new()
            slots = make_slots(
                staging,
                keys,
                SlotPlan(
                    users=plan.users,
                    binding=device.name,
                    sample=False,
                    business_year=opened.business_year,
                    recovery_public=public_of(_text(plan.sheet)),
                    cost=surroundings.cost,
                    today=surroundings.clock.today(),
                ),
            )
            _move_in(surroundings, plan, staging, keys, opened, slots)
        device.write(keys.vault_id, keys.device_secret)
        put_in_place(staging, plan.place)
    with suppress(Situation):  # a convenience: the vault is there all the same
        RecentVaults(surroundings.folders.recent_vaults).remember(plan.place)


def _move_in(
    surroundings: Surroundings,
    plan: RestorePlan,
    staging: Path,
    keys: VaultKeys,
    opened: "OpenedBackup",
    slots: "tuple[UserSlot, ...]",
) -> None:
    from ashibue_desk.storage.backup_file import copy_database
    from ashibue_desk.storage.connection import DATABASE_NAME
    from ashibue_desk.storage.opening import open_vault

    key = database_key(keys.master_key, keys.vault_id)
    copy_database(opened.database, opened.key, staging / DATABASE_NAME, key)
    vault = open_vault(staging, key, staging / "snapshots" / "before-restore.db")
    clock = surroundings.clock
    try:
        with vault.transaction():
            for slot in slots:
                vault.users.renew_keys(slot)
            _hand_out_keys(surroundings, plan, vault, keys.vault_id, opened)
            vault.settings.set(EPOCH, None)  # the new key file counts from its own beginning
            # A backup is made before it stands in the ledger, so its own copy does not know it.
            if opened.summary.generation >= vault.backups.next_generation():
                vault.backups.add(_record(plan, opened, vault.log.last_seq()))
            vault.log.append(
                LogLine(
                    log_class=LogClass.ADMINISTRATION,
                    act=restore_act(opened.summary.generation),
                    detail=f"{opened.summary.made_at} のバックアップ",
                ),
                actor_id=plan.users[0].user_id,
                actor_name=plan.users[0].name,
                at=clock.now_utc().isoformat(timespec="seconds"),
                local_at=clock.local_now().isoformat(timespec="seconds"),
            )
        vault.verify()
    finally:
        vault.close()


def _hand_out_keys(
    surroundings: Surroundings, plan: RestorePlan, vault: "Vault", vault_id: str, opened: "OpenedBackup"
) -> None:
    """Seal the keys of the compartments to the same people's new keys; whoever got no new password holds none."""
    from ashibue_desk.storage.compartments import keys_from_sheet, move_from_first_schema

    sheet, by = _text(plan.sheet), plan.users[0].name
    now = surroundings.clock.now_utc().isoformat(timespec="seconds")
    holders = vault.file_keys.holders()
    if opened.number_key_0001:
        file_keys = first_number_files(vault, surroundings.regulation(), public_of(sheet), by, now)
        move_from_first_schema(vault, agreement_private(opened.number_key_0001), file_keys)
        first_appointments(vault, now)
        holders = rightful_holders(vault, surroundings.regulation(), surroundings.clock.today())
    else:
        file_keys = keys_from_sheet(vault, sheet)
    present = {user.user_id for user in plan.users}
    publics = {user_id: public for user_id, public in public_halves(vault).items() if user_id in present}
    for file_id in holders:
        vault.file_keys.revoke(file_id)
    kept = {file_id: held for file_id, held in holders.items() if file_id in file_keys}
    grant_keys(vault, file_keys, kept, publics, Grant(vault_id, now, by))


def _record(plan: RestorePlan, opened: "OpenedBackup", log_seq: int) -> BackupRecord:
    return BackupRecord(
        generation=opened.summary.generation,
        made_at=opened.summary.made_at,
        business_year=opened.business_year,
        recovery_public=public_of(_text(plan.sheet)),
        file_name=plan.backup.name,
        place=str(plan.backup.parent),
        device="復元に使ったバックアップ",
        sha256=opened.proof.sha256,
        size=opened.proof.size,
        log_seq=log_seq,
    )


@contextmanager
def _opened(folder: Path, backup: Path, sheet: str) -> "Iterator[OpenedBackup]":
    from ashibue_desk.storage.backup_file import open_backup, remove_database

    text = _text(sheet)
    make_private_folder(folder)
    for left_by_a_kill in folder.glob(".restoring-*.db"):
        remove_database(left_by_a_kill)
    into = folder / f".restoring-{secrets.token_hex(6)}.db"
    try:
        yield open_backup(backup, text, into)
    finally:
        remove_database(into)


def _text(sheet: str) -> str:
    text = read_sheet(sheet)
    if isinstance(text, Problem):
        raise SheetUnreadable(what=text.sentence)
    return text
