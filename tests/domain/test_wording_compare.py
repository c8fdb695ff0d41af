"""Two versions beside each other: nothing is lost, and what became of each clause is told."""

from dataclasses import replace

from hypothesis import given

from ashibue_desk.domain.wording_compare import Fate, PartPair, compare, differs
from ashibue_desk.domain.wording_edit import add_after, move, put_text, remove
from ashibue_desk.domain.wording_marks import as_shown
from ashibue_desk.domain.wordings import FormText
from ashibue_desk.law.form_texts import original_texts
from tests.domain.wording_strategies import wordings

CONSENT = original_texts("npo")["consent"]


def fates(pairs: tuple[PartPair, ...]) -> list[Fate]:
    return [pair.fate for pair in pairs]


def side(pairs: tuple[PartPair, ...], which: str) -> str:
    return "".join(piece.text for pair in pairs for piece in getattr(pair, which))


def test_the_same_differs_nowhere() -> None:
    pairs = compare(CONSENT, CONSENT)
    assert not differs(pairs)
    assert len(pairs) == len(CONSENT.clauses) + 2


def test_one_changed_word_is_marked_and_the_rest_is_not() -> None:
    other = put_text(CONSENT, "lead", CONSENT.lead.replace("理解し", "よく理解し"))
    first, *rest = compare(CONSENT, other)
    assert first.fate is Fate.CHANGED
    assert [piece.text for piece in first.after if piece.changed] == ["よく"]
    assert not any(piece.changed for piece in first.before)
    assert not differs(tuple(rest))


def test_added_and_removed_clauses_leave_the_others_alone() -> None:
    added = compare(CONSENT, add_after(CONSENT, "clauses.2"))
    assert fates(added).count(Fate.ADDED) == 1
    assert fates(added).count(Fate.SAME) == len(CONSENT.clauses) + 2
    removed = compare(CONSENT, remove(CONSENT, "clauses.2"))
    assert fates(removed).count(Fate.REMOVED) == 1
    gone = next(pair for pair in removed if pair.fate is Fate.REMOVED)
    assert (gone.before_title, gone.after_title) == ("3　第三者への提供", "")


def test_two_swapped_clauses_are_called_moved() -> None:
    pairs = compare(CONSENT, move(CONSENT, "clauses.1", 1))
    assert set(fates(pairs)) == {Fate.SAME, Fate.MOVED}
    assert fates(pairs).count(Fate.MOVED) == 2
    moved = [pair for pair in pairs if pair.fate is Fate.MOVED]
    assert not any(piece.changed for pair in moved for piece in (*pair.before, *pair.after))


def test_a_clause_that_stands_twice_is_moved_only_once() -> None:
    first, second, third, *_ = CONSENT.clauses
    before = replace(CONSENT, clauses=(first, second, third, first))
    after = replace(CONSENT, clauses=(first, first, second, third))
    clauses = fates(compare(before, after))[1:-1]
    assert sorted(clauses, key=lambda fate: fate.name) == [
        Fate.MOVED,
        Fate.MOVED,
        Fate.SAME,
        Fate.SAME,
        Fate.SAME,
    ]


def test_another_heading_over_the_same_words_is_a_change() -> None:
    pairs = compare(CONSENT, put_text(CONSENT, "clauses.1.heading", "管理する人"))
    assert fates(pairs).count(Fate.CHANGED) == 1
    changed = next(pair for pair in pairs if pair.fate is Fate.CHANGED)
    assert (changed.before_title, changed.after_title) == ("2　責任者", "2　管理する人")


def test_a_clause_taken_away_before_a_renamed_one_stays_apart_from_it() -> None:
    first, second, *rest = CONSENT.clauses
    renamed = put_text(CONSENT, "clauses.1.heading", "管理する人").clauses[1]
    pairs = compare(
        replace(CONSENT, clauses=(first, second, *rest)), replace(CONSENT, clauses=(renamed, *rest))
    )
    gone, changed = pairs[1:3]
    assert (gone.fate, gone.before_title) == (Fate.REMOVED, "1　" + first.heading)
    assert (changed.fate, changed.after_title) == (Fate.CHANGED, "1　管理する人")


def test_fields_are_compared_as_the_clerk_sees_them() -> None:
    text = side(compare(CONSENT, CONSENT), "after")
    assert "〔団体の名称〕" in text
    assert "{" not in text


@given(wordings, wordings)
def test_both_sides_hold_every_word_of_their_version(before: FormText, after: FormText) -> None:
    pairs = compare(before, after)
    for text, which in ((before, "before"), (after, "after")):
        seen, whole = as_shown(text), side(pairs, which)
        for clause in seen.clauses:
            assert clause.heading in whole
            assert all(passage.text in whole for passage in clause.passages)
        assert seen.lead in whole
        assert seen.closing in whole


@given(wordings)
def test_no_wording_differs_from_itself(text: FormText) -> None:
    assert not differs(compare(text, replace(text, version=text.version + 1)))
