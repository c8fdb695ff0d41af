"""A backup: the database under a fresh key, its keys and a manifest, in one age file (docs/restore-by-hand.md).

Written with a temporary name, flushed, read back and proven with a second recipient that lives for that minute
only, then renamed. The secret of the recovery sheet is never needed to make one.
"""

import io
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

import pyrage

from ashibue_desk.files.os_errors import situation_of as file_situation_of
from ashibue_desk.files.private_files import make_private_folder, sha256_of, writing_private
from ashibue_desk.files.situations import FileUnreadable
from ashibue_desk.storage.backup_inside import (
    FORMAT,
    UNREADABLE,
    BackupPlan,
    BackupProof,
    OpenedBackup,
    manifest_of,
    read_bundle,
    recovery_of,
)
from ashibue_desk.storage.connection import APPLICATION_ID, connect, keyspec_for_sql, verify
from ashibue_desk.storage.database_errors import situation_of
from ashibue_desk.storage.key_material import (
    DatabaseKey,
    new_database_key,
)
from ashibue_desk.storage.schema import refuse_foreign_schema
from ashibue_desk.storage.situations import (
    BackupDamaged,
    BackupForeign,
    BackupNotProven,
    ForeignSchema,
    NotABackup,
    PlaintextDatabase,
    VaultDamaged,
    WrongSheet,
)
from ashibue_desk.storage.tar_stream import MANIFEST, RECOVERY, TarSink, TarSource

_AGE_MAGIC = b"age-encryption.org/v1\n"


def write_backup(
    raw: Any, plan: BackupPlan, work_folder: Path, target: Path, *, go_on: Callable[[], bool]
) -> BackupProof:
    """Write and prove one backup as ``target``; raise ``BackupNotProven`` or what the disk refuses.

    ``go_on`` is asked between the steps; when it says no, nothing is left and ``Stopped`` is raised.
    """
    make_private_folder(work_folder)
    export = work_folder / f"export-{secrets.token_hex(6)}.db"
    try:
        key = new_database_key()
        export_database(raw, key, export)
        _stop_unless(go_on)
        return _write_and_prove(plan, key, export, target, go_on)
    finally:
        remove_database(export)


def open_backup(path: Path, sheet: str, into: Path) -> OpenedBackup:
    """Take a backup apart with the text of its sheet; its proven database is left at ``into``.

    Raises ``NotABackup``, ``WrongSheet``, ``BackupForeign``, ``BackupDamaged`` or ``NewerSchema``; then nothing is left at ``into``.
    """
    identity = pyrage.x25519.Identity.from_str(sheet)
    make_private_folder(into.parent)
    _refuse_foreign_file(path)
    try:
        with writing_private(into) as target, path.open("rb") as file:
            manifest, recovery = _decrypt(file, identity, _careful(target.write, into))
            file.seek(0)
            proof = BackupProof(sha256_of(file), file.tell())
        opened = read_bundle(manifest, recovery, into, proof)
        _prove_database(opened)
    except BaseException:
        remove_database(into)
        raise
    return opened


def _prove_database(opened: OpenedBackup) -> None:
    """Raise ``BackupForeign`` or ``BackupDamaged`` unless the database is whole, and such as a program of ours writes.

    Before anything else is asked of it: what somebody planted could keep the checks of the pages busy for ever.
    """
    try:
        connection = connect(opened.database, opened.key)
        try:
            refuse_foreign_schema(connection)
            verify(connection)
        finally:
            connection.close()
    except ForeignSchema:
        raise BackupForeign from None
    except (PlaintextDatabase, VaultDamaged):
        raise BackupDamaged from None


def copy_database(source: Path, key: DatabaseKey, target: Path, target_key: DatabaseKey) -> None:
    """Write the database at ``source`` anew under another key."""
    connection = connect(source, key)
    try:
        export_database(connection, target_key, target)
    finally:
        connection.close()


class Stopped(Exception):
    """The person at the desk stopped the work; nothing of it is left."""


def _write_and_prove(
    plan: BackupPlan, key: DatabaseKey, export: Path, target: Path, go_on: Callable[[], bool]
) -> BackupProof:
    size = export.stat().st_size
    with export.open("rb") as database:
        digest = sha256_of(database)
        database.seek(0)
        manifest, recovery = manifest_of(plan, digest, size), recovery_of(plan, key)
        witness = pyrage.x25519.Identity.generate()
        recipients = [pyrage.x25519.Recipient.from_str(plan.recovery_public), witness.to_public()]
        with writing_private(target) as file:
            _encrypt(TarSource(manifest, recovery, database, size), file, recipients)
            _stop_unless(go_on)
            _flush_from_cache(file)
            _prove(file, witness, manifest, recovery)
            file.seek(0)
            return BackupProof(sha256_of(file), file.seek(0, os.SEEK_END))


