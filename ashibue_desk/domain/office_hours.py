"""The usual hours of the office, dated: a line of the log is judged by the hours that were in force on its day.

They begin with those of the regulation pack. Each change is in force from a day after the newest line of the log, so that no
mark of a line that was already written can change.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from ashibue_desk.domain.problems import Problem

_WEEKDAYS = "月火水木金土日"
_CLOCK = re.compile(r"(\d{1,2})(?::?(\d{2})|時(?:(\d{1,2})分|(半))?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHours:
    """In which hours of which days of the week work is usual.

    Attributes:
        opens, closes: the clock of the office; ``closes`` itself is late already.
        free_weekdays: days of the week without work, Monday is 0.

    """

    opens: time
    closes: time
    free_weekdays: frozenset[int]

    def is_out(self, at: time) -> bool:
        """Whether ``at`` lies outside the usual hours."""
        return not self.opens <= at.replace(tzinfo=None) < self.closes

    @property
    def words(self) -> str:
        """Return the days and hours as the office says them."""
        days = "・".join(name for at, name in enumerate(_WEEKDAYS) if at not in self.free_weekdays)
        return f"{days} {clock_words(self.opens)}から{clock_words(self.closes)}まで"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedHours:
    """Hours that the office set, the first day they are in force, and the number of the line that says so."""

    since: date
    hours: OfficeHours
    seq: int

    @property
    def words(self) -> str:
        """Return what the line of the log says: with this, what is stored is told from what somebody wrote there."""
        return f"{self.since.isoformat()}から {self.hours.words}"


def hours_of(day: date, changed: Iterable[DatedHours], first: OfficeHours) -> OfficeHours:
    """Return the hours in force on ``day``: the last of ``changed`` that had begun, or ``first``."""
    found = first
    for each in changed:
        if each.since <= day:
            found = each.hours
    return found


def read_clock(typed: str) -> time | None:
    """Read a time of day as offices write it: 9:00, 0900, 9時, 9時半, 17時30分, of any width; ``None`` for anything else."""
    found = _CLOCK.fullmatch("".join(unicodedata.normalize("NFKC", typed).split()))
    if found is None:
        return None
    minutes = "30" if found[4] else found[2] or found[3] or "0"
    try:
        return time(int(found[1]), int(minutes))
    except ValueError:
        return None


def clock_words(at: time) -> str:
    """Return a time of day as it is shown and typed again."""
    return f"{at.hour}:{at.minute:02}"


def weekday_names() -> tuple[tuple[int, str], ...]:
    """Return every day of the week with its name, Monday (0) first."""
    return tuple((at, f"{name}曜日") for at, name in enumerate(_WEEKDAYS))


def check_hours(hours: OfficeHours) -> tuple[Problem, ...]:
    """Return what is wrong with hours that somebody typed."""
    problems = []
    if len(hours.free_weekdays) >= len(_WEEKDAYS):
        problems.append(Problem("weekdays", "仕事をする曜日を、1日は選んでください。"))
    if hours.opens >= hours.closes:
        problems.append(Problem("closes", "終わりの時刻を、はじまりの時刻より後にしてください。"))
    return tuple(problems)
