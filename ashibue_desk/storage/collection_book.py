"""How numbers were collected: verifications, and the course of events of requests and refusals."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, exists, func, insert, select, tuple_

from ashibue_desk.domain.collection import CollectionEvent, CollectionRecord, EventKind
from ashibue_desk.domain.identity import Verification
from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.storage.charge_tables import drop_box
from ashibue_desk.storage.rows import from_json
from ashibue_desk.storage.tables import collection_events, collections, numbers, people
from ashibue_desk.storage.verification_rows import verification_columns, verification_of


@dataclass(frozen=True, slots=True)
class CollectionBook:
    """Reads and writes collections on one connection; the caller holds the transaction."""

    connection: Connection

    def add(self, person_id: str, verification: Verification, affairs: tuple[str, ...], at: str) -> str:
        """Record a verification and return the id of the collection."""
        collection_id = uuid.uuid4().hex
        self.connection.execute(
            insert(collections).values(
                id=collection_id,
                person_id=person_id,
                **verification_columns(verification, affairs),
                recorded_at=at,
            )
        )
        return collection_id

    def of_person(self, person_id: str) -> tuple[CollectionRecord, ...]:
        """Return a person's collections, newest first."""
        query = select(collections).where(collections.c.person_id == person_id)
        return tuple(
            CollectionRecord(
                verification=verification_of(row),
                affairs=tuple(from_json(row.affairs)),
                recorded_at=row.recorded_at,
            )
            for row in self.connection.execute(query.order_by(collections.c.recorded_at.desc()))
        )

    def received_on(self) -> dict[str, date]:
        """Return for each person whose number was taken in on which day it was verified last."""
        newest = func.max(collections.c.checked_on)
        query = select(collections.c.person_id, newest).group_by(collections.c.person_id)
        return {person_id: date.fromisoformat(day) for person_id, day in self.connection.execute(query)}

    def every_affair_by_person(self) -> dict[str, frozenset[str]]:
        """Return for each person every affair for which the number was ever collected."""
        found: dict[str, frozenset[str]] = {}
        for row in self.connection.execute(select(collections.c.person_id, collections.c.affairs)):
            found[row.person_id] = found.get(row.person_id, frozenset()) | frozenset(from_json(row.affairs))
        return found

    def add_event(self, person_id: str, event: CollectionEvent, at: str) -> int:
        """Record a request, an explanation or a refusal; return the id of the entry."""
        added = self.connection.execute(
            insert(collection_events).values(
                person_id=person_id,
                kind=event.kind.value,
                happened_on=event.happened_on.isoformat(),
                text=event.text,
                recorded_by=event.recorded_by,
                recorded_at=at,
            )
        )
        return int(added.lastrowid)

    def drop_event(self, event_id: int) -> None:
        """Take out a request whose paper never came out."""
        self.connection.execute(delete(collection_events).where(collection_events.c.id == event_id))

    def events(self) -> dict[str, tuple[CollectionEvent, ...]]:
        """Return the course of events of everybody who has one, oldest first."""
        found: dict[str, tuple[CollectionEvent, ...]] = {}
        query = select(collection_events).order_by(collection_events.c.happened_on, collection_events.c.id)
        for row in self.connection.execute(query):
            event = CollectionEvent(
                EventKind(row.kind), date.fromisoformat(row.happened_on), row.text, row.recorded_by
            )
            found[row.person_id] = (*found.get(row.person_id, ()), event)
        return found

    def waiting(self, categories: Collection[PersonCategory], today: date) -> int:
        """Return how many in office of these categories have no number, not even in the drop box, and did not refuse it last."""
        one, later = collection_events, collection_events.alias()
        comes_after = tuple_(later.c.happened_on, later.c.id) > tuple_(one.c.happened_on, one.c.id)
        refused = select(one.c.person_id).where(
            one.c.kind == EventKind.REFUSED.value,
            ~exists().where(later.c.person_id == one.c.person_id, comes_after),
        )
        query = (
            select(func.count())
            .select_from(people)
            .where(
                people.c.id.not_in(select(numbers.c.person_id)),
                people.c.id.not_in(select(drop_box.c.person_id)),
                people.c.category.in_([category.value for category in categories]),
            )
            .where((people.c.left_on == "") | (people.c.left_on >= today.isoformat()))
            .where(people.c.id.not_in(refused))
        )
        return int(self.connection.execute(query).scalar_one())
