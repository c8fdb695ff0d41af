"""Drafts: what stood in an open form when the vault was locked. They live inside the vault like everything else."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from ashibue_desk.storage.rows import from_json, to_json
from ashibue_desk.storage.tables import drafts


@dataclass(frozen=True, slots=True)
class DraftBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def keep(self, user_id: str, key: str, content: dict[str, Any], at: str) -> None:
        """Keep a form's content for one user, in place of an earlier draft of the same form."""
        values = {"content": to_json(content), "saved_at": at}
        statement = insert(drafts).values(user_id=user_id, key=key, **values)
        self.connection.execute(
            statement.on_conflict_do_update(index_elements=["user_id", "key"], set_=values)
        )

    def of_user(self, user_id: str) -> dict[str, dict[str, Any]]:
        """Return a user's drafts by form."""
        query = select(drafts).where(drafts.c.user_id == user_id)
        return {row.key: from_json(row.content) for row in self.connection.execute(query)}

    def drop(self, user_id: str, key: str) -> None:
        """Drop a draft that was finished or given up."""
        self.connection.execute(delete(drafts).where((drafts.c.user_id == user_id) & (drafts.c.key == key)))
