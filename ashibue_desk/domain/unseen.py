"""Signs in a text that nobody sees: they come by pasting, hide what is there, and no paper can show them."""

import re
from typing import Final

UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, changes of direction, halves of a surrogate pair. Line breaks and tabs are seen."""

_WITHOUT_WIDTH: Final = re.compile(
    "[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)


def visible(text: str) -> str:
    """Return ``text`` without the signs that have no width: what is left is empty where nothing can be seen."""
    return _WITHOUT_WIDTH.sub("", UNSEEN.sub("", text))
