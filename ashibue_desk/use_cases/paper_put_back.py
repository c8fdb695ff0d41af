"""What the records said before papers were entered as issued, and putting it back for papers that never came out.

It is kept as plain JSON until the paper has left, for a process that is killed leaves nothing else to remember by.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ashibue_desk.domain import papers as rules
from ashibue_desk.domain.appointments import Appointment
from ashibue_desk.domain.consent import ConsentState
from ashibue_desk.domain.papers import IssuedPaper, PaperState
from ashibue_desk.storage.rows import to_date, to_text
from ashibue_desk.use_cases.desk import Desk

_SIGNED = (PaperState.RECEIVED, PaperState.FILED)


@dataclass(frozen=True, slots=True)
class Before:
    """What the records said of the papers of one act, before it. Everything in it is JSON.

    Attributes:
        entered: ids of the sheets that the act entered in the ledger.
        replaced: ids of the sheets that waited until those replaced them.
        consents: for each person what was kept of their consent form, column by column; empty where nothing was.
        handed_over: for each person the id under which the signed form went to the ledger.
        pledges: for each appointment day and edition of the pledge printed before, and the day the last one came back; empty
            where there was none.
        events: ids of the requests written into the course of events.

    """

    entered: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    consents: Mapping[str, Mapping[str, str | int]] = field(default_factory=dict)
    handed_over: Mapping[str, str] = field(default_factory=dict)
    pledges: Mapping[str, tuple[str, int, str]] = field(default_factory=dict)
    events: tuple[int, ...] = ()

    def without(self, later: "Before") -> "Before":
        """Return this without those whose records a later paper has changed since: they tell of that one now."""
        return replace(
            self,
            consents={key: kept for key, kept in self.consents.items() if key not in later.consents},
            pledges={key: kept for key, kept in self.pledges.items() if key not in later.pledges},
        )


def before_of(stored: Mapping[str, Any]) -> Before:
    """Return what ``asdict`` made of it, after it was kept as JSON."""
    return Before(
        entered=tuple(stored["entered"]),
        replaced=tuple(stored["replaced"]),
        consents=stored["consents"],
        handed_over=stored["handed_over"],
        pledges={key: (day, version, back) for key, (day, version, back) in stored["pledges"].items()},
        events=tuple(stored["events"]),
    )


def consents_before(desk: Desk, person_ids: Sequence[str], handed_over: Mapping[str, str]) -> Before:
    """Return what is kept of the consent forms of ``person_ids``; ``handed_over`` as in ``Before``."""
    kept = desk.vault.consents.as_kept(person_ids)
    return Before(consents={each: kept.get(each, {}) for each in person_ids}, handed_over=handed_over)


def pledges_before(appointments: Sequence[Appointment]) -> Before:
    """Return which pledges were printed before."""
    return Before(
        pledges={
            one.id: (to_text(one.pledge_printed_on), one.pledge_version, to_text(one.pledge_received_on))
            for one in appointments
        }
    )


def put_back(desk: Desk, before: Before) -> None:
    """Let the records say again what they said, wherever nothing has happened since; only inside ``act``."""
    _put_back_sheets(desk, before)
    for person_id, kept in before.consents.items():
        _put_back_consent(desk, person_id, kept, before.handed_over.get(person_id, ""))
    for appointment_id, (day, version, back) in before.pledges.items():
        one = desk.vault.appointments.get(appointment_id)
        if one.is_open and one.pledge_received_on == to_date(back):  # else the newer one came back meanwhile
            desk.vault.appointments.put(replace(one, pledge_printed_on=to_date(day), pledge_version=version))
    for event_id in before.events:
        desk.vault.collections.drop_event(event_id)


def _put_back_sheets(desk: Desk, before: Before) -> None:
    entered = [sheet for sheet in desk.vault.papers.many(before.entered) if sheet.waits]
    for sheet in entered:
        desk.vault.papers.put(rules.cancelled(sheet))
    about = {sheet.about_id for sheet in entered}
    for sheet in desk.vault.papers.many(before.replaced):
        if sheet.state is PaperState.SUPERSEDED and sheet.about_id in about:
            desk.vault.papers.put(rules.waiting_again(sheet))


def _put_back_consent(desk: Desk, person_id: str, kept: Mapping[str, str | int], sheet_id: str) -> None:
    now = desk.vault.consents.as_kept([person_id]).get(person_id, {})
    if now.get("state") != ConsentState.ISSUED.value:
        return  # it came back, so it was there; or it was refused meanwhile
    if sheet_id:
        (sheet,) = desk.vault.papers.many([sheet_id])
        if not _as_it_was(sheet, kept):
            return
        desk.vault.papers.hand_back(sheet_id)
    desk.vault.consents.put_back(person_id, kept)


def _as_it_was(sheet: IssuedPaper, kept: Mapping[str, str | int]) -> bool:
    return sheet.state in _SIGNED and sheet.filed_at == kept.get("place")
