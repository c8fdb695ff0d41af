"""Whose number may not be collected, for what, and by whom: refused with the reason, and nothing is kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ashibue_desk.domain.collection import CollectionEvent, CollectionState, EventKind, NumberReceipt
from ashibue_desk.domain.identity import Route
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.use_cases import collect_number, people
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import AffairNotAllowed, CollectionForbidden, NotYourDuty, PersonGone
from tests.helpers.desks import AUDITOR, WITH_NUMBERS, Scene, done, receipt_for
from tests.helpers.made_up_people import made_up_person
from tests.helpers.sample_numbers import valid_number
from tests.use_cases.collecting import NEW, kept, person_id, receipt

__all__ = ["person_id", "receipt"]


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
