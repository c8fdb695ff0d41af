"""What the use cases need around a vault: keychain, folders, clock, drives, law. Built in ``bootstrap``."""

from collections.abc import Callable
from dataclasses import dataclass

from ashibue_desk.law.law_book import LawBook
from ashibue_desk.law.regulation import Regulation
from ashibue_desk.machine.clock import Clock
from ashibue_desk.machine.drives.drive_check import DriveCheck
from ashibue_desk.machine.folders import Folders
from ashibue_desk.machine.keychain import DeviceSecrets
from ashibue_desk.storage.user_slot import KdfCost


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The machine and the law as the program finds them.

    Attributes:
        folders: where the program keeps its own things.
        clock: the office's clock.
        keychain: finds the operating system's keychain; raises a ``Situation`` where there is none to trust.
        key_files: the explicit fallback, a folder of owner-only files outside every vault.
        drives: judges a folder by the bus of its drive.
        law: loads the dated law; regulation: loads the office's regulation pack.
        cost: what a password costs to try, for new slots.

    """

    folders: Folders
    clock: Clock
    keychain: Callable[[], DeviceSecrets]
    key_files: DeviceSecrets
    drives: DriveCheck
    law: Callable[[], LawBook]
    regulation: Callable[[], Regulation]
    cost: KdfCost
