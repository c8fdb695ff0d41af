"""What the screens about people in charge share: who may open which, and the words for days and terms."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.roles import Role

SEES_CHARGES: Final = frozenset({Role.OFFICER, Role.AUDITOR})
"""The roles that see who is in charge of what."""
MANAGES_CHARGES: Final = frozenset({Role.OFFICER})
SEES_USERS: Final = frozenset({Role.OFFICER, Role.AUDITOR, Role.SYSTEM_KEEPER})
INVITES: Final = frozenset({Role.OFFICER, Role.SYSTEM_KEEPER})
SEES_FILES: Final = frozenset({Role.OFFICER, Role.HANDLER, Role.AUDITOR})
"""The roles that see the register of number files and the approvals of superiors."""
SHOWS_STAFF: Final = frozenset({Role.OFFICER, Role.HANDLER})
"""The roles that may show a superior the list without numbers."""
_EVERYBODY: Final = frozenset(Role)
_SECTIONS: Final = (
    ("charge", "担当者", SEES_CHARGES),
    ("users", "利用者", SEES_USERS),
    ("number_files", "特定個人情報ファイル", SEES_FILES),
    ("superior_views", "上司の閲覧", SEES_FILES),
    ("my_duties", "自分の担当", _EVERYBODY),
)


def sections(roles: frozenset[Role]) -> tuple[tuple[str, str], ...]:
    """Return the pages about people in charge that ``roles`` may open: key and title."""
    return tuple((key, title) for key, title, allowed in _SECTIONS if allowed & roles)


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
