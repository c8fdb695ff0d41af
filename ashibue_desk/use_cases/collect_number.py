"""Taking in a number the right way (規程15条–20条): who, what for, how, verified by what, typed twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial

from ashibue_desk.domain.affairs import Affair
from ashibue_desk.domain.appointments import Appointment
from ashibue_desk.domain.collection import (
    EVENT_KIND_NAMES,
    CollectionEvent,
    CollectionRow,
    NumberReceipt,
    state_of,
)
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.identity import Combination, Route, VerificationCase, check_verification
from ashibue_desk.domain.individual_number import IndividualNumber
from ashibue_desk.domain.number_shield import mask_numbers
from ashibue_desk.domain.people import WORKERS, Person, PersonCategory
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import READS_NUMBERS, SEES_STAFF, Role
from ashibue_desk.use_cases.abilities import reason_not_able, reason_not_receiving
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.people import MAY_WRITE, collection_refusal, get_person, refusal_of
from ashibue_desk.use_cases.situations import AffairNotAllowed, CollectionForbidden

COLLECTS = (Role.OFFICER, Role.HANDLER, Role.RECEIVER)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The same number is on file for others; their ids and names."""

    holders: tuple[tuple[str, str], ...]


def list_collections(desk: Desk) -> tuple[CollectionRow, ...]:
    """Return everybody with where their number stands; read again only after something was written. Not inside an act."""
    desk.require(*SEES_STAFF)
    return desk.once("collections", _list_collections)


def _list_collections(desk: Desk) -> tuple[CollectionRow, ...]:
    with desk.vault.reading():
        events, received = desk.vault.collections.events(), desk.vault.collections.received_on()
        rows = {row.id: row for row in desk.vault.people.rows()}
    refused = cache(partial(refusal_of, desk))  # ten thousand rows ask a few questions
    found = []
    for row in rows.values():
        own = events.get(row.id, ())
        worker = rows.get(row.worker_id)
        asked = (row, worker) if worker else (row,)  # family is asked through the worker
        allowed = not any(refused(each.category, each.left_on) for each in asked)
        found.append(
            CollectionRow(
                person_id=row.id,
                code=row.code,
                name=row.name,
                kana=row.kana,
                category=row.category,
                department=row.department,
                worker_name=row.worker_name,
                state=state_of(allowed=allowed, has_number=row.has_number, events=own),
                last_event_on=own[-1].happened_on if own else None,
                received_on=received.get(row.id),
                search_key="\n".join(each.search_key for each in asked),
            )
        )
    return tuple(found)


def count_missing(desk: Desk) -> int:
    """Return how many workers in office have no number yet, did not refuse it, and can hand it to the one at the desk today."""
    return desk.once("numbers missing", _count_missing)


def _count_missing(desk: Desk) -> int:
    with desk.vault.reading():
        own = desk.own_appointments()
        asked = [category for category in WORKERS if _may_take_in(desk, category, own)]
        return desk.vault.collections.waiting(asked, desk.today)


def _may_take_in(desk: Desk, category: PersonCategory, own: Sequence[Appointment]) -> bool:
    """Whether the one at the desk, appointed as ``own`` says, may take in numbers of a category of workers today."""
    if not desk.law.category_rule(category, desk.today).may_collect:
        return False
    if not desk.actor.roles & READS_NUMBERS:
        return not reason_not_receiving(own, desk.regulation, desk.today)
    affairs = desk.law.affairs_for(category, desk.today)
    return any(not reason_not_able(own, desk.regulation, desk.today, affair.id) for affair in affairs)


def affairs_for(desk: Desk, person_id: str) -> tuple[Affair, ...]:
    """Return the affairs for which this person's number may be asked and used today."""
    desk.require(*COLLECTS)
    return desk.law.affairs_for(get_person(desk, person_id).entry.standing_on(desk.today), desk.today)


def combinations_for(desk: Desk, person_id: str, route: Route) -> tuple[Combination, ...]:
    """Return the allowed ways to verify this person by this route today."""
    desk.require(*COLLECTS)
    standing = get_person(desk, person_id).entry.standing_on(desk.today)
    return desk.law.combinations(VerificationCase(standing, route, desk.today))


def routes_for(desk: Desk, person_id: str) -> tuple[Route, ...]:
    """Return the routes that are possible for this person today."""
    desk.require(*COLLECTS)
    return desk.law.routes(get_person(desk, person_id).entry.standing_on(desk.today), desk.today)


def find_duplicate(desk: Desk, person_id: str, number: IndividualNumber) -> Duplicate | None:
    """Return for whom else the same number is on file, if anybody, as far as the actor's keys reach; a receiver has none."""
    desk.require(*COLLECTS)
    with desk.vault.reading():
        holders = desk.vault.numbers.held_by(number, desk.file_keys.values())
    others = tuple(holder for holder in holders if holder[0] != person_id)
    return Duplicate(others) if others else None


