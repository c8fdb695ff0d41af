"""Where the program keeps its things, and which vaults it remembers."""

import json
from pathlib import Path

import pytest

from ashibue_desk.machine.clock import FixedClock
from ashibue_desk.machine.folders import Folders
from ashibue_desk.machine.recent_vaults import KEPT, RecentVaults
from ashibue_desk.use_cases import window_memory
from tests.helpers.desks import MORNING, FakeDrives, surroundings_at
from tests.helpers.memory_keychain import MemoryBackend
from tests.helpers.small_disk import small_disk


def test_the_folders_of_the_account_are_the_systems_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folders = Folders.of_this_account()
    assert "ashibue-desk" in folders.data.parts
    assert folders.default_vault == folders.data / "vaults" / "main"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folders", [Folders.under(Path("/root")), Folders.of_this_account()])
def test_keys_lie_neither_in_a_vault_nor_beside_one(folders: Folders) -> None:
    assert not folders.device_keys.is_relative_to(folders.vaults)
    assert folders.sample_vault != folders.default_vault
    assert not folders.recent_vaults.is_relative_to(folders.vaults)


def test_everything_stays_under_another_root(tmp_path: Path) -> None:
    folders = Folders.under(tmp_path)
    places = (
        folders.default_vault,
        folders.sample_vault,
        folders.recent_vaults,
        folders.device_keys,
    )
    assert all(place.is_relative_to(tmp_path) for place in places)
    assert len(set(places)) == len(places)


def test_the_vault_used_last_comes_first_and_eight_are_kept(tmp_path: Path) -> None:
    recent = RecentVaults(tmp_path / "settings" / "recent-vaults.json")
    assert recent.known() == ()
    vaults = [tmp_path / f"保管庫{number}" for number in range(KEPT + 2)]
    for vault in vaults:
        recent.remember(vault)
    recent.remember(vaults[5])
    assert recent.known()[:3] == (vaults[5], vaults[9], vaults[8])
    assert len(recent.known()) == KEPT
    recent.forget(vaults[9])
    recent.forget(tmp_path / "never known")
    assert recent.known()[:2] == (vaults[5], vaults[8])
    assert (tmp_path / "settings" / "recent-vaults.json").stat().st_mode & 0o777 == 0o600


def test_a_relative_path_is_remembered_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    recent = RecentVaults(tmp_path / "recent.json")
    recent.remember(Path("vault"))
    assert recent.known() == (tmp_path / "vault",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b'{"vaults": 3}',
        b'{"vaults": [1, null, "", {}]}',
        b"9" * 5000,
        b" " * 70_000,
        b"[" * 60_000,
    ],
)
def test_a_damaged_list_is_an_empty_one_and_is_written_anew(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "recent.json"
    file.write_bytes(content)
    recent = RecentVaults(file)
    assert recent.known() == ()
    recent.remember(tmp_path / "vault")
    assert recent.known() == (tmp_path / "vault",)


@pytest.mark.faults
def test_a_full_disk_keeps_the_old_list(tmp_path: Path) -> None:
    from ashibue_desk.files.situations import DiskFull

    with small_disk(tmp_path / "small", 64 * 1024) as disk:
        recent = RecentVaults(disk.path / "recent.json")
        recent.remember(tmp_path / "a")
        disk.leave(0)
        with pytest.raises(DiskFull):
            recent.remember(tmp_path / "b")
        assert recent.known() == (tmp_path / "a",)


def test_a_place_that_no_disk_can_have_is_not_offered(tmp_path: Path) -> None:
    """One such name in the list would have kept the window from opening."""
    where = Folders.under(tmp_path)
    (tmp_path / "vault").mkdir()
    where.recent_vaults.parent.mkdir(parents=True, exist_ok=True)
    names = ["/" + "長" * 4_000, "a\0b", "\ud800", str(tmp_path / "vault")]
    where.recent_vaults.write_text(json.dumps({"vaults": names}))
    surroundings = surroundings_at(tmp_path, MemoryBackend({}), FixedClock(MORNING), FakeDrives())
    assert window_memory.known_vaults(surroundings) == (tmp_path / "vault",)
