"""Who may use the vault, with the public halves of their keys. Passwords and private keys are not here."""

from dataclasses import dataclass, field

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
    disabled_at: str = ""  # when the account was closed, or empty
    agreement_public: bytes = field(default=b"", repr=False, compare=False)


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
                roles=_stored(slot.roles),
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

    def set_roles(self, user_id: str, roles: frozenset[Role]) -> None:
        """Record what a user is to the regulation."""
        self.connection.execute(update(users).where(users.c.id == user_id).values(roles=_stored(roles)))

    def disable(self, user_id: str, at: str) -> None:
        """Record that an account was closed; its name stays for the log."""
        self.connection.execute(update(users).where(users.c.id == user_id).values(disabled_at=at))

    def used(self, user_id: str, at: str) -> None:
        """Record when somebody last opened the vault."""
        self.connection.execute(update(users).where(users.c.id == user_id).values(last_used_at=at))

    def get(self, user_id: str) -> UserRow:
        """Return one user, also of a closed account; raise ``KeyError`` if there is none."""
        return {user.user_id: user for user in self.all()}[user_id]

    def active(self) -> tuple[UserRow, ...]:
        """Return everybody whose account is open, in the order they were added."""
        return tuple(user for user in self.all() if not user.disabled_at)

    def all(self) -> tuple[UserRow, ...]:
        """Return everybody, closed accounts too, in the order they were added."""
        return tuple(
            UserRow(
                row.id,
                row.name,
                frozenset(Role(role) for role in from_json(row.roles)),
                row.created_at,
                row.last_used_at,
                row.disabled_at,
                bytes(row.agreement_public),
            )
            for row in self.connection.execute(select(users).order_by(users.c.created_at, users.c.id))
        )


def _stored(roles: frozenset[Role]) -> str:
    return to_json(sorted(role.value for role in roles))
