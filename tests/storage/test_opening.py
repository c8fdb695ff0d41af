"""Opening a vault: an older schema is brought up to date, a newer one is refused, and so is what somebody planted, also later."""

import hashlib
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.storage import schema
from ashibue_desk.storage.connection import DATABASE_NAME, connect
from ashibue_desk.storage.key_material import new_database_key
from ashibue_desk.storage.opening import open_vault
from ashibue_desk.storage.schema import schema_of
from ashibue_desk.storage.situations import ForeignSchema, NewerSchema, VaultDamaged
from ashibue_desk.storage.vault import Vault
from tests.helpers.desks import Scene
from tests.storage.databases import key_of, know_the_next_shape, next_versions


@pytest.mark.parametrize("revision", ["0002", "9999", "zzzz", ""])
def test_a_newer_schema_is_refused_and_the_file_stays_as_it_is(scene: Scene, revision: str) -> None:
    path, key = scene.place / DATABASE_NAME, key_of(scene)
    opened = connect(path, key)
    opened.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    opened.close()
    before = {entry.name: hashlib.sha256(entry.read_bytes()).digest() for entry in scene.place.iterdir()}
    with pytest.raises(NewerSchema) as raised:
        scene.unlock()
    assert "新しい版" in raised.value.sentence()
    after = {entry.name: hashlib.sha256(entry.read_bytes()).digest() for entry in scene.place.iterdir()}
    after.pop("in-use.lock")
    before.pop("in-use.lock", None)
    assert after == before


@pytest.mark.parametrize("statement", ["DELETE FROM alembic_version", "DROP TABLE alembic_version"])
def test_a_database_that_does_not_say_its_schema_is_damaged(scene: Scene, statement: str) -> None:
    opened = connect(scene.place / DATABASE_NAME, key_of(scene))
    opened.execute(statement)
    opened.close()
    with pytest.raises(VaultDamaged):
        scene.unlock()


def test_an_older_vault_is_migrated_when_it_is_opened(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gate asks, migrates on a copy and keeps the old file; the user notices nothing."""
    versions = next_versions(tmp_path)
    for function in (schema.needs_migration, schema.migrate_on_a_copy):
        defaults = {**(function.__kwdefaults__ or {})}
        if "head" in defaults:
            defaults["head"] = "9998"
        if "versions" in defaults:
            defaults |= {"versions": versions}
        monkeypatch.setattr(function, "__kwdefaults__", defaults)
    know_the_next_shape(monkeypatch, tmp_path, versions)
    desk = scene.unlock()
    assert len(desk.vault.people.rows()) == len(scene.person_ids)
    assert desk.vault.with_raw(schema_of) == "9998"
    assert list((scene.place / "snapshots").glob("before-*.db"))


def test_a_vault_cannot_be_opened_without_its_key(scene: Scene) -> None:
    with pytest.raises(Situation):
        Vault(scene.place, new_database_key())


def test_what_somebody_planted_is_refused_at_opening_at_reopening_and_in_a_transaction(scene: Scene) -> None:
    key = key_of(scene)
    with closing(open_vault(scene.place, key, scene.place / "kept.db")) as vault:
        stranger = connect(scene.place / DATABASE_NAME, key)
        stranger.execute("CREATE VIEW of_mine AS SELECT * FROM people")
        stranger.close()
        with pytest.raises(ForeignSchema), vault.transaction():
            vault.settings.set("anything", 1)
        assert vault.settings.get("anything", 0) == 0
        vault.close()
        with pytest.raises(ForeignSchema):
            vault.reopen(key)
    with pytest.raises(ForeignSchema):
        open_vault(scene.place, key, scene.place / "kept.db")


def work_on_the_connection(vault: Vault) -> None:
    vault.with_raw(lambda raw: raw.execute("PRAGMA shrink_memory"))


def an_act_that_fails(vault: Vault) -> None:
    with suppress(KeyError), vault.transaction():
        vault._raw.execute("CREATE TEMP TABLE noted (name TEXT)")
        raise KeyError
    vault._raw.execute("PRAGMA shrink_memory")


@pytest.mark.parametrize("has_it_read", [work_on_the_connection, an_act_that_fails])
def test_what_lies_in_the_file_past_sqlites_counts_is_seen_once_it_was_read(
    scene: Scene, tmp_path: Path, has_it_read: Callable[[Vault], None]
) -> None:
    """Pages written by hand count nowhere; they are looked at after whatever can have them read."""
    key, path = key_of(scene), scene.place / DATABASE_NAME
    with closing(open_vault(scene.place, key, scene.place / "kept.db")) as vault:
        vault.with_raw(lambda raw: raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
        with vault.transaction():
            vault.settings.set("anything", 1)
        vault.with_raw(lambda raw: raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
        copy = tmp_path / "copy.db"
        copy.write_bytes(path.read_bytes())
        tool = connect(copy, key)
        (version,) = tool.execute("PRAGMA schema_version").fetchone()
        tool.execute("CREATE TRIGGER t AFTER UPDATE ON settings BEGIN SELECT 1; END")
        tool.execute(f"PRAGMA schema_version = {version:d}")
        tool.close()
        with path.open("r+b") as file:
            file.write(copy.read_bytes())
        has_it_read(vault)
        with pytest.raises(ForeignSchema), vault.transaction():
            vault.settings.set("anything", 2)
        assert vault.settings.get("anything", 0) == 1


def test_what_others_wrote_into_rows_is_no_foreign_schema(scene: Scene) -> None:
    key = key_of(scene)
    with closing(open_vault(scene.place, key, scene.place / "kept.db")) as vault:
        stranger = connect(scene.place / DATABASE_NAME, key)
        stranger.execute("UPDATE people SET note = note")
        stranger.close()
        with vault.transaction():
            vault.settings.set("anything", 1)
        assert vault.settings.get("anything", 0) == 1


def test_a_count_of_changes_that_was_put_back_hides_nothing(scene: Scene) -> None:
    key = key_of(scene)
    with closing(open_vault(scene.place, key, scene.place / "kept.db")) as vault:
        stranger = connect(scene.place / DATABASE_NAME, key)
        (version,) = stranger.execute("PRAGMA schema_version").fetchone()
        stranger.execute("CREATE VIEW of_mine AS SELECT * FROM people")
        stranger.execute(f"PRAGMA schema_version = {version:d}")
        stranger.close()
        with pytest.raises(ForeignSchema), vault.transaction():
            vault.settings.set("anything", 1)
