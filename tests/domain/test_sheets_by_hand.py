"""Sheets to fill by hand: templates are read strictly, words leave their block and come back, and must fit it."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ashibue_desk.domain.data_table import DataFileError, DataTable
from ashibue_desk.domain.sheet_checks import block_title, may_change, sheet_faults
from ashibue_desk.domain.sheet_files import read_sheet
from ashibue_desk.domain.sheet_plan import Heading, SheetPlan, Text
from ashibue_desk.domain.sheet_wording import plan_of, wording_of
from ashibue_desk.domain.sheet_writing import write_sheet
from ashibue_desk.domain.wording_edit import put_condition, put_text
from ashibue_desk.domain.wordings import Clause, FormText, Passage

TEMPLATE = """
form_id = "S99"
name = "試しの用紙"
scene = "保管"
articles = ["10条"]
version = 1
in_force_from = 2026-04-01
basis = "規程 第10条"
checked_on = 2026-11-21
confidence = "confirmed"
seals = ["責任者"]
file_in = "つづり"
keep = "3年"

[[block]]
kind = "letterhead"
window = "person"
to = ["様"]
sender = ["事務局"]

[[block]]
kind = "heading"
text = "お願い"

[[block]]
kind = "text"
text = "次のとおりです。"

[[block]]
kind = "text"
text = "続きです。"

[[block]]
kind = "items"
marks = "box"
items = ["一つめ", "二つめ"]

[[block]]
kind = "items"
marks = "number"
each = "affairs"

[[block]]
kind = "fields"
label = 30
[[block.row]]
height = 12
grow = true
cells = [{ label = "日付", value = "　年　月　日" }, { label = "確認", choices = ["はい", "いいえ"], hint = "どちらか" }]

[[block]]
kind = "table"
column = [{ title = "もの", share = 2 }, { title = "数", share = 1, centred = true }]
lines = [["紙", "1"], ["媒体", ""]]

[[block]]
kind = "cut"
text = "切り取り"

