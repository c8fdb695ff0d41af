"""A backup file: proven when written, whole when opened, nothing left when anything is wrong with it."""

import errno
import hashlib
import io
import json
import os
import random
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.backup import VaultSummary
from ashibue_desk.domain.errors import Situation
from ashibue_desk.files.situations import DiskFull, FileUnreadable
from ashibue_desk.storage import backup_file
from ashibue_desk.storage.backup_file import (
    Stopped,
    open_backup,
    write_backup,
)
from ashibue_desk.storage.backup_inside import FORMAT, BackupPlan
from ashibue_desk.storage.connection import DATABASE_NAME, connect
from ashibue_desk.storage.key_material import (
    DatabaseKey,
    database_key,
)
from ashibue_desk.storage.key_slots import open_recovery_bundle
from ashibue_desk.storage.recovery_identity import RecoveryIdentity
from ashibue_desk.storage.situations import (
    BackupDamaged,
    BackupNotProven,
    NotABackup,
    WrongSheet,
)
from ashibue_desk.storage.tar_stream import DATABASE, MANIFEST, RECOVERY, TarSink, TarSource
from tests.helpers.desks import Scene

SUMMARY = VaultSummary(
    made_at="2026-06-15T01:00:00+00:00",
    generation=1,
    office_name="みなもの笛",
    people=9,
    numbers=3,
    log_lines=14,
    last_log_at="",
)
DAMAGED = (BackupDamaged, WrongSheet, NotABackup)


def always() -> bool:
    return True


def plan_to(identity: RecoveryIdentity) -> BackupPlan:
    return BackupPlan(
        vault_id="0" * 32,
        generation=1,
        made_at=SUMMARY.made_at,
        business_year=2026,
        recovery_public=identity.public,
        schema="0001",
        log_seq=14,
        log_head="ab" * 32,
        summary=SUMMARY,
        users=({"user_id": "u", "name": "星川 楓", "roles": ["officer"]},),
    )


def key_of(scene: Scene) -> DatabaseKey:
    bundle = open_recovery_bundle(scene.place, scene.identity.text)
    return database_key(bundle.master_key, scene.vault_id)


def back_up(scene: Scene, target: Path, go_on: Any = always) -> backup_file.BackupProof:
    raw = connect(scene.place / DATABASE_NAME, key_of(scene))
    try:
        return write_backup(raw, plan_to(scene.identity), scene.root / "work", target, go_on=go_on)
    finally:
        raw.close()


@pytest.fixture
def backup(scene: Scene, tmp_path: Path) -> Path:
    target = tmp_path / "backup.age"
    back_up(scene, target)
    return target


def left_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


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


def test_another_sheet_is_told_apart_from_damage(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongSheet):
        open_backup(backup, RecoveryIdentity.new(2026).text, tmp_path / "into" / "o.db")
    assert left_in(tmp_path / "into") == []


def assert_refused(altered: bytes, backup: Path, sheet: str) -> None:
    """Refuse the altered file and leave not a byte of its inside."""
    into = backup.parent / "into"
    damaged = backup.with_name("damaged.age")
    damaged.write_bytes(altered)
    with pytest.raises(DAMAGED):
        open_backup(damaged, sheet, into / "o.db")
    assert left_in(into) == []


def test_every_sampled_flip_is_noticed_and_leaves_nothing(scene: Scene, backup: Path) -> None:
    data, chance = backup.read_bytes(), random.Random(19)
    places = {*range(22, 400, 9), len(data) - 1, *(chance.randrange(400, len(data)) for _ in range(120))}
    for place in sorted(places):
        altered = bytearray(data)
        altered[place] ^= 1 << chance.randrange(8)
        assert_refused(bytes(altered), backup, scene.identity.text)


