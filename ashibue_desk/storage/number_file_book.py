"""The register of number files (規程33条) with the public halves of the compartments among them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, insert, literal_column, select, update

from ashibue_desk.domain.number_files import FileKind, NumberFile, NumberFilePlan
from ashibue_desk.storage.charge_tables import file_keys, number_files
from ashibue_desk.storage.key_material import agreement_public, public_bytes
from ashibue_desk.storage.number_key import Compartment, NumberKey
from ashibue_desk.storage.rows import from_json, to_json
from ashibue_desk.storage.sheet_keys import key_to_sheet
from ashibue_desk.storage.tables import users

_IN_ORDER: tuple[Any, ...] = (number_files.c.created_at, literal_column("number_files.rowid"))


@dataclass(frozen=True, slots=True)
class SheetCopy:
    """The private half of a compartment as the recovery sheet opens it; ``sheets`` names the public halves of the sheets."""

    file_id: str
    edition: int
    sheets: tuple[str, ...]
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class NumberFileBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def all(self) -> tuple[NumberFile, ...]:
        """Return every number file, the closed ones too, oldest first, with the names of who holds its key."""
        holders: dict[str, tuple[str, ...]] = {}
        query = select(file_keys.c.file_id, users.c.name).join(users, users.c.id == file_keys.c.user_id)
        for row in self.connection.execute(query.order_by(users.c.created_at, users.c.id)):
            holders[row.file_id] = (*holders.get(row.file_id, ()), row.name)
        found = self.connection.execute(select(number_files).order_by(*_IN_ORDER))
        return tuple(_file(row, holders.get(row.id, ())) for row in found)

    def get(self, file_id: str) -> NumberFile:
        """Return one number file; raise ``KeyError`` if there is none."""
        return {file.id: file for file in self.all()}[file_id]

    def add(
        self,
        file_id: str,
        plan: NumberFilePlan,
        ordered_by: str,
        at: str,
        key: NumberKey | None = None,
        sheets: Sequence[str] = (),
    ) -> None:
        """Enter a number file. A compartment has its ``key``, which is sealed to the recovery ``sheets``."""
        self.connection.execute(
            insert(number_files).values(
                id=file_id,
                kind=plan.kind.value,
                name=plan.name,
                purpose=plan.purpose,
                place=plan.place,
                department=plan.department,
                disposal=plan.disposal,
                affairs=to_json(list(plan.affairs)),
                edition=0,
                ordered_by=ordered_by,
                reason=plan.reason,
                created_at=at,
            )
        )
        if key is not None:
            self.set_key(key, sheets)

    def set_key(self, key: NumberKey, sheets: Sequence[str]) -> None:
        """Give a compartment the public half of its key, and the recovery ``sheets`` the private one."""
        self._change(key.file_id, public=public_bytes(key.private), edition=key.edition)
        self.seal_to_sheets(key, sheets)

    def seal_to_sheets(self, key: NumberKey, sheets: Sequence[str]) -> None:
        """Seal a compartment's private half to the recovery ``sheets``, in place of earlier ones."""
        self._change(key.file_id, sealed_to_sheet=key_to_sheet(key, *sheets), sheet_public=" ".join(sheets))

    def set_affairs(self, file_id: str, affairs: Sequence[str]) -> None:
        """Record for which affairs a number file is kept."""
        self._change(file_id, affairs=to_json(list(affairs)))

    def close(self, file_id: str, at: str, reason: str) -> None:
        """Record that a number file is kept no longer."""
        self._change(file_id, closed_at=at, closed_reason=reason)

    def compartments(self) -> tuple[Compartment, ...]:
        """Return the open compartments, oldest first; raise ``ValueError`` where a public half is none."""
        query = select(number_files).where(
            number_files.c.kind == FileKind.VAULT.value, number_files.c.closed_at == ""
        )
        return tuple(
            Compartment(
                row.id, row.edition, agreement_public(bytes(row.public or b"")), tuple(from_json(row.affairs))
            )
            for row in self.connection.execute(query.order_by(*_IN_ORDER))
        )

    def sheet_copies(self) -> tuple[SheetCopy, ...]:
        """Return what of the open compartments is sealed to recovery sheets."""
        query = select(number_files).where(
            number_files.c.sealed_to_sheet.is_not(None), number_files.c.closed_at == ""
        )
        return tuple(
            SheetCopy(row.id, row.edition, tuple(row.sheet_public.split()), bytes(row.sealed_to_sheet))
            for row in self.connection.execute(query.order_by(*_IN_ORDER))
        )

    def _change(self, file_id: str, **values: Any) -> None:
        self.connection.execute(update(number_files).where(number_files.c.id == file_id).values(**values))


def _file(row: "Row[Any]", holders: tuple[str, ...]) -> NumberFile:
    return NumberFile(
        id=row.id,
        kind=FileKind(row.kind),
        name=row.name,
        purpose=row.purpose,
        place=row.place,
        department=row.department,
        disposal=row.disposal,
        affairs=tuple(from_json(row.affairs)),
        edition=row.edition,
        ordered_by=row.ordered_by,
        reason=row.reason,
        created_at=row.created_at,
        closed_at=row.closed_at,
        closed_reason=row.closed_reason,
        holders=holders,
    )
