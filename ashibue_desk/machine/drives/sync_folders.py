"""Folders that a cloud service copies out: by what the services leave on the computer, and by their usual names."""

import configparser
import json
import os
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

_VARIABLES: Final = (
    ("OneDrive", "OneDrive"),
    ("OneDriveConsumer", "OneDrive"),
    ("OneDriveCommercial", "OneDrive"),
)
# What a service puts into its folder. Names that end in * begin so.
_MARKERS: Final = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".tmp.driveupload", "Google ドライブ"),
    (".tmp.drivedownload", "Google ドライブ"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".sync_*.db", "Nextcloud"),
    ("._sync_*.db", "Nextcloud"),
    (".stfolder", "Syncthing"),
    (".resilio-sync", "Resilio Sync"),
)
# Names that only a service gives its folder, wherever it lies: the name itself, or with more after it.
_NAMES: Final = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google ドライブ",
    "googledrive": "Google ドライブ",
    "google ドライブ": "Google ドライブ",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "クラウドストレージ",
    "box sync": "Box",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
    "pclouddrive": "pCloud",
    "megasync": "MEGA",
    "synologydrive": "Synology Drive",
}
# Ordinary words: a service's folder only directly below the home folder, or at the root of a drive.
_NAMES_AT_HOME: Final = {
    "box": "Box",
    "mega": "MEGA",
    "my drive": "Google ドライブ",
    "マイドライブ": "Google ドライブ",
}
_SEPARATORS: Final = (" ", "-", "_", "(", "（")
_MAX_SETTINGS_BYTES: Final = 1 << 20


class SyncFolders:
    """Knows, for one account, which folders leave the computer by themselves."""

    def __init__(self, home: Path, environment: Mapping[str, str]) -> None:
        """Look in ``home`` for the settings of the services and in ``environment`` for their folders."""
        self._home = home
        self._environment = environment

    def service_of(self, folder: Path) -> str | None:
        """Return the name of the service that copies ``folder``, or ``None``. Looks at the path as given and as resolved."""
        roots = [(Path(os.path.realpath(root)), service) for root, service in self._roots()]
        for path in {Path(os.path.abspath(folder)), Path(os.path.realpath(folder))}:  # noqa: PTH100 - keeps links
            for root, service in roots:
                if path.is_relative_to(root):
                    return service
            for part in (path, *path.parents):
                service_here = self._by_name(part) or _by_marker(part)
                if service_here is not None:
                    return service_here
        return None

    def _roots(self) -> Iterator[tuple[Path, str]]:
        """Yield the folders the services themselves name."""
        for variable, service in _VARIABLES:
            if self._environment.get(variable):
                yield Path(self._environment[variable]), service
        for settings in self._settings_folders():
            yield from ((root, "Dropbox") for root in _dropbox_roots(settings))
            yield from ((root, "Nextcloud") for root in _nextcloud_roots(settings))
        cloud = self._home / "Library" / "Mobile Documents" / "com~apple~CloudDocs"
        for name in ("Desktop", "Documents"):  # links to them appear there once macOS copies them
            if (cloud / name).exists():
                yield self._home / name, "iCloud"

    def _settings_folders(self) -> Iterator[Path]:
        yield self._home
        yield self._home / ".config"
        yield self._home / "Library" / "Preferences"
        for variable in ("APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME"):
            if self._environment.get(variable):
                yield Path(self._environment[variable])

    def _by_name(self, part: Path) -> str | None:
        name = unicodedata.normalize("NFKC", part.name).casefold()
        for known, service in _NAMES.items():
            rest = name.removeprefix(known)
            if name.startswith(known) and (not rest or rest.startswith(_SEPARATORS)):
                return service
        if part.parent in {self._home, Path(os.path.realpath(self._home)), Path(part.anchor)}:
            return _NAMES_AT_HOME.get(name)
        return None


def _by_marker(part: Path) -> str | None:
    for marker, service in _MARKERS:
        try:
            there = any(part.glob(marker)) if "*" in marker else (part / marker).exists()
        except OSError:
            continue
        # The home folder of a Dropbox user holds the service's own settings under the marker's name.
        if there and not (marker == ".dropbox" and (part / marker).is_dir()):
            return service
    return None


def _dropbox_roots(settings: Path) -> Iterator[Path]:
    for file in (settings / ".dropbox" / "info.json", settings / "Dropbox" / "info.json"):
        try:
            told = json.loads(_small_text(file))
        except ValueError:
            continue
        accounts = told.values() if isinstance(told, dict) else ()
        yield from (
            Path(one["path"])
            for one in accounts
            if isinstance(one, dict) and isinstance(one.get("path"), str)
        )


def _nextcloud_roots(settings: Path) -> Iterator[Path]:
    for file in (settings / "Nextcloud" / "nextcloud.cfg", settings / "ownCloud" / "owncloud.cfg"):
        parser = configparser.RawConfigParser(strict=False)
        try:
            parser.read_string(_small_text(file))
        except configparser.Error:
            continue
        for section in parser.sections():
            yield from (
                Path(value) for key, value in parser.items(section) if key.endswith("localpath") and value
            )


def _small_text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read(_MAX_SETTINGS_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
