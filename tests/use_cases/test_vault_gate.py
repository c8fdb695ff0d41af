"""The door: who is seen from outside, how somebody leaves, for whom the folder is, and a colleague who was still there."""

import os
from collections.abc import Callable

import pytest

from ashibue_desk.domain.roles import Role
from ashibue_desk.machine.one_vault import VaultLock
from ashibue_desk.machine.situations import VaultInUse
from ashibue_desk.storage.key_slots import FILE_NAME
from ashibue_desk.storage.situations import NotAVault, WrongPassword
from ashibue_desk.use_cases import handovers, people, users, vault_gate
from ashibue_desk.use_cases.create_vault import create_vault
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import AccountClosed
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, Scene, plan_for
from tests.use_cases.at_the_door import NEW_PASSWORD, lines


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
