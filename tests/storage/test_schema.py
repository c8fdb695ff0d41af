"""The schema: migrations end where the tables stand, and the tables refuse what would forge the log or tear the data."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, MetaData, Text, create_engine
from sqlalchemy.pool import StaticPool

from ashibue_desk.storage.connection import APPLICATION_ID, DATABASE_NAME, connect, verify
from ashibue_desk.storage.key_material import DatabaseKey, new_database_key
from ashibue_desk.storage.schema import HEAD, KNOWN, VERSIONS, build, schema_of
from ashibue_desk.storage.whole_schema import metadata
from tests.helpers.desks import Scene
from tests.storage.databases import key_of


@pytest.fixture
def key() -> DatabaseKey:
    return new_database_key()


@pytest.fixture
def connection(tmp_path: Path, key: DatabaseKey) -> Iterator[Any]:
    opened = connect(tmp_path / "new.db", key, create=True)
    build(opened)
    yield opened
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
