"""Mass outputs: counting persons in the log, and the reasons that were given."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from ashibue_desk.domain.mass_output import (
    ACTS_BY_GROUP,
    ACTS_BY_PERSON,
    OUTPUT_CLASSES,
    MassOutput,
    Window,
)
from ashibue_desk.storage.log_check_tables import mass_outputs
from ashibue_desk.storage.rows import listed

# The words of the index ix_log_outputs must stand here as they stand there, or SQLite does not use it. No upper bound:
# lines written before the clock was set back still count.
_RANGE = f"""FROM log INDEXED BY ix_log_outputs
WHERE actor_id = ? AND at > ? AND log_class IN ({listed(kind.value for kind in OUTPUT_CLASSES)})"""
_IDS = f"SELECT object_id {_RANGE} AND act IN ({listed(sorted(ACTS_BY_PERSON))})"
_PERSONS = f"SELECT count(*) FROM ({_IDS} UNION SELECT value FROM json_each(?))"  # noqa: S608 - constants of ours
_GROUPS = f"SELECT coalesce(sum(count), 0) {_RANGE} AND act IN ({listed(sorted(ACTS_BY_GROUP))})"
_SINCE = f"""SELECT count(*) FROM ({_IDS} AND seq > ?
UNION SELECT value FROM json_each(?) EXCEPT {_IDS} AND seq <= ?)"""  # noqa: S608
_GROUPS_SINCE = f"{_GROUPS} AND seq > ?"


@dataclass(frozen=True, slots=True)
class Reason:
    """The newest reason of a window: its line, and when it was given (UTC)."""

    seq: int
    at: str


class MassOutputBook:
    """Reads and writes mass outputs on one connection."""

    def __init__(self, connection: Connection) -> None:
        """Keep the connection; the caller holds the transaction."""
        self._connection = connection

    def persons_with(self, actor_id: str, since: str, ids: Collection[str], others: int) -> int:
        """Return how many persons' numbers ``actor_id`` put out after ``since`` (UTC), with those about to be put out."""
        run = self._connection.exec_driver_sql
        named = run(_PERSONS, (actor_id, since, json.dumps(sorted(ids)))).scalar_one()
        return int(named) + int(run(_GROUPS, (actor_id, since)).scalar_one()) + others

    def newest_reason(self, actor_id: str, window: Window, since: str) -> Reason | None:
        """Return the newest reason that was given after ``since`` (UTC), if any."""
        columns = mass_outputs.c
        query = (
            select(columns.seq, columns.at)
            .where(columns.actor_id == actor_id, columns.window == window.value, columns.at > since)
            .order_by(columns.seq.desc())
            .limit(1)
        )
        found = self._connection.execute(query).first()
        return Reason(found.seq, found.at) if found is not None else None

    def persons_since(
        self, actor_id: str, reason: Reason, covered_from: str, ids: Collection[str], others: int
    ) -> int:
        """Return how many persons came after a reason, with those about to be put out, and were not covered by it.

        Covered are those put out up to the reason, after ``covered_from`` (UTC): where its window began.
        """
        run = self._connection.exec_driver_sql
        about = json.dumps(sorted(ids))
        values = (actor_id, covered_from, reason.seq, about, actor_id, covered_from, reason.seq)
        named = run(_SINCE, values).scalar_one()
        groups = run(_GROUPS_SINCE, (actor_id, covered_from, reason.seq)).scalar_one()
        return int(named) + int(groups) + others

    def add(self, output: MassOutput) -> None:
        """Keep an explained mass output."""
        values = {name: getattr(output, name) for name in mass_outputs.c.keys()}  # noqa: SIM118 - a collection of columns
        values |= {"window": output.window.value, "by_officer": int(output.by_officer)}
        self._connection.execute(insert(mass_outputs), values)

    def all(self) -> tuple[MassOutput, ...]:
        """Return every mass output, newest first."""
        query = select(mass_outputs).order_by(mass_outputs.c.seq.desc(), mass_outputs.c.window)
        return tuple(_output(row) for row in self._connection.execute(query))

    def untold(self) -> tuple[MassOutput, ...]:
        """Return those nobody was told of yet, newest first."""
        query = select(mass_outputs).where(mass_outputs.c.told_at == "").order_by(mass_outputs.c.seq.desc())
        return tuple(_output(row) for row in self._connection.execute(query))

    def get(self, output_id: str) -> MassOutput:
        """Return one; raise ``KeyError``."""
        row = self._connection.execute(
            select(mass_outputs).where(mass_outputs.c.id == output_id)
        ).one_or_none()
        if row is None:
            raise KeyError(output_id)
        return _output(row)

    def tell(self, seq: int, *, told_at: str, told_to: str, note: str) -> None:
        """Write down who was told of the act with the line ``seq``."""
        self._connection.execute(
            update(mass_outputs)
            .where(mass_outputs.c.seq == seq)
            .values(told_at=told_at, told_to=told_to, note=note)
        )


def _output(row: "Row[Any]") -> MassOutput:
    values = row._asdict()
    return MassOutput(
        **{**values, "window": Window(values["window"]), "by_officer": bool(values["by_officer"])}
    )
