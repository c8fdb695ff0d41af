"""Cells joined over several rows: what such a cell says (a department beside five people) holds for each of its rows."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from ashibue_desk.domain.staff_list_headers import Column
from ashibue_desk.domain.table import EMPTY, Cell, Row, Table

# What tells one person from another is never two people's: a row without it is somebody else's second line.
_OWN: Final = frozenset(
    {
        Column.IGNORED,
        Column.CODE,
        Column.NAME,
        Column.FAMILY_NAME,
        Column.GIVEN_NAME,
        Column.KANA,
        Column.FAMILY_KANA,
        Column.GIVEN_KANA,
        Column.BIRTH_DATE,
        Column.CORPORATE_NUMBER,
    }
)


class _Joined(NamedTuple):
    """One joined cell: its first and last row, as indexes, and what stands in it."""

    first: int
    last: int
    cell: Cell


class JoinedRows:
    """The rows of a table below its header, each with what the cells joined over it and others say."""

    def __init__(self, table: Table, mapping: Mapping[int, Column]) -> None:
        self._rows = table.rows
        self._joined: dict[int, list[_Joined]] = {}
        for column, joined in sorted(_joined_cells(table)):
            if mapping.get(column, Column.IGNORED) not in _OWN:
                self._joined.setdefault(column, []).append(joined)

    def row(self, index: int) -> Row:
        """Return the row of ``index`` in the table."""
        row = self._rows[index]
        for column, all_joined in self._joined.items():
            at = bisect_right(all_joined, index, key=lambda joined: joined.first) - 1
            if at >= 0 and index <= all_joined[at].last and not _text(row, column):
                row = (
                    *row[:column],
                    *(EMPTY,) * (column - len(row)),
                    all_joined[at].cell,
                    *row[column + 1 :],
                )
        return row


def _joined_cells(table: Table) -> Iterator[tuple[int, _Joined]]:
    """Yield the cells joined over several rows below the header, each with the index of its column."""
    below = 0 if table.head is None else table.head.row + 1
    for area in () if table.rules is None else table.rules.merged:
        first, column = area.top - 1, area.left - 1
        if below <= first < area.bottom - 1 and first < len(table.rows) and _text(table.rows[first], column):
            yield column, _Joined(first, area.bottom - 1, table.rows[first][column])


def _text(row: Row, column: int) -> str:
    return row[column].text if column < len(row) else ""
