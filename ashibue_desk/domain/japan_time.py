"""Japan's time: the clock on the office's wall, whatever zone the PC or its environment is set to.

Days and hours of work, of checks and of mass output are the office's. Anybody may set a PC to another zone, or start a program
in one (``TZ``), without its clock being set and without a trace in the log.
"""

from datetime import date, datetime, timedelta, timezone
from typing import Final

JAPAN_TIME: Final = timezone(timedelta(hours=9), "JST")


def in_japan(stamp: str) -> datetime:
    """Return a stored time (ISO 8601, with its zone) on the office's clock. Raises ``ValueError`` for another text."""
    return datetime.fromisoformat(stamp).astimezone(JAPAN_TIME)


def today_in_japan() -> date:
    """Return the day it is, by the PC's clock."""
    return datetime.now(JAPAN_TIME).date()
