"""The papers that show how a number came or why it did not: identity verification (規程18条), refusal (規程16条3項)."""

from collections.abc import Iterable
from datetime import date, datetime

from ashibue_desk.domain.collection import EVENT_KIND_NAMES, CollectionEvent, CollectionRecord, EventKind
from ashibue_desk.domain.collection_facts import RecordedStep, RefusalRecordFacts, VerificationRecordFacts
from ashibue_desk.domain.identity import ROUTE_NAMES, Proof, VerificationCase
from ashibue_desk.domain.people import Person, PersonCategory
from ashibue_desk.domain.roles import READS_RECORDS, Role
from ashibue_desk.use_cases.collection_situations import NothingAskedYet, NotVerifiedYet
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_heads import Design, paper_head
from ashibue_desk.use_cases.situations import PersonGone

_PROOFS = {
    Proof.NUMBER: "番号を確かめた書類",
    Proof.IDENTITY: "身元を確かめた書類",
    Proof.AGENCY: "代理権を確かめた書類",
}


def verification_facts(desk: Desk, person_id: str, design: Design) -> VerificationRecordFacts:
    """Return how somebody's number was last verified; raise ``PersonGone`` or ``NotVerifiedYet``."""
    desk.require(*READS_RECORDS)
    with desk.vault.reading():
        person = _person(desk, person_id)
        records = desk.vault.collections.of_person(person_id)
        if not records:
            raise NotVerifiedYet
        return _verified(desk, person, records[0], design)


def blank_verification_facts(desk: Desk, design: Design) -> VerificationRecordFacts:
    """Return a record to fill by hand, with the documents, routes and affairs that hold today to tick."""
    desk.require(*Role)
    with desk.vault.reading():
        head = paper_head(desk, design)
    documents = desk.law.documents(desk.today)
    asked = [
        rule for each in PersonCategory if (rule := desk.law.category_rule(each, desk.today)).may_collect
    ]
    return VerificationRecordFacts(
        head=head,
        person_name="",
        kana="",
        code="",
        category="",
        worker_name="",
        route="",
        way="",
        documents=(),
        omission_reason="",
        agent_name="",
        affairs=_short(affair.name for affair in desk.law.affairs(desk.today)),
        checked_by="",
        checked_on=None,
        recorded_on=None,
        categories=tuple(rule.name for rule in asked),
        routes=tuple(ROUTE_NAMES.values()),
        kinds=tuple(
            (label, _short(one.name for one in documents if proof in one.proves))
            for proof, label in _PROOFS.items()
        ),
    )


def refusal_facts(desk: Desk, person_id: str, design: Design) -> RefusalRecordFacts:
    """Return the course of events of somebody who was asked; raise ``PersonGone`` or ``NothingAskedYet``."""
    desk.require(*READS_RECORDS)
    with desk.vault.reading():
        person = _person(desk, person_id)
        events = desk.vault.collections.events().get(person_id, ())
        if not events:
            raise NothingAskedYet
        rule = desk.law.category_rule(person.entry.standing_on(events[-1].happened_on), desk.today)
        return RefusalRecordFacts(
            head=paper_head(desk, design),
            person_name=person.name,
            kana=person.entry.kana,
            code=person.entry.code,
            category=rule.name,
            worker_name=_worker(desk, person),
            affairs=_affairs(desk, rule.default_affairs),
            steps=tuple(_step(event) for event in events),
            requests=sum(event.kind is EventKind.REQUESTED for event in events),
        )


def blank_refusal_facts(desk: Desk, design: Design) -> RefusalRecordFacts:
    """Return a record without steps, to fill by hand."""
    desk.require(*Role)
    with desk.vault.reading():
        head = paper_head(desk, design)
    return RefusalRecordFacts(
        head=head,
        person_name="",
        kana="",
        code="",
        category="",
        worker_name="",
        affairs=(),
        steps=(),
        requests=0,
    )


def _short(names: Iterable[str]) -> tuple[str, ...]:
    """Return ``names`` without what stands in brackets, each once: a sheet to tick has room for no more."""
    return tuple(dict.fromkeys(name.partition("(")[0] for name in names))


def _verified(
    desk: Desk, person: Person, record: CollectionRecord, design: Design
) -> VerificationRecordFacts:
    entry, verification = person.entry, record.verification
    standing = entry.standing_on(verification.checked_on)
    case = VerificationCase(standing, verification.route, verification.checked_on)
    way = desk.law.combination(verification.combination_id, case)
    return VerificationRecordFacts(
        head=paper_head(desk, design),
        person_name=person.name,
        kana=entry.kana,
        code=entry.code,
        category=desk.law.category_rule(standing, desk.today).name,
        worker_name=_worker(desk, person),
        route=ROUTE_NAMES[verification.route],
        way=way.name if way else "いまはない確かめ方",
        documents=tuple(_document(desk, each, verification.checked_on) for each in verification.document_ids),
        omission_reason=verification.omission_reason,
        agent_name=verification.agent_name,
        affairs=_affairs(desk, record.affairs),
        checked_by=verification.checked_by,
        checked_on=verification.checked_on,
        recorded_on=_local_day(desk, record.recorded_at),
    )


def _person(desk: Desk, person_id: str) -> Person:
    try:
        return desk.vault.people.get(person_id)
    except KeyError:
        raise PersonGone from None


def _worker(desk: Desk, person: Person) -> str:
    return _person(desk, person.entry.worker_id).name if person.entry.worker_id else ""


def _document(desk: Desk, document_id: str, day: date) -> str:
    try:
        return desk.law.document(document_id, day).name
    except KeyError:  # kept by an older program, under rules that are gone since
        return "いまはない種類の書類"


def _affairs(desk: Desk, ids: Iterable[str]) -> tuple[str, ...]:
    wanted = frozenset(ids)
    return tuple(affair.name for affair in desk.law.affairs(desk.today) if affair.id in wanted)


def _step(event: CollectionEvent) -> RecordedStep:
    return RecordedStep(event.happened_on, EVENT_KIND_NAMES[event.kind], event.text, event.recorded_by)


def _local_day(desk: Desk, at: str) -> date:
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is not None:
        moment = moment.astimezone(desk.surroundings.clock.local_now().tzinfo)
    return moment.date()
