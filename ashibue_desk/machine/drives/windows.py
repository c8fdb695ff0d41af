"""Windows: from a folder's handle over its volume to the bus of the device.

Drive letters say nothing: ``subst``, junctions, mounted folders and links all end at the volume that the handle names.
Numbers are those of winioctl.h (STORAGE_DEVICE_DESCRIPTOR, STORAGE_BUS_TYPE).
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from ashibue_desk.machine.drives.place import Finding, Verdict

_HEAD: Final = struct.Struct("<IIBBBBIIIII")
_CD_ROM: Final = 5
_BUS_MMC: Final = 0x0D
_BUSES: Final = {
    0x04: Verdict.EXTERNAL,  # IEEE 1394
    0x06: Verdict.NETWORK,  # Fibre Channel
    0x07: Verdict.USB,
    0x09: Verdict.NETWORK,  # iSCSI
    0x0C: Verdict.SD,
    0x14: Verdict.NETWORK,  # NVMe over fabrics
    # SCSI, ATAPI, ATA, SSA, RAID, SAS, SATA, NVMe, storage class memory, UFS
    **dict.fromkeys((0x01, 0x02, 0x03, 0x05, 0x08, 0x0A, 0x0B, 0x11, 0x12, 0x13), Verdict.FIXED),
    # Unknown, virtual, file-backed (a VHDX may lie on a stick) and storage spaces stay unknown.
}


class WindowsAsk(Protocol):
    """What Windows is asked; every call may raise ``OSError``."""

    def final_path(self, folder: Path) -> str:
        """Return where ``folder`` really lies, with a drive letter or as ``\\\\?\\UNC``."""
        ...

    def volume_of(self, folder: Path) -> str:
        """Return the volume of ``folder``: ``\\\\?\\Volume{...}``."""
        ...

    def storage_descriptor(self, volume: str) -> bytes:
        """Return the STORAGE_DEVICE_DESCRIPTOR of the device below ``volume``."""
        ...


@dataclass(frozen=True, slots=True)
class StorageDescriptor:
    """What is used of a STORAGE_DEVICE_DESCRIPTOR."""

    device_type: int
    removable_medium: bool
    bus: int
    label: str
    serial: str


def read_descriptor(answer: bytes) -> StorageDescriptor | None:
    """Read the structure Windows answers; ``None`` when it is shorter than its head or names another size."""
    if len(answer) < _HEAD.size:
        return None
    _, size, kind, _, removable, _, vendor, product, _, serial, bus = _HEAD.unpack_from(answer)
    if size < _HEAD.size:
        return None
    label = " ".join(part for part in (_string(answer, vendor), _string(answer, product)) if part)
    return StorageDescriptor(kind, bool(removable), bus, label, _string(answer, serial))


class WindowsDrives:
    """The devices of a Windows computer, or recorded answers of one."""

    def __init__(self, ask: WindowsAsk) -> None:
        """Put all questions to ``ask``."""
        self._ask = ask

    def look(self, folder: Path) -> Finding:
        """Return what lies below ``folder``, or below the nearest folder above it that exists."""
        for existing in (folder, *folder.parents):
            try:
                final = self._ask.final_path(existing)
            except FileNotFoundError:
                continue
            except OSError:
                break
            return self._look_at(existing, final)
        return Finding(Verdict.UNKNOWN, str(folder))

    def _look_at(self, folder: Path, final: str) -> Finding:
        if final.upper().startswith("\\\\?\\UNC\\") or not final.startswith("\\\\?\\"):
            share = "\\\\" + final[8:] if final.upper().startswith("\\\\?\\UNC\\") else final
            return Finding(Verdict.NETWORK, share)
        shown = final[4:6]
        try:
            volume = self._ask.volume_of(folder)
            descriptor = read_descriptor(self._ask.storage_descriptor(volume))
        except OSError:
            return Finding(Verdict.UNKNOWN, shown)
        if descriptor is None:
            return Finding(Verdict.UNKNOWN, shown, volume)
        label = f"{descriptor.label}、{shown}" if descriptor.label else shown
        return Finding(verdict_of(descriptor), label, f"{volume}#{descriptor.serial}")


def verdict_of(descriptor: StorageDescriptor) -> Verdict:
    """Return the verdict on a device: what it is counts before its bus, its bus before its medium."""
    if descriptor.device_type == _CD_ROM:
        return Verdict.OPTICAL
    if descriptor.bus == _BUS_MMC:  # eMMC is built in, a card is not
        return Verdict.SD if descriptor.removable_medium else Verdict.FIXED
    verdict = _BUSES.get(descriptor.bus, Verdict.UNKNOWN)
    if verdict is Verdict.FIXED and descriptor.removable_medium:
        return Verdict.EXTERNAL
    return verdict


def _string(answer: bytes, offset: int) -> str:
    if not 0 < offset < len(answer):
        return ""
    return answer[offset:].split(b"\0", 1)[0].decode("ascii", "replace").strip()
