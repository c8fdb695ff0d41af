"""Restoring: everything there again under new keys, in an empty place, or nothing at all."""

from dataclasses import replace
from pathlib import Path

import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.users import NewUser
from ashibue_desk.files.situations import DiskFull
from ashibue_desk.machine.recent_vaults import RecentVaults
from ashibue_desk.machine.situations import KeychainMissing
from ashibue_desk.storage.key_slots import open_recovery_bundle, read_header
from ashibue_desk.storage.recovery_identity import RecoveryIdentity
from ashibue_desk.storage.situations import BackupDamaged, NotABackup, PlaceTaken, WrongPassword, WrongSheet
from ashibue_desk.use_cases import people, restore_vault, reveal_number, settings, vault_gate
from ashibue_desk.use_cases.back_up_vault import back_up_vault, list_backups, summary_of
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.restore_vault import RestorePlan, look_inside
from ashibue_desk.use_cases.situations import SheetUnreadable
from tests.helpers.desks import (
    AUDITOR,
    HANDLER,
    OFFICER,
    RECEIVER,
    WITH_NUMBERS,
    Scene,
    digits,
    empty_scene_at,
)
from tests.helpers.sample_numbers import valid_number

NEW_PASSWORD = "yamabuki 2031 tombo"


@pytest.fixture
def backup(scene: Scene, tmp_path: Path) -> Path:
    folder = tmp_path / "place for backups"
    folder.mkdir()
    desk = scene.unlock()
    record = back_up_vault(desk, folder, Quiet()).answer
    vault_gate.close(desk, "backed up")
    return folder / record.file_name


@pytest.fixture
def elsewhere(scene: Scene, tmp_path: Path) -> Scene:
    """An empty PC; the sheet and the people are the same."""
    other = empty_scene_at(tmp_path / "other machine")
    new_users = {who: replace(user, password=f"{NEW_PASSWORD} {who}") for who, user in scene.users.items()}
    return replace(other, identity=scene.identity, users=new_users, person_ids=scene.person_ids)


def plan_for(scene: Scene, backup: Path) -> RestorePlan:
    return RestorePlan(
        backup=backup, sheet=scene.identity.text, place=scene.place, users=tuple(scene.users.values())
    )


def everything(scene: Scene, who: str = OFFICER) -> list[object]:
    """Return what the vault holds, its numbers in the clear among it."""
    desk = scene.unlock(who)
    try:
        numbers = [digits(desk, person_id) for person_id in scene.person_ids[:WITH_NUMBERS]]
        details = [people.person_details(desk, person_id) for person_id in scene.person_ids]
        return [
            people.list_people(desk),
            details,
            numbers,
            desk.vault.settings.office(),
            desk.vault.users.all(),
        ]
    finally:
        vault_gate.close(desk, "looked")


def left_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_everything_is_there_again_on_an_empty_pc(scene: Scene, backup: Path, elsewhere: Scene) -> None:
    restore_vault.restore_vault(elsewhere.surroundings, plan_for(elsewhere, backup))
    for who in (OFFICER, HANDLER):
        before, after = everything(scene, who), everything(elsewhere, who)
        assert after[:4] == before[:4]
    assert everything(elsewhere)[2] == [valid_number(seed).digits() for seed in range(WITH_NUMBERS)]


def test_every_key_but_those_of_the_compartments_is_new(scene: Scene, backup: Path, elsewhere: Scene) -> None:
    restore_vault.restore_vault(elsewhere.surroundings, plan_for(elsewhere, backup))
    old, new = (open_recovery_bundle(one.place, scene.identity.text) for one in (scene, elsewhere))
    assert not old.number_key_0001 + new.number_key_0001
    assert old.master_key != new.master_key
    assert old.device_secret != new.device_secret
    assert read_header(elsewhere.place).vault_id != read_header(scene.place).vault_id


def test_the_new_passwords_open_and_the_old_ones_do_not(scene: Scene, backup: Path, elsewhere: Scene) -> None:
    restore_vault.restore_vault(elsewhere.surroundings, plan_for(elsewhere, backup))
    for who, user in elsewhere.users.items():
        with pytest.raises(WrongPassword):
            elsewhere.unlock(who, scene.users[who].password)
        vault_gate.close(elsewhere.unlock(who, user.password), "end")


def test_roles_are_keys_after_a_restore_too(backup: Path, elsewhere: Scene) -> None:
    restore_vault.restore_vault(elsewhere.surroundings, plan_for(elsewhere, backup))
    for who, reads in ((OFFICER, True), (HANDLER, True), (RECEIVER, False), (AUDITOR, False)):
        desk = elsewhere.unlock(who)
        assert bool(desk.file_keys) == reads
        vault_gate.close(desk, "end")


