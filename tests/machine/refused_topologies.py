"""Places on an invented Linux computer where no backup may lie, each with what its hardware says it is."""

from collections.abc import Callable

from ashibue_desk.machine.drives import Verdict
from tests.machine.fake_tree import (
    ANONYMOUS,
    CARD_READER,
    DISK,
    PART,
    PCI,
    SATA,
    TOP,
    TOP2,
    USB,
    USB_STORAGE,
    FakeMachine,
    inner,
    on,
    stick,
)


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


REFUSED: list[tuple[Callable[[FakeMachine], None], Verdict]] = [
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
    (phone_by_gvfs, Verdict.UNKNOWN),  # what lies in gvfs tells its name by the path: a test of its own
    (memory_disk, Verdict.MEMORY),
    (compressed_memory_disk, Verdict.MEMORY),
    (device_the_tree_does_not_know, Verdict.UNKNOWN),
    (bus_nobody_named, Verdict.UNKNOWN),
    (dm_device_on_nothing, Verdict.UNKNOWN),
    (folder_shared_by_the_host, Verdict.UNKNOWN),
    (live_system_from_a_stick, Verdict.UNKNOWN),
    (mount_table_that_contradicts_stat, Verdict.UNKNOWN),
]
