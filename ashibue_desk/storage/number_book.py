"""Sealed numbers: anybody with the vault may put one in; only holders of the number key read one back.

A sealed number is bound to person, kind and row. The duplicate index is an HMAC under a key derived from the
number key's private half: whoever cannot read numbers cannot try the 10^11 candidates against it either.
"""

import uuid

from sqlalchemy import Connection, insert, select, update

from ashibue_desk.domain.individual_number import IndividualNumber
from ashibue_desk.storage.number_key import NumberKey
from ashibue_desk.storage.sealing import bound_to, seal, unseal
from ashibue_desk.storage.tables import numbers, people

KIND = "individual number"


class NumberBook:
    """Reads and writes sealed numbers on one connection; the caller holds the transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on ``connection``."""
        self._connection = connection

    def put(
        self, person_id: str, number: IndividualNumber, key: NumberKey, collection_id: str, at: str
    ) -> None:
        """Seal ``number`` for a person, in place of an earlier one."""
        row_id = uuid.uuid4().hex
        sealed = seal(number.digits().encode(), key.private.public_key(), bound_to(person_id, KIND, row_id))
        values = {
            "id": row_id,
            "kind": KIND,
            "sealed": sealed,
            "duplicate_index": key.duplicate_index(number),
            "collection_id": collection_id,
            "recorded_at": at,
        }
        if self.has(person_id):
            self._connection.execute(update(numbers).where(numbers.c.person_id == person_id).values(**values))
        else:
            self._connection.execute(insert(numbers).values(person_id=person_id, **values))

    def read(self, person_id: str, key: NumberKey) -> IndividualNumber:
        """Open a person's number; raise ``KeyError`` if none is kept, ``NotSealedForThis`` if it was tampered with."""
        row = self._connection.execute(select(numbers).where(numbers.c.person_id == person_id)).one_or_none()
        if row is None:
            raise KeyError(person_id)
        return IndividualNumber(
            unseal(row.sealed, key.private, bound_to(person_id, row.kind, row.id)).decode()
        )

    def has(self, person_id: str) -> bool:
        """Whether a number is kept for a person."""
        query = select(numbers.c.id).where(numbers.c.person_id == person_id)
        return self._connection.execute(query).one_or_none() is not None

    def held_by(self, number: IndividualNumber, key: NumberKey) -> tuple[tuple[str, str], ...]:
        """Return id and name of everybody for whom the same number is kept."""
        query = (
            select(people.c.id, people.c.name)
            .join(numbers, numbers.c.person_id == people.c.id)
            .where(numbers.c.duplicate_index == key.duplicate_index(number))
        )
        return tuple((row.id, row.name) for row in self._connection.execute(query))
