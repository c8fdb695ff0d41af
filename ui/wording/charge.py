"""What the screens about people in charge share: who may do what, and the words for days and terms."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.roles import Role

MANAGES_CHARGES: Final = frozenset({Role.OFFICER})
INVITES: Final = frozenset({Role.OFFICER, Role.SYSTEM_KEEPER})
SHOWS_STAFF: Final = frozenset({Role.OFFICER, Role.HANDLER})
"""The roles that may show a superior the list without numbers."""


def term_words(starts: date | None, ends: date | None) -> str:
    """Return a term in short dates; an open end stays open."""
    if starts is None:
        return "未定"
    return f"{era_short(starts)}～{era_short(ends) if ends is not None else ''}"


def joined(words: Iterable[str], nothing: str = "—") -> str:
    """Return words one after the other, or a dash."""
    return "、".join(words) or nothing


def day_of(stamp: str) -> str:
    """Return the day of a stored time (UTC, ISO 8601) in the short era form on this PC's clock, empty for none."""
    if not stamp:
        return ""
    return era_short(datetime.fromisoformat(stamp).astimezone().date())
