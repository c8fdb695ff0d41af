"""One table of a TOML text, read strictly: every key known, every value of its kind, or a clear error.

A mistake in the data that the program ships is a mistake of the program, never of the user; ``DataFileError`` is
therefore no ``Situation``.
"""

from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from typing import TypeVar

from ashibue_desk.domain.affairs import Confidence, Source

OPEN = "open"
"""What ``valid_to`` says while no end is known. The key may not be left out, so an end is never forgotten."""

Chosen = TypeVar("Chosen", bound=Enum)
Kind = TypeVar("Kind")


class DataFileError(Exception):
    """A shipped data file is wrong: which file, which entry, what."""


class DataTable:
    """One table of a file. Each key is taken once; ``finish`` refuses what nobody asked for."""

    def __init__(self, values: dict[str, object], where: str) -> None:
        """Keep a copy of ``values``; ``where`` names file and entry in errors."""
        self._left = dict(values)
        self.where = where

    def wrong(self, what: str) -> DataFileError:
        """Return the error that says ``what`` is wrong here."""
        return DataFileError(f"{self.where}: {what}")

    def _take(self, key: str, kind: type[Kind]) -> Kind:
        if key not in self._left:
            raise self.wrong(f"key {key!r} is missing")
        value = self._left.pop(key)
        # bool is an int, and datetime a date, only to Python.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(f"{key!r} must be {kind.__name__}, not {type(value).__name__}")
        return value

    def has(self, key: str) -> bool:
        """Return whether ``key`` is there and not yet taken."""
        return key in self._left

    def keys_left(self) -> tuple[str, ...]:
        """Return the keys not yet taken, in the order of the file."""
        return tuple(self._left)

    def leave_rest(self) -> None:
        """Let what is left be: it is for another reader of the same file."""
        self._left.clear()

    def text(self, key: str, *, empty: bool = False, spaced: bool = False) -> str:
        """Return a text; blank only when ``empty`` allows it, with white around it only when ``spaced`` does."""
        value = self._take(key, str)
        if (value != value.strip() and not spaced) or not (value or empty):
            raise self.wrong(f"{key!r} is blank or has spaces around it")
        return value

    def flag(self, key: str) -> bool:
        """Return a truth value."""
        return self._take(key, bool)

    def whole(self, key: str, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both included."""
        value = self._take(key, int)
        if not low <= value <= high:
            raise self.wrong(f"{key!r} is {value}, outside {low} to {high}")
        return value

    def day(self, key: str) -> date:
        """Return a date written as TOML writes it, without a time."""
        value = self._take(key, date)
        if isinstance(value, datetime):
            raise self.wrong(f"{key!r} has a time of day")
        return value

    def period(self) -> tuple[date, date | None]:
        """Return ``valid_from`` and ``valid_to``; the latter is a date or the word ``"open"``."""
        start = self.day("valid_from")
        if self._left.get("valid_to") == OPEN:
            del self._left["valid_to"]
            return start, None
        end = self.day("valid_to")
        if end < start:
            raise self.wrong("valid_to lies before valid_from")
        return start, end

    def source(self) -> Source:
        """Return where the rule comes from; all four keys are needed."""
        return Source(
            basis=self.text("basis"),
            source=self.text("source"),
            checked_on=self.day("checked_on"),
            confidence=self.choice("confidence", Confidence),
        )

    def texts(self, key: str, *, empty: bool = False) -> tuple[str, ...]:
        """Return a list of different texts, without entries only when ``empty`` allows it."""
        values: list[object] = self._take(key, list)
        texts = tuple(
            value for value in values if isinstance(value, str) and value.strip() == value and value
        )
        if len(texts) != len(values) or len(set(texts)) != len(texts) or not (texts or empty):
            raise self.wrong(f"{key!r} must be a list of different texts")
        return texts

    def rows(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Return a list of lists of texts, some of which may be blank: the lines of a table."""
        values: list[object] = self._take(key, list)
        rows = tuple(
            tuple(row) if isinstance(row, list) and all(isinstance(text, str) for text in row) else ()
            for row in values
        )
        if not rows or not all(rows):
            raise self.wrong(f"{key!r} must be a list of lists of texts")
        return rows

    def choice(self, key: str, kind: type[Chosen]) -> Chosen:
        """Return the member of ``kind`` whose value stands at ``key``."""
        return self._member(key, self.text(key), kind)

    def choices(self, key: str, kind: type[Chosen]) -> frozenset[Chosen]:
        """Return the members of ``kind`` listed at ``key``."""
        return frozenset(self._member(key, value, kind) for value in self.texts(key))

    def _member(self, key: str, value: str, kind: type[Chosen]) -> Chosen:
        try:
            return kind(value)
        except ValueError:
            raise self.wrong(f"{key!r} knows no {value!r}") from None

    def table(self, key: str) -> "DataTable":
        """Return a table inside this one."""
        return DataTable(self._take(key, dict), f"{self.where}.{key}")

    def tables(self, key: str, *, empty: bool = False) -> Iterator["DataTable"]:
        """Yield the tables of a list inside this one."""
        values: list[object] = self._take(key, list)
        if not (values or empty):
            raise self.wrong(f"{key!r} is an empty list")
        for place, value in enumerate(values, start=1):
            if not isinstance(value, dict):
                raise self.wrong(f"{key!r} must be a list of tables")
            yield DataTable(value, f"{self.where}.{key}[{value.get('id', place)}]")

    def finish(self) -> None:
        """Refuse keys that nobody asked for: a misspelt key must not pass in silence."""
        if self._left:
            raise self.wrong(f"unknown keys {', '.join(sorted(self._left))}")
