"""Writing .csv that Excel opens as it should and that runs nothing when opened."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

# A cell beginning with one of these may be run as a formula (OWASP: CSV Injection).
_STARTS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV file: UTF-8 with byte order mark (Excel needs it), CRLF, cells that would be formulas quoted by '."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([harmless(cell) for cell in header])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """Return the text with an apostrophe before it when a spreadsheet would take it for a formula."""
    return (
        f"'{cell}"
        if cell.lstrip().startswith(_STARTS_FORMULA) or cell.startswith(("\t", "\r", "\n"))
        else cell
    )
