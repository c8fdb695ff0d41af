"""Reading .xlsx with openpyxl in read-only mode: texts and values; no formula is run, no link followed."""

import warnings
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.staff_list_headers import HEADER_SEARCH_ROWS, header_score
from ashibue_desk.domain.table import EMPTY, Cell, CellMark, Row
from ashibue_desk.office_files.archives import inspect_workbook
from ashibue_desk.office_files.limits import Counter, Deadline, Limits, WatchedBytes
from ashibue_desk.office_files.raw_table import RawTable
from ashibue_desk.office_files.situations import FileTooLarge, FileUnreadable, HostileFile, NotATable
from ashibue_desk.office_files.workbook_cells import cell_of

LINKS_NOTE: Final = (
    "このブックは別のファイルを参照しています。参照先は開かず、保存されていた値だけを読みました。"
)
HIDDEN_NOTE: Final = "表示されていないシートは読んでいません。"
_LAST_ROW: Final = 1_048_576
_SHEETS_WEIGHED: Final = 20

Formulas = dict[tuple[int, int], str]


def read_workbook(
    data: bytes, limits: Limits, deadline: Deadline, counter: Counter, *, sheet: str
) -> RawTable:
    """Return one visible sheet: the one called ``sheet``, else the one whose header names most columns."""
    facts = inspect_workbook(data, limits, deadline)
    notes = (LINKS_NOTE,) if facts.has_links else ()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # openpyxl warns about styles and extensions that are not read here
            raw = _read(data, deadline, counter, sheet)
            if facts.has_formulas:
                raw.rows = _with_formulas(raw.rows, _formulas(data, deadline, raw.sheet))
    except Situation:
        raise
    except MemoryError:
        raise FileTooLarge from None
    except Exception as failure:
        # A damaged file makes the library fail in any way, and the text of the failure may hold cell contents.
        if failure is counter.stopped_by:
            raise
        raise FileUnreadable from None
    raw.notes = (*notes, *raw.notes)
    return raw


def _open(data: bytes, deadline: Deadline, *, values: bool) -> Any:
    import openpyxl

    return openpyxl.load_workbook(
        WatchedBytes(data, deadline), read_only=True, data_only=values, keep_links=False
    )


def _read(data: bytes, deadline: Deadline, counter: Counter, wanted: str) -> RawTable:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = _open(data, deadline, values=True)
    try:
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not visible:
            raise NotATable(what="ブックに、表示されているシートがありません。")
        for sheet in visible:
            sheet.reset_dimensions()  # what a file says of its own size is not believed
        chosen = next((sheet for sheet in visible if sheet.title == wanted), None) or _most_like_a_list(
            visible
        )
        return RawTable(
            sheet_names=tuple(sheet.title for sheet in visible),
            sheet=chosen.title,
            rows=list(_rows(chosen.iter_rows(), counter)),
            date1904=book.epoch == CALENDAR_MAC_1904,
            notes=(HIDDEN_NOTE,) if len(visible) < len(book.worksheets) else (),
        )
    finally:
        book.close()


def _most_like_a_list(sheets: list[Any]) -> Any:
    if len(sheets) == 1:
        return sheets[0]
    return max(sheets[:_SHEETS_WEIGHED], key=_best_header_score)


def _best_header_score(sheet: Any) -> int:
    head = islice(sheet.iter_rows(), HEADER_SEARCH_ROWS)
    return max((header_score(tuple(map(cell_of, cells))) for cells in head), default=0)


def _rows(sheet_rows: Iterable[Iterable[Any]], counter: Counter) -> Iterator[Row]:
    for number, cells in enumerate(sheet_rows, start=1):
        if number > _LAST_ROW:
            raise HostileFile
        row = [cell_of(cell) for cell in cells]
        while row and row[-1] is EMPTY:
            row.pop()
        counter.row(len(row))
        yield tuple(row)


def _formulas(data: bytes, deadline: Deadline, sheet_name: str) -> Formulas:
    """Return the text of each formula cell of a sheet, by row and column index."""
    book = _open(data, deadline, values=False)
    try:
        sheet = book[sheet_name]
        sheet.reset_dimensions()
        return {
            (number, column): str(getattr(cell.value, "text", cell.value))
            for number, cells in enumerate(islice(sheet.iter_rows(), _LAST_ROW))
            for column, cell in enumerate(cells)
            if cell.data_type == "f"
        }
    finally:
        book.close()


def _with_formulas(rows: list[Row], formulas: Formulas) -> list[Row]:
    """Return ``rows`` with formula cells marked; one without a kept result shows the formula itself, as text."""
    by_row: dict[int, dict[int, str]] = {}
    for (number, column), text in formulas.items():
        by_row.setdefault(number, {})[column] = text
    for number, texts in by_row.items():
        if number >= len(rows):
            continue
        row = list(rows[number]) + [EMPTY] * (max(texts) + 1 - len(rows[number]))
        for column, text in texts.items():
            kept = row[column]
            mark = CellMark.ERROR if kept.mark is CellMark.ERROR else CellMark.FORMULA
            row[column] = Cell(kept.text or text, kept.value, mark)
        rows[number] = tuple(row)
    return rows
