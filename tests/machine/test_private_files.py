"""Private files: owner only from the start, old or new but never half, and nothing left behind."""

import os
import random
import stat
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.files.os_errors import situation_of
from ashibue_desk.files.private_files import (
    copy_private,
    make_private_folder,
    only_owner_can_read,
    read_limited,
    replace_keeping_previous,
    settle_previous,
    sweep_leftovers,
    use_private_umask,
    write_private,
    writing_private,
)
from ashibue_desk.files.situations import (
    DiskFull,
    DiskTrouble,
    FileLocked,
    FileMissing,
    FileTooLarge,
    FileUnreadable,
    FolderMissing,
    FolderNotWritable,
)
from tests.helpers.kill import run_and_kill
from tests.helpers.small_disk import BALLAST, small_disk


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {BALLAST}


def windows_error(number: int, kind: type[OSError] = PermissionError) -> OSError:
    """An error as Windows raises it."""
    error = kind(13, "in use")
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]
    return error


def test_a_written_file_is_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "slots.json"
    before = os.umask(0)
    try:
        write_private(path, b"one")
        assert mode_of(path) == 0o600
        path.chmod(0o644)
        write_private(path, b"two")
    finally:
        os.umask(before)
    assert path.read_bytes() == b"two"
    assert mode_of(path) == 0o600
    assert names_in(tmp_path) == {"slots.json"}


