"""Backup places on the Linux that runs the tests: its kernel's folders, and real mounts where it lets us make them."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ashibue_desk.machine.drives import DriveCheck, Verdict


@pytest.fixture
def loop_mount(tmp_path: Path) -> Iterator[Callable[[Path], Path]]:
    """Make a file system in a file below the given folder and mount it; undone afterwards. Root on Linux only."""
    mounted: list[Path] = []

    def make(folder: Path) -> Path:
        image, point = folder / "disk.img", tmp_path / f"loop{len(mounted)}"
        point.mkdir()
        with image.open("wb") as file:
            file.truncate(4 << 20)
        for command in (
            ["mkfs.ext2", "-q", "-F", str(image)],
            ["mount", "-o", "loop", str(image), str(point)],
        ):
            subprocess.run(command, check=True, capture_output=True)
        mounted.append(point)
        return point

    yield make
    for point in mounted:
        subprocess.run(["umount", str(point)], check=True)


def can_mount() -> bool:
    return os.geteuid() == 0 and Path("/dev/loop-control").exists() and Path("/sbin/mkfs.ext2").exists()


if can_mount():

    def test_a_real_loop_file_is_judged_by_the_disk_it_lies_on(
        tmp_path: Path, loop_mount: Callable[[Path], Path]
    ) -> None:
        check = DriveCheck(home=tmp_path, environment={}, memory_disk_allowed=True)
        below = check.examine(tmp_path)
        place = check.examine(loop_mount(tmp_path) / "backup")
        assert place.verdict is below.verdict
        assert place.identity.endswith(below.identity)
        assert place.identity != below.identity

    def test_a_real_memory_disk_below_a_loop_file_is_found(
        tmp_path: Path, loop_mount: Callable[[Path], Path]
    ) -> None:
        memory = tmp_path / "memory"
        memory.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(memory)], check=True)
        try:
            check = DriveCheck(home=tmp_path, environment={})
            assert check.examine(memory).verdict is Verdict.MEMORY
            loop = loop_mount(memory)
            assert check.examine(loop).verdict is Verdict.MEMORY
        finally:
            subprocess.run(["umount", "--lazy", str(memory)], check=True)


def test_the_folders_of_the_kernel_are_no_place_for_a_backup(tmp_path: Path) -> None:
    check = DriveCheck(home=tmp_path, environment={}, memory_disk_allowed=True)
    assert check.examine(Path("/proc/self")).verdict is Verdict.UNKNOWN
