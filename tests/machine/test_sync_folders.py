"""Folders a cloud service copies out are found by name, by marker and by the service's own settings."""

import json
from pathlib import Path

import pytest

from ashibue_desk.machine.drives import DriveCheck, Verdict
from ashibue_desk.machine.drives.place import Finding
from ashibue_desk.machine.drives.sync_folders import SyncFolders


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def service_of(home: Path, folder: Path, **environment: str) -> str | None:
    return SyncFolders(home, environment).service_of(folder)


@pytest.mark.parametrize(
    ("inside", "service"),
    [
        ("OneDrive/backup", "OneDrive"),
        ("OneDrive - あしぶえ/書類", "OneDrive"),
        ("ＯｎｅＤｒｉｖｅ", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personal)/x", "Dropbox"),
        ("Google Drive/マイドライブ/x", "Google ドライブ"),
        ("マイドライブ", "Google ドライブ"),
        ("iCloudDrive/x", "iCloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("Library/CloudStorage/Box-Box", "クラウドストレージ"),
        ("Box/x", "Box"),
        ("Nextcloud", "Nextcloud"),
        ("pCloudDrive", "pCloud"),
        ("backup", None),
        ("Documents/box/2026", None),
        ("OneDriveless", None),
        ("Dropboxes", None),
        ("書類/保管庫の写し", None),
    ],
)
def test_the_usual_names(home: Path, inside: str, service: str | None) -> None:
    assert service_of(home, home / inside) == service


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveConsumer", "OneDriveCommercial"])
def test_a_folder_that_the_environment_names(home: Path, tmp_path: Path, variable: str) -> None:
    work = tmp_path / "work documents"
    assert service_of(home, work / "backup", **{variable: str(work)}) == "OneDrive"
    assert service_of(home, tmp_path / "work documents 2", **{variable: str(work)}) is None


@pytest.mark.parametrize(
    ("marker", "service"),
    [
        (".dropbox.cache", "Dropbox"),
        (".tmp.driveupload", "Google ドライブ"),
        (".sync_0a1b2c.db", "Nextcloud"),
        ("._sync_0a1b2c.db", "Nextcloud"),
        (".stfolder", "Syncthing"),
    ],
)
def test_a_marker_in_any_folder_above(home: Path, marker: str, service: str) -> None:
    synced = home / "work"
    synced.mkdir()
    assert service_of(home, synced / "backup" / "2026") is None
    (synced / marker).mkdir()
    assert service_of(home, synced / "backup" / "2026") == service


def test_dropbox_settings_in_the_home_folder_do_not_make_the_home_folder_one(home: Path) -> None:
    elsewhere = home / "wherever"
    (home / ".dropbox").mkdir()
    (home / ".dropbox" / "info.json").write_text(json.dumps({"personal": {"path": str(elsewhere)}}))
    assert service_of(home, home / "backup") is None
    assert service_of(home, elsewhere / "backup") == "Dropbox"


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"personal": 3}', '{"personal": {"path": 3}}'])
def test_broken_settings_of_a_service_tell_nothing(home: Path, broken: str) -> None:
    (home / ".dropbox").mkdir()
    (home / ".dropbox" / "info.json").write_text(broken)
    assert service_of(home, home / "backup") is None


def test_nextcloud_settings_name_its_folders(home: Path) -> None:
    synced = home / "shared work"
    settings = home / ".config" / "Nextcloud"
    settings.mkdir(parents=True)
    (settings / "nextcloud.cfg").write_text(
        f"[Accounts]\n0\\Folders\\1\\localPath={synced}/\n0\\url=https://x\n"
    )
    assert service_of(home, synced / "backup") == "Nextcloud"
    assert service_of(home, home / "backup") is None


def test_documents_that_macos_copies_out(home: Path) -> None:
    assert service_of(home, home / "Documents" / "x") is None
    (home / "Library/Mobile Documents/com~apple~CloudDocs/Documents").mkdir(parents=True)
    assert service_of(home, home / "Documents" / "x") == "iCloud"


def test_a_link_into_a_synced_folder_and_out_of_one(home: Path) -> None:
    (home / "OneDrive").mkdir()
    (home / "plain").mkdir()
    (home / "way in").symlink_to(home / "OneDrive")
    (home / "OneDrive" / "way out").symlink_to(home / "plain")
    assert service_of(home, home / "way in" / "x") == "OneDrive"
    assert service_of(home, home / "OneDrive" / "way out") == "OneDrive"


class InnerDisk:
    def look(self, _folder: Path) -> Finding:
        return Finding(Verdict.FIXED, "SSD", "1")


class Stick:
    def look(self, _folder: Path) -> Finding:
        return Finding(Verdict.USB, "DT", "1")


def test_a_synced_folder_on_the_inner_disk_is_refused_and_a_stick_stays_a_stick(home: Path) -> None:
    synced = home / "OneDrive"
    place = DriveCheck(InnerDisk(), home=home, environment={}).examine(synced)
    assert place.verdict is Verdict.SYNC_FOLDER
    assert not place.allowed
    assert "OneDrive" in place.sentence
    assert DriveCheck(Stick(), home=home, environment={}).examine(synced).verdict is Verdict.USB
