"""The question itself: may a backup go into this folder, and is it still the same device afterwards?"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from ashibue_desk.machine.drives.place import Finding, Place, Verdict, place_of
from ashibue_desk.machine.drives.sync_folders import SyncFolders
from ashibue_desk.machine.situations import PlaceChanged, PlaceRefused


class Drives(Protocol):
    """What knows the devices of one operating system."""

    def look(self, folder: Path) -> Finding:
        """Return what lies below ``folder``, which need not exist yet. Raises nothing: what fails is UNKNOWN."""
        ...


class DriveCheck:
    """Judges folders as places for backups."""

    def __init__(
        self,
        drives: Drives | None = None,
        *,
        home: Path | None = None,
        environment: Mapping[str, str] | None = None,
        memory_disk_allowed: bool = False,
    ) -> None:
        """Ask ``drives`` (this computer when not given); ``home`` and ``environment`` tell where cloud services copy from.

        ``memory_disk_allowed`` is for the demonstration and the trial with sample data only: a backup in memory is none.
        """
        self._drives = drives or drives_of_this_system()
        self._sync = SyncFolders(home or Path.home(), os.environ if environment is None else environment)
        self._memory_disk_allowed = memory_disk_allowed

    def examine(self, folder: Path) -> Place:
        """Return the verdict on ``folder``, following links, mounts and stacked devices to the hardware."""
        finding = self._drives.look(folder)
        if finding.verdict in {
            Verdict.FIXED,
            Verdict.OPTICAL,
            Verdict.MEMORY,
            Verdict.NETWORK,
            Verdict.UNKNOWN,
        }:
            service = self._sync.service_of(folder)
            if service is not None:
                finding = Finding(Verdict.SYNC_FOLDER, service, finding.identity)
        return place_of(finding, memory_disk_allowed=self._memory_disk_allowed)

    def require(self, folder: Path) -> Place:
        """Return the verdict on a folder a backup may go to; raise ``PlaceRefused`` with its sentence for any other."""
        place = self.examine(folder)
        if not place.allowed:
            raise PlaceRefused(what=place.sentence)
        return place

    def recheck(self, place: Place, folder: Path) -> None:
        """Raise ``PlaceChanged`` unless ``folder`` still lies on the device of ``place``. Call it after writing."""
        now = self.examine(folder)
        if not now.allowed or now.identity != place.identity or now.verdict is not place.verdict:
            raise PlaceChanged


def drives_of_this_system() -> Drives:
    """Return the device knowledge for the operating system this runs on."""
    if sys.platform == "win32":
        from ashibue_desk.files.windows_calls import WindowsVolumes
        from ashibue_desk.machine.drives.windows import WindowsDrives

        return WindowsDrives(WindowsVolumes())
    elif sys.platform == "darwin":
        from ashibue_desk.machine.drives.mac import MacCommands, MacDrives

        return MacDrives(MacCommands())
    else:
        from ashibue_desk.machine.drives.linux import LinuxDrives

        return LinuxDrives()
