"""Backup places on Linux, judged on an invented device tree per topology, and looked at once more before writing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ashibue_desk.machine.drives import DriveCheck, Verdict
from ashibue_desk.machine.situations import PlaceChanged, PlaceRefused
from tests.machine.allowed_topologies import ALLOWED, inner_sata_disk
from tests.machine.fake_tree import ANONYMOUS, PART, SATA, USB_STORAGE, FakeMachine, inner, on, stick
from tests.machine.refused_topologies import REFUSED, memory_disk, usb_stick

HERE = Path("/vol/backup/2026")
TOPOLOGIES = [*REFUSED, *ALLOWED]


@pytest.fixture
def machine(tmp_path: Path) -> FakeMachine:
    return FakeMachine(tmp_path / "machine")


def check_of(machine: FakeMachine, **options: bool) -> DriveCheck:
    return DriveCheck(machine.drives(), home=Path("/home/nobody"), environment={}, **options)


@pytest.mark.parametrize(("build", "verdict"), TOPOLOGIES, ids=[build.__name__ for build, _ in TOPOLOGIES])
def test_every_topology_is_judged_by_its_hardware(
    machine: FakeMachine, build: Callable[[FakeMachine], None], verdict: Verdict
) -> None:
    build(machine)
    place = check_of(machine).examine(HERE)
    assert place.verdict is verdict
    assert place.allowed is (verdict in {Verdict.FIXED, Verdict.OPTICAL})
    assert place.device_label in place.sentence
    assert place.sentence.endswith("。")


@pytest.mark.parametrize(
    ("inside", "verdict"),
    [
        ("mtp:host=Phone", Verdict.PHONE),
        ("gphoto2:host=Camera", Verdict.PHONE),
        ("smb-share:server=nas,share=office", Verdict.NETWORK),
        ("google-drive:host=example.jp", Verdict.SYNC_FOLDER),
        ("burn:", Verdict.UNKNOWN),
    ],
)
def test_gvfs_is_told_apart_by_what_it_mounts(machine: FakeMachine, inside: str, verdict: Verdict) -> None:
    machine.mount("/run/user/1000/gvfs", ANONYMOUS, "fuse.gvfsd-fuse", "gvfsd-fuse")
    place = check_of(machine).examine(Path("/run/user/1000/gvfs") / inside / "folder")
    assert place.verdict is verdict
    assert not place.allowed


def test_a_link_into_a_stick_is_the_stick(machine: FakeMachine, tmp_path: Path) -> None:
    stick(machine)
    inner(machine)
    target = tmp_path / "media stick"
    target.mkdir()
    link = tmp_path / "documents"
    link.symlink_to(target)
    machine.mount("/", (8, 1), "ext4", "/dev/sda1")
    machine.mount(str(target.resolve()), PART, "vfat", "/dev/sdb1")
    assert check_of(machine).examine(link / "backup").verdict is Verdict.USB
    assert check_of(machine).examine(tmp_path / "elsewhere").verdict is Verdict.FIXED


def test_a_mount_point_with_a_space_is_found(machine: FakeMachine) -> None:
    machine.mount("/media/My Phone", ANONYMOUS, "fuse.jmtpfs", "jmtpfs")
    assert check_of(machine).examine(Path("/media/My Phone/x")).verdict is Verdict.PHONE


def test_the_upper_of_two_mounts_at_one_point_counts(machine: FakeMachine) -> None:
    machine.mount("/vol", (0, 50), "nfs4", "server:/old")
    machine.mount("/vol", (0, 51), "tmpfs", "tmpfs")
    assert check_of(machine).examine(HERE).verdict is Verdict.MEMORY


def test_a_folder_not_there_yet_is_judged_by_the_one_above(machine: FakeMachine) -> None:
    stick(machine)
    on(machine, PART)
    machine.missing.add("/vol/backup")
    assert check_of(machine).examine(HERE).verdict is Verdict.USB


def test_a_loop_that_carries_itself_ends_as_unknown(machine: FakeMachine) -> None:
    machine.virtual("loop0", (7, 0), file="/vol/itself.img")
    on(machine, (7, 0))
    assert check_of(machine).examine(HERE).verdict is Verdict.UNKNOWN


def test_a_tree_that_cannot_be_read_is_unknown(tmp_path: Path) -> None:
    machine = FakeMachine(tmp_path)

    def fails(path: Path) -> tuple[int, int]:
        raise PermissionError(path)

    machine.device_of = fails  # type: ignore[method-assign]
    assert check_of(machine).examine(HERE).verdict is Verdict.UNKNOWN


def test_the_memory_disk_is_for_trials_only(machine: FakeMachine) -> None:
    memory_disk(machine)
    assert not check_of(machine).examine(HERE).allowed
    place = check_of(machine, memory_disk_allowed=True).examine(HERE)
    assert place.allowed
    assert "試用" in place.sentence
    usb = FakeMachine(machine.sys.parent.parent / "second")
    usb_stick(usb)
    assert not check_of(usb, memory_disk_allowed=True).examine(HERE).allowed


def test_require_says_why_it_refuses(machine: FakeMachine) -> None:
    usb_stick(machine)
    with pytest.raises(PlaceRefused) as refused:
        check_of(machine).require(HERE)
    assert "USB" in refused.value.what
    assert "DataTraveler Max" in refused.value.sentence()


def test_recheck_finds_a_swapped_disk_of_the_same_number(machine: FakeMachine) -> None:
    disk = machine.disk("sr0", (11, 0), USB_STORAGE, scsi_type="5")
    on(machine, (11, 0))
    check = check_of(machine)
    place = check.require(HERE)
    check.recheck(place, HERE)
    (disk / "diskseq").write_text("77\n")
    with pytest.raises(PlaceChanged):
        check.recheck(place, HERE)


def test_recheck_finds_a_stick_mounted_over_the_folder(machine: FakeMachine) -> None:
    inner_sata_disk(machine)
    check = check_of(machine)
    place = check.require(HERE)
    stick(machine)
    machine.mount("/vol/backup", PART, "vfat", "/dev/sdb1")
    with pytest.raises(PlaceChanged):
        check.recheck(place, HERE)


def test_recheck_finds_another_inner_disk(machine: FakeMachine) -> None:
    inner_sata_disk(machine)
    check = check_of(machine)
    place = check.require(HERE)
    machine.disk("sdf", (8, 80), SATA)
    machine.mount("/vol/backup", (8, 80), "ext4", "/dev/sdf")
    with pytest.raises(PlaceChanged):
        check.recheck(place, HERE)
