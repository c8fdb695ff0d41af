"""Small things about the look that are remembered on this PC: widths of columns, size of the window. Never anything of a person.

Reading and writing are given from outside (a private file of the account); without them things last until the end.
"""

import json
from collections.abc import Callable
from typing import Final

_MAX: Final = 64 * 1024
Value = str | int | bool | list[int] | list[str]


class Remembered:
    """Values by key. What cannot be read is forgotten: it is a convenience only."""

    def __init__(
        self, read: Callable[[], bytes] | None = None, write: Callable[[bytes], None] | None = None
    ) -> None:
        self._write = write
        self._values: dict[str, Value] = _parsed(read()) if read is not None else {}

    def text(self, key: str, default: str = "") -> str:
        """Return the text kept under ``key``."""
        value = self._values.get(key)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int) -> int:
        """Return the whole number kept under ``key``."""
        value = self._values.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def numbers(self, key: str) -> list[int]:
        """Return the whole numbers kept under ``key``."""
        value = self._values.get(key)
        return [item for item in value if isinstance(item, int)] if isinstance(value, list) else []

    def texts(self, key: str) -> list[str]:
        """Return the texts kept under ``key``."""
        value = self._values.get(key)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

    def keep(self, key: str, value: Value) -> None:
        """Keep ``value`` under ``key`` and write it down."""
        if self._values.get(key) != value:
            self._values[key] = value
            if self._write is not None:
                self._write(json.dumps(self._values, ensure_ascii=False, sort_keys=True).encode())


def _parsed(raw: bytes) -> dict[str, Value]:
    try:
        told = json.loads(raw[:_MAX]) if raw else {}
    except (ValueError, RecursionError):
        return {}
    return {str(key): value for key, value in told.items()} if isinstance(told, dict) else {}
