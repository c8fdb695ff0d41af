"""The papers that ask for numbers: request with number sheet (規程16条1項), and the spouse's power of attorney (規程18条).

They bear names and addresses, and boxes for numbers, but no number.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from ashibue_desk.domain.appointments import is_in_force
from ashibue_desk.domain.collection import CollectionEvent, EventKind
from ashibue_desk.domain.collection_facts import (
    AskedPerson,
    CollectionRequestFacts,
    NumberSheetFacts,
    PowerOfAttorneyFacts,
)
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.japanese_calendar import era_date
from ashibue_desk.domain.people import FAMILY, PAYEES, Person, PersonCategory
from ashibue_desk.domain.policy_facts import Audience
from ashibue_desk.domain.postal_code import written
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import Design, paper_head
from ashibue_desk.use_cases.paper_output import P, PutOut, hand_out, leaving
from ashibue_desk.use_cases.paper_put_back import Before
from ashibue_desk.use_cases.people import MAY_WRITE, collection_refusal
from ashibue_desk.use_cases.situations import CollectionForbidden, PersonGone

_OWN = "本人"
_TAKES_IN = (Role.HANDLER, Role.RECEIVER)
_CHANGED = Changed.NUMBERS | Changed.LOG


def request_facts(
    desk: Desk, person_id: str, design: Design, sheet: Design, due_on: date | None = None
) -> CollectionRequestFacts:
    """Return the request to one worker or payee; for somebody of a family that to their worker. Nothing is recorded.

    Raises ``PersonGone``, or ``CollectionForbidden`` for those whose number may not be asked for.
    """
    desk.require(*MAY_WRITE)
    with desk.vault.reading():
        return _request(desk, _asked(desk, person_id), design, sheet, due_on)


def blank_request_facts(desk: Desk, design: Design, sheet: Design) -> CollectionRequestFacts:
    """Return a request without a name, to be filled in by hand."""
    desk.require(*Role)
    with desk.vault.reading():
        empty = NumberSheetFacts(head=paper_head(desk, sheet), people=(AskedPerson(name="", relation=_OWN),))
        categories = (PersonCategory.EMPLOYEE, PersonCategory.DEPENDANT, PersonCategory.SPOUSE3)
        return _letter(desk, design, empty, "", None, categories)


def number_sheet_facts(desk: Desk, person_id: str, design: Design) -> NumberSheetFacts:
    """Return the number sheet of one worker or payee. Raises as ``request_facts``."""
    desk.require(*MAY_WRITE)
    with desk.vault.reading():
        person = _asked(desk, person_id)
        return _sheet(desk, person, desk.vault.people.family(person.id), design)


def blank_number_sheet_facts(desk: Desk, design: Design) -> NumberSheetFacts:
    """Return a number sheet without names."""
    desk.require(*Role)
    with desk.vault.reading():
        return NumberSheetFacts(head=paper_head(desk, design), people=(AskedPerson(name="", relation=_OWN),))


def print_requests(
    desk: Desk,
    person_ids: Sequence[str],
    render: Callable[[Sequence[CollectionRequestFacts]], P],
    design: Design,
    sheet: Design,
    due_on: date | None = None,
    put_out: PutOut[P] | None = None,
) -> Done[P]:
    """Draw the requests as one paper, record that each person is asked in writing, with one log line for all, and ``put_out``.

    Raises as ``request_facts``, or the ``Situation`` of a name that no font can draw; then nothing is recorded. What printer
    or disk refuse is put back.
    """
    desk.require(*MAY_WRITE)
    with desk.vault.reading():
        people = _once(_asked(desk, person_id) for person_id in person_ids)
        facts = [_request(desk, person, design, sheet, due_on) for person in people]
    drawn = render(facts)
    until = f"{era_date(due_on)}までの提供を" if due_on else "提供を"
    event = CollectionEvent(
        EventKind.REQUESTED, desk.today, f"書面で{until}お願いしました。", desk.actor.name
    )

    def record() -> Before:
        asked = [one for person in people for one in (person, *_without_number(desk, person))]
        events = [
            desk.vault.collections.add_event(one.id, event, desk.now()) for one in asked if not one.has_number
        ]
        desk.log(_line(people, f"第{facts[0].head.version}版" if facts else ""))
        return Before(events=tuple(events))

    hand_out(desk, record, leaving(put_out, drawn))
    return Done(drawn, _CHANGED)


def attorney_facts(desk: Desk, person_id: str, design: Design) -> PowerOfAttorneyFacts:
    """Return the power of attorney that a category 3 spouse gives to the worker.

    Raises ``PersonGone``, and ``ValueError`` for anybody but such a spouse.
    """
    desk.require(*MAY_WRITE)
    with desk.vault.reading():
        spouse = _person(desk, person_id)
        if spouse.entry.category is not PersonCategory.SPOUSE3 or not spouse.entry.worker_id:
            raise ValueError("no category 3 spouse of a worker")
        worker = _person(desk, spouse.entry.worker_id)
        return _attorney(desk, design, spouse, worker)


def blank_attorney_facts(desk: Desk, design: Design) -> PowerOfAttorneyFacts:
    """Return a power of attorney without names."""
    desk.require(*Role)
    with desk.vault.reading():
        return _attorney(desk, design, None, None)


def _attorney(
    desk: Desk, design: Design, spouse: Person | None, worker: Person | None
) -> PowerOfAttorneyFacts:
    office = desk.vault.settings.office()
    return PowerOfAttorneyFacts(
        head=paper_head(desk, design),
        spouse_name=spouse.name if spouse else "",
        spouse_birth_date=spouse.entry.birth_date if spouse else None,
        spouse_address=_address(spouse) or _address(worker),
        worker_name=worker.name if worker else "",
        worker_address=_address(worker),
        representative_title=office.representative_title,
        representative_name=office.representative_name,
    )


def _address(person: Person | None) -> str:
    return f"{person.entry.address} {person.entry.address2}".strip() if person else ""


def _person(desk: Desk, person_id: str) -> Person:
    try:
        return desk.vault.people.get(person_id)
    except KeyError:
        raise PersonGone from None


def _asked(desk: Desk, person_id: str) -> Person:
    """Return who is asked for somebody's number: family is asked through the worker."""
    person = _person(desk, person_id)
    refusal = collection_refusal(desk, person.entry)
    if refusal:
        raise CollectionForbidden(what=refusal)
    in_family = person.entry.category in FAMILY and person.entry.worker_id
    return _person(desk, person.entry.worker_id) if in_family else person