def test_the_temporary_file_is_private_while_it_is_written(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with writing_private(tmp_path / "backup.age") as file:
            file.write(b"secret")
            (temporary,) = tmp_path.iterdir()
            assert mode_of(temporary) == 0o600
            assert temporary.name.startswith(".backup.age.")
    finally:
        os.umask(before)
    assert names_in(tmp_path) == {"backup.age"}


def test_file_then_name_then_folder_reach_the_disk_in_this_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    real_fsync, real_replace = os.fsync, os.replace

    def fsync(descriptor: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        real_fsync(descriptor)

    def replace(source: Path, target: Path) -> None:
        done.append("name")
        real_replace(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    write_private(tmp_path / "x", b"data")
    assert done == ["file", "name", "folder"]


def test_a_failing_block_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "x"
    write_private(path, b"old")

    def fail() -> None:
        with writing_private(path) as file:
            file.write(b"half")
            raise KeyError("ours")

    with pytest.raises(KeyError):
        fail()
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == {"x"}


@pytest.mark.faults
@pytest.mark.parametrize("room", [0, 4096, 8192, 16384])
def test_a_full_disk_leaves_the_old_file_and_says_so(tmp_path: Path, room: int) -> None:
    with small_disk(tmp_path / "small", 256 * 1024) as disk:
        path = disk.path / "slots.json"
        write_private(path, b"old")
        disk.leave(room)
        with pytest.raises(DiskFull) as full:
            write_private(path, b"n" * 40_000)
        assert path.read_bytes() == b"old"
        assert names_in(disk.path) == {"slots.json"}
        disk.make_room()
        write_private(path, b"n" * 40_000)
        assert path.read_bytes() == b"n" * 40_000
    assert "空き容量" in full.value.what


@pytest.mark.faults
def test_a_full_disk_during_a_copy_and_a_kept_replacement(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"s" * 60_000)
    with small_disk(tmp_path / "small", 256 * 1024) as disk:
        path = disk.path / "slots.json"
        write_private(path, b"o" * 30_000)
        disk.leave(8192)
        with pytest.raises(DiskFull):
            copy_private(source, path)
        with pytest.raises(DiskFull):
            replace_keeping_previous(path, b"n" * 30_000, lambda _: None)
        assert path.read_bytes() == b"o" * 30_000
        assert names_in(disk.path) == {"slots.json"}


KILLED_WRITER = """
import sys
from pathlib import Path
from ashibue_desk.files.private_files import write_private
from tests.helpers.kill import mark
path, size = Path(sys.argv[1]), 300_000
mark("ready")
for turn in range(1, 100_000):
    write_private(path, bytes([turn % 251]) * size)
    mark(str(turn))
"""


@pytest.mark.faults
def test_forty_kills_find_the_file_acknowledged_or_the_next_one_whole(tmp_path: Path) -> None:
    path = tmp_path / "x"
    dice = random.Random(20)
    leftovers = 0
    for _ in range(40):
        path.unlink(missing_ok=True)
        ended = run_and_kill(
            KILLED_WRITER, [str(path)], at_mark="ready", after_seconds=dice.uniform(0.0, 0.03)
        )
        assert ended.killed, ended.errors
        acknowledged = int(ended.marks[-1]) if ended.marks[-1] != "ready" else 0
        if path.exists():
            data = path.read_bytes()
            assert data in {bytes([turn % 251]) * 300_000 for turn in (acknowledged, acknowledged + 1)}
            assert mode_of(path) == 0o600
        else:
            assert acknowledged == 0
        leftovers += sweep_leftovers(tmp_path)
        assert names_in(tmp_path) <= {"x"}
    assert leftovers > 0, "no kill met a write; the delays no longer fit"


KILLED_REPLACER = """
import sys, time
from pathlib import Path
from ashibue_desk.files.private_files import replace_keeping_previous
from tests.helpers.kill import mark
def prove(path):
    mark("proving")
    time.sleep(60)
replace_keeping_previous(Path(sys.argv[1]), b"new", prove)
"""


@pytest.mark.faults
@pytest.mark.parametrize(("proof_holds", "left"), [(True, b"new"), (False, b"old")])
def test_a_kill_before_the_proof_is_settled_by_the_next_start(
    tmp_path: Path, proof_holds: bool, left: bytes
) -> None:
    path = tmp_path / "slots.json"
    write_private(path, b"old")
    ended = run_and_kill(KILLED_REPLACER, [str(path)], at_mark="proving")
    assert ended.killed
    assert names_in(tmp_path) == {"slots.json", "slots.json.prev"}
    assert (path.read_bytes(), path.with_name("slots.json.prev").read_bytes()) == (b"new", b"old")

    def prove(_: Path) -> None:
        if not proof_holds:
            raise ValueError("does not open")

    assert settle_previous(path, prove)
    assert path.read_bytes() == left
    assert names_in(tmp_path) == {"slots.json"}
    assert not settle_previous(path, prove)


def test_a_proven_replacement_leaves_only_the_new_file(tmp_path: Path) -> None:
    path = tmp_path / "slots.json"
    write_private(path, b"old")
    seen: list[tuple[bytes, bytes]] = []
    replace_keeping_previous(
        path, b"new", lambda p: seen.append((p.read_bytes(), p.with_name("slots.json.prev").read_bytes()))
    )
    assert seen == [(b"new", b"old")]
    assert names_in(tmp_path) == {"slots.json"}
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("there_before", [True, False])
def test_an_unproven_replacement_is_taken_back(tmp_path: Path, there_before: bool) -> None:
    path = tmp_path / "slots.json"
    if there_before:
        write_private(path, b"old")

    def prove(_: Path) -> None:
        raise ValueError("does not open")

    with pytest.raises(ValueError, match="does not open"):
        replace_keeping_previous(path, b"new", prove)
    assert names_in(tmp_path) == ({"slots.json"} if there_before else set())
    if there_before:
        assert path.read_bytes() == b"old"
        assert mode_of(path) == 0o600


def test_a_file_held_by_another_program_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    tries = iter([windows_error(32), windows_error(5), windows_error(33)])
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        error = next(tries, None)
        if error is not None:
            raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(time, "sleep", pauses.append)
    write_private(tmp_path / "x", b"data")
    assert (tmp_path / "x").read_bytes() == b"data"
    assert pauses == sorted(pauses)
    assert len(pauses) == 3


def test_a_file_held_for_good_is_named_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    write_private(path, b"old")
    pauses: list[float] = []

    def replace(source: Path, target: Path) -> None:
        raise windows_error(32)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(time, "sleep", pauses.append)
    with pytest.raises(FileLocked) as locked:
        write_private(path, b"new")
    assert "「x」" in locked.value.what
    assert 1 < sum(pauses) < 3
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == {"x"}


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (28, DiskFull),
        (122, DiskFull),
        (27, DiskFull),
        (13, FolderNotWritable),
        (1, FolderNotWritable),
        (30, FolderNotWritable),
        (2, FolderMissing),
        (20, FolderMissing),
        (16, FileLocked),
        (5, DiskTrouble),
    ],
)
def test_error_numbers_of_linux_become_situations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[Situation]
) -> None:
    def fsync(_: int) -> None:
        raise OSError(number, os.strerror(number))

    path = tmp_path / "x"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(kind) as met:
        write_private(path, b"new")
    assert all((met.value.what, met.value.safe, met.value.todo))
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == {"x"}


