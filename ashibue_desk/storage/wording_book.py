"""The words of the forms: the office's own versions, and the originals under which its papers were made.

Nothing is ever changed or deleted: a signed paper points at its version.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, insert, select

from ashibue_desk.domain.wordings import OfficeWording
from ashibue_desk.storage.paper_tables import form_wordings

# Before the name of a form: an original kept as it was; its versions only count them.
_ORIGINAL = "original of "


@dataclass(frozen=True, slots=True)
class WordingBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def add(self, wording: OfficeWording) -> None:
        """Record a version."""
        self._insert(wording, wording.form)

    def keep_original(self, wording: OfficeWording) -> None:
        """Record an original of the regulation pack as it is used from now on."""
        self._insert(wording, _ORIGINAL + wording.form)

    def last_originals(self) -> dict[str, str]:
        """Return the reason of the original that was kept last, by form; that of forms with versions of the office is empty.

        What those say is kept with the versions.
        """
        query = select(form_wordings.c.form, form_wordings.c.reason).order_by(
            form_wordings.c.form, form_wordings.c.version
        )
        found = {row.form: row.reason for row in self.connection.execute(query)}
        own = {form: "" for form in found if not form.startswith(_ORIGINAL)}
        kept = ((form, reason) for form, reason in found.items() if form.startswith(_ORIGINAL))
        return {form.removeprefix(_ORIGINAL): reason for form, reason in kept} | own

    def originals_of(self, form: str) -> tuple[OfficeWording, ...]:
        """Return the originals of one form that were kept, the oldest first; ``version`` only counts them."""
        return tuple(replace(one, form=form) for one in self._read(_ORIGINAL + form))

    def _insert(self, wording: OfficeWording, form: str) -> None:
        self.connection.execute(
            insert(form_wordings).values(
                id=wording.id,
                form=form,
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

    def of(self, form: str) -> tuple[OfficeWording, ...]:
        """Return every version of one form, the oldest first."""
        return self._read(form)

    def _read(self, form: str) -> tuple[OfficeWording, ...]:
        query = select(form_wordings).where(form_wordings.c.form == form).order_by(form_wordings.c.version)
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
