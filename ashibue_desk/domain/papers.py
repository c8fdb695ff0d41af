"""Papers that come back or are filed: the states a sheet goes through, and what may follow what (規程10条).

A sheet is issued (printed or kept as PDF), received, filed at a place, replaced by a newer one, and in the end destroyed.
Its row is never deleted: what was destroyed and when is the proof that it was. A sheet is on record before it leaves; one
that did not leave, because printer or disk refused it, keeps its row as cancelled.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Final

from ashibue_desk.domain.japan_time import in_japan
from ashibue_desk.domain.japanese_calendar import era_date
from ashibue_desk.domain.problems import Problem


class PaperState(Enum):
    """Where a sheet of paper stands."""

    ISSUED = "issued"  # 発行済: printed or saved, not back yet
    RECEIVED = "received"  # 受領済: back, its place not recorded yet
    FILED = "filed"  # 綴込み済: back, and where it lies is known
    SUPERSEDED = "superseded"  # 差替え済: a newer sheet counts; this one may still lie there
    DESTROYED = "destroyed"  # 廃棄済
    CANCELLED = "cancelled"  # 発行取消: on record as issued, and then it did not come out


PAPER_STATE_NAMES: Final = {
    PaperState.ISSUED: "発行済",
    PaperState.RECEIVED: "受領済",
    PaperState.FILED: "綴込み済",
    PaperState.SUPERSEDED: "差替え済",
    PaperState.DESTROYED: "廃棄済",
    PaperState.CANCELLED: "発行取消",
}

FOLLOWS: Final[Mapping[PaperState, frozenset[PaperState]]] = {
    PaperState.ISSUED: frozenset(
        {
            PaperState.RECEIVED,
            PaperState.FILED,
            PaperState.SUPERSEDED,
            PaperState.DESTROYED,
            PaperState.CANCELLED,
        }
    ),
    PaperState.RECEIVED: frozenset({PaperState.FILED, PaperState.SUPERSEDED, PaperState.DESTROYED}),
    PaperState.FILED: frozenset({PaperState.FILED, PaperState.SUPERSEDED, PaperState.DESTROYED}),
    PaperState.SUPERSEDED: frozenset({PaperState.DESTROYED}),
    PaperState.DESTROYED: frozenset(),
    PaperState.CANCELLED: frozenset(),
}
"""Which states may follow which. A filed sheet may be filed anew, at another place; nothing follows destruction."""
NEVER_OUT: Final = "紙やファイルが出なかったため"


class PaperRecord(Enum):
    """Which record tells where a sheet stands: there is one for each sheet, never two."""

    LEDGER = "ledger"  # the ledger of papers itself
    CONSENT = "consent"  # the record of consent forms: the newest sheet of each person
    PLEDGE = "pledge"  # the appointment: the newest pledge of each


class NotAllowed(ValueError):
    """A state that cannot follow the present one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPaper:
    """One sheet of paper, or the sheets stapled to it.

    Attributes:
        id: its own; of a sheet whose record is another than the ledger, the id of that record.
        form_id: its form in the catalogue; ``version`` the edition of the wording on it, 0 where none is known.
        title: the name of the form as printed.
        about_id: the person's or thing's id, empty for the office; ``about_label`` in words.
        issued_at: UTC, ISO 8601; empty for a sheet the program did not print.
        issued_by: who printed it.
        filed_at: the binder and its cabinet, in words.
        renew: whether a newer edition asks for a new sheet.

    """

    id: str
    form_id: str
    version: int
    title: str
    state: PaperState
    about_id: str = ""
    about_label: str = ""
    issued_at: str = ""
    issued_by: str = ""
    received_on: date | None = None
    filed_at: str = ""
    superseded_on: date | None = None
    destroyed_on: date | None = None
    note: str = ""
    record: PaperRecord = PaperRecord.LEDGER
    renew: bool = False

    @property
    def waits(self) -> bool:
        """Whether the sheet is still to come back."""
        return self.state is PaperState.ISSUED

    @property
    def lies_somewhere(self) -> bool:
        """Whether the sheet still exists in the office."""
        return self.state not in (PaperState.ISSUED, PaperState.DESTROYED, PaperState.CANCELLED)


