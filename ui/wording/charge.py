"""What the screens about people in charge share: who may do what, and the words for days and terms."""

from collections.abc import Iterable
from typing import Final

from ashibue_desk.domain.roles import Role

MANAGES_CHARGES: Final = frozenset({Role.OFFICER})
INVITES: Final = frozenset({Role.OFFICER, Role.SYSTEM_KEEPER})
SHOWS_STAFF: Final = frozenset({Role.OFFICER, Role.HANDLER})
"""The roles that may show a superior the list without numbers."""


def joined(words: Iterable[str], nothing: str = "—") -> str:
    """Return words one after the other, or a dash."""
    return "、".join(words) or nothing
