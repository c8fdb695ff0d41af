"""The book of law over every category, route and day: what is offered is allowed, whole and sourced."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.affairs import Confidence, Source
from ashibue_desk.domain.category_rules import Verifier
from ashibue_desk.domain.identity import (
    Combination,
    DocumentSlot,
    Proof,
    Route,
    VerificationCase,
)
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.law.law_book import LawBook, load_law
from ashibue_desk.resource_files import resource

BEGINNING = date(2015, 10, 5)
TODAY = date(2026, 11, 21)
DAYS = (
    BEGINNING,
    date(2016, 1, 1),
    date(2020, 5, 24),
    date(2020, 5, 25),
    date(2024, 12, 1),
    date(2024, 12, 2),
    date(2025, 3, 23),
    date(2025, 3, 24),
    date(2025, 12, 1),
    date(2025, 12, 2),
    date(2026, 6, 13),
    date(2026, 6, 14),
    TODAY,
    date(2035, 4, 1),
)
NO_NUMBER = {PersonCategory.DISPATCHED, PersonCategory.APPLICANT, PersonCategory.PAYEE_CORPORATE}


@pytest.fixture(scope="module")
def law() -> LawBook:
    return LawBook(resource("law"))


def every_case(*days: date) -> Iterator[VerificationCase]:
    for day in days or DAYS:
        for category in PersonCategory:
            for route in Route:
                yield VerificationCase(category, route, day)


def slot_proves(slot: DocumentSlot, proof: Proof) -> bool:
    """Whether whatever is chosen in the slot proves it."""
    return slot.proof is proof or all(proof in document.proves for document in slot.choices)


def is_sourced(source: Source) -> bool:
    return bool(source.basis and source.source) and date(2026, 1, 1) <= source.checked_on <= date(2030, 1, 1)


def ids_of(combinations: tuple[Combination, ...]) -> set[str]:
    return {document.id for item in combinations for slot in item.slots for document in slot.choices}


def test_no_document_is_offered_outside_its_days(law: LawBook) -> None:
    for case in every_case():
        for combination in law.combinations(case):
            for slot in combination.slots:
                assert len(slot.choices) >= slot.count, (case, combination.id)
                assert all(document.holds_on(case.day) for document in slot.choices), (case, combination.id)


def test_the_number_notice_is_never_a_document_nor_the_old_insurance_card_after_its_end(law: LawBook) -> None:
    for case in every_case():
        documents = [d for c in law.combinations(case) for slot in c.slots for d in slot.choices]
        assert not any("個人番号通知書" in document.name for document in documents)
        if case.day > date(2025, 12, 1):
            assert not any(
                "被保険者証" in document.name or "健康保険証" in document.name for document in documents
            )


def test_no_number_means_no_combination_and_no_affair(law: LawBook) -> None:
    for case in every_case():
        if case.category in NO_NUMBER:
            assert law.combinations(case) == ()
            assert law.affairs_for(case.category, case.day) == ()
            assert law.category_rule(case.category, case.day).refusal(case.day)


def test_every_category_with_a_number_has_a_way_on_every_day(law: LawBook) -> None:
    for day in DAYS:
        for category in set(PersonCategory) - NO_NUMBER:
            routes = law.routes(category, day)
            assert {Route.FACE_TO_FACE, Route.POST, Route.ELECTRONIC} <= set(routes)
            assert (Route.AGENT in routes) == (category is not PersonCategory.DEPENDANT)
            assert law.affairs_for(category, day)


def test_each_combination_proves_number_and_identity_or_says_who_did(law: LawBook) -> None:
    for case in every_case():
        for item in law.combinations(case):
            where = (case, item.id)
            if item.checked_by_worker:
                assert item.slots == (), where
                continue
            assert any(slot_proves(slot, Proof.NUMBER) for slot in item.slots), where
            identity = any(slot_proves(slot, Proof.IDENTITY) for slot in item.slots)
            assert identity or item.omission, where
            assert item.omission == bool(item.omission_reasons), where


def test_documents_without_a_photograph_are_wanted_in_twos(law: LawBook) -> None:
    for case in every_case():
        for item in law.combinations(case):
            for slot in item.slots:
                if any(document.two_needed for document in slot.choices):
                    assert slot.count == 2
                    assert all(document.two_needed for document in slot.choices)


def test_omission_only_face_to_face_and_only_for_those_who_work_here(law: LawBook) -> None:
    for case in every_case():
        omitted = [item for item in law.combinations(case) if item.omission]
        allowed = case.route is Route.FACE_TO_FACE and case.category in {
            PersonCategory.OFFICER,
            PersonCategory.EMPLOYEE,
        }
        assert bool(omitted) == allowed, case


def test_an_agent_shows_three_things(law: LawBook) -> None:
    for case in every_case():
        for item in law.combinations(case):
            proofs = {slot.proof for slot in item.slots}
            if case.route is Route.AGENT and not item.checked_by_worker:
                assert proofs == set(Proof), (case, item.id)
            else:
                assert Proof.AGENCY not in proofs, (case, item.id)


def test_dependants_are_checked_by_the_worker_alone(law: LawBook) -> None:
    for case in every_case():
        if case.category is PersonCategory.DEPENDANT:
            assert all(item.checked_by_worker for item in law.combinations(case))
    assert law.category_rule(PersonCategory.DEPENDANT, TODAY).verifier is Verifier.WORKER


def test_a_category_3_spouse_comes_through_the_worker_as_agent_or_by_entrustment(law: LawBook) -> None:
    combinations = law.combinations(VerificationCase(PersonCategory.SPOUSE3, Route.AGENT, TODAY))
    assert {"agent_spouse_worker_photo", "spouse_entrusted_to_worker"} <= {item.id for item in combinations}
    worker = next(item for item in combinations if item.id == "agent_spouse_worker_photo")
    assert "power_of_attorney" in ids_of((worker,))


@pytest.mark.parametrize(
    ("document", "word"),
    [
        ("individual_number_card", "有効期"),
        ("drivers_licence", "有効期"),
        ("passport", "有効期"),
        ("residence_card", "有効期"),
        ("qualification_certificate", "有効期"),
        ("seal_registration_certificate", "6か月"),
        ("tax_or_utility_receipt", "6か月"),
    ],
)
def test_what_runs_out_says_so_when_it_is_chosen(law: LawBook, document: str, word: str) -> None:
    assert word in law.document(document, TODAY).warning


def test_the_notification_card_has_its_warning_from_its_abolition_on(law: LawBook) -> None:
    before = law.document("notification_card", date(2020, 5, 24))
    after = law.document("notification_card", date(2020, 5, 25))
    assert before.warning == ""
    assert "住民票" in after.warning
    assert law.document("notification_card") == after


@pytest.mark.parametrize(
    ("document", "first"),
    [
        ("designated_residence_card", date(2026, 6, 14)),
        ("mynumber_licence", date(2025, 3, 24)),
        ("qualification_certificate", date(2024, 12, 2)),
        ("individual_number_card", date(2016, 1, 1)),
    ],
)
def test_new_documents_appear_on_their_day(law: LawBook, document: str, first: date) -> None:
    def offered(day: date) -> set[str]:
        return ids_of(tuple(c for case in every_case(day) for c in law.combinations(case)))

    assert document not in offered(first - timedelta(days=1))
    assert document in offered(first)


def test_every_rule_has_its_source(law: LawBook) -> None:
    sources = [law.category_rule(category, TODAY).source for category in PersonCategory]
    for day in DAYS:
        sources += [item.source for item in law.affairs(day)]
        sources += [item.source for item in law.documents(day)]
    sources += [item.source for case in every_case() for item in law.combinations(case)]
    assert all(is_sourced(source) for source in sources)
    assert {source.confidence for source in sources} == set(Confidence)


def test_combinations_are_found_by_id_in_their_case_only(law: LawBook) -> None:
    case = VerificationCase(PersonCategory.EMPLOYEE, Route.FACE_TO_FACE, TODAY)
    for item in law.combinations(case):
        assert law.combination(item.id, case) == item
    assert law.combination("post_card", case) is None
    assert len({item.id for item in law.combinations(case)}) == len(law.combinations(case))


def test_the_affairs_are_the_closed_list_of_eleven(law: LawBook) -> None:
    affairs = law.affairs(TODAY)
    assert [affair.id for affair in affairs] == [
        "income_withholding_slip",
        "employment_insurance_enrolment",
        "employment_insurance_benefits",
        "health_pension_enrolment",
        "category3_notification",
        "payment_record_fees",
        "payment_record_dividends",
        "payment_record_rent",
        "payment_record_real_estate",
        "payment_record_interest",
        "payment_record_other",
    ]
    assert not any("労災" in affair.name for affair in affairs)
    assert law.affairs(BEGINNING - timedelta(days=1)) == ()


def test_default_affairs_are_among_those_of_the_category(law: LawBook) -> None:
    for category in PersonCategory:
        possible = {affair.id for affair in law.affairs_for(category, TODAY)}
        assert possible.issuperset(law.category_rule(category, TODAY).default_affairs)
        assert law.category_rule(category, TODAY).may_collect == bool(
            law.category_rule(category, TODAY).default_affairs
        )


def test_payees_and_workers_share_no_affair(law: LawBook) -> None:
    payees = set(law.affairs_for(PersonCategory.PAYEE, TODAY))
    assert payees.isdisjoint(law.affairs_for(PersonCategory.EMPLOYEE, TODAY))


@given(st.dates(date(2016, 1, 1), date(2060, 12, 31)), st.integers(0, 1500))
def test_former_workers_may_be_asked_until_the_end_of_january_after_leaving(
    left_on: date, later: int
) -> None:
    rule = load_law().category_rule(PersonCategory.FORMER, TODAY)
    day = left_on + timedelta(days=later)
    refused = rule.refusal(day, left_on)
    assert bool(refused) == (day > date(left_on.year + 1, 1, 31))
    assert rule.refusal(day) == ""


def test_who_may_have_dependants(law: LawBook) -> None:
    allowed = {
        category for category in PersonCategory if law.category_rule(category, TODAY).dependants_allowed
    }
    assert allowed == {PersonCategory.OFFICER, PersonCategory.EMPLOYEE}


def test_every_sentence_ends_as_a_sentence(law: LawBook) -> None:
    for category in PersonCategory:
        rule = law.category_rule(category, TODAY)
        for sentence in (rule.why_not, rule.verifier_sentence, rule.until_sentence):
            assert not sentence or sentence.endswith("。"), sentence
    for case in every_case(TODAY):
        for item in law.combinations(case):
            assert item.explanation.endswith("。")
            assert not item.warning or item.warning.endswith("。")


def test_unknown_ids_are_errors_of_the_caller_and_a_clock_before_the_law_is_none(law: LawBook) -> None:
    with pytest.raises(KeyError):
        law.affair("workers_compensation")
    with pytest.raises(KeyError):
        law.document("individual_number_notice")
    before = law.category_rule(PersonCategory.EMPLOYEE, BEGINNING - timedelta(days=1))
    assert before == law.category_rule(PersonCategory.EMPLOYEE, BEGINNING)
    assert law.affair("category3_notification").holds_on(TODAY)


def test_the_book_is_one_for_the_program() -> None:
    assert load_law() is load_law()
