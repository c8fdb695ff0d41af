"""Private files when something goes wrong: full disk, kill, a file in use, an error of the system; old or new, never half."""

import os
import random
import time
from pathlib import Path

import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.files.os_errors import situation_of
from ashibue_desk.files.private_files import (
    copy_private,
    replace_keeping_previous,
    settle_previous,
    sweep_leftovers,
    write_private,
)
from ashibue_desk.files.situations import DiskFull, DiskTrouble, FileLocked, FolderMissing, FolderNotWritable
from tests.helpers.kill import run_and_kill
from tests.helpers.small_disk import small_disk
from tests.machine.file_looks import mode_of, names_in


def windows_error(number: int, kind: type[OSError] = PermissionError) -> OSError:
    """An error as Windows raises it."""
    error = kind(13, "in use")
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]
    return error


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
