import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.office_files.csv_writing import csv_bytes, harmless


def read_back(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_excel_is_told_the_character_set_and_gets_its_line_ends() -> None:
    data = csv_bytes(("日時", "行為"), [("2026-11-21", "髙﨑を登録")])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert read_back(data) == [["日時", "行為"], ["2026-11-21", "髙﨑を登録"]]


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+81", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", " =1", "\u3000=1", "\x1f=1", "\u00a0=1", "＝1"],
)
def test_a_cell_that_would_be_a_formula_is_made_harmless(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "青葉 灯", "2026-11-21", "a=1", "'x"])
def test_other_cells_stay(cell: str) -> None:
    assert harmless(cell) == cell


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2)))
def test_every_cell_comes_back_and_none_begins_a_formula(rows: list[list[str]]) -> None:
    back = read_back(csv_bytes(("a", "b"), rows))[1:]
    assert back == [[harmless(cell) for cell in row] for row in rows]
    assert not any(cell.strip().startswith(("=", "+", "-", "@")) for row in back for cell in row)
