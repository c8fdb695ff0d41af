"""A backup file: proven when written, whole when opened, nothing left of one that did not come about."""

import errno
import hashlib
import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pyrage
import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.files.situations import DiskFull, FileUnreadable
from ashibue_desk.storage import backup_file
from ashibue_desk.storage.backup_file import Stopped, open_backup, write_backup
from ashibue_desk.storage.backup_inside import FORMAT
from ashibue_desk.storage.connection import DATABASE_NAME, connect
from ashibue_desk.storage.recovery_identity import RecoveryIdentity
from ashibue_desk.storage.situations import BackupNotProven
from ashibue_desk.storage.tar_stream import TarSource
from tests.helpers.desks import Scene
from tests.storage.backups import SUMMARY, always, back_up, left_in, plan_to
from tests.storage.databases import key_of


def test_what_went_in_comes_out(scene: Scene, backup: Path, tmp_path: Path) -> None:
    opened = open_backup(backup, scene.identity.text, tmp_path / "into" / "opened.db")
    assert opened.number_key_0001 == b""
    assert opened.summary == SUMMARY
    assert opened.users == plan_to(scene.identity).users
    assert (opened.business_year, opened.schema, opened.vault_id) == (2026, "0001", "0" * 32)
    before, after = connect(scene.place / DATABASE_NAME, key_of(scene)), connect(opened.database, opened.key)
    try:
        for table in ("people", "numbers", "collections", "log", "users", "settings", "alembic_version"):
            query = f"SELECT * FROM {table} ORDER BY 1"
            assert after.execute(query).fetchall() == before.execute(query).fetchall()
        assert (
            after.execute("PRAGMA application_id").fetchone()
            == before.execute("PRAGMA application_id").fetchone()
        )
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY 1"
        assert after.execute(triggers).fetchall() == before.execute(triggers).fetchall() != []
    finally:
        before.close()
        after.close()


def test_each_backup_has_a_key_of_its_own(scene: Scene, tmp_path: Path) -> None:
    keys = set()
    for name in ("one", "two"):
        back_up(scene, tmp_path / name)
        keys.add(open_backup(tmp_path / name, scene.identity.text, tmp_path / f"{name}.db").key.raw)
    assert len(keys | {key_of(scene).raw}) == 3


def test_the_proof_says_what_lies_there(scene: Scene, tmp_path: Path) -> None:
    from hashlib import sha256

    proof = back_up(scene, tmp_path / "b.age")
    data = (tmp_path / "b.age").read_bytes()
    assert (proof.size, proof.sha256) == (len(data), sha256(data).hexdigest())


def test_nothing_but_the_backup_is_left(scene: Scene, backup: Path, tmp_path: Path) -> None:
    assert left_in(scene.root / "work") == []
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [backup.name]
    assert not list(scene.place.glob("*.db-*"))


def test_the_file_shows_no_name_no_key_and_no_office(scene: Scene, backup: Path, tmp_path: Path) -> None:
    """A word of four bytes stands in a megabyte of ciphertext by chance, once in some thousand runs.

    Two backups have keys of their own: a short word that is shown stands in both, one that chance wrote only in one.
    """
    back_up(scene, tmp_path / "another.age")
    both = (backup.read_bytes(), (tmp_path / "another.age").read_bytes())
    names = ("青葉", "星川 楓", "みなもの笛")
    canaries = [name.encode(encoding) for name in names for encoding in ("utf-8", "utf-16-le", "cp932")]
    for canary in (*canaries, b"manifest", scene.identity.public.encode()):
        found = [canary in data for data in both]
        assert not (all(found) if len(canary) < 8 else any(found))


