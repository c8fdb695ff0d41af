"""How long work tells how far it is and learns that it should stop."""

from typing import Protocol


class Progress(Protocol):
    """Given to long work; what it does on the screen is the window's affair."""

    def report(self, done: int, total: int, text: str = "") -> None:
        """Tell how many of how many are done, and what is being done, in Japanese."""
        ...

    def should_stop(self) -> bool:
        """Return whether somebody asked to stop; the work then leaves nothing half done."""
        ...


class Quiet:
    """Progress that nobody watches and nobody stops."""

    def report(self, done: int, total: int, text: str = "") -> None:
        """Tell nobody."""

    def should_stop(self) -> bool:
        """Return that nobody asked to stop."""
        return False
