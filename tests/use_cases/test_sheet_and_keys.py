"""The recovery sheet and the keys of compartments: it opens what its holder had, after a renewal, a crash and a restore too."""

from dataclasses import replace
from pathlib import Path

import pytest

from ashibue_desk.domain.roles import Role
from ashibue_desk.machine.one_vault import VaultLock
from ashibue_desk.storage.key_slots import read_header, read_slots
from ashibue_desk.storage.recovery_identity import RecoveryIdentity
from ashibue_desk.use_cases import (
    collect_number,
    drop_box,
    recovery_sheets,
    restore_vault,
    users,
    vault_gate,
)
from ashibue_desk.use_cases.back_up_vault import back_up_vault
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.restore_vault import RestorePlan
from ashibue_desk.use_cases.rights import seal_rights
from ashibue_desk.use_cases.situations import KeyOutOfReach, NotYourDuty
from tests.helpers.desks import (
    AUDITOR,
    HANDLER,
    OFFICER,
    RECEIVER,
    WITH_NUMBERS,
    Scene,
    digits,
    done,
    empty_scene_at,
    receipt_for,
)
from tests.helpers.made_up_people import made_up_office
from tests.helpers.sample_numbers import valid_number

NEW_PASSWORD = "yamabuki 2031 tombo"
INCOME, FEES = "income_withholding_slip", "payment_record_fees"


def with_sheet(scene: Scene, who: str, sheet: RecoveryIdentity | None = None) -> Desk:
    text = (sheet or scene.identity).text
    args = (scene.surroundings, scene.place, text, scene.users[who].user_id, NEW_PASSWORD)
    return scene.keep(vault_gate.open_with_sheet(*args))


