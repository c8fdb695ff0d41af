"""Whatever wording passes the checks is drawn whole: the office's own words never break a paper and never get lost on it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ashibue_desk.domain.wording_checks import judge
from ashibue_desk.domain.wording_edit import add_after, move, put_condition, put_text, remove
from ashibue_desk.domain.wording_writing import write_wording
from ashibue_desk.domain.wordings import KANA, Clause, FormText, Passage
from forms.catalogue import catalogue
from forms.sheets import sheets_of
from forms.templates import form_text, text_for
from tests.forms.examples import examples
from tests.forms.facts import head
from tests.helpers.geometry import faults
from tests.helpers.pdf_text import pages, run_together

WORDED = sorted(
    form_id
    for form_id, design in catalogue().items()
    if design.wording and form_text("npo", design.wording).sheet is None
)  # sheets to fill by hand: test_own_sheets
with_clauses = [form_id for form_id in WORDED if form_text("npo", catalogue()[form_id].wording).clauses]
each_worded = pytest.mark.parametrize("form_id", WORDED)
each_with_clauses = pytest.mark.parametrize("form_id", with_clauses)


def drawn(form_id: str, change: Callable[[FormText], FormText]) -> str:
    """Return the text of a paper with an office's own words."""
    original = form_text("npo", catalogue()[form_id].wording)
    text = replace(change(original), version=7)
    assert judge(text, original) == ()
    facts: Any = examples()[form_id].made(form_id, 0)
    own = replace(facts.head, version=7, wording=write_wording(text))
    worded = replace(facts, head=own)
    render = examples()[form_id].render
    assert faults(sheets_of(lambda: render(worded))) == []
    return run_together("".join(pages(render(worded))))


@each_worded
def test_other_words_stand_on_the_paper_with_their_version(form_id: str) -> None:
    def change(text: FormText) -> FormText:
        key = "lead" if text.lead else "after_lead"
        return put_text(text, key, "湖のほとりで、次のとおり定めます。")

    text = drawn(form_id, change)
    assert "湖のほとりで、次のとおり定めます。" in text
    assert "第7版" in text


@each_worded
def test_texts_may_be_left_out(form_id: str) -> None:
    def change(text: FormText) -> FormText:
        return replace(text, lead="", after_lead="", closing="")

    assert drawn(form_id, change)


@each_with_clauses
def test_every_kind_of_piece_is_drawn(form_id: str) -> None:
    """Items in numbers and in kana, lines set apart, conditions that hold and that do not: nothing is dropped in silence."""
    kana = tuple(f"かな項目{n}番" for n in range(len(KANA)))
    full = Clause(
        "追加した条の見出し",
        (
            Passage("追加した段落です。", ("番号の項目一", "番号の項目二"), note="追加した別行です"),
            Passage("かなの段落です。", kana, kana=True),
            Passage("最後の段落です。"),
        ),
    )
    hidden = Clause("載らない条の見出し", (Passage("載らない段落です。"),), when="not office_name")

    def change(text: FormText) -> FormText:
        changed = replace(text, clauses=(*text.clauses, full))
        return replace(changed, clauses=(*changed.clauses, hidden)) if _has_office(text) else changed

    text = drawn(form_id, change)
    for words in (
        "追加した条の見出し",
        "追加した段落です。",
        "番号の項目一",
        "番号の項目二",
        "追加した別行です",
        *kana,
        "最後の段落です。",
    ):
        assert words in text, words
    assert "載らない" not in text


@each_with_clauses
def test_clauses_may_be_swapped_removed_and_grow_long(form_id: str) -> None:
    original = form_text("npo", catalogue()[form_id].wording)
    assert drawn(form_id, lambda text: move(text, "clauses.0", 1)) if len(original.clauses) > 1 else True
    free = next((at for at, clause in enumerate(original.clauses) if not clause.covers), None)
    if free is not None and len(original.clauses) > 1:
        assert drawn(form_id, lambda text: remove(text, f"clauses.{free}"))
    long = "とても長い段落です。" * 200
    last = f"clauses.{len(original.clauses) - 1}.passages.0.text"
    text = drawn(form_id, lambda text: put_text(text, last, long))
    assert text.count("とても長い") >= 198, "a sheet may end within one of them"


@each_with_clauses
def test_many_clauses_go_on_over_more_sheets(form_id: str) -> None:
    def change(text: FormText) -> FormText:
        for _ in range(30):
            text = add_after(text, f"clauses.{len(text.clauses) - 1}")
        return text

    assert drawn(form_id, change).count("新しい条") in (30, 60)  # a table of contents names them once more


@each_with_clauses
def test_a_condition_that_does_not_hold_takes_its_paragraph_away(form_id: str) -> None:
    original = form_text("npo", catalogue()[form_id].wording)
    if not _has_office(original):
        pytest.fail(f"{form_id} offers no name of the office")

    def change(text: FormText) -> FormText:
        text = put_condition(
            add_after(text, "clauses.0.passages.0"), "clauses.0.passages.1", "not office_name"
        )
        return put_text(text, "clauses.0.passages.1.text", "載らない段落です。")

    assert "載らない段落です。" not in drawn(form_id, change)


def test_a_paper_that_tells_another_version_than_its_words_is_not_made() -> None:
    with pytest.raises(ValueError, match="version 3"):
        text_for(replace(head("Y2", "みずうみ劇場"), version=3), "consent")


def _has_office(text: FormText) -> bool:
    return any(field.name == "office_name" for field in text.fields)
