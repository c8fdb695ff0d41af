"""Migration: an older database becomes the present one on a copy; one that fails leaves everything as it was."""

import errno
import shutil
from pathlib import Path
from typing import Any

import pytest

from ashibue_desk.files.situations import DiskFull
from ashibue_desk.storage.connection import DATABASE_NAME, connect, verify
from ashibue_desk.storage.key_material import DatabaseKey
from ashibue_desk.storage.schema import migrate_on_a_copy, needs_migration, schema_of
from ashibue_desk.storage.situations import VaultDamaged
from tests.helpers.desks import Scene
from tests.storage.databases import key_of, next_versions


def content(path: Path, key: DatabaseKey) -> list[Any]:
    opened = connect(path, key)
    try:
        verify(opened)
        return [
            opened.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            for table in ("people", "numbers", "log", "collections")
        ]
    finally:
        opened.close()


class TestMigration:
    """An older vault becomes the present one on a proven copy."""

    def test_the_data_is_there_afterwards_and_the_old_file_is_kept(
        self, scene: Scene, tmp_path: Path
    ) -> None:
        path, key = scene.place / DATABASE_NAME, key_of(scene)
        before = content(path, key)
        kept = scene.place / "snapshots" / "before.db"
        migrate_on_a_copy(path, key, kept, versions=next_versions(tmp_path))
        opened = connect(path, key)
        try:
            assert schema_of(opened) == "9998"
            assert (
                opened.execute("SELECT nickname FROM people WHERE nickname <> 'of ' || name").fetchall() == []
            )
            assert opened.execute("SELECT count(*) FROM people").fetchone() == (len(before[0]),)
            assert opened.execute("PRAGMA foreign_keys").fetchone() == (1,)
        finally:
            opened.close()
        assert content(path, key)[1:] == before[1:]
        assert content(kept, key) == before
        assert not list(scene.place.glob("*.migrating*"))

    def test_it_is_asked_for_an_older_file_and_for_no_other(self, scene: Scene) -> None:
        path, key = scene.place / DATABASE_NAME, key_of(scene)
        opened = connect(path, key)
        assert not needs_migration(opened)
        assert needs_migration(opened, head="9998")
        opened.close()

    @pytest.mark.parametrize(
        "more", ["    raise RuntimeError", "    op.execute('SELECT nothing FROM nowhere')"]
    )
    def test_one_that_fails_leaves_everything_as_it_was(
        self, scene: Scene, tmp_path: Path, more: str
    ) -> None:
        path, key = scene.place / DATABASE_NAME, key_of(scene)
        content(path, key)
        before = path.read_bytes()
        with pytest.raises(RuntimeError):
            migrate_on_a_copy(path, key, scene.place / "kept.db", versions=next_versions(tmp_path, more))
        assert path.read_bytes() == before
        assert not (scene.place / "kept.db").exists()
        assert not list(scene.place.glob("*.migrating*"))

    def test_a_disk_that_does_not_let_it_take_the_name_keeps_the_old_file(
        self, scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path, key = scene.place / DATABASE_NAME, key_of(scene)
        content(path, key)
        before = path.read_bytes()

        def refuse(_copy: Path, _target: Path) -> None:
            raise OSError(errno.ENOSPC, "no space")

        monkeypatch.setattr(Path, "replace", refuse)
        with pytest.raises(DiskFull):
            migrate_on_a_copy(path, key, scene.place / "kept.db", versions=next_versions(tmp_path))
        assert path.read_bytes() == before
        assert (scene.place / "kept.db").read_bytes() == before
        assert not list(scene.place.glob("*.migrating*"))

    def test_one_that_breaks_references_is_refused(self, scene: Scene, tmp_path: Path) -> None:
        path, key = scene.place / DATABASE_NAME, key_of(scene)
        before = content(path, key)
        versions = next_versions(tmp_path, "    op.execute('DELETE FROM people')")
        with pytest.raises(VaultDamaged):
            migrate_on_a_copy(path, key, scene.place / "kept.db", versions=versions)
        assert content(path, key) == before

    def test_a_damaged_file_is_not_migrated(self, scene: Scene, tmp_path: Path) -> None:
        path, key = scene.place / DATABASE_NAME, key_of(scene)
        data = bytearray(path.read_bytes())
        data[-2000] ^= 1
        path.write_bytes(data)
        with pytest.raises(VaultDamaged):
            migrate_on_a_copy(path, key, scene.place / "kept.db", versions=next_versions(tmp_path))
        assert path.read_bytes() == data

    def test_what_a_kill_left_does_not_get_into_the_copy(self, scene: Scene, tmp_path: Path) -> None:
        """The journal of an attempt that was killed is a valid journal under the same key."""
        path, key = scene.place / DATABASE_NAME, key_of(scene)
        before = content(path, key)
        copy = path.with_name(DATABASE_NAME + ".migrating")
        shutil.copyfile(path, copy)
        opened = connect(copy, key)
        opened.execute("DROP TRIGGER log_is_never_changed")
        opened.execute("UPDATE log SET act = 'never happened'")
        for suffix in ("", "-wal", "-shm"):
            left = copy.with_name(copy.name + suffix)
            shutil.copyfile(left, left.with_name(left.name + ".kept"))
        opened.close()
        for suffix in ("", "-wal", "-shm"):
            left = copy.with_name(copy.name + suffix)
            shutil.move(left.with_name(left.name + ".kept"), left)
        migrate_on_a_copy(path, key, scene.place / "kept.db", versions=next_versions(tmp_path))
        assert content(path, key)[2] == before[2]
