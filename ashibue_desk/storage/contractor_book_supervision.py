"""Supervision of contractors: planned looks, findings, the persons who handle there, and the ending."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Connection, func, insert, select, update

from ashibue_desk.domain.contractor_supervision import (
    Ending,
    EndingEntry,
    FindingEntry,
    FindingKind,
    Look,
    OutsideHandler,
    PlanEntry,
    PlannedLook,
    ReturnWay,
    SupervisionFinding,
)
from ashibue_desk.storage.contractor_tables import (
    contractor_endings,
    contractors,
    outside_handlers,
    planned_looks,
    supervision_findings,
)
from ashibue_desk.storage.rows import from_json, to_date, to_json, to_text


@dataclass(frozen=True, slots=True)
class SupervisionBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def plan(self, look_id: str, entry: PlanEntry, at: str) -> None:
        """Record a planned look."""
        values = {**asdict(entry), "look": entry.look.value, "due_on": to_text(entry.due_on)}
        self.connection.execute(insert(planned_looks).values(id=look_id, planned_at=at, **values))

    def looks(self, contractor_id: str = "", *, only_open: bool = False) -> tuple[PlannedLook, ...]:
        """Return the looks by the day they are due."""
        query = (
            select(planned_looks, contractors.c.name)
            .join(contractors, contractors.c.id == planned_looks.c.contractor_id)
            .order_by(planned_looks.c.due_on, planned_looks.c.planned_at)
        )
        if contractor_id:
            query = query.where(planned_looks.c.contractor_id == contractor_id)
        if only_open:
            query = query.where(planned_looks.c.done_on == "", planned_looks.c.dropped_reason == "")
        return tuple(
            PlannedLook(
                id=row.id,
                entry=PlanEntry(
                    contractor_id=row.contractor_id,
                    look=Look(row.look),
                    due_on=date.fromisoformat(row.due_on),
                    topics=row.topics,
                ),
                contractor_name=row.name,
                done_on=to_date(row.done_on),
                done_by=row.done_by,
                result=row.result,
                place=row.place,
                dropped_reason=row.dropped_reason,
            )
            for row in self.connection.execute(query)
        )

    def look(self, look_id: str) -> PlannedLook:
        """Return one planned look; raise ``KeyError`` if there is none."""
        for look in self.looks():
            if look.id == look_id:
                return look
        raise KeyError(look_id)

    def update_look(self, look_id: str, **columns: str) -> None:
        """Set columns of one look."""
        self.connection.execute(update(planned_looks).where(planned_looks.c.id == look_id).values(**columns))

    def planned_for(self) -> frozenset[str]:
        """Return the contractors for which a look was ever planned and not dropped."""
        query = select(planned_looks.c.contractor_id).where(planned_looks.c.dropped_reason == "").distinct()
        return frozenset(self.connection.scalars(query))

    def last_looked(self) -> Mapping[str, date]:
        """Return by contractor the day of the last look that was done."""
        done_on = planned_looks.c.done_on
        query = select(planned_looks.c.contractor_id, func.max(done_on)).where(done_on != "")
        rows = self.connection.execute(query.group_by(planned_looks.c.contractor_id))
        return {contractor_id: date.fromisoformat(day) for contractor_id, day in rows}

    def add_finding(self, finding_id: str, entry: FindingEntry, at: str) -> None:
        """Record a finding or an accident."""
        values = {
            **asdict(entry),
            "kind": entry.kind.value,
            "found_on": to_text(entry.found_on),
            "due_on": to_text(entry.due_on),
        }
        self.connection.execute(insert(supervision_findings).values(id=finding_id, recorded_at=at, **values))

    def findings(self, contractor_id: str = "", *, only_open: bool = False) -> tuple[SupervisionFinding, ...]:
        """Return the findings, newest first."""
        query = (
            select(supervision_findings, contractors.c.name)
            .join(contractors, contractors.c.id == supervision_findings.c.contractor_id)
            .order_by(supervision_findings.c.found_on.desc(), supervision_findings.c.recorded_at.desc())
        )
        if contractor_id:
            query = query.where(supervision_findings.c.contractor_id == contractor_id)
        if only_open:
            query = query.where(supervision_findings.c.corrected_on == "")
        return tuple(
            SupervisionFinding(
                id=row.id,
                entry=FindingEntry(
                    contractor_id=row.contractor_id,
                    kind=FindingKind(row.kind),
                    found_on=date.fromisoformat(row.found_on),
                    text=row.text,
                    wanted=row.wanted,
                    due_on=to_date(row.due_on),
                    look_id=row.look_id,
                ),
                contractor_name=row.name,
                corrected_on=to_date(row.corrected_on),
                correction=row.correction,
                confirmed_by=row.confirmed_by,
            )
            for row in self.connection.execute(query)
        )

    def finding(self, finding_id: str) -> SupervisionFinding:
        """Return one finding; raise ``KeyError`` if there is none."""
        for finding in self.findings():
            if finding.id == finding_id:
                return finding
        raise KeyError(finding_id)

    def update_finding(self, finding_id: str, **columns: str) -> None:
        """Set columns of one finding."""
        self.connection.execute(
            update(supervision_findings).where(supervision_findings.c.id == finding_id).values(**columns)
        )

    def add_handler(self, handler: OutsideHandler) -> None:
        """Record a person who handles numbers at a contractor."""
        values = {**asdict(handler), "since": to_text(handler.since), "until": to_text(handler.until)}
        self.connection.execute(insert(outside_handlers).values(**values))

    def handlers(self, contractor_id: str) -> tuple[OutsideHandler, ...]:
        """Return the persons who handle or handled there, those still doing so first."""
        query = select(outside_handlers).where(outside_handlers.c.contractor_id == contractor_id)
        return tuple(
            OutsideHandler(
                row.id,
                row.contractor_id,
                row.name,
                row.duty,
                date.fromisoformat(row.since),
                to_date(row.until),
            )
            for row in self.connection.execute(
                query.order_by(outside_handlers.c.until != "", outside_handlers.c.since)
            )
        )

    def handler_of(self, handler_id: str) -> OutsideHandler:
        """Return one such person; raise ``KeyError`` if there is none."""
        query = select(outside_handlers.c.contractor_id).where(outside_handlers.c.id == handler_id)
        contractor_id = self.connection.execute(query).scalar_one_or_none()
        for handler in self.handlers(contractor_id) if contractor_id else ():
            if handler.id == handler_id:
                return handler
        raise KeyError(handler_id)

    def end_handler(self, handler_id: str, until: date) -> None:
        """Record the last day of such a person."""
        self.connection.execute(
            update(outside_handlers).where(outside_handlers.c.id == handler_id).values(until=to_text(until))
        )

    def end(self, entry: EndingEntry, confirmed_by: str, at: str) -> None:
        """Record the ending of an entrustment."""
        values = {
            **asdict(entry),
            "way": entry.way.value,
            "ended_on": to_text(entry.ended_on),
            "done_on": to_text(entry.done_on),
            "certificate_on": to_text(entry.certificate_on),
            "closed_files": to_json(list(entry.closed_files)),
        }
        self.connection.execute(
            insert(contractor_endings).values(confirmed_by=confirmed_by, recorded_at=at, **values)
        )

    def endings(self) -> Mapping[str, Ending]:
        """Return the endings by contractor."""
        return {
            row.contractor_id: Ending(
                EndingEntry(
                    contractor_id=row.contractor_id,
                    ended_on=date.fromisoformat(row.ended_on),
                    reason=row.reason,
                    way=ReturnWay(row.way),
                    done_on=to_date(row.done_on),
                    method=row.method,
                    certificate_on=to_date(row.certificate_on),
                    certificate_by=row.certificate_by,
                    certificate_place=row.certificate_place,
                    closed_files=tuple(from_json(row.closed_files)),
                    note=row.note,
                ),
                row.confirmed_by,
                row.recorded_at,
            )
            for row in self.connection.execute(select(contractor_endings))
        }
