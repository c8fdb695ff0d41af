"""One program per vault, across processes, and nothing to clean up after a crash."""

import os
import time
from pathlib import Path

import pytest

from ashibue_desk.files.situations import FolderMissing
from ashibue_desk.machine.one_vault import LOCK_FILE, VaultLock
from ashibue_desk.machine.situations import VaultInUse
from tests.helpers.kill import run_and_kill

HOLDER = """
import sys, time
from pathlib import Path
from ashibue_desk.machine.one_vault import VaultLock
from ashibue_desk.machine.situations import VaultInUse
from tests.helpers.kill import mark
try:
    with VaultLock(Path(sys.argv[1])):
        mark("held")
        time.sleep(float(sys.argv[2]))
except VaultInUse:
    mark("in use")
"""


def test_the_second_is_told_and_the_first_goes_on(tmp_path: Path) -> None:
    with VaultLock(tmp_path) as first:
        assert first.held
        with pytest.raises(VaultInUse, match="すでに"):
            VaultLock(tmp_path).acquire()
        assert first.held
    with VaultLock(tmp_path) as second:
        assert second.held
    assert not first.held


def test_another_process_is_told(tmp_path: Path) -> None:
    with VaultLock(tmp_path):
        ended = run_and_kill(HOLDER, [str(tmp_path), "0"], after_seconds=30)
    assert ended.marks == ("in use",)


@pytest.mark.faults
def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    ended = run_and_kill(HOLDER, [str(tmp_path), "60"], at_mark="held")
    assert ended.killed
    assert (tmp_path / LOCK_FILE).exists()
    with VaultLock(tmp_path) as lock:
        assert lock.held


def test_a_program_that_starts_itself_again_waits_for_the_old_one(tmp_path: Path) -> None:
    first = VaultLock(tmp_path)
    first.acquire()
    started = time.monotonic()
    with pytest.raises(VaultInUse):
        VaultLock(tmp_path, patience=0.2).acquire()
    assert time.monotonic() - started >= 0.2
    first.release()
    with VaultLock(tmp_path, patience=10) as second:
        assert second.held


def test_two_vaults_do_not_meet_and_taking_twice_is_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    with VaultLock(tmp_path / "a") as one, VaultLock(tmp_path / "b"):
        one.acquire()
        one.release()
        one.release()
        with VaultLock(tmp_path / "a") as again:
            assert again.held


def test_removing_the_file_lets_no_second_program_in(tmp_path: Path) -> None:
    """Two programs on one vault would each go on with the log's key as they know it."""
    with VaultLock(tmp_path):
        (tmp_path / LOCK_FILE).unlink()
        with pytest.raises(VaultInUse):
            VaultLock(tmp_path).acquire()
    with VaultLock(tmp_path) as after:
        assert after.held


def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / LOCK_FILE)
    with VaultLock(tmp_path) as lock:
        assert lock.held


def test_the_lock_file_is_empty_and_private(tmp_path: Path) -> None:
    with VaultLock(tmp_path):
        state = (tmp_path / LOCK_FILE).stat()
    assert (state.st_size, state.st_mode & 0o777) == (0, 0o600)


def test_a_folder_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        VaultLock(tmp_path / "gone").acquire()
