"""The parts of the engine: digit boxes, the post, boxes to tick, tables with bands, sizes of paper."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from forms.digit_boxes import digit_boxes_width, draw_digit_boxes
from forms.fonts import GOTHIC
from forms.listing import Listing, render_listing
from forms.log_code import draw_log_code
from forms.paper import Paper, draw_foot
from forms.paper_sizes import A4, A4_ACROSS, MM, PaperSize
from forms.parts import draw_choices, draw_seal_boxes
from forms.post import (
    ADDRESS_PLACE,
    draw_blank_address,
    draw_cut_line,
    draw_folding_marks,
    draw_window_address,
)
from forms.sheets import Box, Ink, Rule, Sheet, sheets_of
from forms.situations import TooLongForPaper
from forms.tables import Band, Column, divide, empty_rows, head_height, set_rows
from forms.text import Style
from tests.forms.facts import pledge
from tests.helpers import pdf_text
from tests.helpers.geometry import faults

LONGEST = "湖畔の劇場と人形芝居を未来の子どもたちへ" * 3
CODE = "0123456789abcdef"


def drawn(draw: Callable[[Any], object], size: PaperSize = A4) -> Sheet:
    """Return the one sheet on which ``draw`` drew; it has no fault."""

    def render() -> None:
        paper = Paper(pledge(), size)
        draw(paper.canvas)
        paper.finish()

    (sheet,) = sheets_of(render)
    assert faults([sheet]) == []
    return sheet


def marks(sheet: Sheet, kind: type) -> list[Any]:
    return [mark for mark in sheet.marks if isinstance(mark, kind)]


def test_each_digit_has_its_box_and_groups_stand_apart() -> None:
    side = 6 * MM
    sheet = drawn(lambda canvas: draw_digit_boxes(canvas, 100, 400, side))
    boxes = sorted(marks(sheet, Box), key=lambda box: box.x)
    assert [box.width for box in boxes] == [pytest.approx(4 * side)] * 3
    assert len(marks(sheet, Rule)) == 3 * 3
    assert marks(sheet, Ink) == []
    for box, following in pairwise(boxes):
        assert following.x - (box.x + box.width) == pytest.approx(2 * MM)
    assert boxes[-1].x + boxes[-1].width == pytest.approx(100 + digit_boxes_width(side))


def test_a_sheet_is_folded_in_three_where_the_marks_are() -> None:
    heights = [rule.y1 for rule in marks(drawn(draw_folding_marks), Rule)]
    assert heights == [pytest.approx(198 * MM), pytest.approx(99 * MM)]


@pytest.mark.parametrize("name", ["葦原 こずえ　様", LONGEST + "　御中"], ids=["short", "longest"])
def test_the_address_stays_where_the_window_shows_it_however_the_sheet_slides(name: str) -> None:
    sheet = drawn(lambda canvas: draw_window_address(canvas, ("〒690-2101", LONGEST[:60]), name))
    x, y, width, height = ADDRESS_PLACE
    for ink in marks(sheet, Ink):
        assert y <= ink.y <= y + height - ink.size * 0.8
        assert x <= ink.glyphs[0][1]
        assert ink.glyphs[-1][1] <= x + width
    # A window of 90 mm by 45 mm, 22 mm and 12 mm from the edges; the sheet has 25 mm and 21 mm of play.
    assert x >= 22 * MM - 1e-6
    assert x + width + 25 * MM <= (22 + 90) * MM + 1e-6
    assert A4.height - y + 21 * MM <= (12 + 45) * MM + 1e-6


def test_without_an_address_lines_are_ruled_for_it_beside_the_name() -> None:
    sheet = drawn(lambda canvas: draw_window_address(canvas, ("", ""), "葦原 こずえ　様"))
    x, y, width, height = ADDRESS_PLACE
    assert len(marks(sheet, Rule)) == 2
    empty = drawn(lambda canvas: draw_blank_address(canvas, "御中"))
    assert len(marks(empty, Rule)) == 3
    for rule in (*marks(sheet, Rule), *marks(empty, Rule)):
        assert (rule.x1, rule.x2) == (pytest.approx(x), pytest.approx(x + width))
        assert y <= rule.y1 <= y + height - 10


def test_an_address_too_long_for_the_window_is_told() -> None:
    with pytest.raises(TooLongForPaper):
        drawn(lambda canvas: draw_window_address(canvas, (LONGEST * 6,), "葦原 こずえ　様"))


def test_the_cut_line_goes_from_edge_to_edge_and_leaves_its_label_free() -> None:
    dashes = marks(drawn(lambda canvas: draw_cut_line(canvas, 300, "切り取り線")), Rule)
    assert min(min(dash.x1, dash.x2) for dash in dashes) == pytest.approx(5 * MM)
    assert max(max(dash.x1, dash.x2) for dash in dashes) == pytest.approx(A4.width - 5 * MM)
    assert len(dashes) > 20


def test_each_choice_has_its_box_and_none_is_ticked() -> None:
    style = Style(GOTHIC, 9, 12)
    sheet = drawn(lambda canvas: draw_choices(canvas, ("有", "無", "不明"), 100, 400, style))
    assert len(marks(sheet, Box)) == 3
    assert marks(sheet, Rule) == []


def test_seal_boxes_and_the_code_of_the_log_stand_on_any_size() -> None:
    for size in (A4, A4_ACROSS):
        sheet = drawn(
            lambda canvas, size=size: draw_seal_boxes(canvas, ("責任者", "点検者"), size.right, size.top),
            size,
        )
        assert len(marks(sheet, Box)) == 4
        drawn(lambda canvas, size=size: draw_log_code(canvas, 1234, CODE, size), size)


COLUMNS = (
    Column("番号", 14 * MM, centred=True),
    Column("とても長くて一行には入らない見出し", 24 * MM),
    Column("金額", 24 * MM, to_right=True),
)


def test_a_band_never_stands_alone_at_the_foot() -> None:
    rows = set_rows(COLUMNS, [*empty_rows(COLUMNS, 3), Band("次の組"), *empty_rows(COLUMNS, 3)], 500)
    head = head_height(COLUMNS)
    room = head + sum(row.height for row in rows[:4]) + 1
    first, second = divide(rows, room, room + 200, head)
    assert len(first) == 3
    assert second[0].is_band


def test_a_head_is_as_high_as_its_longest_title() -> None:
    assert head_height(COLUMNS) > head_height(COLUMNS[:1])


@pytest.mark.parametrize("size", [A4, A4_ACROSS], ids=["upright", "across"])
def test_a_list_fills_the_paper_it_is_given_and_repeats_its_head(size: PaperSize) -> None:
    rows = tuple((str(number), LONGEST[:number], f"{number * 1000:,}") for number in range(60))
    listing = Listing(
        pledge(),
        (LONGEST,),
        COLUMNS,
        (Band("はじめの組"), *rows),
        closing=LONGEST,
        seals=("責任者",),
        size=size,
    )
    sheets = sheets_of(lambda: render_listing(listing))
    assert faults(sheets) == []
    assert {(sheet.width, sheet.height) for sheet in sheets} == {(size.width, size.height)}
    pages = pdf_text.pages(render_listing(listing))
    assert len(pages) > 2
    assert all("金額" in page and f"{number}/{len(pages)}" in page for number, page in enumerate(pages, 1))
    assert "59,000" in pages[-1] + pages[-2]


@pytest.mark.parametrize("size", [A4, A4_ACROSS], ids=["upright", "across"])
def test_the_longest_name_of_an_office_can_be_read_in_the_foot(size: PaperSize) -> None:
    head = replace(pledge().head, office_name="特定非営利活動法人" + LONGEST[:51])
    sheet = drawn(lambda canvas: draw_foot(canvas, head, 1, 12, size), size)
    assert min(ink.size for ink in marks(sheet, Ink)) >= 4.5
