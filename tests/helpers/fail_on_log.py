"""A log line at WARNING or above is either expected by the test or a failure of it."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field

ExpectLog = Callable[[str], None]


@dataclass
class LogWatch:
    """Listens at the root logger between ``start`` and ``stop``.

    ``expect(pattern)`` names a line that must come; everything else that is grave enough is told by ``failure``.
    """

    _records: list[logging.LogRecord] = field(default_factory=list)
    _expected: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._handler = _Keeper(self._records)

    def start(self) -> None:
        """Begin to listen."""
        logging.getLogger().addHandler(self._handler)

    def stop(self) -> None:
        """Listen no longer; what was heard stays."""
        logging.getLogger().removeHandler(self._handler)

    def expect(self, pattern: str) -> None:
        """Let lines that match ``pattern`` pass, and ask for at least one of them."""
        self._expected.append(pattern)

    def failure(self) -> str | None:
        """Return what was logged without being expected, or expected without being logged; ``None`` if all is well."""
        lines = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in self._records]
        surprises = [
            line for line in lines if not any(re.search(pattern, line) for pattern in self._expected)
        ]
        missing = [
            pattern for pattern in self._expected if not any(re.search(pattern, line) for line in lines)
        ]
        told = [f"unexpected log line: {line}" for line in surprises]
        told += [f"no log line matches {pattern!r}" for pattern in missing]
        return "\n".join(told) or None


class _Keeper(logging.Handler):
    def __init__(self, kept: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self._kept = kept

    def emit(self, record: logging.LogRecord) -> None:
        self._kept.append(record)
