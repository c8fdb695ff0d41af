"""The key people are found by: folded so that 髙橋, 高橋 and ﾀｶﾊｼ all find the same row. Names themselves never change."""

import unicodedata
from typing import Final

from ashibue_desk.domain.name_variants import FOLDED_VARIANTS

# Between two texts of one key: folding removes it from a query, so no query reaches over the border.
_BORDER: Final = "\n"
_DROPPED: Final = " -‐‑‒–—―−ー_・.,、。'\"`()[]「」/\n\t\u00ad\u3099\u309a\ufeff"
_SMALL_KANA: Final = dict(
    zip("ァィゥェォッャュョヮヵヶヂヅヰヱ", "アイウエオツヤユヨワカケジズイエ", strict=True)
)
_UNDECOMPOSED: Final = {"đ": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe"}
# Combining accents, variation selectors, invisible joiners.
_INVISIBLE: Final = (
    (0x0300, 0x036F),
    (0xFE00, 0xFE0F),
    (0xE0100, 0xE01EF),
    (0x180B, 0x180D),
    (0x200B, 0x200F),
    (0x2060, 0x2064),
)


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {**FOLDED_VARIANTS}
    for small, large in _SMALL_KANA.items():
        table[ord(small)] = large
    for code in range(0x3041, 0x3097):  # hiragana, folded to katakana and on to its large form
        katakana = chr(code + 0x60)
        table[code] = _SMALL_KANA.get(katakana, katakana)
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):  # Nguyễn is also found as nguyen
        base = _UNDECOMPOSED.get(chr(code)) or unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code):
            table[code] = base
    for first, last in _INVISIBLE:
        table.update(dict.fromkeys(range(first, last + 1)))  # dropped
    table.update(dict.fromkeys(map(ord, _DROPPED)))
    return table


_TABLE: Final = _table()


def search_key(*texts: str) -> str:
    """Return the folded key of ``texts`` (name, kana, code, department …), for :func:`matches`.

    Width, case, hiragana and katakana, small kana, variant characters and variation selectors are folded
    to one form; spaces, hyphens and long marks are dropped.
    """
    return _BORDER.join(_fold(text) for text in texts if text)


def query_key(typed: str) -> tuple[str, ...]:
    """Return the folded words of what was typed into a filter field; nothing typed gives no words."""
    return tuple(word for word in map(_fold, typed.split()) if word)


def matches(key: str, query: tuple[str, ...]) -> bool:
    """Whether every word of ``query`` (from :func:`query_key`) is in ``key`` (from :func:`search_key`)."""
    for word in query:  # a plain loop: this runs for ten thousand rows at each keystroke  # noqa: SIM110
        if word not in key:
            return False
    return True


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_TABLE)
    return _repeated(folded) if "々" in folded else folded


def _repeated(text: str) -> str:
    """Return ``text`` with each 々 written out: 佐々木 and 佐佐木 find each other."""
    kept: list[str] = []
    for character in text:
        kept.append(kept[-1] if character == "々" and kept else character)
    return "".join(kept)