def _encrypt(source: TarSource, file: IO[bytes], recipients: list[Any]) -> None:
    target = _Onto(file)
    try:
        pyrage.encrypt_io(source, target, recipients)
    except pyrage.EncryptError:
        raise (target.refused or BackupNotProven()) from None


class _Onto(io.RawIOBase):
    """Hands everything on to a file, and remembers what the disk refused: pyrage tells that as an error of its own."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self.refused: OSError | None = None

    def write(self, piece: "bytes | bytearray | memoryview") -> int:  # type: ignore[override] # narrower than Buffer
        try:
            return self._file.write(piece)
        except OSError as error:
            self.refused = error
            raise


def _prove(file: IO[bytes], witness: Any, manifest: bytes, recovery: bytes) -> None:
    file.seek(0)
    try:
        if _decrypt(file, witness, lambda _piece: None) != (manifest, recovery):
            raise BackupNotProven
    except (BackupDamaged, WrongSheet):
        raise BackupNotProven from None


def _decrypt(file: IO[bytes], identity: Any, on_database: Callable[[bytes], object]) -> tuple[bytes, bytes]:
    """Return manifest and recovery bundle after the whole stream was authentic and fitted its manifest."""
    digest = sha256()

    def take(piece: bytes) -> None:
        digest.update(piece)
        on_database(piece)

    sink = TarSink(take)
    try:
        pyrage.decrypt_io(file, sink, [identity])
    except pyrage.DecryptError as error:
        raise (WrongSheet if "No matching keys" in str(error) else BackupDamaged) from None
    except OSError:
        raise BackupDamaged from None
    if not sink.complete:
        raise BackupDamaged
    try:
        manifest = json.loads(sink.small[MANIFEST])
        fits = manifest["format"] == FORMAT and manifest["database_sha256"] == digest.hexdigest()
    except UNREADABLE:
        raise BackupDamaged from None
    if not fits:
        raise BackupDamaged
    return sink.small[MANIFEST], sink.small[RECOVERY]


def _refuse_foreign_file(path: Path) -> None:
    if not path.is_file():
        raise NotABackup
    try:
        with path.open("rb") as file:
            head = file.read(len(_AGE_MAGIC))
    except OSError:
        raise FileUnreadable(path) from None
    if head != _AGE_MAGIC:
        raise NotABackup


def _careful(write: Callable[[bytes], object], path: Path) -> Callable[[bytes], None]:
    """Return ``write`` with a full disk told apart from a damaged stream, which is an ``OSError`` too."""

    def write_or_say_why(piece: bytes) -> None:
        try:
            write(piece)
        except OSError as error:
            raise file_situation_of(error, path) from error

    return write_or_say_why


def export_database(raw: Any, key: DatabaseKey, path: Path) -> None:
    """Write the database on ``raw`` to ``path`` under another key, and prove it.

    Raises ``ForeignSchema`` where something was planted, which would go with it, and what the disk refuses.
    """
    with _attached(raw, key, path):
        raw.execute("SELECT sqlcipher_export('copy')")
        # sqlcipher_export leaves both at zero (sqlcipher issue 313).
        raw.execute(f"PRAGMA copy.application_id = {APPLICATION_ID:d}")
    connection = connect(path, key)
    try:
        refuse_foreign_schema(connection)
        verify(connection)
        connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()


@contextmanager
def _attached(raw: Any, key: DatabaseKey, path: Path) -> Iterator[None]:
    import sqlcipher3.dbapi2 as driver

    try:
        raw.execute(f"ATTACH DATABASE ? AS copy KEY {keyspec_for_sql(key)}", (str(path),))
        try:
            yield
        finally:
            raw.execute("DETACH DATABASE copy")
    except driver.Error as error:
        raise situation_of(error) from None


def _flush_from_cache(file: IO[bytes]) -> None:
    """Have the system read the file from the medium again, where it can be told to."""
    file.flush()
    os.fsync(file.fileno())
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _stop_unless(go_on: Callable[[], bool]) -> None:
    if not go_on():
        raise Stopped


def remove_database(path: Path) -> None:
    """Remove a database and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
