"""What the tests of private files look at: who may read a file, and what was left beside it."""

import stat
from pathlib import Path

from tests.helpers.small_disk import BALLAST


def mode_of(path: Path) -> int:
    """Return the permissions of a file or folder, as ``chmod`` takes them."""
    return stat.S_IMODE(path.stat().st_mode)


def names_in(folder: Path) -> set[str]:
    """Return the names that lie in a folder, but for what only makes a small disk full."""
    return {path.name for path in folder.iterdir()} - {BALLAST}
