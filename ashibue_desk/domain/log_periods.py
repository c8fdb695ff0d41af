"""Months and calendar quarters as the checks of the log name them: ``2026-10`` and ``2026-Q4``."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from ashibue_desk.domain.japanese_calendar import era_year

_QUARTER_MONTHS = 3


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months in a row. ``key`` is how it is stored; ``first`` and ``last`` are days of it, both included."""

    first: date
    months: int = 1

    @property
    def last(self) -> date:
        """Return its last day."""
        return _months_on(self.first, self.months) - timedelta(days=1)

    @property
    def key(self) -> str:
        """Return its name as stored."""
        if self.months == _QUARTER_MONTHS:
            return f"{self.first.year}-Q{(self.first.month + 2) // _QUARTER_MONTHS}"
        return f"{self.first:%Y-%m}"

    @property
    def title(self) -> str:
        """Return its name for people: 令和8年10月, 令和8年10月から12月."""
        year = f"{era_year(self.first.year)}{self.first.month}月"
        return year if self.months == 1 else f"{year}から{self.last.month}月"

    def back(self, steps: int = 1) -> "Period":
        """Return the period of the same length ``steps`` before this one."""
        return Period(_months_on(self.first, -steps * self.months), self.months)

    def has_ended(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.last < today

    def holds(self, day: date) -> bool:
        """Whether ``day`` lies in it."""
        return self.first <= day <= self.last


def month_of(day: date) -> Period:
    """Return the month of ``day``."""
    return Period(day.replace(day=1))


def quarter_of(day: date) -> Period:
    """Return the calendar quarter of ``day``."""
    return Period(
        date(day.year, (day.month - 1) // _QUARTER_MONTHS * _QUARTER_MONTHS + 1, 1), _QUARTER_MONTHS
    )


def read_period(key: str) -> Period:
    """Return the period that ``key`` names; raise ``ValueError`` for no such name."""
    year, _, rest = key.partition("-")
    if rest.startswith("Q"):
        return Period(date(int(year), (int(rest[1:]) - 1) * _QUARTER_MONTHS + 1, 1), _QUARTER_MONTHS)
    return Period(date(int(year), int(rest), 1))


def since(first: Period, day: date) -> tuple[Period, ...]:
    """Return ``first`` and all periods of its length after it, up to the one of ``day``, oldest first."""
    found = []
    while first.first <= day:
        found.append(first)
        first = first.back(-1)
    return tuple(found)


def _months_on(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))
