"""The table of mounts (``/proc/self/mountinfo``, proc(5)), for file systems without a block device of their own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

Device = tuple[int, int]  # major, minor
_ESCAPE = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Mount:
    """One mounted file system. ``kind`` is what the kernel calls it: ext4, overlay, fuse.sshfs."""

    id: str
    device: Device
    point: PurePosixPath
    kind: str
    source: str
    options: Mapping[str, str] = field(default_factory=dict)


def read_mounts(mountinfo: Path) -> tuple[Mount, ...]:
    """Return every mount that ``mountinfo`` lists; none when it cannot be read. Damaged lines are passed over."""
    try:
        lines = mountinfo.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ()
    return tuple(mount for mount in map(_mount_of, lines) if mount is not None)


def mount_below(mounts: tuple[Mount, ...], path: Path, device: Device) -> Mount | None:
    """Return the mount on which ``path`` with ``device`` lies, or ``None`` when table and device contradict each other.

    A btrfs subvolume has a device of its own that the table does not show.
    """
    over = [mount for mount in mounts if path.is_relative_to(mount.point)]
    if not over:
        return None
    deepest = max(len(mount.point.parts) for mount in over)
    at_point = [mount for mount in over if len(mount.point.parts) == deepest]
    fitting = [mount for mount in at_point if mount.device == device or mount.kind == "btrfs"]
    return fitting[-1] if fitting else None


def _mount_of(line: str) -> Mount | None:
    before, mark, after = line.partition(" - ")
    left, right = before.split(" "), after.split(" ")
    if not mark or len(left) < 6 or len(right) < 2:
        return None
    major, _, minor = left[2].partition(":")
    if not (major.isdigit() and minor.isdigit()):
        return None
    pairs = (one.partition("=") for one in ",".join(right[2:]).split(","))
    options = {name: _plain(value) for name, _, value in pairs}
    return Mount(
        left[0], (int(major), int(minor)), PurePosixPath(_plain(left[4])), right[0], _plain(right[1]), options
    )


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 8)), text)
