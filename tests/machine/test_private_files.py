"""Private files: owner only from the start, replaced whole or not at all, and nothing left behind."""

import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ashibue_desk.files.private_files import (
    copy_private,
    make_private_folder,
    only_owner_can_read,
    read_limited,
    replace_keeping_previous,
    sweep_leftovers,
    use_private_umask,
    write_private,
    writing_private,
)
from ashibue_desk.files.situations import (
    FileMissing,
    FileTooLarge,
    FileUnreadable,
    FolderMissing,
    FolderNotWritable,
)
from tests.machine.file_looks import mode_of, names_in


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
