"""After a renewal that was cut short, the key file and one of the two databases belong together, and the other one goes."""

import shutil
from pathlib import Path

import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.storage.connection import DATABASE_NAME, connect, keyspec_for_sql
from ashibue_desk.storage.key_material import DatabaseKey, database_key, new_secret
from ashibue_desk.storage.key_slots import open_recovery_bundle, read_slots
from ashibue_desk.storage.renewal import RENEWED_NAME, change_over, settle_renewal, write_renewed
from tests.helpers.desks import Scene


def master_key_of(scene: Scene) -> bytes:
    return open_recovery_bundle(scene.place, scene.identity.text).master_key


def copy_under(scene: Scene, key: DatabaseKey) -> Path:
    """Write the database anew beside itself, as a renewal does first."""
    raw = connect(scene.place / DATABASE_NAME, database_key(master_key_of(scene), scene.vault_id))
    try:
        write_renewed(raw, scene.place, key)
    finally:
        raw.close()
    return scene.place / RENEWED_NAME


def opens(path: Path, key: DatabaseKey) -> bool:
    try:
        connect(path, key).close()
    except Situation:
        return False
    return True


def test_where_nothing_was_begun_nothing_is_settled(scene: Scene) -> None:
    before = (scene.place / DATABASE_NAME).read_bytes()
    assert not settle_renewal(scene.place, master_key_of(scene), scene.vault_id)
    assert (scene.place / DATABASE_NAME).read_bytes() == before


def test_a_copy_that_fits_the_key_file_takes_the_name(scene: Scene) -> None:
    """The key file for the new master key was written, and the rename did not come any more."""
    fresh = new_secret()
    copy = copy_under(scene, database_key(fresh, scene.vault_id))
    assert settle_renewal(scene.place, fresh, scene.vault_id)
    assert not copy.exists()
    assert opens(scene.place / DATABASE_NAME, database_key(fresh, scene.vault_id))


def test_a_copy_that_the_key_file_does_not_open_is_forgotten(scene: Scene) -> None:
    copy = copy_under(scene, database_key(new_secret(), scene.vault_id))
    assert settle_renewal(scene.place, master_key_of(scene), scene.vault_id)
    assert not copy.exists()
    assert opens(scene.place / DATABASE_NAME, database_key(master_key_of(scene), scene.vault_id))


def test_a_damaged_copy_never_takes_the_name(scene: Scene) -> None:
    """It opens with the key at hand, and a page behind the first is not authentic any more."""
    copy = copy_under(scene, database_key(master_key_of(scene), scene.vault_id))
    data = bytearray(copy.read_bytes())
    data[-100] ^= 1
    copy.write_bytes(data)
    before = (scene.place / DATABASE_NAME).read_bytes()
    assert settle_renewal(scene.place, master_key_of(scene), scene.vault_id)
    assert (scene.place / DATABASE_NAME).read_bytes() == before
    assert not copy.exists()


def test_a_half_written_copy_never_takes_the_name(scene: Scene) -> None:
    """Its journal is played back as it is opened, what is left is empty, and an empty database opens with any key."""
    copy = scene.place / RENEWED_NAME
    side = scene.root / "half written.db"
    raw = connect(scene.place / DATABASE_NAME, database_key(master_key_of(scene), scene.vault_id))
    try:
        key = keyspec_for_sql(database_key(new_secret(), scene.vault_id))
        raw.execute(f"ATTACH DATABASE ? AS copy KEY {key}", (str(side),))
        raw.execute("PRAGMA copy.cache_size = 5")  # the pages go to the disk before the commit
        raw.execute("BEGIN")
        raw.execute("CREATE TABLE copy.half (value)")
        raw.executemany("INSERT INTO copy.half VALUES (randomblob(?))", [(3000,)] * 100)
        for suffix in ("", "-journal"):
            shutil.copyfile(f"{side}{suffix}", f"{copy}{suffix}")
    finally:
        raw.close()
    before = (scene.place / DATABASE_NAME).read_bytes()
    assert settle_renewal(scene.place, master_key_of(scene), scene.vault_id)
    assert (scene.place / DATABASE_NAME).read_bytes() == before
    assert not copy.exists()


def test_where_neither_opens_both_are_kept(scene: Scene) -> None:
    """Whatever happened, one of the two holds the office's data."""
    copy = copy_under(scene, database_key(new_secret(), scene.vault_id))
    before = copy.read_bytes(), (scene.place / DATABASE_NAME).read_bytes()
    assert settle_renewal(scene.place, new_secret(), scene.vault_id)
    assert (copy.read_bytes(), (scene.place / DATABASE_NAME).read_bytes()) == before


def test_a_copy_that_cannot_be_written_leaves_none(scene: Scene) -> None:
    (scene.place / RENEWED_NAME).write_bytes(b"left by a crash, and no database")
    raw = connect(scene.place / DATABASE_NAME, database_key(master_key_of(scene), scene.vault_id))
    raw.close()
    with pytest.raises(RuntimeError):
        write_renewed(raw, scene.place, database_key(new_secret(), scene.vault_id))
    assert not (scene.place / RENEWED_NAME).exists()


def test_a_change_over_without_a_copy_puts_the_old_key_file_back(scene: Scene) -> None:
    secret = scene.device_secret
    slots = read_slots(scene.place, secret)
    with pytest.raises(Situation):
        change_over(scene.place, slots, secret)
    assert read_slots(scene.place, secret) == slots
    assert opens(scene.place / DATABASE_NAME, database_key(master_key_of(scene), scene.vault_id))
