"""Chosen documents against a combination: what is missing has its sentence beside the field."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ashibue_desk.domain.identity import (
    Combination,
    Route,
    Verification,
    VerificationCase,
    check_verification,
)
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.law.law_book import load_law

TODAY = date(2026, 11, 21)


def allowed(combination_id: str, category: PersonCategory, route: Route) -> Combination:
    combination = load_law().combination(combination_id, VerificationCase(category, route, TODAY))
    assert combination is not None
    return combination


def first_choice(combination: Combination, route: Route) -> Verification:
    """Return a verification that picks the first documents of each place."""
    chosen = [document.id for slot in combination.slots for document in slot.choices[: slot.count]]
    return Verification(
        combination_id=combination.id,
        document_ids=tuple(chosen),
        route=route,
        checked_on=TODAY,
        checked_by="星川 楓",
        omission_reason=combination.omission_reasons[0] if combination.omission else "",
        agent_name="風見 岬" if route is Route.AGENT else "",
    )


def fields(verification: Verification, combination: Combination) -> list[str]:
    return [problem.field for problem in check_verification(verification, combination, TODAY)]


def test_the_first_choice_of_every_combination_is_right() -> None:
    for category in PersonCategory:
        for route in Route:
            for combination in load_law().combinations(VerificationCase(category, route, TODAY)):
                assert fields(first_choice(combination, route), combination) == []


def test_leaving_out_any_document_is_named_with_its_place() -> None:
    for route in Route:
        for combination in load_law().combinations(VerificationCase(PersonCategory.PAYEE, route, TODAY)):
            right = first_choice(combination, route)
            for left_out in right.document_ids:
                rest = tuple(item for item in right.document_ids if item != left_out)
                (problem,) = check_verification(replace(right, document_ids=rest), combination, TODAY)
                assert problem.field == "documents"
                assert "あと1つ" in problem.sentence


def test_the_same_document_twice_does_not_count_as_two() -> None:
    combination = allowed("face_number_without_photo", PersonCategory.PAYEE, Route.FACE_TO_FACE)
    twice = replace(
        first_choice(combination, Route.FACE_TO_FACE),
        document_ids=("resident_record", "qualification_certificate", "qualification_certificate"),
    )
    sentences = [problem.sentence for problem in check_verification(twice, combination, TODAY)]
    assert any("2回" in sentence for sentence in sentences)
    assert any("あと1つ" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    "foreign", ["health_insurance_card", "power_of_attorney", "individual_number_notice"]
)
def test_a_document_that_is_not_offered_is_refused(foreign: str) -> None:
    combination = allowed("face_number_without_photo", PersonCategory.EMPLOYEE, Route.FACE_TO_FACE)
    chosen = ("resident_record", "qualification_certificate", foreign)
    verification = replace(first_choice(combination, Route.FACE_TO_FACE), document_ids=chosen)
    assert "documents" in fields(verification, combination)


def test_more_documents_than_wanted_are_not_recorded() -> None:
    combination = allowed("face_number_photo", PersonCategory.EMPLOYEE, Route.FACE_TO_FACE)
    right = first_choice(combination, Route.FACE_TO_FACE)
    more = replace(right, document_ids=(*right.document_ids, "passport"))
    assert fields(more, combination) == ["documents"]


def test_omission_needs_its_reason_and_a_reason_needs_an_omission() -> None:
    omission = allowed("face_omission", PersonCategory.EMPLOYEE, Route.FACE_TO_FACE)
    right = first_choice(omission, Route.FACE_TO_FACE)
    assert fields(replace(right, omission_reason="  "), omission) == ["omission_reason"]
    card = allowed("face_card", PersonCategory.EMPLOYEE, Route.FACE_TO_FACE)
    with_reason = replace(first_choice(card, Route.FACE_TO_FACE), omission_reason=right.omission_reason)
    assert fields(with_reason, card) == ["omission_reason"]


def test_an_agent_has_a_name_and_so_has_whoever_checked() -> None:
    combination = allowed("agent_given_photo", PersonCategory.PAYEE, Route.AGENT)
    right = first_choice(combination, Route.AGENT)
    assert fields(replace(right, agent_name=""), combination) == ["agent_name"]
    assert fields(replace(right, checked_by=" "), combination) == ["checked_by"]


def test_nothing_is_checked_tomorrow() -> None:
    combination = allowed("face_card", PersonCategory.PAYEE, Route.FACE_TO_FACE)
    right = first_choice(combination, Route.FACE_TO_FACE)
    tomorrow = replace(right, checked_on=TODAY + timedelta(days=1))
    assert fields(tomorrow, combination) == ["checked_on"]


def test_another_combination_than_the_named_one_is_our_own_bug() -> None:
    card = allowed("face_card", PersonCategory.PAYEE, Route.FACE_TO_FACE)
    verification = replace(first_choice(card, Route.FACE_TO_FACE), combination_id="post_card")
    with pytest.raises(ValueError, match="post_card"):
        check_verification(verification, card, TODAY)
