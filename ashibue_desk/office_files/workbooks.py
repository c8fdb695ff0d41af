"""Reading .xlsx with openpyxl in read-only mode: texts and values; no formula is run, no link followed."""

import warnings
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.staff_list_headers import HEADER_SEARCH_ROWS, header_score
from ashibue_desk.domain.table import EMPTY, Row
from ashibue_desk.office_files.archives import inspect_workbook
from ashibue_desk.office_files.limits import LAST_ROW, Counter, Deadline, Limits, WatchedBytes
from ashibue_desk.office_files.raw_table import RawTable
from ashibue_desk.office_files.sheet_parser import ParsedSheet, open_book
from ashibue_desk.office_files.situations import FileTooLarge, FileUnreadable, HostileFile, NotATable

LINKS_NOTE: Final = (
    "このブックは別のファイルを参照しています。参照先は開かず、保存されていた値だけを読みました。"
)
HIDDEN_NOTE: Final = "表示されていないシートは読んでいません。"
_SHEETS_WEIGHED: Final = 20


def read_workbook(
    data: bytes, limits: Limits, deadline: Deadline, counter: Counter, *, sheet: str
) -> RawTable:
    """Return one visible sheet: the one called ``sheet``, else the one whose header names most columns."""
    facts = inspect_workbook(data, limits, deadline)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # openpyxl warns about styles and extensions that are not read here
            raw = _read(data, deadline, counter, sheet)
    except Situation:
        raise
    except MemoryError:
        raise FileTooLarge from None
    except Exception as failure:
        # A damaged file makes the library fail in any way, and the text of the failure may hold cell contents.
        if failure is counter.stopped_by:
            raise
        raise FileUnreadable from None
    if facts.has_links:
        raw.notes = (LINKS_NOTE, *raw.notes)
    if facts.has_notes and raw.rules:
        raw.rules = replace(raw.rules, has_notes=True)
    return raw


def _read(data: bytes, deadline: Deadline, counter: Counter, wanted: str) -> RawTable:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = open_book(WatchedBytes(data, deadline))
    try:
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not visible:
            raise NotATable(what="ブックに、表示されているシートがありません。")
        chosen = next((sheet for sheet in visible if sheet.title == wanted), None) or _most_like_a_list(
            visible
        )
        parsed = ParsedSheet(chosen)
        rows = _rows(parsed, counter)
        return RawTable(
            sheet_names=tuple(sheet.title for sheet in visible),
            sheet=chosen.title,
            rows=rows,
            rules=parsed.rules,
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
    head = islice(ParsedSheet(sheet).rows(), HEADER_SEARCH_ROWS)
    return max((header_score(tuple(cell for _, cell in cells)) for _, cells in head), default=0)


def _rows(sheet: ParsedSheet, counter: Counter) -> list[Row]:
    """Return all rows from the first, the empty ones a sheet leaves out too."""
    rows: list[Row] = []
    for number, cells in sheet.rows():
        if not len(rows) < number <= LAST_ROW:
            raise HostileFile  # rows backwards, or beyond what any sheet can have
        filled = {column: cell for column, cell in cells if cell is not EMPTY}
        width = max(filled, default=0)
        counter.row(width)
        rows.extend([()] * (number - 1 - len(rows)))
        rows.append(tuple(filled.get(column, EMPTY) for column in range(1, width + 1)))
    return rows
