"""The documents with which a number is verified: what does not prove it is objected to, field by field."""

from dataclasses import replace
from datetime import timedelta

from ashibue_desk.domain.collection import NumberReceipt
from ashibue_desk.domain.identity import Route
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.search_key import matches, query_key
from ashibue_desk.use_cases import collect_number, people
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import Scene, combination_for, done, receipt_for, verification_for
from tests.helpers.log_desks import last_line
from tests.helpers.made_up_people import made_up_person
from tests.helpers.sample_numbers import valid_number
from tests.use_cases.collecting import NEW, kept, person_id, receipt

__all__ = ["person_id", "receipt"]


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
