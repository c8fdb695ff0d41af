"""Taking in a number the right way, and nothing of it where it does not belong."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ashibue_desk.domain.collection import CollectionEvent, CollectionState, EventKind, NumberReceipt
from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogFilter
from ashibue_desk.domain.identity import Route
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.search_key import matches, query_key
from ashibue_desk.use_cases import collect_number, people, reveal_number
from ashibue_desk.use_cases.collect_number import Duplicate
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import (
    AffairNotAllowed,
    CollectionForbidden,
    NotYourDuty,
    PersonGone,
)
from tests.helpers.desks import (
    AUDITOR,
    HANDLER,
    OFFICER,
    RECEIVER,
    WITH_NUMBERS,
    Scene,
    collect,
    combination_for,
    done,
    receipt_for,
    verification_for,
)
from tests.helpers.made_up_people import made_up_person
from tests.helpers.sample_numbers import valid_number

NEW = 700


@pytest.fixture
def person_id(scene: Scene) -> str:
    """Somebody whose number is not on file yet."""
    return scene.person_ids[WITH_NUMBERS]


@pytest.fixture
def receipt(desk: Desk, person_id: str) -> NumberReceipt:
    return receipt_for(desk, person_id, valid_number(NEW))


def last_line(desk: Desk) -> LogEntry:
    return desk.vault.log.read(LogFilter(most=1))[0]


def kept(desk: Desk) -> tuple[int, ...]:
    """Return how many rows each table concerned has."""
    return tuple(
        desk.vault.with_raw(
            lambda raw, table=table: raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        )
        for table in ("numbers", "collections", "collection_events", "log")
    )


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


class TestForbidden:
    """Nothing is kept of what may not be collected."""

    @pytest.fixture(autouse=True)
    def nothing_is_kept(self, scene: Scene) -> object:
        yield
        if scene.desks:
            assert kept(scene.desks[-1])[:2] == (WITH_NUMBERS, WITH_NUMBERS)

    @pytest.mark.parametrize(("place", "word"), [(6, "派遣元"), (7, "採用")])
    def test_dispatched_workers_and_applicants_with_the_reason(
        self, desk: Desk, scene: Scene, receipt: NumberReceipt, place: int, word: str
    ) -> None:
        person_id, lines = scene.person_ids[place], desk.vault.log.last_seq()
        with pytest.raises(CollectionForbidden) as raised:
            collect_number.collect_number(desk, replace(receipt, person_id=person_id))
        assert word in raised.value.sentence()
        assert raised.value.sentence().count("\n") == 2
        asked = CollectionEvent(EventKind.REQUESTED, desk.today, "依頼")
        with pytest.raises(CollectionForbidden):
            collect_number.record_event(desk, person_id, asked)
        assert desk.vault.log.last_seq() == lines
        assert collect_number.routes_for(desk, person_id) == ()
        assert collect_number.affairs_for(desk, person_id) == ()

    def test_corporations(self, desk: Desk, receipt: NumberReceipt) -> None:
        entry = replace(made_up_person(60, PersonCategory.PAYEE_CORPORATE), corporate_number="7123456789012")
        person_id = done(people.add_person(desk, entry)).answer
        with pytest.raises(CollectionForbidden):
            collect_number.collect_number(desk, replace(receipt, person_id=person_id))

    def test_somebody_who_left_long_ago(self, desk: Desk, receipt: NumberReceipt) -> None:
        entry = replace(made_up_person(61, PersonCategory.FORMER), left_on=date(2020, 3, 31))
        person_id = done(people.add_person(desk, entry)).answer
        with pytest.raises(CollectionForbidden) as raised:
            collect_number.collect_number(desk, replace(receipt, person_id=person_id))
        assert "1月31日" in raised.value.what

    def test_a_step_to_come(self, desk: Desk, receipt: NumberReceipt) -> None:
        lines, tomorrow = desk.vault.log.last_seq(), desk.today + timedelta(days=1)
        asked = CollectionEvent(EventKind.REQUESTED, tomorrow, "書面で")
        answer = collect_number.record_event(desk, receipt.person_id, asked)
        assert isinstance(answer, tuple)
        assert [problem.field for problem in answer] == ["happened_on"]
        assert desk.vault.log.last_seq() == lines

    def test_a_worker_who_left_is_a_former_one(
        self, desk: Desk, scene: Scene, receipt: NumberReceipt
    ) -> None:
        """No omission of the identity document any more, no number at all after the slip of the last year."""
        person_id = receipt.person_id
        child = replace(made_up_person(62, PersonCategory.DEPENDANT), worker_id=person_id)
        child_id = done(people.add_person(desk, child)).answer
        yesterday = desk.today - timedelta(days=1)
        done(people.record_leaving(desk, person_id, yesterday))
        case = (person_id, Route.FACE_TO_FACE)
        assert not any(way.omission for way in collect_number.combinations_for(desk, *case))
        with pytest.raises(AffairNotAllowed):
            collect_number.collect_number(desk, replace(receipt, affairs=("employment_insurance_benefits",)))
        assert people.person_details(desk, child_id).refusal == ""
        done(people.record_leaving(desk, person_id, date(2019, 3, 31)))
        states = {row.person_id: row.state for row in collect_number.list_collections(desk)}
        for each in (person_id, child_id):
            assert states[each] is CollectionState.NOT_ALLOWED
            assert "1月31日" in people.person_details(desk, each).refusal
            with pytest.raises(CollectionForbidden):
                collect_number.collect_number(desk, replace(receipt, person_id=each))

    @pytest.mark.parametrize(
        "affairs", [(), ("workers_compensation",), ("nothing",), ("payment_slip_of_nobody",)]
    )
    def test_affairs_that_are_not_on_the_list(
        self, desk: Desk, receipt: NumberReceipt, affairs: tuple[str, ...]
    ) -> None:
        with pytest.raises(AffairNotAllowed):
            collect_number.collect_number(desk, replace(receipt, affairs=affairs))

    def test_an_affair_of_another_category(self, desk: Desk, scene: Scene, receipt: NumberReceipt) -> None:
        payee = scene.person_ids[8]
        of_payees = {affair.id for affair in collect_number.affairs_for(desk, payee)}
        of_workers = {affair.id for affair in collect_number.affairs_for(desk, receipt.person_id)}
        foreign = min(of_payees - of_workers)
        with pytest.raises(AffairNotAllowed):
            collect_number.collect_number(desk, replace(receipt, affairs=(*receipt.affairs, foreign)))

    def test_by_those_whose_duty_it_is_not(self, scene: Scene) -> None:
        officer = scene.unlock()
        receipt = receipt_for(officer, scene.person_ids[WITH_NUMBERS], valid_number(NEW))
        scene.close()
        desk = scene.unlock(AUDITOR)
        with pytest.raises(NotYourDuty):
            collect_number.collect_number(desk, receipt)
        with pytest.raises(NotYourDuty):
            collect_number.record_event(
                desk, receipt.person_id, CollectionEvent(EventKind.REQUESTED, desk.today, "")
            )

    def test_for_somebody_who_is_gone(self, desk: Desk, receipt: NumberReceipt) -> None:
        with pytest.raises(PersonGone):
            collect_number.collect_number(desk, replace(receipt, person_id="0" * 32))


class TestVerification:
    """Documents that do not prove what they must are objected to, field by field."""

    @staticmethod
    def objections(desk: Desk, receipt: NumberReceipt, **changed: object) -> set[str]:
        before = kept(desk)
        verification = replace(receipt.verification, **changed)  # type: ignore[arg-type] # names of fields
        answer = collect_number.collect_number(desk, replace(receipt, verification=verification))
        assert isinstance(answer, tuple), answer
        assert kept(desk) == before
        return {problem.field for problem in answer if isinstance(problem, Problem)}

    def test_a_combination_of_another_route_or_none(self, desk: Desk, receipt: NumberReceipt) -> None:
        assert self.objections(desk, receipt, combination_id="nothing") == {"combination"}
        agent = collect_number.combinations_for(desk, receipt.person_id, Route.AGENT)
        here = {c.id for c in collect_number.combinations_for(desk, receipt.person_id, Route.FACE_TO_FACE)}
        foreign = next(combination.id for combination in agent if combination.id not in here)
        assert self.objections(desk, receipt, combination_id=foreign) == {"combination"}

    def test_documents_missing_or_foreign(self, desk: Desk, receipt: NumberReceipt) -> None:
        assert self.objections(desk, receipt, document_ids=()) == {"documents"}
        documents = (*receipt.verification.document_ids, "power_of_attorney")
        assert self.objections(desk, receipt, document_ids=documents) == {"documents"}

    def test_a_document_that_has_expired(self, desk: Desk, receipt: NumberReceipt) -> None:
        """The health insurance card ended on 2025-12-01; it is offered before and refused after."""
        offered = {
            document.id
            for combination in collect_number.combinations_for(desk, receipt.person_id, Route.FACE_TO_FACE)
            for slot in combination.slots
            for document in slot.choices
        }
        assert "health_insurance_card" not in offered
        assert "qualification_certificate" in offered

    def test_what_was_valid_on_the_day_it_was_checked_is_accepted(
        self, desk: Desk, person_id: str, scene: Scene
    ) -> None:
        scene.clock.set_to(scene.clock.local_now().replace(year=2025, month=11, day=20))
        combination = next(
            combination
            for combination in collect_number.combinations_for(desk, person_id, Route.FACE_TO_FACE)
            if any(
                document.id == "health_insurance_card"
                for slot in combination.slots
                for document in slot.choices
            )
        )
        chosen: list[str] = []
        for slot in combination.slots:
            ids = [document.id for document in slot.choices]
            first = ["health_insurance_card"] if "health_insurance_card" in ids else []
            chosen += (first + [one for one in ids if one not in first])[: slot.count]
        receipt = receipt_for(desk, person_id, valid_number(NEW))
        verification = replace(
            verification_for(desk, person_id), combination_id=combination.id, document_ids=tuple(chosen)
        )
        scene.clock.set_to(scene.clock.local_now().replace(year=2026, month=6, day=15))
        late = replace(receipt, verification=replace(verification, checked_on=desk.today))
        assert isinstance(collect_number.collect_number(desk, late), tuple)
        done(collect_number.collect_number(desk, replace(receipt, verification=verification)))

    def test_a_day_that_is_still_to_come_and_nobody_who_checked(
        self, desk: Desk, receipt: NumberReceipt
    ) -> None:
        tomorrow = desk.today + timedelta(days=1)
        assert "checked_on" in self.objections(desk, receipt, checked_on=tomorrow)
        assert self.objections(desk, receipt, checked_by="  ") == {"checked_by"}

    def test_an_omission_needs_its_reason_and_no_other_way_has_one(
        self, desk: Desk, receipt: NumberReceipt
    ) -> None:
        assert self.objections(desk, receipt, omission_reason="知っている人") == {"omission_reason"}
        omission = next(
            combination
            for combination in collect_number.combinations_for(desk, receipt.person_id, Route.FACE_TO_FACE)
            if combination.omission
        )
        documents = tuple(document.id for slot in omission.slots for document in slot.choices[: slot.count])
        changed = {"combination_id": omission.id, "document_ids": documents}
        assert self.objections(desk, receipt, **changed) == {"omission_reason"}
        reason = omission.omission_reasons[0] if omission.omission_reasons else "雇っている人で人違いがない"
        verification = replace(receipt.verification, **changed, omission_reason=reason)  # type: ignore[arg-type] # as above
        done(collect_number.collect_number(desk, replace(receipt, verification=verification)))

    def test_no_number_hides_in_what_is_kept_in_clear(self, desk: Desk, receipt: NumberReceipt) -> None:
        typed = valid_number(NEW).grouped()
        verification = verification_for(desk, receipt.person_id, Route.AGENT)
        by_agent = replace(receipt, verification=replace(verification, agent_name="風見 凪"))
        assert self.objections(desk, by_agent, agent_name=f"風見 {typed}") == {"agent_name"}
        assert self.objections(desk, by_agent, checked_by=typed) == {"checked_by"}

    def test_an_agent_has_a_name(self, desk: Desk, receipt: NumberReceipt) -> None:
        verification = verification_for(desk, receipt.person_id, Route.AGENT)
        answer = collect_number.collect_number(desk, replace(receipt, verification=verification))
        assert isinstance(answer, tuple)
        assert [problem.field for problem in answer if isinstance(problem, Problem)] == ["agent_name"]
        named = replace(verification, agent_name="風見 凪")
        done(collect_number.collect_number(desk, replace(receipt, verification=named)))
        assert (
            people.person_details(desk, receipt.person_id).collections[0].verification.agent_name == "風見 凪"
        )

    def test_dependants_are_checked_by_the_worker(self, desk: Desk, scene: Scene) -> None:
        child = replace(made_up_person(50, PersonCategory.DEPENDANT), worker_id=scene.person_ids[0])
        person_id = done(people.add_person(desk, child)).answer
        combination = combination_for(desk, person_id)
        assert combination.checked_by_worker
        receipt = receipt_for(desk, person_id, valid_number(NEW))
        done(collect_number.collect_number(desk, receipt))
        assert receipt.verification.checked_by in last_line(desk).line.detail, "the log says who verified it"
        (row,) = (one for one in collect_number.list_collections(desk) if one.person_id == person_id)
        assert row.last_on == receipt.verification.checked_on
        worker = people.get_person(desk, scene.person_ids[0]).name
        assert matches(row.search_key, query_key(worker)), "asked for by the worker's name"


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
