"""How much of a file is read at most, and for how long."""

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ashibue_desk.office_files.situations import FileTooLarge, ReadingTookTooLong

LAST_ROW: Final = 1_048_576
"""The last row a sheet can have, and the most a text file may have with its empty ones."""

Progress = Callable[[int], None]
"""Told the number of rows read so far; may raise to stop the reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Caps for one file. Sizes are in bytes, ``seconds`` is wall-clock time, ``ratio`` unpacked to packed."""

    file_size: int = 20 * 1024 * 1024
    unpacked_size: int = 200 * 1024 * 1024
    part_size: int = 20 * 1024 * 1024  # parts read as a whole: styles, relations
    ratio: int = 200
    parts: int = 2_000
    rows: int = 200_000
    columns: int = 200
    cells: int = 3_000_000
    seconds: float = 20.0


class Deadline:
    """The moment by which one file must have been read."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def check(self) -> None:
        """Raise :class:`ReadingTookTooLong` once the time is over."""
        if time.monotonic() > self._ends:
            raise ReadingTookTooLong


class WatchedBytes(io.BytesIO):
    """Bytes that stop being readable at the deadline, however deep inside a library the reading is."""

    def __init__(self, data: bytes, deadline: Deadline) -> None:
        super().__init__(data)
        self._deadline = deadline

    def read(self, size: int | None = -1, /) -> bytes:
        """Read as ``io.BytesIO`` does; raise :class:`ReadingTookTooLong` after the deadline."""
        self._deadline.check()
        return super().read(size)


class Counter:
    """Counts filled rows and cells while a file is read, and stops at the caps."""

    def __init__(self, limits: Limits, deadline: Deadline, progress: Progress | None) -> None:
        self._limits = limits
        self._deadline = deadline
        self._progress = progress
        self.stopped_by: Exception | None = None
        self._seen = 0
        self._rows = 0
        self._cells = 0

    def row(self, width: int) -> None:
        """Count one row with ``width`` cells up to its last filled one; raise what is exceeded."""
        if width > self._limits.columns:
            raise FileTooLarge(what=f"列が多すぎます。読める列は{self._limits.columns}列までです。")
        self._seen += 1
        self._cells += width
        self._rows += width > 0
        if self._rows > self._limits.rows or self._seen > LAST_ROW or self._cells > self._limits.cells:
            raise FileTooLarge(what=f"行が多すぎます。読める行は{self._limits.rows:,}行までです。")
        if self._seen % 500 == 0:
            self.pause()

    def restart(self) -> None:
        """Forget what was counted: the same file is read again in another way."""
        self._seen = self._rows = self._cells = 0

    def pause(self) -> None:
        """Look at the clock and tell how far the reading is; whatever ``progress`` raises stops the reading."""
        self._deadline.check()
        if self._progress is not None:
            try:
                self._progress(self._seen)
            except Exception as stop:
                self.stopped_by = stop
                raise
