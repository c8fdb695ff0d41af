"""Contracts with contractors and the check of their clauses."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy import Connection, Row, func, insert, select, update
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
        row = self.connection.execute(select(contracts).where(contracts.c.id == contract_id)).one_or_none()
        if row is None:
            raise KeyError(contract_id)
        return _contract(row, self._clauses([contract_id]).get(contract_id, {}))

    def all(self, contractor_id: str) -> tuple[Contract, ...]:
        """Return the contracts of one contractor, newest first, with their clauses."""
        query = select(contracts).where(contracts.c.contractor_id == contractor_id)
        rows = self.connection.execute(query.order_by(contracts.c.seq.desc())).all()
        clauses = self._clauses([row.id for row in rows])
        return tuple(_contract(row, clauses.get(row.id, {})) for row in rows)

    def counting(self, day: date) -> Mapping[str, Contract]:
        """Return by contractor the contract that counts: the newest in force on ``day``, or the newest of all."""
        chosen: dict[str, Contract] = {}
        for row in self.connection.execute(select(contracts).order_by(contracts.c.seq)):
            contract = _contract(row, {})
            before = chosen.get(contract.contractor_id)
            if before is None or contract.in_force_on(day) or not before.in_force_on(day):
                chosen[contract.contractor_id] = contract
        clauses = self._clauses([contract.id for contract in chosen.values()])
        return {
            contractor_id: replace(contract, clauses=clauses.get(contract.id, {}))
            for contractor_id, contract in chosen.items()
        }

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
        query = select(contract_clauses).where(contract_clauses.c.contract_id.in_(list(contract_ids)))
        found: dict[str, dict[str, ClauseAnswer]] = defaultdict(dict)
        for row in self.connection.execute(query):
            found[row.contract_id][row.clause_id] = ClauseAnswer(row.clause_id, row.place, row.note)
        return found


def _contract(row: Row[tuple[str, ...]], clauses: Mapping[str, ClauseAnswer]) -> Contract:
    entry = ContractEntry(
        title=row.title,
        signed_on=to_date(row.signed_on),
        starts_on=to_date(row.starts_on),
        ends_on=to_date(row.ends_on),
        place=row.place,
        equal_measures_on=to_date(row.equal_measures_on),
        equal_measures_note=row.equal_measures_note,
    )
    return Contract(
        row.id,
        row.contractor_id,
        entry,
        clauses,
        to_date(row.checked_on),
        row.checked_by,
        row.equal_measures_by,
    )


def _columns(entry: ContractEntry) -> dict[str, str]:
    values = asdict(entry)
    for name in _DAYS:
        values[name] = to_text(values[name])
    return values