def test_every_sampled_cut_is_noticed_and_leaves_nothing(scene: Scene, backup: Path) -> None:
    data = backup.read_bytes()
    chunk = 65536 + 16
    lengths = {0, 1, 21, 22, 100, 300, len(data) // 2, len(data) - 1, len(data) - 17, len(data) - 4096}
    lengths |= {cut for cut in range(0, len(data), chunk // 5) if cut < len(data)}
    for length in sorted(lengths):
        assert_refused(data[:length], backup, scene.identity.text)


def test_swapped_repeated_and_appended_pieces_are_noticed(scene: Scene, backup: Path) -> None:
    data, chunk = backup.read_bytes(), 65536 + 16
    head = data.index(b"\n", data.index(b"--- ")) + 1 + 16
    first, second, rest = (
        data[head : head + chunk],
        data[head + chunk : head + 2 * chunk],
        data[head + 2 * chunk :],
    )
    assert len(second) == chunk
    for altered in (
        data[:head] + second + first + rest,
        data[:head] + first + first + rest,
        data[:head] + first + rest,
        data[:head] + second + rest,
        data + b"\0",
        data + data[head:],
        data[:head] + bytes(len(data) - head),
    ):
        assert_refused(altered, backup, scene.identity.text)


def test_the_end_of_another_generation_does_not_fit(scene: Scene, backup: Path, tmp_path: Path) -> None:
    back_up(scene, tmp_path / "second.age")
    one, other = backup.read_bytes(), (tmp_path / "second.age").read_bytes()
    for place in (300, 65_000, len(one) // 2):
        assert_refused(one[:place] + other[place:], backup, scene.identity.text)


@pytest.mark.parametrize(
    "data",
    [b"", b"age", b"PK\x03\x04 a workbook", b"SQLite format 3\0", b"AGE-ENCRYPTION.ORG/V1\n", bytes(4096)],
)
def test_a_file_of_something_else_is_no_backup(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.age"
    path.write_bytes(data)
    with pytest.raises(NotABackup):
        open_backup(path, RecoveryIdentity.new(2026).text, tmp_path / "into" / "o.db")
    for other in (tmp_path, tmp_path / "nowhere.age"):
        with pytest.raises(NotABackup):
            open_backup(other, RecoveryIdentity.new(2026).text, tmp_path / "into" / "o.db")
    assert left_in(tmp_path / "into") == []


def test_a_file_locked_with_a_password_is_no_backup_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "x.age"
    path.write_bytes(b"age-encryption.org/v1\n-> scrypt 8P8mQqAjDj5q0C2w6kiyPQ 1\n" + bytes(60))
    with pytest.raises(DAMAGED):
        open_backup(path, RecoveryIdentity.new(2026).text, tmp_path / "into" / "o.db")


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


@given(
    st.binary(max_size=3000),
    st.binary(max_size=3000),
    st.binary(min_size=1, max_size=9000),
    st.integers(1, 5000),
    st.integers(1, 5000),
)
def test_a_tar_comes_out_as_it_went_in_piece_by_piece(
    manifest: bytes, recovery: bytes, database: bytes, reads: int, writes: int
) -> None:
    source = TarSource(manifest, recovery, io.BytesIO(database), len(database))
    stream = b""
    while piece := source.read(reads):
        stream += piece
    with tarfile.open(fileobj=io.BytesIO(stream)) as tar:  # as any other program reads it
        assert tar.getnames() == [MANIFEST, RECOVERY, DATABASE]
    got: list[bytes] = []
    sink = TarSink(got.append)
    for start in range(0, len(stream), writes):
        sink.write(stream[start : start + writes])
    assert sink.complete
    assert sink.small == {MANIFEST: manifest, RECOVERY: recovery}
    assert b"".join(got) == database


@given(st.data())
def test_a_tar_cut_anywhere_is_not_complete(data: st.DataObject) -> None:
    database = bytes(range(256)) * 5
    source = TarSource(b"m", b"r", io.BytesIO(database), len(database))
    stream = source.read()
    assert stream is not None
    cut = data.draw(st.integers(0, 5 * 512 + len(database) - 1))
    sink = TarSink(lambda _piece: None)
    sink.write(stream[:cut])
    assert not sink.complete


@pytest.mark.parametrize("size", [b"\xff" * 11 + b"\xfb", b"-0000000005\0"])
@pytest.mark.parametrize("name", [MANIFEST, DATABASE])
def test_a_member_smaller_than_nothing_is_refused_before_it_takes_the_rest(size: bytes, name: str) -> None:
    """It would have taken all that follows into memory, slower with every piece."""
    member = tarfile.TarInfo(name)
    header = bytearray(member.tobuf(tarfile.USTAR_FORMAT))
    header[124:136], header[148:156] = size, b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    before = b"".join(
        tarfile.TarInfo(small).tobuf(tarfile.USTAR_FORMAT)
        for small in (MANIFEST, RECOVERY)
        if name == DATABASE
    )
    got: list[bytes] = []
    sink = TarSink(got.append)
    with pytest.raises(BackupDamaged):
        sink.write(before + bytes(header) + b"A" * 4096)
    assert not got
    assert not any(sink.small.values())
