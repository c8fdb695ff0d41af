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
from ashibue_desk.domain.staff_list_headers import Column, column_of, fold_header
from ashibue_desk.domain.table import EMPTY, Cell, CellMark, Row, Table

_TOTAL: Final = re.compile(r"(?:合計|総計|小計|計|総合計|合計人数|人数計|以上)(?:\d+(?:名|人|件)?)?")
_REMARK: Final = re.compile(r"\s*[※＊*【■●◆▲○◎注]|\s*(?:以上|作成)")
_DATES: Final = (Column.BIRTH_DATE, Column.JOINED_ON, Column.LEFT_ON)
_FREE_TEXT: Final = (
    Column.DEPARTMENT,
    Column.EMPLOYMENT,
    Column.ADDRESS,
    Column.ADDRESS2,
    Column.NOTE,
    Column.PAYMENT_KIND,
)
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
        self._places: dict[Column, list[int]] = {}
        for index, column in sorted(mapping.items()):
            if column is not Column.IGNORED and index not in table.withheld_columns:
                self._places.setdefault(column, []).append(index)
        self._used = frozenset(index for indexes in self._places.values() for index in indexes)

    def index_of(self, column: Column) -> int | None:
        """Return the column of the file that holds ``column``, the part of a split name for a whole one."""
        stand_in = {Column.NAME: Column.FAMILY_NAME, Column.KANA: Column.FAMILY_KANA}
        places = self._places.get(column) or self._places.get(stand_in.get(column, column))
        return places[0] if places else None

    def kind(self, index: int, row: Row) -> RowKind:
        """Return what the row is."""
        filled = [n for n, cell in enumerate(row) if cell.text.strip()]
        if self.table.header_row is not None and index <= self.table.header_row:
            return RowKind.TITLE if filled else RowKind.BLANK
        if not any(n in self._used for n in filled):
            return RowKind.TITLE if len(filled) == 1 and len(row[filled[0]].text) > 4 else RowKind.BLANK
        if self._is_total(row, filled):
            return RowKind.TOTAL
        if self._is_remark(row, filled) or self._repeats_header(row):
            return RowKind.TITLE
        return RowKind.PERSON

    def _is_total(self, row: Row, filled: list[int]) -> bool:
        if self._text(row, Column.CODE) and not _TOTAL.fullmatch(fold_header(self._text(row, Column.CODE))):
            return False
        return any(_TOTAL.fullmatch(fold_header(row[n].text)) for n in filled)

    def _is_remark(self, row: Row, filled: list[int]) -> bool:
        return (
            len(filled) == 1
            and len(self._used) > 1
            and (_REMARK.match(row[filled[0]].text) is not None or filled[0] != self.index_of(Column.NAME))
        )

    def _repeats_header(self, row: Row) -> bool:
        place = self.index_of(Column.NAME)
        return place is not None and column_of(self._cell(row, place).text) in (
            Column.NAME,
            Column.FAMILY_NAME,
        )

    @staticmethod
    def _cell(row: Row, index: int) -> Cell:
        return row[index] if index < len(row) else EMPTY

    def _cells(self, row: Row, column: Column) -> list[Cell]:
        cells = [self._cell(row, index) for index in self._places.get(column, ())]
        return [cell for cell in cells if cell.text.strip() or cell.mark is not CellMark.PLAIN]

    def _text(self, row: Row, column: Column) -> str:
        return _JOINED_BY.get(column, "").join(cell.text.strip() for cell in self._cells(row, column))

    def person(self, row: Row) -> FoundPerson:
        """Return the person in a row with everything that is doubtful or wrong."""
        problems = list(self._cell_problems(row))
        broken = {problem.field for problem in problems if problem.blocks}
        name = self._name(row, problems)
        kana = self._kana(row, problems)
        days = {column: self._day(row, column, problems, broken) for column in _DATES}
        texts = {column: _kept(read_text(self._text(row, column), column), problems) for column in _FREE_TEXT}
        category = self._category(row, problems)
        entry = PersonEntry(
            category=category,
            name=name,
            kana=kana,
            code=_kept(read_code(self._text(row, Column.CODE)), problems),
            birth_date=days[Column.BIRTH_DATE],
            department=texts[Column.DEPARTMENT],
            employment=texts[Column.EMPLOYMENT],
            joined_on=days[Column.JOINED_ON],
            left_on=days[Column.LEFT_ON],
            postal_code=self._postal_code(row, problems, broken),
            address=texts[Column.ADDRESS],
            address2=texts[Column.ADDRESS2],
            note=texts[Column.NOTE],
            payment_kind=texts[Column.PAYMENT_KIND],
            corporate_number=self._corporate_number(row, problems, broken),
        )
        entry = _as_corporation(entry, by_word=bool(self._text(row, Column.CATEGORY)), problems=problems)
        problems.extend(_order_of_days(entry, self._today))
        return FoundPerson(entry, tuple(problems))

    def _cell_problems(self, row: Row) -> Iterator[Problem]:
        for column in self._places:
            for cell in self._cells(row, column):
                if problem := cell_problem(cell, column):
                    yield problem

    def _name(self, row: Row, problems: list[Problem]) -> str:
        whole = self._text(row, Column.NAME)
        parts = (self._text(row, Column.FAMILY_NAME), self._text(row, Column.GIVEN_NAME))
        name = _kept(read_name(whole or "\u3000".join(part for part in parts if part)), problems)
        if not name:
            problems.append(
                wrong(Column.NAME, "氏名がありません。元の表に氏名を入れてから読み込んでください。")
            )
        return name

    def _kana(self, row: Row, problems: list[Problem]) -> str:
        whole = self._text(row, Column.KANA)
        parts = (self._text(row, Column.FAMILY_KANA), self._text(row, Column.GIVEN_KANA))
        return _kept(read_kana(whole or "\u3000".join(part for part in parts if part)), problems)

    def _day(self, row: Row, column: Column, problems: list[Problem], broken: set[str]) -> date | None:
        cells = self._cells(row, column)
        if not cells or not cells[0].text.strip() or column.value in broken:
            return None
        day, problem = read_day(cells[0], column, self._today, date1904=self.table.date1904)
        if problem is not None:
            problems.append(problem)
        return day

    def _postal_code(self, row: Row, problems: list[Problem], broken: set[str]) -> str:
        cells = self._cells(row, Column.POSTAL_CODE)
        if not cells or not cells[0].text.strip() or Column.POSTAL_CODE.value in broken:
            return ""
        return _kept(read_postal_code(cells[0]), problems)

    def _corporate_number(self, row: Row, problems: list[Problem], broken: set[str]) -> str:
        text = self._text(row, Column.CORPORATE_NUMBER)
        if not text or Column.CORPORATE_NUMBER.value in broken:
            return ""
        return _kept(read_corporate_number(text), problems)

    def _category(self, row: Row, problems: list[Problem]) -> PersonCategory:
        word = self._text(row, Column.CATEGORY)
        found = payee_of_words(word) or category_of_words(word)
        if word and found is None:
            problems.append(
                doubtful(
                    Column.CATEGORY, f"区分「{word[:20]}」の意味が分からないため、選んだ区分で取り込みます。"
                )
            )
        if found is None and self._default not in PAYEES:
            found = category_of_words(self._text(row, Column.EMPLOYMENT))
        return found or self._default


def _kept(read: tuple[str, Problem | None], problems: list[Problem]) -> str:
    value, problem = read
    if problem is not None:
        problems.append(problem)
    return value


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
