"""Imports of lists of people: what came in, what was left over, and the remembered meaning of columns."""

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from ashibue_desk.storage.rows import from_json, to_json
from ashibue_desk.storage.tables import column_mappings, imports

Leftover = tuple[int, str, str]  # row number in the file, name as it stands there, what is wrong


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import. ``taken_back_at`` is empty while its people are on file."""

    id: str
    at: str
    actor_name: str
    file_label: str
    taken: int
    leftovers: tuple[Leftover, ...]
    taken_back_at: str


@dataclass(frozen=True, slots=True)
class ImportBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def add(self, import_row: ImportRow) -> None:
        """Record an import before its people are added."""
        self.connection.execute(
            insert(imports).values(
                id=import_row.id,
                at=import_row.at,
                actor_name=import_row.actor_name,
                file_label=import_row.file_label,
                taken=import_row.taken,
                leftovers=to_json([list(leftover) for leftover in import_row.leftovers]),
            )
        )

    def taken_back(self, import_id: str, at: str) -> None:
        """Record that an import was taken back as a whole."""
        self.connection.execute(update(imports).where(imports.c.id == import_id).values(taken_back_at=at))

    def all(self) -> tuple[ImportRow, ...]:
        """Return every import, newest first."""
        return tuple(
            ImportRow(
                id=row.id,
                at=row.at,
                actor_name=row.actor_name,
                file_label=row.file_label,
                taken=row.taken,
                leftovers=tuple((number, name, wrong) for number, name, wrong in from_json(row.leftovers)),
                taken_back_at=row.taken_back_at,
            )
            for row in self.connection.execute(select(imports).order_by(imports.c.at.desc()))
        )

    def mapping(self, fingerprint: str) -> dict[int, str] | None:
        """Return the remembered meaning of the columns of a file with this header, if any."""
        query = select(column_mappings.c.mapping).where(column_mappings.c.fingerprint == fingerprint)
        found = self.connection.execute(query).scalar_one_or_none()
        return (
            None if found is None else {int(column): meaning for column, meaning in from_json(found).items()}
        )

    def remember_mapping(self, fingerprint: str, mapping: dict[int, str], at: str) -> None:
        """Remember what the columns of a file with this header mean."""
        values = {
            "mapping": to_json({str(column): meaning for column, meaning in mapping.items()}),
            "used_at": at,
        }
        statement = upsert(column_mappings).values(fingerprint=fingerprint, **values)
        self.connection.execute(statement.on_conflict_do_update(index_elements=["fingerprint"], set_=values))
