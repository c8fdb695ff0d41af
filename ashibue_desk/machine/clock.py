"""The clock of the computer, and one that a test or the demonstration sets by hand."""

import time
from datetime import UTC, date, datetime, timedelta

from ashibue_desk.domain.japan_time import JAPAN_TIME


class Clock:
    """The computer's own clock. Use cases ask this object and never the ``datetime`` class."""

    def now_utc(self) -> datetime:
        """Return this moment in UTC, with its zone."""
        return datetime.now(UTC)

    def local_now(self) -> datetime:
        """Return this moment on the office's wall clock, with its offset: in Japan, whatever zone the PC is set to."""
        return self.now_utc().astimezone(JAPAN_TIME)

    def today(self) -> date:
        """Return the date on the office's wall."""
        return self.local_now().date()

    def monotonic(self) -> float:
        """Return seconds that never run backwards; only differences mean anything."""
        return time.monotonic()


class FixedClock(Clock):
    """A clock that stands still until somebody moves it: the demonstration and the tests set it.

    It lets a demonstration office live through a year in a minute. It is never built for a real vault.
    """

    def __init__(self, at: datetime) -> None:
        """Stand at ``at``, which must carry its zone; that zone is the office's wall clock.

        Raises ``ValueError`` for a moment without zone.
        """
        if at.tzinfo is None:
            raise ValueError("a moment without zone says nothing")
        self._at = at
        self._ticks = 0.0

    def now_utc(self) -> datetime:
        """Return the moment it stands at, in UTC."""
        return self._at.astimezone(UTC)

    def local_now(self) -> datetime:
        """Return the moment it stands at, in the zone it was set in."""
        return self._at

    def monotonic(self) -> float:
        """Return the seconds it was moved forward since it was made; ``set_to`` does not count."""
        return self._ticks

    def advance(self, by: timedelta) -> None:
        """Let time pass. Raises ``ValueError`` for a negative span, which no monotonic clock knows."""
        if by < timedelta(0):
            raise ValueError("time does not pass backwards; use set_to for a clock set wrong")
        self._at += by
        self._ticks += by.total_seconds()

    def set_to(self, at: datetime) -> None:
        """Set the wall clock, forwards or backwards, as somebody with the clock settings open could."""
        if at.tzinfo is None:
            raise ValueError("a moment without zone says nothing")
        self._at = at
