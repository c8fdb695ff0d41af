"""Who may use the vault, with the public halves of their keys. Passwords and private keys are not here."""

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from ashibue_desk.domain.roles import Role
from ashibue_desk.storage.rows import from_json, to_json
from ashibue_desk.storage.tables import users
from ashibue_desk.storage.user_slot import UserSlot


@dataclass(frozen=True, slots=True)
class UserRow:
    """One user as kept in the database, and so in backups."""

    user_id: str
    name: str
    roles: frozenset[Role]
    created_at: str
    last_used_at: str


@dataclass(frozen=True, slots=True)
class UserBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def add(self, slot: UserSlot, at: str) -> None:
        """Record a user whose slot was made."""
        self.connection.execute(
            insert(users).values(
                id=slot.user_id,
                name=slot.name,
                roles=to_json(sorted(role.value for role in slot.roles)),
                agreement_public=slot.agreement_public,
                signing_public=slot.signing_public,
                created_at=at,
            )
        )

    def renew_keys(self, slot: UserSlot) -> None:
        """Record the new public keys of a user whose slot was made anew (after a restore)."""
        self.connection.execute(
            update(users)
            .where(users.c.id == slot.user_id)
            .values(agreement_public=slot.agreement_public, signing_public=slot.signing_public)
        )

    def used(self, user_id: str, at: str) -> None:
        """Record when somebody last opened the vault."""
        self.connection.execute(update(users).where(users.c.id == user_id).values(last_used_at=at))

    def all(self) -> tuple[UserRow, ...]:
        """Return everybody, in the order they were added."""
        return tuple(
            UserRow(
                row.id,
                row.name,
                frozenset(Role(role) for role in from_json(row.roles)),
                row.created_at,
                row.last_used_at,
            )
            for row in self.connection.execute(select(users).order_by(users.c.created_at, users.c.id))
        )
