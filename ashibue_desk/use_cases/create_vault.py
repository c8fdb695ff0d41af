"""The first hour: an office gets its vault."""

import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ashibue_desk.domain.backup import RecoverySheetRecord
from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.office import Office
from ashibue_desk.domain.users import NewUser
from ashibue_desk.machine.keychain import DeviceSecrets
from ashibue_desk.machine.recent_vaults import RecentVaults
from ashibue_desk.storage.key_material import database_key
from ashibue_desk.storage.new_vault import (
    SlotPlan,
    VaultKeys,
    make_database,
    make_slots,
    put_in_place,
    staging_folder,
)
from ashibue_desk.storage.recovery_identity import RecoveryIdentity
from ashibue_desk.storage.user_slot import UserSlot
from ashibue_desk.use_cases.abilities import rightful_holders
from ashibue_desk.use_cases.first_rights import first_appointments, first_number_files, public_halves
from ashibue_desk.use_cases.rights import Grant, grant_keys
from ashibue_desk.use_cases.surroundings import Surroundings

if TYPE_CHECKING:
    from ashibue_desk.storage.vault import Vault

CREATED = "保管庫をつくった"
"""What the log says first; the first recovery sheet was made then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVaultPlan:
    """What the wizard gathered. ``users`` holds the officer and, if another person, the first handler."""

    place: Path
    office: Office
    users: tuple[NewUser, ...]
    identity: RecoveryIdentity = field(repr=False)
    key_file: bool = False  # keep the device secret in a file, where the PC has no keychain
    sample: bool = False


def new_user_id() -> str:
    """Return a fresh id for a user."""
    return uuid.uuid4().hex


def create_vault(surroundings: Surroundings, plan: NewVaultPlan) -> None:
    """Make the vault; afterwards it is whole at ``plan.place``, or there is none.

    Raises ``PlaceTaken``, what the keychain says, or what the disk refuses. Takes a second for each user.
    """
    secrets = surroundings.key_files if plan.key_file else surroundings.keychain()
    with staging_folder(plan.place) as staging:
        keys = VaultKeys.new()
        slots = make_slots(staging, keys, _slot_plan(surroundings, plan, secrets))
        make_database(staging, keys)
        _write_first_page(surroundings, staging, keys, plan, slots)
        secrets.write(keys.vault_id, keys.device_secret)
        put_in_place(staging, plan.place)
    with suppress(Situation):  # a convenience: the vault is there all the same
        RecentVaults(surroundings.folders.recent_vaults).remember(plan.place)


def _first_rights(
    surroundings: Surroundings, vault: "Vault", plan: NewVaultPlan, vault_id: str, now: str
) -> None:
    regulation, by = surroundings.regulation(), plan.users[0].name
    file_keys = first_number_files(vault, regulation, plan.identity.public, by, now)
    first_appointments(vault, now)
    holders = rightful_holders(vault, regulation, surroundings.clock.today())
    grant_keys(vault, file_keys, holders, public_halves(vault), Grant(vault_id, now, by))


def _slot_plan(surroundings: Surroundings, plan: NewVaultPlan, secrets: DeviceSecrets) -> SlotPlan:
    return SlotPlan(
        users=plan.users,
        binding=secrets.name,
        sample=plan.sample,
        business_year=plan.identity.business_year,
        recovery_public=plan.identity.public,
        cost=surroundings.cost,
        today=surroundings.clock.today(),
    )


def _write_first_page(
    surroundings: Surroundings,
    staging: Path,
    keys: VaultKeys,
    plan: NewVaultPlan,
    slots: tuple[UserSlot, ...],
) -> None:
    from ashibue_desk.storage.vault import Vault

    clock = surroundings.clock
    now = clock.now_utc().isoformat(timespec="seconds")
    vault = Vault(staging, database_key(keys.master_key, keys.vault_id))
    try:
        with vault.transaction():
            vault.settings.set_office(plan.office)
            for slot in slots:
                vault.users.add(slot, now)
            _first_rights(surroundings, vault, plan, keys.vault_id, now)
            public, year = plan.identity.public, plan.identity.business_year
            vault.backups.add_sheet(RecoverySheetRecord(public, year, now, now))
            vault.log.append(
                LogLine(
                    log_class=LogClass.ADMINISTRATION,
                    act=CREATED,
                    object_label=plan.office.name,
                    count=len(slots),
                    detail=f"利用者 {'、'.join(slot.name for slot in slots)}",
                ),
                actor_id=slots[0].user_id,
                actor_name=slots[0].name,
                at=now,
                local_at=clock.local_now().isoformat(timespec="seconds"),
            )
        vault.verify()
    finally:
        vault.close()
