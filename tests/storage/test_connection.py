"""No connection without cipher, no plain file, no key in any text."""

import logging
import sqlite3
import textwrap
import traceback
from pathlib import Path
from typing import Any

import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.files.situations import FolderMissing
from ashibue_desk.storage import connection as module
from ashibue_desk.storage.connection import APPLICATION_ID, connect, keyspec_for_sql, verify
from ashibue_desk.storage.key_material import DatabaseKey, new_database_key
from ashibue_desk.storage.situations import (
    NotAVault,
    PlaintextDatabase,
    UnsafeEngine,
    VaultDamaged,
    VaultReadOnly,
)
from tests.helpers.kill import run_to_the_end

LOCKING = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from ashibue_desk.storage.connection import connect
    from ashibue_desk.storage.key_material import new_database_key
    from tests.helpers.kill import mark
    from tests.helpers.memory_locks import let_memory_be_locked

    let_memory_be_locked()
    connection = connect(Path(sys.argv[1]), new_database_key(), create=True)
    connection.execute("CREATE TABLE kept (value TEXT)")
    mark(next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmLck")))
    """
)
PLAIN_HEADER = b"SQLite format 3\x00"


@pytest.fixture
def key() -> DatabaseKey:
    return new_database_key()


@pytest.fixture
def database(tmp_path: Path, key: DatabaseKey) -> Path:
    """A small database: one table with rows that would be found in a plain file."""
    path = tmp_path / "vault.db"
    connection = connect(path, key, create=True)
    connection.execute("CREATE TABLE t (a TEXT)")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO t VALUES (?)", [(f"canary {n}",) for n in range(2000)])
    connection.execute("COMMIT")
    connection.close()
    return path


def told_by(error: BaseException) -> str:
    """Return everything an exception could say: its text, its arguments, its traceback with causes and contexts."""
    texts, seen = [], error
    while seen is not None:
        texts += [str(seen), repr(seen), repr(seen.args), repr(vars(seen))]
        seen = seen.__cause__ or seen.__context__  # type: ignore[assignment] # ends with None
    return "\n".join([*texts, "".join(traceback.format_exception(error))])


def test_a_new_file_shows_neither_header_nor_content(database: Path) -> None:
    data = database.read_bytes()
    assert not data.startswith(PLAIN_HEADER)
    assert b"canary" not in data
    assert b"CREATE TABLE" not in data


def test_the_journal_shows_no_content_while_open(database: Path, key: DatabaseKey) -> None:
    connection = connect(database, key)
    try:
        connection.execute("INSERT INTO t VALUES ('canary in the journal')")
        beside = list(database.parent.glob("vault.db-*"))
        assert any(path.name.endswith("-wal") and path.stat().st_size for path in beside)
        for path in beside:
            assert b"canary" not in path.read_bytes()
    finally:
        connection.close()


def test_every_setting_holds_on_every_connection(database: Path, key: DatabaseKey) -> None:
    connection = connect(database, key)
    try:

        def asked(name: str) -> Any:
            return connection.execute(f"PRAGMA {name}").fetchone()[0]

        assert asked("cipher_version")
        assert asked("journal_mode") == "wal"
        assert asked("synchronous") == 2
        assert asked("foreign_keys") == 1
        assert asked("secure_delete") == 1
        assert asked("temp_store") == 2
        assert asked("trusted_schema") == 0
        assert asked("recursive_triggers") == 1
        assert asked("busy_timeout") == 5000
        assert str(asked("cipher_memory_security")) == "1"
        with pytest.raises(Exception, match="not authorized"):
            connection.execute("SELECT load_extension('x')")
    finally:
        connection.close()


def test_a_wrong_key_opens_nothing_and_changes_nothing(database: Path) -> None:
    before = database.read_bytes()
    with pytest.raises(VaultDamaged):
        connect(database, new_database_key())
    assert database.read_bytes() == before


def test_a_plain_database_is_refused_untouched(tmp_path: Path, key: DatabaseKey) -> None:
    path = tmp_path / "vault.db"
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE t (a)")
    plain.commit()
    plain.close()
    before = path.read_bytes()
    with pytest.raises(PlaintextDatabase):
        connect(path, key)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["vault.db"]


def test_a_driver_without_cipher_is_refused_before_anything_is_written(
    tmp_path: Path, key: DatabaseKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The standard library's driver takes PRAGMA key in silence and writes plain text."""
    import sqlcipher3.dbapi2 as driver

    monkeypatch.setattr(driver, "connect", sqlite3.connect)
    path = tmp_path / "vault.db"
    with pytest.raises(UnsafeEngine):
        connect(path, key, create=True)
    assert not path.exists() or path.stat().st_size == 0


@pytest.mark.parametrize("version", [(3, 51, 2), (3, 7, 0), (3, 52, 0), (2, 99, 0)])
def test_a_sqlite_that_loses_data_is_refused(
    database: Path, key: DatabaseKey, monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int]
) -> None:
    import sqlcipher3.dbapi2 as driver

    monkeypatch.setattr(driver, "sqlite_version_info", version)
    with pytest.raises(UnsafeEngine):
        connect(database, key)


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 0), (3, 53, 4), (4, 0, 0)])
def test_a_safe_sqlite_is_taken(
    database: Path, key: DatabaseKey, monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int]
) -> None:
    import sqlcipher3.dbapi2 as driver

    monkeypatch.setattr(driver, "sqlite_version_info", version)
    connect(database, key).close()


