"""Taking in a number the right way, and nothing of it where it does not belong; duplicates, and the course of events."""

from dataclasses import replace
from datetime import date

import pytest

from ashibue_desk.domain.collection import CollectionEvent, CollectionState, EventKind, NumberReceipt
from ashibue_desk.domain.handling_log import LogClass
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.use_cases import collect_number, people, reveal_number
from ashibue_desk.use_cases.collect_number import Duplicate
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import NotYourDuty
from tests.helpers.desks import AUDITOR, HANDLER, OFFICER, RECEIVER, WITH_NUMBERS, Scene, collect, done
from tests.helpers.log_desks import last_line
from tests.helpers.sample_numbers import valid_number
from tests.use_cases.collecting import NEW, kept, person_id, receipt

__all__ = ["person_id", "receipt"]


def shown(desk: Desk, scene: Scene, person_id: str, affair: str, who: str = OFFICER) -> str:
    answer = reveal_number.reveal_number(desk, person_id, affair, scene.users[who].password)
    return answer.answer.number.digits()


def test_the_number_is_kept_with_its_verification_and_its_line(
    desk: Desk, scene: Scene, receipt: NumberReceipt
) -> None:
    before = kept(desk)
    done(collect_number.collect_number(desk, receipt))
    assert kept(desk) == (before[0] + 1, before[1] + 1, before[2], before[3] + 1)
    details = people.person_details(desk, receipt.person_id)
    assert details.person.has_number
    assert details.collections[0].verification == receipt.verification
    assert details.collections[0].affairs == receipt.affairs
    line = last_line(desk).line
    assert (line.log_class, line.object_id, line.affair) == (
        LogClass.COLLECTION,
        receipt.person_id,
        receipt.affairs[0],
    )
    for document_id in receipt.verification.document_ids:
        assert desk.law.document(document_id).name in line.detail
    assert shown(desk, scene, receipt.person_id, receipt.affairs[0]) == valid_number(NEW).digits()


def test_the_number_stands_nowhere_in_the_database(desk: Desk, receipt: NumberReceipt) -> None:
    done(collect_number.collect_number(desk, receipt))
    digits = valid_number(NEW).digits()

    def every_value(raw: object) -> list[object]:
        tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]  # type: ignore[attr-defined]
        return [value for table in tables for row in raw.execute(f"SELECT * FROM {table}") for value in row]  # type: ignore[attr-defined]

    for value in desk.vault.with_raw(every_value):
        text = value if isinstance(value, bytes) else str(value).encode()
        assert digits.encode() not in text


def test_a_receiver_finds_no_digest_of_a_number(scene: Scene) -> None:
    """The index of duplicates is keyed by a compartment's key; without it 10^11 candidates cannot be tried."""
    import hmac
    from hashlib import sha256

    from ashibue_desk.storage.key_material import derive

    desk = scene.unlock(RECEIVER)
    assert not desk.file_keys
    (index,) = desk.vault.with_raw(
        lambda raw: raw.execute(
            "SELECT duplicate_index FROM numbers WHERE person_id = ?", (scene.person_ids[0],)
        ).fetchone()
    )
    digits = valid_number(0).digits().encode()
    known = [desk.keys.master_key, desk.device_secret, desk.header.vault_id.encode(), b""]
    known += [derive(secret, "duplicate index", desk.header.vault_id) for secret in known[:2]]
    guesses = {sha256(digits).digest(), *(hmac.new(key, digits, sha256).digest() for key in known)}
    assert bytes(index) not in guesses


class TestDuplicates:
    """The same number for two people is found, by whom it is held, and by nobody who may not read numbers."""

    def test_it_is_told_for_whom_it_is_on_file(
        self, desk: Desk, scene: Scene, receipt: NumberReceipt
    ) -> None:
        before = kept(desk)
        answer = collect_number.collect_number(desk, replace(receipt, number=valid_number(1)))
        assert isinstance(answer, Duplicate)
        assert answer.holders == ((scene.person_ids[1], people.get_person(desk, scene.person_ids[1]).name),)
        assert kept(desk) == before
        assert valid_number(1).digits() not in repr(answer)

    def test_the_same_human_being_may_stand_twice(
        self, desk: Desk, scene: Scene, receipt: NumberReceipt
    ) -> None:
        same = replace(receipt, number=valid_number(1), same_person_confirmed=True)
        done(collect_number.collect_number(desk, same))
        other = collect_number.find_duplicate(desk, scene.person_ids[8], valid_number(1))
        assert other is not None
        assert {holder for holder, _ in other.holders} == {receipt.person_id, scene.person_ids[1]}

    def test_the_own_number_again_is_no_duplicate(self, desk: Desk, scene: Scene) -> None:
        assert collect_number.find_duplicate(desk, scene.person_ids[0], valid_number(0)) is None
        assert collect_number.find_duplicate(desk, scene.person_ids[0], valid_number(NEW)) is None

    def test_nobody_else_may_ask(self, scene: Scene) -> None:
        desk = scene.unlock(AUDITOR)
        with pytest.raises(NotYourDuty):
            collect_number.find_duplicate(desk, scene.person_ids[0], valid_number(0))


