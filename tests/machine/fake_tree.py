"""A small ``/sys`` and ``/proc`` of an invented Linux computer, laid out as the kernel lays out the real ones."""

from collections.abc import Sequence
from pathlib import Path

from ashibue_desk.machine.drives.linux import LinuxDrives

Device = tuple[int, int]
Step = tuple[str, str]  # name of a parent device in the tree, its subsystem ("" for none)

PCI: Step = ("pci0000:00/0000:00:14.0", "pci")
USB: tuple[Step, ...] = (PCI, ("usb2", "usb"), ("2-1", "usb"), ("2-1:1.0", "usb"))
SCSI: tuple[Step, ...] = (("host6", "scsi"), ("target6:0:0", "scsi"), ("6:0:0:0", "scsi"))
SATA: tuple[Step, ...] = (PCI, ("ata1", ""), *SCSI)
USB_STORAGE: tuple[Step, ...] = (*USB, *SCSI)
NVME: tuple[Step, ...] = (PCI, ("nvme/nvme0", "nvme"))
CARD_READER: tuple[Step, ...] = (PCI, ("mmc_host/mmc0", ""), ("mmc0:0001", "mmc"))

DISK, PART, TOP, TOP2 = (8, 16), (8, 17), (253, 0), (253, 1)
ANONYMOUS = (0, 51)


class FakeMachine:
    """Builds the tree step by step; ``drives()`` looks at it as at a real computer."""

    def __init__(self, root: Path) -> None:
        self.sys = root / "sys"
        self.proc = root / "proc"
        (self.proc / "self").mkdir(parents=True)
        (self.sys / "class" / "block").mkdir(parents=True)
        (self.sys / "dev" / "block").mkdir(parents=True)
        self._lines: list[str] = []
        self._points: dict[str, Device] = {}
        self._sequence = 0
        self.missing: set[str] = set()
        self.command_line("root=/dev/sda1 ro quiet")

    def command_line(self, text: str) -> None:
        (self.proc / "cmdline").write_text(text + "\n")

    def disk(
        self,
        name: str,
        device: Device,
        chain: Sequence[Step],
        *,
        removable: str = "0",
        model: str = "",
        scsi_type: str = "0",
    ) -> Path:
        """A disk at the end of a chain of parents; its file ``removable`` and SCSI type as the kernel would tell."""
        parent = self.sys / "devices"
        for part, subsystem in chain:
            parent = parent / part
            parent.mkdir(parents=True, exist_ok=True)
            if subsystem and not (parent / "subsystem").is_symlink():
                (parent / "subsystem").symlink_to(self.sys / "bus" / subsystem)
        if chain and chain[-1][1] in {"scsi", "mmc"}:
            (parent / "type").write_text(scsi_type + "\n")
        if model:
            (parent / "model").write_text(model + "   \n")
        folder = parent / ("" if chain and chain[-1][1] == "nvme" else "block") / name
        self._register(folder, device)
        (folder / "device").symlink_to(parent)
        (folder / "removable").write_text(removable + "\n")
        return folder

    def partition(self, disk: Path, number: int, device: Device) -> Path:
        separator = "p" if disk.name[-1].isdigit() else ""
        folder = disk / f"{disk.name}{separator}{number}"
        self._register(folder, device, sequence=False)
        (folder / "partition").write_text(f"{number}\n")
        return folder

    def virtual(
        self, name: str, device: Device, *, slaves: Sequence[Path] = (), dm_name: str = "", file: str = ""
    ) -> Path:
        """A device without hardware of its own: dm, md, loop, zram."""
        folder = self.sys / "devices" / "virtual" / "block" / name
        self._register(folder, device)
        (folder / "slaves").mkdir()
        (folder / "removable").write_text("0\n")
        for slave in slaves:
            (folder / "slaves" / slave.name).symlink_to(slave)
        for part, text in (("dm/name", dm_name), ("loop/backing_file", file)):
            if text:
                (folder / part).parent.mkdir()
                (folder / part).write_text(text + "\n")
        return folder

    def btrfs(self, uuid: str, members: Sequence[Path]) -> None:
        folder = self.sys / "fs" / "btrfs" / uuid / "devices"
        folder.mkdir(parents=True)
        for member in members:
            (folder / member.name).symlink_to(member)

    def mount(
        self,
        point: str,
        device: Device,
        kind: str,
        source: str,
        options: str = "rw",
        *,
        seen_as: Device | None = None,
    ) -> None:
        """Mount at ``point``; ``seen_as`` is what ``stat`` tells there when it is not the device of the table."""
        number = 20 + len(self._lines)
        escaped = point.replace(" ", "\\040")
        self._lines.append(
            f"{number} 1 {device[0]}:{device[1]} / {escaped} rw,relatime shared:1 - {kind} {source} {options}"
        )
        (self.proc / "self" / "mountinfo").write_text("\n".join(self._lines) + "\n")
        self._points[point] = seen_as or device

    def device_of(self, path: Path) -> Device:
        if any(path.is_relative_to(gone) for gone in self.missing):
            raise FileNotFoundError(path)
        over = [point for point in self._points if path.is_relative_to(point)]
        if not over:
            raise FileNotFoundError(path)
        return self._points[max(over, key=len)]

    def drives(self) -> LinuxDrives:
        return LinuxDrives(self.sys, self.proc, self.device_of)

    def _register(self, folder: Path, device: Device, *, sequence: bool = True) -> None:
        folder.mkdir(parents=True)
        numbers = f"{device[0]}:{device[1]}"
        (folder / "dev").write_text(numbers + "\n")
        (folder / "subsystem").symlink_to(self.sys / "class" / "block")
        if sequence:
            self._sequence += 1
            (folder / "diskseq").write_text(f"{self._sequence}\n")
        (self.sys / "dev" / "block" / numbers).symlink_to(folder)
        (self.sys / "class" / "block" / folder.name).symlink_to(folder)


def stick(machine: FakeMachine, removable: str = "0") -> Path:
    """A USB stick with one partition, ``PART``; ``removable`` is what its drive says of itself."""
    disk = machine.disk("sdb", DISK, USB_STORAGE, removable=removable, model="DataTraveler Max")
    return machine.partition(disk, 1, PART)


def inner(machine: FakeMachine) -> Path:
    """The disk inside the computer with one partition; the folder of the partition."""
    return machine.partition(machine.disk("sda", (8, 0), SATA, model="Office SSD"), 1, (8, 1))


def on(machine: FakeMachine, device: tuple[int, int], kind: str = "ext4", source: str = "/dev/x") -> None:
    """Mount a device at ``/vol``, above the place the tests ask about."""
    machine.mount("/vol", device, kind, source)
