"""What the papers about collecting numbers say. No number is in any of them: the sheet has boxes to write one in."""

from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.form_facts import PaperHead
from ashibue_desk.domain.policy_facts import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPerson:
    """One person on a number sheet. ``asked`` is false for somebody whose number is there already."""

    name: str
    kana: str = ""
    relation: str = ""  # 続柄, or 本人
    birth_date: date | None = None
    code: str = ""
    asked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSheetFacts:
    """個人番号記入用紙: who is asked, the worker or payee first. ``family`` adds empty lines for family not on file."""

    head: PaperHead
    people: tuple[AskedPerson, ...]
    family: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionRequestFacts:
    """個人番号の提供のお願い (規程16条1項) with its number sheet; an empty ``person_name`` leaves the name to be written.

    ``due_on`` is ``None`` while it is to be written by hand. ``postal_code`` (690-2101) and ``address`` stand behind the window
    of an envelope; empty ones are ruled to be written.
    """

    head: PaperHead
    sheet: NumberSheetFacts
    audience: Audience
    person_name: str
    requested_on: date | None
    due_on: date | None
    representative_title: str
    representative_name: str
    officer_title: str
    officer_name: str
    contact: str
    takers: tuple[str, ...]  # to whom it is handed
    affairs: tuple[str, ...]
    family_asked: bool
    spouse_asked: bool
    postal_code: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerOfAttorneyFacts:
    """国民年金第3号被保険者の届出に関する委任状 (規程18条): the spouse gives it to the worker; empty names are written by hand."""

    head: PaperHead
    spouse_name: str
    spouse_birth_date: date | None
    spouse_address: str
    worker_name: str
    worker_address: str
    representative_title: str
    representative_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationRecordFacts:
    """本人確認の記録 (規程18条): how one number was verified. Kinds of documents, never their numbers.

    Without ``checked_on`` it is a sheet to fill by hand: ``categories``, ``routes``, ``affairs`` and the ``kinds`` of
    documents, each under what they prove, are what there is to tick.
    """

    head: PaperHead
    person_name: str
    kana: str
    code: str
    category: str
    worker_name: str
    route: str
    way: str  # the combination, in words
    documents: tuple[str, ...]
    omission_reason: str
    agent_name: str
    affairs: tuple[str, ...]
    checked_by: str
    checked_on: date | None
    recorded_on: date | None
    categories: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    kinds: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedStep:
    """One step of the course of events: the day, what was done, in whose words, by whom recorded."""

    happened_on: date
    act: str
    text: str
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalRecordFacts:
    """個人番号の提供を受けられなかったいきさつの記録 (規程16条3項); without steps a sheet to fill by hand."""

    head: PaperHead
    person_name: str
    kana: str
    code: str
    category: str
    worker_name: str
    affairs: tuple[str, ...]
    steps: tuple[RecordedStep, ...]
    requests: int
