"""Sheets to fill by hand in the office's own words: drawn whole, bound to their version, or refused with a sentence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import count

import pytest

from ashibue_desk.domain.sheet_checks import SHAPES, may_change
from ashibue_desk.domain.sheet_facts import BlankSheetFacts
from ashibue_desk.domain.sheet_wording import SHEET_FIELDS, plan_of, wording_of
from ashibue_desk.domain.wording_checks import judge, read_shown, spots
from ashibue_desk.domain.wording_compare import Fate, compare
from ashibue_desk.domain.wording_edit import add_after, put_text
from ashibue_desk.domain.wording_files import BrokenWording, read_wording
from ashibue_desk.domain.wording_marks import as_shown, with_texts
from ashibue_desk.domain.wording_writing import write_wording
from ashibue_desk.domain.wordings import FormText
from forms.blank_sheet import render_blank_sheet
from forms.sheets import sheets_of
from forms.situations import CannotDrawCharacter, TooLongForPaper
from forms.templates import form_text
from tests.forms.sheet_facts import ALL_SHEETS, sheet
from tests.helpers.geometry import faults
from tests.helpers.pdf_text import page_count, pages, run_together

each_sheet = pytest.mark.parametrize("name", ALL_SHEETS)


def own_facts(name: str, text: FormText) -> BlankSheetFacts:
    """Return the facts of a sheet with an office's words as its seventh version."""
    facts, own = sheet(name), replace(text, version=7, in_force_from=date(2026, 9, 1))
    head = replace(
        facts.head,
        version=7,
        in_force_from=own.in_force_from,
        form_id=text.form_id,
        wording=write_wording(own),
    )
    return replace(facts, head=head)


def drawn(name: str, change: Callable[[FormText], FormText]) -> str:
    """Return the text of a sheet with the office's words, after looking that nothing overlaps or is cut."""
    original = form_text("npo", name)
    text = change(original)
    assert judge(text, original) == ()
    facts = own_facts(name, text)
    assert faults(sheets_of(lambda: render_blank_sheet(facts))) == []
    return run_together("".join(pages(render_blank_sheet(facts))))


@each_sheet
def test_words_go_out_to_the_editor_and_back_without_loss(name: str) -> None:
    text = form_text("npo", name)
    assert wording_of(plan_of(text)) == text
    assert read_wording(write_wording(text)) == text
    assert judge(text, text) == ()
    back, wrong = read_shown(as_shown(text), text)
    assert (back, wrong) == (text, ())


@each_sheet
def test_every_text_of_a_sheet_can_be_reworded_and_stands_on_it(name: str) -> None:
    """Each text gets two characters of its own, so that one that is dropped or printed twice is seen."""
    marks: dict[str, str] = {}

    def mark(key: str, words: str) -> str:
        if not words.strip():
            return words
        marks[key] = f"湖{len(marks):03}"
        if "seal_" in key:
            return marks[key]
        return f"{words.rstrip('　')}{marks[key]}" if len(words) < 40 else f"{marks[key]}{words}"

    printed = drawn(name, lambda text: with_texts(text, mark))
    outgoing = form_text("npo", name).sheet
    assert outgoing is not None
    silent = ("texts.file_in", "texts.keep") if outgoing.outgoing else ()
    lost = [key for key, words in marks.items() if words not in printed and key not in silent]
    assert lost == []
    assert "第7版" in printed


@each_sheet
def test_lists_and_rows_may_grow_over_more_sheets(name: str) -> None:
    def change(text: FormText) -> FormText:
        for at, clause in enumerate(text.clauses):
            if clause.kind in ("text", "table") and len(clause.passages) > (clause.kind == "table"):
                for _ in range(12):
                    text = add_after(text, f"clauses.{at}.passages.{len(text.clauses[at].passages) - 1}")
            if clause.kind == "items" and clause.passages[0].items:
                for number in range(12):
                    key = f"clauses.{at}.passages.0.items.{number}"
                    text = put_text(
                        add_after(text, key),
                        f"clauses.{at}.passages.0.items.{number + 1}",
                        f"項{at}の{number}",
                    )
        return text

    assert drawn(name, change)


@each_sheet
@pytest.mark.parametrize("share", [0.2, 0.5, 1.0])
def test_the_longest_words_are_drawn_whole_or_refused_with_a_sentence(name: str, share: float) -> None:
    original = form_text("npo", name)
    longest = {spot.key: min(spot.longest, 400) for spot in spots(original) if not spot.condition}
    number = count(10)

    def long(key: str, words: str) -> str:
        if not words:
            return words
        length = max(4, int(longest[key] * share))
        return f"{next(number)}{'長い言葉を続けて書きます、' * 40}"[:length]

    text = with_texts(original, long)
    assert judge(text, original) == ()
    try:
        sheets = sheets_of(partial(render_blank_sheet, own_facts(name, text)))
    except TooLongForPaper as too_long:
        refused = too_long.what
    else:
        refused = ""
        assert faults(sheets) == []
    assert refused == "" or refused.endswith("用紙の欄に入りません。")


