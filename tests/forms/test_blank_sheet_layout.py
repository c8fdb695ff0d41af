"""Pieces on sheets: nothing is lost or cut, order stays, what belongs together stays together, rows fill the sheet."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from forms.blank_sheet_layout import Piece, Standing, draw_standing, lay_out

FIRST_TOP, TOP, BOTTOM = 700.0, 760.0, 60.0
ROOM = FIRST_TOP - BOTTOM


def nothing(_canvas: Any, _top: float, _height: float) -> None:
    """Draw nothing."""


PIECES = st.lists(
    st.builds(
        Piece,
        height=st.floats(9, 120),
        draw=st.just(nothing),
        before=st.floats(0, 12),
        grow=st.booleans(),
        new_sheet=st.booleans(),
    ),
    min_size=1,
    max_size=40,
)


def plain(count: int, height: float = 50.0, **changes: Any) -> list[Piece]:
    """Return ``count`` pieces of a height."""
    return [Piece(height, nothing, **changes) for _ in range(count)]


@given(PIECES)
def test_every_piece_stands_once_in_its_order_between_the_margins(pieces: list[Piece]) -> None:
    sheets = lay_out(pieces, FIRST_TOP, TOP, BOTTOM)
    assert [each.piece for sheet in sheets for each in sheet] == pieces
    for number, sheet in enumerate(sheets):
        upper = TOP if number else FIRST_TOP
        for each in sheet:
            assert each.top <= upper + 1e-6
            assert each.top - each.height >= BOTTOM - 0.02
            assert each.height >= each.piece.height
            upper = each.top - each.height


@given(PIECES)
def test_only_what_may_grow_grows(pieces: list[Piece]) -> None:
    for sheet in lay_out(pieces, FIRST_TOP, TOP, BOTTOM):
        for each in sheet:
            assert each.piece.grow or each.height == each.piece.height
            assert each.height <= each.piece.height * 2.5 + 1e-6


@given(st.integers(1, 12), st.integers(2, 5))
def test_pieces_that_keep_together_are_not_parted(before: int, group: int) -> None:
    tied = [*plain(group - 1, keep=True), *plain(1)]
    sheets = lay_out([*plain(before), *tied], FIRST_TOP, TOP, BOTTOM)
    where = [
        number
        for number, sheet in enumerate(sheets)
        for each in sheet
        if any(each.piece is one for one in tied)
    ]
    assert len(where) == group
    assert len(set(where)) == 1


def test_a_group_no_sheet_can_hold_is_parted_not_lost() -> None:
    tied = [*plain(19, keep=True), *plain(1)]
    sheets = lay_out(tied, FIRST_TOP, TOP, BOTTOM)
    assert [each.piece for sheet in sheets for each in sheet] == tied
    assert len(sheets) == 2


@given(st.integers(1, 60))
def test_a_table_on_more_sheets_has_its_head_on_each(rows: int) -> None:
    head = Piece(20, nothing, keep=True, frame=1)
    table = [head, *plain(rows, frame=1, head=head)]
    sheets = lay_out(table, FIRST_TOP, TOP, BOTTOM)
    assert all(sheet[0].piece is head for sheet in sheets)
    assert sum(len(sheet) - 1 for sheet in sheets) == rows


@given(st.floats(0, 400), st.floats(24, 60))
def test_a_table_that_fills_reaches_the_foot(above: float, height: float) -> None:
    head = Piece(20, nothing, keep=True, frame=1)
    rows = plain(2, height, frame=1, head=head, grow=True)
    pieces = [
        Piece(above, nothing),
        head,
        rows[0],
        replace(rows[1], spare=True),
        Piece(30, nothing, before=6),
    ]
    (sheet,) = lay_out(pieces, FIRST_TOP, TOP, BOTTOM)
    last = sheet[-1]
    assert abs(last.top - last.height - BOTTOM) < 0.01
    heights = {round(each.height, 6) for each in sheet if each.piece.grow}
    assert len(heights) == 1
    assert heights.pop() >= height - 1e-6


def test_a_frame_goes_round_the_pieces_of_one_sheet() -> None:
    drawn: list[tuple[float, ...]] = []

    class Canvas:
        def setLineWidth(self, _width: float) -> None:
            pass

        def rect(self, *box: float) -> None:
            drawn.append(box)

    sheet = [
        Standing(Piece(30, nothing, frame=2), 500, 30),
        Standing(Piece(40, nothing, frame=2), 470, 40),
        Standing(Piece(10, nothing), 420, 10),
        Standing(Piece(20, nothing, frame=3), 400, 20),
    ]
    draw_standing(Canvas(), sheet, 50, 550)
    assert drawn == [(50, 430, 500, 70), (50, 380, 500, 20)]
