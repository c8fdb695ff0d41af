"""The schema: migrations end where the tables stand, an older file becomes the present one on a copy, a newer one is refused."""

import errno
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, MetaData, Text, create_engine
from sqlalchemy.pool import StaticPool

from ashibue_desk.domain.errors import Situation
from ashibue_desk.files.situations import DiskFull
from ashibue_desk.storage import schema
from ashibue_desk.storage.connection import APPLICATION_ID, DATABASE_NAME, connect, verify
from ashibue_desk.storage.key_material import DatabaseKey, database_key, new_database_key
from ashibue_desk.storage.key_slots import open_recovery_bundle
from ashibue_desk.storage.opening import open_vault
from ashibue_desk.storage.schema import (
    HEAD,
    KNOWN,
    VERSIONS,
    build,
    migrate_on_a_copy,
    needs_migration,
    schema_of,
)
from ashibue_desk.storage.situations import ForeignSchema, NewerSchema, VaultDamaged
from ashibue_desk.storage.vault import Vault
from ashibue_desk.storage.whole_schema import metadata
from tests.helpers.desks import Scene

NEXT = """
from alembic import op
import sqlalchemy as sa

revision = "9998"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("nickname", sa.Text, nullable=False, server_default=""))
    op.execute("UPDATE people SET nickname = 'of ' || name")
    with op.batch_alter_table("imports") as batch:
        batch.alter_column("file_label", new_column_name="label")
{more}
"""


@pytest.fixture
def key() -> DatabaseKey:
    return new_database_key()


@pytest.fixture
def connection(tmp_path: Path, key: DatabaseKey) -> Iterator[Any]:
    opened = connect(tmp_path / "new.db", key, create=True)
    build(opened)
    yield opened
    opened.close()


def next_versions(tmp_path: Path, more: str = "") -> Path:
    """Return a folder with the released revisions and one that comes after them."""
    folder = tmp_path / "versions"
    shutil.copytree(VERSIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "9998_next.py").write_text(NEXT.format(head=HEAD, more=more))
    return folder


def know_the_next_shape(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, versions: Path) -> None:
    """Let the program take the schema of the revision that comes after the released ones for its own."""
    opened = connect(tmp_path / "shape.db", new_database_key(), create=True)
    build(opened, versions=versions)
    monkeypatch.setattr(
        schema.refuse_foreign_schema,
        "__kwdefaults__",
        {"shapes": {**schema.SHAPES, "9998": schema.shape_of(opened)}},
    )
    opened.close()


def key_of(scene: Scene) -> DatabaseKey:
    bundle = open_recovery_bundle(scene.place, scene.identity.text)
    return database_key(bundle.master_key, scene.vault_id)


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


def differences(connection: Any, wanted: MetaData) -> list[Any]:
    """Return what Alembic would still have to change to get from the database to ``wanted``."""
    import sqlcipher3.dbapi2 as driver
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = create_engine("sqlite://", module=driver, creator=lambda: connection, poolclass=StaticPool)
    with engine.connect() as bound:
        return list(compare_metadata(MigrationContext.configure(bound, opts={"compare_type": True}), wanted))


def test_migrations_end_where_the_tables_stand(connection: Any) -> None:
    assert differences(connection, metadata) == []


def test_a_drift_is_seen(connection: Any) -> None:
    drifted = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.tables.values():
        table.to_metadata(drifted)
    drifted.tables["people"].append_column(Column("nickname", Text))
    assert len(differences(connection, drifted)) == 1
    drifted.tables["numbers"].c.sealed.type = Text()
    assert len(differences(connection, drifted)) == 2


def test_every_text_column_has_the_default_the_tables_say(connection: Any) -> None:
    for table in metadata.tables.values():
        found = {row[1]: row for row in connection.execute(f"PRAGMA table_info('{table.name}')")}
        assert set(found) == {column.name for column in table.columns}
        for column in table.columns:
            assert bool(found[column.name][3]) == (not column.nullable), f"{table.name}.{column.name}"
            default = column.server_default
            told = default.arg if default is not None else None  # type: ignore[attr-defined] # DefaultClause
            assert found[column.name][4] == (None if told is None else f"'{told}'")


def test_a_new_database_says_what_it_is(connection: Any) -> None:
    assert schema_of(connection) == HEAD == KNOWN[-1]
    assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    verify(connection)


