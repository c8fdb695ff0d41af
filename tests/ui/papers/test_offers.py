"""Every form of the catalogue is offered, and whatever is offered can be drawn from a real vault."""

import dataclasses

import pytest

from ashibue_desk.domain.collection import CollectionEvent, EventKind
from ashibue_desk.domain.people import PersonCategory, PersonEntry
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.superior_views import ViewPlan
from ashibue_desk.use_cases import collect_number, people, superior_views
from ashibue_desk.use_cases.desk import Desk
from forms.catalogue import FormDesign, Scene, catalogue
from tests.helpers import contractors
from tests.helpers.desks import done
from tests.helpers.pdf_text import pages, run_together
from ui.catalogue import page_specs
from ui.papers_offered import table
from ui.papers_offered.offer import Choice, Offer
from ui.papers_offered.table import offers

FILLED = [offer for offer in offers().values() if offer.filled]


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Return an office with something to fill every form with."""
    contractor = contractors.add(desk)
    contractors.evaluate(desk, contractor)
    plan = ViewPlan(
        superior_name="岬 しおん",
        post="事務局長",
        department="",
        purpose="勤務の予定を組むため",
        until=desk.today,
    )
    done(superior_views.approve_view(desk, plan))
    worker = next(row.id for row in people.list_people(desk) if row.category is PersonCategory.EMPLOYEE)
    spouse = PersonEntry(category=PersonCategory.SPOUSE3, name="葦原 大地", worker_id=worker)
    asked = CollectionEvent(EventKind.REQUESTED, desk.today, "書面でお願いした。")
    collect_number.record_event(desk, done(people.add_person(desk, spouse)).answer, asked)
    return desk


def chosen(desk: Desk, offer: Offer) -> tuple[Choice, ...]:
    """Return what the form can be filled for: one without a name where it is the office's."""
    return tuple(offer.choices(desk)) if offer.choices else (Choice("", ""),)


def test_every_form_of_the_catalogue_is_offered_and_no_other() -> None:
    assert list(offers()) == list(catalogue()), "ui/papers_offered says of each form how it can be made"


def test_the_catalogue_stands_in_the_order_of_the_scenes() -> None:
    scenes = list(Scene)
    places = [scenes.index(design.scene) for design in catalogue().values()]
    assert places == sorted(places)


def test_an_offer_leads_to_a_page_there_is() -> None:
    known = {spec.key for spec in page_specs()}
    assert {offer.page for offer in offers().values() if offer.page} <= known
    assert all(offer.render or offer.page for offer in offers().values())


@pytest.mark.parametrize(
    "offer", [offer for offer in offers().values() if offer.blank], ids=lambda o: o.form_id
)
def test_a_blank_sheet_is_drawn_with_the_offices_name(desk: Desk, offer: Offer) -> None:
    assert offer.blank is not None
    assert offer.render is not None
    text = run_together("".join(pages(offer.render(offer.blank(desk, catalogue()[offer.form_id])))))
    assert desk.vault.settings.office().name in text


@pytest.mark.parametrize("offer", FILLED, ids=lambda offer: offer.form_id)
def test_what_can_be_chosen_can_be_drawn_and_names_it(office: Desk, offer: Offer) -> None:
    assert offer.filled is not None
    assert offer.render is not None
    for choice in chosen(office, offer):
        facts = offer.filled(office, choice.key, catalogue()[offer.form_id])
        text = run_together("".join(pages(offer.render(facts))))
        assert run_together(choice.label) in text


@pytest.mark.parametrize("offer", FILLED, ids=lambda offer: offer.form_id)
def test_everybody_the_offer_names_may_list_what_it_is_filled_for(office: Desk, offer: Offer) -> None:
    for role in offer.roles:
        sitting = dataclasses.replace(
            office, actor=dataclasses.replace(office.actor, roles=frozenset({role}))
        )
        assert isinstance(chosen(sitting, offer), tuple)


@pytest.mark.parametrize(
    "offer", [offer for offer in offers().values() if offer.blank], ids=lambda o: o.form_id
)
def test_everybody_the_offer_names_may_make_it_blank(desk: Desk, offer: Offer) -> None:
    assert offer.blank is not None
    for role in offer.blank_roles:
        sitting = dataclasses.replace(desk, actor=dataclasses.replace(desk.actor, roles=frozenset({role})))
        assert offer.blank(sitting, catalogue()[offer.form_id]).head.office_name


def test_contradictions_between_table_and_catalogue_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def one(design: FormDesign) -> dict[str, FormDesign]:
        return {design.form_id: design}

    def facts(*_: object) -> None:
        return None

    plain = FormDesign("XX", "試験", Scene.USING, (), filled=True)
    refused = (
        (plain, Offer(form_id="YY")),
        (plain, Offer(form_id="XX", blank=facts)),
        (dataclasses.replace(plain, secret=True), Offer(form_id="XX", render=lambda _: b"")),
    )
    for design, offer in refused:
        monkeypatch.setattr(table, "catalogue", lambda design=design: one(design))
        with pytest.raises(ValueError, match=offer.form_id):
            table._refuse_contradictions(offer)


def test_the_auditor_is_offered_nothing_that_only_the_officer_makes() -> None:
    offered = {offer.form_id for offer in offers().values() if Role.AUDITOR in offer.roles}
    assert "CS" in offered
    assert not offered & {"Y3", "AN", "HO", "LC", "R1"}
