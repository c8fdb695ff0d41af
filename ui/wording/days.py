"""Days as pages write them."""

from datetime import date

from ashibue_desk.domain.japan_time import in_japan
from ashibue_desk.domain.japanese_calendar import both, era_short


def day_words(day: date | None) -> str:
    """Return a day in both calendars, or a dash."""
    return both(day) if day is not None else "—"


def short_day(day: date | None) -> str:
    """Return a day for a narrow column, empty when there is none."""
    return era_short(day) if day is not None else ""


def day_of(stamp: str) -> str:
    """Return the day of a stored time (UTC, ISO 8601) in the short era form on the office's clock, empty for none."""
    if not stamp:
        return ""
    return era_short(in_japan(stamp).date())


def term_words(starts: date | None, ends: date | None) -> str:
    """Return a term in short dates; an open end stays open."""
    if starts is None:
        return "未定"
    return f"{era_short(starts)}～{era_short(ends) if ends is not None else ''}"
