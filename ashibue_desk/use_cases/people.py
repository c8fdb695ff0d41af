"""The list of people: reading it, adding, changing, leaving."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date

from ashibue_desk.domain.collection import CollectionEvent, CollectionRecord
from ashibue_desk.domain.corporate_number import corporate_number_problem
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.japanese_calendar import both
from ashibue_desk.domain.number_shield import holds_number
from ashibue_desk.domain.people import (
    FAMILY,
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_TEXT,
    PAYEES,
    Person,
    PersonCategory,
    PersonChange,
    PersonEntry,
    PersonRow,
    standing,
)
from ashibue_desk.domain.problems import Problem, blocking
from ashibue_desk.domain.roles import SEES_STAFF, Role
from ashibue_desk.domain.unseen import UNSEEN, visible
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.situations import PersonGone

MAY_WRITE = (Role.OFFICER, Role.HANDLER)


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """Everything about one person but the number."""

    person: Person
    worker: Person | None
    family: tuple[Person, ...]
    history: tuple[PersonChange, ...]
    collections: tuple[CollectionRecord, ...]
    events: tuple[CollectionEvent, ...]
    refusal: str  # why no number may be collected, or empty


def list_people(desk: Desk) -> tuple[PersonRow, ...]:
    """Return everybody, by code and kana; not for the system keeper."""
    desk.require(*SEES_STAFF)
    with desk.vault.reading():
        return desk.vault.people.rows()


def person_details(desk: Desk, person_id: str) -> PersonDetails:
    """Return one person with family, history and collections; raise ``PersonGone``."""
    desk.require(*SEES_STAFF)
    with desk.vault.reading():
        person = get_person(desk, person_id)
        worker = desk.vault.people.get(person.entry.worker_id) if person.entry.worker_id else None
        return PersonDetails(
            person=person,
            worker=worker,
            family=desk.vault.people.family(person_id),
            history=desk.vault.people.history(person_id),
            collections=desk.vault.collections.of_person(person_id),
            events=desk.vault.collections.events().get(person_id, ()),
            refusal=collection_refusal(desk, person.entry),
        )


def get_person(desk: Desk, person_id: str) -> Person:
    """Return one person; raise ``PersonGone``."""
    desk.require(*SEES_STAFF)
    try:
        return desk.vault.people.get(person_id)
    except KeyError:
        raise PersonGone from None


def collection_refusal(desk: Desk, entry: PersonEntry) -> str:
    """Say why the law or the regulation forbids to collect this person's number today, or return ``""``.

    Family is asked through the worker: what forbids to ask the worker forbids to ask them.
    """
    worker = desk.vault.people.get(entry.worker_id).entry if entry.worker_id else None
    of_worker = refusal_of(desk, worker.category, worker.left_on) if worker else ""
    return of_worker or refusal_of(desk, entry.category, entry.left_on)


def refusal_of(desk: Desk, category: PersonCategory, left_on: date | None) -> str:
    """Say why no number may be collected today from somebody of ``category`` whose last day was ``left_on``, or ``""``."""
    rule = desk.law.category_rule(standing(category, left_on, desk.today), desk.today)
    return rule.refusal(desk.today, left_on)


def check_entry(desk: Desk, entry: PersonEntry, person_id: str = "") -> tuple[Problem, ...]:
    """Return what is wrong or doubtful with an entry; ``person_id`` names the person being changed."""
    desk.require(*MAY_WRITE)
    stored = _stored_texts(desk, person_id) if person_id else {}
    problems = [*_problems_of_dates(entry, desk.today), *_problems_of_texts(entry, stored)]
    if not visible(entry.name).strip():
        problems.append(Problem("name", "氏名を入力してください。"))
    elif len(entry.name) > LONGEST_NAME:
        problems.append(Problem("name", f"氏名が{LONGEST_NAME}字を超えています。"))
    if entry.corporate_number and (wrong := corporate_number_problem(entry.corporate_number)):
        problems.append(wrong)
    problems += _problems_of_family(desk, entry, person_id)
    if entry.code and (other := _holder_of_code(desk, entry, person_id)):
        problems.append(Problem("code", f"この番号は {other} さんが使っています。別の番号にしてください。"))
    return tuple(problems)


def add_person(desk: Desk, entry: PersonEntry) -> tuple[Problem, ...] | Done[str]:
    """Add one person; return what is wrong, or the new id."""
    desk.require(*MAY_WRITE)
    with desk.act():
        wrong = blocking(check_entry(desk, entry))
        if wrong:
            return wrong
        person_id = uuid.uuid4().hex
        desk.vault.people.add([(person_id, entry)], desk.now())
        desk.log(_line("名簿への登録", person_id, entry))
    return Done(person_id, Changed.PEOPLE | Changed.LOG)


def add_people(desk: Desk, entries: Sequence[PersonEntry]) -> Done[tuple[str, ...]]:
    """Add people who were checked before, in one transaction with one log line; return their ids in order."""
    desk.require(*MAY_WRITE)
    added = [(uuid.uuid4().hex, entry) for entry in entries]
    with desk.act():
        desk.vault.people.add(added, desk.now())
        desk.log(
            LogLine(
                log_class=LogClass.ADMINISTRATION,
                act="名簿への登録",
                object_label=f"{len(added)}人",
                count=max(1, len(added)),
            )
        )
    return Done(tuple(person_id for person_id, _ in added), Changed.PEOPLE | Changed.LOG)


def change_person(desk: Desk, person_id: str, entry: PersonEntry) -> tuple[Problem, ...] | Done[str]:
    """Store a changed entry with its history; return what is wrong, or the id."""
    desk.require(*MAY_WRITE)
    with desk.act():
        get_person(desk, person_id)
        wrong = blocking(check_entry(desk, entry, person_id))
        if wrong:
            return wrong
        if not _change(desk, person_id, entry):
            return Done(person_id, Changed.NOTHING)
    return Done(person_id, Changed.PEOPLE | Changed.LOG)


def record_leaving(desk: Desk, person_id: str, left_on: date) -> tuple[Problem, ...] | Done[str]:
    """Record the last day of a worker, from which retention counts."""
    desk.require(*MAY_WRITE)
    entry = replace(get_person(desk, person_id).entry, left_on=left_on)
    return change_person(desk, person_id, entry)


def record_leaving_together(
    desk: Desk, person_ids: Sequence[str], left_on: date
) -> tuple[Problem, ...] | Done[int]:
    """Record the same last day for several workers, each with a line; when it fits one of them not, for nobody."""
    desk.require(*MAY_WRITE)
    with desk.act():
        leaving = {each: replace(get_person(desk, each).entry, left_on=left_on) for each in person_ids}
        for person_id, entry in leaving.items():
            wrong = blocking(check_entry(desk, entry, person_id))
            if wrong:
                return tuple(Problem("left_on", f"{entry.name}さん: {each.sentence}") for each in wrong)
        for person_id, entry in leaving.items():
            _change(desk, person_id, entry)
    return Done(len(leaving), Changed.PEOPLE | Changed.LOG)


def _change(desk: Desk, person_id: str, entry: PersonEntry) -> bool:
    """Store an entry with its history and its line; return whether anything changed. Only inside ``act``."""
    changes = desk.vault.people.change(person_id, entry, desk.actor.name, desk.now())
    if changes:
        desk.log(replace(_line("名簿の訂正", person_id, entry), detail=f"{len(changes)}項目"))
    return bool(changes)


def workers(desk: Desk) -> tuple[PersonRow, ...]:
    """Return the workers to whom dependants may belong."""
    allowed = {
        category
        for category in PersonCategory
        if desk.law.category_rule(category, desk.today).dependants_allowed
    }
    return tuple(row for row in list_people(desk) if row.category in allowed)


def _problems_of_family(desk: Desk, entry: PersonEntry, person_id: str) -> Iterator[Problem]:
    """Family belongs to somebody who works here, never to family, to a payee, or to themselves."""
    if entry.category not in FAMILY:
        return
    if not entry.worker_id:
        yield Problem("worker_id", "だれの扶養親族・配偶者かを選んでください。")
    elif entry.worker_id == person_id or not _has_family(desk, entry.worker_id):
        yield Problem("worker_id", "名簿にいる従業者から選び直してください。")
    if person_id and desk.vault.people.family(person_id):
        yield Problem("category", "この人には家族が登録されています。先に家族の登録を直してください。")


def _has_family(desk: Desk, worker_id: str) -> bool:
    try:
        return desk.vault.people.get(worker_id).entry.category not in FAMILY | PAYEES
    except KeyError:
        return False


def _stored_texts(desk: Desk, person_id: str) -> dict[str, object]:
    try:
        return asdict(desk.vault.people.get(person_id).entry)
    except KeyError:
        return {}


def _problems_of_texts(entry: PersonEntry, stored: Mapping[str, object]) -> Iterator[Problem]:
    """Refuse an Individual Number in a field that everybody with the vault may read, signs that nobody sees, whole pages.

    What is ``stored`` already stays: one code in eleven of twelve digits looks like a number, and an import knew by its whole
    column that it is none.
    """
    for field in fields(entry):
        text = getattr(entry, field.name)
        if isinstance(text, str) and text != stored.get(field.name):
            longest = LONGEST_NOTE if field.name == "note" else LONGEST_TEXT
            yield from (Problem(field.name, sentence) for sentence in _faults_of_text(text, longest))


def _faults_of_text(text: str, longest: int) -> Iterator[str]:
    if holds_number(text):
        yield "個人番号らしい12桁の数字が入っています。個人番号はここには書かず、「収集」の画面で登録してください。"
    if UNSEEN.search(text):
        yield "目に見えない制御文字が入っています。入力し直してください。"
    if len(text) > longest:
        yield f"{longest}字を超えています。短くしてください。"


def _problems_of_dates(entry: PersonEntry, today: date) -> list[Problem]:
    problems = []
    if entry.birth_date and entry.birth_date > today:
        problems.append(Problem("birth_date", "生年月日が今日より後になっています。"))
    for field, day in (("joined_on", entry.joined_on), ("left_on", entry.left_on)):
        if entry.birth_date and day and day < entry.birth_date:
            problems.append(Problem(field, f"生年月日 {both(entry.birth_date)} より前になっています。"))
    if entry.joined_on and entry.left_on and entry.left_on < entry.joined_on:
        joined = both(entry.joined_on)
        problems.append(Problem("left_on", f"退職日が入社日 {joined} より前になっています。"))
    return problems


def _holder_of_code(desk: Desk, entry: PersonEntry, but_not: str) -> str:
    """Return who has the code of ``entry`` today; payees and the others are counted apart, as in an import."""
    is_payee = entry.category in PAYEES
    holders = (
        row.name
        for row in desk.vault.people.rows()
        if row.code == entry.code
        and row.id != but_not
        and (row.category in PAYEES) is is_payee
        and (row.left_on is None or row.left_on >= desk.today)
    )
    return next(holders, "")


def _line(act: str, person_id: str, entry: PersonEntry) -> LogLine:
    return LogLine(log_class=LogClass.ADMINISTRATION, act=act, object_id=person_id, object_label=entry.name)
