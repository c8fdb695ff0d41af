"""A stolen folder, and the recovery sheet that opens it on another machine or ends a wait."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ashibue_desk.domain.roles import Role
from ashibue_desk.machine.situations import KeychainItemGone
from ashibue_desk.storage.key_slots import FILE_NAME, read_header
from ashibue_desk.storage.recovery_identity import RecoveryIdentity
from ashibue_desk.storage.situations import WrongDeviceSecret, WrongPassword, WrongSheet
from ashibue_desk.use_cases import reveal_number, vault_gate
from ashibue_desk.use_cases.situations import SheetUnreadable
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, Scene, empty_scene_at
from tests.helpers.sample_numbers import valid_number
from tests.use_cases.at_the_door import NEW_PASSWORD, fail, lines


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
