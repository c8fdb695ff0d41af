"""Backup places on Windows, judged from answers laid out as winioctl.h says."""

import struct
from pathlib import Path

import pytest

from ashibue_desk.machine.drives import DriveCheck, Verdict
from ashibue_desk.machine.drives.windows import WindowsDrives, read_descriptor
from ashibue_desk.machine.situations import PlaceChanged

VOLUME = "\\\\?\\Volume{0f1e2d3c-0000-0000-0000-100000000000}"
FOLDER = Path("/D:/backup")


def answer(
    bus: int, *, kind: int = 0, removable: int = 0, vendor: str = "", product: str = "", serial: str = ""
) -> bytes:
    """A STORAGE_DEVICE_DESCRIPTOR with its strings behind the head, as the driver lays them out."""
    strings, offsets, at = b"", [], 36
    for text in (vendor, product, "", serial):
        offsets.append(at + len(strings) if text else 0)
        strings += text.encode("ascii") + b"\0" if text else b""
    size = 36 + len(strings)
    head = struct.pack("<IIBBBBIIIII", 40, size, kind, 0, removable, 1, *offsets, bus)
    return head + struct.pack("<I", 0) + strings


class RecordedWindows:
    """A Windows that gives one recorded answer."""

    def __init__(self, descriptor: bytes | OSError, final: str = "\\\\?\\D:\\backup") -> None:
        self.descriptor = descriptor
        self.final = final
        self.volume = VOLUME
        self.missing: set[Path] = set()

    def final_path(self, folder: Path) -> str:
        if folder in self.missing:
            raise FileNotFoundError(folder)
        return self.final

    def volume_of(self, _folder: Path) -> str:
        return self.volume

    def storage_descriptor(self, volume: str) -> bytes:
        assert volume == self.volume
        if isinstance(self.descriptor, OSError):
            raise self.descriptor
        return self.descriptor


def check_of(windows: RecordedWindows) -> DriveCheck:
    return DriveCheck(WindowsDrives(windows), home=Path("/home/nobody"), environment={})


@pytest.mark.parametrize(
    ("descriptor", "verdict"),
    [
        (answer(0x07, removable=1, vendor="Kingston", product="DataTraveler"), Verdict.USB),
        (answer(0x07, removable=0, product="Portable SSD T7"), Verdict.USB),  # GetDriveType says FIXED
        (answer(0x04), Verdict.EXTERNAL),
        (answer(0x0C, removable=1), Verdict.SD),
        (answer(0x0C, removable=0), Verdict.SD),
        (answer(0x0D, removable=1), Verdict.SD),
        (answer(0x0D, removable=0, product="eMMC"), Verdict.FIXED),
        (answer(0x0B, removable=1), Verdict.EXTERNAL),
        (answer(0x06), Verdict.NETWORK),
        (answer(0x09), Verdict.NETWORK),
        (answer(0x14), Verdict.NETWORK),
        (answer(0x0E), Verdict.UNKNOWN),
        (answer(0x0F), Verdict.UNKNOWN),  # a VHDX, which may lie on a stick
        (answer(0x10), Verdict.UNKNOWN),
        (answer(0x00), Verdict.UNKNOWN),
        (answer(0x7F), Verdict.UNKNOWN),
        (answer(0x07, kind=5, removable=1, product="DVD-RAM GP60"), Verdict.OPTICAL),
        (answer(0x0B, kind=5, removable=1), Verdict.OPTICAL),
        (answer(0x0B, product="Samsung SSD 870"), Verdict.FIXED),
        (answer(0x11, product="WD SN740"), Verdict.FIXED),
        (answer(0x08), Verdict.FIXED),
        (answer(0x0A, vendor="Msft", product="Virtual Disk"), Verdict.FIXED),
        (b"", Verdict.UNKNOWN),
        (answer(0x0B)[:20], Verdict.UNKNOWN),
        (b"\0" * 64, Verdict.UNKNOWN),
        (OSError("refused"), Verdict.UNKNOWN),
    ],
)
def test_every_recorded_answer_is_judged_by_type_and_bus(
    descriptor: bytes | OSError, verdict: Verdict
) -> None:
    place = check_of(RecordedWindows(descriptor)).examine(FOLDER)
    assert place.verdict is verdict
    assert place.allowed is (verdict in {Verdict.FIXED, Verdict.OPTICAL})


@pytest.mark.parametrize(
    "final", ["\\\\?\\UNC\\server\\share\\backup", "\\\\?\\UNC\\tsclient\\C\\backup", "\\\\server\\share"]
)
def test_a_share_is_a_network_place_whatever_letter_it_has(final: str) -> None:
    windows = RecordedWindows(answer(0x0B), final)
    place = check_of(windows).examine(FOLDER)
    assert place.verdict is Verdict.NETWORK
    assert "server" in place.sentence or "tsclient" in place.sentence


def test_the_label_names_the_device_and_where_the_handle_really_leads() -> None:
    windows = RecordedWindows(answer(0x07, vendor="Kingston", product="DT Max"), "\\\\?\\E:\\x")
    assert check_of(windows).examine(FOLDER).device_label == "Kingston DT Max、E:"


def test_a_folder_not_there_yet_is_judged_by_the_one_above() -> None:
    windows = RecordedWindows(answer(0x07))
    windows.missing = {FOLDER, FOLDER.parent}
    assert check_of(windows).examine(FOLDER).verdict is Verdict.USB


@pytest.mark.parametrize("what", ["serial", "volume", "share"])
def test_recheck_finds_a_swap(what: str) -> None:
    windows = RecordedWindows(answer(0x0B, product="SSD", serial="S1"))
    check = check_of(windows)
    place = check.require(FOLDER)
    check.recheck(place, FOLDER)
    if what == "serial":
        windows.descriptor = answer(0x0B, product="SSD", serial="S2")
    elif what == "volume":
        windows.volume = VOLUME.replace("0f1e", "ffff")
    else:
        windows.final = "\\\\?\\UNC\\server\\share"
    with pytest.raises(PlaceChanged):
        check.recheck(place, FOLDER)


def test_strings_outside_the_answer_are_left_out() -> None:
    broken = bytearray(answer(0x0B, product="SSD"))
    broken[16:20] = struct.pack("<I", 60_000)
    descriptor = read_descriptor(bytes(broken))
    assert descriptor is not None
    assert descriptor.label == ""
