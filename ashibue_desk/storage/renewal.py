"""Renewing the master key: the database under its new key stands ready beside the old one before the key file is written.

After a crash the next arrival has one master key at hand, that of the key file. If the copy opens with it, it takes the
old one's name; otherwise it is deleted. So at every moment the key file and one of the two databases belong together.
"""

import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from ashibue_desk.domain.errors import Situation
from ashibue_desk.files.os_errors import situation_of as file_situation_of
from ashibue_desk.files.private_files import flush_folder
from ashibue_desk.storage.backup_file import export_database, remove_database
from ashibue_desk.storage.connection import APPLICATION_ID, DATABASE_NAME, connect, verify
from ashibue_desk.storage.key_material import DatabaseKey, database_key
from ashibue_desk.storage.key_slots import Header, KeySlots, RecoveryBundle, write_slots

RENEWED_NAME = DATABASE_NAME + ".renewed"
SNAPSHOTS = "snapshots"  # older databases, under master keys of their time


def write_renewed(raw: Any, folder: Path, key: DatabaseKey) -> None:
    """Write the open database anew under ``key`` beside itself, and prove it; raise what the disk refuses."""
    copy = folder / RENEWED_NAME
    remove_database(copy)
    try:
        export_database(raw, key, copy)
    except BaseException:
        remove_database(copy)
        raise


def reseal_slots(slots: KeySlots, device_secret: bytes, master_key: bytes) -> KeySlots:
    """Return the key file for another master key, which needs nobody's password: public halves are enough."""
    header = slots.header
    bundle = RecoveryBundle(device_secret, master_key).sealed(header.recovery_public)
    users = tuple(slot.with_master_key(master_key, header.vault_id) for slot in slots.users)
    return KeySlots(replace(header, recovery_bundle=bundle), users)


def change_over(folder: Path, slots: KeySlots, device_secret: bytes) -> Header:
    """Write the key file for the new master key, then let the copy take the database's name; return the new header.

    The database is closed. A failure puts the old key file back and deletes the copy.
    """
    try:
        return write_slots(folder, slots, device_secret, and_then=lambda: _take_the_name(folder)).header
    except BaseException:
        remove_database(folder / RENEWED_NAME)
        raise


def settle_renewal(folder: Path, master_key: bytes, vault_id: str) -> bool:
    """Finish a renewal that a crash cut short, or forget it; return whether there was one. Only under the vault's lock.

    Nothing is deleted before the database itself has opened with the key at hand.
    """
    copy, key = folder / RENEWED_NAME, database_key(master_key, vault_id)
    if not copy.is_file():
        return False
    if _is_whole(copy, key):
        _take_the_name(folder)
    elif _is_whole(folder / DATABASE_NAME, key):
        remove_database(copy)
    return True


def forget_snapshots(folder: Path) -> None:
    """Delete databases kept from before a migration: they open with the key that was just given up."""
    shutil.rmtree(folder / SNAPSHOTS, ignore_errors=True)


def _take_the_name(folder: Path) -> None:
    path = folder / DATABASE_NAME
    # The copy holds everything. A journal of the old file must be gone before: it would be played into the new one.
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    try:
        (folder / RENEWED_NAME).replace(path)
    except OSError as error:
        raise file_situation_of(error, path) from error
    with suppress(OSError):  # the name is taken; nothing may fail from here on
        flush_folder(folder)


def _is_whole(path: Path, key: DatabaseKey) -> bool:
    """Whether a database of ours opens with ``key``.

    A half written copy goes back to an empty one when its journal is played back, and that opens with any key and verifies;
    ``export_database`` marks a copy as ours when everything is in it.
    """
    try:
        connection = connect(path, key)
    except Situation:
        return False
    try:
        verify(connection)
        return bool(connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,))
    except Situation:
        return False
    finally:
        connection.close()
