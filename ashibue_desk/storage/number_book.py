"""Sealed numbers: anybody with the vault may put one in; only holders of a compartment's key read one back.

A sealed number is bound to person, kind and row, and lies once in each compartment that one of its affairs needs. The
duplicate index is an HMAC under a key derived from the compartment's private half: whoever cannot read numbers cannot
try the 10^11 candidates against it either. It stays empty where somebody without that half wrote the row, until a
holder arrives.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from ashibue_desk.domain.individual_number import IndividualNumber
from ashibue_desk.storage.number_key import Compartment, NumberKey
from ashibue_desk.storage.sealing import NotSealedForThis, bound_to, seal, unseal
from ashibue_desk.storage.tables import numbers, people

KIND = "individual number"
_NO_INDEX = b""
_BY_ID = update(numbers).where(numbers.c.id == bindparam("row"))


class NumberBook:
    """Reads and writes sealed numbers on one connection; the caller holds the transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on ``connection``."""
        self._connection = connection

    def put(
        self,
        person_id: str,
        number: IndividualNumber,
        into: Iterable[Compartment],
        keys: Mapping[str, NumberKey],
        collection_id: str,
        at: str,
    ) -> None:
        """Seal ``number`` for a person into each compartment, in place of an earlier one there.

        ``keys`` are those at hand: without the key of a compartment its row waits for the duplicate index.
        """
        for compartment in into:
            row_id = uuid.uuid4().hex
            key = keys.get(compartment.file_id)
            self._connection.execute(
                delete(numbers).where(
                    numbers.c.person_id == person_id, numbers.c.file_id == compartment.file_id
                )
            )
            self._connection.execute(
                insert(numbers).values(
                    id=row_id,
                    person_id=person_id,
                    file_id=compartment.file_id,
                    edition=compartment.edition,
                    kind=KIND,
                    sealed=seal(
                        number.digits().encode(), compartment.public, bound_to(person_id, KIND, row_id)
                    ),
                    duplicate_index=key.duplicate_index(number) if key else _NO_INDEX,
                    collection_id=collection_id,
                    recorded_at=at,
                )
            )

    def read(self, person_id: str, key: NumberKey) -> IndividualNumber:
        """Open a person's number in the compartment of ``key``.

        Raises ``KeyError`` if none is kept there, ``NotSealedForThis`` if it was tampered with.
        """
        query = select(numbers).where(numbers.c.person_id == person_id, numbers.c.file_id == key.file_id)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            raise KeyError(person_id)
        if row.edition != key.edition:
            raise NotSealedForThis
        return _opened(row, key.private)

    def files_of(self, person_id: str) -> frozenset[str]:
        """Return in which compartments a number of this person lies."""
        query = select(numbers.c.file_id).where(numbers.c.person_id == person_id)
        return frozenset(self._connection.execute(query).scalars()) - {""}

    def how_many_in(self, file_id: str) -> int:
        """Return how many numbers lie in a compartment."""
        return len(self._rows_in(file_id))

    def held_by(self, number: IndividualNumber, keys: Iterable[NumberKey]) -> tuple[tuple[str, str], ...]:
        """Return id and name of everybody for whom the same number is kept in the compartments of ``keys``."""
        found: dict[str, str] = {}
        for key in keys:
            query = (
                select(people.c.id, people.c.name)
                .join(numbers, numbers.c.person_id == people.c.id)
                .where(numbers.c.file_id == key.file_id)
                .where(numbers.c.duplicate_index == key.duplicate_index(number))
            )
            found |= {row.id: row.name for row in self._connection.execute(query)}
        return tuple(found.items())

    def complete_index(self, key: NumberKey) -> None:
        """Make the duplicate index of rows that somebody without the key wrote; what does not open waits on."""
        waiting = numbers.c.duplicate_index == _NO_INDEX
        query = select(numbers).where(numbers.c.file_id == key.file_id, waiting)
        values = []
        for row in self._connection.execute(query).all():
            try:
                number = _opened(row, key.private)
            except (NotSealedForThis, ValueError):
                continue
            values.append({"row": row.id, "index": key.duplicate_index(number)})
        if values:
            self._connection.execute(_BY_ID.values(duplicate_index=bindparam("index")), values)

    def reseal(self, old: NumberKey, new: NumberKey, report: Callable[[int, int], None]) -> None:
        """Seal everything in a compartment under its new key; ``report`` hears how many of how many are done.

        Raises ``NotSealedForThis`` when a row does not open: then nothing may be committed.
        """
        rows = self._rows_in(old.file_id)
        public, values = new.private.public_key(), []
        for done, row in enumerate(rows, 1):
            number = _opened(row, old.private)
            binding = bound_to(row.person_id, row.kind, row.id)
            values.append(
                {
                    "row": row.id,
                    "fresh": seal(number.digits().encode(), public, binding),
                    "index": new.duplicate_index(number),
                    "now": new.edition,
                }
            )
            report(done, len(rows))
        if values:
            self._connection.execute(
                _BY_ID.values(
                    sealed=bindparam("fresh"), duplicate_index=bindparam("index"), edition=bindparam("now")
                ),
                values,
            )

    def copy_into(
        self, compartment: Compartment, source: NumberKey, key: NumberKey, person_ids: Iterable[str]
    ) -> None:
        """Seal the numbers of these people, as far as ``source`` holds them, into another compartment too."""
        wanted = frozenset(person_ids)
        for row in self._rows_in(source.file_id):
            if row.person_id in wanted:
                number = _opened(row, source.private)
                self.put(
                    row.person_id,
                    number,
                    (compartment,),
                    {key.file_id: key},
                    row.collection_id,
                    row.recorded_at,
                )

    def take_out(self, file_id: str, keep: Iterable[str]) -> None:
        """Delete from a compartment the numbers of everybody but ``keep``."""
        kept = frozenset(keep)
        for row in self._rows_in(file_id):
            if row.person_id not in kept:
                self._connection.execute(delete(numbers).where(numbers.c.id == row.id))

    def of_first_schema(self) -> frozenset[str]:
        """Return for whom a number of the first schema still waits to be moved into compartments."""
        query = select(numbers.c.person_id).where(numbers.c.file_id == "")
        return frozenset(self._connection.execute(query).scalars())

    def move_from_first_schema(
        self,
        old: EllipticCurvePrivateKey,
        into: Mapping[str, tuple[Compartment, ...]],
        keys: Mapping[str, NumberKey],
    ) -> int:
        """Move every number of the first schema into the compartments that ``into`` names for its person.

        Returns how many people that were. Raises ``NotSealedForThis`` when one does not open.
        """
        rows = self._connection.execute(select(numbers).where(numbers.c.file_id == "")).all()
        for row in rows:
            number = _opened(row, old)
            self._connection.execute(delete(numbers).where(numbers.c.id == row.id))
            self.put(row.person_id, number, into[row.person_id], keys, row.collection_id, row.recorded_at)
        return len(rows)

    def _rows_in(self, file_id: str) -> list[Any]:
        return list(self._connection.execute(select(numbers).where(numbers.c.file_id == file_id)).all())


def _opened(row: "Row[Any]", private: EllipticCurvePrivateKey) -> IndividualNumber:
    return IndividualNumber(unseal(row.sealed, private, bound_to(row.person_id, row.kind, row.id)).decode())
