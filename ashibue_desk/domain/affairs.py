"""Affairs related to Individual Numbers (個人番号関係事務): a closed list, held as dated data."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ashibue_desk.domain.people import PersonCategory


class Confidence(Enum):
    """How sure the source of a rule is; shown beside the rule."""

    CONFIRMED = "confirmed"  # 確認済
    TO_BE_CONFIRMED = "to_be_confirmed"  # 要確認


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: article, publication, the day somebody looked, and how sure it is."""

    basis: str
    source: str
    checked_on: date
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Affair:
    """One affair: ``id`` is stable for ever (the log names it), ``name`` is what the screen says.

    ``busy_months`` (1-12) are those in which an office prepares it, where it is the same for all: numbers still missing
    press then. Empty where the day depends on the person.
    """

    id: str
    name: str
    categories: frozenset[PersonCategory]
    valid_from: date
    valid_to: date | None
    source: Source
    busy_months: frozenset[int] = frozenset()

    def holds_on(self, day: date) -> bool:
        """Whether the affair may be named for an act on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
