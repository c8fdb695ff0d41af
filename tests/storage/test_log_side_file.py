"""The file with the log's next key: the newer of two whole copies counts, and nothing else is taken for one."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from ashibue_desk.files.situations import FolderMissing
from ashibue_desk.storage.key_material import new_secret
from ashibue_desk.storage.log_side_file import FILE_NAME, SealState, SideFile

SECRET = new_secret()
OLD = SealState(epoch=1, seq=7, head=b"h" * 32, key=b"k" * 32)
NEW = replace(OLD, seq=8, key=b"n" * 32)
BLOCK = 4096


def side_file(folder: Path) -> SideFile:
    return SideFile(folder, "vault", SECRET)


def test_both_copies_are_the_last_state(tmp_path: Path) -> None:
    side_file(tmp_path).write(OLD)
    side_file(tmp_path).write(NEW)
    assert side_file(tmp_path).read() == (NEW, NEW)


def test_of_two_states_the_newer_comes_first(tmp_path: Path) -> None:
    for first, second in ((OLD, NEW), (NEW, OLD)):
        side_file(tmp_path).write(first, second)
        assert side_file(tmp_path).read() == (NEW, OLD)
    later = replace(OLD, epoch=2, seq=1)
    side_file(tmp_path).write(NEW, later)
    assert side_file(tmp_path).read() == (later, NEW)


@pytest.mark.parametrize("spoiled", [0, BLOCK])
def test_a_torn_write_spoils_one_copy_and_the_other_is_read(tmp_path: Path, spoiled: int) -> None:
    side_file(tmp_path).write(OLD)
    path = tmp_path / FILE_NAME
    data = bytearray(path.read_bytes())
    data[spoiled + 40] ^= 1
    path.write_bytes(data)
    assert side_file(tmp_path).read() == (OLD,)
    data[BLOCK - spoiled + 40] ^= 1
    path.write_bytes(data)
    assert side_file(tmp_path).read() == ()


@pytest.mark.parametrize("data", [b"", b"short", bytes(2 * BLOCK)])
def test_something_else_under_the_name_is_no_state(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(data)
    assert side_file(tmp_path).read() == ()


def test_without_a_file_there_is_no_state(tmp_path: Path) -> None:
    assert side_file(tmp_path).read() == ()


def test_on_another_pc_and_for_another_vault_it_does_not_open(tmp_path: Path) -> None:
    side_file(tmp_path).write(OLD)
    assert SideFile(tmp_path, "vault", new_secret()).read() == ()
    assert SideFile(tmp_path, "another", SECRET).read() == ()


def test_a_folder_that_went_away_has_its_sentence(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        side_file(tmp_path / "gone").write(OLD)


def test_no_key_stands_in_the_file_or_shows_itself(tmp_path: Path) -> None:
    side_file(tmp_path).write(NEW)
    assert NEW.key not in (tmp_path / FILE_NAME).read_bytes()
    assert repr(NEW.key) not in repr(NEW)


def test_what_lies_in_its_place_is_never_waited_for(tmp_path: Path) -> None:
    """A pipe without a writer would have held the unlocking, and the vault's lock with it, for ever."""
    side = side_file(tmp_path)
    os.mkfifo(side.path)
    assert side.read() == ()
    side.path.unlink()
    side.path.mkdir()
    assert side.read() == ()
    side.path.rmdir()
    side.path.write_bytes(bytes(1 << 20))
    assert side.read() == ()
