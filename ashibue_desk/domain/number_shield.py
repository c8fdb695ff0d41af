"""Keeps Individual Numbers out of everything read from a file (規程15条・18条: they come with identity verification).

Staff lists sometimes carry a マイナンバー column, or one number in a remark. Their digits are blanked while the
file is read, before anything else sees the cells.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ashibue_desk.domain.corporate_number import corporate_number_problem
from ashibue_desk.domain.individual_number import MASKED, clean_digits, number_problem
from ashibue_desk.domain.staff_list_headers import HEADER_SEARCH_ROWS, fold_header
from ashibue_desk.domain.table import Cell, CellMark, Row

WARNING: Final = (
    "マイナンバー(個人番号)らしい数字が入っていたため、読み込むときに消しました。"
    "個人番号は名簿からは取り込めません。「収集」の画面で、本人確認をしながら1人ずつ登録してください。"
)
NUMBER_INSIDE: Final = "個人番号らしい12桁の数字が入っています。個人番号はここには書かないでください。"
_BLANKED: Final = Cell("", None, CellMark.WITHHELD)
_SEPARATOR: Final = r"[ \t\u3000\u00a0\-‐‑‒–—―−－ー]"
_TWELVE: Final = re.compile(rf"\s*(?:\d{_SEPARATOR}*){{12}}\s*")
# In running text people also put a point, a comma, a line's end; from a PDF come spaces of other widths or of none.
_BETWEEN: Final = r"[\s\u200b\u2060\ufeff\-‐‑‒–—―−－ー.．,，、・/／_]{1,3}"
_INSIDE: Final = re.compile(
    rf"(?<!\d)(?:\d{{12}}|(?<!\d{{4}}{_SEPARATOR})\d{{4}}{_BETWEEN}\d{{4}}{_BETWEEN}\d{{4}}"
    rf"|\d{{6}}{_SEPARATOR}\d{{6}}|\d{{3}}({_SEPARATOR})\d{{3}}\1\d{{3}}\1\d{{3}})(?!\d)"
)
# A digest of 512 bits. No farther is looked, or a cell full of numbers would take for ever.
_LONGEST_ID: Final = 128
_ID: Final = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{32,}(?![0-9A-Za-z])")
_HEADER: Final = re.compile(r"個人番号|マイナンバー|mynumber")
_ABOUT_ONLY: Final = re.compile(r"有無|提出|収集|確認|日$|済|状況|同意|取得|区分")
_LONGEST_WHOLE: Final = 60  # twelve digits with every separator anybody would put between them
# In a column of other twelve-digit codes two in eleven pass the check digit by chance.
_ENOUGH_TO_JUDGE: Final = 8
_BY_CHANCE: Final = 0.4


@dataclass(frozen=True, slots=True)
class Shielded:
    """Rows without numbers, the columns that held them, and how many cells lost digits."""

    rows: tuple[Row, ...]
    columns: frozenset[int]
    cells: int


@dataclass(frozen=True, slots=True)
class _NumberColumn:
    """A column to blank below ``top``: cells with at least ``digits`` digits, except Corporate Numbers if allowed."""

    top: int
    digits: int
    keeps_corporate: bool = False

    def blanks(self, cell: Cell) -> bool:
        if sum(character.isdigit() for character in cell.text) < self.digits:
            return False
        return not (self.keeps_corporate and corporate_number_problem(cell.text) is None)


def withhold_numbers(rows: Sequence[Row]) -> Shielded:
    """Return ``rows`` without any Individual Number: columns headed or filled as such, and single ones anywhere."""
    suspects = tuple(_suspects(rows))
    columns = {**_filled_columns(suspects), **_headed_columns(rows)}
    changes = dict(_masked_cells(suspects, _other_codes(suspects, columns)))
    for column, rule in columns.items():
        for number in range(rule.top, len(rows)):
            if column < len(rows[number]) and rule.blanks(rows[number][column]):
                changes[number, column] = _BLANKED
    whole = frozenset(column for column, rule in columns.items() if not rule.keeps_corporate)
    return Shielded(_changed(rows, changes), whole, len(changes))


def mask_numbers(text: str) -> str:
    """Return ``text`` with every Individual Number in it masked: for remarks and reasons that people type."""
    return _INSIDE.sub(lambda found: MASKED if _is_number_inside(found) else found[0], text)


def holds_number(text: str) -> bool:
    """Whether an Individual Number stands somewhere in ``text``."""
    return mask_numbers(text) != text


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A cell with twelve digits: ``whole`` when it holds nothing else, ``passes`` when the check digit is right."""

    row: int
    column: int
    cell: Cell
    whole: bool
    passes: bool


