"""Rights are keys: what a session holds opens what its role may open, and not one number more, with any program."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.users import NewUser
from ashibue_desk.machine.clock import FixedClock
from ashibue_desk.storage.key_material import public_bytes
from ashibue_desk.storage.key_slots import read_slots, write_slots
from ashibue_desk.storage.number_key import NumberKey
from ashibue_desk.storage.sealing import NotSealedForThis
from ashibue_desk.storage.situations import KeySlotsDamaged, WrongPassword
from ashibue_desk.storage.user_slot import FLOOR, make_slot
from ashibue_desk.use_cases import collect_number, people, reveal_number, vault_gate
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.rights import seal_rights
from ashibue_desk.use_cases.situations import AccountClosed, KeyOutOfReach, NotYetAble, NotYourDuty
from tests.helpers.desks import (
    AUDITOR,
    HANDLER,
    OFFICER,
    RECEIVER,
    Scene,
    collect,
    done,
    receipt_for,
    rights_are_sealed,
    scene_at,
    surroundings_at,
    verification_for,
)
from tests.helpers.key_sweep import (
    derived_values,
    every_byte,
    loot_of,
    numbers_opened,
    open_more_keys,
    rows_of,
)
from tests.helpers.made_up_people import made_up_person
from tests.helpers.sample_numbers import valid_number

KEEPER = "system_keeper"
NUMBERS = 300
FIRST_SEED = 20_000
SAMPLED = range(0, NUMBERS, 15)
PAYROLL, INSURANCE, PAYEES = "payroll", "insurance", "payees"
INCOME, ENROLMENT, FEES = "income_withholding_slip", "health_pension_enrolment", "payment_record_fees"


def fill(desk: Desk, count: int = NUMBERS) -> tuple[str, ...]:
    """Take in so many numbers in one act, each for payroll and insurance, and return for whom."""
    entries = [replace(made_up_person(n), code=f"Z{n:04}") for n in range(count)]
    ids = people.add_people(desk, entries).answer
    verification = verification_for(desk, ids[0])
    into = [one for one in desk.vault.number_files.compartments() if one.file_id != PAYEES]
    with desk.act():
        for n, person_id in enumerate(ids):
            collection = desk.vault.collections.add(person_id, verification, (INCOME, ENROLMENT), desk.now())
            number = valid_number(FIRST_SEED + n)
            desk.vault.numbers.put(person_id, number, into, desk.file_keys, collection, desk.now())
    return ids


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


@pytest.fixture(scope="module")
def full_office(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """An office with 300 numbers, one more in the drop box, and a system keeper; built once, copied for each test."""
    scene = scene_at(tmp_path_factory.mktemp("full") / "machine")
    scene.users = dict(scene.users)
    with_keeper(scene)
    desk = scene.unlock()
    ids = fill(desk)
    vault_gate.close(desk, "filled")
    desk = scene.unlock(RECEIVER)
    done(collect_number.collect_number(desk, receipt_for(desk, scene.person_ids[5], valid_number(77))))
    vault_gate.close(desk, "dropped")
    return replace(scene, person_ids=ids, desks=[])


@pytest.fixture
def office(full_office: Scene, tmp_path: Path, remembered_passwords: None) -> Iterator[Scene]:
    root = tmp_path / "machine"
    shutil.copytree(full_office.root, root)
    place = root / full_office.place.relative_to(full_office.root)
    clock = FixedClock(full_office.clock.local_now())
    surroundings = surroundings_at(root, full_office.backend, clock, full_office.drives)
    found = replace(full_office, root=root, place=place, surroundings=surroundings, clock=clock, desks=[])
    yield found
    found.close()


def all_numbers() -> set[str]:
    return {valid_number(FIRST_SEED + n).digits() for n in range(NUMBERS)}


def assign(desk: Desk, scene: Scene, *affairs: str) -> int:
    """Give the handler these affairs and no others, and let the keys follow."""
    with desk.act():
        (one,) = desk.vault.appointments.of_user(scene.users[HANDLER].user_id)
        desk.vault.appointments.put(replace(one, affairs=affairs))
        return seal_rights(desk)


class TestSweep:
    """Every key on every byte. The officer's session finds all 300, so the sweep can find."""

    @pytest.mark.parametrize("who", [RECEIVER, AUDITOR, KEEPER])
    def test_nothing_opens_for_those_who_may_read_none(self, office: Scene, who: str) -> None:
        desk = office.unlock(who)
        loot = loot_of(desk)
        open_more_keys(desk, loot)
        assert set(loot.privates) == {public_bytes(desk.keys.agreement)}
        assert numbers_opened(desk, loot) == set()

    @pytest.mark.parametrize("who", [OFFICER, HANDLER])
    def test_everything_opens_for_those_who_may(self, office: Scene, who: str) -> None:
        desk = office.unlock(who)
        loot = loot_of(desk)
        for key in desk.file_keys.values():  # the sweep has to find them in the database by itself
            del loot.privates[public_bytes(key.private)]
        open_more_keys(desk, loot)
        assert len(loot.privates) == 1 + 3
        assert numbers_opened(desk, loot) >= all_numbers() | {valid_number(77).digits()}

    @pytest.mark.parametrize(
        ("who", "finds"), [(RECEIVER, 0), (AUDITOR, 0), (KEEPER, 0), (OFFICER, len(SAMPLED))]
    )
    def test_no_value_follows_from_a_number_without_its_key(
        self, office: Scene, who: str, finds: int
    ) -> None:
        """A receiver knows numbers that went through their hands, and must not find them again in the database."""
        desk = office.unlock(who)
        loot = loot_of(desk)
        open_more_keys(desk, loot)
        heap = b"\n".join(every_byte(desk))
        files = [row["id"] for row in rows_of(desk, "number_files")]
        found = 0
        for n in SAMPLED:
            values = derived_values(valid_number(FIRST_SEED + n), loot, desk.header.vault_id, files)
            found += any(value in heap for value in values)
        assert found == finds

    def test_the_same_number_leaves_no_trace_of_sameness(self, office: Scene) -> None:
        """Two sealed texts of one number, and of one number dropped twice, share nothing that could be compared."""
        desk = office.unlock(RECEIVER)
        for person_id in office.person_ids[:2]:
            entry = receipt_for(desk, person_id, valid_number(500))
            done(collect_number.collect_number(desk, entry))
        sealed = [row["sealed"] for row in rows_of(desk, "dropped_numbers")]
        pieces = [blob[i : i + 8] for blob in sealed for i in range(0, len(blob) - 8, 8)]
        assert len(set(pieces)) == len(pieces)


