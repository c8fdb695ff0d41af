"""Backup places on macOS, judged from the plists its commands print."""

import plistlib
from pathlib import Path
from typing import Any

import pytest

from ashibue_desk.machine.drives import DriveCheck, Verdict
from ashibue_desk.machine.drives.mac import MacDrives
from ashibue_desk.machine.situations import PlaceChanged

DISK = {"BusProtocol": "Apple Fabric", "Internal": True, "RemovableMediaOrExternalDevice": False}
HEADING = "Filesystem   512-blocks      Used Available Capacity  Mounted on\n"


class RecordedMac:
    """A Mac with one volume per folder. ``images`` maps the device of a disk image to its file."""

    def __init__(
        self, folders: dict[Path, str], disks: dict[str, dict[str, Any]], images: dict[str, str]
    ) -> None:
        self.folders = folders
        self.disks = disks
        self.images = images

    def mounted_from(self, folder: Path) -> str:
        over = max(
            (place for place in self.folders if folder.is_relative_to(place)), key=lambda p: len(p.parts)
        )
        return f"{HEADING}{self.folders[over]}   976490568 21048136 534862072     4%    {over}\n"

    def disk_info(self, device: str) -> bytes:
        if device not in self.disks:
            raise OSError(device)
        return plistlib.dumps(self.disks[device])

    def disk_images(self) -> bytes:
        images = [
            {"image-path": file, "system-entities": [{"dev-entry": device}]}
            for device, file in self.images.items()
        ]
        return plistlib.dumps({"framework": "671", "images": images})


def mac_with(info: dict[str, Any], source: str = "/dev/disk3s5") -> RecordedMac:
    return RecordedMac({Path("/"): source}, {source: info}, {})


def check_of(mac: RecordedMac) -> DriveCheck:
    return DriveCheck(MacDrives(mac), home=Path("/home/nobody"), environment={})


@pytest.mark.parametrize(
    ("info", "verdict"),
    [
        (DISK, Verdict.FIXED),
        (DISK | {"BusProtocol": "PCI-Express"}, Verdict.FIXED),
        (DISK | {"BusProtocol": "SATA"}, Verdict.FIXED),
        (DISK | {"BusProtocol": "USB", "Internal": False}, Verdict.USB),
        (DISK | {"BusProtocol": "USB"}, Verdict.USB),
        (DISK | {"BusProtocol": "Secure Digital"}, Verdict.SD),
        (DISK | {"BusProtocol": "FireWire"}, Verdict.EXTERNAL),
        (DISK | {"BusProtocol": "PCI-Express", "Internal": False}, Verdict.EXTERNAL),  # Thunderbolt
        (DISK | {"BusProtocol": "PCI-Express", "RemovableMediaOrExternalDevice": True}, Verdict.EXTERNAL),
        (DISK | {"BusProtocol": "SATA", "RemovableMedia": True}, Verdict.EXTERNAL),
        (DISK | {"BusProtocol": "iSCSI"}, Verdict.NETWORK),
        (DISK | {"BusProtocol": "Something new"}, Verdict.UNKNOWN),
        (
            DISK | {"BusProtocol": "USB", "OpticalDeviceType": "CD-ROM, CD-R", "RemovableMedia": True},
            Verdict.OPTICAL,
        ),
        ({}, Verdict.UNKNOWN),
    ],
)
def test_every_recorded_plist_is_judged_by_bus_and_place(info: dict[str, Any], verdict: Verdict) -> None:
    assert check_of(mac_with(info)).examine(Path("/Users/x")).verdict is verdict


@pytest.mark.parametrize(
    ("source", "verdict"),
    [
        ("//clerk@nas/office share", Verdict.NETWORK),
        ("server:/export", Verdict.NETWORK),
        ("map auto_home", Verdict.UNKNOWN),
        ("macfuse@0", Verdict.UNKNOWN),
    ],
)
def test_what_has_no_device_is_refused(source: str, verdict: Verdict) -> None:
    place = check_of(RecordedMac({Path("/"): source}, {}, {})).examine(Path("/Volumes/x"))
    assert place.verdict is verdict
    assert not place.allowed


def test_a_disk_image_is_judged_by_the_disk_its_file_lies_on(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    stick, opened = root / "stick", root / "opened"
    stick.mkdir()
    opened.mkdir()
    image = {"BusProtocol": "Disk Image", "Internal": False}
    mac = RecordedMac(
        {Path("/"): "/dev/disk3s5", stick: "/dev/disk4s1", opened: "/dev/disk5s2"},
        {"/dev/disk3s5": DISK, "/dev/disk4s1": {"BusProtocol": "USB"}, "/dev/disk5s2": image},
        {"/dev/disk5": str(stick / "hidden.dmg")},
    )
    assert check_of(mac).examine(opened / "backup").verdict is Verdict.USB
    mac.images = {"/dev/disk5": str(root / "inner.dmg")}
    assert check_of(mac).examine(opened / "backup").verdict is Verdict.FIXED
    mac.images = {}
    assert check_of(mac).examine(opened / "backup").verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("broken", [b"", b"no plist", b"<plist><array/></plist>"])
def test_an_answer_that_is_no_plist_is_unknown(broken: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    mac = mac_with(DISK)
    monkeypatch.setattr(mac, "disk_info", lambda _: broken)
    assert check_of(mac).examine(Path("/Users/x")).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("printed", ["", "\n", "nonsense"])
def test_a_df_that_says_nothing_is_unknown(printed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mac = mac_with(DISK)
    monkeypatch.setattr(mac, "mounted_from", lambda _: printed)
    assert check_of(mac).examine(Path("/Users/x")).verdict is Verdict.UNKNOWN


def test_a_command_that_fails_is_unknown() -> None:
    mac = RecordedMac({Path("/"): "/dev/disk9"}, {}, {})
    assert check_of(mac).examine(Path("/Users/x")).verdict is Verdict.UNKNOWN


def test_recheck_finds_another_volume_under_the_same_device() -> None:
    mac = mac_with(DISK | {"VolumeUUID": "A"})
    check = check_of(mac)
    place = check.require(Path("/Users/x"))
    check.recheck(place, Path("/Users/x"))
    mac.disks["/dev/disk3s5"] = DISK | {"VolumeUUID": "B"}
    with pytest.raises(PlaceChanged):
        check.recheck(place, Path("/Users/x"))