def _suspects(rows: Sequence[Row]) -> Iterator[_Suspect]:
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if len(cell.text) < 12:
                continue
            if len(cell.text) <= _LONGEST_WHOLE and _TWELVE.fullmatch(cell.text):
                yield _Suspect(number, column, cell, whole=True, passes=_is_number(cell.text))
            elif any(map(_is_number_inside, _INSIDE.finditer(cell.text))):
                yield _Suspect(number, column, cell, whole=False, passes=True)


def _is_number(text: str) -> bool:
    return number_problem(clean_digits(text)) is None


def _is_number_inside(found: re.Match[str]) -> bool:
    digits = "".join(character for character in found[0] if character.isdecimal())
    return _is_number(digits) and not _is_in_id(found)


def _is_in_id(found: re.Match[str]) -> bool:
    """Whether the digits stand in a random id or a digest: one id in eight hundred holds twelve that pass for a number."""
    start, end = max(0, found.start() - _LONGEST_ID), found.end() + _LONGEST_ID
    near = found.string[start:end]
    return any(
        one.start() <= found.start() - start and found.end() - start <= one.end()
        for one in _ID.finditer(near)
    )


def _filled_columns(suspects: Sequence[_Suspect]) -> dict[int, _NumberColumn]:
    """Return the columns with two whole numbers or more, most of whose twelve-digit cells pass the check digit."""
    twelve = Counter(suspect.column for suspect in suspects if suspect.whole)
    passing = Counter(suspect.column for suspect in suspects if suspect.whole and suspect.passes)
    return {
        column: _NumberColumn(top=0, digits=8)
        for column, count in passing.items()
        if count >= 2 and count > _BY_CHANCE * twelve[column]
    }


def _other_codes(suspects: Sequence[_Suspect], columns: dict[int, _NumberColumn]) -> frozenset[int]:
    """Return the columns so full of twelve-digit cells that the few passing ones pass by chance."""
    twelve = Counter(suspect.column for suspect in suspects if suspect.whole)
    return frozenset(
        column for column, n in twelve.items() if n >= _ENOUGH_TO_JUDGE and column not in columns
    )


def _masked_cells(
    suspects: Sequence[_Suspect], other_codes: frozenset[int]
) -> Iterator[tuple[tuple[int, int], Cell]]:
    for suspect in suspects:
        if suspect.whole and suspect.passes and suspect.column not in other_codes:
            yield (suspect.row, suspect.column), _BLANKED
        elif not suspect.whole:
            text = mask_numbers(suspect.cell.text)
            yield (suspect.row, suspect.column), Cell(text, None, CellMark.WITHHELD)


def _headed_columns(rows: Sequence[Row]) -> dict[int, _NumberColumn]:
    """Return the columns under a header that names the Individual Number, with those it stretches over."""
    columns: dict[int, _NumberColumn] = {}
    for number, row in enumerate(rows[:HEADER_SEARCH_ROWS]):
        if sum(bool(cell.text) for cell in row) < 2:
            continue  # a title such as 個人番号管理表 stands alone
        for column, cell in enumerate(row):
            header = fold_header(cell.text)
            if len(header) > 30 or not _HEADER.search(header) or _ABOUT_ONLY.search(header):
                continue
            rule = _NumberColumn(number + 1, digits=1, keeps_corporate="法人番号" in header)
            columns[column] = rule
            columns.update(dict.fromkeys(_stretched(rows, number, column), rule))
    return columns


def _stretched(rows: Sequence[Row], header_row: int, column: int) -> Iterator[int]:
    """Yield the columns after ``column`` under the same merged header: nothing above, only short digit groups below."""
    header = rows[header_row]
    for following in range(column + 1, column + 12):
        if following < len(header) and header[following].text:
            return
        below = [row[following].text for row in rows[header_row + 1 :] if following < len(row)]
        filled = [text.strip() for text in below if text.strip()]
        if not filled or not all(text.isdecimal() and len(text) <= 4 for text in filled):
            return
        yield following


def _changed(rows: Sequence[Row], changes: dict[tuple[int, int], Cell]) -> tuple[Row, ...]:
    touched = {number for number, _ in changes}
    return tuple(
        tuple(changes.get((number, column), cell) for column, cell in enumerate(row))
        if number in touched
        else row
        for number, row in enumerate(rows)
    )
