"""Between the vault's text columns and the domain's values."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final, TypeVar

T = TypeVar("T")
# SQLite takes 32,766 parameters in one statement; more than these make none of ours quicker.
_AT_ONCE: Final = 500


def to_text(day: date | None) -> str:
    """Return a date as stored: ISO 8601, or empty for none."""
    return day.isoformat() if day else ""


def to_date(text: str) -> date | None:
    """Return the date that ``to_text`` stored."""
    return date.fromisoformat(text) if text else None


def listed(words: Iterable[str]) -> str:
    """Return ``words``, constants of ours, as they stand in a partial index: SQLite uses none for parameters."""
    return ", ".join(f"'{word}'" for word in words)


def some_at_a_time(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield ``values`` in parts, as many as one statement is asked about."""
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]


def to_json(value: object) -> str:
    """Return lists and dictionaries as stored, Japanese readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Any:
    """Return what ``to_json`` stored."""
    return json.loads(text)
