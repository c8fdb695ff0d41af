"""Where a Japanese line may break, and how much white a punctuation mark can give (JIS X 4051, JLREQ).

A full-width opening bracket carries half an em of white before it, a closing bracket or a 、。 half an em after
it. That white disappears at the line's edges and between two marks, and half of it may be squeezed to keep a
mark on its line (追い込み); otherwise the character before goes down with it (追い出し). Nothing hangs.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from forms.fonts import Glyph

OPENING = frozenset("（〔［｛〈《「『【〘〖‘“｟«")
CLOSING = frozenset("）〕］｝〉》」』】〙〗’”｠»、。，．")
NOT_AT_START = CLOSING | frozenset(
    "・：；？！ー～〜‐–—ゝゞ々〻ヽヾ゛゜…‥％‰℃°′″ァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖ"
    "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ,.:;!?)]}>%、｡､｣･ｰﾞﾟｧｨｩｪｫｬｭｮｯ"
)
NOT_AT_END = OPENING | frozenset("([{<「｢￥＄¥$№＃#□")  # a box to tick stays with its word
_UNBREAKABLE_PAIRS = frozenset("―…‥—〳〴〵")
_WORD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./@+#&'~=?%")
_WIDE_DIGITS = frozenset("０１２３４５６７８９")
_BETWEEN_SCRIPTS = (
    0.125  # only beside half-width letters and digits: proportional fonts bring their own white
)
_SQUEEZABLE_MARK = 0.25
_SQUEEZABLE_SPACE = 0.1


class Between(NamedTuple):
    """What lies between two neighbours, in ems.

    ``gap`` is what to add: negative between marks, a little between scripts. ``squeezable`` is how much the space may
    shrink. ``stretchable`` says whether white may be added to fill the line, ``may_break`` whether it may end there.
    """

    gap: float
    squeezable: float
    stretchable: bool
    may_break: bool


@lru_cache(maxsize=1 << 16)
def between(left: Glyph, right: Glyph) -> Between:
    """Return what lies between two glyphs of a line."""
    gap = _gap(left, right)
    together = _is_word(left) and _is_word(right)
    return Between(gap, _squeezable(left, right, gap), not together, not together and _may_break(left, right))


@lru_cache(maxsize=1 << 13)
def lead(glyph: Glyph) -> float:
    """Return the white before an opening bracket, in ems."""
    return 0.5 if glyph.width > 0.9 and glyph.typed in OPENING else 0.0


@lru_cache(maxsize=1 << 13)
def trail(glyph: Glyph) -> float:
    """Return the white after a closing bracket or a 、。, in ems."""
    return 0.5 if glyph.width > 0.9 and glyph.typed in CLOSING else 0.0


def break_lines(glyphs: Sequence[Glyph], first: float, rest: float) -> list[tuple[Glyph, ...]]:
    """Split ``glyphs`` into lines of at most ``first`` ems, then ``rest``; spaces at a break disappear.

    A word longer than a line is cut where the line is full: something too long for its place still prints whole.
    """
    lines: list[tuple[Glyph, ...]] = []
    start = 0
    while start < len(glyphs):
        end = _line_end(glyphs, start, rest if lines else first)
        lines.append(_without_end_spaces(glyphs[start:end]))
        start = end
        while start < len(glyphs) and glyphs[start].typed == " ":
            start += 1
    return lines


def _line_end(glyphs: Sequence[Glyph], start: int, room: float) -> int:
    """Return where the line that begins at ``start`` ends: squeezed to keep a mark, or as much as fits."""
    room += 1e-6
    width = -lead(glyphs[start])
    give = 0.0
    fits = squeezed = full = 0
    for index in range(start, len(glyphs)):
        glyph = glyphs[index]
        if index > start:
            before = between(glyphs[index - 1], glyph)
            width += before.gap
            give += before.squeezable
        width += glyph.width
        inked = width - trail(glyph)
        if inked - give > room:
            break
        last = index + 1 == len(glyphs)
        breakable = last or between(glyph, glyphs[index + 1]).may_break
        if inked <= room:
            full = index + 1
            fits = index + 1 if breakable else fits
        squeezed = index + 1 if breakable else squeezed
    pushed_out = fits and full > fits
    if squeezed > fits and (pushed_out or not fits or squeezed == len(glyphs)):
        return squeezed
    return fits or full or start + 1


def _without_end_spaces(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    end = len(glyphs)
    while end > 1 and glyphs[end - 1].typed == " ":
        end -= 1
    return tuple(glyphs[:end])


def _gap(left: Glyph, right: Glyph) -> float:
    if trail(left) and (trail(right) or lead(right)):
        return -0.5
    if lead(left) and lead(right):
        return -0.5
    if _are_of_two_scripts(left, right) or _are_of_two_scripts(right, left):
        return _BETWEEN_SCRIPTS
    return 0.0


def _squeezable(left: Glyph, right: Glyph, gap: float) -> float:
    if gap < 0:
        return 0.0
    if trail(left) or lead(right):
        return _SQUEEZABLE_MARK
    if gap > 0 or left.typed == " ":
        return _SQUEEZABLE_SPACE
    return 0.0


def _may_break(left: Glyph, right: Glyph) -> bool:
    if right.typed in NOT_AT_START or left.typed in NOT_AT_END or right.typed == " ":
        return False
    if left.typed in _WIDE_DIGITS and right.typed in _WIDE_DIGITS:
        return False
    return not (left.typed == right.typed and left.typed in _UNBREAKABLE_PAIRS)


def _is_word(glyph: Glyph) -> bool:
    return glyph.typed in _WORD or (glyph.typed.isalpha() and glyph.typed < "\u2000")


def _are_of_two_scripts(letter: Glyph, kanji: Glyph) -> bool:
    return _is_word(letter) and abs(letter.width - 0.5) < 0.01 and _is_kanji_or_kana(kanji)


def _is_kanji_or_kana(glyph: Glyph) -> bool:
    first = glyph.typed[0]
    return ("\u3005" <= first <= "\u9fff" and first not in NOT_AT_START | NOT_AT_END) or first >= "\U00020000"
