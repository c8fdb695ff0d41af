"""Who may open which compartment: its private half, sealed to the agreement key of each holder."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from ashibue_desk.storage.charge_tables import file_keys, number_files
from ashibue_desk.storage.key_material import (
    agreement_private,
    agreement_public,
    private_bytes,
    public_bytes,
)
from ashibue_desk.storage.number_key import NumberKey
from ashibue_desk.storage.sealing import NotSealedForThis, bound_to, seal, unseal


@dataclass(frozen=True, slots=True)
class FileKeyBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def open_for(
        self, user_id: str, agreement: EllipticCurvePrivateKey, vault_id: str
    ) -> dict[str, NumberKey]:
        """Return the keys of the open compartments that open with ``agreement``, by the id of the compartment.

        What was sealed for another key or place, or does not belong to the compartment's public half, is left out: it
        opens no number.
        """
        query = (
            select(file_keys, number_files.c.public, number_files.c.edition.label("newest"))
            .join(number_files)
            .where(file_keys.c.user_id == user_id, number_files.c.closed_at == "")
        )
        found = {}
        for row in self.connection.execute(query):
            binding = _binding(vault_id, row.file_id, row.edition, user_id)
            try:
                private = agreement_private(unseal(row.sealed, agreement, binding))
            except (NotSealedForThis, ValueError):
                continue
            if row.edition == row.newest and public_bytes(private) == row.public:
                found[row.file_id] = NumberKey(private, row.file_id, row.edition)
        return found

    def grant(self, key: NumberKey, user_id: str, public: bytes, vault_id: str, *, at: str, by: str) -> None:
        """Seal a compartment's key to the agreement key of a user, in place of an earlier one."""
        sealed = seal(
            private_bytes(key.private),
            agreement_public(public),
            _binding(vault_id, key.file_id, key.edition, user_id),
        )
        values = {"edition": key.edition, "sealed": sealed, "granted_at": at, "granted_by": by}
        statement = insert(file_keys).values(file_id=key.file_id, user_id=user_id, **values)
        self.connection.execute(
            statement.on_conflict_do_update(index_elements=["file_id", "user_id"], set_=values)
        )

    def revoke(self, file_id: str) -> None:
        """Take a compartment's key from everybody; done together with a new key for it."""
        self.connection.execute(delete(file_keys).where(file_keys.c.file_id == file_id))

    def holders(self) -> dict[str, frozenset[str]]:
        """Return for each compartment the ids of those to whom its key is sealed."""
        found: dict[str, frozenset[str]] = {}
        for row in self.connection.execute(select(file_keys.c.file_id, file_keys.c.user_id)):
            found[row.file_id] = found.get(row.file_id, frozenset()) | {row.user_id}
        return found

    def files_of(self, user_id: str) -> frozenset[str]:
        """Return the compartments whose key is sealed to a user."""
        query = select(file_keys.c.file_id).where(file_keys.c.user_id == user_id)
        return frozenset(self.connection.execute(query).scalars())


def _binding(vault_id: str, file_id: str, edition: int, user_id: str) -> bytes:
    return bound_to("file key", vault_id, file_id, str(edition), user_id)