def _once(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple({person.id: person for person in people}.values())


def _without_number(desk: Desk, person: Person) -> tuple[Person, ...]:
    return tuple(each for each in desk.vault.people.family(person.id) if not each.has_number)


def _request(
    desk: Desk, person: Person, design: Design, sheet: Design, due_on: date | None
) -> CollectionRequestFacts:
    family = _without_number(desk, person)
    categories = {each.entry.standing_on(desk.today) for each in (person, *family)}
    facts = _letter(desk, design, _sheet(desk, person, family, sheet), person.name, due_on, categories)
    return replace(facts, postal_code=written(person.entry.postal_code), address=_address(person))


def _letter(
    desk: Desk,
    design: Design,
    sheet: NumberSheetFacts,
    name: str,
    due_on: date | None,
    categories: Iterable[PersonCategory],
) -> CollectionRequestFacts:
    office = desk.vault.settings.office()
    categories = frozenset(categories)
    return CollectionRequestFacts(
        head=paper_head(desk, design),
        sheet=sheet,
        audience=Audience.PAYEES if categories <= PAYEES else Audience.WORKERS,
        person_name=name,
        requested_on=desk.today if name else None,
        due_on=due_on,
        representative_title=office.representative_title,
        representative_name=office.representative_name,
        officer_title=office.officer_title,
        officer_name=office.officer_name,
        contact=office.contact,
        takers=_takers(desk) if name else (),
        affairs=_affairs(desk, categories),
        family_asked=bool(categories & FAMILY),
        spouse_asked=PersonCategory.SPOUSE3 in categories,
    )


def _sheet(desk: Desk, person: Person, family: Sequence[Person], design: Design) -> NumberSheetFacts:
    rows = (_row(person, _OWN), *(_row(each, each.entry.relation) for each in family if not each.has_number))
    with_family = desk.law.category_rule(person.entry.standing_on(desk.today), desk.today).dependants_allowed
    return NumberSheetFacts(head=paper_head(desk, design), people=rows, family=with_family)


def _row(person: Person, relation: str) -> AskedPerson:
    entry = person.entry
    return AskedPerson(
        name=person.name,
        kana=entry.kana,
        relation=relation,
        birth_date=entry.birth_date,
        code=entry.code,
        asked=not person.has_number,
    )


def _affairs(desk: Desk, categories: frozenset[PersonCategory]) -> tuple[str, ...]:
    usual = {
        affair for each in categories for affair in desk.law.category_rule(each, desk.today).default_affairs
    }
    return tuple(affair.name for affair in desk.law.affairs(desk.today) if affair.id in usual)


def _takers(desk: Desk) -> tuple[str, ...]:
    """Return who may take an envelope today: handlers and receivers whose appointments are in force."""
    names = (
        one.user_name
        for one in desk.vault.appointments.all()
        if one.role in _TAKES_IN and is_in_force(one, desk.today, desk.regulation.steps(one.role))
    )
    return tuple(dict.fromkeys(names))


def _line(people: Sequence[Person], detail: str) -> LogLine:
    one = people[0] if len(people) == 1 else None
    return LogLine(
        log_class=LogClass.COLLECTION,
        act="提供のお願いの印刷",
        object_id=one.id if one else "",
        object_label=one.name if one else f"{len(people)}人",
        count=max(1, len(people)),
        detail=detail,
    )
