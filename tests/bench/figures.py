"""One measured figure, and how long things take."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A name, what was measured, what was promised, and what stands beside it."""

    name: str
    measured: str
    bound: str
    beside: str = ""

    def cells(self) -> tuple[str, str, str, str]:
        """Return the row of the table."""
        return (self.name, self.measured, self.bound, self.beside)


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    """Return the median of ``runs`` runs, after one that does not count."""
    work()
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def once(work: Callable[[], object]) -> float:
    """Return how long one run takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
