"""Two versions of a form beside each other, clause by clause: what was added, taken away, and moved."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import groupby

from ashibue_desk.domain.sheet_checks import block_title
from ashibue_desk.domain.wording_marks import as_shown
from ashibue_desk.domain.wordings import KANA, Clause, FormText

_WORDS = re.compile(r"[一-鿿々]+|[ぁ-ん]+|[ァ-ヶー]+|[0-9A-Za-z]+|\s+|.", re.DOTALL)
_ALIKE = 0.4  # less in common than this, and it is another clause


class Fate(Enum):
    """What became of a part of the form."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``changed`` where the other version does not have it."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class PartPair:
    """A part (the opening, a clause, the end) in both versions; a side is empty where the part is not there."""

    fate: Fate
    before_title: str
    after_title: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    title: str
    text: str
    heading: str = ""


def compare(before: FormText, after: FormText) -> tuple[PartPair, ...]:
    """Return every part of the two versions in the order of ``after``; what was taken away stands where it was."""
    old, new = as_shown(before), as_shown(after)
    pairs = [_pair(_opening(old), _opening(new))]
    pairs += _clauses([*_parts(old)], [*_parts(new)])
    pairs.append(_pair(_ending(old), _ending(new)))
    return tuple(pair for pair in pairs if pair.before or pair.after)


def differs(pairs: Sequence[PartPair]) -> bool:
    """Return whether any part is not the same."""
    return any(pair.fate is not Fate.SAME for pair in pairs)


def _opening(text: FormText) -> _Part:
    return _Part("前文", "\n".join(part for part in (text.lead, text.after_lead) if part))


def _ending(text: FormText) -> _Part:
    named = [f"{one.label}：{one.text}" for one in text.texts]
    return _Part("結び", "\n".join(part for part in (text.closing, *named) if part))


def _parts(text: FormText) -> Iterator[_Part]:
    for number, clause in enumerate(text.clauses, start=1):
        lines = _lines(clause) if not clause.kind else _places(clause)
        yield _Part(f"{number}　{block_title(clause)}", "\n".join(lines), clause.heading)


def _lines(clause: Clause) -> Iterator[str]:
    yield clause.heading
    count = 0
    for passage in clause.passages:
        yield passage.text
        for at, item in enumerate(passage.items):
            yield f"{KANA[at] if passage.kana else f'({count + at + 1})'}　{item}"
        count += 0 if passage.kana else len(passage.items)
        if passage.note:
            yield passage.note


def _places(clause: Clause) -> Iterator[str]:
    """Yield the words of a block of a sheet to fill by hand, a line for each place, row or paragraph."""
    if clause.heading:
        yield clause.heading
    for passage in clause.passages:
        if clause.kind in ("items", "letterhead"):
            yield from passage.items
        else:
            parts = (passage.text, passage.value, "・".join(passage.items), passage.note)
            yield "　".join(part.strip() for part in parts if part.strip())


def _clauses(old: list[_Part], new: list[_Part]) -> list[PartPair]:
    pairs = []
    matcher = SequenceMatcher(
        None, [one.heading for one in old], [one.heading for one in new], autojunk=False
    )
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind == "equal":
            pairs += [_pair(one, other) for one, other in zip(old[a1:a2], new[b1:b2], strict=True)]
        else:
            pairs += _replaced(old[a1:a2], new[b1:b2])
    return _with_moves(pairs)


def _replaced(old: Sequence[_Part], new: Sequence[_Part]) -> Iterator[PartPair]:
    """Pair a changed clause with its successor where they have enough in common."""
    left = list(old)
    for part in new:
        alike = next((one for one in left if _likeness(one.text, part.text) >= _ALIKE), None)
        if alike is None:
            yield _come(part)
            continue
        while left[0] is not alike:
            yield _gone(left.pop(0))
        yield _pair(left.pop(0), part)
    for part in left:
        yield _gone(part)


def _with_moves(pairs: list[PartPair]) -> list[PartPair]:
    """Call a clause that was taken away here and added there, word for word, a moved one."""
    gone = {_whole(pair.before) for pair in pairs if pair.fate is Fate.REMOVED}
    come = {_whole(pair.after) for pair in pairs if pair.fate is Fate.ADDED}
    return [_moved(pair) if _whole(pair.before or pair.after) in gone & come else pair for pair in pairs]


def _moved(pair: PartPair) -> PartPair:
    if pair.fate not in (Fate.ADDED, Fate.REMOVED):
        return pair
    before, after = (tuple(Piece(piece.text) for piece in side) for side in (pair.before, pair.after))
    return PartPair(Fate.MOVED, pair.before_title, pair.after_title, before, after)


def _whole(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _pair(old: _Part, new: _Part) -> PartPair:
    before, after = _pieces(old.text, new.text)
    fate = Fate.SAME if old.text == new.text else Fate.CHANGED
    return PartPair(fate, old.title, new.title, before, after)


def _gone(part: _Part) -> PartPair:
    return PartPair(Fate.REMOVED, part.title, "", (Piece(part.text, changed=True),), ())


def _come(part: _Part) -> PartPair:
    return PartPair(Fate.ADDED, "", part.title, (), (Piece(part.text, changed=True),))


def _pieces(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    before, after = [], []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        one, other = "".join(a[a1:a2]), "".join(b[b1:b2])
        if kind == "equal":
            before.append(Piece(one))
            after.append(Piece(other))
            continue
        head = _alike(one, other)
        tail = _alike(one[head:][::-1], other[head:][::-1])
        before += _changed(one, head, tail)
        after += _changed(other, head, tail)
    return _joined(before), _joined(after)


def _alike(one: str, other: str) -> int:
    """Return how many characters the two begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _changed(text: str, head: int, tail: int) -> list[Piece]:
    end = len(text) - tail
    return [Piece(text[:head]), Piece(text[head:end], changed=True), Piece(text[end:])]


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    groups = groupby((one for one in pieces if one.text), key=lambda one: one.changed)
    return tuple(Piece("".join(one.text for one in group), changed) for changed, group in groups)


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, _WORDS.findall(old), _WORDS.findall(new), autojunk=False).ratio()
