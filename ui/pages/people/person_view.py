"""One person as the page shows them: every id and date already put into words, in the vault thread."""

from dataclasses import dataclass
from datetime import date, datetime

from ashibue_desk.domain.collection import EVENT_KIND_NAMES, CollectionRecord
from ashibue_desk.domain.identity import ROUTE_NAMES
from ashibue_desk.domain.people import FAMILY, PAYEES, Person, PersonCategory, PersonChange
from ashibue_desk.domain.roles import READS_RECORDS
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_ledger import papers_about
from ashibue_desk.use_cases.people import PersonDetails, person_details
from ui.wording.days import day_words, short_day
from ui.wording.paper_lines import paper_line
from ui.wording.people import CATEGORY_NAMES, FIELD_NAMES

Line = tuple[str, str]  # what is said, and what is said more softly below it


@dataclass(frozen=True, slots=True)
class PersonView:
    """Everything the page of a person shows."""

    details: PersonDetails
    facts: tuple[Line, ...]  # what it is called, what it is
    collections: tuple[Line, ...]
    events: tuple[Line, ...]
    history: tuple[Line, ...]
    papers: tuple[Line, ...] | None = None  # None for who may not read records

    @property
    def person(self) -> Person:
        """Return the person on file."""
        return self.details.person

    @property
    def category(self) -> PersonCategory:
        """Return the person's category."""
        return self.person.entry.category


def view_person(desk: Desk, person_id: str) -> PersonView:
    """Read one person and put everything into words; raise ``PersonGone``."""
    details = person_details(desk, person_id)
    return PersonView(
        details,
        _facts(details),
        tuple(_collection(desk, record) for record in details.collections),
        tuple(
            (
                f"{day_words(event.happened_on)}　{EVENT_KIND_NAMES[event.kind]}",
                "　".join(part for part in (event.text, f"記録: {event.recorded_by}") if part),
            )
            for event in details.events
        ),
        tuple(_change(desk, change) for change in details.history),
        _papers(desk, person_id),
    )


def _papers(desk: Desk, person_id: str) -> tuple[Line, ...] | None:
    if not desk.actor.roles & READS_RECORDS:
        return None
    return tuple(paper_line(paper, named=False) for paper in papers_about(desk, person_id))


def _facts(details: PersonDetails) -> tuple[Line, ...]:
    entry = details.person.entry
    postal = f"〒{entry.postal_code[:3]}-{entry.postal_code[3:]} " if entry.postal_code else ""
    facts = [
        ("区分", CATEGORY_NAMES[entry.category]),
        ("フリガナ", entry.kana),
        ("社員番号・コード", entry.code),
    ]
    if entry.category in FAMILY:
        worker = details.worker.name if details.worker is not None else ""
        facts += [("だれの家族か", worker), ("続柄", entry.relation)]
    if entry.category in PAYEES:
        facts.append(("支払の種類", entry.payment_kind))
    if entry.category is PersonCategory.PAYEE_CORPORATE:
        facts.append(("法人番号", entry.corporate_number))
    else:
        facts.append(("生年月日", day_words(entry.birth_date)))
    if entry.category not in FAMILY | PAYEES:
        facts += [
            ("所属", entry.department),
            ("雇用形態", entry.employment),
            ("入社日", day_words(entry.joined_on)),
            ("退職日", day_words(entry.left_on)),
        ]
    address = f"{postal}{entry.address} {entry.address2}".strip()
    return (*facts, ("住所", address), ("備考", entry.note))


def _collection(desk: Desk, record: CollectionRecord) -> Line:
    verification = record.verification
    documents = "、".join(_document(desk, each) for each in verification.document_ids) or "書類の確認なし"
    affairs = "、".join(_affair(desk, each) for each in record.affairs)
    route = ROUTE_NAMES[verification.route]
    softer = f"確かめたもの: {documents}　利用する事務: {affairs}　確かめた人: {verification.checked_by}"
    if verification.omission_reason:
        softer += f"　確認を省いた理由: {verification.omission_reason}"
    return f"{day_words(verification.checked_on)}　{route}で受け取りました", softer


def _document(desk: Desk, document_id: str) -> str:
    try:
        return desk.law.document(document_id).name
    except KeyError:  # kept by an older program, under rules that are gone since
        return document_id


def _affair(desk: Desk, affair_id: str) -> str:
    try:
        return desk.law.affair(affair_id).name
    except KeyError:
        return affair_id


def _change(desk: Desk, change: PersonChange) -> Line:
    old, new = (_value(desk, change.field, text) for text in (change.old, change.new))
    return (
        f"{FIELD_NAMES.get(change.field, change.field)}　{old} → {new}",
        f"{_local(desk, change.at)}　{change.actor}",
    )


def _value(desk: Desk, field: str, stored: str) -> str:
    if not stored:
        return "(空欄)"
    if field == "category":
        return CATEGORY_NAMES[PersonCategory(stored)]
    if field == "worker_id":
        try:
            return desk.vault.people.get(stored).name
        except KeyError:
            return "取り消された人"
    if field in ("birth_date", "joined_on", "left_on"):
        return short_day(date.fromisoformat(stored))
    return stored


def _local(desk: Desk, at: str) -> str:
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is not None:
        moment = moment.astimezone(desk.surroundings.clock.local_now().tzinfo)
    return f"{day_words(moment.date())} {moment:%H:%M}"
