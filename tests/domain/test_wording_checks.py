"""What keeps a wording from being used: each fault stands with its clause, its paragraph and its line."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ashibue_desk.domain.wording_checks import (
    LONGEST_HEADING,
    LONGEST_WORDING,
    MOST_CLAUSES,
    MOST_ITEMS,
    MOST_PASSAGES,
    judge,
    read_shown,
)
from ashibue_desk.domain.wording_edit import add_after, move, put_condition, put_text, remove
from ashibue_desk.domain.wording_language import MOST_CHARACTERS
from ashibue_desk.domain.wording_marks import as_shown
from ashibue_desk.domain.wordings import KANA, Clause, FormText, NamedText, Passage
from ashibue_desk.law.form_texts import original_texts
from tests.helpers.sample_numbers import valid_number

ORIGINALS = original_texts("npo")
CONSENT, ANNEX, HANDOVER = (ORIGINALS[name] for name in ("consent", "handling_annex", "handover"))

LONG = replace(CONSENT, clauses=tuple(Clause("長い条", (Passage("あ" * 4_000),)) for _ in range(16)))
MANY = Clause("多い条", (Passage("文"),) * (MOST_PASSAGES + 1))

Change = Callable[[FormText], FormText]


def put(key: str, words: str) -> Change:
    return lambda text: put_text(text, key, words)


def with_passage(**changes: object) -> Change:
    return lambda text: replace(
        text,
        clauses=(replace(text.clauses[0], passages=(replace(text.clauses[0].passages[0], **changes),)),),  # type: ignore[arg-type]
    )


FAULTS: dict[str, tuple[Change, str, str]] = {
    "unknown field": (
        put("clauses.2.passages.0.text", "はじめ\n\n{{ telephone }}"),
        "3「第三者への提供」の1つめの段落",
        "3行目：「telephone」",
    ),
    "unknown field in a condition": (
        lambda text: put_condition(text, "clauses.2", "telephone"),
        "3「第三者への提供」の条件",
        "「telephone」",
    ),
    "a loop": (
        put("lead", "{% for x in contact %}{% endfor %}"),
        "前文",
        "1行目：文面には、欄と条件のほかの命令は書けません。",
    ),
    "unclosed": (put("after_lead", "{{ contact"), "前文の後の説明", "組が合っていない"),
    "empty heading": (put("clauses.1.heading", "　"), "2「　」の見出し", "空のまま"),
    "empty paragraph": (put("clauses.1.passages.0.text", ""), "2「責任者」の1つめの段落", "空のまま"),
    "empty item": (
        put("clauses.0.passages.0.items.1", ""),
        "1「利用目的」の1つめの段落の2つめの項目",
        "空のまま",
    ),
    "long heading": (
        put("clauses.1.heading", "長" * (LONGEST_HEADING + 1)),
        "見出し",
        "長すぎます（81文字）",
    ),
    "long text": (put("closing", "長" * (MOST_CHARACTERS + 1)), "結び", "長すぎます（4,001文字）"),
    "too much in all": (lambda _text: LONG, "様式", f"{LONGEST_WORDING:,}文字まで"),
    "too many clauses": (
        lambda text: replace(text, clauses=text.clauses[:1] * (MOST_CLAUSES + 1)),
        "様式",
        "条が多すぎます",
    ),
    "too many paragraphs": (lambda text: replace(text, clauses=(MANY,)), "1「多い条」", "段落が多すぎます"),
    "too many items": (with_passage(items=("項目",) * (MOST_ITEMS + 1)), "1「利用目的」", "項目が多すぎます"),
    "more items than kana": (
        with_passage(items=("項目",) * (len(KANA) + 1), kana=True),
        "1「利用目的」",
        f"{len(KANA)}まで",
    ),
    "no paragraph": (
        lambda text: replace(text, clauses=(Clause("空の条", ()),)),
        "1「空の条」",
        "段落がありません",
    ),
    "no clause": (lambda text: replace(text, clauses=()), "様式", "条がありません"),
    "another form": (lambda text: replace(text, form_id="Y3"), "様式", "原文と違います"),
    "a number": (put("lead", f"番号は{valid_number(1).digits()}です。"), "前文", "個人番号らしい"),
    "a control character": (put("lead", "前文\x07です。"), "前文", "使えない文字"),
    "half a character": (put("lead", "前文\ud800です。"), "前文", "使えない文字"),
    "a hidden direction": (put("lead", "前文\u202eです。"), "前文", "使えない文字"),
}


@pytest.mark.parametrize(("change", "place", "words"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_told_with_its_place(change: Change, place: str, words: str) -> None:
    faults = judge(change(CONSENT), CONSENT)
    assert any(place in fault.place and words in fault.sentence for fault in faults), faults


def test_every_original_is_free_of_faults() -> None:
    for name, original in ORIGINALS.items():
        assert judge(original, original) == (), name


def test_two_swapped_clauses_are_no_fault() -> None:
    assert judge(move(CONSENT, "clauses.0", 1), CONSENT) == ()


def test_a_clause_that_the_regulation_asks_for_may_be_reworded_and_moved_but_not_dropped() -> None:
    assert judge(put_text(move(ANNEX, "clauses.3", 1), "clauses.4.heading", "再委託の制限"), ANNEX) == ()
    (fault,) = judge(remove(ANNEX, "clauses.3"), ANNEX)
    assert "「再委託」" in fault.sentence
    assert judge(remove(ANNEX, f"clauses.{len(ANNEX.clauses) - 1}"), ANNEX) == ()


def test_a_form_without_clauses_takes_none() -> None:
    (fault,) = judge(replace(HANDOVER, clauses=CONSENT.clauses[:1]), HANDOVER)
    assert "条を置けません" in fault.sentence


def test_a_sentence_with_a_place_of_its_own_may_not_go_away() -> None:
    original = replace(CONSENT, texts=(NamedText("declared", "申告", "確かめました。"),))
    assert judge(original, original) == ()
    assert "足りないか、余っています" in judge(CONSENT, original)[0].sentence
    assert judge(put_text(original, "texts.declared", ""), original)[0].place == "申告"


def test_an_added_clause_is_fine_as_it_is_offered() -> None:
    assert judge(add_after(CONSENT, "clauses.0"), CONSENT) == ()


def test_a_named_sentence_is_found_by_its_key_and_no_other() -> None:
    text = replace(
        CONSENT,
        texts=(NamedText("asked", "依頼", "願います。"), NamedText("declared", "申告", "確かめました。")),
    )
    assert text.said("declared") == "確かめました。"
    with pytest.raises(KeyError, match="received"):
        text.said("received")


def test_what_a_clerk_wrote_with_brackets_is_read_back_as_it_is_stored() -> None:
    shown = as_shown(CONSENT)
    assert shown != CONSENT, "the original has fields to show"
    assert read_shown(shown, CONSENT) == (CONSENT, ())


def test_brackets_that_cannot_be_read_are_told_with_place_and_line_and_stay_as_written() -> None:
    written = "はじめ\n\n〔電話番号〕に連絡してください。"
    text, faults = read_shown(put_text(as_shown(CONSENT), "clauses.2.passages.0.text", written), CONSENT)
    first = faults[0]
    assert (first.key, first.place) == ("clauses.2.passages.0.text", "3「第三者への提供」の1つめの段落")
    assert first.sentence.startswith("3行目：")
    assert text.clauses[2].passages[0].text == written
    assert text.clauses[0] == CONSENT.clauses[0], "everything else is read all the same"