@pytest.mark.parametrize(
    ("number", "kind"),
    [(112, DiskFull), (39, DiskFull), (32, FileLocked), (33, FileLocked), (5, FolderNotWritable)],
)
def test_error_numbers_of_windows_become_situations(number: int, kind: type[Situation]) -> None:
    assert type(situation_of(windows_error(number), Path("a/b"))) is kind


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing, match="gone"):
        write_private(tmp_path / "gone" / "x", b"data")


def test_parallel_writers_never_mix(tmp_path: Path) -> None:
    path = tmp_path / "x"
    whole = [bytes([letter]) * 100_000 for letter in b"abcd"]

    def write(data: bytes) -> None:
        for _ in range(5):
            write_private(path, data)

    threads = [threading.Thread(target=write, args=(data,)) for data in whole]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert path.read_bytes() in whole
    assert names_in(tmp_path) == {"x"}


def test_folders_are_made_for_their_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        made = make_private_folder(tmp_path / "a" / "b" / "c")
        wide = tmp_path / "wide"
        wide.mkdir(mode=0o755)
        make_private_folder(wide)
    finally:
        os.umask(before)
    assert [mode_of(path) for path in (made, made.parent, made.parent.parent, wide)] == [0o700] * 4
    assert make_private_folder(made) == made


def test_a_folder_that_refuses_is_named_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def chmod(path: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", chmod)
    with pytest.raises(FolderNotWritable, match="somebodys"):
        make_private_folder(tmp_path / "somebodys")


def test_a_folder_below_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FolderMissing):
        make_private_folder(tmp_path / "file" / "below")


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700, 0o640, 0o604, 0o620, 0o601])
def test_only_the_owner_can_read(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"")
    path.chmod(mode)
    assert only_owner_can_read(path) is (mode in {0o600, 0o400, 0o700})


def test_reading_stops_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"12345")
    assert read_limited(path, 5) == b"12345"
    with pytest.raises(FileTooLarge, match="上限 4 バイト"):
        read_limited(path, 4)
    with pytest.raises(FileMissing, match="gone"):
        read_limited(tmp_path / "gone", 4)


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize("make", [Path.mkdir, make_pipe], ids=["folder", "pipe"])
def test_what_is_no_ordinary_file_is_not_read_and_nobody_waits(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "x"
    make(path)
    with pytest.raises(FileUnreadable):
        read_limited(path, 10)


def test_a_copy_is_private_and_replaces_whole(tmp_path: Path) -> None:
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(os.urandom(3 << 20))
    source.chmod(0o644)
    target.write_bytes(b"old")
    copy_private(source, target)
    assert target.read_bytes() == source.read_bytes()
    assert mode_of(target) == 0o600
    with pytest.raises(FileMissing):
        copy_private(tmp_path / "gone", target)
    assert names_in(tmp_path) == {"a", "b"}


def test_sweeping_takes_only_our_own_leftovers(tmp_path: Path) -> None:
    for name in (".x.0123456789ab.writing", "keep.writing", ".hidden", "x"):
        (tmp_path / name).write_bytes(b"")
    assert sweep_leftovers(tmp_path) == 1
    assert names_in(tmp_path) == {"keep.writing", ".hidden", "x"}


def test_the_umask_keeps_plain_files_private_too(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        use_private_umask()
        (tmp_path / "plain").write_bytes(b"")
        (tmp_path / "folder").mkdir()
    finally:
        os.umask(before)
    assert (mode_of(tmp_path / "plain"), mode_of(tmp_path / "folder")) == (0o600, 0o700)
