"""Rights are keys: what a session holds opens what its role may open, and not one number more, with any program."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ashibue_desk.machine.clock import FixedClock
from ashibue_desk.storage.key_material import public_bytes
from ashibue_desk.storage.number_key import NumberKey
from ashibue_desk.storage.sealing import NotSealedForThis
from ashibue_desk.use_cases import collect_number, people, reveal_number, vault_gate
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.rights import seal_rights
from ashibue_desk.use_cases.situations import NotYetAble, NotYourDuty
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
from tests.helpers.system_keeper import KEEPER, with_keeper
from tests.use_cases.compartments import ENROLMENT, FEES, INCOME, INSURANCE, PAYEES, PAYROLL, assign

NUMBERS = 300
FIRST_SEED = 20_000
SAMPLED = range(0, NUMBERS, 15)


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