def test_the_shipped_driver_is_safe() -> None:
    import sqlcipher3.dbapi2 as driver

    assert driver.sqlite_version_info >= (3, 51, 3)
    assert driver.sqlite_version_info[:3] != (3, 52, 0)


def test_a_missing_file_is_no_vault_and_is_not_made(tmp_path: Path, key: DatabaseKey) -> None:
    with pytest.raises(NotAVault):
        connect(tmp_path / "vault.db", key)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "data", [b"", b"x", PLAIN_HEADER[:15], bytes(4096), b"hello, world, this is a text\n" * 200]
)
def test_something_else_under_the_name_is_damaged(tmp_path: Path, key: DatabaseKey, data: bytes) -> None:
    path = tmp_path / "vault.db"
    path.write_bytes(data)
    with pytest.raises(VaultDamaged):
        connect(path, key)
    assert path.read_bytes() == data


def test_a_folder_under_the_name_has_its_sentence(tmp_path: Path, key: DatabaseKey) -> None:
    (tmp_path / "vault.db").mkdir()
    with pytest.raises(Situation):
        connect(tmp_path / "vault.db", key)


def test_no_database_is_made_where_a_folder_lies(tmp_path: Path, key: DatabaseKey) -> None:
    (tmp_path / "vault.db").mkdir()
    with pytest.raises(VaultReadOnly):
        connect(tmp_path / "vault.db", key, create=True)


def test_a_link_that_leads_in_a_circle_cannot_be_read(tmp_path: Path, key: DatabaseKey) -> None:
    (tmp_path / "vault.db").symlink_to(tmp_path / "other.db")
    (tmp_path / "other.db").symlink_to(tmp_path / "vault.db")
    with pytest.raises(VaultReadOnly):
        connect(tmp_path / "vault.db", key)


def test_a_place_that_is_not_there_has_its_sentence(tmp_path: Path, key: DatabaseKey) -> None:
    with pytest.raises(FolderMissing):
        connect(tmp_path / "nowhere" / "vault.db", key, create=True)


