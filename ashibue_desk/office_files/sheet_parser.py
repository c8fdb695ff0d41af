"""openpyxl's own worksheet parser, made to give our cells at once.

openpyxl builds a rich-text object for each string and two more for each cell, which is most of its time on a staff
list, and it tells formulas and their kept results only in two passes. Everything hard (styles, dates, shared
strings, safe XML) stays its own. It keeps what is needed here in private names; ``openpyxl`` is therefore pinned
to 3.1, and the tests of this folder read real files through it.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any, Final

from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, INLINE_STRING, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS

from ashibue_desk.domain.table import EMPTY, Area, Cell, CellMark, SheetRules
from ashibue_desk.office_files.workbook_cells import cell_of, text_cell

_MOST_AREAS: Final = 2_000  # of drop-downs or merged cells; a sheet made to have more is no list of anybody's
_TEXT_TAG: Final = f"{{{SHEET_MAIN_NS}}}t"

NumberedCells = list[tuple[int, Cell]]


def open_book(data: IO[bytes]) -> Any:
    """Return the workbook in ``data``, its sheets not yet read; the caller closes it."""
    reader = _BookReader(data, read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb


class _Sheet(ReadOnlyWorksheet):
    def _get_size(self) -> None:
        """Do without the size: a sheet that does not tell it (Excel's do) would be read twice, the first time for that."""


class _BookReader(ExcelReader):
    def read_worksheets(self) -> None:
        book: Any = self.wb
        sheets: Any = self.parser.find_sheets()
        for sheet, relation in sheets:
            if relation.target not in self.valid_files:
                continue
            if "chartsheet" in relation.Type:
                self.read_chartsheet(sheet, relation)
                continue
            made: Any = _Sheet(book, sheet.name, relation.target, self.shared_strings)
            made.sheet_state = sheet.state
            book._sheets.append(made)  # noqa: SLF001 see above


class ParsedSheet:
    """The part of a read-only ``sheet``, read once from top to bottom."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self.rules = SheetRules()
        """What the sheet has beside its cells; it stands behind them in the part, so known after the last row."""

    def rows(self) -> Iterator[tuple[int, NumberedCells]]:
        """Yield (row number, [(column number, cell)]) for each row, both from 1."""
        book = self._sheet.parent
        with self._sheet._get_source() as source:  # noqa: SLF001 see above
            parser = _SheetParser(
                source,
                self._sheet._shared_strings,  # noqa: SLF001
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,  # noqa: SLF001
                timedelta_formats=book._timedelta_formats,  # noqa: SLF001
            )
            parser.sheet = self._sheet
            yield from parser.parse()
            self.rules = parser.rules()


class _SheetParser(WorkSheetParser):
    sheet: Any
    protection: Any = None
    data_validations: Any = None

    def rules(self) -> SheetRules:
        """Return what stood beside the cells."""
        found = self.data_validations.dataValidation if self.data_validations else ()
        lists = (
            (area, _choices(rule.formula1))
            for rule in found
            if rule.type == "list"
            for area in _areas(rule.sqref.ranges)
        )
        return SheetRules(
            locked=bool(self.protection and self.protection.sheet),
            lists=tuple(islice(lists, _MOST_AREAS)),
            merged=_areas(self.merged_cells.mergeCell if self.merged_cells else ()),
        )

    def parse_row(self, row: Any) -> tuple[int, NumberedCells]:  # type: ignore[override]  # our cells
        self.row_counter = int(row.get("r") or self.row_counter + 1)
        self.col_counter = 0
        return self.row_counter, [self.parse_cell(element) for element in row]

    def parse_cell(self, element: Any) -> tuple[int, Cell]:  # type: ignore[override]
        formula = element.find(FORMULA_TAG)
        if formula is None:
            text = self._plain_text(element)
            if text is not None:
                return self._column(element), text_cell(text)
        parsed = super().parse_cell(element)
        cell = ReadOnlyCell(self.sheet, **parsed)
        return parsed["column"], cell_of(cell) if formula is None else _marked(cell_of(cell), formula)

    def _plain_text(self, element: Any) -> str | None:
        """Return the text of a cell that holds nothing but text, or ``None`` for openpyxl to read."""
        kind = element.get("t")
        if kind == "s":
            value = element.findtext(VALUE_TAG)
            return self.shared_strings[int(value)] if value else None
        if kind == "inlineStr":
            string = element.find(INLINE_STRING)
            if string is not None and len(string) == 1 and string[0].tag == _TEXT_TAG:
                return string[0].text or ""
        return None

    def _column(self, element: Any) -> int:
        place = element.get("r")
        self.col_counter = coordinate_to_tuple(place)[1] if place else self.col_counter + 1
        return self.col_counter


def _areas(ranges: Iterable[Any]) -> tuple[Area, ...]:
    return tuple(
        Area(one.min_row, one.min_col, one.max_row, one.max_col) for one in islice(ranges, _MOST_AREAS)
    )


def _choices(formula: str | None) -> tuple[str, ...]:
    """Return the choices of a drop-down that names them itself; none where it points to cells."""
    text = (formula or "").strip()
    if not (len(text) > 1 and text[0] == text[-1] == '"'):
        return ()
    return tuple(choice.strip() for choice in text[1:-1].split(","))


def _marked(kept: Cell, formula: Any) -> Cell:
    """Return the kept result of a formula, marked; one without a kept result shows the formula itself, as text."""
    if kept.mark is CellMark.ERROR:
        return kept
    if kept is EMPTY:
        return Cell(f"={formula.text or ''}", None, CellMark.FORMULA)
    return Cell(kept.text, kept.value, CellMark.FORMULA)
