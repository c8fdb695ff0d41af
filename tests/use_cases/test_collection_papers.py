"""Asking for numbers on paper (K15, K16, K18): who is asked, what the sheet lists, and what printing records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from ashibue_desk.domain.collection import EventKind
from ashibue_desk.domain.collection_facts import CollectionRequestFacts
from ashibue_desk.domain.handling_log import LogClass, LogFilter
from ashibue_desk.domain.people import PersonCategory, PersonEntry
from ashibue_desk.domain.policy_facts import Audience
from ashibue_desk.use_cases import collection_papers as papers
from ashibue_desk.use_cases import people
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import CollectionForbidden, PersonGone
from tests.helpers.desks import HANDLER, RECEIVER, WITH_NUMBERS, Scene


@dataclass(frozen=True)
class Design:
    """One form in the catalogue."""

    form_id: str = "CR"
    name: str = "個人番号の提供のお願い"
    version: int = 1
    in_force_from: date | None = date(2026, 4, 1)


LETTER, SHEET = Design(), Design("NS", "個人番号記入用紙")


def add(desk: Desk, category: PersonCategory, name: str, worker_id: str = "", relation: str = "") -> str:
    entry = PersonEntry(
        category=category, name=name, worker_id=worker_id, relation=relation, address="松江市"
    )
    done = people.add_person(desk, entry)
    assert isinstance(done, Done)
    return done.answer


def drawn(facts: Sequence[CollectionRequestFacts]) -> bytes:
    assert facts
    return b"paper"


def test_a_worker_is_asked_with_the_family_that_has_no_number_yet(desk: Desk, scene: Scene) -> None:
    worker = scene.person_ids[WITH_NUMBERS]
    child = add(desk, PersonCategory.DEPENDANT, "葦原 ひより", worker, "子")
    add(desk, PersonCategory.SPOUSE3, "葦原 大地", worker, "夫")
    facts = papers.request_facts(desk, worker, LETTER, SHEET, date(2026, 6, 30))
    assert facts.audience is Audience.WORKERS
    assert (facts.family_asked, facts.spouse_asked) == (True, True)
    assert [each.relation for each in facts.sheet.people] == ["本人", "子", "夫"]
    assert all(each.asked for each in facts.sheet.people)
    assert facts.due_on == date(2026, 6, 30)
    entry = people.get_person(desk, worker).entry
    assert facts.postal_code.replace("-", "") == entry.postal_code
    assert facts.address == f"{entry.address} {entry.address2}".strip()
    assert facts.address
    assert facts.sheet.family
    assert facts.affairs
    assert papers.request_facts(desk, child, LETTER, SHEET).person_name == facts.person_name
    assert papers.number_sheet_facts(desk, child, SHEET) == facts.sheet


def test_the_envelope_goes_to_those_whose_appointment_is_in_force(desk: Desk, scene: Scene) -> None:
    facts = papers.request_facts(desk, scene.person_ids[-1], LETTER, SHEET)
    assert set(facts.takers) == {scene.users[HANDLER].name, scene.users[RECEIVER].name}


def test_who_has_a_number_is_not_asked_for_it_again_on_the_sheet(desk: Desk, scene: Scene) -> None:
    (own, *_) = papers.number_sheet_facts(desk, scene.person_ids[0], SHEET).people
    assert not own.asked


def test_a_payee_is_asked_for_payment_records_without_family(desk: Desk, scene: Scene) -> None:
    payee = next(row.id for row in people.list_people(desk) if row.category is PersonCategory.PAYEE)
    facts = papers.request_facts(desk, payee, LETTER, SHEET)
    assert facts.audience is Audience.PAYEES
    assert not facts.sheet.family
    assert not facts.family_asked
    assert all("支払調書" in affair for affair in facts.affairs)


def test_printing_records_the_request_for_everybody_on_the_sheet_with_one_line(
    desk: Desk, scene: Scene
) -> None:
    worker, other = scene.person_ids[WITH_NUMBERS], scene.person_ids[WITH_NUMBERS + 1]
    child = add(desk, PersonCategory.DEPENDANT, "葦原 ひより", worker, "子")
    before = desk.vault.log.last_seq()
    done = papers.print_requests(desk, (worker, child, other), drawn, LETTER, SHEET, date(2026, 6, 30))
    assert done.answer == b"paper"
    events = desk.vault.collections.events()
    for person_id in (worker, child, other):
        (event,) = events[person_id]
        assert event.kind is EventKind.REQUESTED
        assert "令和8年6月30日まで" in event.text
        assert event.recorded_by == desk.actor.name
    entry = desk.vault.log.read(LogFilter(most=1))[0].line
    assert (entry.act, entry.log_class, entry.count) == ("提供のお願いの印刷", LogClass.COLLECTION, 2)
    assert desk.vault.log.last_seq() == before + 1


def test_what_cannot_be_drawn_is_not_recorded(desk: Desk, scene: Scene) -> None:
    def fail(_facts: Sequence[CollectionRequestFacts]) -> bytes:
        raise ValueError("no ink")

    with pytest.raises(ValueError, match="no ink"):
        papers.print_requests(desk, scene.person_ids[-1:], fail, LETTER, SHEET)
    assert scene.person_ids[-1] not in desk.vault.collections.events()


def test_nobody_is_asked_whose_number_must_not_be_collected(desk: Desk) -> None:
    for category in (PersonCategory.DISPATCHED, PersonCategory.APPLICANT):
        person = next(row.id for row in people.list_people(desk) if row.category is category)
        with pytest.raises(CollectionForbidden):
            papers.request_facts(desk, person, LETTER, SHEET)
        with pytest.raises(CollectionForbidden):
            papers.print_requests(desk, (person,), drawn, LETTER, SHEET)
    with pytest.raises(PersonGone):
        papers.request_facts(desk, "nobody", LETTER, SHEET)


def test_the_blank_papers_name_nobody(desk: Desk) -> None:
    facts = papers.blank_request_facts(desk, LETTER, SHEET)
    assert (facts.person_name, facts.requested_on, facts.due_on) == ("", None, None)
    assert facts.spouse_asked
    assert [each.name for each in facts.sheet.people] == [""]
    assert papers.blank_number_sheet_facts(desk, SHEET).people == facts.sheet.people


def test_the_power_of_attorney_goes_from_the_spouse_to_the_worker(desk: Desk, scene: Scene) -> None:
    worker = scene.person_ids[0]
    spouse = add(desk, PersonCategory.SPOUSE3, "葦原 大地", worker, "夫")
    facts = papers.attorney_facts(desk, spouse, Design("PA", "委任状"))
    assert facts.spouse_name == "葦原 大地"
    assert facts.worker_address.startswith(desk.vault.people.get(worker).entry.address)
    assert facts.worker_name == desk.vault.people.get(worker).name
    blank = papers.blank_attorney_facts(desk, Design("PA", "委任状"))
    assert (blank.spouse_name, blank.worker_name) == ("", "")
    with pytest.raises(ValueError, match="no category 3 spouse"):
        papers.attorney_facts(desk, worker, Design("PA", "委任状"))
