"""The drop box: handed in by a receiver, unreadable to them, taken over in one act by whoever holds a key."""

from dataclasses import replace

import pytest

from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.storage.situations import VaultDiskFull
from ashibue_desk.use_cases import collect_number, drop_box, people
from ashibue_desk.use_cases.collect_number import Duplicate
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.rights import seal_rights
from ashibue_desk.use_cases.situations import (
    DropGone,
    NotYetAble,
    NotYourDuty,
    NumberTampered,
    PersonGone,
)
from tests.helpers.desks import (
    AUDITOR,
    HANDLER,
    OFFICER,
    RECEIVER,
    WITH_NUMBERS,
    Scene,
    digits,
    done,
    receipt_for,
)
from tests.helpers.sample_numbers import valid_number

INCOME, ENROLMENT, FEES = "income_withholding_slip", "health_pension_enrolment", "payment_record_fees"


@pytest.fixture
def person_id(scene: Scene) -> str:
    """Somebody whose number is not on file yet."""
    return scene.person_ids[WITH_NUMBERS]


def drop(scene: Scene, person_id: str, seed: int, *affairs: str) -> str:
    """Hand in a number as the receiver and return the id of what waits."""
    desk = scene.unlock(RECEIVER)
    receipt = receipt_for(desk, person_id, valid_number(seed))
    done(collect_number.collect_number(desk, replace(receipt, affairs=affairs or (INCOME,))))
    (waiting,) = [one for one in drop_box.list_drops(desk) if one.person_id == person_id]
    scene.close()
    return waiting.id


def acts(desk: Desk) -> list[str]:
    return [entry.line.act for entry in desk.vault.log.read(LogFilter())]


def counts(desk: Desk) -> tuple[int, ...]:
    tables = ("drop_box", "dropped_numbers", "numbers", "collections")
    return tuple(
        desk.vault.with_raw(
            lambda raw, table=table: raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        )
        for table in tables
    )


@pytest.mark.parametrize("who", [OFFICER, HANDLER])
def test_what_a_receiver_hands_in_is_taken_over_with_their_verification(
    scene: Scene, person_id: str, who: str
) -> None:
    drop_id = drop(scene, person_id, 60, INCOME, ENROLMENT)
    desk = scene.unlock(who)
    assert not people.get_person(desk, person_id).has_number
    assert drop_box.count_drops(desk) == 1
    taken = drop_box.take_over(desk, [drop_id])
    assert taken.answer == 1  # type: ignore[union-attr] # no duplicate
    assert digits(desk, person_id) == valid_number(60).digits()
    assert len(desk.vault.numbers.files_of(person_id)) == 2
    (record,) = desk.vault.collections.of_person(person_id)
    assert record.verification.checked_by == scene.users[RECEIVER].name
    assert record.affairs == (INCOME, ENROLMENT)
    assert counts(desk)[:2] == (0, 0)
    line = desk.vault.log.read(LogFilter(most=1))[0].line
    assert (line.act, line.detail) == ("個人番号の引継ぎ", f"受け取った人 {scene.users[RECEIVER].name}")
    assert collect_number.find_duplicate(desk, scene.person_ids[5], valid_number(60)) is not None


def test_the_receivers_list_empties(scene: Scene, person_id: str) -> None:
    drop_id = drop(scene, person_id, 60)
    desk = scene.unlock()
    drop_box.take_over(desk, [drop_id])
    scene.close()
    assert drop_box.list_drops(scene.unlock(RECEIVER)) == ()


def test_the_receiver_reads_nothing_back(scene: Scene, person_id: str) -> None:
    drop(scene, person_id, 60)
    desk = scene.unlock(RECEIVER)
    (waiting,) = drop_box.list_drops(desk)
    assert valid_number(60).digits() not in repr(waiting)
    assert not desk.file_keys
    with pytest.raises(NotYourDuty):
        drop_box.take_over(desk, [waiting.id])
    with pytest.raises(NotYourDuty):
        desk.key_for(INCOME)


def test_typed_again_only_the_last_one_waits(scene: Scene, person_id: str) -> None:
    drop(scene, person_id, 60)
    drop_id = drop(scene, person_id, 61)
    desk = scene.unlock()
    assert counts(desk)[:2] == (1, 1)
    drop_box.take_over(desk, [drop_id])
    assert digits(desk, person_id) == valid_number(61).digits()


def test_who_waits_in_the_drop_box_is_not_asked_again(scene: Scene, person_id: str) -> None:
    desk = scene.unlock()
    before = collect_number.count_missing(desk)
    scene.close()
    drop(scene, person_id, 60)
    desk = scene.unlock()
    assert collect_number.count_missing(desk) == before - 1
    assert people.person_details(desk, person_id).person.name in desk.vault.people.worked_with([person_id])


