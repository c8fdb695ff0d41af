"""The only wiring: builds the real objects and hands them out."""

from datetime import datetime
from pathlib import Path

from ashibue_desk.machine.clock import Clock, FixedClock
from ashibue_desk.machine.drives.drive_check import DriveCheck
from ashibue_desk.machine.folders import Folders
from ashibue_desk.machine.hardening import harden_process
from ashibue_desk.machine.key_file_folder import KeyFileFolder
from ashibue_desk.machine.keychain import DeviceSecrets
from ashibue_desk.storage.user_slot import FLOOR, KdfCost
from ashibue_desk.use_cases.surroundings import Surroundings

REGULATION = "npo"


def build_surroundings(
    data_root: Path | None = None,
    *,
    clock_at: datetime | None = None,
    quick: bool = False,
    on_trial: bool = False,
) -> Surroundings:
    """Build what the use cases need.

    ``data_root`` keeps everything below one folder instead of the account's own places. The demonstration sets
    ``clock_at`` to live through a year, ``quick`` for the cheapest password cost that is still allowed, and ``on_trial`` to
    accept a memory disk for its backup.
    """
    from ashibue_desk.law.law_book import load_law
    from ashibue_desk.law.regulation import load_regulation

    folders = Folders.under(data_root) if data_root else Folders.of_this_account()
    return Surroundings(
        folders=folders,
        clock=FixedClock(clock_at) if clock_at else Clock(),
        keychain=_keychain,
        key_files=KeyFileFolder(folders.device_keys),
        drives=DriveCheck(memory_disk_allowed=on_trial),
        law=load_law,
        regulation=lambda: load_regulation(REGULATION),
        cost=FLOOR if quick else KdfCost(),
    )


def harden() -> None:
    """Make this process hard to read from outside, before anything secret is in it."""
    harden_process()


def _keychain() -> DeviceSecrets:
    from ashibue_desk.machine.keychain_backends import find_keychain

    return find_keychain()
