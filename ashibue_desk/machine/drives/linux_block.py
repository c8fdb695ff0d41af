"""From a block device to its bus, by the device tree in ``/sys``.

``removable`` of a disk is about its medium, not about the device: many USB sticks and every USB disk say 0. So the parents
of a device are walked for their subsystem, and whatever lies on top (LUKS, LVM, md, loop) is followed down.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ashibue_desk.machine.drives.linux_mounts import Device
from ashibue_desk.machine.drives.place import Finding, Verdict, worst

_BUS_VERDICTS: Final = {
    "usb": Verdict.USB,
    "memstick": Verdict.SD,
    "firewire": Verdict.EXTERNAL,
    "ieee1394": Verdict.EXTERNAL,
    "pcmcia": Verdict.EXTERNAL,
    "thunderbolt": Verdict.EXTERNAL,
}
# Hyper-V, mainframe and non-volatile memory beside the usual ones; a subsystem not named here stays unknown.
_BUILT_IN: Final = frozenset({"nvme", "virtio", "xen", "scsi", "ide", "vmbus", "ccw", "nd"})
_SCSI_OPTICAL: Final = "5"  # SCSI peripheral device type: CD/DVD
_NETWORK_PARENTS: Final = re.compile(r"session\d+|rport-.*|nvme-fabrics|nvme-tcp.*")
_NAME_VERDICTS: Final = (
    (re.compile(r"(zram|ram)\d"), Verdict.MEMORY),
    (re.compile(r"(nbd|rbd|drbd)\d"), Verdict.NETWORK),
)
_OPTICAL_NAMES: Final = re.compile(r"(sr|scd)\d")
_NVME_PATH: Final = re.compile(r"nvme\d+")
_DEEPEST: Final = 12


class BlockDevices:
    """Block devices as ``sys_root`` shows them; ``follow`` judges the path of a loop device's file."""

    def __init__(self, sys_root: Path, follow: Callable[[Path, int], Finding]) -> None:
        """Read below ``sys_root`` (normally ``/sys``)."""
        self._root = sys_root.resolve()
        self._follow = follow

    def judge(self, device: Device, depth: int = 0) -> Finding:
        """Return the verdict on the block device with these numbers."""
        node = self._root / "dev" / "block" / f"{device[0]}:{device[1]}"
        if not node.exists():
            return Finding(Verdict.UNKNOWN, f"番号 {device[0]}:{device[1]} の機器")
        return self._judge_node(node.resolve(), depth)

    def judge_source(self, source: str, depth: int = 0) -> Finding:
        """Return the verdict on a mount's source such as ``/dev/sda2``, ``/dev/mapper/x`` or several joined by ``:``."""
        names = [name for name in source.split(":") if name.startswith("/dev/")]
        nodes = [node for name in names for node in self._nodes_named(name)]
        if not names or len(nodes) < len(names):
            return Finding(Verdict.UNKNOWN, source)
        return worst(self._judge_node(node, depth) for node in nodes)

    def _nodes_named(self, name: str) -> list[Path]:
        """Return the device of ``name``, with all members of its btrfs where it belongs to one."""
        blocks = self._root / "class" / "block"
        short = name.removeprefix("/dev/mapper/") if name.startswith("/dev/mapper/") else Path(name).name
        named = [blocks / short, *(dm for dm in blocks.glob("dm-*") if _text(dm / "dm" / "name") == short)]
        found = [path.resolve() for path in named if path.exists()]
        for members in (self._root / "fs" / "btrfs").glob("*/devices"):
            nodes = [path.resolve() for path in members.iterdir()]
            if any(node in nodes for node in found):
                return nodes
        return found

    def _judge_node(self, node: Path, depth: int) -> Finding:
        disk = node.parent if (node / "partition").exists() else node
        identity = f"{_text(node / 'dev')}#{_text(disk / 'diskseq')}"
        if depth > _DEEPEST:
            return Finding(Verdict.UNKNOWN, disk.name, identity)
        below = self._below(node, disk, depth)
        if below is not None:
            return Finding(below.verdict, below.label, f"{identity}>{below.identity}")
        return Finding(self._verdict_of(disk), _label_of(disk), identity)

    def _below(self, node: Path, disk: Path, depth: int) -> Finding | None:
        """Return the verdict on what carries a stacked device, ``None`` for a device that stands on its own."""
        backing = disk / "loop" / "backing_file"
        if backing.exists():
            file = _text(backing)
            if not file.startswith("/") or file.endswith(" (deleted)"):
                return Finding(Verdict.UNKNOWN, disk.name)
            return self._follow(Path(file), depth + 1)
        slaves = [path.resolve() for folder in {node, disk} for path in _entries(folder / "slaves")]
        if slaves:
            return worst(self._judge_node(slave, depth + 1) for slave in slaves)
        if disk.parent.name.startswith("nvme-subsys"):
            paths = [path.resolve() for path in _entries(disk.parent) if _NVME_PATH.fullmatch(path.name)]
            return worst(Finding(self._verdict_of(path), _label_of(disk)) for path in paths)
        return None

    def _verdict_of(self, disk: Path) -> Verdict:
        if _OPTICAL_NAMES.match(disk.name) or _text(disk / "device" / "type") == _SCSI_OPTICAL:
            return Verdict.OPTICAL
        for names, verdict in _NAME_VERDICTS:
            if names.match(disk.name):
                return verdict
        return self._verdict_by_bus(disk)

    def _verdict_by_bus(self, disk: Path) -> Verdict:
        parents = [path for path in (disk, *disk.parents) if path.is_relative_to(self._root / "devices")]
        buses = {bus for bus in map(_subsystem, parents) if bus}
        refused = [_BUS_VERDICTS[bus] for bus in buses if bus in _BUS_VERDICTS]
        if refused:
            return worst(Finding(verdict, "") for verdict in refused).verdict
        if "mmc" in buses:
            return Verdict.FIXED if _is_soldered(disk) else Verdict.SD
        if any(_NETWORK_PARENTS.fullmatch(path.name) for path in parents):
            return Verdict.NETWORK
        # PCI devices behind Thunderbolt or in a card slot say so themselves (kernel 5.15 and later).
        if _text(disk / "removable") == "1" or any(
            _text(path / "removable") == "removable" for path in parents
        ):
            return Verdict.EXTERNAL
        return Verdict.FIXED if buses & _BUILT_IN else Verdict.UNKNOWN


def _is_soldered(disk: Path) -> bool:
    """Whether an MMC device is the built-in kind (eMMC): it has boot partitions, which no card has."""
    return _text(disk / "device" / "type") == "MMC" and (disk.parent / f"{disk.name}boot0").exists()


def _label_of(disk: Path) -> str:
    maker, model = _text(disk / "device" / "vendor"), _text(disk / "device" / "model")
    maker = "" if maker.startswith("0x") or maker == "ATA" else maker  # virtio and NVMe give a PCI number
    name = " ".join(part for part in (maker, model or _text(disk / "device" / "name")) if part)
    return f"{name}、{disk.name}" if name else disk.name


def _subsystem(path: Path) -> str:
    link = path / "subsystem"
    return link.readlink().name if link.is_symlink() else ""


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
