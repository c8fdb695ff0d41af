"""The shipped lists about passwords: those guessers try first, and the words passphrases are made of."""

from functools import cache

from ashibue_desk.domain.password_patterns import fold
from ashibue_desk.files.data_tables import DataFileError
from ashibue_desk.resource_files import resource

_FEWEST_WORDS = 1_024  # five of them make 2^50 passphrases


def _lines(name: str) -> tuple[str, ...]:
    text = resource("passwords", name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and line != "#" and not line.startswith("# "))


@cache
def common_passwords() -> frozenset[str]:
    """Return the common passwords and words, folded. About 16,000; read once.

    ``common.txt`` is our own list with what people in Japan choose; ``leaked.txt`` holds what matters of 10,000
    leaked passwords (the long ones) and the words and names to which people add a digit.
    """
    return frozenset(fold(line) for name in ("common.txt", "leaked.txt") for line in _lines(name))


@cache
def passphrase_words() -> tuple[str, ...]:
    """Return the words for passphrases: romaji, four to eight letters, all different, at least 1,024."""
    words = _lines("words.txt")
    if len(set(words)) != len(words) or len(words) < _FEWEST_WORDS:
        raise DataFileError(f"words.txt: {len(words)} words, {len(set(words))} different")
    return words
