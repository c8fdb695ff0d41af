"""Fingerprints of rows: an HMAC over the bytes as they are stored, in canonical JSON. Numbers go in sealed.

Rows are read some hundreds at a time and by their primary key, so that the commit of a large act stays linear.
"""

import hmac
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, Table

from ashibue_desk.domain.log_seal import canonical
from ashibue_desk.storage.rows import some_at_a_time

BETWEEN = "\x1f"
"""Stands between the parts of a key."""


def keys_of(table: Table) -> tuple[str, ...]:
    """Return the columns of the primary key, in their order."""
    return tuple(column.name for column in table.primary_key.columns)


def key_sql(table: Table, row: str) -> str:
    """Return SQL for the key of ``row``, which is a table's name or NEW or OLD."""
    return f" || char({ord(BETWEEN)}) || ".join(f"{row}.{name}" for name in keys_of(table))


def all_keys(connection: Connection, table: Table) -> set[str]:
    """Return the keys of all rows."""
    query = f"SELECT {', '.join(keys_of(table))} FROM {table.name}"  # noqa: S608 - names of our own tables
    return {BETWEEN.join(map(str, row)) for row in connection.exec_driver_sql(query)}


def fingerprints_of(
    connection: Connection, table: Table, keys: Collection[str], secret: bytes
) -> Iterator[tuple[str, bytes]]:
    """Return the fingerprint of each row, by key in ascending order; empty for a row that is gone."""
    wanted, columns = sorted(keys), keys_of(table)
    for some in some_at_a_time(wanted):
        parts = [key.split(BETWEEN) if len(columns) > 1 else [key] for key in some]
        named = [
            part for part in parts if len(part) == len(columns)
        ]  # the record may have been written by anybody
        query = f"SELECT * FROM {table.name} WHERE {_among(columns, len(named))}"  # noqa: S608 - names of our own tables
        found = dict(
            _read(connection, table, secret, query, tuple(value for part in named for value in part))
        )
        for key in some:
            yield key, found.get(key, b"")


def all_fingerprints(connection: Connection, table: Table, secret: bytes) -> Iterator[tuple[str, bytes]]:
    """Return key and fingerprint of every row."""
    yield from _read(connection, table, secret, f"SELECT * FROM {table.name}")  # noqa: S608 - as above


def _read(
    connection: Connection, table: Table, secret: bytes, query: str, values: tuple[str, ...] = ()
) -> Iterator[tuple[str, bytes]]:
    found = connection.exec_driver_sql(query, values)
    names = tuple(found.keys())
    at = [names.index(name) for name in keys_of(table)]
    for row in found:
        key = BETWEEN.join(str(row[place]) for place in at)
        yield key, _fingerprint(table.name, key, names, tuple(row), secret)


def _fingerprint(
    table_name: str, key: str, names: tuple[str, ...], row: tuple[Any, ...], secret: bytes
) -> bytes:
    if bytes in map(type, row):
        row = tuple(value.hex() if isinstance(value, bytes) else value for value in row)
    text = canonical([table_name, key, dict(zip(names, row, strict=True))])
    return hmac.digest(secret, text.encode(), "sha256")


def _among(columns: tuple[str, ...], rows: int) -> str:
    if len(columns) == 1:
        return f"{columns[0]} IN ({','.join('?' * rows)})"
    mark = f"({','.join('?' * len(columns))})"
    return f"({', '.join(columns)}) IN (VALUES {','.join([mark] * rows)})" if rows else "0"
