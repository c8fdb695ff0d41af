"""Papers filled from what was recorded: verification (K18), refusal (K16-3), first training (K9, K13), what is missing."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from ashibue_desk.domain.collection import CollectionEvent, EventKind
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.use_cases import collect_number, consent_forms, missing_papers, people
from ashibue_desk.use_cases import training_papers as trainings
from ashibue_desk.use_cases import verification_papers as papers
from ashibue_desk.use_cases.charge_situations import AppointmentGone
from ashibue_desk.use_cases.collection_situations import NothingAskedYet, NotVerifiedYet
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import NotYourDuty, PersonGone
from tests.helpers.desks import HANDLER, RECEIVER, WITH_NUMBERS, Scene


@dataclass(frozen=True)
class Design:
    """One form in the catalogue."""

    form_id: str = "VR"
    name: str = "本人確認の記録"
    version: int = 1
    in_force_from: date | None = date(2026, 4, 1)


VERIFIED, REFUSED = Design(), Design("RR", "いきさつの記録")
TRAINED, MISSING = Design("FT", "初任研修の記録"), Design("MP", "未提出書類の一覧")


def test_a_verification_is_told_in_words_without_any_number(desk: Desk, scene: Scene) -> None:
    person_id = scene.person_ids[0]
    (record,) = desk.vault.collections.of_person(person_id)
    facts = papers.verification_facts(desk, person_id, VERIFIED)
    assert facts.person_name == desk.vault.people.get(person_id).name
    assert facts.checked_on == record.verification.checked_on
    assert facts.checked_by == record.verification.checked_by
    assert len(facts.documents) == len(record.verification.document_ids)
    assert facts.way not in ("", "いまはない確かめ方")
    assert facts.route
    assert facts.affairs
    assert facts.recorded_on == desk.today


def test_nothing_verified_and_nothing_asked_are_said_kindly(desk: Desk, scene: Scene) -> None:
    without = scene.person_ids[WITH_NUMBERS]
    with pytest.raises(NotVerifiedYet):
        papers.verification_facts(desk, without, VERIFIED)
    with pytest.raises(NothingAskedYet):
        papers.refusal_facts(desk, without, REFUSED)
    for ask in (papers.verification_facts, papers.refusal_facts):
        with pytest.raises(PersonGone):
            ask(desk, "nobody", VERIFIED)


def test_a_refusal_is_told_step_by_step(desk: Desk, scene: Scene) -> None:
    person_id = scene.person_ids[WITH_NUMBERS]
    for kind, day, text in (
        (EventKind.REQUESTED, 1, "書面でお願いした。"),
        (EventKind.REQUESTED, 8, "もう一度お願いした。"),
        (EventKind.REFUSED, 9, "「出したくない」とのこと。"),
    ):
        collect_number.record_event(desk, person_id, CollectionEvent(kind, date(2026, 6, day), text))
    facts = papers.refusal_facts(desk, person_id, REFUSED)
    assert facts.requests == 2
    assert [step.act for step in facts.steps] == ["提供の依頼", "提供の依頼", "提供の拒否"]
    assert facts.steps[2].text == "「出したくない」とのこと。"
    assert facts.steps[0].recorded_by == desk.actor.name
    assert facts.affairs


def test_the_blank_records_offer_what_holds_today(desk: Desk) -> None:
    blank = papers.blank_verification_facts(desk, VERIFIED)
    assert blank.checked_on is None
    assert "派遣労働者" not in blank.categories
    kinds = dict(blank.kinds)
    assert all(kinds.values())
    assert any("個人番号カード" in name for name in kinds["番号を確かめた書類"])
    assert papers.blank_refusal_facts(desk, REFUSED).steps == ()
    assert trainings.blank_training_facts(desk, TRAINED).person_name == ""


def test_everybody_has_the_own_training_record_and_nobody_elses(scene: Scene) -> None:
    desk = scene.unlock(RECEIVER)
    own = desk.vault.appointments.of_user(scene.users[RECEIVER].user_id)[0]
    other = desk.vault.appointments.of_user(scene.users[HANDLER].user_id)[0]
    facts = trainings.training_facts(desk, own.id, TRAINED)
    assert (facts.person_name, facts.trained_on) == (scene.users[RECEIVER].name, own.trained_on)
    assert facts.content == own.training_note
    with pytest.raises(NotYourDuty):
        trainings.training_facts(desk, other.id, TRAINED)
    with pytest.raises(AppointmentGone):
        trainings.training_facts(desk, "nobody", TRAINED)


def test_the_list_names_consents_and_numbers_that_are_missing(desk: Desk, scene: Scene) -> None:
    facts = missing_papers.missing_papers_facts(desk, MISSING)
    rows = people.list_people(desk)
    assert facts.checked >= len(rows)
    held, without = scene.person_ids[0], scene.person_ids[WITH_NUMBERS]
    names = {row.id: row.name for row in rows}
    missing = {one.name: {each.paper: each.state for each in one.missing} for one in facts.people}
    assert missing[names[held]] == {"同意書": "未発行"}
    assert missing[names[without]] == {"同意書": "未発行", "個人番号と本人確認": "未取得"}
    dispatched = next(row.name for row in rows if row.category is PersonCategory.DISPATCHED)
    assert "個人番号と本人確認" not in missing[dispatched]
    consent_forms.record_received(desk, [held], desk.today, "書庫1")
    after = missing_papers.missing_papers_facts(desk, MISSING)
    assert names[held] not in {one.name for one in after.people}


def test_who_has_not_pledged_is_among_those_in_charge(desk: Desk, scene: Scene) -> None:
    assert missing_papers.missing_papers_facts(desk, MISSING).in_charge == ()
    one = desk.vault.appointments.of_user(scene.users[HANDLER].user_id)[0]
    with desk.act():
        desk.vault.appointments.put(replace(one, pledge_received_on=None))
    (owing,) = missing_papers.missing_papers_facts(desk, MISSING).in_charge
    assert owing.name == scene.users[HANDLER].name
    assert [each.paper for each in owing.missing] == ["誓約書"]
