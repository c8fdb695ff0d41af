"""Writing a workbook in which every cell is text: nothing is a formula, whatever stands in it."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

_MOST_ROWS: Final = 1_000_000  # Excel takes 1,048,576 on a sheet
_NARROW, _WIDE = 10, 40  # of a column, in characters
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # ECMA-376 part 1, 22.9.2.19


def workbook_bytes(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return an .xlsx with one sheet, and one more after each million of rows. Signs that XML cannot hold are left out."""
    from openpyxl import Workbook

    from ashibue_desk.office_files.workbooks_in_memory import saved

    book = Workbook(write_only=True)
    sheet = _new_sheet(book, title, header)
    for at, row in enumerate(rows):
        if at and at % _MOST_ROWS == 0:
            sheet = _new_sheet(book, f"{title}{at // _MOST_ROWS + 1}", header)
        sheet.append(_texts(sheet, row))
    return saved(book)


def _new_sheet(book: Any, title: str, header: Sequence[str]) -> Any:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    from ashibue_desk.office_files.workbooks_in_memory import keep_in_memory

    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for at, name in enumerate(header, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = min(_WIDE, max(_NARROW, 4 * len(name)))
    keep_in_memory(sheet)
    cells = _texts(sheet, header)
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    return sheet


def _texts(sheet: Any, row: Sequence[str]) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell

    cells = [
        WriteOnlyCell(sheet, value=_LOOKS_ESCAPED.sub("_x005F_", _NOT_IN_XML.sub("", text))) for text in row
    ]
    for cell in cells:
        cell.data_type = "s"  # what begins with = would be taken for a formula
    return cells
