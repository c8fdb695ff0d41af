"""Editing a wording piece by piece: each act changes its piece and nothing else, and can be taken back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.wording_checks import spots
from ashibue_desk.domain.wording_edit import (
    NEW_CLAUSE,
    NEW_ITEM,
    add_after,
    first_item,
    move,
    put_condition,
    put_text,
    remove,
    text_at,
)
from ashibue_desk.domain.wordings import FormText
from ashibue_desk.law.form_texts import original_texts
from tests.domain.wording_strategies import wordings

CONSENT = original_texts("npo")["consent"]


@given(wordings, st.data())
def test_a_text_is_put_in_its_place_and_nowhere_else(text: FormText, data: st.DataObject) -> None:
    keys = [spot.key for spot in spots(text) if not spot.condition and not spot.key.startswith("texts.")]
    key = data.draw(st.sampled_from(keys))
    other = put_text(text, key, "別の文")
    assert text_at(other, key) == "別の文"
    assert [spot.key for spot in spots(other)] == [spot.key for spot in spots(text)]
    changed = [
        one.key
        for one, two in zip(spots(text), spots(other), strict=True)
        if one.text != two.text and not one.condition
    ]
    assert changed in ([], [key])
    assert put_text(other, key, text_at(text, key)) == text


@given(wordings, st.data())
def test_what_is_added_can_be_removed_and_what_is_moved_moved_back(
    text: FormText, data: st.DataObject
) -> None:
    pieces = [f"clauses.{at}" for at in range(len(text.clauses))]
    pieces += [
        f"clauses.{at}.passages.{n}"
        for at, clause in enumerate(text.clauses)
        for n in range(len(clause.passages))
    ]
    if not pieces:
        return
    key = data.draw(st.sampled_from(pieces))
    head, _, at = key.rpartition(".")
    assert remove(add_after(text, key), f"{head}.{int(at) + 1}") == text
    moved = move(text, key, 1)
    assert moved is text or move(moved, f"{head}.{int(at) + 1}", -1) == text


def test_the_first_piece_does_not_move_up() -> None:
    assert move(CONSENT, "clauses.0", -1) is CONSENT
    assert move(CONSENT, "clauses.0", 1) != CONSENT


def test_items() -> None:
    key = "clauses.0.passages.0"
    more = first_item(CONSENT, key)
    assert more.clauses[0].passages[0].items == (*CONSENT.clauses[0].passages[0].items, NEW_ITEM)
    assert remove(more, f"{key}.items.2") == CONSENT
    swapped = move(CONSENT, f"{key}.items.0", 1).clauses[0].passages[0].items
    assert swapped == CONSENT.clauses[0].passages[0].items[::-1]


def test_a_clause_keeps_its_last_paragraph_and_a_form_its_last_clause() -> None:
    with pytest.raises(ValueError, match="passages"):
        remove(CONSENT, "clauses.1.passages.0")
    text = CONSENT
    for _ in CONSENT.clauses[1:]:
        text = remove(text, "clauses.0")
    with pytest.raises(ValueError, match="clauses"):
        remove(text, "clauses.0")


def test_conditions() -> None:
    text = put_condition(
        put_condition(CONSENT, "clauses.1", "contact"), "clauses.0.passages.1", "not contact"
    )
    assert (text.clauses[1].when, text.clauses[0].passages[1].when) == ("contact", "not contact")
    assert add_after(text, "clauses.1").clauses[2] == NEW_CLAUSE


@pytest.mark.parametrize(
    "key", ["", "lead", "clauses", "clauses.0.passages", "clauses.0.passages.0.items.0.more"]
)
def test_only_clauses_passages_and_items_stand_in_lists(key: str) -> None:
    for change in (add_after, remove):
        with pytest.raises(KeyError):
            change(CONSENT, key)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "leed",
        "clauses",
        "clauses.99",
        "clauses.0.nothing.0.text",
        "clauses.0.passages",
        "clauses.-1",
        "clauses.0.passages.9.text",
        "clauses.0.passages.0.items.9",
        "clauses.0.passages.0.nothing",
        "texts.none",
    ],
)
def test_a_key_that_names_nothing_is_refused(key: str) -> None:
    with pytest.raises(KeyError):
        put_text(CONSENT, key, "文")