def collect_number(desk: Desk, receipt: NumberReceipt) -> tuple[Problem, ...] | Duplicate | Done[str]:
    """Seal the number with its verification and log line; return what stands in the way, or the person's id.

    What a receiver takes in goes into the drop box: a receiver has no key. Raises ``CollectionForbidden``,
    ``AffairNotAllowed``, ``NotYourDuty``, ``NotYetAble`` or ``PersonGone``.
    """
    desk.require(*COLLECTS)
    drops = not desk.actor.roles & READS_NUMBERS
    with desk.act():
        person = get_person(desk, receipt.person_id)
        problems = _check(desk, person, receipt)
        if drops:
            desk.require_able_to_receive()
        else:
            for affair_id in receipt.affairs:
                desk.require_able(affair_id)
                desk.key_for(affair_id)
        if problems:
            return problems
        if drops:
            _drop(desk, person, receipt)
        else:
            duplicate = find_duplicate(desk, person.id, receipt.number)
            if duplicate and not receipt.same_person_confirmed:
                return duplicate
            keep_number(desk, person, receipt, desk.now())
            desk.log(_line(desk, person, receipt, "個人番号の登録"))
    return Done(person.id, Changed.NUMBERS | Changed.PEOPLE | Changed.LOG)


def keep_number(desk: Desk, person: Person, receipt: NumberReceipt, now: str) -> None:
    """Seal a number that was checked into every compartment that needs it; only inside ``act``.

    Where the person has a number already, the new one takes its place there too.
    """
    collection_id = desk.vault.collections.add(person.id, receipt.verification, receipt.affairs, now)
    present = desk.vault.numbers.files_of(person.id)
    needed = {desk.compartment_for(affair_id).file_id for affair_id in receipt.affairs}
    into = [one for one in desk.vault.number_files.compartments() if one.file_id in needed | present]
    desk.refuse_foreign_files(one.file_id for one in into)
    desk.vault.numbers.put(person.id, receipt.number, into, desk.file_keys, collection_id, now)


def _drop(desk: Desk, person: Person, receipt: NumberReceipt) -> None:
    files = {desk.compartment_for(affair_id).file_id for affair_id in receipt.affairs}
    into = [one for one in desk.vault.number_files.compartments() if one.file_id in files]
    for earlier in desk.vault.drops.all():
        if earlier.person_id == person.id and earlier.received_by == desk.actor.user_id:
            desk.vault.drops.remove(earlier.id)  # typed again: only the last one goes on
    receiver = (desk.actor.user_id, desk.actor.name)
    desk.vault.drops.add(
        person.id, receipt.number, into, receipt.verification, receipt.affairs, receiver, desk.now()
    )
    desk.log(_line(desk, person, receipt, "個人番号の受領(引継ぎ待ち)"))


def _check(desk: Desk, person: Person, receipt: NumberReceipt) -> tuple[Problem, ...]:
    _refuse_forbidden(desk, person)
    _refuse_foreign_affairs(desk, person, receipt.affairs)
    return _verification_problems(desk, person, receipt)


def record_event(desk: Desk, person_id: str, event: CollectionEvent) -> tuple[Problem, ...] | Done[str]:
    """Record that the number was asked for, the duty explained, or the number refused (規程16条3項); not before the day."""
    desk.require(*MAY_WRITE)
    if event.happened_on > desk.today:
        return (Problem("happened_on", "先の日付になっています。今日までの日を入力してください。"),)
    with desk.act():
        person = get_person(desk, person_id)
        _refuse_forbidden(desk, person)
        own = CollectionEvent(event.kind, event.happened_on, mask_numbers(event.text), desk.actor.name)
        desk.vault.collections.add_event(person_id, own, desk.now())
        desk.log(
            LogLine(
                log_class=LogClass.COLLECTION,
                act=EVENT_KIND_NAMES[event.kind],
                object_id=person_id,
                object_label=person.name,
                detail=event.happened_on.isoformat(),
            )
        )
    return Done(person_id, Changed.NUMBERS | Changed.LOG)


def _refuse_forbidden(desk: Desk, person: Person) -> None:
    refusal = collection_refusal(desk, person.entry)
    if refusal:
        raise CollectionForbidden(what=refusal)


def _refuse_foreign_affairs(desk: Desk, person: Person, affairs: tuple[str, ...]) -> None:
    possible = desk.law.affairs_for(person.entry.standing_on(desk.today), desk.today)
    allowed = {affair.id for affair in possible}
    if not affairs or not set(affairs) <= allowed:
        raise AffairNotAllowed


def _verification_problems(desk: Desk, person: Person, receipt: NumberReceipt) -> tuple[Problem, ...]:
    verification, combination = receipt.verification, _way(desk, person, receipt)
    if combination is None:
        return (
            Problem("combination", "この日、この受け取り方では使えない確認方法です。選び直してください。"),
        )
    return check_verification(verification, combination, desk.today)


def _way(desk: Desk, person: Person, receipt: NumberReceipt) -> Combination | None:
    """Return the way to verify that was chosen, if it holds for the case."""
    verification = receipt.verification
    standing = person.entry.standing_on(verification.checked_on)
    case = VerificationCase(standing, verification.route, verification.checked_on)
    return desk.law.combination(verification.combination_id, case)


def _line(desk: Desk, person: Person, receipt: NumberReceipt, act: str) -> LogLine:
    verification, way = receipt.verification, _way(desk, person, receipt)
    names = "・".join(desk.law.document(document_id).name for document_id in verification.document_ids)
    by_worker = f"{way.name}({verification.checked_by})" if way is not None and way.checked_by_worker else ""
    return LogLine(
        log_class=LogClass.COLLECTION,
        act=act,
        object_id=person.id,
        object_label=person.name,
        affair=",".join(receipt.affairs),
        detail=names or verification.omission_reason or by_worker,
    )
