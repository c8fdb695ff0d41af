"""The door: passwords, waits, the recovery sheet, a stolen folder, and leaving."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogEntry, LogFilter
from ashibue_desk.domain.roles import Role
from ashibue_desk.machine.one_vault import VaultLock
from ashibue_desk.machine.situations import KeychainItemGone, VaultInUse
from ashibue_desk.storage.failed_tries import FailedTries
from ashibue_desk.storage.key_slots import FILE_NAME, read_header
from ashibue_desk.storage.recovery_identity import RecoveryIdentity
from ashibue_desk.storage.situations import (
    KeySlotsDamaged,
    MustWait,
    NotAVault,
    WrongDeviceSecret,
    WrongPassword,
    WrongSheet,
)
from ashibue_desk.use_cases import handovers, people, reveal_number, settings, users, vault_gate
from ashibue_desk.use_cases.create_vault import create_vault
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import AccountClosed, SheetUnreadable
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, RECEIVER, Scene, empty_scene_at, plan_for
from tests.helpers.sample_numbers import valid_number

NEW_PASSWORD = "yamabuki 2031 tombo"  # the demonstration's own habit


def lines(desk: Desk, act: str = "") -> list[LogEntry]:
    return [entry for entry in desk.vault.log.read(LogFilter()) if entry.line.act.startswith(act)]


def fail(scene: Scene, times: int, who: str = OFFICER) -> list[Situation]:
    met = []
    for _ in range(times):
        with pytest.raises(Situation) as raised:
            scene.unlock(who, "wrong")
        met.append(raised.value)
    return met


class TestSeenFromOutside:
    """The unlock screen shows names and roles, and nothing without the device secret."""

    def test_the_names_with_their_roles(self, scene: Scene) -> None:
        view = vault_gate.look_at(scene.surroundings, scene.place)
        assert [user.name for user in view.users] == [user.name for user in scene.users.values()]
        assert all(user.role_words for user in view.users)
        assert not view.is_sample
        assert view.notice == ""

    def test_an_empty_place_is_no_vault(self, empty_scene: Scene) -> None:
        with pytest.raises(NotAVault):
            vault_gate.look_at(empty_scene.surroundings, empty_scene.place)

    def test_everybody_gets_in_with_the_own_password_and_nobody_with_anothers(self, scene: Scene) -> None:
        for who, user in scene.users.items():
            desk = scene.unlock(who)
            assert desk.actor.name == user.name
            assert desk.actor.roles == user.roles
            scene.close()
        for who in scene.users:
            other = scene.users[OFFICER if who != OFFICER else HANDLER].password
            with pytest.raises(WrongPassword):
                scene.unlock(who, other)

    def test_nothing_of_the_keys_shows_itself(self, desk: Desk) -> None:
        told = repr(desk) + str(desk)
        for secret in (desk.device_secret, desk.keys.master_key):
            assert secret.hex() not in told
            assert repr(secret)[2:-1] not in told


class TestWrongPasswords:
    """Five free, then waits; each in the log once."""

    def test_the_sentence_counts_down_and_then_tells_the_time(self, scene: Scene) -> None:
        met = fail(scene, 5)
        assert [type(one) for one in met] == [WrongPassword] * 4 + [MustWait]
        assert all(f"あと{4 - number}回" in one.what for number, one in enumerate(met[:4]))
        assert "10:00:30" in met[4].todo

    def test_while_shut_not_even_the_right_password_is_tried(
        self, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from ashibue_desk.storage.user_slot import UserSlot

        fail(scene, 5)
        monkeypatch.setattr(UserSlot, "open", lambda *_: pytest.fail("a password was tried"))
        with pytest.raises(MustWait):
            scene.unlock()

    def test_after_the_wait_the_right_password_opens(self, scene: Scene) -> None:
        fail(scene, 5)
        scene.clock.advance(timedelta(seconds=30))
        scene.unlock()

    def test_after_a_wait_each_further_failure_doubles_it(self, scene: Scene) -> None:
        fail(scene, 5)
        for wait in (30, 60, 120, 240, 480, 900, 900):
            scene.clock.advance(timedelta(seconds=wait - 1))
            with pytest.raises(MustWait):
                scene.unlock()
            scene.clock.advance(timedelta(seconds=1))
            assert isinstance(fail(scene, 1)[0], MustWait)

    def test_a_clock_set_back_opens_nothing(self, scene: Scene) -> None:
        fail(scene, 5)
        scene.clock.set_to(scene.clock.local_now() - timedelta(days=400))
        with pytest.raises(MustWait):
            scene.unlock()

    def test_a_colleague_is_not_kept_out(self, scene: Scene) -> None:
        fail(scene, 8)
        scene.unlock(HANDLER)
        assert (
            vault_gate.shut_until(scene.surroundings, scene.place, scene.users[OFFICER].user_id) is not None
        )

    def test_an_insider_gains_no_further_tries_at_a_colleague(self, scene: Scene) -> None:
        fail(scene, 5, OFFICER)
        scene.unlock(HANDLER)
        scene.close()
        assert isinstance(fail(scene, 1, OFFICER)[0], MustWait)

    def test_each_failure_reaches_the_log_once_with_its_time_and_name(self, scene: Scene) -> None:
        for seconds in (1, 2, 3):
            scene.clock.advance(timedelta(seconds=seconds))
            fail(scene, 1, RECEIVER)
        desk = scene.unlock(OFFICER)
        found = lines(desk, "パスワードの間違い")
        assert [entry.line.object_label for entry in found] == [scene.users[RECEIVER].name] * 3
        assert [entry.line.detail[-8:] for entry in found] == ["10:00:06", "10:00:03", "10:00:01"]
        assert all(entry.line.object_id == scene.users[RECEIVER].user_id for entry in found)
        for who in (OFFICER, RECEIVER, OFFICER):
            scene.close()
            assert len(lines(scene.unlock(who), "パスワードの間違い")) == 3

    def test_failures_at_the_same_second_and_after_the_clock_was_set_back_all_arrive(
        self, scene: Scene
    ) -> None:
        fail(scene, 2)
        scene.unlock()
        scene.close()
        fail(scene, 1)
        scene.clock.set_to(scene.clock.local_now() - timedelta(days=30))
        fail(scene, 1, HANDLER)
        scene.unlock(AUDITOR)
        scene.close()
        scene.clock.set_to(scene.clock.local_now() + timedelta(days=60))
        assert len(lines(scene.unlock(AUDITOR), "パスワードの間違い")) == 4

    def test_a_crash_between_log_and_file_does_not_log_twice(
        self, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fail(scene, 3)
        with monkeypatch.context() as patched:
            patched.setattr(FailedTries, "forget", lambda *_: (_ for _ in ()).throw(MemoryError))
            with pytest.raises(MemoryError):
                scene.unlock()
        assert len(lines(scene.unlock(), "パスワードの間違い")) == 3

    def test_a_door_that_fails_after_opening_holds_neither_lock_nor_file(
        self, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(vault_gate, "_note_arrival", lambda *_: (_ for _ in ()).throw(MemoryError))
            with pytest.raises(MemoryError):
                scene.unlock()
        assert not list(scene.place.glob("vault.db-*"))
        scene.unlock()

    def test_a_wrong_password_at_an_open_desk_counts_too(self, scene: Scene) -> None:
        desk = scene.unlock()
        for _ in range(4):
            with pytest.raises(WrongPassword):
                vault_gate.confirm_password(desk, "wrong")
        vault_gate.confirm_password(desk, scene.users[OFFICER].password)
        with pytest.raises(MustWait):
            vault_gate.confirm_password(desk, "wrong")
        with pytest.raises(MustWait):
            vault_gate.confirm_password(desk, scene.users[OFFICER].password)
        scene.close()
        scene.clock.advance(timedelta(minutes=1))
        assert len(lines(scene.unlock(), "パスワードの間違い")) == 5

    @pytest.mark.parametrize("spoil", ["delete", "forge"])
    def test_a_file_that_somebody_removed_or_forged_keeps_nobody_out(self, scene: Scene, spoil: str) -> None:
        fail(scene, 6)
        path = scene.place / "failed-tries"
        path.unlink() if spoil == "delete" else path.write_bytes(bytes(500))
        scene.unlock()

    def test_no_typed_word_is_kept_anywhere(self, scene: Scene) -> None:
        with pytest.raises(WrongPassword):
            scene.unlock(OFFICER, "canary-typed-word")
        desk = scene.unlock()
        assert "canary" not in str(lines(desk))
        scene.close()
        for path in scene.root.rglob("*"):
            assert not path.is_file() or b"canary-typed-word" not in path.read_bytes()


class TestTheft:
    """A copy of the folder with a right password opens nothing elsewhere; with the sheet it does."""

    @pytest.fixture
    def elsewhere(self, scene: Scene, tmp_path: Path) -> Scene:
        other = empty_scene_at(tmp_path / "other machine")
        shutil.copytree(scene.place, other.place)
        return replace(other, identity=scene.identity, users=scene.users, person_ids=scene.person_ids)

    def test_a_right_password_opens_nothing(self, elsewhere: Scene) -> None:
        for who in elsewhere.users:
            with pytest.raises(KeychainItemGone):
                elsewhere.unlock(who)
        with pytest.raises(KeychainItemGone):
            vault_gate.look_at(elsewhere.surroundings, elsewhere.place)

    def test_a_keychain_with_another_secret_opens_nothing(self, elsewhere: Scene) -> None:
        elsewhere.surroundings.keychain().write(elsewhere.vault_id, bytes(32))
        for who in elsewhere.users:
            with pytest.raises(WrongDeviceSecret):
                elsewhere.unlock(who)

    def test_the_sheet_opens_and_binds_the_new_machine(self, elsewhere: Scene) -> None:
        user = elsewhere.users[OFFICER]
        names = vault_gate.users_with_sheet(elsewhere.place, elsewhere.identity.text)
        assert {name.name for name in names} == {user.name for user in elsewhere.users.values()}
        desk = elsewhere.keep(
            vault_gate.open_with_sheet(
                elsewhere.surroundings,
                elsewhere.place,
                elsewhere.identity.text.lower(),
                user.user_id,
                NEW_PASSWORD,
            )
        )
        assert lines(desk)[0].line.act.startswith("復旧シートで開き")
        affair = reveal_number.affairs_of_number(desk, elsewhere.person_ids[0])[0]
        shown = reveal_number.reveal_number(desk, elsewhere.person_ids[0], affair.id, NEW_PASSWORD)
        assert shown.answer.number == valid_number(0)
        elsewhere.close()
        with pytest.raises(WrongPassword):
            elsewhere.unlock(OFFICER)
        elsewhere.unlock(OFFICER, NEW_PASSWORD)
        elsewhere.close()
        elsewhere.unlock(HANDLER)

    def test_the_public_keys_in_the_database_follow_the_new_slot(self, elsewhere: Scene) -> None:
        user_id = elsewhere.users[OFFICER].user_id
        args = (elsewhere.surroundings, elsewhere.place, elsewhere.identity.text, user_id, NEW_PASSWORD)
        desk = elsewhere.keep(vault_gate.open_with_sheet(*args))
        from ashibue_desk.storage.key_slots import read_slots

        slot = read_slots(elsewhere.place, elsewhere.device_secret).user(user_id)
        kept = desk.vault.with_raw(
            lambda raw: raw.execute(
                "SELECT agreement_public, signing_public FROM users WHERE id = ?", (user_id,)
            )
        ).fetchone()
        assert tuple(bytes(value) for value in kept) == (slot.agreement_public, slot.signing_public)

    def test_the_sheet_keeps_roles_as_they_were(self, elsewhere: Scene) -> None:
        user = elsewhere.users[AUDITOR]
        args = (elsewhere.surroundings, elsewhere.place, elsewhere.identity.text, user.user_id, NEW_PASSWORD)
        desk = elsewhere.keep(vault_gate.open_with_sheet(*args))
        assert desk.actor.roles == frozenset({Role.AUDITOR})
        assert not desk.file_keys

    def test_without_a_keychain_the_sheet_may_use_a_key_file(self, elsewhere: Scene) -> None:
        def none() -> None:
            raise KeychainItemGone

        lonely = replace(elsewhere, surroundings=replace(elsewhere.surroundings, keychain=none))  # type: ignore[arg-type]
        user_id = lonely.users[OFFICER].user_id
        args = (lonely.surroundings, lonely.place, lonely.identity.text, user_id, NEW_PASSWORD)
        vault_gate.close(vault_gate.open_with_sheet(*args, key_file=True), "end")
        assert vault_gate.look_at(lonely.surroundings, lonely.place).notice
        assert read_header(lonely.place).binding == "key-file"
        lonely.keep(lonely.unlock(OFFICER, NEW_PASSWORD)).vault.verify()

    @pytest.mark.parametrize("typed", ["", "AGE-SECRET-KEY-1", "hello"])
    def test_what_is_no_sheet_has_its_sentence(self, elsewhere: Scene, typed: str) -> None:
        user_id = elsewhere.users[OFFICER].user_id
        with pytest.raises(SheetUnreadable) as raised:
            vault_gate.open_with_sheet(elsewhere.surroundings, elsewhere.place, typed, user_id, NEW_PASSWORD)
        assert raised.value.sentence().count("\n") == 2
        with pytest.raises(SheetUnreadable):
            vault_gate.users_with_sheet(elsewhere.place, typed)

    def test_another_sheet_changes_nothing(self, elsewhere: Scene) -> None:
        before = (elsewhere.place / FILE_NAME).read_bytes()
        other, user_id = RecoveryIdentity.new(2026).text, elsewhere.users[OFFICER].user_id
        with pytest.raises(WrongSheet):
            vault_gate.open_with_sheet(elsewhere.surroundings, elsewhere.place, other, user_id, NEW_PASSWORD)
        with pytest.raises(WrongSheet):
            vault_gate.users_with_sheet(elsewhere.place, other)
        assert (elsewhere.place / FILE_NAME).read_bytes() == before
        assert not elsewhere.backend.items

    def test_the_sheet_ends_the_wait(self, scene: Scene) -> None:
        fail(scene, 9)
        args = (
            scene.surroundings,
            scene.place,
            scene.identity.text,
            scene.users[OFFICER].user_id,
            NEW_PASSWORD,
        )
        desk = scene.keep(vault_gate.open_with_sheet(*args))
        assert len(lines(desk, "パスワードの間違い")) == 5
        scene.close()
        scene.unlock(OFFICER, NEW_PASSWORD)


class TestPassword:
    """Changing the own password rewrites the slot alone."""

    def test_the_new_one_opens_and_the_old_one_does_not(self, scene: Scene) -> None:
        desk = scene.unlock(AUDITOR)
        old = scene.users[AUDITOR].password
        settings.change_password(desk, old, NEW_PASSWORD)
        assert lines(desk)[0].line.act == "パスワードの変更"
        scene.close()
        with pytest.raises(WrongPassword):
            scene.unlock(AUDITOR)
        scene.unlock(AUDITOR, NEW_PASSWORD)
        scene.close()
        scene.unlock(OFFICER)

    def test_it_needs_the_old_one(self, scene: Scene) -> None:
        desk, before = scene.unlock(), (scene.place / FILE_NAME).read_bytes()
        with pytest.raises(WrongPassword):
            settings.change_password(desk, "wrong", NEW_PASSWORD)
        assert (scene.place / FILE_NAME).read_bytes() == before
        assert not lines(desk, "パスワードの変更")

    def test_no_line_without_the_change(self, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
        desk = scene.unlock()
        monkeypatch.setattr(
            "ashibue_desk.storage.key_slots.replace_keeping_previous",
            lambda *_: (_ for _ in ()).throw(KeySlotsDamaged),
        )
        with pytest.raises(KeySlotsDamaged):
            settings.change_password(desk, scene.users[OFFICER].password, NEW_PASSWORD)
        assert not lines(desk, "パスワードの変更")

    def test_a_change_that_a_crash_cut_off_from_its_line_is_told_at_the_next_arrival(
        self, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk = scene.unlock()
        with monkeypatch.context() as patched:
            patched.setattr("ashibue_desk.files.private_files._put_back", lambda *_: None)
            patched.setattr(
                type(desk.vault.log), "append", lambda *_, **__: (_ for _ in ()).throw(MemoryError)
            )
            with pytest.raises(MemoryError):
                settings.change_password(desk, scene.users[OFFICER].password, NEW_PASSWORD)
        scene.close()
        told = lines(scene.unlock(OFFICER, NEW_PASSWORD), "鍵のファイル")
        assert len(told) == 1
        assert "途中で終わった" in told[0].line.act
        scene.close()
        assert len(lines(scene.unlock(OFFICER, NEW_PASSWORD), "鍵のファイル")) == 1

    def test_an_old_key_file_put_back_is_told(self, scene: Scene) -> None:
        """With it the old password opens again; that does not go unseen."""
        before = (scene.place / FILE_NAME).read_bytes()
        settings.change_password(scene.unlock(), scene.users[OFFICER].password, NEW_PASSWORD)
        scene.close()
        (scene.place / FILE_NAME).write_bytes(before)
        (told,) = lines(scene.unlock(), "鍵のファイル")
        assert "以前のものに戻されている" in told.line.act

    def test_usual_changes_are_told_once(self, scene: Scene) -> None:
        settings.change_password(scene.unlock(), scene.users[OFFICER].password, NEW_PASSWORD)
        scene.close()
        args = (
            scene.surroundings,
            scene.place,
            scene.identity.text,
            scene.users[OFFICER].user_id,
            NEW_PASSWORD,
        )
        scene.keep(vault_gate.open_with_sheet(*args))
        scene.close()
        assert not lines(scene.unlock(OFFICER, NEW_PASSWORD), "鍵のファイル")

    def test_the_old_password_does_not_stay_beside(self, scene: Scene) -> None:
        """A crash may leave the predecessor, which still takes the old password; the next unlock removes it."""
        before = (scene.place / FILE_NAME).read_bytes()
        settings.change_password(scene.unlock(), scene.users[OFFICER].password, NEW_PASSWORD)
        scene.close()
        left = scene.place / (FILE_NAME + ".prev")
        left.write_bytes(before)
        scene.unlock(OFFICER, NEW_PASSWORD)
        assert not left.exists()


class TestLeaving:
    """Closing writes why, and gives the vault back."""

    def test_the_reason_stands_in_the_log(self, scene: Scene) -> None:
        vault_gate.close(scene.unlock(), "自動ロック")
        desk = scene.unlock()
        assert (lines(desk)[1].line.act, lines(desk)[1].line.detail) == ("保管庫を閉じた", "自動ロック")

    def test_a_second_desk_is_refused_while_one_is_open(
        self, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(vault_gate, "_RESTART_PATIENCE", 0.1)
        scene.unlock()
        with pytest.raises(VaultInUse):
            scene.unlock(HANDLER)
        scene.close()
        scene.unlock(HANDLER)

    def test_the_sheet_does_not_get_past_an_open_desk(
        self, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(vault_gate, "_RESTART_PATIENCE", 0.1)
        scene.unlock()
        before = (scene.place / FILE_NAME).read_bytes()
        args = (
            scene.surroundings,
            scene.place,
            scene.identity.text,
            scene.users[HANDLER].user_id,
            NEW_PASSWORD,
        )
        with pytest.raises(VaultInUse):
            vault_gate.open_with_sheet(*args)
        assert (scene.place / FILE_NAME).read_bytes() == before

    def test_what_a_kill_left_is_swept_at_the_next_unlock(self, scene: Scene) -> None:
        work = scene.place / "work"
        work.mkdir()
        (work / "export-0123.db").write_bytes(b"half an export")
        (scene.place / ".keyslots.json.0123.writing").write_bytes(b"half a file")
        scene.unlock()
        assert not work.exists()
        assert not list(scene.place.glob(".*"))

    def test_a_lax_umask_opens_nothing_to_others(self, empty_scene: Scene) -> None:
        before = os.umask(0)
        try:
            create_vault(empty_scene.surroundings, plan_for(empty_scene))
            empty_scene.unlock()
            for path in [empty_scene.place, *empty_scene.place.rglob("*")]:
                assert not path.stat().st_mode & 0o077, path.name
        finally:
            os.umask(before)

    def test_everything_in_the_folder_is_for_its_owner_alone(self, desk: Desk, scene: Scene) -> None:
        people.list_people(desk)
        for path in [scene.place, *scene.place.rglob("*")]:
            assert not path.stat().st_mode & 0o077, path.name


class TestAnotherWasStillThere:
    """Somebody types a password while a colleague leaves: the key file may be written until the lock is free."""

    @pytest.fixture
    def officer(self, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Desk:
        """Give the officer, who acts and leaves when the next one asks for the lock."""
        desk, acquire = scene.unlock(), VaultLock.acquire

        def wait(lock: VaultLock) -> None:
            if desk.lock.held:
                self.act(desk)
                vault_gate.close(desk, "end")
            acquire(lock)

        monkeypatch.setattr(VaultLock, "acquire", wait)
        return desk

    act: Callable[[Desk], object]

    def test_what_did_not_concern_them_is_known_to_them(self, scene: Scene, officer: Desk) -> None:
        secret = scene.users[OFFICER].password
        self.act = lambda desk: users.invite_user(desk, "早瀬 湊", frozenset({Role.AUDITOR}), secret)
        desk = scene.unlock(HANDLER)
        vault_gate.confirm_password(desk, scene.users[HANDLER].password)

    def test_a_password_that_was_taken_away_opens_nothing(self, scene: Scene, officer: Desk) -> None:
        who, secret = scene.users[HANDLER].user_id, scene.users[OFFICER].password
        self.act = lambda desk: users.reset_password(desk, who, secret)
        with pytest.raises(VaultInUse):
            scene.unlock(HANDLER)

    def test_an_account_that_was_closed_opens_nothing(self, scene: Scene, officer: Desk) -> None:
        who, secret = scene.users[AUDITOR].user_id, scene.users[OFFICER].password
        self.act = lambda desk: handovers.close_account(desk, who, "退職のため", secret)
        with pytest.raises(AccountClosed):
            scene.unlock(AUDITOR)