class TestNarrowing:
    """What was narrowed away does not open, with the old keys kept aside."""

    def test_old_keys_open_no_row_of_today(self, office: Scene) -> None:
        desk = office.unlock(HANDLER)
        kept, old_keys = loot_of(desk), dict(desk.file_keys)
        assert {INSURANCE, PAYROLL, PAYEES} == set(old_keys)
        vault_gate.close(desk, "end")
        officer = office.unlock()
        assert assign(officer, office, FEES) == 2
        open_more_keys(officer, kept)
        assert numbers_opened(officer, kept) == set()
        for file_id in (PAYROLL, INSURANCE):
            with pytest.raises(NotSealedForThis):
                officer.vault.numbers.read(office.person_ids[0], old_keys[file_id])
            newest = next(one for one in officer.vault.number_files.all() if one.id == file_id)
            forged = NumberKey(old_keys[file_id].private, file_id, newest.edition)
            with pytest.raises(NotSealedForThis):
                officer.vault.numbers.read(office.person_ids[0], forged)
        assert numbers_opened(officer, loot_of(officer)) >= all_numbers()

    def test_the_handler_keeps_what_was_not_narrowed(self, office: Scene) -> None:
        officer = office.unlock()
        assert assign(officer, office, INCOME) == 2
        vault_gate.close(officer, "end")
        desk = office.unlock(HANDLER)
        assert set(desk.file_keys) == {PAYROLL}
        loot = loot_of(desk)
        open_more_keys(desk, loot)
        assert numbers_opened(desk, loot) >= all_numbers()
        password = office.users[HANDLER].password
        shown = reveal_number.reveal_number(desk, office.person_ids[0], INCOME, password)
        assert shown.answer.number == valid_number(FIRST_SEED)
        with pytest.raises(NotYetAble):
            reveal_number.reveal_number(desk, office.person_ids[0], ENROLMENT, password)
        with pytest.raises(NotYourDuty):
            desk.key_for(ENROLMENT)

    def test_duplicates_are_found_under_the_new_key(self, office: Scene) -> None:
        officer = office.unlock()
        assign(officer, office, FEES)
        found = collect_number.find_duplicate(officer, office.person_ids[1], valid_number(FIRST_SEED))
        assert found is not None
        assert [holder for holder, _ in found.holders] == [office.person_ids[0]]

    def test_widening_gives_the_key_and_makes_no_new_one(self, office: Scene) -> None:
        officer = office.unlock()
        assign(officer, office, FEES)
        editions = {one.id: one.edition for one in officer.vault.number_files.all()}
        assert assign(officer, office, FEES, INCOME) == 1
        assert {one.id: one.edition for one in officer.vault.number_files.all()} == editions
        vault_gate.close(officer, "end")
        assert set(office.unlock(HANDLER).file_keys) == {PAYEES, PAYROLL}

    def test_nothing_changes_while_the_keys_fit(self, office: Scene) -> None:
        officer = office.unlock()
        assert rights_are_sealed(officer)
        with officer.act():
            assert seal_rights(officer) == 0

    def test_a_term_that_ended_is_followed_at_the_officers_arrival(self, office: Scene) -> None:
        officer = office.unlock()
        with officer.act():
            (one,) = officer.vault.appointments.of_user(office.users[HANDLER].user_id)
            officer.vault.appointments.put(replace(one, ends_on=officer.today))
        vault_gate.close(officer, "end")
        office.clock.set_to(office.clock.local_now().replace(month=7))
        handler = office.unlock(HANDLER)
        with pytest.raises(NotYetAble) as raised:
            reveal_number.reveal_number(handler, office.person_ids[0], INCOME, office.users[HANDLER].password)
        assert "任期" in raised.value.what
        vault_gate.close(handler, "end")
        vault_gate.close(office.unlock(), "end")
        assert not office.unlock(HANDLER).file_keys

    def test_only_who_holds_every_key_concerned_can_do_it(self, office: Scene) -> None:
        desk = office.unlock(HANDLER)
        officer_only = replace(desk, file_keys={})
        with pytest.raises(NotYourDuty):
            assign(officer_only, office, FEES)
        assert rights_are_sealed(desk)

    def test_a_failure_leaves_the_old_keys_at_the_desk(
        self, office: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        officer = office.unlock()
        before = dict(officer.file_keys)
        with monkeypatch.context() as patched:
            patched.setattr(type(officer.vault.log), "append", _refuse)
            with pytest.raises(MemoryError):
                assign(officer, office, FEES)
        assert officer.file_keys == before
        assert numbers_opened(officer, loot_of(officer)) >= all_numbers()
        shown = reveal_number.reveal_number(
            officer, office.person_ids[0], INCOME, office.users[OFFICER].password
        )
        assert shown.answer.number == valid_number(FIRST_SEED)


def _refuse(*_: object, **__: object) -> None:
    raise MemoryError


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


def test_a_number_wanted_by_two_compartments_lies_in_both(desk: Desk, scene: Scene) -> None:
    person_id = scene.person_ids[3]
    receipt = replace(receipt_for(desk, person_id, valid_number(9)), affairs=(INCOME, ENROLMENT))
    done(collect_number.collect_number(desk, receipt))
    assert desk.vault.numbers.files_of(person_id) == {PAYROLL, INSURANCE}
    assert len([row for row in people.list_people(desk) if row.id == person_id]) == 1


def test_a_new_number_replaces_the_old_one_where_the_handler_has_no_key(scene: Scene) -> None:
    """The row in the other compartment waits for its index until somebody who holds that key arrives."""
    officer = scene.unlock()
    person_id = scene.person_ids[3]
    receipt = replace(receipt_for(officer, person_id, valid_number(9)), affairs=(INCOME, ENROLMENT))
    done(collect_number.collect_number(officer, receipt))
    assign(officer, scene, INCOME)
    scene.close()
    handler = scene.unlock(HANDLER)
    renewed = replace(receipt_for(handler, person_id, valid_number(10)), affairs=(INCOME,))
    done(collect_number.collect_number(handler, renewed))
    scene.close()
    officer = scene.unlock()
    key = officer.key_for(ENROLMENT)
    assert officer.vault.numbers.read(person_id, key) == valid_number(10)
    assert officer.vault.numbers.held_by(valid_number(10), [key]) != ()
    assert officer.vault.numbers.held_by(valid_number(9), officer.file_keys.values()) == ()


def test_what_is_collected_still_opens_for_the_template(desk: Desk, scene: Scene) -> None:
    affair = collect(desk, scene.person_ids[4], 4321)
    assert desk.vault.numbers.read(scene.person_ids[4], desk.key_for(affair)) == valid_number(4321)
