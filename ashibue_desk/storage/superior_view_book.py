"""Approvals of superiors' views. Nothing is ever deleted: an ended approval stays on record."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select, update

from ashibue_desk.domain.superior_views import SuperiorView
from ashibue_desk.storage.charge_tables import superior_views
from ashibue_desk.storage.rows import to_date, to_text


@dataclass(frozen=True, slots=True)
class SuperiorViewBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def add(self, view: SuperiorView) -> None:
        """Record an approval."""
        self.connection.execute(
            insert(superior_views).values(
                id=view.id,
                superior_name=view.superior_name,
                post=view.post,
                department=view.department,
                purpose=view.purpose,
                approved_on=view.approved_on.isoformat(),
                approved_by=view.approved_by,
                until=view.until.isoformat(),
                ended_on=to_text(view.ended_on),
            )
        )

    def end(self, view_id: str, on: date) -> None:
        """Record that an approval holds no longer from ``on``."""
        statement = update(superior_views).where(superior_views.c.id == view_id)
        self.connection.execute(statement.values(ended_on=on.isoformat()))

    def all(self) -> tuple[SuperiorView, ...]:
        """Return every approval, newest first."""
        query = select(superior_views).order_by(
            superior_views.c.approved_on.desc(), superior_views.c.until.desc(), superior_views.c.id
        )
        return tuple(
            SuperiorView(
                id=row.id,
                superior_name=row.superior_name,
                post=row.post,
                department=row.department,
                purpose=row.purpose,
                approved_on=date.fromisoformat(row.approved_on),
                approved_by=row.approved_by,
                until=date.fromisoformat(row.until),
                ended_on=to_date(row.ended_on),
            )
            for row in self.connection.execute(query)
        )
