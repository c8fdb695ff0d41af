"""A table as an office's file holds it: cells with what was displayed and what was stored."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NamedTuple


class CellMark(Enum):
    """What must be known about a cell beyond its text."""

    PLAIN = "plain"
    FORMULA = "formula"  # text is the result the file keeps, or the formula itself when it keeps none
    ERROR = "error"  # #N/A, #REF! …
    WITHHELD = "withheld"  # held an Individual Number, which was blanked while reading


class Cell(NamedTuple):
    """One cell. ``value`` is set where the file stored a number or a date; text cells have none."""

    text: str = ""
    value: int | float | datetime | None = None
    mark: CellMark = CellMark.PLAIN


EMPTY = Cell()
Row = tuple[Cell, ...]


class Head(NamedTuple):
    """The header of a table: the index of its last row, and what it says of each column of that row."""

    row: int
    texts: tuple[str, ...]


class Area(NamedTuple):
    """A rectangle of cells, rows and columns counted from 1 as a spreadsheet shows them, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRules:
    """What a sheet of a workbook has beside the contents of its cells.

    ``lists`` are the drop-downs, each with its choices, none where they stand elsewhere in the workbook;
    ``has_notes``: notes, drawings or pictures lie on some cell of the workbook.
    """

    locked: bool = False
    lists: tuple[tuple[Area, tuple[str, ...]], ...] = ()
    merged: tuple[Area, ...] = ()
    has_notes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One sheet or text file. Rows are as in the file (title rows too) and may differ in length.

    ``head`` is ``None`` when no row looks like a header. ``withheld_columns``
    held Individual Numbers and are blank now; ``withheld_cells`` counts the cells blanked. ``notes`` are
    Japanese sentences about the file for the preview.
    """

    sheet_names: tuple[str, ...]
    sheet: str
    head: Head | None
    rows: tuple[Row, ...]
    date1904: bool = False
    encoding: str = ""  # text files only
    encoding_is_sure: bool = True
    separator: str = ""  # text files only
    withheld_columns: frozenset[int] = frozenset()
    withheld_cells: int = 0
    notes: tuple[str, ...] = ()
    rules: SheetRules | None = None  # workbooks only

    @property
    def width(self) -> int:
        """Return the number of columns of the widest row."""
        return max(map(len, self.rows), default=0)

    @property
    def header(self) -> tuple[str, ...]:
        """Return the header's texts, one for each column of the table; all empty when there is no header."""
        texts = () if self.head is None else self.head.texts
        return texts + ("",) * (self.width - len(texts))

    @property
    def body(self) -> tuple[Row, ...]:
        """Return the rows below the header."""
        return self.rows if self.head is None else self.rows[self.head.row + 1 :]
