"""A new master key: nothing of the old one opens what is there, and a crash at any step leaves a vault that opens."""

import shutil
from pathlib import Path

import pytest

from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.roles import Role
from ashibue_desk.files.situations import DiskFull
from ashibue_desk.storage import renewal
from ashibue_desk.storage.connection import connect
from ashibue_desk.storage.key_material import database_key
from ashibue_desk.storage.renewal import RENEWED_NAME
from ashibue_desk.storage.situations import VaultDamaged
from ashibue_desk.use_cases import master_key, people, vault_gate, verify_log
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import HANDLER, OFFICER, RECEIVER, WITH_NUMBERS, Scene, digits
from tests.helpers.sample_numbers import valid_number

NEW_PASSWORD = "yamabuki 2031 tombo"


def acts(desk: Desk) -> list[str]:
    return [entry.line.act for entry in desk.vault.log.read(LogFilter())]


def assert_whole(desk: Desk, scene: Scene) -> None:
    desk.vault.verify()
    if Role.OFFICER in desk.actor.roles:
        assert verify_log.verify_log(desk).answer.holds
    assert len(people.list_people(desk)) == len(scene.person_ids)
    if desk.file_keys:
        found = [digits(desk, person_id) for person_id in scene.person_ids[:WITH_NUMBERS]]
        assert found == [valid_number(seed).digits() for seed in range(WITH_NUMBERS)]


def test_the_desk_goes_on_and_everybody_comes_in_again(desk: Desk, scene: Scene) -> None:
    before = desk.keys.master_key
    master_key.renew_master_key(desk)
    assert desk.keys.master_key != before
    assert_whole(desk, scene)
    assert "保管庫の鍵を新しくした" in acts(desk)[:2]
    vault_gate.close(desk, "end")
    for who in scene.users:
        again = scene.unlock(who)
        assert_whole(again, scene)
        assert not any("途中で終わった" in act for act in acts(again))
        vault_gate.close(again, "end")


def test_the_old_master_key_opens_nothing(desk: Desk, scene: Scene) -> None:
    old = database_key(desk.keys.master_key, scene.vault_id)
    snapshots = scene.place / renewal.SNAPSHOTS
    snapshots.mkdir()
    shutil.copy(scene.place / "vault.db", snapshots / "before-0004.db")
    master_key.renew_master_key(desk)
    vault_gate.close(desk, "end")
    with pytest.raises(VaultDamaged):
        connect(scene.place / "vault.db", old)
    assert not snapshots.exists()
    assert not (scene.place / RENEWED_NAME).exists()


def test_the_sheet_opens_it_afterwards(desk: Desk, scene: Scene) -> None:
    master_key.renew_master_key(desk)
    vault_gate.close(desk, "end")
    scene.backend.items.clear()
    user_id = scene.users[OFFICER].user_id
    args = (scene.surroundings, scene.place, scene.identity.text, user_id, NEW_PASSWORD)
    assert_whole(scene.keep(vault_gate.open_with_sheet(*args)), scene)


@pytest.mark.parametrize("step", ["export_database", "verify", "write_slots", "_take_the_name"])
def test_a_failure_at_any_step_leaves_the_old_key_in_force(
    desk: Desk, scene: Scene, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = desk.keys.master_key
    where = "ashibue_desk.storage.backup_file" if step == "verify" else "ashibue_desk.storage.renewal"
    with monkeypatch.context() as patched:
        patched.setattr(f"{where}.{step}", lambda *_, **__: (_ for _ in ()).throw(DiskFull))
        with pytest.raises(DiskFull):
            master_key.renew_master_key(desk)
    assert desk.keys.master_key == before
    assert_whole(desk, scene)
    vault_gate.close(desk, "end")
    assert not (scene.place / RENEWED_NAME).exists()
    assert_whole(scene.unlock(HANDLER), scene)


class TestCrash:
    """What a kill leaves behind, put there by hand; the random kills are in tests/faults."""

    @pytest.fixture
    def halves(self, desk: Desk, scene: Scene, tmp_path: Path) -> tuple[Path, Path]:
        """The folder as it stood before the renewal, and after it."""
        vault_gate.close(desk, "end")
        before, after = tmp_path / "before", tmp_path / "after"
        shutil.copytree(scene.place, before)
        again = scene.unlock()
        master_key.renew_master_key(again)
        vault_gate.close(again, "end")
        shutil.copytree(scene.place, after)
        return before, after

    def test_before_the_key_file_was_written_the_copy_goes(
        self, scene: Scene, halves: tuple[Path, Path]
    ) -> None:
        before, after = halves
        shutil.rmtree(scene.place)
        shutil.copytree(before, scene.place)
        shutil.copy(after / "vault.db", scene.place / RENEWED_NAME)
        assert_whole(scene.unlock(RECEIVER), scene)
        assert not (scene.place / RENEWED_NAME).exists()

    def test_a_copy_that_was_cut_short_goes(self, scene: Scene, halves: tuple[Path, Path]) -> None:
        before, after = halves
        shutil.rmtree(scene.place)
        shutil.copytree(before, scene.place)
        data = (after / "vault.db").read_bytes()
        (scene.place / RENEWED_NAME).write_bytes(data[: len(data) // 2])
        assert_whole(scene.unlock(), scene)
        assert not (scene.place / RENEWED_NAME).exists()

    def test_after_it_the_copy_takes_the_name(self, scene: Scene, halves: tuple[Path, Path]) -> None:
        before, _ = halves
        (scene.place / "vault.db").replace(scene.place / RENEWED_NAME)
        shutil.copy(before / "vault.db", scene.place / "vault.db")
        (scene.place / "vault.db-wal").write_bytes(b"of the old file")
        desk = scene.unlock()
        assert_whole(desk, scene)
        assert "保管庫を閉じた" in acts(desk)
        assert not (scene.place / RENEWED_NAME).exists()

    def test_nothing_is_deleted_while_neither_opens(self, scene: Scene, halves: tuple[Path, Path]) -> None:
        before, _ = halves
        for name in ("vault.db", RENEWED_NAME):
            shutil.copy(before / "vault.db", scene.place / name)
        with pytest.raises(VaultDamaged):
            scene.unlock()
        assert (scene.place / RENEWED_NAME).exists()

    def test_what_is_due_is_done_at_the_next_arrival_by_anybody(self, scene: Scene) -> None:
        desk = scene.unlock()
        before = desk.keys.master_key
        with desk.act():
            master_key.mark_renewal_due(desk)
        vault_gate.close(desk, "end")
        desk = scene.unlock(RECEIVER)
        assert desk.keys.master_key != before
        assert not master_key.renewal_is_due(desk)
        vault_gate.close(desk, "end")
        assert_whole(scene.unlock(), scene)
