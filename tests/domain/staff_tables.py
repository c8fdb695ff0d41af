"""Lists of an office for the tests that read them, written row by row."""

from collections.abc import Sequence
from datetime import date, datetime

from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.domain.staff_list import (
    CandidateRow,
    PersonOnFile,
    RowKind,
    find_head,
    guess_mapping,
    read_rows,
)
from ashibue_desk.domain.table import Cell, Row, Table

TODAY = date(2026, 11, 21)
HEADER = ("社員番号", "氏名", "フリガナ", "生年月日", "入社日", "退社日", "所属", "雇用形態", "備考")


def row_of(*values: str | float | datetime | Cell) -> Row:
    """Return a row whose cells hold the values."""
    return tuple(cell_of(value) for value in values)


def cell_of(value: str | float | datetime | Cell) -> Cell:
    """Return a cell as an office's file would hold the value; a cell stays what it is."""
    if isinstance(value, Cell):
        return value
    return Cell(value) if isinstance(value, str) else Cell(str(value), value)


def table_of(*rows: Sequence[str | float | datetime | Cell]) -> Table:
    """Return a list of one sheet, its header looked for as in every other."""
    cells = tuple(row_of(*row) for row in rows)
    return Table(sheet_names=("名簿",), sheet="名簿", head=find_head(cells), rows=cells)


def read(
    *rows: Sequence[str | float | datetime | Cell],
    category: PersonCategory = PersonCategory.EMPLOYEE,
    existing: tuple[PersonOnFile, ...] = (),
) -> tuple[CandidateRow, ...]:
    """Return the persons read from a list, its columns guessed."""
    table = table_of(*rows)
    found = read_rows(table, guess_mapping(table), today=TODAY, existing=existing, default_category=category)
    return tuple(row for row in found if row.kind is RowKind.PERSON)


def one(**cells: str | float | datetime | Cell) -> CandidateRow:
    """Read one person whose cells are given by header; the name is there unless given."""
    filled = {"氏名": "青葉 灯", "備考": "あり", **cells}
    (row,) = read(tuple(filled), tuple(filled.values()))
    return row


def said(row: CandidateRow) -> str:
    """Return all that is said of a row."""
    return " ".join(problem.sentence for problem in row.problems)