def may_follow(paper: IssuedPaper, state: PaperState) -> bool:
    """Return whether ``state`` may follow the present one of a sheet whose record is the ledger."""
    return paper.record is PaperRecord.LEDGER and state in FOLLOWS[paper.state]


def issued_day(paper: IssuedPaper) -> date | None:
    """Return the office's day on which a sheet was printed, or ``None`` for one the program did not print."""
    if not paper.issued_at:
        return None
    if len(paper.issued_at) == len("2026-06-15"):
        return date.fromisoformat(paper.issued_at)
    return in_japan(paper.issued_at).date()


def check_receipt(
    on: date | None, today: date, issued: Iterable[tuple[str, date | None]]
) -> tuple[Problem, ...]:
    """Return what is wrong with the day on which sheets came back: none, to come, or before one of them went out.

    ``issued`` names whom or what each sheet is about and the day it went out, ``None`` where the program did not print it.
    """
    if on is None:
        return (Problem("received_on", "受け取った日を入力してください。"),)
    if on > today:
        return (Problem("received_on", "受け取った日が今日より後になっています。"),)
    for label, day in issued:
        if day is not None and on < day:
            whose = f"「{label}」の書類" if label else "この書類"
            text = f"受け取った日が、{whose}を渡した日({era_date(day)})より前になっています。"
            return (Problem("received_on", text),)
    return ()


def received(paper: IssuedPaper, on: date, place: str = "") -> IssuedPaper:
    """Return the sheet after it came back; with ``place`` it is filed at once. Raises ``NotAllowed``."""
    state = PaperState.FILED if place else PaperState.RECEIVED
    if paper.state is not PaperState.ISSUED:
        raise NotAllowed(paper.state)
    return replace(_moved(paper, state), received_on=on, filed_at=place)


def filed(paper: IssuedPaper, on: date, place: str) -> IssuedPaper:
    """Return the sheet after it was filed at ``place``; one that was filled in here counts as received ``on`` that day.

    Raises ``NotAllowed``; ``ValueError`` without a place.
    """
    if not place:
        raise ValueError("a filed paper has a place")
    return replace(_moved(paper, PaperState.FILED), received_on=paper.received_on or on, filed_at=place)


def superseded(paper: IssuedPaper, on: date) -> IssuedPaper:
    """Return the sheet after a newer one took its place. Raises ``NotAllowed``."""
    return replace(_moved(paper, PaperState.SUPERSEDED), superseded_on=on)


def destroyed(paper: IssuedPaper, on: date, how: str) -> IssuedPaper:
    """Return the sheet after it was destroyed; ``how`` says in words why and how. Raises ``NotAllowed``."""
    note = "。".join(part for part in (paper.note, how) if part)
    return replace(_moved(paper, PaperState.DESTROYED), destroyed_on=on, note=note)


def cancelled(paper: IssuedPaper) -> IssuedPaper:
    """Return the sheet after it turned out that it never left printer or disk. Raises ``NotAllowed``."""
    return replace(_moved(paper, PaperState.CANCELLED), note=NEVER_OUT)


def waiting_again(paper: IssuedPaper) -> IssuedPaper:
    """Return a sheet that had been replaced while it waited, after the newer one was cancelled. Raises ``NotAllowed``."""
    if paper.state is not PaperState.SUPERSEDED or paper.received_on is not None:
        raise NotAllowed(paper.state, PaperState.ISSUED)
    return replace(paper, state=PaperState.ISSUED, superseded_on=None)


def _moved(paper: IssuedPaper, state: PaperState) -> IssuedPaper:
    if not may_follow(paper, state):
        raise NotAllowed(paper.state, state)
    return replace(paper, state=state)
