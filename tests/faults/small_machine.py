"""A machine with its vault on a small disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.desks import Scene, scene_at
from tests.helpers.small_disk import SmallDisk, small_disk

MEGABYTE = 1 << 20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """Give a disk that holds the vault of a test, and not much more."""
    with small_disk(tmp_path / "disk", 12 * MEGABYTE) as found:
        yield found


@pytest.fixture
def scene(disk: SmallDisk) -> Iterator[Scene]:
    """The machine with its vault on the small disk."""
    found = scene_at(disk.path / "machine")
    yield found
    disk.make_room()
    found.close()
