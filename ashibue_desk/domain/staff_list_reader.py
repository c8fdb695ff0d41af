"""One row of a staff list: whether it is a person, and who."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Final

from ashibue_desk.domain.people import PAYEES, PersonCategory, PersonEntry
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.staff_list_cells import (
    category_of_words,
    cell_problem,
    doubtful,
    is_corporate_name,
    payee_of_words,
    read_code,
    read_corporate_number,
    read_day,
    read_kana,
    read_name,
    read_postal_code,
    read_text,
    wrong,
)
from ashibue_desk.domain.staff_list_headers import Column, fold_header
from ashibue_desk.domain.staff_list_joined import JoinedRows
from ashibue_desk.domain.table import EMPTY, Cell, CellMark, Row, Table

_TOTAL: Final = re.compile(r"(?:合計|総計|小計|計|総合計|合計人数|人数計|以上)(?:\d+(?:名|人|件)?)?")
# Words that a name never is; they count only where nothing else of a person stands in the row.
_COUNTED: Final = re.compile(
    r"(?:合計|総計|小計|累計|延べ|総数|人数).*|.*(?:合計|小計|総計|累計)|(?:\D{0,4}\d+(?:名|人)){1,5}"
)
_REMARK: Final = re.compile(r"\s*[※＊*【■●◆▲○◎注]|\s*(?:以上|作成)")
_REMARK_LABELS: Final = frozenset({"備考", "凡例", "注", "注記", "注意"})
_JOINED_BY: Final = {Column.NOTE: "、"}


class RowKind(Enum):
    """What a row of the file is."""

    PERSON = "person"
    TOTAL = "total"  # 合計, 小計
    BLANK = "blank"
    TITLE = "title"  # titles, the header, remarks


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person as a row tells it, with everything doubtful or wrong about it."""

    entry: PersonEntry
    problems: tuple[Problem, ...]


class RowReader:
    """Reads single rows of one table by one mapping."""

    def __init__(
        self, table: Table, mapping: Mapping[int, Column], today: date, default_category: PersonCategory
    ) -> None:
        self.table = table
        self._today = today
        self._default = default_category
        self._joined = JoinedRows(table, mapping)
        self._places: dict[Column, list[int]] = {}
        for index, column in sorted(mapping.items()):
            if column is not Column.IGNORED and index not in table.withheld_columns:
                self._places.setdefault(column, []).append(index)
        self._used = frozenset(index for indexes in self._places.values() for index in indexes)
        self._name_place = self.index_of(Column.NAME)
        self._name_header = "" if self._name_place is None else table.header[self._name_place]

    def index_of(self, column: Column) -> int | None:
        """Return the column of the file that holds ``column``, the part of a split name for a whole one."""
        stand_in = {Column.NAME: Column.FAMILY_NAME, Column.KANA: Column.FAMILY_KANA}
        places = self._places.get(column) or self._places.get(stand_in.get(column, column))
        return places[0] if places else None

    def kind(self, index: int, row: Row) -> RowKind:
        """Return what the row is."""
        filled = [n for n, cell in enumerate(row) if cell.text]
        if self.table.head is not None and index <= self.table.head.row:
            return RowKind.TITLE if filled else RowKind.BLANK
        if not any(n in self._used for n in filled):
            return RowKind.TITLE if len(filled) == 1 and len(row[filled[0]].text) > 4 else RowKind.BLANK
        if self._is_total(row, filled):
            return RowKind.TOTAL
        if self._is_remark(row, filled) or self._repeats_header(row):
            return RowKind.TITLE
        return RowKind.PERSON

    def _is_total(self, row: Row, filled: list[int]) -> bool:
        totals = (
            [n for n in filled if _TOTAL.fullmatch(fold_header(row[n].text))] if _may_be_total(row) else []
        )
        codes = [n for n in self._places.get(Column.CODE, ()) if n in filled and n not in totals]
        return (bool(totals) and not codes) or self._counts_people(row, filled)

    def _counts_people(self, row: Row, filled: list[int]) -> bool:
        place = self._name_place
        used = [n for n in filled if n in self._used]
        return used == [place] and _COUNTED.fullmatch(fold_header(row[used[0]].text)) is not None

    def _is_remark(self, row: Row, filled: list[int]) -> bool:
        if len(filled) == 2 and fold_header(row[filled[0]].text) in _REMARK_LABELS:
            return True
        if len(filled) > 1 or len(self._used) == 1:
            return False
        return filled[0] != self._name_place or _REMARK.match(row[filled[0]].text) is not None

    def _repeats_header(self, row: Row) -> bool:
        place = self._name_place
        text = row[place].text if place is not None and place < len(row) else ""
        return text != "" and (text == self._name_header or (text[0] == "氏" and fold_header(text) == "氏名"))

    def person(self, index: int) -> FoundPerson:
        """Return the person in the row of ``index`` with everything that is doubtful or wrong."""
        row = self._joined.row(index)
        cells = {
            column: cell for column, places in self._places.items() if (cell := _joined(row, column, places))
        }
        return _PersonCells(cells, self._today, self._default, date1904=self.table.date1904).found()


def _may_be_total(row: Row) -> bool:
    return any("計" in cell.text or "以" in cell.text for cell in row)


def _joined(row: Row, column: Column, places: list[int]) -> Cell | None:
    """Return the cell of a column, several of one meaning joined, or ``None`` when nothing is in it."""
    cells = [row[n] for n in places if n < len(row) and row[n] is not EMPTY]
    if len(cells) < 2:
        return cells[0] if cells else None
    marks = [cell.mark for cell in cells if cell.mark is not CellMark.PLAIN]
    text = _JOINED_BY.get(column, "").join(cell.text.strip() for cell in cells)
    return Cell(text, None, marks[0] if marks else CellMark.PLAIN)


