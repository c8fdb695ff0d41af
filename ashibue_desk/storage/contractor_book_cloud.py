"""Checks whether a cloud service is an entrustment, with their reasoning."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select

from ashibue_desk.domain.cloud_check import CloudAnswer, CloudCheck, CloudCheckEntry, CloudConclusion
from ashibue_desk.storage.contractor_tables import cloud_checks
from ashibue_desk.storage.rows import from_json, to_json, to_text


@dataclass(frozen=True, slots=True)
class CloudBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def add(self, check: CloudCheck, at: str) -> None:
        """Record a check."""
        entry = check.entry
        self.connection.execute(
            insert(cloud_checks).values(
                id=check.id,
                contractor_id=entry.contractor_id,
                service=entry.service,
                provider=entry.provider,
                purpose=entry.purpose,
                answers=to_json({key: answer.value for key, answer in entry.answers.items()}),
                notes=to_json(dict(entry.notes)),
                own_measures=entry.own_measures,
                conclusion=check.conclusion.value,
                reasoning=to_json(list(check.reasoning)),
                decided_on=to_text(check.decided_on),
                decided_by=check.decided_by,
                recorded_at=at,
            )
        )

    def all(self, contractor_id: str = "") -> tuple[CloudCheck, ...]:
        """Return the checks, newest first; those of one contractor, if given."""
        query = select(cloud_checks).order_by(cloud_checks.c.recorded_at.desc())
        if contractor_id:
            query = query.where(cloud_checks.c.contractor_id == contractor_id)
        return tuple(
            CloudCheck(
                id=row.id,
                entry=CloudCheckEntry(
                    service=row.service,
                    provider=row.provider,
                    purpose=row.purpose,
                    contractor_id=row.contractor_id,
                    answers={key: CloudAnswer(value) for key, value in from_json(row.answers).items()},
                    notes=from_json(row.notes),
                    own_measures=row.own_measures,
                ),
                conclusion=CloudConclusion(row.conclusion),
                reasoning=tuple(from_json(row.reasoning)),
                decided_on=date.fromisoformat(row.decided_on),
                decided_by=row.decided_by,
            )
            for row in self.connection.execute(query)
        )