def test_who_gets_no_new_password_gets_no_key(backup: Path, elsewhere: Scene) -> None:
    plan = replace(plan_for(elsewhere, backup), users=(elsewhere.users[HANDLER],))
    restore_vault.restore_vault(elsewhere.surroundings, plan)
    view = vault_gate.look_at(elsewhere.surroundings, elsewhere.place)
    assert [user.name for user in view.users] == [elsewhere.users[HANDLER].name]


def test_the_log_goes_on_where_the_backup_ended(scene: Scene, backup: Path, elsewhere: Scene) -> None:
    restore_vault.restore_vault(elsewhere.surroundings, plan_for(elsewhere, backup))
    old, new = scene.unlock(), elsewhere.unlock()
    record = list_backups(old)[0]
    before = [entry for entry in old.vault.log.read(LogFilter()) if entry.seq <= record.log_seq]
    after = new.vault.log.read(LogFilter())
    assert [entry for entry in after if entry.seq <= record.log_seq] == before
    restored = next(entry for entry in after if entry.seq == record.log_seq + 1)
    assert "第1世代" in restored.line.act
    assert restored.actor_name == elsewhere.users[OFFICER].name


def test_a_new_key_file_is_no_cause_for_alarm(scene: Scene, backup: Path, elsewhere: Scene) -> None:
    """The vault knew a later edition of its old key file when the backup was made."""
    desk = scene.unlock()
    settings.change_password(desk, scene.users[OFFICER].password, NEW_PASSWORD)
    settings.change_password(desk, NEW_PASSWORD, scene.users[OFFICER].password)
    record = back_up_vault(desk, backup.parent, Quiet()).answer
    restore_vault.restore_vault(elsewhere.surroundings, plan_for(elsewhere, backup.parent / record.file_name))
    for _ in range(2):
        acts = [entry.line.act for entry in elsewhere.unlock().vault.log.read(LogFilter())]
        assert not any("鍵のファイル" in act for act in acts)
        elsewhere.close()


def test_beside_the_present_vault_which_stays_as_it_is(scene: Scene, backup: Path) -> None:
    before = everything(scene)
    beside = replace(scene, place=scene.place.with_name("beside"))
    restore_vault.restore_vault(scene.surroundings, plan_for(beside, backup))
    assert everything(beside)[:4] == before[:4]
    assert everything(scene)[:4] == before[:4]
    assert RecentVaults(scene.surroundings.folders.recent_vaults).known()[0] == beside.place


def test_the_comparison_shows_what_the_backup_lacks(scene: Scene, backup: Path) -> None:
    from tests.helpers.made_up_people import made_up_person

    desk = scene.unlock()
    people.add_person(desk, replace(made_up_person(300), code="later"))
    inside = look_inside(scene.surroundings, backup, scene.identity.text)
    now = summary_of(desk)
    assert now.people == inside.summary.people + 1
    assert now.log_lines > inside.summary.log_lines
    assert inside.summary.office_name == now.office_name
    assert {user.name for user in inside.users} == {user.name for user in scene.users.values()}
    assert {user.user_id: user.roles for user in inside.users} == {
        user.user_id: user.roles for user in scene.users.values()
    }


def test_looking_leaves_nothing(scene: Scene, backup: Path) -> None:
    before = left_in(scene.root)
    look_inside(scene.surroundings, backup, scene.identity.text)
    assert left_in(scene.root) == before


def test_what_a_killed_look_left_is_swept(scene: Scene, backup: Path) -> None:
    data = scene.surroundings.folders.data
    for name in (".restoring-0123.db", ".restoring-0123.db-wal"):
        (data / name).write_bytes(b"left by a kill")
    look_inside(scene.surroundings, backup, scene.identity.text)
    assert not list(data.glob(".restoring*"))


@pytest.mark.parametrize("typed", ["", "AGE-SECRET-KEY-1QQQ", "こんにちは"])
def test_what_is_no_sheet_has_its_sentence(backup: Path, elsewhere: Scene, typed: str) -> None:
    with pytest.raises(SheetUnreadable) as raised:
        look_inside(elsewhere.surroundings, backup, typed)
    assert raised.value.sentence().count("\n") == 2
    with pytest.raises(SheetUnreadable):
        restore_vault.restore_vault(elsewhere.surroundings, replace(plan_for(elsewhere, backup), sheet=typed))


