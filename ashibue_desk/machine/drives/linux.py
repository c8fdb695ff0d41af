"""Linux: from a folder over its mount to the hardware."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ashibue_desk.machine.drives.linux_block import BlockDevices
from ashibue_desk.machine.drives.linux_mounts import Device, Mount, mount_below, read_mounts
from ashibue_desk.machine.drives.place import Finding, Verdict

assert sys.platform != "win32"  # noqa: S101 - tells the type checker to leave this file out there

_NETWORK: Final = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "ceph",
        "glusterfs",
        "lustre",
        "gfs2",
        "ocfs2",
        "davfs",
    }
)
_MEMORY: Final = frozenset({"tmpfs", "ramfs", "devtmpfs"})
# Root file systems a host hands to its container or virtual machine.
_FROM_HOST: Final = frozenset({"9p", "virtiofs", "fakeowner", "fuse.fuse-overlayfs", "rootfs"})
_FUSE_WORDS: Final = (
    (re.compile(r"mtp|gphoto|ifuse|afc:"), Verdict.PHONE),
    (
        re.compile(r"rclone|google|gdrive|onedrive|dropbox|pcloud|icloud|insync|megafs|boxfs"),
        Verdict.SYNC_FOLDER,
    ),
    (re.compile(r"sshfs|sftp|smb|davfs|dav:|davs:|ftp:|gluster|ceph|s3fs|nfs"), Verdict.NETWORK),
)
# Written on the kernel's command line by systems that run from a stick or a disc and keep nothing.
_LIVE_SYSTEM: Final = re.compile(r"\bboot=(casper|live)\b|\brd\.live\.|\barchisobasedir=|\bliveimg\b")
_DEEPEST: Final = 12


def device_numbers(path: Path) -> Device:
    """Return major and minor number of the file system on which ``path`` lies."""
    number = path.stat().st_dev
    return os.major(number), os.minor(number)


class LinuxDrives:
    """The devices of a Linux computer, or of a small fake tree."""

    def __init__(
        self,
        sys_root: Path = Path("/sys"),
        proc_root: Path = Path("/proc"),
        device_of: Callable[[Path], Device] | None = None,
    ) -> None:
        """Read below ``sys_root`` and ``proc_root``; ``device_of`` tells the device numbers of a path that exists."""
        self._blocks = BlockDevices(sys_root, self._look)
        self._proc = proc_root
        self._device_of = device_of or device_numbers

    def look(self, folder: Path) -> Finding:
        """Return what lies below ``folder``, or below the nearest folder above it that exists."""
        try:
            return self._look(folder, 0)
        except (OSError, RuntimeError):
            return Finding(Verdict.UNKNOWN, str(folder))

    def _look(self, path: Path, depth: int) -> Finding:
        real = Path(os.path.realpath(path))
        for existing in (real, *real.parents):
            try:
                device = self._device_of(existing)
            except (FileNotFoundError, NotADirectoryError):
                continue
            break
        else:
            return Finding(Verdict.UNKNOWN, str(path))
        if device[0] != 0:
            return self._blocks.judge(device, depth)
        mount = mount_below(read_mounts(self._proc / "self" / "mountinfo"), existing, device)
        if mount is None or depth > _DEEPEST:
            return Finding(Verdict.UNKNOWN, str(path))
        finding = self._look_at_mount(mount, existing, depth)
        here = f"{device[0]}:{device[1]}@{mount.id}"
        return Finding(finding.verdict, finding.label, f"{here}>{finding.identity}")

    def _look_at_mount(self, mount: Mount, path: Path, depth: int) -> Finding:
        finding = Finding(Verdict.UNKNOWN, f"{mount.kind}、{mount.point}")
        if mount.kind in _NETWORK:
            finding = Finding(Verdict.NETWORK, mount.source)
        elif mount.kind in _MEMORY:
            finding = Finding(Verdict.MEMORY, str(mount.point))
        elif mount.kind in {"btrfs", "bcachefs"}:
            finding = self._blocks.judge_source(mount.source, depth + 1)
        elif mount.kind == "overlay":
            finding = self._look_at_overlay(mount, depth)
        elif mount.kind == "ecryptfs" and mount.source.startswith("/"):
            finding = self._look(Path(mount.source), depth + 1)
        elif mount.kind in _FROM_HOST:
            finding = self._look_at_root(mount)
        elif mount.kind.startswith("fuse"):
            finding = _look_at_fuse(mount, path)
        return finding

    def _look_at_overlay(self, mount: Mount, depth: int) -> Finding:
        """Follow the layer that takes the writing; a container that cannot see it is judged by where it is mounted."""
        upper = Path(mount.options.get("upperdir", ""))
        if upper.is_absolute():
            try:
                self._device_of(upper)
            except OSError:
                return self._look_at_root(mount)
            return self._look(upper, depth + 1)
        return self._look_at_root(mount)

    def _look_at_root(self, mount: Mount) -> Finding:
        """Judge what a host hands to a container: as the machine's own disk only when it is the whole system's root."""
        try:
            started_with = (self._proc / "cmdline").read_text(encoding="utf-8", errors="replace")
        except OSError:
            started_with = ""
        if mount.point.parts == ("/",) and not _LIVE_SYSTEM.search(started_with):
            return Finding(Verdict.FIXED, f"システムのディスク、{mount.kind}")
        return Finding(Verdict.UNKNOWN, f"{mount.kind}、{mount.point}")


def _look_at_fuse(mount: Mount, path: Path) -> Finding:
    """Name what a FUSE file system brings in, as far as its name tells; none of them is a place for backups."""
    inside = path.relative_to(mount.point).as_posix() if mount.kind == "fuse.gvfsd-fuse" else ""
    told = f"{mount.kind} {mount.source} {inside}".lower()
    for words, verdict in _FUSE_WORDS:
        if words.search(told):
            return Finding(verdict, mount.source if inside == "" else inside)
    return Finding(Verdict.UNKNOWN, f"{mount.kind}、{mount.point}")
