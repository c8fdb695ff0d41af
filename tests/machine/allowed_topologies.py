"""Places on an invented Linux computer where a backup may lie: fixed disks and what burns discs."""

from collections.abc import Callable

from ashibue_desk.machine.drives import Verdict
from tests.machine.fake_tree import (
    ANONYMOUS,
    CARD_READER,
    NVME,
    PCI,
    SATA,
    TOP,
    TOP2,
    USB_STORAGE,
    FakeMachine,
    inner,
    on,
)


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


ALLOWED: list[tuple[Callable[[FakeMachine], None], Verdict]] = [
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
