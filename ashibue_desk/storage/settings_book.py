"""Settings and the facts of the office, one value a key."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from ashibue_desk.domain.office import Office, OfficeKind
from ashibue_desk.storage.rows import from_json, to_json
from ashibue_desk.storage.tables import settings

_OFFICE = "office"


@dataclass(frozen=True, slots=True)
class SettingsBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def get(self, key: str, default: Any) -> Any:
        """Return a value, or ``default`` if it was never set."""
        found = self.connection.execute(
            select(settings.c.value).where(settings.c.key == key)
        ).scalar_one_or_none()
        return default if found is None else from_json(found)

    def set(self, key: str, value: object) -> None:
        """Store a JSON value under ``key``."""
        stored = to_json(value)
        statement = insert(settings).values(key=key, value=stored)
        self.connection.execute(
            statement.on_conflict_do_update(index_elements=["key"], set_={"value": stored})
        )

    def office(self) -> Office:
        """Return the facts of the office; raise ``KeyError`` before they are set."""
        stored = self.get(_OFFICE, None)
        if stored is None:
            raise KeyError(_OFFICE)
        return Office(**{**stored, "kind": OfficeKind(stored["kind"])})

    def set_office(self, office: Office) -> None:
        """Store the facts of the office."""
        self.set(_OFFICE, {**asdict(office), "kind": office.kind.value})
