"""Supervision of contractors (規程14条1項・8条4項8号): what is planned, reported, found and mended, and how it ends."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Look(Enum):
    """How the office looks after a contractor."""

    REPORT = "report"  # 書面の報告
    ON_SITE = "on_site"  # 実地の調査
    INTERVIEW = "interview"  # 聞き取り


LOOK_NAMES = {Look.REPORT: "書面の報告", Look.ON_SITE: "実地の調査", Look.INTERVIEW: "聞き取り"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEntry:
    """One planned look. ``topics`` says what is asked."""

    contractor_id: str
    look: Look
    due_on: date
    topics: str = ""


@dataclass(frozen=True, slots=True)
class PlannedLook:
    """A planned look on file; done, or given up with a reason, or still due."""

    id: str
    entry: PlanEntry
    contractor_name: str
    done_on: date | None = None
    done_by: str = ""
    result: str = ""
    place: str = ""  # where the report lies
    dropped_reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and not self.dropped_reason


class FindingKind(Enum):
    """What was found."""

    FINDING = "finding"  # 指摘
    ACCIDENT = "accident"  # 事故


FINDING_KIND_NAMES = {FindingKind.FINDING: "指摘", FindingKind.ACCIDENT: "事故"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingEntry:
    """Something that is not in order at the contractor, and what it has to do until when."""

    contractor_id: str
    kind: FindingKind
    found_on: date
    text: str
    wanted: str = ""  # 求める是正
    due_on: date | None = None
    look_id: str = ""  # the look at which it was found


@dataclass(frozen=True, slots=True)
class SupervisionFinding:
    """A finding on file; ``corrected_on`` once the correction was seen."""

    id: str
    entry: FindingEntry
    contractor_name: str
    corrected_on: date | None = None
    correction: str = ""
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class OutsideHandler:
    """A person who handles the numbers at the contractor (規程14条4項8号)."""

    id: str
    contractor_id: str
    name: str
    duty: str
    since: date
    until: date | None = None


class ReturnWay(Enum):
    """What became of the numbers when the entrustment ended."""

    RETURNED = "returned"
    ERASED = "erased"
    RETURNED_AND_ERASED = "returned_and_erased"
    NEVER_HELD = "never_held"


RETURN_WAY_NAMES = {
    ReturnWay.RETURNED: "返却",
    ReturnWay.ERASED: "廃棄・削除",
    ReturnWay.RETURNED_AND_ERASED: "返却と、写しの廃棄・削除",
    ReturnWay.NEVER_HELD: "預けたものはない",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingEntry:
    """How an entrustment ended. Erasure needs a certificate with its date and the method (規程27条3項)."""

    contractor_id: str
    ended_on: date
    reason: str
    way: ReturnWay
    done_on: date | None = None  # returned or erased on
    method: str = ""  # 溶解, 裁断 …
    certificate_on: date | None = None
    certificate_by: str = ""  # who signed it
    certificate_place: str = ""  # where the paper lies
    closed_files: tuple[str, ...] = ()  # names of the number files confirmed as closed at the contractor
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending on file, confirmed by the officer."""

    entry: EndingEntry
    confirmed_by: str
    recorded_at: str