def test_there_is_a_revision_for_every_released_schema() -> None:
    assert {path.name[:4] for path in VERSIONS.glob("[0-9]*.py")} >= set(KNOWN)
    assert KNOWN[-1] == HEAD


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET act = 'forged'",
        "UPDATE log SET seq = seq + 100",
        "DELETE FROM log",
        "DELETE FROM log WHERE seq = 1",
        (
            "REPLACE INTO log SELECT seq, at, local_at, actor_id, 'forged', log_class, act, object_id, object_label,"
            " affair, count, detail, happened_on, corrects, recipient FROM log WHERE seq = 1"
        ),
        (
            "INSERT INTO log SELECT seq, at, local_at, actor_id, actor_name, log_class, 'forged', object_id,"
            " object_label, affair, count, detail, happened_on, corrects, recipient FROM log WHERE true"
            " ON CONFLICT (seq) DO UPDATE SET act = 'forged'"
        ),
    ],
)
def test_the_log_refuses_every_change(scene: Scene, statement: str) -> None:
    import sqlcipher3.dbapi2 as driver

    opened = connect(scene.place / DATABASE_NAME, key_of(scene))
    try:
        before = opened.execute("SELECT * FROM log").fetchall()
        assert before
        with pytest.raises(driver.Error, match="append only"):
            opened.execute(statement)
        assert opened.execute("SELECT * FROM log").fetchall() == before
    finally:
        opened.close()


def test_a_line_number_is_never_given_twice(connection: Any) -> None:
    columns = "at, local_at, actor_id, actor_name, log_class, act, count"
    values = "'', '', '', '', '', '', 1"
    connection.execute(f"INSERT INTO log ({columns}) VALUES ({values})")
    connection.execute("DROP TRIGGER log_is_never_deleted")
    connection.execute("DELETE FROM log")
    connection.execute(f"INSERT INTO log ({columns}) VALUES ({values})")
    assert connection.execute("SELECT seq FROM log").fetchall() == [(2,)]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO consents (person_id, state, version) VALUES ('nobody', 'issued', 1)",
        "DELETE FROM people WHERE id = (SELECT person_id FROM numbers LIMIT 1)",
        (
            "INSERT INTO numbers SELECT 'x', person_id, file_id, edition, kind, sealed, duplicate_index, collection_id, recorded_at FROM"
            " numbers LIMIT 1"
        ),
    ],
)
def test_what_hangs_together_cannot_be_torn(scene: Scene, statement: str) -> None:
    import sqlcipher3.dbapi2 as driver

    opened = connect(scene.place / DATABASE_NAME, key_of(scene))
    try:
        with pytest.raises(driver.IntegrityError):
            opened.execute(statement)
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
    vault = open_vault(scene.place, key, scene.place / "kept.db")
    try:
        stranger = connect(scene.place / DATABASE_NAME, key)
        stranger.execute("CREATE VIEW of_mine AS SELECT * FROM people")
        stranger.close()
        with pytest.raises(ForeignSchema), vault.transaction():
            vault.settings.set("anything", 1)
        assert vault.settings.get("anything", 0) == 0
        vault.close()
        with pytest.raises(ForeignSchema):
            vault.reopen(key)
    finally:
        vault.close()
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
    vault = open_vault(scene.place, key, scene.place / "kept.db")
    try:
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
    finally:
        vault.close()


def test_what_others_wrote_into_rows_is_no_foreign_schema(scene: Scene) -> None:
    key = key_of(scene)
    vault = open_vault(scene.place, key, scene.place / "kept.db")
    try:
        stranger = connect(scene.place / DATABASE_NAME, key)
        stranger.execute("UPDATE people SET note = note")
        stranger.close()
        with vault.transaction():
            vault.settings.set("anything", 1)
        assert vault.settings.get("anything", 0) == 1
    finally:
        vault.close()


def test_a_count_of_changes_that_was_put_back_hides_nothing(scene: Scene) -> None:
    key = key_of(scene)
    vault = open_vault(scene.place, key, scene.place / "kept.db")
    try:
        stranger = connect(scene.place / DATABASE_NAME, key)
        (version,) = stranger.execute("PRAGMA schema_version").fetchone()
        stranger.execute("CREATE VIEW of_mine AS SELECT * FROM people")
        stranger.execute(f"PRAGMA schema_version = {version:d}")
        stranger.close()
        with pytest.raises(ForeignSchema), vault.transaction():
            vault.settings.set("anything", 1)
    finally:
        vault.close()
