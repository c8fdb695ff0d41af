"""Re-entrustments: requests and decisions, and the links they make."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, or_, select, update

from ashibue_desk.domain.re_entrustment import ReEntrustment, ReEntrustmentEntry, RequestState
from ashibue_desk.storage.contractor_tables import contractors, re_entrustments
from ashibue_desk.storage.rows import to_date, to_text


@dataclass(frozen=True, slots=True)
class ChainBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def add(self, request_id: str, entry: ReEntrustmentEntry, at: str) -> None:
        """Record a request."""
        self.connection.execute(
            insert(re_entrustments).values(
                id=request_id,
                contractor_id=entry.contractor_id,
                sub_id=entry.sub_id,
                requested_on=to_text(entry.requested_on),
                scope=entry.scope,
                reason=entry.reason,
                measures=entry.measures,
                state=RequestState.REQUESTED.value,
                recorded_at=at,
            )
        )

    def update(self, request_id: str, **columns: str) -> None:
        """Set columns of one request."""
        self.connection.execute(
            update(re_entrustments).where(re_entrustments.c.id == request_id).values(**columns)
        )

    def get(self, request_id: str) -> ReEntrustment:
        """Return one request; raise ``KeyError`` if there is none."""
        for request in self.all():
            if request.id == request_id:
                return request
        raise KeyError(request_id)

    def all(self, contractor_id: str = "") -> tuple[ReEntrustment, ...]:
        """Return the requests, newest first; those of or about one contractor, if given."""
        asking, sub = contractors.alias("asking"), contractors.alias("sub")
        query = (
            select(re_entrustments, asking.c.name.label("asking_name"), sub.c.name.label("sub_name"))
            .join(asking, asking.c.id == re_entrustments.c.contractor_id)
            .join(sub, sub.c.id == re_entrustments.c.sub_id)
            .order_by(re_entrustments.c.requested_on.desc(), re_entrustments.c.recorded_at.desc())
        )
        if contractor_id:
            query = query.where(
                or_(
                    re_entrustments.c.contractor_id == contractor_id,
                    re_entrustments.c.sub_id == contractor_id,
                )
            )
        return tuple(
            ReEntrustment(
                id=row.id,
                entry=ReEntrustmentEntry(
                    contractor_id=row.contractor_id,
                    sub_id=row.sub_id,
                    requested_on=date.fromisoformat(row.requested_on),
                    scope=row.scope,
                    reason=row.reason,
                    measures=row.measures,
                ),
                contractor_name=row.asking_name,
                sub_name=row.sub_name,
                state=RequestState(row.state),
                decided_on=to_date(row.decided_on),
                decided_by=row.decided_by,
                conditions=row.conditions,
                decision_reason=row.decision_reason,
                ended_on=to_date(row.ended_on),
            )
            for row in self.connection.execute(query)
        )

    def links(self) -> Mapping[str, tuple[str, ...]]:
        """Return from each contractor those it asked for or was permitted."""
        living = (RequestState.REQUESTED.value, RequestState.PERMITTED.value)
        query = select(re_entrustments.c.contractor_id, re_entrustments.c.sub_id).where(
            re_entrustments.c.state.in_(living)
        )
        found: dict[str, list[str]] = defaultdict(list)
        for contractor_id, sub_id in self.connection.execute(query):
            found[contractor_id].append(sub_id)
        return {key: tuple(values) for key, values in found.items()}
