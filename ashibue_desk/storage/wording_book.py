"""The office's own versions of the forms' wording. Nothing is ever changed or deleted: a signed paper points at its version."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select

from ashibue_desk.domain.wordings import OfficeWording
from ashibue_desk.storage.paper_tables import form_wordings


@dataclass(frozen=True, slots=True)
class WordingBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def add(self, wording: OfficeWording) -> None:
        """Record a version."""
        self.connection.execute(
            insert(form_wordings).values(
                id=wording.id,
                form=wording.form,
                version=wording.version,
                base_version=wording.base_version,
                signs_again=int(wording.signs_again),
                text=wording.toml,
                in_force_from=wording.in_force_from.isoformat(),
                made_at=wording.made_at,
                made_by=wording.made_by,
                reason=wording.reason,
            )
        )

    def all(self) -> tuple[OfficeWording, ...]:
        """Return every version of every form, by form and version."""
        return self._read("")

    def of(self, form: str) -> tuple[OfficeWording, ...]:
        """Return every version of one form, the oldest first."""
        return self._read(form)

    def _read(self, form: str) -> tuple[OfficeWording, ...]:
        query = select(form_wordings).order_by(form_wordings.c.form, form_wordings.c.version)
        if form:
            query = query.where(form_wordings.c.form == form)
        return tuple(
            OfficeWording(
                id=row.id,
                form=row.form,
                version=row.version,
                base_version=row.base_version,
                signs_again=bool(row.signs_again),
                toml=row.text,
                in_force_from=date.fromisoformat(row.in_force_from),
                made_at=row.made_at,
                made_by=row.made_by,
                reason=row.reason,
            )
            for row in self.connection.execute(query)
        )
