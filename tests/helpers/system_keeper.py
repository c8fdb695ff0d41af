"""A system keeper, the one role that no user of the template has."""

from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.users import NewUser
from ashibue_desk.storage.key_slots import read_slots, write_slots
from ashibue_desk.storage.user_slot import FLOOR, make_slot
from ashibue_desk.use_cases import vault_gate
from tests.helpers.desks import Scene

KEEPER = "system_keeper"


def with_keeper(scene: Scene) -> None:
    """Let a system keeper in, as the users page does."""
    user = NewUser(
        user_id="9" * 32,
        name="野分 渚",
        roles=frozenset({Role.SYSTEM_KEEPER}),
        password="kawasemi 9 tsuyukusa keeper",
    )
    scene.users[KEEPER] = user
    desk = scene.unlock()
    slot = make_slot(user, scene.vault_id, desk.keys.master_key, FLOOR, desk.today)
    slots = read_slots(scene.place, scene.device_secret)
    write_slots(scene.place, slots.with_user(slot), scene.device_secret)
    with desk.act():
        desk.vault.users.add(slot, desk.now())
    vault_gate.close(desk, "keeper")
