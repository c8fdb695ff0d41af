"""The list of people: entries, search keys, history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import Connection, Row, exists, func, insert, select, union, update

from ashibue_desk.domain.people import Person, PersonCategory, PersonChange, PersonEntry, PersonRow
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.domain.staff_list import PersonOnFile
from ashibue_desk.storage.bulk import delete_many, insert_many
from ashibue_desk.storage.charge_tables import drop_box
from ashibue_desk.storage.paper_tables import issued_papers
from ashibue_desk.storage.rows import some_at_a_time, to_date, to_text
from ashibue_desk.storage.tables import (
    collection_events,
    collections,
    consents,
    numbers,
    people,
    person_changes,
)

_DATES = frozenset({"birth_date", "joined_on", "left_on"})
# A number may lie in several compartments; the person is one row all the same.
_HAS_NUMBER = exists().where(numbers.c.person_id == people.c.id).label("has_number")
# What a line of the list shows and no more: each value read is locked and wiped (cipher_memory_security).
_ROW_COLUMNS = (
    people.c.id,
    people.c.category,
    people.c.code,
    people.c.name,
    people.c.kana,
    people.c.department,
    people.c.employment,
    people.c.joined_on,
    people.c.left_on,
    people.c.search_key,
    people.c.worker_id,
)
_CATEGORIES = {category.value: category for category in PersonCategory}
_ENTRY_FIELDS = tuple(field.name for field in fields(PersonEntry))


class PeopleBook:
    """Reads and writes people on one connection; the caller holds the transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on ``connection``."""
        self._connection = connection

    def add(
        self, people_by_id: Iterable[tuple[str, PersonEntry]], at: str, import_id: str | None = None
    ) -> None:
        """Add people under their ids. ``at`` is the time of the act, ISO 8601 UTC."""
        values = [
            {"id": person_id, **_columns(entry), "import_id": import_id, "created_at": at, "updated_at": at}
            for person_id, entry in people_by_id
        ]
        insert_many(self._connection, people, values)

    def change(
        self, person_id: str, entry: PersonEntry, actor_name: str, at: str
    ) -> tuple[PersonChange, ...]:
        """Store the new entry and one history line for each field that differs; return those lines."""
        old, new = _columns(self.get(person_id).entry), _columns(entry)
        changes = tuple(
            PersonChange(at, actor_name, name, old[name], new[name])
            for name in _ENTRY_FIELDS
            if old[name] != new[name]
        )
        self._connection.execute(update(people).where(people.c.id == person_id).values(**new, updated_at=at))
        for change in changes:
            self._connection.execute(
                insert(person_changes).values(
                    person_id=person_id,
                    at=at,
                    actor_name=actor_name,
                    field=change.field,
                    old=change.old,
                    new=change.new,
                )
            )
        return changes

    def get(self, person_id: str) -> Person:
        """Return one person; raise ``KeyError`` if there is none."""
        query = select(people, _HAS_NUMBER).where(people.c.id == person_id)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            raise KeyError(person_id)
        return _person(row)

    def many(self, person_ids: Sequence[str]) -> tuple[Person, ...]:
        """Return people in the order of ``person_ids``; unknown ids raise ``KeyError``."""
        found: dict[str, Person] = {}
        for some in some_at_a_time(person_ids):
            query = select(people, _HAS_NUMBER).where(people.c.id.in_(some))
            found |= {row.id: _person(row) for row in self._connection.execute(query)}
        return tuple(found[person_id] for person_id in person_ids)

    def rows(self) -> tuple[PersonRow, ...]:
        """Return everybody for the list, by code and kana; those without a code come last."""
        found = self._connection.execute(select(*_ROW_COLUMNS, _HAS_NUMBER)).all()
        names = {row.id: row.name for row in found}
        # Sorted here: SQLite's sorter wipes each row it has moved (cipher_memory_security), which takes longer.
        return tuple(sorted((_row(row, names) for row in found), key=_place_in_list))

    def how_many(self) -> int:
        """Return how many people are on file."""
        return int(self._connection.execute(select(func.count()).select_from(people)).scalar_one())

    def family(self, worker_id: str) -> tuple[Person, ...]:
        """Return the dependants and category 3 spouse of a worker."""
        query = select(people, _HAS_NUMBER).where(people.c.worker_id == worker_id)
        return tuple(_person(row) for row in self._connection.execute(query.order_by(people.c.created_at)))

    def history(self, person_id: str) -> tuple[PersonChange, ...]:
        """Return what was changed of one person, newest first."""
        query = select(person_changes).where(person_changes.c.person_id == person_id)
        found = self._connection.execute(query.order_by(person_changes.c.id.desc()))
        return tuple(PersonChange(row.at, row.actor_name, row.field, row.old, row.new) for row in found)

    def on_file(self) -> tuple[PersonOnFile, ...]:
        """Return what an import must know of everybody, to find duplicates."""
        columns = (people.c.category, people.c.name, people.c.code, people.c.birth_date)
        query = select(*columns, people.c.address, people.c.left_on)
        return tuple(
            PersonOnFile(
                category=PersonCategory(row.category),
                name=row.name,
                code=row.code,
                birth_date=to_date(row.birth_date),
                address=row.address,
                left_on=to_date(row.left_on),
            )
            for row in self._connection.execute(query)
        )

    def imported(self, import_id: str) -> tuple[str, ...]:
        """Return the ids of those who came in with one import."""
        return tuple(
            self._connection.execute(select(people.c.id).where(people.c.import_id == import_id)).scalars()
        )

    def worked_with(self, person_ids: Sequence[str]) -> tuple[str, ...]:
        """Return the names of those for whom something was recorded since they were added."""
        wanted = set(person_ids)
        traces = union(
            *(
                select(table.c.person_id)
                for table in (numbers, collections, collection_events, consents, person_changes, drop_box)
            ),
            select(people.c.worker_id),
            select(issued_papers.c.about_id),
        )
        found = select(people.c.id, people.c.name).where(people.c.id.in_(traces)).order_by(people.c.code)
        return tuple(row.name for row in self._connection.execute(found) if row.id in wanted)

    def remove(self, person_ids: Sequence[str]) -> None:
        """Remove people who came in by mistake; foreign keys refuse it once anything hangs on them."""
        delete_many(self._connection, people, person_ids)


def search_key_of(entry: PersonEntry) -> str:
    """Return the folded text by which a person is found: name, kana, code, department."""
    return search_key(entry.name, entry.kana, entry.code, entry.department)


def _columns(entry: PersonEntry) -> dict[str, str]:
    columns = {name: _stored(getattr(entry, name)) for name in _ENTRY_FIELDS}
    return {**columns, "search_key": search_key_of(entry)}


def _stored(value: str | date | Enum | None) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    return to_text(value) if isinstance(value, date) or value is None else value


def _person(row: Row) -> Person:  # type: ignore[type-arg] # rows are read by column name
    values: dict[str, Any] = {name: getattr(row, name) for name in _ENTRY_FIELDS}
    dates = {name: to_date(values[name]) for name in _DATES}
    entry = PersonEntry(**{**values, **dates, "category": PersonCategory(row.category)})
    return Person(row.id, entry, has_number=bool(row.has_number))


def _row(row: Row, names: Mapping[str, str]) -> PersonRow:  # type: ignore[type-arg] # as above
    person_id, category, code, name, kana, department, employment, joined, left, key, worker, has_number = row
    return PersonRow(
        id=person_id,
        category=_CATEGORIES[category],
        code=code,
        name=name,
        kana=kana,
        department=department,
        employment=employment,
        joined_on=to_date(joined),
        left_on=to_date(left),
        has_number=bool(has_number),
        search_key=key,
        worker_id=worker,
        worker_name=names.get(worker, ""),
    )


def _place_in_list(row: PersonRow) -> tuple[bool, str, str, str]:
    return not row.code, row.code, row.kana, row.name