class TestNoKeyInAnyText:
    """A malformed key comes back in SQLite's own error text; ours never gets that far."""

    def test_not_in_the_refusal_of_a_key_that_is_none(self) -> None:
        for raw in (b"", b"short", bytes(47), bytes(49)):
            with pytest.raises(ValueError, match="not a raw key") as raised:
                keyspec_for_sql(DatabaseKey(raw))
            assert raw == b"" or raw.hex() not in told_by(raised.value)

    def test_not_in_what_a_wrong_key_raises(self, database: Path, caplog: pytest.LogCaptureFixture) -> None:
        wrong = new_database_key()
        with caplog.at_level(logging.DEBUG), pytest.raises(VaultDamaged) as raised:
            connect(database, wrong)
        assert wrong.raw.hex() not in told_by(raised.value) + caplog.text

    def test_not_when_the_driver_repeats_it(
        self, database: Path, key: DatabaseKey, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import sqlcipher3.dbapi2 as driver

        def broken(opened: Any, key: DatabaseKey) -> None:
            opened.execute(f"PRAGMA key = {key.keyspec()[:-1]}")

        monkeypatch.setattr(module, "_key", broken)
        with pytest.raises(Exception, match=r"\w") as raised:
            connect(database, key)
        assert not isinstance(raised.value, driver.Error)
        shown = "".join(traceback.format_exception(raised.value)) + str(raised.value) + repr(raised.value)
        assert key.raw.hex() not in shown
        assert key.raw.hex()[:20] not in shown

    def test_not_in_the_repr(self, key: DatabaseKey) -> None:
        assert key.raw.hex() not in repr(key)
        assert repr(key.raw)[2:-1] not in repr(key)


class TestVerify:
    """Both checks are asked: each one misses something."""

    def test_a_whole_file_passes(self, database: Path, key: DatabaseKey) -> None:
        connection = connect(database, key)
        verify(connection)
        connection.close()

    def test_a_file_short_of_whole_pages_does_not(self, database: Path, key: DatabaseKey) -> None:
        data = database.read_bytes()
        for pages in range(1, len(data) // 4096):
            database.write_bytes(data[: pages * 4096])
            with pytest.raises(VaultDamaged):
                opened_and_verified(database, key)

    def test_two_pages_that_changed_places_do_not(self, database: Path, key: DatabaseKey) -> None:
        data = bytearray(database.read_bytes())
        data[4096:8192], data[8192:12288] = data[8192:12288], data[4096:8192]
        database.write_bytes(data)
        with pytest.raises(VaultDamaged):
            opened_and_verified(database, key)

    def test_rows_that_their_table_forbids_do_not(self, database: Path, key: DatabaseKey) -> None:
        """Every page is authentic, and what stands in them is still not what the tables promise."""
        connection = connect(database, key)
        try:
            connection.execute("CREATE TABLE counted (persons INTEGER CHECK (persons > 0))")
            connection.execute("PRAGMA ignore_check_constraints = ON")
            connection.execute("INSERT INTO counted VALUES (-1)")
            connection.execute("PRAGMA ignore_check_constraints = OFF")
            with pytest.raises(VaultDamaged):
                verify(connection)
        finally:
            connection.close()

    def test_a_schema_that_cannot_be_read_does_not(self, database: Path, key: DatabaseKey) -> None:
        connection = connect(database, key)
        try:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("UPDATE sqlite_master SET sql = 'CREATE TABEL t' WHERE name = 't'")
            connection.execute("PRAGMA schema_version = 99")
            connection.execute("PRAGMA writable_schema = OFF")
            with pytest.raises(VaultDamaged):
                verify(connection)
        finally:
            connection.close()

    def test_broken_references_do_not(self, database: Path, key: DatabaseKey) -> None:
        connection = connect(database, key)
        try:
            connection.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
            connection.execute("CREATE TABLE child (parent REFERENCES parent (id))")
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("INSERT INTO child VALUES (7)")
            with pytest.raises(VaultDamaged):
                verify(connection)
        finally:
            connection.close()


def test_what_is_held_in_memory_is_locked_where_the_account_may(tmp_path: Path) -> None:
    """In a process of its own, since the tests gave the right up."""
    (told,) = run_to_the_end(LOCKING, [str(tmp_path / "new.db")]).marks
    locked = int(told.split()[1])
    assert locked > 0


def opened_and_verified(path: Path, key: DatabaseKey) -> None:
    connection = connect(path, key)
    try:
        verify(connection)
    finally:
        connection.close()


def test_the_file_is_marked_as_ours() -> None:
    assert APPLICATION_ID.to_bytes(4, "big") == b"ASIB"
