"""What one cell of a workbook says: the text as the sheet shows it, and the value behind it."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from ashibue_desk.domain.table import EMPTY, Cell, CellMark

_PADDED: Final = re.compile(r'(?:0|-|"[^"]*"|\\.)+')
_SIGN: Final = re.compile(r'(0)|-|"([^"]*)"|\\(.)')
# How a workbook writes what XML cannot hold (ECMA-376 part 1, 22.9.2.19): _x000D_ is the first half of a Windows line end,
# _x005F_ the line below before something that only looks like it.
_ESCAPED: Final = re.compile("_x(00[01][0-9A-Fa-f]|005[Ff])_")
# Excel's own format for Japanese postal codes.
_POSTAL: Final = frozenset({"[<=999]000;[<=9999]000-00;000-0000", r"[<=999]000;[<=9999]000\-00;000\-0000"})


def cell_of(cell: Any) -> Cell:
    """Return a read-only cell of openpyxl as a cell of a table; cells of white space alone are empty."""
    value = cell.value
    if value is None:
        return EMPTY
    if isinstance(value, str):
        return Cell(value, None, CellMark.ERROR) if cell.data_type == "e" else text_cell(value)
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return _number_cell(value, cell.number_format)
    if isinstance(value, date):
        return _date_cell(value)
    return Cell(str(value))  # a time or a duration


def text_cell(text: str) -> Cell:
    """Return a cell of text; white space alone is an empty cell."""
    if "_x" in text:
        text = _ESCAPED.sub(_unescaped, text)
    return Cell(text) if text.strip() else EMPTY


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _number_cell(value: float, number_format: str) -> Cell:
    whole = int(value)
    if whole != value:
        return Cell(repr(value), value)
    return Cell(displayed(whole, number_format), value)


def _date_cell(value: date) -> Cell:
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001 a calendar day
    midnight = not (moment.hour or moment.minute or moment.second or moment.microsecond)
    return Cell(moment.date().isoformat() if midnight else moment.isoformat(" ", "seconds"), moment)


def displayed(value: int, number_format: str) -> str:
    """Return a whole number as the sheet shows it, with the leading zeros of formats like 0000 or 000-0000."""
    signs = _signs(number_format)
    if signs is None or value < 0:
        return str(value)
    places = signs.count(None)
    digits = str(value).zfill(places)
    # Digits beyond the places of the format stand before its first zero.
    rest = iter((digits[: len(digits) - places + 1], *digits[len(digits) - places + 1 :]))
    return "".join(next(rest) if sign is None else sign for sign in signs)


@lru_cache(maxsize=64)
def _signs(number_format: str) -> tuple[str | None, ...] | None:
    """Return the literals of a format made of zeros and literals, ``None`` for each zero; for other formats nothing."""
    shown = "000-0000" if number_format in _POSTAL else number_format
    if shown == "0" or not _PADDED.fullmatch(shown):
        return None
    signs = tuple(None if found[1] else found[2] or found[3] or "-" for found in _SIGN.finditer(shown))
    return signs if None in signs else None