def test_a_label_goes_on_on_the_next_line_where_the_mark_stands() -> None:
    text = form_text("npo", "certificate_request")
    labels = [each.text for clause in text.clauses if clause.kind == "fields" for each in clause.passages]
    assert "廃棄・削除した｜ものと数" in labels
    assert "｜" not in drawn("certificate_request", lambda one: one)


def test_a_field_of_the_office_is_filled_wherever_it_is_put() -> None:
    def change(text: FormText) -> FormText:
        text = put_text(text, "clauses.1.passages.1.note", "{{ business_year }}の番号です。")
        return put_text(text, "texts.file_in", "{{ office_name }}の棚")

    printed = drawn("carry_out", change)
    assert "令和8年度の番号です。" in printed
    assert "みずうみ劇場の棚" in printed


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: replace(text, clauses=text.clauses[1:]), "足りないか、余っています"),
        (lambda text: replace(text, clauses=text.clauses[::-1]), "足りないか、余っています"),
        (lambda text: replace(text, lead="前文です。"), "前文と結びを置けません"),
        (lambda text: replace(text, sheet=None), "入れ替わっています"),
        (lambda text: replace(text, texts=text.texts[1:]), "足りないか、余っています"),
        (lambda text: put_text(text, "clauses.2.passages.0.items.0", ""), "空のままです"),
        (lambda text: put_text(text, "clauses.2.passages.0.items.0", text.clauses[2].passages[0].items[1]), "同じ言葉が2つ"),
        (lambda text: put_text(text, "clauses.2.passages.0.items.0", "あ\nい"), "改行"),
        (lambda text: put_text(text, "clauses.1.passages.0.text", "長" * 61), "60文字まで"),
        (lambda text: put_text(text, "clauses.1.passages.4.value", "印刷"), "印刷する文を置けません"),
        (lambda text: put_text(text, "clauses.0.passages.0.note", "説明"), "説明や印刷する文を置けません"),
        (lambda text: put_text(text, "clauses.1.passages.0.text", "{{ telephone }}"), "1行目：「telephone」という欄"),
        (lambda text: put_text(text, "clauses.1.passages.0.note", "{{ office_name"), "1行目：「{{」「}}」"),
    ],
)  # fmt: skip
def test_words_that_do_not_fit_their_sheet_are_told(
    change: Callable[[FormText], FormText], told: str
) -> None:
    original = form_text("npo", "carry_out")
    wrong = judge(change(original), original)
    assert any(told in fault.sentence for fault in wrong), wrong


def test_an_ordinary_form_takes_no_block_of_a_sheet() -> None:
    original, block = form_text("npo", "consent"), form_text("npo", "carry_out").clauses[1]
    wrong = judge(replace(original, clauses=(*original.clauses, block)), original)
    assert any("書き込む用紙の部分" in fault.sentence for fault in wrong)


def test_words_no_font_has_and_words_of_another_version_are_no_paper() -> None:
    text = put_text(form_text("npo", "complaint"), "clauses.0.passages.0.text", "\U0001fae8")
    with pytest.raises(CannotDrawCharacter):
        render_blank_sheet(own_facts("complaint", text))
    facts = own_facts("complaint", form_text("npo", "complaint"))
    with pytest.raises(ValueError, match="version 3"):
        render_blank_sheet(replace(facts, head=replace(facts.head, version=3)))


@pytest.mark.parametrize(
    ("old", "new"),
    [('kind = "items"', 'kind = "poem"'), ("version = 1", "version = 0"), ('marks = "box"', ""), ("[[block]]", "[[blocks]]")],
)  # fmt: skip
def test_a_stored_sheet_of_another_shape_is_broken_and_says_so(old: str, new: str) -> None:
    toml = write_wording(form_text("npo", "carry_out"))
    assert old in toml
    with pytest.raises(BrokenWording):
        read_wording(toml.replace(old, new))
    with pytest.raises(BrokenWording, match="1行目"):
        read_wording("この文面は壊れています")


def test_versions_are_compared_block_by_block() -> None:
    before = form_text("npo", "carry_out")
    after = put_text(before, "clauses.1.passages.0.text", "申し出た日")
    changed = [pair for pair in compare(before, after) if pair.fate is not Fate.SAME]
    (pair,) = changed
    assert pair.fate is Fate.CHANGED
    assert [piece.text for piece in pair.after if piece.changed] == ["し出た"]


def test_the_fields_of_a_sheet_are_those_its_facts_offer() -> None:
    assert {field.name for field in SHEET_FIELDS} == set(sheet("carry_out").fields())
    kinds = {clause.kind for name in ALL_SHEETS for clause in form_text("npo", name).clauses}
    assert kinds == set(SHAPES)
    assert page_count(render_blank_sheet(own_facts("quiz", form_text("npo", "quiz")))) == 1
    consent = form_text("npo", "consent").clauses[0]
    assert may_change(consent, ["passages", "0"], "remove"), "other forms are free"
