"""The drop box: numbers that a receiver handed in, sealed to the compartments, until a holder takes them over (規程18条3項)."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from ashibue_desk.domain.collection import Drop
from ashibue_desk.domain.identity import Verification
from ashibue_desk.domain.individual_number import IndividualNumber
from ashibue_desk.storage.charge_tables import drop_box, dropped_numbers
from ashibue_desk.storage.number_book import KIND
from ashibue_desk.storage.number_key import Compartment, NumberKey
from ashibue_desk.storage.rows import from_json
from ashibue_desk.storage.sealing import NotSealedForThis, bound_to, seal, unseal
from ashibue_desk.storage.tables import people
from ashibue_desk.storage.verification_rows import verification_columns, verification_of


@dataclass(frozen=True, slots=True)
class DropBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def add(
        self,
        person_id: str,
        number: IndividualNumber,
        into: Iterable[Compartment],
        verification: Verification,
        affairs: tuple[str, ...],
        receiver: tuple[str, str],
        at: str,
    ) -> str:
        """Seal a number into the drop box; ``receiver`` is who hands it in, by id and name. Return the drop's id."""
        drop_id = uuid.uuid4().hex
        self.connection.execute(
            insert(drop_box).values(
                id=drop_id,
                person_id=person_id,
                **verification_columns(verification, affairs),
                received_by=receiver[0],
                received_by_name=receiver[1],
                received_at=at,
            )
        )
        for compartment in into:
            self._seal_into(drop_id, person_id, number, compartment)
        return drop_id

    def all(self) -> tuple[Drop, ...]:
        """Return what waits, oldest first."""
        query = select(drop_box, people.c.name.label("person_name")).join(people)
        return tuple(
            _drop(row)
            for row in self.connection.execute(query.order_by(drop_box.c.received_at, drop_box.c.id))
        )

    def files_of(self, drop_id: str) -> frozenset[str]:
        """Return into which compartments a number was dropped."""
        query = select(dropped_numbers.c.file_id).where(dropped_numbers.c.drop_id == drop_id)
        return frozenset(self.connection.execute(query).scalars())

    def how_many_in(self, file_id: str) -> int:
        """Return how many numbers wait for a compartment."""
        query = select(dropped_numbers.c.id).where(dropped_numbers.c.file_id == file_id)
        return len(self.connection.execute(query).all())

    def move(self, source: NumberKey, target: Compartment, rest: Sequence[str]) -> None:
        """Let what waits for ``source`` wait for ``target``, as far as its affairs moved there; ``rest`` are those that stay.

        Raises ``NotSealedForThis`` as ``read``.
        """
        for drop in self.all():
            if source.file_id not in self.files_of(drop.id) or not set(drop.affairs) & set(target.affairs):
                continue
            self._seal_into(drop.id, drop.person_id, self.read(drop, source), target)
            if not set(drop.affairs) & set(rest):
                self.connection.execute(
                    delete(dropped_numbers).where(
                        dropped_numbers.c.drop_id == drop.id, dropped_numbers.c.file_id == source.file_id
                    )
                )

    def read(self, drop: Drop, key: NumberKey) -> IndividualNumber:
        """Open a dropped number; raise ``KeyError`` where none lies for this key, ``NotSealedForThis`` if tampered with."""
        query = select(dropped_numbers).where(
            dropped_numbers.c.drop_id == drop.id, dropped_numbers.c.file_id == key.file_id
        )
        row = self.connection.execute(query).one_or_none()
        if row is None:
            raise KeyError(drop.id)
        if row.edition != key.edition:
            raise NotSealedForThis
        return _opened(row, drop.person_id, key)

    def _seal_into(
        self, drop_id: str, person_id: str, number: IndividualNumber, compartment: Compartment
    ) -> None:
        row_id = uuid.uuid4().hex
        sealed = seal(number.digits().encode(), compartment.public, _binding(drop_id, person_id, row_id))
        self.connection.execute(
            insert(dropped_numbers).values(
                id=row_id,
                drop_id=drop_id,
                file_id=compartment.file_id,
                edition=compartment.edition,
                sealed=sealed,
            )
        )

    def remove(self, drop_id: str) -> None:
        """Empty the drop box of what was taken over."""
        self.connection.execute(delete(dropped_numbers).where(dropped_numbers.c.drop_id == drop_id))
        self.connection.execute(delete(drop_box).where(drop_box.c.id == drop_id))

    def reseal(self, old: NumberKey, new: NumberKey) -> None:
        """Seal what lies in the drop box for a compartment under its new key; raise ``NotSealedForThis`` as ``read``."""
        query = select(dropped_numbers, drop_box.c.person_id).join(drop_box)
        values = []
        for row in self.connection.execute(query.where(dropped_numbers.c.file_id == old.file_id)).all():
            number = _opened(row, row.person_id, old)
            binding = _binding(row.drop_id, row.person_id, row.id)
            fresh = seal(number.digits().encode(), new.private.public_key(), binding)
            values.append({"row": row.id, "fresh": fresh, "now": new.edition})
        if values:
            self.connection.execute(
                update(dropped_numbers)
                .where(dropped_numbers.c.id == bindparam("row"))
                .values(sealed=bindparam("fresh"), edition=bindparam("now")),
                values,
            )


def _binding(drop_id: str, person_id: str, row_id: str) -> bytes:
    return bound_to("drop", drop_id, person_id, KIND, row_id)


def _opened(row: "Row[Any]", person_id: str, key: NumberKey) -> IndividualNumber:
    binding = _binding(row.drop_id, person_id, row.id)
    return IndividualNumber(unseal(row.sealed, key.private, binding).decode())


def _drop(row: "Row[Any]") -> Drop:
    return Drop(
        id=row.id,
        person_id=row.person_id,
        person_name=row.person_name,
        affairs=tuple(from_json(row.affairs)),
        verification=verification_of(row),
        received_by=row.received_by,
        received_by_name=row.received_by_name,
        received_at=row.received_at,
    )