class TestDuplicates:
    """The receiver cannot be told; whoever takes over is."""

    def test_on_file_for_somebody_else(self, scene: Scene, person_id: str) -> None:
        drop_id = drop(scene, person_id, 0)
        desk = scene.unlock()
        before = counts(desk)
        answer = drop_box.take_over(desk, [drop_id])
        assert isinstance(answer, Duplicate)
        assert [holder for holder, _ in answer.holders] == [scene.person_ids[0]]
        assert counts(desk) == before
        drop_box.take_over(desk, [drop_id], same_person_confirmed=True)
        assert digits(desk, person_id) == valid_number(0).digits()

    def test_handed_in_for_two_people(self, scene: Scene, person_id: str) -> None:
        drops = [drop(scene, person_id, 60), drop(scene, scene.person_ids[WITH_NUMBERS + 1], 60)]
        desk = scene.unlock()
        before = counts(desk)
        answer = drop_box.take_over(desk, drops)
        assert isinstance(answer, Duplicate)
        assert counts(desk) == before


class TestRights:
    """Who has no key or no completed appointment takes nothing."""

    def test_an_auditor_sees_and_takes_nothing(self, scene: Scene, person_id: str) -> None:
        drop_id = drop(scene, person_id, 60)
        desk = scene.unlock(AUDITOR)
        with pytest.raises(NotYourDuty):
            drop_box.list_drops(desk)
        with pytest.raises(NotYourDuty):
            drop_box.take_over(desk, [drop_id])

    def test_a_handler_of_other_affairs_sees_it_and_cannot_take_it(
        self, scene: Scene, person_id: str
    ) -> None:
        drop_id = drop(scene, person_id, 60)
        desk = scene.unlock()
        with desk.act():
            (one,) = desk.vault.appointments.of_user(scene.users[HANDLER].user_id)
            desk.vault.appointments.put(replace(one, affairs=(FEES,)))
            seal_rights(desk)
        scene.close()
        desk = scene.unlock(HANDLER)
        (waiting,) = drop_box.list_drops(desk)
        assert not drop_box.may_take_over(desk, waiting)
        assert drop_box.count_drops(desk) == 0
        with pytest.raises(NotYetAble):
            drop_box.take_over(desk, [drop_id])
        scene.close()
        desk = scene.unlock()  # what waited was sealed again when the compartment got its new key
        drop_box.take_over(desk, [drop_id])
        assert digits(desk, person_id) == valid_number(60).digits()

    def test_a_receiver_whose_pledge_is_missing_hands_nothing_in(self, scene: Scene, person_id: str) -> None:
        desk = scene.unlock()
        with desk.act():
            (one,) = desk.vault.appointments.of_user(scene.users[RECEIVER].user_id)
            desk.vault.appointments.put(replace(one, pledge_received_on=None))
        scene.close()
        desk = scene.unlock(RECEIVER)
        receipt = receipt_for(desk, person_id, valid_number(60))
        with pytest.raises(NotYetAble) as raised:
            collect_number.collect_number(desk, receipt)
        assert "誓約書" in raised.value.sentence()
        assert counts(desk)[:2] == (0, 0)

    def test_what_is_taken_in_by_who_may_read_it_waits_for_nobody(self, scene: Scene, person_id: str) -> None:
        desk = scene.unlock()
        done(collect_number.collect_number(desk, receipt_for(desk, person_id, valid_number(60))))
        assert drop_box.list_drops(desk) == ()
        assert digits(desk, person_id) == valid_number(60).digits()


class TestAllOrNothing:
    """Several are taken over together or not at all."""

    def test_one_that_is_gone_stops_all(self, scene: Scene, person_id: str) -> None:
        drop_id = drop(scene, person_id, 60)
        desk = scene.unlock()
        before = counts(desk)
        with pytest.raises(DropGone):
            drop_box.take_over(desk, [drop_id, "0" * 32])
        assert counts(desk) == before

    def test_one_that_was_altered_stops_all(self, scene: Scene, person_id: str) -> None:
        good = drop(scene, person_id, 60)
        bad = drop(scene, scene.person_ids[WITH_NUMBERS + 1], 61)
        desk = scene.unlock()
        moved = "UPDATE dropped_numbers SET sealed = (SELECT sealed FROM dropped_numbers WHERE drop_id = ?) WHERE drop_id = ?"
        desk.vault.with_raw(lambda raw: raw.execute(moved, (good, bad)))
        before = counts(desk)
        with pytest.raises(NumberTampered):
            drop_box.take_over(desk, [good, bad])
        assert counts(desk) == before
        assert "個人番号の引継ぎ" not in acts(desk)

    def test_a_full_disk_leaves_everything_waiting(
        self, scene: Scene, person_id: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        drop_id = drop(scene, person_id, 60)
        desk = scene.unlock()
        before = counts(desk)
        with monkeypatch.context() as patched:
            patched.setattr(type(desk.vault.drops), "remove", lambda *_: (_ for _ in ()).throw(VaultDiskFull))
            with pytest.raises(VaultDiskFull):
                drop_box.take_over(desk, [drop_id])
        assert counts(desk) == before

    def test_for_somebody_who_is_gone_nothing_is_handed_in(self, scene: Scene) -> None:
        desk = scene.unlock(RECEIVER)
        receipt = receipt_for(desk, scene.person_ids[WITH_NUMBERS], valid_number(60))
        with pytest.raises(PersonGone):
            collect_number.collect_number(desk, replace(receipt, person_id="0" * 32))
