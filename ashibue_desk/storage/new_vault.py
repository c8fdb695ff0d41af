"""Building a vault beside its place, so that a crash leaves no vault or a whole one.

Everything is made and proven in a hidden folder; the last step is one rename, done by the caller after the
keychain holds the device secret.
"""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ashibue_desk.domain.users import NewUser
from ashibue_desk.files.os_errors import situation_of as file_situation_of
from ashibue_desk.files.private_files import flush_folder, make_private_folder
from ashibue_desk.storage.connection import DATABASE_NAME, connect
from ashibue_desk.storage.key_material import database_key, new_secret
from ashibue_desk.storage.key_slots import Header, KeySlots, RecoveryBundle, write_slots
from ashibue_desk.storage.schema import build
from ashibue_desk.storage.situations import PlaceTaken
from ashibue_desk.storage.user_slot import KdfCost, UserSlot, make_slot


@dataclass(frozen=True, slots=True)
class VaultKeys:
    """The secrets of a vault that is being made."""

    vault_id: str
    device_secret: bytes = field(repr=False)
    master_key: bytes = field(repr=False)

    @classmethod
    def new(cls) -> "VaultKeys":
        """Make fresh secrets, for a new vault and for a restored one."""
        return cls(uuid.uuid4().hex, new_secret(), new_secret())


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotPlan:
    """Who may open the new vault and how it is bound."""

    users: tuple[NewUser, ...]
    binding: str
    sample: bool
    business_year: int
    recovery_public: str
    cost: KdfCost
    today: date


@contextmanager
def staging_folder(place: Path) -> Iterator[Path]:
    """Give an empty folder beside ``place`` to build in, and remove it when the block fails.

    Raises ``PlaceTaken`` if something lies at ``place`` already, or what the disk refuses.
    """
    try:
        if place.exists() and (not place.is_dir() or any(place.iterdir())):
            raise PlaceTaken
    except OSError as error:
        raise file_situation_of(error, place) from error
    staging = place.with_name(f".{place.name}.new")
    shutil.rmtree(staging, ignore_errors=True)
    make_private_folder(place.parent)
    try:
        yield make_private_folder(staging)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def make_slots(folder: Path, keys: VaultKeys, plan: SlotPlan) -> tuple[UserSlot, ...]:
    """Write the key-slot file of a new vault and return the users' slots."""
    users = tuple(
        make_slot(user, keys.vault_id, keys.master_key, plan.cost, plan.today) for user in plan.users
    )
    bundle = RecoveryBundle(keys.device_secret, keys.master_key)
    header = Header(
        vault_id=keys.vault_id,
        epoch=0,
        binding=plan.binding,
        sample=plan.sample,
        business_year=plan.business_year,
        recovery_public=plan.recovery_public,
        recovery_bundle=bundle.sealed(plan.recovery_public),
    )
    write_slots(folder, KeySlots(header, users), keys.device_secret)
    return users


def make_database(folder: Path, keys: VaultKeys) -> None:
    """Create the empty database of a new vault."""
    connection = connect(folder / DATABASE_NAME, database_key(keys.master_key, keys.vault_id), create=True)
    try:
        build(connection)
    finally:
        connection.close()


def put_in_place(staging: Path, place: Path) -> None:
    """Give the finished vault its name, in one step; raise what the disk refuses."""
    try:
        with suppress(FileNotFoundError):
            place.rmdir()  # an empty folder that the person made for it
        staging.rename(place)
        flush_folder(place.parent)
    except OSError as error:
        raise file_situation_of(error, place) from error
