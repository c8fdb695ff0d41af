"""The register of provisions to contractors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, insert, select, update

from ashibue_desk.domain.contractor_provision import Provision, ProvisionEntry, Way
from ashibue_desk.storage.contractor_tables import contractors, provisions
from ashibue_desk.storage.rows import from_json, to_date, to_json, to_text


@dataclass(frozen=True, slots=True)
class ProvisionBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def add(self, provision: Provision) -> None:
        """Record a provision."""
        entry = provision.entry
        self.connection.execute(
            insert(provisions).values(
                id=provision.id,
                contractor_id=entry.contractor_id,
                provided_on=to_text(entry.provided_on),
                what=entry.what,
                whose=entry.whose,
                count=entry.count,
                affair=entry.affair,
                way=entry.way.value,
                tracking=entry.tracking,
                receipt=entry.receipt,
                note=entry.note,
                permitted=int(provision.permitted),
                objections=to_json(list(provision.objections)),
                override_reason=provision.override_reason,
                overridden_by=provision.overridden_by,
                recorded_by=provision.recorded_by,
                recorded_at=provision.recorded_at,
            )
        )

    def get(self, provision_id: str) -> Provision:
        """Return one provision; raise ``KeyError`` if there is none."""
        for provision in self.read(provision_id=provision_id):
            return provision
        raise KeyError(provision_id)

    def read(
        self,
        *,
        contractor_id: str = "",
        provision_id: str = "",
    ) -> tuple[Provision, ...]:
        """Return provisions, newest first."""
        query = select(provisions, contractors.c.name).join(
            contractors, contractors.c.id == provisions.c.contractor_id
        )
        wanted = {
            provisions.c.contractor_id == contractor_id: contractor_id,
            provisions.c.id == provision_id: provision_id,
        }
        query = query.where(*(condition for condition, given in wanted.items() if given))
        query = query.order_by(provisions.c.provided_on.desc(), provisions.c.recorded_at.desc())
        return tuple(
            Provision(
                id=row.id,
                entry=ProvisionEntry(
                    contractor_id=row.contractor_id,
                    provided_on=date.fromisoformat(row.provided_on),
                    what=row.what,
                    whose=row.whose,
                    count=row._mapping["count"],  # noqa: SLF001 a row is a tuple, whose count() hides the column
                    affair=row.affair,
                    way=Way(row.way),
                    tracking=row.tracking,
                    receipt=row.receipt,
                    note=row.note,
                ),
                contractor_name=row.name,
                permitted=bool(row.permitted),
                objections=tuple(from_json(row.objections)),
                override_reason=row.override_reason,
                overridden_by=row.overridden_by,
                recorded_by=row.recorded_by,
                recorded_at=row.recorded_at,
                reviewed_on=to_date(row.reviewed_on),
            )
            for row in self.connection.execute(query)
        )

    def update(self, provision_id: str, **columns: str) -> None:
        """Set columns of one provision."""
        self.connection.execute(update(provisions).where(provisions.c.id == provision_id).values(**columns))

    def overridden(self) -> Mapping[str, int]:
        """Return by contractor how many provisions went against the gate and were not closed since."""
        query = (
            select(provisions.c.contractor_id, func.count())
            .where(provisions.c.permitted == 0, provisions.c.reviewed_on == "")
            .group_by(provisions.c.contractor_id)
        )
        return {row[0]: row[1] for row in self.connection.execute(query)}
