"""Changing a right: 300 people with numbers in two compartments, 20 users, one handler narrowed and widened."""

from dataclasses import replace
from pathlib import Path

from ashibue_desk.domain.appointments import Appointment
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.users import NewUser
from ashibue_desk.storage.key_slots import read_slots, write_slots
from ashibue_desk.storage.user_slot import FLOOR, make_slot
from ashibue_desk.use_cases import master_key, people
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.rights import seal_rights
from tests.bench.figures import Figure, once
from tests.helpers.desks import HANDLER, Scene, complete_appointments, scene_at, verification_for
from tests.helpers.made_up_people import made_up_person
from tests.helpers.sample_numbers import valid_number

PEOPLE, USERS = 300, 20
_BOTH = ("income_withholding_slip", "health_pension_enrolment")


def measure(root: Path) -> list[Figure]:
    """Return what narrowing, widening and a new master key take."""
    scene = scene_at(root / "machine")
    desk = scene.unlock()
    try:
        _fill(desk)
        _invite(desk, scene)
        told = f"{PEOPLE} people, {USERS} users"
        narrowed = once(lambda: _assign(desk, scene, ("payment_record_fees",)))
        widened = once(lambda: _assign(desk, scene, _BOTH))
        renewed = once(lambda: master_key.renew_master_key(desk))
        return [
            Figure(
                f"a right narrowed ({told})", f"{narrowed:.2f} s", "≤ 1 s", "two compartments sealed anew"
            ),
            Figure(f"a right widened ({told})", f"{widened:.2f} s", "≤ 1 s"),
            Figure("a new master key, proven", f"{renewed:.2f} s", "≤ 2 s"),
        ]
    finally:
        scene.close()


def _fill(desk: Desk) -> None:
    entries = [replace(made_up_person(n), code=f"R{n:04}") for n in range(PEOPLE)]
    ids = people.add_people(desk, entries).answer
    verification = verification_for(desk, ids[0])
    into = [one for one in desk.vault.number_files.compartments() if set(one.affairs) & set(_BOTH)]
    with desk.act():
        for n, person_id in enumerate(ids):
            collection = desk.vault.collections.add(person_id, verification, _BOTH, desk.now())
            number = valid_number(30_000 + n)
            desk.vault.numbers.put(person_id, number, into, desk.file_keys, collection, desk.now())


def _invite(desk: Desk, scene: Scene) -> None:
    slots = read_slots(scene.place, scene.device_secret)
    with desk.act():
        for n in range(USERS - len(scene.users)):
            user = NewUser(
                user_id=f"{100 + n:032x}",
                name=f"架空 {n}番",
                roles=frozenset({Role.HANDLER}),
                password=f"kawasemi {n} bench",
            )
            slot = make_slot(user, scene.vault_id, desk.keys.master_key, FLOOR, desk.today)
            slots = slots.with_user(slot)
            desk.vault.users.add(slot, desk.now())
            desk.vault.appointments.add(
                Appointment(
                    id=f"{100 + n:032x}",
                    user_id=user.user_id,
                    user_name=user.name,
                    role=Role.HANDLER,
                    created_at=desk.now(),
                )
            )
    write_slots(scene.place, slots, scene.device_secret)
    complete_appointments(desk)


def _assign(desk: Desk, scene: Scene, affairs: tuple[str, ...]) -> None:
    with desk.act():
        (one,) = desk.vault.appointments.of_user(scene.users[HANDLER].user_id)
        desk.vault.appointments.put(replace(one, affairs=affairs))
        seal_rights(desk)
