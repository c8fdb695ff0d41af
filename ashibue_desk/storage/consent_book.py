"""Consent forms: which version went out, came back, and where the paper lies."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from ashibue_desk.domain.consent import ConsentRow, ConsentState
from ashibue_desk.domain.people import WORKERS
from ashibue_desk.storage.rows import some_at_a_time, to_date
from ashibue_desk.storage.tables import consents, people


@dataclass(frozen=True, slots=True)
class ConsentBook:
    """Reads and writes consent forms on one connection; the caller holds the transaction."""

    connection: Connection

    def set(
        self, person_ids: Sequence[str], state: ConsentState, first_version: int, **columns: str | int
    ) -> None:
        """Set the state and the named columns of every person given; others keep what they had.

        Who had no form before gets ``first_version``; the others keep the version of their paper.
        """
        for person_id in person_ids:
            values = {"person_id": person_id, "state": state.value, "version": first_version, **columns}
            statement = insert(consents).values(**values)
            self.connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["person_id"], set_={"state": state.value, **columns}
                )
            )

    def as_kept(self, person_ids: Sequence[str]) -> dict[str, dict[str, str | int]]:
        """Return what is kept of each of ``person_ids``, column by column; nobody who has no form yet."""
        found: dict[str, dict[str, str | int]] = {}
        for some in some_at_a_time(person_ids):
            query = select(consents).where(consents.c.person_id.in_(some))
            rows = self.connection.execute(query).mappings()
            found |= {row["person_id"]: {**row} for row in rows}
        return found

    def put_back(self, person_id: str, kept: Mapping[str, str | int]) -> None:
        """Keep of a person again what ``as_kept`` returned; nothing for empty."""
        self.connection.execute(delete(consents).where(consents.c.person_id == person_id))
        if kept:
            self.connection.execute(insert(consents).values(**kept))

    def rows(self, *, today: date, newest_version: int) -> tuple[ConsentRow, ...]:
        """Return every worker in office on ``today`` with the state of their consent form, by code and kana."""
        query = (
            select(people.c.id, people.c.code, people.c.name, people.c.kana, people.c.department)
            .add_columns(consents.c.state, consents.c.version, consents.c.issued_on, consents.c.received_on)
            .add_columns(consents.c.place, consents.c.note)
            .outerjoin(consents, consents.c.person_id == people.c.id)
            .where(people.c.category.in_([category.value for category in WORKERS]))
            .where((people.c.left_on == "") | (people.c.left_on >= today.isoformat()))
        )
        found = [
            ConsentRow(
                person_id=row.id,
                code=row.code,
                name=row.name,
                kana=row.kana,
                department=row.department,
                state=_state(row.state, row.version, newest_version),
                version=row.version or 0,
                issued_on=to_date(row.issued_on or ""),
                received_on=to_date(row.received_on or ""),
                place=row.place or "",
                note=row.note or "",
            )
            for row in self.connection.execute(query)
        ]
        return tuple(sorted(found, key=lambda row: (row.code, row.kana)))

    def counts(self, *, today: date, newest_version: int) -> Counter[ConsentState]:
        """Return how many workers in office stand in each state, without reading them one by one."""
        query = (
            select(consents.c.state, consents.c.version, func.count())
            .select_from(people.outerjoin(consents, consents.c.person_id == people.c.id))
            .where(people.c.category.in_([category.value for category in WORKERS]))
            .where((people.c.left_on == "") | (people.c.left_on >= today.isoformat()))
            .group_by(consents.c.state, consents.c.version)
        )
        found: Counter[ConsentState] = Counter()
        for stored, version, count in self.connection.execute(query):
            found[_state(stored, version, newest_version)] += count
        return found


def _state(stored: str | None, version: int | None, newest_version: int) -> ConsentState:
    state = ConsentState(stored) if stored else ConsentState.NOT_ISSUED
    if state is ConsentState.RECEIVED and (version or 0) < newest_version:
        return ConsentState.RENEW
    return state
