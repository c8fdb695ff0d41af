"""Backup places on Linux: an invented device tree per topology, and real mounts where this computer lets us make them."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ashibue_desk.machine.drives import DriveCheck, Verdict
from ashibue_desk.machine.situations import PlaceChanged, PlaceRefused
from tests.machine.fake_tree import CARD_READER, NVME, PCI, SATA, USB, USB_STORAGE, FakeMachine

HERE = Path("/vol/backup/2026")
DISK, PART, TOP, TOP2 = (8, 16), (8, 17), (253, 0), (253, 1)
ANONYMOUS = (0, 51)


def stick(machine: FakeMachine, removable: str = "0") -> Path:
    disk = machine.disk("sdb", DISK, USB_STORAGE, removable=removable, model="DataTraveler Max")
    return machine.partition(disk, 1, PART)


def inner(machine: FakeMachine) -> Path:
    return machine.partition(machine.disk("sda", (8, 0), SATA, model="Office SSD"), 1, (8, 1))


def on(machine: FakeMachine, device: tuple[int, int], kind: str = "ext4", source: str = "/dev/x") -> None:
    machine.mount("/vol", device, kind, source)


def usb_stick(m: FakeMachine) -> None:
    stick(m, removable="1")
    on(m, PART, "vfat")


def usb_stick_that_says_fixed(m: FakeMachine) -> None:
    stick(m, removable="0")
    on(m, PART, "exfat")


def usb_ssd_uas(m: FakeMachine) -> None:
    m.disk("sdb", DISK, (*USB, ("host6", "scsi"), ("6:0:0:0", "scsi")), model="Portable SSD T7")
    on(m, DISK)


def usb_stick_with_ntfs_by_fuse(m: FakeMachine) -> None:
    stick(m)
    on(m, PART, "fuseblk")


def sd_card_in_mmc_slot(m: FakeMachine) -> None:
    disk = m.disk("mmcblk0", (179, 0), CARD_READER, scsi_type="SD")
    m.partition(disk, 1, (179, 1))
    on(m, (179, 1), "vfat")


def mmc_card_without_boot_partition(m: FakeMachine) -> None:
    m.disk("mmcblk0", (179, 0), CARD_READER, scsi_type="MMC")
    on(m, (179, 0), "vfat")


def sd_card_in_usb_reader(m: FakeMachine) -> None:
    m.disk("sdc", (8, 32), USB_STORAGE, removable="1", model="Card Reader")
    on(m, (8, 32), "vfat")


def memory_stick(m: FakeMachine) -> None:
    m.disk("mspblk0", (252, 0), (PCI, ("memstick0", "memstick")))
    on(m, (252, 0))


def firewire_disk(m: FakeMachine) -> None:
    m.disk("sdc", (8, 32), (PCI, ("fw1", "firewire"), ("host7", "scsi"), ("7:0:0:0", "scsi")))
    on(m, (8, 32))


def nvme_in_thunderbolt_box(m: FakeMachine) -> None:
    m.disk("nvme1n1", (259, 5), (("pci0000:00/0000:04:00.0", "pci"), ("nvme/nvme1", "nvme")))
    (m.sys / "devices" / "pci0000:00/0000:04:00.0" / "removable").write_text("removable\n")
    on(m, (259, 5))


def removable_cartridge_on_sata(m: FakeMachine) -> None:
    m.disk("sdd", (8, 48), SATA, removable="1", model="RDX")
    on(m, (8, 48))


def luks_on_usb(m: FakeMachine) -> None:
    m.virtual("dm-0", TOP, slaves=[stick(m)], dm_name="luks-1234")
    on(m, TOP)


def lvm_on_luks_on_usb(m: FakeMachine) -> None:
    luks = m.virtual("dm-0", TOP, slaves=[stick(m)], dm_name="luks-1234")
    m.virtual("dm-1", TOP2, slaves=[luks], dm_name="vg-lv")
    on(m, TOP2)


def lvm_over_fixed_and_usb(m: FakeMachine) -> None:
    m.virtual("dm-0", TOP, slaves=[inner(m), stick(m)], dm_name="vg-lv")
    on(m, TOP)


def partition_on_md_with_usb(m: FakeMachine) -> None:
    md = m.virtual("md0", (9, 0), slaves=[inner(m), stick(m)])
    m.partition(md, 1, (259, 9))
    on(m, (259, 9))


def loop_file_on_usb(m: FakeMachine) -> None:
    stick(m)
    m.mount("/media/stick", PART, "vfat", "/dev/sdb1")
    m.virtual("loop0", (7, 0), file="/media/stick/hidden.img")
    on(m, (7, 0))


def loop_file_that_was_deleted(m: FakeMachine) -> None:
    inner(m)
    m.mount("/", (8, 1), "ext4", "/dev/sda1")
    m.virtual("loop0", (7, 0), file="/home/hidden.img (deleted)")
    on(m, (7, 0))


def bind_mount_of_usb(m: FakeMachine) -> None:
    stick(m)
    m.mount("/media/stick", PART, "vfat", "/dev/sdb1")
    m.mount("/vol", PART, "vfat", "/dev/sdb1")


def overlay_whose_upper_layer_is_on_usb(m: FakeMachine) -> None:
    stick(m)
    m.mount("/media/stick", PART, "ext4", "/dev/sdb1")
    m.mount(
        "/vol",
        ANONYMOUS,
        "overlay",
        "overlay",
        "rw,lowerdir=/usr,upperdir=/media/stick/up,workdir=/media/stick/w",
    )


def btrfs_on_usb(m: FakeMachine) -> None:
    stick(m)
    m.mount("/vol", (0, 40), "btrfs", "/dev/sdb1", seen_as=(0, 41))


def btrfs_over_fixed_and_usb(m: FakeMachine) -> None:
    first, second = inner(m), stick(m)
    m.btrfs("f1", [first, second])
    m.mount("/vol", (0, 40), "btrfs", "/dev/sda1", seen_as=(0, 41))


def btrfs_on_luks_on_usb(m: FakeMachine) -> None:
    m.virtual("dm-0", TOP, slaves=[stick(m)], dm_name="luks-1234")
    m.mount("/vol", (0, 40), "btrfs", "/dev/mapper/luks-1234", seen_as=(0, 41))


def ecryptfs_over_usb(m: FakeMachine) -> None:
    stick(m)
    m.mount("/media/stick", PART, "ext4", "/dev/sdb1")
    m.mount("/vol", ANONYMOUS, "ecryptfs", "/media/stick/private")


def phone_by_gvfs(m: FakeMachine) -> None:
    m.mount("/vol", ANONYMOUS, "fuse.gvfsd-fuse", "gvfsd-fuse")


def phone_by_jmtpfs(m: FakeMachine) -> None:
    m.mount("/vol", ANONYMOUS, "fuse.jmtpfs", "jmtpfs")


def nfs(m: FakeMachine) -> None:
    m.mount("/vol", ANONYMOUS, "nfs4", "server:/export")


def cifs(m: FakeMachine) -> None:
    m.mount("/vol", ANONYMOUS, "cifs", "//server/share")


def sshfs(m: FakeMachine) -> None:
    m.mount("/vol", ANONYMOUS, "fuse.sshfs", "user@server:")


def iscsi(m: FakeMachine) -> None:
    m.disk("sde", (8, 64), (("platform", ""), ("host9", "scsi"), ("session1", ""), ("9:0:0:0", "scsi")))
    on(m, (8, 64))


def network_block_device(m: FakeMachine) -> None:
    m.virtual("nbd0", (43, 0))
    on(m, (43, 0))


def nvme_over_tcp(m: FakeMachine) -> None:
    m.disk("nvme3n1", (259, 8), (("virtual/nvme-fabrics/ctl", ""), ("nvme3", "nvme")))
    on(m, (259, 8))


def cloud_drive_by_rclone(m: FakeMachine) -> None:
    m.mount("/vol", ANONYMOUS, "fuse.rclone", "office:")


def unknown_fuse(m: FakeMachine) -> None:
    m.mount("/vol", ANONYMOUS, "fuse.something", "something")


def memory_disk(m: FakeMachine) -> None:
    m.mount("/vol", ANONYMOUS, "tmpfs", "tmpfs")


def compressed_memory_disk(m: FakeMachine) -> None:
    m.virtual("zram0", (253, 9))
    on(m, (253, 9))


def device_the_tree_does_not_know(m: FakeMachine) -> None:
    on(m, (240, 7))


def bus_nobody_named(m: FakeMachine) -> None:
    m.disk("abc0", (240, 0), (PCI, ("thing0", "newbus")))
    on(m, (240, 0))


def dm_device_on_nothing(m: FakeMachine) -> None:
    m.virtual("dm-5", (253, 5), dm_name="zero")
    on(m, (253, 5))


def folder_shared_by_the_host(m: FakeMachine) -> None:
    m.mount("/vol", ANONYMOUS, "9p", "C:")


def live_system_from_a_stick(m: FakeMachine) -> None:
    m.command_line("BOOT_IMAGE=/casper/vmlinuz boot=casper quiet")
    m.mount(
        "/", ANONYMOUS, "overlay", "/cow", "rw,lowerdir=/fs.squashfs,upperdir=/cow/upper,workdir=/cow/work"
    )
    m.missing.add("/cow")


def mount_table_that_contradicts_stat(m: FakeMachine) -> None:
    m.mount("/vol", (0, 60), "overlay", "overlay", seen_as=(0, 61))


def inner_sata_disk(m: FakeMachine) -> None:
    inner(m)
    on(m, (8, 1))


def inner_nvme_disk(m: FakeMachine) -> None:
    m.partition(m.disk("nvme0n1", (259, 0), NVME), 2, (259, 2))
    on(m, (259, 2))


def nvme_with_two_paths(m: FakeMachine) -> None:
    m.disk("nvme0c0n1", (259, 1), NVME)
    head = m.disk("nvme0n1", (259, 0), (("virtual/nvme-subsystem/nvme-subsys0", "nvme-subsystem"),))
    real = head.parent.parent / "nvme0n1"  # the kernel puts it right below, without a folder "block"
    head.rename(real)
    for link in (m.sys / "dev" / "block" / "259:0", m.sys / "class" / "block" / "nvme0n1"):
        link.unlink()
        link.symlink_to(real)
    (real.parent / "nvme0").symlink_to(m.sys / "devices" / PCI[0] / "nvme" / "nvme0")
    on(m, (259, 0))


def virtual_machine_disk(m: FakeMachine) -> None:
    m.disk("vda", (254, 0), (PCI, ("virtio1", "virtio")))
    on(m, (254, 0))


def xen_disk(m: FakeMachine) -> None:
    m.disk("xvda", (202, 0), (("vbd-51712", "xen"),))
    on(m, (202, 0))


def soldered_emmc(m: FakeMachine) -> None:
    disk = m.disk("mmcblk0", (179, 0), CARD_READER, scsi_type="MMC")
    m.disk("mmcblk0boot0", (179, 8), CARD_READER, scsi_type="MMC")
    m.partition(disk, 2, (179, 2))
    on(m, (179, 2))


def lvm_on_luks_on_fixed(m: FakeMachine) -> None:
    luks = m.virtual("dm-0", TOP, slaves=[inner(m)], dm_name="luks-1")
    m.virtual("dm-1", TOP2, slaves=[luks], dm_name="vg-root")
    on(m, TOP2)


def md_of_fixed_disks(m: FakeMachine) -> None:
    second = m.disk("sdf", (8, 80), (*SATA[:2], ("host7", "scsi"), ("7:0:0:0", "scsi")))
    m.virtual("md0", (9, 0), slaves=[inner(m), second])
    on(m, (9, 0))


def loop_file_on_fixed(m: FakeMachine) -> None:
    inner(m)
    m.mount("/", (8, 1), "ext4", "/dev/sda1")
    m.virtual("loop0", (7, 0), file="/home/office/disk.img")
    on(m, (7, 0))


def btrfs_on_fixed(m: FakeMachine) -> None:
    m.btrfs("f1", [inner(m)])
    m.mount("/vol", (0, 40), "btrfs", "/dev/sda1", seen_as=(0, 41))


def container_root(m: FakeMachine) -> None:
    m.mount("/", ANONYMOUS, "overlay", "overlay", "rw,lowerdir=/l,upperdir=/var/lib/docker/x/diff,workdir=/w")
    m.missing.add("/var/lib/docker")


def virtual_machine_root_from_host(m: FakeMachine) -> None:
    m.mount("/", ANONYMOUS, "virtiofs", "rootfs")


def usb_dvd_writer(m: FakeMachine) -> None:
    m.disk("sr0", (11, 0), USB_STORAGE, removable="1", scsi_type="5", model="DVD Writer")
    on(m, (11, 0), "udf")


def sata_dvd_writer(m: FakeMachine) -> None:
    m.disk("sr1", (11, 1), SATA, removable="1", scsi_type="5")
    on(m, (11, 1), "udf")


TOPOLOGIES: list[tuple[Callable[[FakeMachine], None], Verdict]] = [
    (usb_stick, Verdict.USB),
    (usb_stick_that_says_fixed, Verdict.USB),
    (usb_ssd_uas, Verdict.USB),
    (usb_stick_with_ntfs_by_fuse, Verdict.USB),
    (sd_card_in_mmc_slot, Verdict.SD),
    (mmc_card_without_boot_partition, Verdict.SD),
    (sd_card_in_usb_reader, Verdict.USB),
    (memory_stick, Verdict.SD),
    (firewire_disk, Verdict.EXTERNAL),
    (nvme_in_thunderbolt_box, Verdict.EXTERNAL),
    (removable_cartridge_on_sata, Verdict.EXTERNAL),
    (luks_on_usb, Verdict.USB),
    (lvm_on_luks_on_usb, Verdict.USB),
    (lvm_over_fixed_and_usb, Verdict.USB),
    (partition_on_md_with_usb, Verdict.USB),
    (loop_file_on_usb, Verdict.USB),
    (loop_file_that_was_deleted, Verdict.UNKNOWN),
    (bind_mount_of_usb, Verdict.USB),
    (overlay_whose_upper_layer_is_on_usb, Verdict.USB),
    (btrfs_on_usb, Verdict.USB),
    (btrfs_over_fixed_and_usb, Verdict.USB),
    (btrfs_on_luks_on_usb, Verdict.USB),
    (ecryptfs_over_usb, Verdict.USB),
    (phone_by_jmtpfs, Verdict.PHONE),
    (nfs, Verdict.NETWORK),
    (cifs, Verdict.NETWORK),
    (sshfs, Verdict.NETWORK),
    (iscsi, Verdict.NETWORK),
    (network_block_device, Verdict.NETWORK),
    (nvme_over_tcp, Verdict.NETWORK),
    (cloud_drive_by_rclone, Verdict.SYNC_FOLDER),
    (unknown_fuse, Verdict.UNKNOWN),
    (phone_by_gvfs, Verdict.UNKNOWN),  # what lies in gvfs tells its name by the path, see below
    (memory_disk, Verdict.MEMORY),
    (compressed_memory_disk, Verdict.MEMORY),
    (device_the_tree_does_not_know, Verdict.UNKNOWN),
    (bus_nobody_named, Verdict.UNKNOWN),
    (dm_device_on_nothing, Verdict.UNKNOWN),
    (folder_shared_by_the_host, Verdict.UNKNOWN),
    (live_system_from_a_stick, Verdict.UNKNOWN),
    (mount_table_that_contradicts_stat, Verdict.UNKNOWN),
    (inner_sata_disk, Verdict.FIXED),
    (inner_nvme_disk, Verdict.FIXED),
    (nvme_with_two_paths, Verdict.FIXED),
    (virtual_machine_disk, Verdict.FIXED),
    (xen_disk, Verdict.FIXED),
    (soldered_emmc, Verdict.FIXED),
    (lvm_on_luks_on_fixed, Verdict.FIXED),
    (md_of_fixed_disks, Verdict.FIXED),
    (loop_file_on_fixed, Verdict.FIXED),
    (btrfs_on_fixed, Verdict.FIXED),
    (container_root, Verdict.FIXED),
    (virtual_machine_root_from_host, Verdict.FIXED),
    (usb_dvd_writer, Verdict.OPTICAL),
    (sata_dvd_writer, Verdict.OPTICAL),
]


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


@pytest.fixture
def loop_mount(tmp_path: Path) -> Iterator[Callable[[Path], Path]]:
    """Make a file system in a file below the given folder and mount it; undone afterwards. Root on Linux only."""
    mounted: list[Path] = []

    def make(folder: Path) -> Path:
        image, point = folder / "disk.img", tmp_path / f"loop{len(mounted)}"
        point.mkdir()
        with image.open("wb") as file:
            file.truncate(4 << 20)
        for command in (
            ["mkfs.ext2", "-q", "-F", str(image)],
            ["mount", "-o", "loop", str(image), str(point)],
        ):
            subprocess.run(command, check=True, capture_output=True)
        mounted.append(point)
        return point

    yield make
    for point in mounted:
        subprocess.run(["umount", str(point)], check=True)


def can_mount() -> bool:
    return os.geteuid() == 0 and Path("/dev/loop-control").exists() and Path("/sbin/mkfs.ext2").exists()


if can_mount():

    def test_a_real_loop_file_is_judged_by_the_disk_it_lies_on(
        tmp_path: Path, loop_mount: Callable[[Path], Path]
    ) -> None:
        check = DriveCheck(home=tmp_path, environment={}, memory_disk_allowed=True)
        below = check.examine(tmp_path)
        place = check.examine(loop_mount(tmp_path) / "backup")
        assert place.verdict is below.verdict
        assert place.identity.endswith(below.identity)
        assert place.identity != below.identity

    def test_a_real_memory_disk_below_a_loop_file_is_found(
        tmp_path: Path, loop_mount: Callable[[Path], Path]
    ) -> None:
        memory = tmp_path / "memory"
        memory.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(memory)], check=True)
        try:
            check = DriveCheck(home=tmp_path, environment={})
            assert check.examine(memory).verdict is Verdict.MEMORY
            loop = loop_mount(memory)
            assert check.examine(loop).verdict is Verdict.MEMORY
        finally:
            subprocess.run(["umount", "--lazy", str(memory)], check=True)


def test_the_folders_of_the_kernel_are_no_place_for_a_backup(tmp_path: Path) -> None:
    check = DriveCheck(home=tmp_path, environment={}, memory_disk_allowed=True)
    assert check.examine(Path("/proc/self")).verdict is Verdict.UNKNOWN
