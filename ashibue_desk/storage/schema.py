"""Which shape the database has, and how an older one becomes the present one on a verified copy."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from ashibue_desk.files.os_errors import situation_of as file_situation_of
from ashibue_desk.files.private_files import copy_private, flush_folder, make_private_folder
from ashibue_desk.storage.connection import APPLICATION_ID, connect, verify
from ashibue_desk.storage.database_errors import in_words
from ashibue_desk.storage.key_material import DatabaseKey
from ashibue_desk.storage.situations import ForeignSchema, NewerSchema, VaultDamaged

HEAD = "0006"
SHAPES: Mapping[str, str] = {
    "0001": "51661931c539bed6f1f7283a103724ea8c3565972fddf416cff7bfd25d988669",
    "0004": "783dfc059e547002f555e1334d2925671619cc6f18c6d1fc91f4338efb3e94b2",
    "0006": "40e97f4666d22bc30adfbf628babfff191cfed4d33aa0710288a86c2bb8fe185",
}
"""Every released schema, oldest first, with the digest of its tables, indexes and triggers word by word (``shape_of``)."""
KNOWN = tuple(SHAPES)
VERSIONS = Path(__file__).parent / "migrations" / "versions"


def schema_of(connection: Any) -> str:
    """Return the revision the database stands at; raise ``VaultDamaged`` if it says none."""
    with in_words():
        found = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
        ).fetchone()
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if found else None
    if row is None:
        raise VaultDamaged
    return str(row[0])


def shape_of(connection: Any) -> str:
    """Return a digest of everything in the schema, left out what SQLite makes itself.

    By kind, not by its names alone: a trigger can be given such a name with a writable schema.
    """
    with in_words():
        found = connection.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE NOT (type = 'index' AND sql IS NULL)"
            " AND NOT (type = 'table' AND sql = 'CREATE TABLE sqlite_sequence(name,seq)')"
        ).fetchall()
    return sha256(repr(sorted(map(tuple, found))).encode()).hexdigest()


def refuse_foreign_schema(connection: Any, *, shapes: Mapping[str, str] = SHAPES) -> None:
    """Raise ``ForeignSchema`` unless the schema is one that our programs made, ``NewerSchema`` if it says a later one.

    A trigger somebody planted would write within other people's acts, under their signature; a view or a generated column
    would show them rows that are not there.
    """
    revision = schema_of(connection)
    if revision not in shapes:
        raise NewerSchema
    if shape_of(connection) != shapes[revision]:
        raise ForeignSchema


def needs_migration(connection: Any, *, head: str = HEAD) -> bool:
    """Whether the database, of a schema that this program knows, is older than the program."""
    return schema_of(connection) != head


def build(connection: Any, *, versions: Path = VERSIONS) -> None:
    """Bring the database on ``connection`` to the newest schema; the caller owns the file.

    Raises ``VaultDamaged`` or what the disk refuses.
    """
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    engine = create_engine("sqlite://", module=_driver(), creator=lambda: connection, poolclass=StaticPool)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("version_locations", str(versions))
    config.set_main_option("path_separator", "newline")
    # Rebuilding a parent table with foreign keys on would delete its children (reference: trap 7).
    connection.execute("PRAGMA foreign_keys = OFF")
    event.listen(engine, "begin", lambda bound: bound.exec_driver_sql("BEGIN IMMEDIATE"))
    with in_words(), engine.begin() as bound:
        config.attributes["connection"] = bound
        command.upgrade(config, "head")
        if bound.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
            raise VaultDamaged
        bound.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID:d}")
    connection.execute("PRAGMA foreign_keys = ON")


def migrate_on_a_copy(path: Path, key: DatabaseKey, kept: Path, *, versions: Path = VERSIONS) -> None:
    """Migrate a copy, prove it, and put it in place; the old file is kept as ``kept``.

    A kill at any moment leaves the old file or the new one under ``path``, never neither.
    """
    copy = path.with_name(path.name + ".migrating")
    _remove(copy)  # with its journal: one left by a kill would be played into the new copy
    try:
        _copy(path, key, copy)
        connection = connect(copy, key)
        try:
            build(connection, versions=versions)
            verify(connection)
            with in_words():
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
        make_private_folder(kept.parent)
        copy_private(path, kept)
        try:
            copy.replace(path)
            flush_folder(path.parent)
        except OSError as error:
            raise file_situation_of(error, path) from error
    finally:
        _remove(copy)


def _copy(path: Path, key: DatabaseKey, copy: Path) -> None:
    connection = connect(path, key)
    try:
        verify(connection)
        with in_words():
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("VACUUM INTO ?", (str(copy),))
    finally:
        connection.close()


def _remove(copy: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        copy.with_name(copy.name + suffix).unlink(missing_ok=True)


def _driver() -> Any:
    import sqlcipher3.dbapi2

    return sqlcipher3.dbapi2
