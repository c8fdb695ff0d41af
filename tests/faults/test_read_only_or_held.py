"""A disk or folder that is read-only, a file that another program holds: a sentence, and nothing lost."""

import functools
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.storage.connection import DATABASE_NAME, connect
from ashibue_desk.storage.key_material import database_key
from ashibue_desk.storage.key_slots import open_recovery_bundle
from ashibue_desk.storage.situations import VaultBusy
from ashibue_desk.use_cases.back_up_vault import back_up_vault, list_backups
from ashibue_desk.use_cases.create_vault import create_vault
from ashibue_desk.use_cases.progress import Quiet
from tests.faults.small_machine import scene
from tests.helpers.desks import OFFICER, WITH_NUMBERS, Scene, collect, empty_scene_at, plan_for, scene_at
from tests.helpers.small_disk import SmallDisk

__all__ = ["scene"]

pytestmark = [pytest.mark.faults, pytest.mark.usefixtures("remembered_passwords")]


@contextmanager
def read_only(disk: SmallDisk, folder: Path) -> Iterator[None]:
    """Take the right to write away: of the whole disk where it is one of its own, else of the folder."""
    if disk.is_real:
        subprocess.run(["mount", "-o", "remount,ro", str(disk.path)], check=True)
        try:
            yield
        finally:
            subprocess.run(["mount", "-o", "remount,rw", str(disk.path)], check=True)
        return
    os.chmod(folder, 0o500)  # noqa: PTH101 - beside its counterpart
    try:
        yield
    finally:
        os.chmod(folder, 0o700)  # noqa: PTH101


class TestReadOnly:
    """A disk or folder that may only be read."""

    def test_the_vault_does_not_open_and_stays_whole(self, scene: Scene, disk: SmallDisk) -> None:
        before = {path.name: path.read_bytes() for path in scene.place.iterdir()}
        with read_only(disk, scene.place), pytest.raises(Situation) as raised:
            scene.unlock()
        assert raised.value.sentence().count("\n") == 2
        after = {path.name: path.read_bytes() for path in scene.place.iterdir()}
        after.pop("in-use.lock", None)
        before.pop("in-use.lock", None)
        assert after == before
        scene.unlock()

    def test_a_wrong_password_cannot_be_noted_and_does_not_open(self, scene: Scene, disk: SmallDisk) -> None:
        with read_only(disk, scene.place), pytest.raises(Situation):
            scene.unlock(OFFICER, "wrong")

    def test_no_vault_is_made_there(self, disk: SmallDisk) -> None:
        scene = empty_scene_at(disk.path / "new machine")
        disk.path.joinpath("new machine").mkdir()
        with read_only(disk, disk.path / "new machine"), pytest.raises(Situation):
            create_vault(scene.surroundings, plan_for(scene))
        assert not scene.place.exists()

    def test_no_backup_goes_there(self, disk: SmallDisk, tmp_path: Path) -> None:
        elsewhere = scene_at(tmp_path / "elsewhere")
        desk, place = elsewhere.unlock(), disk.path / "place"
        place.mkdir()
        with read_only(disk, place), pytest.raises(Situation):
            back_up_vault(desk, place, Quiet())
        assert list_backups(desk) == ()
        assert not list(place.iterdir())
        elsewhere.close()


class TestHeldByAnother:
    """Another program holds the file: an antivirus, a synchroniser, a copy that went astray."""

    def test_the_door_says_so_and_opens_afterwards(
        self, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import sqlcipher3.dbapi2 as driver

        bundle = open_recovery_bundle(scene.place, scene.identity.text)
        other = connect(scene.place / DATABASE_NAME, database_key(bundle.master_key, scene.vault_id))
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE settings SET value = value")
        monkeypatch.setattr(driver, "connect", functools.partial(driver.connect, timeout=0.05))
        try:
            with pytest.raises(VaultBusy):
                scene.unlock()
        finally:
            other.close()
        scene.unlock()

    def test_a_missing_folder_has_its_sentence(self, scene: Scene) -> None:
        desk = scene.unlock()
        shutil.rmtree(scene.root / "nowhere", ignore_errors=True)
        with pytest.raises(Situation):
            back_up_vault(desk, scene.root / "nowhere", Quiet())
        collect(desk, scene.person_ids[WITH_NUMBERS], 71)
