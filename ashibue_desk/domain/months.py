"""Periods counted in months, as the Civil Code counts them (民法143条)."""

import calendar
from datetime import date


def months_later(day: date, months: int) -> date:
    """Return the same day of the month ``months`` later, or the end of a month too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))
