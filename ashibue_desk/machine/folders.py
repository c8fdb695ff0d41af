"""Where the program keeps its own things on this computer."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

PROGRAM = "ashibue-desk"


@dataclass(frozen=True, slots=True)
class Folders:
    """The program's folders of this account. Nothing is created here; ``make_private_folder`` does that.

    ``data`` is local to the machine (never the roaming profile of Windows), ``settings`` holds what is no vault, so that
    copying the one does not take the device keys along.
    """

    data: Path
    settings: Path

    @classmethod
    def of_this_account(cls) -> Self:
        """Return the folders the operating system names for this account."""
        from platformdirs import PlatformDirs

        places = PlatformDirs(PROGRAM, appauthor=False, roaming=False)
        settings = places.user_config_path
        if settings == places.user_data_path:  # Windows and macOS have one place for both
            settings = settings / "settings"
        return cls(places.user_data_path, settings)

    @classmethod
    def under(cls, root: Path) -> Self:
        """Return the same arrangement below ``root``: for tests, and for the demonstration, which touches nothing else."""
        return cls(root / "data", root / "settings")

    @property
    def vaults(self) -> Path:
        """Return the folder in which vaults are offered to lie."""
        return self.data / "vaults"

    @property
    def default_vault(self) -> Path:
        """Return the place offered for the office's own vault."""
        return self.vaults / "main"

    @property
    def sample_vault(self) -> Path:
        """Return the place of the vault with sample data, which may be deleted at any time."""
        return self.vaults / "sample"

    @property
    def recent_vaults(self) -> Path:
        """Return the file that remembers where vaults were opened."""
        return self.settings / "recent-vaults.json"

    @property
    def device_keys(self) -> Path:
        """Return the folder of key files, for the user who has no keychain and chose them."""
        return self.settings / "device-keys"
