"""Re-entrustment (再委託, 規程14条2項・番号法10条): asked, judged, permitted or refused; a chain to any depth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ashibue_desk.domain.contractors import ContractorState


class RequestState(Enum):
    """Where a request stands."""

    REQUESTED = "requested"
    PERMITTED = "permitted"
    REFUSED = "refused"
    ENDED = "ended"


REQUEST_STATE_NAMES = {
    RequestState.REQUESTED: "申請中",
    RequestState.PERMITTED: "許諾",
    RequestState.REFUSED: "不許諾",
    RequestState.ENDED: "終了",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReEntrustmentEntry:
    """What a contractor asks: to entrust ``scope`` on to ``sub_id``."""

    contractor_id: str
    sub_id: str
    requested_on: date
    scope: str
    reason: str = ""
    measures: str = ""  # how the contractor will supervise it


@dataclass(frozen=True, slots=True)
class ReEntrustment:
    """A request on file with its decision."""

    id: str
    entry: ReEntrustmentEntry
    contractor_name: str
    sub_name: str
    state: RequestState
    decided_on: date | None = None
    decided_by: str = ""
    conditions: str = ""
    decision_reason: str = ""
    ended_on: date | None = None

    def permitted_on(self, day: date) -> bool:
        """Whether the sub-contractor may work on ``day``."""
        if self.state not in (RequestState.PERMITTED, RequestState.ENDED) or self.decided_on is None:
            return False
        return self.decided_on <= day and (self.ended_on is None or day <= self.ended_on)


@dataclass(frozen=True, slots=True)
class ChainNode:
    """One contractor in the tree of re-entrustment, with the request that brought it there (none at the root)."""

    contractor_id: str
    name: str
    state: ContractorState
    request: ReEntrustment | None
    below: tuple["ChainNode", ...]


def closes_a_circle(links: Mapping[str, Sequence[str]], contractor_id: str, sub_id: str) -> bool:
    """Whether entrusting on from ``contractor_id`` to ``sub_id`` would lead back; ``links`` go from each to its subs."""
    waiting, seen = [sub_id], set[str]()
    while waiting:
        here = waiting.pop()
        if here == contractor_id:
            return True
        if here not in seen:
            seen.add(here)
            waiting.extend(links.get(here, ()))
    return False
