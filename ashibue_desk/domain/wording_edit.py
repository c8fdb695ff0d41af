"""Changing a wording piece by piece: a text, a clause, a paragraph, an item. Every function returns another wording.

Pieces are named by keys: ``lead``, ``clauses.0.heading``, ``clauses.0.passages.1``, ``clauses.0.passages.1.items.2``. A key
that names nothing raises ``KeyError``.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ashibue_desk.domain.wordings import Clause, FormText, Passage

Pieces = tuple[Any, ...]
"""Clauses, paragraphs or items: what stands in one list of a wording."""
NEW_CLAUSE = Clause("新しい条", (Passage("ここに書きます。"),))
NEW_PASSAGE = Passage("ここに書きます。")
NEW_ITEM = "ここに書きます。"


def text_at(text: FormText, key: str) -> str:
    """Return the text that ``key`` names."""
    found = next((words for name, words in _texts(text) if name == key), None)
    if found is None:
        raise KeyError(key)
    return found


def put_text(text: FormText, key: str, words: str) -> FormText:
    """Put ``words`` in the place of the text that ``key`` names."""
    head, *rest = key.split(".")
    if head in ("lead", "after_lead", "closing") and not rest:
        return replace(text, **{head: words})  # type: ignore[arg-type] # one of three texts
    if head == "texts":
        text_at(text, key)
        return replace(
            text, texts=tuple(replace(one, text=words) if one.key == rest[0] else one for one in text.texts)
        )
    return _in_clause(text, key, lambda clause, inner: _put_in_clause(clause, inner, words))


def put_condition(text: FormText, key: str, condition: str) -> FormText:
    """Let a clause or a paragraph stand only where ``condition`` holds."""

    def change(clause: Clause, inner: list[str]) -> Clause:
        if not inner:
            return replace(clause, when=condition)
        return _in_passage(clause, inner, lambda passage, _rest: replace(passage, when=condition))

    return _in_clause(text, key, change)


def add_after(text: FormText, key: str) -> FormText:
    """Put a new piece of the same kind after the one that ``key`` names."""
    return _listed(text, key, _with_new)


def first_item(text: FormText, key: str) -> FormText:
    """Give the paragraph that ``key`` names an item at the end of its items."""

    def change(clause: Clause, inner: list[str]) -> Clause:
        return _in_passage(clause, inner, lambda one, _rest: replace(one, items=(*one.items, NEW_ITEM)))

    return _in_clause(text, key, change)


def remove(text: FormText, key: str) -> FormText:
    """Take away the piece that ``key`` names; ``ValueError`` for the last paragraph of a clause and the last clause."""

    def without(pieces: Pieces, at: int) -> Pieces:
        if len(pieces) == 1 and ".items." not in key:
            raise ValueError(key)
        return pieces[:at] + pieces[at + 1 :]

    return _listed(text, key, without)


def move(text: FormText, key: str, by: int) -> FormText:
    """Move the piece that ``key`` names by one place, 1 down or -1 up; at the end of its list nothing changes."""
    changed = True

    def moved(pieces: Pieces, at: int) -> Pieces:
        nonlocal changed
        if not 0 <= at + by < len(pieces):
            changed = False
            return pieces
        order = list(pieces)
        order.insert(at + by, order.pop(at))
        return tuple(order)

    found = _listed(text, key, moved)
    return found if changed else text


def _with_new(pieces: Pieces, at: int) -> Pieces:
    kinds: dict[type, object] = {Clause: NEW_CLAUSE, Passage: NEW_PASSAGE, str: NEW_ITEM}
    fresh = kinds[type(pieces[at])]
    if (
        isinstance(pieces[at], Passage) and not pieces[at].text
    ):  # a line of a table on a sheet to fill by hand
        fresh = Passage("", (NEW_ITEM, *("" for _ in pieces[0].items[1:])))
    return (*pieces[: at + 1], fresh, *pieces[at + 1 :])


def _listed(text: FormText, key: str, change: Callable[[Pieces, int], Pieces]) -> FormText:
    """Change the list in which the piece stands that ``key`` names."""
    parts = key.split(".")
    if parts[0] != "clauses" or len(parts) not in (2, 4, 6):
        raise KeyError(key)
    if len(parts) == 2:
        return replace(text, clauses=_changed(text.clauses, parts[1], change))

    def in_clause(clause: Clause, inner: list[str]) -> Clause:
        if len(inner) == 2:
            return replace(clause, passages=_changed(clause.passages, inner[1], change))
        return _in_passage(
            clause,
            inner,
            lambda passage, rest: replace(passage, items=_changed(passage.items, rest[1], change)),
        )

    return _in_clause(text, key, in_clause)


def _changed(pieces: Pieces, at: str, change: Callable[[Pieces, int], Pieces]) -> Pieces:
    return change(pieces, _place(pieces, at))


def _place(pieces: Pieces, at: str) -> int:
    if not at.isdecimal() or int(at) >= len(pieces):
        raise KeyError(at)
    return int(at)


def _in_clause(text: FormText, key: str, change: Callable[[Clause, list[str]], Clause]) -> FormText:
    parts = key.split(".")
    if parts[0] != "clauses" or len(parts) < 2:
        raise KeyError(key)
    at = _place(text.clauses, parts[1])
    clauses = list(text.clauses)
    clauses[at] = change(clauses[at], parts[2:])
    return replace(text, clauses=tuple(clauses))


def _in_passage(clause: Clause, inner: list[str], change: Callable[[Passage, list[str]], Passage]) -> Clause:
    if inner[0] != "passages" or len(inner) < 2:
        raise KeyError(".".join(inner))
    at = _place(clause.passages, inner[1])
    passages = list(clause.passages)
    passages[at] = change(passages[at], inner[2:])
    return replace(clause, passages=tuple(passages))


def _put_in_clause(clause: Clause, inner: list[str], words: str) -> Clause:
    if inner == ["heading"]:
        return replace(clause, heading=words)

    def put(passage: Passage, rest: list[str]) -> Passage:
        if rest in (["text"], ["note"], ["value"]):
            return replace(passage, **{rest[0]: words})  # type: ignore[arg-type] # one of three texts
        if len(rest) == 2 and rest[0] == "items":
            items = list(passage.items)
            items[_place(passage.items, rest[1])] = words
            return replace(passage, items=tuple(items))
        raise KeyError(".".join(rest))

    return _in_passage(clause, inner, put)


def _texts(text: FormText) -> list[tuple[str, str]]:
    from ashibue_desk.domain.wording_checks import spots

    return [(spot.key, spot.text) for spot in spots(text) if not spot.condition]