[[block]]
kind = "new_sheet"
title = "控え"
"""
LETTERHEAD, TEXTS, LISTED, GIVEN, FIELDS, TABLE, CUT, SECOND = range(8)
"""The clauses of the sheet: a heading and the text after it are one, and so are two texts in a row."""


def plan() -> SheetPlan:
    return read_sheet(DataTable(tomllib.loads(TEMPLATE), "S99"))


SHEET = wording_of(plan())


def told(text: FormText) -> list[tuple[str, str]]:
    return list(sheet_faults(text))


def with_passages(at: int, *passages: Passage) -> FormText:
    return with_clause(at, passages=passages)


def with_clause(at: int, **changes: Any) -> FormText:
    clauses = list(SHEET.clauses)
    clauses[at] = replace(clauses[at], **changes)
    return replace(SHEET, clauses=tuple(clauses))


# --- reading and writing the template -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('kind = "cut"', 'kind = "poem"', "knows no kind 'poem'"),
        ('items = ["一つめ", "二つめ"]', "", "own items or a list of the office"),
        ('each = "affairs"', 'each = "affairs"\nitems = ["三つめ"]', "own items or a list of the office"),
        ('each = "affairs"', 'each = "planets"', "offers no list 'planets'"),
        ('["媒体", ""]', '["媒体", "", ""]', "more cells than the table has columns"),
        ('lines = [["紙", "1"], ["媒体", ""]]', "", "the table has no rows"),
        ('lines = [["紙", "1"], ["媒体", ""]]', "lines = [[1]]", "list of lists of texts"),
        ("height = 12", "height = 7", "outside 8 to 230"),
        ('text = "切り取り"', 'text = "切り取り"\ncolour = "red"', "unknown keys colour"),
    ],
)
def test_a_mistake_in_a_template_is_told(old: str, new: str, sentence: str) -> None:
    assert TEMPLATE.count(old) == 1
    with pytest.raises(DataFileError, match=sentence):
        read_sheet(DataTable(tomllib.loads(TEMPLATE.replace(old, new)), "S99"))


def test_a_sheet_is_written_so_that_it_is_read_back() -> None:
    written = tomllib.loads(write_sheet(plan()))
    assert read_sheet(DataTable(written, "S99")) == plan()


# --- words and blocks ---------------------------------------------------------------------------------------------


def test_words_leave_their_blocks_and_come_back() -> None:
    assert plan_of(SHEET) == plan()
    assert [clause.kind for clause in SHEET.clauses] == [
        "letterhead", "text", "items", "items", "fields", "table", "cut", "new_sheet",
    ]  # fmt: skip
    assert SHEET.clauses[TEXTS].heading == "お願い"
    assert [each.text for each in SHEET.clauses[TEXTS].passages] == ["次のとおりです。", "続きです。"]
    assert SHEET.sheet is not None
    assert "一つめ" not in repr(SHEET.sheet.blocks), "the frame keeps no words"


def test_another_form_is_no_sheet() -> None:
    with pytest.raises(ValueError, match="S99 is no sheet"):
        plan_of(replace(SHEET, sheet=None))


@pytest.mark.parametrize("after", [(), (Heading("二つめの見出し"), Text("文"))], ids=["last", "two in a row"])
def test_a_heading_with_nothing_below_it_is_refused(after: tuple[Heading | Text, ...]) -> None:
    with pytest.raises(ValueError, match="nothing stands below the heading 一人の見出し"):
        wording_of(replace(plan(), blocks=(Text("文"), Heading("一人の見出し"), *after)))


# --- what must fit ------------------------------------------------------------------------------------------------

FAULTS: dict[str, tuple[Callable[[], FormText], str, str]] = {
    "a condition on a block": (
        lambda: put_condition(SHEET, f"clauses.{CUT}", "officer"), f"clauses.{CUT}.heading", "載せるときの条件",
    ),
    "a condition on a paragraph": (
        lambda: put_condition(SHEET, f"clauses.{TEXTS}.passages.1", "officer"), f"clauses.{TEXTS}.heading", "載せるときの条件",
    ),
    "a duty": (lambda: with_clause(TEXTS, covers=("safety",)), f"clauses.{TEXTS}.heading", "載せるときの条件"),
    "items counted in kana": (
        lambda: with_passages(LISTED, Passage("", ("一つめ",), kana=True)), f"clauses.{LISTED}.heading", "番号の付け方",
    ),
    "a place too few": (
        lambda: with_passages(FIELDS, SHEET.clauses[FIELDS].passages[0]), f"clauses.{FIELDS}.heading", "この部分に要る欄",
    ),
    "a cut in two": (
        lambda: with_passages(CUT, *SHEET.clauses[CUT].passages * 2), f"clauses.{CUT}.heading", "この部分に要る欄",
    ),
    "a table without its columns": (lambda: with_passages(TABLE), f"clauses.{TABLE}.heading", "この表の列"),
    "a table with a column too many": (
        lambda: with_passages(TABLE, Passage("", ("もの", "数", "色")), Passage("", ("紙",))),
        f"clauses.{TABLE}.heading",
        "この表の列",
    ),
    "a table without lines": (
        lambda: with_passages(TABLE, SHEET.clauses[TABLE].passages[0]), f"clauses.{TABLE}.heading", "行がありません",
    ),
    "a line wider than its table": (
        lambda: with_passages(TABLE, *SHEET.clauses[TABLE].passages, Passage("", ("a", "b", "c"))),
        f"clauses.{TABLE}.passages.3.items.0",
        "表の列の数と合いません",
    ),
    "a line without cells": (
        lambda: with_passages(TABLE, SHEET.clauses[TABLE].passages[0], Passage("")),
        f"clauses.{TABLE}.passages.1.items.0",
        "表の列の数と合いません",
    ),
    "a list with nothing in it": (
        lambda: with_passages(LISTED, Passage("")), f"clauses.{LISTED}.passages.0.items.0", "要る文がありません",
    ),
    "own words in a list of the office": (
        lambda: with_passages(GIVEN, Passage("", ("自分の",))), f"clauses.{GIVEN}.passages.0.items.0", "ここには書けません",
    ),
    "a letter to nobody": (
        lambda: with_passages(LETTERHEAD, Passage(""), Passage("", ("事務局",))),
        f"clauses.{LETTERHEAD}.passages.0.items.0",
        "要る文がありません",
    ),
    "a choice twice": (
        lambda: put_text(SHEET, f"clauses.{FIELDS}.passages.1.items.1", "はい"),
        f"clauses.{FIELDS}.passages.1.items.0",
        "同じ言葉が2つ",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "key", "sentence"), FAULTS.values(), ids=FAULTS)
def test_words_that_no_longer_fit_their_block_are_told_there(
    change: Callable[[], FormText], key: str, sentence: str
) -> None:
    found = told(change())
    assert [where for where, words in found if sentence in words][:1] == [key], found


def test_a_table_that_the_office_fills_needs_no_lines_of_its_own() -> None:
    assert told(SHEET) == []
    without = TEMPLATE.replace('lines = [["紙", "1"], ["媒体", ""]]', "blank = 3")
    assert told(wording_of(read_sheet(DataTable(tomllib.loads(without), "S99")))) == []


# --- what may come, go and move -----------------------------------------------------------------------------------

MAY = {
    (TEXTS, "passages.0", "add", 0): True,
    (TEXTS, "passages.0", "remove", 0): True,
    (TEXTS, "passages.1", "move", -1): True,
    (TEXTS, "passages.0", "move", -1): False,  # above the first there is no place
    (TABLE, "passages.1", "add", 0): True,
    (TABLE, "passages.1", "move", 1): True,
    (TABLE, "passages.1", "move", -1): False,  # the titles of the columns stay above
    (TABLE, "passages.0", "move", 1): False,
    (TABLE, "passages.0", "remove", 0): False,
    (TABLE, "passages.1.items.0", "remove", 0): False,  # a line keeps its cells
    (LISTED, "passages.0.items.0", "add", 0): True,
    (LISTED, "passages.0.items.0", "remove", 0): True,
    (LETTERHEAD, "passages.1.items.0", "add", 0): True,
    (LETTERHEAD, "passages.1.items.0", "remove", 0): False,  # the last one
    (LISTED, "passages.0", "add", 0): False,
    (TEXTS, "passages.0.items.0", "add", 0): False,
    (FIELDS, "passages.0", "remove", 0): False,
    (CUT, "passages.0", "remove", 0): False,
    (CUT, "", "remove", 0): False,  # the block itself stays
}


@pytest.mark.parametrize(("at", "inner", "act", "by", "may"), [(*what, may) for what, may in MAY.items()])
def test_what_may_come_go_and_move_in_a_block(at: int, inner: str, act: str, by: int, *, may: bool) -> None:
    assert may_change(SHEET.clauses[at], inner.split(".") if inner else [], act, by) is may


def test_the_last_choice_of_a_place_may_go() -> None:
    """A place without choices is one to write in; a list without items is nothing."""
    one = with_passages(FIELDS, Passage("日付"), Passage("確認", ("はい",)))
    assert may_change(one.clauses[FIELDS], ["passages", "1", "items", "0"], "remove")
    one = with_passages(LISTED, Passage("", ("一つめ",)))
    assert not may_change(one.clauses[LISTED], ["passages", "0", "items", "0"], "remove")


def test_any_piece_of_another_form_may_change() -> None:
    clause = Clause("利用目的", (Passage("文", ("項目",)),))
    for inner in ([], ["passages", "0"], ["passages", "0", "items", "0"]):
        assert all(may_change(clause, inner, act, 1) for act in ("add", "remove", "move"))


def test_a_block_is_called_by_its_heading_or_by_how_it_begins() -> None:
    titles = " ".join(block_title(clause) for clause in SHEET.clauses)
    assert titles == (
        "宛名と差出人 お願い 項目「一つめ」 項目 書き込む欄「日付」 表「もの」 切り取り線「切り取り」 次の紙の題「控え」"
    )
    long = put_text(SHEET, f"clauses.{CUT}.passages.0.text", "あ" * 13)
    assert block_title(long.clauses[CUT]) == f"切り取り線「{'あ' * 12}…」"
