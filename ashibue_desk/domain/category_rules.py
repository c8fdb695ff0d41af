"""What may be done with the number of a person of one category (regulation 003 articles 2, 16 and 21)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ashibue_desk.domain.affairs import Source
from ashibue_desk.domain.people import PersonCategory


class Verifier(Enum):
    """Who has to verify number and identity before the number is used."""

    OFFICE = "office"  # 事業者
    WORKER = "worker"  # the worker, for dependants: 扶養控除等申告書
    OFFICE_OR_WORKER = "office_or_worker"  # the office, or the worker to whom the office entrusts it
    NOBODY = "nobody"  # no number is collected


@dataclass(frozen=True, slots=True)
class CollectUntil:
    """The last day a number may be asked for: ``month``/``day`` of the ``years_after``-th year after leaving."""

    years_after: int
    month: int
    day: int

    def after(self, left_on: date) -> date:
        """Return the last day for somebody who left on ``left_on``."""
        return date(left_on.year + self.years_after, self.month, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRule:
    """The rule of one category. ``why_not`` is a whole sentence, empty when a number may be collected."""

    category: PersonCategory
    name: str
    may_collect: bool
    why_not: str
    verifier: Verifier
    verifier_sentence: str
    default_affairs: tuple[str, ...]
    dependants_allowed: bool
    collect_until: CollectUntil | None
    until_sentence: str
    valid_from: date
    valid_to: date | None
    source: Source

    def refusal(self, day: date, left_on: date | None = None) -> str:
        """Say why no number may be collected on ``day``, or return ``""`` when it may.

        ``left_on`` matters only for those who have left; unknown, it does not refuse.
        """
        if not self.may_collect:
            return self.why_not
        if self.collect_until is not None and left_on is not None and day > self.collect_until.after(left_on):
            return self.until_sentence
        return ""