class _PersonCells:
    """The cells of one row by what they hold, while a person is read from them."""

    def __init__(
        self, cells: Mapping[Column, Cell], today: date, default_category: PersonCategory, *, date1904: bool
    ) -> None:
        self._cells = cells
        self._today = today
        self._default = default_category
        self._date1904 = date1904
        self._problems: list[Problem] = []
        self._broken: set[Column] = set()
        for column, cell in cells.items():
            if problem := cell_problem(cell, column):
                self._problems.append(problem)
                if problem.blocks:
                    self._broken.add(column)

    def found(self) -> FoundPerson:
        """Read everything."""
        entry = PersonEntry(
            category=self._category(),
            name=self._name(),
            kana=self._kana(),
            code=self._kept(read_code(self._text(Column.CODE))),
            birth_date=self._day(Column.BIRTH_DATE),
            department=self._free(Column.DEPARTMENT),
            employment=self._free(Column.EMPLOYMENT),
            joined_on=self._day(Column.JOINED_ON),
            left_on=self._day(Column.LEFT_ON),
            postal_code=self._postal_code(),
            address=self._free(Column.ADDRESS),
            address2=self._free(Column.ADDRESS2),
            note=self._free(Column.NOTE),
            payment_kind=self._free(Column.PAYMENT_KIND),
            corporate_number=self._corporate_number(),
        )
        entry = _as_corporation(entry, by_word=Column.CATEGORY in self._cells, problems=self._problems)
        self._problems.extend(_order_of_days(entry, self._today))
        return FoundPerson(entry, tuple(self._problems))

    def _text(self, column: Column) -> str:
        return self._cells.get(column, EMPTY).text.strip()

    def _usable(self, column: Column) -> Cell | None:
        cell = self._cells.get(column, EMPTY)
        return None if column in self._broken or not cell.text.strip() else cell

    def _kept(self, read: tuple[str, Problem | None]) -> str:
        value, problem = read
        if problem is not None:
            self._problems.append(problem)
        return value

    def _free(self, column: Column) -> str:
        return self._kept(read_text(self._cells[column].text, column)) if column in self._cells else ""

    def _whole(self, whole: Column, family: Column, given: Column) -> str:
        return self._text(whole) or "\u3000".join(part for part in map(self._text, (family, given)) if part)

    def _name(self) -> str:
        name = self._kept(read_name(self._whole(Column.NAME, Column.FAMILY_NAME, Column.GIVEN_NAME)))
        if not name:
            self._problems.append(
                wrong(Column.NAME, "氏名がありません。元の表に氏名を入れてから読み込んでください。")
            )
        return name

    def _kana(self) -> str:
        return self._kept(read_kana(self._whole(Column.KANA, Column.FAMILY_KANA, Column.GIVEN_KANA)))

    def _day(self, column: Column) -> date | None:
        cell = self._usable(column)
        if cell is None:
            return None
        day, problem = read_day(cell, column, self._today, date1904=self._date1904)
        if problem is not None:
            self._problems.append(problem)
        return day

    def _postal_code(self) -> str:
        cell = self._usable(Column.POSTAL_CODE)
        return "" if cell is None else self._kept(read_postal_code(cell))

    def _corporate_number(self) -> str:
        cell = self._usable(Column.CORPORATE_NUMBER)
        return "" if cell is None else self._kept(read_corporate_number(cell.text))

    def _category(self) -> PersonCategory:
        word = self._text(Column.CATEGORY)
        found = (payee_of_words(word) or category_of_words(word)) if word else None
        if word and found is None:
            self._problems.append(
                doubtful(
                    Column.CATEGORY, f"区分「{word[:20]}」の意味が分からないため、選んだ区分で取り込みます。"
                )
            )
        if found is None and self._default not in PAYEES:
            found = category_of_words(self._text(Column.EMPLOYMENT))
        return found or self._default


def _as_corporation(entry: PersonEntry, *, by_word: bool, problems: list[Problem]) -> PersonEntry:
    """Settle persons against corporations among payees: a Corporate Number belongs only to the latter."""
    if entry.category is PersonCategory.PAYEE and not by_word:
        if entry.corporate_number:
            return replace(entry, category=PersonCategory.PAYEE_CORPORATE)
        if is_corporate_name(entry.name):
            problems.append(
                doubtful(
                    Column.NAME, "名称から法人と見て取り込みます。個人であれば、後で区分を直してください。"
                )
            )
            return replace(entry, category=PersonCategory.PAYEE_CORPORATE)
    if entry.corporate_number and entry.category is not PersonCategory.PAYEE_CORPORATE:
        problems.append(doubtful(Column.CORPORATE_NUMBER, "法人ではないため、法人番号は取り込みません。"))
        return replace(entry, corporate_number="")
    return entry


def _order_of_days(entry: PersonEntry, today: date) -> Iterator[Problem]:
    born, joined, left = entry.birth_date, entry.joined_on, entry.left_on
    if born is not None and born > today:
        yield wrong(Column.BIRTH_DATE, "生年月日が未来の日付です。正しい日付を確かめてください。")
    elif born is not None and today.year - born.year > 110:
        yield doubtful(Column.BIRTH_DATE, "生年月日から計算すると110歳を超えています。確かめてください。")
    if born is not None and joined is not None and joined < born:
        yield wrong(Column.JOINED_ON, "入社日が生年月日より前になっています。正しい日付を確かめてください。")
    if joined is not None and left is not None and left < joined:
        yield wrong(Column.LEFT_ON, "退社日が入社日より前になっています。正しい日付を確かめてください。")
    if joined is not None and joined > today + timedelta(days=730):
        yield doubtful(Column.JOINED_ON, "入社日が2年以上先の日付です。確かめてください。")
