"""The only place that keys a SQLCipher connection.

Two traps are closed here: a build without SQLCipher ignores ``PRAGMA key`` and writes plain text, and a
malformed key is repeated in the error text. So the cipher is asked for its version, the key is hex we made
ourselves, and no driver error that could hold a key goes further.
"""

from pathlib import Path
from typing import Any

from ashibue_desk.files.os_errors import situation_of as file_situation_of
from ashibue_desk.files.private_files import PRIVATE_FILE
from ashibue_desk.storage.key_material import DatabaseKey
from ashibue_desk.storage.situations import (
    NotAVault,
    PlaintextDatabase,
    UnsafeEngine,
    VaultDamaged,
    VaultReadOnly,
)

DATABASE_NAME = "vault.db"
WORK_FOLDER = "work"  # copies in the making; what a kill left there goes when the vault is opened
APPLICATION_ID = 0x41534942  # "ASIB"
_PLAIN_HEADER = b"SQLite format 3\x00"
_SAFE_SQLITE = (3, 51, 3)  # before it a WAL reset could corrupt the file (sqlite.org/changes.html)
_WITHDRAWN_SQLITE = (3, 52, 0)
_KEYSPEC_LENGTH = 96 + 3

# Statements the driver keeps ready lie in SQLite's small reserve of memory. With the driver's own 128 it is soon used up,
# and then cipher_memory_security locks and wipes each value separately: 30 system calls a row, 10,000 people in 2.5 s
# instead of 0.9 s. Making a statement anew costs 0.1 ms at most.
_STATEMENTS_KEPT = 4

# Each is set on every connection; secure_delete is SQLCipher's default and stated all the same.
_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # else REPLACE would take a line out of the log past its trigger
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA busy_timeout = 5000",
)


def connect(path: Path, key: DatabaseKey, *, create: bool = False) -> Any:
    """Open the database at ``path``; the caller closes it.

    Raises ``NotAVault``, ``PlaintextDatabase``, ``VaultDamaged``, ``UnsafeEngine``, or what the disk refuses.
    """
    connection, _commits = connect_counting(path, key, create=create)
    return connection


def connect_counting(path: Path, key: DatabaseKey, *, create: bool = False) -> tuple[Any, int]:
    """Open as ``connect``, and return ``commits_of_others`` as it was before the schema was read."""
    import sqlcipher3.dbapi2 as driver

    if create:
        _make_private(path)
    else:
        _refuse_foreign_file(path)
    try:
        connection = driver.connect(
            str(path), isolation_level=None, check_same_thread=False, cached_statements=_STATEMENTS_KEPT
        )
    except driver.Error as error:
        raise _as_situation(error) from None
    try:
        _key(connection, key)
        _refuse_unsafe_engine(connection, driver.sqlite_version_info)
        commits = commits_of_others(connection)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for setting in _SETTINGS:
            connection.execute(setting)
    except driver.DatabaseError as error:
        connection.close()
        raise _as_situation(error) from None
    except BaseException:
        connection.close()
        raise
    return connection, commits


def commits_of_others(connection: Any) -> int:
    """Return a number that changes when another connection than this one has written to the database file."""
    return int(connection.execute("PRAGMA main.data_version").fetchone()[0])


def keyspec_for_sql(key: DatabaseKey) -> str:
    """Return the key as a quoted SQL text for PRAGMA and ATTACH, where SQLite takes no parameters."""
    keyspec = key.keyspec()
    if len(keyspec) != _KEYSPEC_LENGTH or not all(ch in "x'0123456789abcdef" for ch in keyspec):
        raise ValueError("not a raw key")
    return f'"{keyspec}"'


def verify(connection: Any) -> None:
    """Raise ``VaultDamaged`` unless every page is authentic and the file is whole and consistent.

    Both checks are needed: truncation by whole pages passes the first (reference: measured on this build).
    """
    import sqlcipher3.dbapi2 as driver

    try:
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise VaultDamaged
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise VaultDamaged
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            raise VaultDamaged
    except driver.DatabaseError:
        raise VaultDamaged from None


def _key(connection: Any, key: DatabaseKey) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("PRAGMA cipher_memory_security = ON")
    connection.execute(f"PRAGMA key = {keyspec_for_sql(key)}")


def _refuse_unsafe_engine(connection: Any, sqlite_version: tuple[int, ...]) -> None:
    version = connection.execute("PRAGMA cipher_version").fetchone()
    if not version or not version[0]:
        raise UnsafeEngine
    if sqlite_version < _SAFE_SQLITE or sqlite_version[:3] == _WITHDRAWN_SQLITE:
        raise UnsafeEngine


def _make_private(path: Path) -> None:
    """Make the empty file for its owner alone, whatever the umask; SQLite gives its journal the same rights."""
    try:
        path.touch(mode=PRIVATE_FILE)
    except OSError as error:
        raise file_situation_of(error, path) from error


def _refuse_foreign_file(path: Path) -> None:
    if path.exists() and not path.is_file():
        raise NotAVault  # a pipe would be waited for, for ever
    try:
        with path.open("rb") as file:
            head = file.read(len(_PLAIN_HEADER))
    except FileNotFoundError:
        raise NotAVault from None
    except OSError:
        raise VaultReadOnly from None
    if head == _PLAIN_HEADER:
        raise PlaintextDatabase
    if len(head) < len(_PLAIN_HEADER):
        raise VaultDamaged


def _as_situation(error: Exception) -> Exception:
    from ashibue_desk.storage.database_errors import situation_of

    return situation_of(error)
