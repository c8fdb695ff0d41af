"""Collecting numbers (規程16条): what is kept of it, and the course of events when somebody does not want to."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from ashibue_desk.domain.identity import Verification
from ashibue_desk.domain.individual_number import IndividualNumber
from ashibue_desk.domain.people import PersonCategory


class EventKind(Enum):
    """A step on the way to a number, or to its refusal."""

    REQUESTED = "requested"  # 提供を求めた
    EXPLAINED = "explained"  # 法令上の義務であることを説明した
    REFUSED = "refused"  # 提供を拒まれた


EVENT_KIND_NAMES = {
    EventKind.REQUESTED: "提供の依頼",
    EventKind.EXPLAINED: "義務の説明",
    EventKind.REFUSED: "提供の拒否",
}


@dataclass(frozen=True, slots=True)
class CollectionEvent:
    """One step: when it happened, in whose words, and who recorded it."""

    kind: EventKind
    happened_on: date
    text: str
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class CollectionRecord:
    """A number taken in: how it was verified and for which affairs. The number is not here."""

    verification: Verification
    affairs: tuple[str, ...]
    recorded_at: str


class CollectionState(Enum):
    """Where a person's number stands."""

    NOT_ALLOWED = "not_allowed"  # 取得してはならない
    MISSING = "missing"  # 未取得
    REQUESTED = "requested"  # 依頼中
    REFUSED = "refused"  # 拒否
    HELD = "held"  # 取得済


COLLECTION_STATE_NAMES = {
    CollectionState.NOT_ALLOWED: "取得しない",
    CollectionState.MISSING: "未取得",
    CollectionState.REQUESTED: "依頼中",
    CollectionState.REFUSED: "提供拒否",
    CollectionState.HELD: "取得済",
}


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """One person as the collection page lists them. A dependant is found by what the worker is found by."""

    person_id: str
    code: str
    name: str
    kana: str
    category: PersonCategory
    department: str
    worker_name: str
    state: CollectionState
    last_event_on: date | None
    received_on: date | None
    search_key: str = field(repr=False)

    @property
    def last_on(self) -> date | None:
        """Return the day of what was recorded last: a step on the way to the number, or the number itself."""
        days = [day for day in (self.last_event_on, self.received_on) if day is not None]
        return max(days, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberReceipt:
    """What the collecting wizard hands in at its end."""

    person_id: str
    affairs: tuple[str, ...]
    verification: Verification
    number: IndividualNumber
    same_person_confirmed: bool = False  # the same number is on file for somebody who is the same human being


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A number that a receiver handed in and nobody has taken over yet. The number is not here. Times are UTC, ISO 8601."""

    id: str
    person_id: str
    person_name: str
    affairs: tuple[str, ...]
    verification: Verification
    received_by: str
    received_by_name: str
    received_at: str


def state_of(*, allowed: bool, has_number: bool, events: tuple[CollectionEvent, ...]) -> CollectionState:
    """Return where a number stands, from what is on file."""
    if has_number:
        return CollectionState.HELD
    if not allowed:
        return CollectionState.NOT_ALLOWED
    if not events:
        return CollectionState.MISSING
    return CollectionState.REFUSED if events[-1].kind is EventKind.REFUSED else CollectionState.REQUESTED
