"""Passwords at the door: wrong ones and their waits, and the change of the own one."""

from datetime import timedelta

import pytest

from ashibue_desk.storage.failed_tries import FailedTries
from ashibue_desk.storage.key_slots import FILE_NAME
from ashibue_desk.storage.situations import KeySlotsDamaged, MustWait, WrongPassword
from ashibue_desk.use_cases import settings, vault_gate
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, RECEIVER, Scene
from tests.use_cases.at_the_door import NEW_PASSWORD, fail, lines


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
