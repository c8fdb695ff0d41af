"""Who still owes a paper or a number: consent forms, numbers, powers of attorney, pledges, first trainings."""

from collections.abc import Iterator

from ashibue_desk.domain.appointments import Step
from ashibue_desk.domain.collection import COLLECTION_STATE_NAMES, CollectionRow, CollectionState
from ashibue_desk.domain.consent import CONSENT_STATE_NAMES, ConsentRow, ConsentState
from ashibue_desk.domain.missing_papers_facts import MissingPaper, MissingPapersFacts, OwingPerson
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.charges import PersonInCharge, list_charges
from ashibue_desk.use_cases.collect_number import list_collections
from ashibue_desk.use_cases.consent_forms import list_consents
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import Design, paper_head

_CONSENT, _NUMBER, _PLEDGE, _TRAINING = "同意書", "個人番号と本人確認", "誓約書", "最初の教育研修"
_OWED = frozenset({ConsentState.NOT_ISSUED, ConsentState.ISSUED, ConsentState.RENEW, ConsentState.WITHDRAWN})
_STEPS = {Step.PLEDGED: _PLEDGE, Step.TRAINED: _TRAINING}


def missing_papers_facts(desk: Desk, design: Design) -> MissingPapersFacts:
    """Return who owes what today; handlers see of those in charge only themselves, as on the page of charges."""
    desk.require(Role.OFFICER, Role.HANDLER, Role.AUDITOR)
    consents = {row.person_id: row for row in list_consents(desk)}
    people = list_collections(desk)
    charges = list_charges(desk)
    with desk.vault.reading():
        head = paper_head(desk, design)
    owing = (_person(desk, row, consents.get(row.person_id)) for row in people)
    in_charge = (_in_charge(person) for person in charges if not person.closed_at)
    return MissingPapersFacts(
        head=head,
        as_of=desk.today,
        people=tuple(one for one in owing if one.missing),
        in_charge=tuple(one for one in in_charge if one.missing),
        checked=len(people) + sum(not person.closed_at for person in charges),
    )


def _person(desk: Desk, row: CollectionRow, consent: ConsentRow | None) -> OwingPerson:
    family = f"{row.worker_name}さんの家族" if row.worker_name else ""
    return OwingPerson(
        name=row.name,
        kind=desk.law.category_rule(row.category, desk.today).name,
        detail="　".join(part for part in (row.code, row.department, family) if part),
        missing=tuple(_missing_of(row, consent)),
    )


def _missing_of(row: CollectionRow, consent: ConsentRow | None) -> Iterator[MissingPaper]:
    if consent is not None and consent.state in _OWED:
        yield MissingPaper(_CONSENT, CONSENT_STATE_NAMES[consent.state])
    if row.state in (CollectionState.MISSING, CollectionState.REQUESTED):
        yield MissingPaper(_NUMBER, COLLECTION_STATE_NAMES[row.state])


def _in_charge(person: PersonInCharge) -> OwingPerson:
    missing = tuple(
        MissingPaper(_STEPS[step], charge.role_name)
        for charge in person.charges
        for step in charge.missing
        if step in _STEPS
    )
    return OwingPerson(name=person.name, kind="・".join(person.role_names), detail="", missing=missing)