class TestNothingIsLeft:
    """Whatever is wrong, the place is as empty as before and the keychain too."""

    @pytest.fixture(autouse=True)
    def empty_afterwards(self, elsewhere: Scene) -> object:
        yield
        assert left_in(elsewhere.root) == []
        assert not elsewhere.place.exists()
        assert not list(elsewhere.place.parent.glob(".*"))
        assert not elsewhere.backend.items

    def refused(self, elsewhere: Scene, backup: Path, situation: type[BaseException]) -> None:
        with pytest.raises(situation):
            restore_vault.restore_vault(elsewhere.surroundings, plan_for(elsewhere, backup))

    def test_after_a_wrong_sheet(self, elsewhere: Scene, backup: Path) -> None:
        other = RecoveryIdentity.new(2025)
        self.refused(replace(elsewhere, identity=other), backup, WrongSheet)

    def test_after_a_foreign_file(self, elsewhere: Scene, tmp_path: Path) -> None:
        path = tmp_path / "letter.age"
        path.write_bytes(b"dear all")
        self.refused(elsewhere, path, NotABackup)
        self.refused(elsewhere, tmp_path / "nowhere.age", NotABackup)

    @pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.9, 0.999])
    def test_after_a_cut(self, elsewhere: Scene, backup: Path, part: float) -> None:
        data = backup.read_bytes()
        backup.write_bytes(data[: int(len(data) * part)])
        self.refused(elsewhere, backup, Situation)

    @pytest.mark.parametrize("part", [0.3, 0.6, 0.9, 0.999])
    def test_after_a_flip(self, elsewhere: Scene, backup: Path, part: float) -> None:
        data = bytearray(backup.read_bytes())
        data[int(len(data) * part)] ^= 1
        backup.write_bytes(data)
        self.refused(elsewhere, backup, BackupDamaged)

    def test_without_a_keychain(self, elsewhere: Scene, backup: Path) -> None:
        def none() -> None:
            raise KeychainMissing

        lonely = replace(elsewhere, surroundings=replace(elsewhere.surroundings, keychain=none))  # type: ignore[arg-type]
        self.refused(lonely, backup, KeychainMissing)

    @pytest.mark.parametrize("step", ["make_slots", "_move_in", "put_in_place"])
    def test_after_a_failure_at_any_step(
        self, elsewhere: Scene, backup: Path, monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(restore_vault, step, lambda *_: (_ for _ in ()).throw(DiskFull))
            self.refused(elsewhere, backup, DiskFull)
        elsewhere.backend.items.clear()


def test_a_place_with_something_in_it_is_not_touched(backup: Path, elsewhere: Scene) -> None:
    elsewhere.place.mkdir(parents=True)
    (elsewhere.place / "letter.txt").write_bytes(b"mine")
    with pytest.raises(PlaceTaken):
        restore_vault.restore_vault(elsewhere.surroundings, plan_for(elsewhere, backup))
    assert left_in(elsewhere.place.parent) == ["main/letter.txt"]


def test_the_present_vault_is_never_written_over(scene: Scene, backup: Path) -> None:
    before = everything(scene)
    with pytest.raises(PlaceTaken):
        restore_vault.restore_vault(scene.surroundings, plan_for(scene, backup))
    assert everything(scene)[:4] == before[:4]


def test_without_a_keychain_a_key_file_may_be_chosen(backup: Path, elsewhere: Scene) -> None:
    def none() -> None:
        raise KeychainMissing

    lonely = replace(elsewhere, surroundings=replace(elsewhere.surroundings, keychain=none))  # type: ignore[arg-type]
    restore_vault.restore_vault(lonely.surroundings, replace(plan_for(lonely, backup), key_file=True))
    assert everything(lonely)[2] == [valid_number(seed).digits() for seed in range(WITH_NUMBERS)]


def test_a_restored_vault_opens_with_the_sheet_of_its_backup(backup: Path, elsewhere: Scene) -> None:
    restore_vault.restore_vault(elsewhere.surroundings, plan_for(elsewhere, backup))
    elsewhere.backend.items.clear()
    user: NewUser = elsewhere.users[OFFICER]
    args = (
        elsewhere.surroundings,
        elsewhere.place,
        elsewhere.identity.text,
        user.user_id,
        "another 2032 kaki",
    )
    desk = elsewhere.keep(vault_gate.open_with_sheet(*args))
    affair = reveal_number.affairs_of_number(desk, elsewhere.person_ids[0])[0].id
    shown = reveal_number.reveal_number(desk, elsewhere.person_ids[0], affair, "another 2032 kaki")
    assert shown.answer.number == valid_number(0)


def test_a_backup_of_an_older_schema_is_brought_up_to_date(
    backup: Path, elsewhere: Scene, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from ashibue_desk.storage import schema
    from tests.storage.databases import know_the_next_shape, next_versions

    versions = next_versions(tmp_path)
    monkeypatch.setattr(schema.needs_migration, "__kwdefaults__", {"head": "9998"})
    monkeypatch.setattr(schema.migrate_on_a_copy, "__kwdefaults__", {"versions": versions})
    know_the_next_shape(monkeypatch, tmp_path, versions)
    restore_vault.restore_vault(elsewhere.surroundings, plan_for(elsewhere, backup))
    desk = elsewhere.unlock()
    assert desk.vault.with_raw(schema.schema_of) == "9998"
    assert len(people.list_people(desk)) == len(elsewhere.person_ids)


def test_no_secret_shows_in_the_plan(scene: Scene, backup: Path) -> None:
    told = repr(plan_for(scene, backup))
    assert scene.identity.text not in told
    assert scene.users[OFFICER].password not in told
