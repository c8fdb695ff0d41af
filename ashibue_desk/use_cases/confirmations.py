"""The password given again (再認証): remembered for a few minutes, for one purpose, in memory only."""

from ashibue_desk.machine.clock import Clock


class Confirmations:
    """Which purposes were confirmed, and until when."""

    def __init__(self, clock: Clock, minutes: int) -> None:
        """Remember a confirmation for ``minutes`` by the clock that never runs backwards."""
        self._clock = clock
        self._seconds = minutes * 60
        self._until: dict[str, float] = {}

    def holds(self, purpose: str) -> bool:
        """Whether the password was given for ``purpose`` a short while ago."""
        return self._clock.monotonic() < self._until.get(purpose, float("-inf"))

    def remember(self, purpose: str) -> None:
        """Note that the password was right just now."""
        self._until[purpose] = self._clock.monotonic() + self._seconds
