"""Reading .csv and other separated text: separator, quotes, line breaks inside quotes."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from ashibue_desk.domain.table import EMPTY, Cell, Row
from ashibue_desk.office_files.encodings import decode
from ashibue_desk.office_files.limits import Counter
from ashibue_desk.office_files.raw_table import RawTable
from ashibue_desk.office_files.situations import FileUnreadable

SEPARATOR_NAMES: Final = {",": "コンマ( , )", "\t": "タブ", ";": "セミコロン( ; )"}
"""The separators a person may choose, and what the screen calls them."""

_WEIGHED_CHARACTERS: Final = 50_000
_WEIGHED_ROWS: Final = 50


def read_text_table(data: bytes, counter: Counter, *, encoding: str, separator: str) -> RawTable:
    """Return the rows of separated text; ``encoding`` and ``separator`` are a person's choice or empty."""
    decoded = decode(data, encoding)
    chosen = separator or _likeliest_separator(decoded.text)
    return RawTable(
        rows=_rows(decoded.text, chosen, counter),
        encoding=decoded.encoding,
        encoding_is_sure=decoded.is_sure,
        separator=chosen,
    )


def _likeliest_separator(text: str) -> str:
    """Return the separator by which most of the first rows fall into the same number of columns, of at least two."""
    return max(SEPARATOR_NAMES, key=lambda separator: _agreement(text, separator))


def _agreement(text: str, separator: str) -> tuple[int, int]:
    widths: list[int] = []
    try:
        for record in csv.reader(io.StringIO(text[:_WEIGHED_CHARACTERS], newline=""), delimiter=separator):
            if len(record) > 1:
                widths.append(len(record))
            if len(widths) >= _WEIGHED_ROWS:
                break
    except csv.Error:
        return 0, 0
    if not widths:
        return 0, 0
    usual = max(set(widths), key=widths.count)
    return widths.count(usual), usual


def _rows(text: str, separator: str, counter: Counter) -> list[Row]:
    try:
        return list(_records(text, separator, counter, strict=True))
    except csv.Error as failure:
        if "unexpected end of data" in str(failure):
            raise FileUnreadable(
                what='引用符( " )が閉じていないところがあり、どこまでが1つの欄か分かりません。',
                todo="元のファイルを表計算ソフトで開いて確かめ、CSVとして保存し直したものを選んでください。",
            ) from None
    counter.restart()
    try:
        return list(_records(text, separator, counter, strict=False))
    except csv.Error:
        raise FileUnreadable from None


def _records(text: str, separator: str, counter: Counter, *, strict: bool) -> Iterator[Row]:
    known: dict[str, Cell] = {"": EMPTY}  # departments and the like come again and again
    for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict):
        row = [known.get(field) or _cell(field, known) for field in record]
        while row and row[-1] is EMPTY:
            row.pop()
        counter.row(len(row))
        yield tuple(row)


def _cell(field: str, known: dict[str, Cell]) -> Cell:
    text = field
    if len(field) > 3 and field.startswith('="') and field.endswith('"'):
        text = field[2:-1]  # how programs keep Excel from dropping leading zeros
    cell = Cell(text) if text.strip() else EMPTY
    known[field] = cell
    return cell
