"""Problems in what somebody typed or a file holds: values beside the field, never exceptions."""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """Whether the entry can be kept as it is."""

    WRONG = "wrong"  # the entry cannot be stored
    DOUBTFUL = "doubtful"  # the entry is stored, and somebody should look at it


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one field; ``sentence`` is Japanese and says how to mend it."""

    field: str
    sentence: str
    severity: Severity = Severity.WRONG

    @property
    def blocks(self) -> bool:
        """Whether the entry cannot be stored until this is mended."""
        return self.severity is Severity.WRONG


def blocking(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return only the problems that keep the entry from being stored."""
    return tuple(problem for problem in problems if problem.blocks)
