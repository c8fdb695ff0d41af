"""Between the vault's text columns and the domain's values."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any


def to_text(day: date | None) -> str:
    """Return a date as stored: ISO 8601, or empty for none."""
    return day.isoformat() if day else ""


def to_date(text: str) -> date | None:
    """Return the date that ``to_text`` stored."""
    return date.fromisoformat(text) if text else None


def listed(words: Iterable[str]) -> str:
    """Return ``words``, constants of ours, as they stand in a partial index: SQLite uses none for parameters."""
    return ", ".join(f"'{word}'" for word in words)


def to_json(value: object) -> str:
    """Return lists and dictionaries as stored, Japanese readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Any:
    """Return what ``to_json`` stored."""
    return json.loads(text)
