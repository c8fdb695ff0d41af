"""The register of contractors, and the books of everything that belongs to one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.engine import Row

from ashibue_desk.domain.contractors import ContractorChange, ContractorEntry
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.storage.contractor_book_chain import ChainBook
from ashibue_desk.storage.contractor_book_cloud import CloudBook
from ashibue_desk.storage.contractor_book_contracts import ContractBook
from ashibue_desk.storage.contractor_book_evaluations import EvaluationBook
from ashibue_desk.storage.contractor_book_provisions import ProvisionBook
from ashibue_desk.storage.contractor_book_supervision import SupervisionBook
from ashibue_desk.storage.contractor_tables import contractor_changes, contractors
from ashibue_desk.storage.rows import from_json, to_date, to_json, to_text

_LISTS = ("affairs", "number_files")
_DAYS = ("since", "until")


@dataclass(frozen=True, slots=True)
class ContractorBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    @property
    def evaluations(self) -> EvaluationBook:
        """Return the book of evaluations."""
        return EvaluationBook(self.connection)

    @property
    def contracts(self) -> ContractBook:
        """Return the book of contracts."""
        return ContractBook(self.connection)

    @property
    def provisions(self) -> ProvisionBook:
        """Return the register of provisions."""
        return ProvisionBook(self.connection)

    @property
    def chain(self) -> ChainBook:
        """Return the book of re-entrustments."""
        return ChainBook(self.connection)

    @property
    def supervision(self) -> SupervisionBook:
        """Return the book of supervision and endings."""
        return SupervisionBook(self.connection)

    @property
    def cloud(self) -> CloudBook:
        """Return the book of checks of cloud services."""
        return CloudBook(self.connection)

    def add(self, contractor_id: str, entry: ContractorEntry, at: str) -> None:
        """Add a contractor."""
        self.connection.execute(
            insert(contractors).values(id=contractor_id, created_at=at, updated_at=at, **_columns(entry))
        )

    def get(self, contractor_id: str) -> ContractorEntry:
        """Return one entry; raise ``KeyError`` if there is none."""
        row = self.connection.execute(
            select(contractors).where(contractors.c.id == contractor_id)
        ).one_or_none()
        if row is None:
            raise KeyError(contractor_id)
        return _entry(row)

    def all(self) -> Mapping[str, ContractorEntry]:
        """Return every entry by id, in the order of the list."""
        query = select(contractors).order_by(contractors.c.kana, contractors.c.name, contractors.c.id)
        return {row.id: _entry(row) for row in self.connection.execute(query)}

    def how_many(self) -> int:
        """Return how many contractors are in the register."""
        return self.connection.execute(select(func.count()).select_from(contractors)).scalar_one()

    def search_keys(self) -> Mapping[str, str]:
        """Return the key each contractor is found by."""
        return {
            row.id: row.search_key
            for row in self.connection.execute(select(contractors.c.id, contractors.c.search_key))
        }

    def change(self, contractor_id: str, entry: ContractorEntry, actor_name: str, at: str) -> int:
        """Store a changed entry with one line of history a field; return how many fields changed."""
        old, new = _columns(self.get(contractor_id)), _columns(entry)
        changed = [name for name in new if name != "search_key" and new[name] != old[name]]
        if not changed:
            return 0
        self.connection.execute(
            update(contractors).where(contractors.c.id == contractor_id).values(updated_at=at, **new)
        )
        self.note_changes(contractor_id, {name: (old[name], new[name]) for name in changed}, actor_name, at)
        return len(changed)

    def note_changes(
        self, contractor_id: str, changed: Mapping[str, tuple[str, str]], actor_name: str, at: str
    ) -> None:
        """Keep what was corrected, by field before and after; an empty ``changed`` keeps nothing."""
        if changed:
            lines = [
                {"contractor_id": contractor_id, "at": at, "actor_name": actor_name, "field": field}
                | {"old": before, "new": after}
                for field, (before, after) in changed.items()
            ]
            self.connection.execute(insert(contractor_changes), lines)

    def history(self, contractor_id: str) -> tuple[ContractorChange, ...]:
        """Return the changes, newest first."""
        query = (
            select(contractor_changes)
            .where(contractor_changes.c.contractor_id == contractor_id)
            .order_by(contractor_changes.c.id.desc())
        )
        return tuple(
            ContractorChange(row.at, row.actor_name, row.field, row.old, row.new)
            for row in self.connection.execute(query)
        )


def _columns(entry: ContractorEntry) -> dict[str, str]:
    values = asdict(entry)
    for name in _LISTS:
        values[name] = to_json(list(values[name]))
    for name in _DAYS:
        values[name] = to_text(values[name])
    values["search_key"] = search_key(
        entry.name, entry.kana, entry.business, entry.entrusted, entry.corporate_number
    )
    return values


def _entry(row: Row[tuple[str, ...]]) -> ContractorEntry:
    kept = row._mapping  # noqa: SLF001 SQLAlchemy's public name for a row as a mapping
    values = {name: kept[name] for name in ContractorEntry.__dataclass_fields__}
    for name in _LISTS:
        values[name] = tuple(from_json(values[name]))
    for name in _DAYS:
        values[name] = to_date(values[name])
    return ContractorEntry(**values)
