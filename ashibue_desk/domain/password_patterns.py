"""What a guesser tries first: common words, keyboard walks, sequences, repetitions, years and dates.

A password is cut into *chunks* a guesser knows as one thing and the single characters between them. The cut decides
how much of it is really unknown (see ``passwords``).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

_ROWS: Final = ("1234567890-^", "qwertyuiop@[", "asdfghjkl;:]", "zxcvbnm,./")
_COLUMNS: Final = ("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/")
_WALKS: Final = tuple(line for walk in (*_ROWS, *_COLUMNS) for line in (walk, walk[::-1]))
_MONTH_DAY: Final = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_DATES: Final = re.compile(
    rf"(?:19|20)\d\d(?:{_MONTH_DAY})?|(?<!\d){_MONTH_DAY}(?!\d)|(?:meiji|taisho|showa|heisei|reiwa)\d{{0,2}}"
)
# Digits and signs people write for letters. 1 stands for i as well as for l, so there are two readings.
_LEET_I: Final = str.maketrans("@4831!05$7", "aabeiioss" + "t")
_LEET_L: Final = str.maketrans("@4831!05$7", "aabelioss" + "t")
_SHORTEST_WORD: Final = 4
_SHORTEST_WALK: Final = 4
_WALK_STARTS: Final = frozenset(
    walk[at : at + _SHORTEST_WALK] for walk in _WALKS for at in range(len(walk) - _SHORTEST_WALK + 1)
)
_LONGEST_WORD: Final = 20


@dataclass(frozen=True, slots=True)
class Cut:
    """``chunks`` are the pieces a guesser knows, ``rest`` the single characters between them."""

    chunks: tuple[str, ...]
    rest: str


def fold(password: str) -> str:
    """Return ``password`` as a guesser sees it: NFKC, without case."""
    return unicodedata.normalize("NFKC", password).casefold()


def readings(folded: str) -> tuple[str, ...]:
    """Return ``folded`` itself and with digits and signs read as letters (p4ssw0rd). Lengths stay the same."""
    return tuple(dict.fromkeys((folded, folded.translate(_LEET_I), folded.translate(_LEET_L))))


def bare(text: str) -> str:
    """Return ``text`` without the digits and signs around it: ``sakura2025!`` becomes ``sakura``."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)


def cut(folded: str, words: frozenset[str]) -> Cut:
    """Cut a folded password, at each place taking the longest piece a guesser knows."""
    texts = readings(folded)
    chunks: list[str] = []
    rest: list[str] = []
    place = 0
    while place < len(folded):
        length = max(
            _run_length(folded, place),
            _walk_length(folded, place),
            _braid_length(folded, place),
            _date_length(folded, place),
            *(_word_length(text, place, words) for text in texts),
        )
        if length:
            chunks.append(folded[place : place + length])
            place += length
        else:
            rest.append(folded[place])
            place += 1
    return Cut(tuple(chunks), "".join(rest))


def _run_length(text: str, start: int) -> int:
    """Return how far the same step goes on from ``start``: aaaa, 1234, dcba. At least three characters, else 0."""
    if start + 3 > len(text):
        return 0
    step = ord(text[start + 1]) - ord(text[start])
    if step not in {-1, 0, 1}:
        return 0
    end = start + 2
    while end < len(text) and ord(text[end]) - ord(text[end - 1]) == step:
        end += 1
    return end - start if end - start >= 3 else 0


def _walk_length(text: str, start: int) -> int:
    """Return the longest walk along a row or a column of the Japanese keyboard: qwer, 1qaz, lkjh; else 0."""
    if text[start : start + _SHORTEST_WALK] not in _WALK_STARTS:
        return 0
    length = _SHORTEST_WALK
    while start + length < len(text) and any(text[start : start + length + 1] in walk for walk in _WALKS):
        length += 1
    return length


def _braid_length(text: str, start: int) -> int:
    """Return the length of two known lines typed in turns: 1q2w3e4r, a1s2d3f4, z0x9c8v7; else 0."""
    first = _strand_length(text[start::2])
    return 2 * min(first, _strand_length(text[start + 1 :: 2])) if first else 0


def _strand_length(strand: str) -> int:
    return max(_run_length(strand, 0), _walk_length(strand, 0))


def _date_length(text: str, start: int) -> int:
    """Return the length of a year, a date or an era at ``start``; else 0."""
    found = _DATES.match(text, start)
    return len(found.group()) if found else 0


def _word_length(text: str, start: int, words: frozenset[str]) -> int:
    """Return the length of the longest common word at ``start``; else 0."""
    longest = _longest_by_start(words).get(text[start : start + _SHORTEST_WORD], 0)
    for length in range(min(longest, len(text) - start), _SHORTEST_WORD - 1, -1):
        if text[start : start + length] in words:
            return length
    return 0


@cache
def _longest_by_start(words: frozenset[str]) -> dict[str, int]:
    """Return by their first four characters how long the longest of ``words`` is: few places need a closer look."""
    longest: dict[str, int] = {}
    for word in words:
        if _SHORTEST_WORD <= len(word) <= _LONGEST_WORD:
            start = word[:_SHORTEST_WORD]
            longest[start] = max(longest.get(start, 0), len(word))
    return longest


def edit_distance(left: str, right: str) -> int:
    """Return how many insertions, deletions and replacements lead from ``left`` to ``right`` (Levenshtein)."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(right, start=1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
    return row[-1]
