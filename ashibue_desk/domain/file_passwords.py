"""The one-time password of an encrypted file, and what its slip says (規程10条9項).

A file that leaves the office can be tried against for as long as somebody likes, so its password is drawn at random and long.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from random import Random
from typing import Final

from ashibue_desk.domain.form_facts import PaperHead

ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and digits that cannot be taken for one another: no I, O, 0 and 1."""
GROUPS: Final = 5
IN_A_GROUP: Final = 4


class Route(Enum):
    """How the password reaches whoever gets the file: never with the file."""

    BY_HAND = "by_hand"
    BY_PHONE = "by_phone"
    BY_OTHER_POST = "by_other_post"


ROUTE_NAMES: Final = {
    Route.BY_HAND: "用紙を手渡す",
    Route.BY_PHONE: "電話で読み上げる",
    Route.BY_OTHER_POST: "ファイルとは別の便で用紙を送る",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePasswordFacts:
    """パスワードの用紙: what is needed to open one encrypted file. The file's name is not on it."""

    head: PaperHead
    contents: str  # what is in the file: the form's name and how many
    recipient: str  # empty: to be written by hand
    route: Route
    made_on: date
    made_by: str
    password: str = field(repr=False)


def new_file_password(random: Random) -> str:
    """Return a password of 5 groups of 4 characters joined by hyphens: 100 bits.

    ``random`` must be ``random.SystemRandom`` outside tests.
    """
    groups = ("".join(random.choice(ALPHABET) for _ in range(IN_A_GROUP)) for _ in range(GROUPS))
    return "-".join(groups)