def test_what_was_written_into_the_key_file_before_the_lock_was_free_stays(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = scene.unlock()
    wait = VaultLock.__enter__

    def until_another_has_left(lock: VaultLock) -> VaultLock:
        done(users.invite_user(desk, "早瀬 湊", frozenset({Role.AUDITOR}), scene.users[OFFICER].password))
        vault_gate.close(desk, "end")
        return wait(lock)

    monkeypatch.setattr(VaultLock, "__enter__", until_another_has_left)
    opened = with_sheet(scene, HANDLER)
    assert "早瀬 湊" in {slot.name for slot in read_slots(scene.place, opened.device_secret).users}


def renewed(scene: Scene, desk: Desk) -> RecoveryIdentity:
    identity = recovery_sheets.new_identity(made_up_office(), desk.today)
    scene.clock.set_to(scene.clock.local_now().replace(minute=30))
    done(recovery_sheets.renew_sheet(desk, identity, identity.text, scene.users[OFFICER].password))
    return identity


def narrow(desk: Desk, scene: Scene) -> None:
    with desk.act():
        (one,) = desk.vault.appointments.of_user(scene.users[HANDLER].user_id)
        desk.vault.appointments.put(replace(one, affairs=(FEES,)))
        seal_rights(desk)


def numbers(desk: Desk, scene: Scene) -> list[str]:
    return [digits(desk, person_id) for person_id in scene.person_ids[:WITH_NUMBERS]]


EXPECTED = [valid_number(seed).digits() for seed in range(WITH_NUMBERS)]


class TestOpening:
    """The sheet gives a new password and not one key more than before."""

    def test_the_officer_has_everything_again(self, scene: Scene) -> None:
        assert numbers(with_sheet(scene, OFFICER), scene) == EXPECTED
        scene.close()
        assert numbers(scene.unlock(OFFICER, NEW_PASSWORD), scene) == EXPECTED
        scene.close()
        assert numbers(scene.unlock(HANDLER), scene) == EXPECTED

    @pytest.mark.parametrize("who", [RECEIVER, AUDITOR])
    def test_who_had_no_key_gets_none(self, scene: Scene, who: str) -> None:
        assert not with_sheet(scene, who).file_keys

    def test_a_narrowed_handler_gets_what_was_left(self, scene: Scene) -> None:
        narrow(scene.unlock(), scene)
        scene.close()
        assert set(with_sheet(scene, HANDLER).file_keys) == {"payees"}

    def test_a_crash_between_key_file_and_vault_is_mended_by_the_sheet(
        self, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(vault_gate, "_note_arrival", lambda *_: (_ for _ in ()).throw(MemoryError))
            with pytest.raises(MemoryError):
                with_sheet(scene, OFFICER)
        desk = scene.unlock(OFFICER, NEW_PASSWORD)
        assert not desk.file_keys
        with pytest.raises(KeyOutOfReach) as raised:
            desk.key_for(INCOME)
        assert "復旧シート" in raised.value.todo
        scene.close()
        assert numbers(with_sheet(scene, OFFICER), scene) == EXPECTED


class TestRenewal:
    """A new sheet opens vault and numbers; the old one neither."""

    def test_the_new_sheet_opens_the_numbers(self, scene: Scene) -> None:
        identity = renewed(scene, scene.unlock())
        scene.close()
        assert numbers(with_sheet(scene, OFFICER, identity), scene) == EXPECTED

    def test_only_who_holds_every_key_puts_one_in_force(self, scene: Scene) -> None:
        narrow(scene.unlock(), scene)
        scene.close()
        before = (scene.place / "keyslots.json").read_bytes()
        desk = scene.unlock(HANDLER)
        identity = recovery_sheets.new_identity(made_up_office(), desk.today)
        with pytest.raises(NotYourDuty) as raised:
            recovery_sheets.renew_sheet(desk, identity, identity.text, scene.users[HANDLER].password)
        assert "責任者" in raised.value.todo
        assert (scene.place / "keyslots.json").read_bytes() == before

    def test_a_crash_between_key_file_and_vault_leaves_numbers_for_either_sheet(
        self, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk = scene.unlock()
        identity = recovery_sheets.new_identity(made_up_office(), desk.today)
        scene.clock.set_to(scene.clock.local_now().replace(minute=30))
        with monkeypatch.context() as patched:
            patched.setattr("ashibue_desk.files.private_files._put_back", lambda *_: None)
            patched.setattr(
                type(desk.vault.backups), "add_sheet", lambda *_: (_ for _ in ()).throw(MemoryError)
            )
            with pytest.raises(MemoryError):
                recovery_sheets.renew_sheet(desk, identity, identity.text, scene.users[OFFICER].password)
        scene.close()
        assert read_header(scene.place).recovery_public == identity.public
        desk = with_sheet(scene, OFFICER, identity)
        assert numbers(desk, scene) == EXPECTED
        assert {copy.sheets for copy in desk.vault.number_files.sheet_copies()} == {(identity.public,)}

    def test_a_key_renewed_afterwards_is_sealed_to_the_new_sheet(self, scene: Scene) -> None:
        desk = scene.unlock()
        identity = renewed(scene, desk)
        narrow(desk, scene)
        scene.close()
        assert numbers(with_sheet(scene, OFFICER, identity), scene) == EXPECTED


class TestRestore:
    """A restored vault opens for the same people, and finds what was indexed before."""

    @pytest.fixture
    def elsewhere(self, scene: Scene, tmp_path: Path) -> Scene:
        receiver = scene.unlock(RECEIVER)
        waiting = receipt_for(receiver, scene.person_ids[WITH_NUMBERS], valid_number(50))
        done(collect_number.collect_number(receiver, waiting))
        scene.close()
        desk = scene.unlock()
        narrow(desk, scene)
        folder = tmp_path / "place for backups"
        folder.mkdir()
        backup = folder / back_up_vault(desk, folder, Quiet()).answer.file_name
        scene.close()
        other = empty_scene_at(tmp_path / "other machine")
        found = replace(other, identity=scene.identity, users=scene.users, person_ids=scene.person_ids)
        plan = RestorePlan(
            backup=backup,
            sheet=scene.identity.text,
            place=found.place,
            users=tuple(user for who, user in scene.users.items() if who != AUDITOR),
        )
        restore_vault.restore_vault(found.surroundings, plan)
        return found

    def test_duplicates_are_found_after_a_restore(self, elsewhere: Scene) -> None:
        desk = elsewhere.unlock()
        found = collect_number.find_duplicate(desk, elsewhere.person_ids[5], valid_number(1))
        assert found is not None
        assert [holder for holder, _ in found.holders] == [elsewhere.person_ids[1]]
        elsewhere.close()

    def test_everybody_holds_what_they_held(self, elsewhere: Scene) -> None:
        for who, files in (
            (OFFICER, {"payroll", "insurance", "payees"}),
            (HANDLER, {"payees"}),
            (RECEIVER, set()),
        ):
            assert set(elsewhere.unlock(who).file_keys) == files
            elsewhere.close()

    def test_what_waited_is_taken_over(self, elsewhere: Scene) -> None:
        desk = elsewhere.unlock()
        (waiting,) = drop_box.list_drops(desk)
        drop_box.take_over(desk, [waiting.id])
        assert digits(desk, elsewhere.person_ids[WITH_NUMBERS]) == valid_number(50).digits()
        elsewhere.close()

    def test_the_sheet_opens_the_restored_one(self, elsewhere: Scene) -> None:
        assert numbers(with_sheet(elsewhere, OFFICER), elsewhere) == EXPECTED
        elsewhere.close()

    def test_without_an_officer_nobody_loses_and_nobody_gains(
        self, scene: Scene, elsewhere: Scene, tmp_path: Path
    ) -> None:
        """Only the handler got a password: the officer's share waits for the sheet."""
        (backup,) = (tmp_path / "place for backups").glob("*.age")
        place = elsewhere.place.with_name("handler alone")
        plan = RestorePlan(
            backup=backup, sheet=scene.identity.text, place=place, users=(scene.users[HANDLER],)
        )
        restore_vault.restore_vault(elsewhere.surroundings, plan)
        alone = replace(elsewhere, place=place)
        desk = alone.unlock(HANDLER)
        assert set(desk.file_keys) == {"payees"}
        assert len(desk.vault.number_files.sheet_copies()) == 3
        alone.close()


def test_a_system_keeper_backs_up_without_any_key(scene: Scene, tmp_path: Path) -> None:
    desk = scene.unlock()
    with desk.act():
        desk.vault.users.set_roles(scene.users[AUDITOR].user_id, frozenset({Role.SYSTEM_KEEPER}))
    scene.close()
    keeper = scene.unlock(AUDITOR)
    assert not keeper.file_keys
    record = back_up_vault(keeper, tmp_path, Quiet()).answer
    inside = restore_vault.look_inside(scene.surroundings, tmp_path / record.file_name, scene.identity.text)
    assert inside.summary.numbers == WITH_NUMBERS
