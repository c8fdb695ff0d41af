"""macOS: from a folder over its mounted volume to what ``diskutil`` knows of it; disk images are followed to their file."""

import plistlib
import re
import subprocess
from pathlib import Path
from typing import Any, Final, Protocol
from xml.parsers.expat import ExpatError

from ashibue_desk.machine.drives.place import Finding, Verdict

_DF_LINE: Final = re.compile(r"(?P<source>.+?)\s+\d+\s+-?\d+\s+-?\d+\s+-?\d+%\s+/.*")
_SECONDS: Final = 20
_DEEPEST: Final = 8
_PROTOCOLS: Final = {
    "USB": Verdict.USB,
    "Secure Digital": Verdict.SD,
    "FireWire": Verdict.EXTERNAL,
    "Thunderbolt": Verdict.EXTERNAL,
    "iSCSI": Verdict.NETWORK,
    "Fibre Channel Interface": Verdict.NETWORK,
    **dict.fromkeys(
        ("PCI", "PCI-Express", "Apple Fabric", "SATA", "ATA", "ATAPI", "SAS", "NVMe", "Virtio"), Verdict.FIXED
    ),
}


class MacAsk(Protocol):
    """What macOS is asked; every call may raise ``OSError``."""

    def mounted_from(self, folder: Path) -> str:
        """Return what ``df -P`` prints for ``folder``."""
        ...

    def disk_info(self, device: str) -> bytes:
        """Return what ``diskutil info -plist`` prints for a device."""
        ...

    def disk_images(self) -> bytes:
        """Return what ``hdiutil info -plist`` prints."""
        ...


class MacCommands:
    """``MacAsk`` answered by the commands of the system."""

    def mounted_from(self, folder: Path) -> str:
        """Return what ``df -P`` prints for ``folder``."""
        return _printed("/bin/df", "-P", "--", str(folder)).decode("utf-8", "replace")

    def disk_info(self, device: str) -> bytes:
        """Return what ``diskutil info -plist`` prints for a device."""
        return _printed("/usr/sbin/diskutil", "info", "-plist", device)

    def disk_images(self) -> bytes:
        """Return what ``hdiutil info -plist`` prints."""
        return _printed("/usr/bin/hdiutil", "info", "-plist")


class MacDrives:
    """The devices of a Mac, or recorded answers of one."""

    def __init__(self, ask: MacAsk) -> None:
        """Put all questions to ``ask``."""
        self._ask = ask

    def look(self, folder: Path) -> Finding:
        """Return what lies below ``folder``, or below the nearest folder above it that exists."""
        try:
            return self._look(folder, 0)
        except OSError:
            return Finding(Verdict.UNKNOWN, str(folder))

    def _look(self, folder: Path, depth: int) -> Finding:
        real = folder.resolve()
        existing = next((place for place in (real, *real.parents) if place.exists()), real)
        match = _DF_LINE.fullmatch(self._ask.mounted_from(existing).strip().rpartition("\n")[2])
        source = match["source"] if match else ""
        if not source.startswith("/dev/") or depth > _DEEPEST:
            network = source.startswith("//") or bool(re.match(r"[\w.-]+:/", source))
            return Finding(Verdict.NETWORK if network else Verdict.UNKNOWN, source or str(folder))
        return self._look_at(source, _plist(self._ask.disk_info(source)), depth)

    def _look_at(self, source: str, info: dict[str, Any], depth: int) -> Finding:
        label = str(info.get("MediaName") or info.get("VolumeName") or source)
        identity = f"{source}#{info.get('VolumeUUID') or info.get('DiskUUID') or ''}"
        if info.get("BusProtocol") == "Disk Image":
            file = self._image_file(source)
            below = self._look(Path(file), depth + 1) if file else Finding(Verdict.UNKNOWN, label)
            return Finding(below.verdict, below.label, f"{identity}>{below.identity}")
        return Finding(verdict_of(info), label, identity)

    def _image_file(self, source: str) -> str | None:
        """Return the file of the disk image that ``source`` is a part of."""
        whole = re.sub(r"(?<=\d)s\d+.*", "", source)
        for image in _plist(self._ask.disk_images()).get("images", ()):
            entries = {entry.get("dev-entry") for entry in image.get("system-entities", ())}
            if source in entries or whole in entries:
                return str(image.get("image-path") or "") or None
        return None


def verdict_of(info: dict[str, Any]) -> Verdict:
    """Return the verdict on what ``diskutil`` says of a device: built in by a known bus, or refused."""
    if info.get("OpticalDeviceType") or info.get("OpticalMediaType"):
        return Verdict.OPTICAL
    verdict = _PROTOCOLS.get(str(info.get("BusProtocol")), Verdict.UNKNOWN)
    if verdict is not Verdict.FIXED:
        return verdict
    if info.get("RemovableMediaOrExternalDevice") or info.get("RemovableMedia"):
        return Verdict.EXTERNAL
    return Verdict.FIXED if info.get("Internal") is True else Verdict.EXTERNAL


def _plist(answer: bytes) -> dict[str, Any]:
    try:
        told = plistlib.loads(answer)
    except (plistlib.InvalidFileException, ExpatError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _printed(*command: str) -> bytes:
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS)  # noqa: S603 - fixed commands
    except subprocess.SubprocessError as error:
        raise OSError(f"{command[0]} gave no answer") from error
    return done.stdout
