"""Whoever rewrites the key file, or moves a sealed key by hand, gains nothing by it; and no key shows itself."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.users import NewUser
from ashibue_desk.storage.key_slots import read_slots, write_slots
from ashibue_desk.storage.situations import KeySlotsDamaged, WrongPassword
from ashibue_desk.storage.user_slot import FLOOR, make_slot
from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import AccountClosed, KeyOutOfReach
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, RECEIVER, Scene
from tests.helpers.key_sweep import loot_of, numbers_opened, open_more_keys
from tests.use_cases.compartments import FEES, INCOME, PAYEES, assign


class TestKeyFile:
    """Whoever can rewrite the key file gains nothing by it."""

    @staticmethod
    def rewrite(scene: Scene, change: Callable[..., object]) -> None:
        slots = read_slots(scene.place, scene.device_secret)
        write_slots(scene.place, change(slots), scene.device_secret)  # type: ignore[arg-type] # a KeySlots

    def test_two_slots_swapped_open_for_neither(self, scene: Scene) -> None:
        ids = [scene.users[who].user_id for who in (OFFICER, RECEIVER)]

        def swap(slots: object) -> object:
            one, other = (slots.user(each) for each in ids)  # type: ignore[attr-defined]
            swapped = slots.with_user(replace(one, user_id=ids[1]))  # type: ignore[attr-defined]
            return swapped.with_user(replace(other, user_id=ids[0]))

        self.rewrite(scene, swap)
        for who in (OFFICER, RECEIVER):
            for password in (scene.users[OFFICER].password, scene.users[RECEIVER].password):
                with pytest.raises(WrongPassword):
                    scene.unlock(who, password)

    def test_roles_written_into_the_file_give_nothing(self, scene: Scene) -> None:
        user_id = scene.users[RECEIVER].user_id
        officer = frozenset({Role.OFFICER})
        self.rewrite(scene, lambda slots: slots.with_user(replace(slots.user(user_id), roles=officer)))
        desk = scene.unlock(RECEIVER)
        assert desk.actor.roles == {Role.RECEIVER}
        assert not desk.file_keys
        scene.close()
        self.rewrite(scene, lambda slots: slots.with_user(replace(slots.user(user_id), wrapped_for=officer)))
        with pytest.raises(WrongPassword):
            scene.unlock(RECEIVER)

    def test_roles_written_into_the_database_give_no_key(self, scene: Scene) -> None:
        desk = scene.unlock(RECEIVER)
        with desk.act():
            desk.vault.users.set_roles(desk.actor.user_id, frozenset({Role.OFFICER}))
        scene.close()
        desk = scene.unlock(RECEIVER)
        assert not desk.file_keys
        loot = loot_of(desk)
        open_more_keys(desk, loot)
        assert numbers_opened(desk, loot) == set()

    def test_a_slot_that_the_database_does_not_know_opens_nothing(self, scene: Scene) -> None:
        desk = scene.unlock(RECEIVER)
        user = NewUser(user_id="7" * 32, name="x", roles=frozenset({Role.OFFICER}), password="kawasemi 7")
        slot = make_slot(user, scene.vault_id, desk.keys.master_key, FLOOR, desk.today)
        scene.close()
        self.rewrite(scene, lambda slots: slots.with_user(slot))
        with pytest.raises(KeySlotsDamaged):
            vault_gate.unlock(scene.surroundings, scene.place, user.user_id, user.password)

    def test_a_closed_account_stays_shut_with_the_old_key_file(self, scene: Scene) -> None:
        desk = scene.unlock()
        with desk.act():
            desk.vault.users.disable(scene.users[AUDITOR].user_id, desk.now())
        scene.close()
        with pytest.raises(AccountClosed) as raised:
            scene.unlock(AUDITOR)
        assert raised.value.sentence().count("\n") == 2

    def test_a_forged_slot_of_a_colleague_gets_no_key_sealed(self, scene: Scene) -> None:
        """A receiver puts a slot of their own making in the handler's place. Nothing is ever sealed to it."""
        receiver = scene.unlock(RECEIVER)
        handler = scene.users[HANDLER]
        forged = make_slot(
            replace(handler, password="mine 2026 now"),
            scene.vault_id,
            receiver.keys.master_key,
            FLOOR,
            receiver.today,
        )
        scene.close()
        self.rewrite(scene, lambda slots: slots.with_user(forged))
        desk = scene.unlock(HANDLER, "mine 2026 now")
        assert not desk.file_keys
        with pytest.raises(KeyOutOfReach):
            desk.key_for(INCOME)
        scene.close()
        officer = scene.unlock()
        assign(officer, scene, FEES)
        assign(officer, scene, FEES, INCOME)
        scene.close()
        desk = scene.unlock(HANDLER, "mine 2026 now")
        assert not desk.file_keys
        loot = loot_of(desk)
        open_more_keys(desk, loot)
        assert numbers_opened(desk, loot) == set()


class TestSealedKeys:
    """A sealed key moved or altered opens nothing."""

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE file_keys SET user_id = :receiver WHERE user_id = :officer",
            "UPDATE file_keys SET sealed = (SELECT sealed FROM file_keys WHERE file_id = 'payees' AND user_id = :officer)",
            "UPDATE file_keys SET edition = edition + 1",
            "UPDATE number_files SET public = (SELECT agreement_public FROM users WHERE id = :receiver)",
        ],
    )
    def test_what_was_moved_by_hand_is_left_out(self, scene: Scene, statement: str) -> None:
        desk = scene.unlock(AUDITOR)
        names = {who: scene.users[who].user_id for who in (OFFICER, RECEIVER)}
        desk.vault.with_raw(lambda raw: raw.execute(statement, names))
        scene.close()
        desk = scene.unlock(RECEIVER)
        assert not desk.file_keys
        loot = loot_of(desk)
        open_more_keys(desk, loot)
        assert numbers_opened(desk, loot) == set()
        scene.close()
        officer = scene.unlock()
        assert set(officer.file_keys) <= {PAYEES}
        acts = {entry.line.act for entry in officer.vault.log.read(LogFilter())}
        assert "特定個人情報ファイルの鍵が合わない" in acts

    def test_no_key_shows_itself(self, desk: Desk) -> None:
        from ashibue_desk.storage.key_material import private_bytes

        told = (
            repr(desk) + repr(desk.ring) + repr(desk.file_keys) + repr(desk.vault.number_files.sheet_copies())
        )
        for key in desk.file_keys.values():
            assert repr(private_bytes(key.private))[2:-1] not in told
        assert json.dumps(desk.keys.master_key.hex()) not in told