def test_a_new_number_takes_the_place_of_the_old_one(desk: Desk, scene: Scene) -> None:
    person_id = scene.person_ids[0]
    (old,) = desk.vault.with_raw(
        lambda raw: raw.execute("SELECT sealed FROM numbers WHERE person_id = ?", (person_id,)).fetchall()
    )
    affair = collect(desk, person_id, NEW)
    (new,) = desk.vault.with_raw(
        lambda raw: raw.execute("SELECT sealed FROM numbers WHERE person_id = ?", (person_id,)).fetchall()
    )
    assert old != new
    assert shown(desk, scene, person_id, affair) == valid_number(NEW).digits()
    assert collect_number.find_duplicate(desk, scene.person_ids[5], valid_number(0)) is None
    assert len(people.person_details(desk, person_id).collections) == 2


def test_a_handler_collects_as_the_officer_does(scene: Scene) -> None:
    desk = scene.unlock(HANDLER)
    affair = collect(desk, scene.person_ids[WITH_NUMBERS], NEW)
    assert last_line(desk).actor_name == scene.users[HANDLER].name
    assert shown(desk, scene, scene.person_ids[WITH_NUMBERS], affair, HANDLER) == valid_number(NEW).digits()
    scene.close()
    assert shown(scene.unlock(), scene, scene.person_ids[WITH_NUMBERS], affair) == valid_number(NEW).digits()


class TestCourseOfEvents:
    """Asked, explained, refused: kept with day and words, in the order it happened."""

    def test_a_step_written_down_late_does_not_ask_again(self, desk: Desk, person_id: str) -> None:
        """The list goes by the day, and so does what home counts."""
        missing = collect_number.count_missing(desk)
        for day, kind in ((8, EventKind.REFUSED), (1, EventKind.REQUESTED)):
            done(
                collect_number.record_event(
                    desk, person_id, CollectionEvent(kind, date(2026, 6, day), "経過")
                )
            )
        states = {row.person_id: row.state for row in collect_number.list_collections(desk)}
        assert states[person_id] is CollectionState.REFUSED
        assert collect_number.count_missing(desk) == missing - 1

    def test_the_state_follows_the_events(self, desk: Desk, person_id: str) -> None:
        def state() -> CollectionState:
            return next(
                row.state for row in collect_number.list_collections(desk) if row.person_id == person_id
            )

        assert state() is CollectionState.MISSING
        for day, kind, expected in (
            (1, EventKind.REQUESTED, CollectionState.REQUESTED),
            (3, EventKind.EXPLAINED, CollectionState.REQUESTED),
            (8, EventKind.REFUSED, CollectionState.REFUSED),
            (9, EventKind.REQUESTED, CollectionState.REQUESTED),
        ):
            event = CollectionEvent(kind, date(2026, 6, day), f"{day}日の経過")
            done(collect_number.record_event(desk, person_id, event))
            assert state() is expected
            line = last_line(desk).line
            assert (line.log_class, line.detail) == (LogClass.COLLECTION, f"2026-06-{day:02}")
        events = people.person_details(desk, person_id).events
        assert [event.text for event in events] == ["1日の経過", "3日の経過", "8日の経過", "9日の経過"]
        assert {event.recorded_by for event in events} == {desk.actor.name}
        collect(desk, person_id, NEW)
        assert state() is CollectionState.HELD

    def test_events_stand_in_the_order_of_their_days(self, desk: Desk, person_id: str) -> None:
        for day in (9, 2, 5):
            collect_number.record_event(
                desk, person_id, CollectionEvent(EventKind.REQUESTED, date(2026, 6, day), "")
            )
        assert [event.happened_on.day for event in people.person_details(desk, person_id).events] == [2, 5, 9]

    def test_a_number_in_the_words_is_masked(self, desk: Desk, person_id: str) -> None:
        words = f"電話で {valid_number(NEW).grouped()} と言われた"
        collect_number.record_event(desk, person_id, CollectionEvent(EventKind.REFUSED, desk.today, words))
        (event,) = people.person_details(desk, person_id).events
        assert "電話で" in event.text
        assert valid_number(NEW).digits()[-4:] not in event.text

    def test_who_must_give_none_is_listed_so(self, desk: Desk) -> None:
        states = {row.category: row.state for row in collect_number.list_collections(desk)}
        assert states[PersonCategory.DISPATCHED] is CollectionState.NOT_ALLOWED
        assert states[PersonCategory.APPLICANT] is CollectionState.NOT_ALLOWED