@pytest.mark.parametrize("steps", range(3))
def test_one_that_is_stopped_leaves_nothing(scene: Scene, tmp_path: Path, steps: int) -> None:
    answers = iter([True] * steps + [False] * 9)
    if steps < 2:
        with pytest.raises(Stopped):
            back_up(scene, tmp_path / "b.age", lambda: next(answers))
        assert not (tmp_path / "b.age").exists()
    else:
        back_up(scene, tmp_path / "b.age", lambda: next(answers))
    assert left_in(scene.root / "work") == []
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("place", [30, 300, 70_000, -1])
def test_a_medium_that_lies_is_found_and_the_file_is_not_kept(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    """What is read back is not what was written: a worn stick, a bad cable."""

    def spoil(file: IO[bytes]) -> None:
        file.flush()
        file.seek(place, io.SEEK_SET if place >= 0 else io.SEEK_END)
        byte = file.read(1)
        file.seek(place, io.SEEK_SET if place >= 0 else io.SEEK_END)
        file.write(bytes([byte[0] ^ 1]))
        file.flush()

    monkeypatch.setattr(backup_file, "_flush_from_cache", spoil)
    with pytest.raises(BackupNotProven):
        back_up(scene, tmp_path / "b.age")
    assert [path.name for path in tmp_path.iterdir()] == ["machine"]


def test_a_system_that_reads_from_its_cache_alone_proves_the_backup_all_the_same(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "posix_fadvise", raising=False)
    proof = back_up(scene, tmp_path / "b.age")
    assert proof.sha256 == hashlib.sha256((tmp_path / "b.age").read_bytes()).hexdigest()


class FullAfter(io.BytesIO):
    """A medium with room for so many bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room

    def write(self, piece: Any) -> int:
        if self.tell() + len(piece) > self.room:
            raise OSError(errno.ENOSPC, "no room")
        return super().write(piece)


@pytest.mark.parametrize("room", [0, 100, 70_000])
def test_a_medium_that_is_full_is_not_taken_for_one_that_lies(room: int) -> None:
    """pyrage tells both as an error of its own; what the system said has to come through."""
    source = TarSource(b"{}", b"{}", io.BytesIO(bytes(200_000)), 200_000)
    recipient = pyrage.x25519.Identity.generate().to_public()
    with pytest.raises(OSError, match="no room") as raised:
        backup_file._encrypt(source, FullAfter(room), [recipient])
    assert raised.value.errno == errno.ENOSPC


def test_a_backup_that_opens_to_something_else_is_not_proven() -> None:
    witness = pyrage.x25519.Identity.generate()
    content = json.dumps({"format": FORMAT, "database_sha256": hashlib.sha256(b"").hexdigest()}).encode()
    file = io.BytesIO()
    source = TarSource(content, b"{}", io.BytesIO(b""), 0)
    backup_file._encrypt(source, file, [witness.to_public()])
    backup_file._prove(file, witness, content, b"{}")
    for other in ((content + b" ", b"{}"), (content, b"{} ")):
        with pytest.raises(BackupNotProven):
            backup_file._prove(file, witness, *other)


def test_a_disk_that_is_full_while_a_backup_is_opened_has_its_sentence(
    backup: Path, scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is not a damaged backup: whoever restores would throw away the only good one."""

    @contextmanager
    def full(_path: Path) -> Iterator[IO[bytes]]:
        yield FullAfter(5_000)

    monkeypatch.setattr(backup_file, "writing_private", full)
    with pytest.raises(DiskFull):
        open_backup(backup, scene.identity.text, tmp_path / "opened.db")
    assert not (tmp_path / "opened.db").exists()


def test_a_backup_that_cannot_be_read_has_its_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "b.age"
    path.write_bytes(b"age-encryption.org/v1")

    def unreadable(_self: Path, *_args: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "open", unreadable)
    with pytest.raises(FileUnreadable):
        open_backup(path, RecoveryIdentity.new(2026).text, tmp_path / "opened.db")


def test_a_failed_export_does_not_keep_the_next_one_away(scene: Scene, tmp_path: Path) -> None:
    raw = connect(scene.place / DATABASE_NAME, key_of(scene))
    try:
        blocked = scene.root / "blocked"
        blocked.write_bytes(b"a file where the work folder should be")
        with pytest.raises(Situation):
            write_backup(raw, plan_to(scene.identity), blocked, tmp_path / "b.age", go_on=always)
        with pytest.raises(Situation):
            write_backup(
                raw, plan_to(scene.identity), scene.root / "work", tmp_path / "no" / "b.age", go_on=always
            )
        write_backup(raw, plan_to(scene.identity), scene.root / "work", tmp_path / "b.age", go_on=always)
    finally:
        raw.close()
    assert (tmp_path / "b.age").exists()


def test_no_key_shows_itself(scene: Scene, backup: Path, tmp_path: Path) -> None:
    opened = open_backup(backup, scene.identity.text, tmp_path / "o.db")
    assert opened.key.raw.hex() not in repr(opened)
    assert "number_key" not in repr(opened)
