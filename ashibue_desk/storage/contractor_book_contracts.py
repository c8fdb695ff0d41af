"""Contracts with contractors and the check of their clauses."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from ashibue_desk.domain.contractor_contract import ClauseAnswer, Contract, ContractEntry
from ashibue_desk.storage.contractor_tables import contract_clauses, contracts
from ashibue_desk.storage.rows import to_date, to_text

_DAYS = ("signed_on", "starts_on", "ends_on", "equal_measures_on")


@dataclass(frozen=True, slots=True)
class ContractBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def add(
        self, contract_id: str, contractor_id: str, entry: ContractEntry, measures_by: str, at: str
    ) -> None:
        """Record a contract."""
        self.connection.execute(
            insert(contracts).values(
                id=contract_id,
                contractor_id=contractor_id,
                seq=select(func.coalesce(func.max(contracts.c.seq), 0) + 1).scalar_subquery(),
                equal_measures_by=measures_by,
                recorded_at=at,
                **_columns(entry),
            )
        )

    def change(self, contract_id: str, entry: ContractEntry, measures_by: str) -> None:
        """Store what was typed anew."""
        self.connection.execute(
            update(contracts)
            .where(contracts.c.id == contract_id)
            .values(equal_measures_by=measures_by, **_columns(entry))
        )

    def get(self, contract_id: str) -> Contract:
        """Return one contract; raise ``KeyError`` if there is none."""
        query = select(contracts.c.contractor_id).where(contracts.c.id == contract_id)
        contractor_id = self.connection.execute(query).scalar_one_or_none()
        for contract in self.all(contractor_id).get(contractor_id, ()) if contractor_id else ():
            if contract.id == contract_id:
                return contract
        raise KeyError(contract_id)

    def all(self, contractor_id: str = "") -> Mapping[str, tuple[Contract, ...]]:
        """Return the contracts by contractor, newest first, with their clauses."""
        query = select(contracts).order_by(contracts.c.seq.desc())
        if contractor_id:
            query = query.where(contracts.c.contractor_id == contractor_id)
        rows = self.connection.execute(query).all()
        clauses = self._clauses([row.id for row in rows]) if rows else {}
        found: dict[str, list[Contract]] = defaultdict(list)
        for row in rows:
            entry = ContractEntry(
                title=row.title,
                signed_on=to_date(row.signed_on),
                starts_on=to_date(row.starts_on),
                ends_on=to_date(row.ends_on),
                place=row.place,
                equal_measures_on=to_date(row.equal_measures_on),
                equal_measures_note=row.equal_measures_note,
            )
            found[row.contractor_id].append(
                Contract(
                    row.id,
                    row.contractor_id,
                    entry,
                    clauses.get(row.id, {}),
                    to_date(row.checked_on),
                    row.checked_by,
                    row.equal_measures_by,
                )
            )
        return {key: tuple(values) for key, values in found.items()}

    def check(self, contract_id: str, answers: Iterable[ClauseAnswer], on: date, by: str) -> None:
        """Store where the clauses stand; those not given stay as they are."""
        for answer in answers:
            values = {"place": answer.place, "note": answer.note}
            statement = upsert(contract_clauses).values(
                contract_id=contract_id, clause_id=answer.clause_id, **values
            )
            self.connection.execute(
                statement.on_conflict_do_update(index_elements=["contract_id", "clause_id"], set_=values)
            )
        self.connection.execute(
            update(contracts)
            .where(contracts.c.id == contract_id)
            .values(checked_on=to_text(on), checked_by=by)
        )

    def _clauses(self, contract_ids: Collection[str]) -> dict[str, dict[str, ClauseAnswer]]:
        query = select(contract_clauses)
        if len(contract_ids) == 1:
            query = query.where(contract_clauses.c.contract_id.in_(list(contract_ids)))
        found: dict[str, dict[str, ClauseAnswer]] = defaultdict(dict)
        for row in self.connection.execute(query):
            found[row.contract_id][row.clause_id] = ClauseAnswer(row.clause_id, row.place, row.note)
        return found


def _columns(entry: ContractEntry) -> dict[str, str]:
    values = asdict(entry)
    for name in _DAYS:
        values[name] = to_text(values[name])
    return values
