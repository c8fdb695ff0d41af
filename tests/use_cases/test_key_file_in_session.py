"""Somebody at the PC of an open vault puts another key file in place, to give a password of their own when it is asked again."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ashibue_desk.domain.users import NewUser
from ashibue_desk.storage import key_slots
from ashibue_desk.storage.key_slots import FILE_NAME, KeySlots, read_slots
from ashibue_desk.storage.situations import KeySlotsDamaged
from ashibue_desk.storage.user_slot import make_slot
from ashibue_desk.use_cases import reveal_number, settings
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import OFFICER, Scene, done

OWN = "kawara 2027 suzume"


def put_in_place(desk: Desk, slots: KeySlots) -> None:
    """Write a key file past the program, with the device secret from the keychain of the open account."""
    path = desk.vault.folder / FILE_NAME
    path.write_bytes(key_slots._sealed(slots, desk.device_secret))


def a_slot_of_their_own(desk: Desk, scene: Scene) -> str:
    """Put a slot with fresh keys, under a known password, in the officer's place."""
    slots = read_slots(desk.vault.folder, desk.device_secret)
    true = slots.user(desk.actor.user_id)
    user = NewUser(user_id=true.user_id, name=true.name, roles=true.roles, password=OWN)
    forged = make_slot(user, desk.header.vault_id, desk.keys.master_key, true.cost, true.password_set_on)
    put_in_place(desk, slots.with_user(forged))
    return OWN


def yesterdays_file(desk: Desk, scene: Scene) -> str:
    """Put the file of before a change of the password in place of today's."""
    old, path = scene.users[OFFICER].password, desk.vault.folder / FILE_NAME
    kept = path.read_bytes()
    done(settings.change_password(desk, old, OWN))
    path.write_bytes(kept)
    return old


def yesterdays_slot(desk: Desk, scene: Scene) -> str:
    """Put only the slot of before the change into today's file."""
    old = scene.users[OFFICER].password
    slot = read_slots(desk.vault.folder, desk.device_secret).user(desk.actor.user_id)
    slot = replace(slot, password_set_on=scene.clock.today().replace(year=2025))
    put_in_place(desk, read_slots(desk.vault.folder, desk.device_secret).with_user(slot))
    return old


def nobody(desk: Desk, scene: Scene) -> str:
    """Take the officer out of the file."""
    slots = read_slots(desk.vault.folder, desk.device_secret)
    put_in_place(desk, slots.without_user(desk.actor.user_id))
    return scene.users[OFFICER].password


@pytest.mark.parametrize("forge", [a_slot_of_their_own, yesterdays_file, yesterdays_slot, nobody])
def test_another_key_file_confirms_nothing(
    desk: Desk, scene: Scene, forge: Callable[[Desk, Scene], str]
) -> None:
    (affair,) = reveal_number.affairs_of_number(desk, scene.person_ids[0])
    password, shown = forge(desk, scene), desk.vault.log.last_seq()
    with pytest.raises(KeySlotsDamaged):
        reveal_number.reveal_number(desk, scene.person_ids[0], affair.id, password)
    assert desk.vault.log.last_seq() == shown


def test_after_a_change_the_new_password_confirms(desk: Desk, scene: Scene) -> None:
    done(settings.change_password(desk, scene.users[OFFICER].password, OWN))
    (affair,) = reveal_number.affairs_of_number(desk, scene.person_ids[0])
    assert reveal_number.reveal_number(desk, scene.person_ids[0], affair.id, OWN).answer.number
