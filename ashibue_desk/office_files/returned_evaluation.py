"""Reading an evaluation sheet that came back: through the same doors as every workbook, then row by row."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ashibue_desk.domain.contractor_evaluation import MARK_SIGNS
from ashibue_desk.domain.evaluation_sheet import (
    ANSWERS,
    HINT_KEYS,
    LABELS,
    SHEET,
    SIGN,
    title_of,
)
from ashibue_desk.domain.returned_sheet import ReturnedSheet, SheetIdentity, SheetLine, Written
from ashibue_desk.domain.table import EMPTY, Area, Cell, CellMark, Row, SheetRules, Table
from ashibue_desk.office_files.evaluation_columns import FoundColumns, find_columns
from ashibue_desk.office_files.limits import Limits
from ashibue_desk.office_files.reading import Choice, read_table
from ashibue_desk.office_files.situations import NotATable, OfficeFileSituation
from ashibue_desk.office_files.workbooks import HIDDEN_NOTE

_LIMITS: Final = Limits(file_size=5 * 1024 * 1024, rows=5_000, columns=100, cells=100_000, seconds=5.0)
_LONGEST_HEAD: Final = 300
_OTHER_SHEETS: Final = 4  # looked through where the one that was sent has another name
_SIGN_ROWS: Final = 20
_KEYS: Final = {label: key for key, label in LABELS.items()}


class SheetUnreadable(OfficeFileSituation):
    """The returned file cannot be read at all; ``what`` says why."""

    what = "選んだファイルは、委託先評価票として読めませんでした。"
    safe = "評価票には何も取り込んでいません。選んだファイルもそのままです。"
    todo = "委託先に、送った評価票を表計算ソフトで開いて記入し、「Excelブック(.xlsx)」のまま保存して返してもらってください。"


def read_returned_evaluation(path: Path) -> ReturnedSheet:
    """Return what the sheet at ``path`` says; raise ``SheetUnreadable``. No formula is run, numbers are taken out."""
    table = _table(path, SHEET)
    found = _sheet(table)
    others = [name for name in table.sheet_names if name != table.sheet]
    for name in others[:_OTHER_SHEETS]:
        if found.identity is not None:
            break
        other = _sheet(_table(path, name))
        found = other if other.identity or other.looks_like_ours else found
    return found


def _table(path: Path, sheet: str) -> Table:
    try:
        return read_table(path, limits=_LIMITS, choice=Choice(sheet=sheet))
    except OfficeFileSituation as problem:
        what = SheetUnreadable.what if isinstance(problem, NotATable) else problem.what
        raise SheetUnreadable(what=what) from None


def _sheet(table: Table) -> ReturnedSheet:
    columns = find_columns(table.rows)
    if columns is None:
        return ReturnedSheet(
            identity=None,
            looks_like_ours=_has_sign(table.rows[:_SIGN_ROWS]),
            has_hidden=HIDDEN_NOTE in table.notes,
        )
    reader = _Reader(table.rows, columns, table.rules or SheetRules())
    identity = reader.identity()
    if identity is None:
        return ReturnedSheet(identity=None, looks_like_ours=True)
    lines = tuple(reader.lines())
    return ReturnedSheet(
        identity=identity,
        lines=lines,
        title_row=columns.row + 1,
        texts=reader.texts(),
        elsewhere=tuple(reader.elsewhere()),
        columns=columns.told(),
        merged=tuple(_called(area) for area in reader.merged(lines)),
        locked=table.rules.locked if table.rules else None,
        has_notes=bool(table.rules and table.rules.has_notes),
        other_sheets=tuple(name for name in table.sheet_names if name != table.sheet),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """One sheet whose columns were found; rows and columns are counted from 0 here."""

    rows: tuple[Row, ...]
    columns: FoundColumns
    rules: SheetRules

    def at(self, row: Row, key: str) -> Cell:
        """Return the cell of a row in the column ``key``, an empty one where the column is gone."""
        column = self.columns.at.get(key)
        return EMPTY if column is None or column >= len(row) else row[column]

    def said(self, row: Row, key: str) -> str:
        """Return the text of a row in the column ``key``."""
        return self.at(row, key).text.strip()

    def identity(self) -> SheetIdentity | None:
        """Return what the head says, by its hidden keys or, without them, by its labels."""
        head = {self._head_key(row): self.said(row, "question")[:_LONGEST_HEAD] for row in self._head()}
        version = head.get("version", "")
        if not ({"evaluation", "contractor_id"} <= head.keys()):
            return None
        if not (version.isascii() and version.isdigit() and len(version) <= 3):
            return None
        return SheetIdentity(
            evaluation_id=head["evaluation"].replace(".", ""),
            contractor_id=head["contractor_id"].replace(".", ""),
            contractor_name=head.get("contractor", ""),
            pack=head.get("pack", ""),
            version=int(version),
            office=head.get("office", ""),
        )

    def _head(self) -> tuple[Row, ...]:
        return self.rows[: self.columns.row]

    def _head_key(self, row: Row) -> str:
        key = self.said(row, "criterion")
        return key if key in LABELS else _KEYS.get(self.said(row, "number"), "")

    def lines(self) -> Iterator[SheetLine]:
        """Yield the rows below the titles that ask or answer something."""
        for number, row in self._filled():
            if number > self.columns.row and self._is_line(row):
                yield self._line(number, row)

    def _filled(self) -> Iterator[tuple[int, Row]]:
        """Yield the rows with something in them: of a million between two that were far apart none is looked at."""
        return ((number, row) for number, row in enumerate(self.rows) if row)

    def _is_line(self, row: Row) -> bool:
        answers = [self.at(row, key) for key in ANSWERS]
        said = any(cell.text.strip() or cell.mark is not CellMark.PLAIN for cell in answers)
        return bool(said or self.said(row, "criterion") or self.said(row, "question"))

    def _line(self, number: int, row: Row) -> SheetLine:
        answers = {title_of(key): self.at(row, key) for key in ANSWERS}
        return SheetLine(
            row=number + 1,
            criterion_id=self.said(row, "criterion"),
            question=self.said(row, "question"),
            mark=self.at(row, "mark").text,
            comment=self.at(row, "comment").text,
            evidence=self.at(row, "evidence").text,
            hints=tuple(self.said(row, key) if key in self.columns.at else None for key in HINT_KEYS),
            formulas=_marked(answers, CellMark.FORMULA, CellMark.ERROR),
            withheld=_marked(answers, CellMark.WITHHELD),
            has_list=self._has_list(number),
        )

    def _has_list(self, number: int) -> bool:
        column = self.columns.at.get("mark")
        if column is None:
            return True  # that the column is gone is told by itself
        return any(
            area.holds(number + 1, column + 1) and choices == tuple(MARK_SIGNS.values())
            for area, choices in self.rules.lists
        )

    def texts(self) -> dict[int, Written]:
        """Return by row number what stands in the column of numbers where no question is asked."""
        column = self.columns.at["number"]
        return {
            number + 1: Written(_place(number, column), text)
            for number, row in self._filled()
            if number != self.columns.row
            and (number < self.columns.row or not self._is_line(row))
            and (text := self.said(row, "number"))
        }

    def elsewhere(self) -> Iterator[Written]:
        """Yield what stands in cells that nobody is asked to fill."""
        for number, row in self._filled():
            known = self._known(number, row)
            for column, cell in enumerate(row):
                if column not in known and (cell.text.strip() or cell.mark is not CellMark.PLAIN):
                    yield Written(_place(number, column), cell.text.strip())

    def _known(self, number: int, row: Row) -> frozenset[int]:
        """Return the columns of one row that are read in another way."""
        at = self.columns.at
        if number == self.columns.row or (number > self.columns.row and self._is_line(row)):
            return frozenset(at.values())
        keys = {"number"}
        if number < self.columns.row:
            keys |= {"criterion"} | ({"question"} if self._head_key(row) else set())
        return frozenset(at[key] for key in keys if key in at)

    def merged(self, lines: tuple[SheetLine, ...]) -> Iterator[Area]:
        """Yield the joined cells that lie on answers."""
        answers = [self.columns.at[key] + 1 for key in ANSWERS if key in self.columns.at]
        rows = {line.row for line in lines}
        for area in self.rules.merged:
            touched = any(area.left <= column <= area.right for column in answers)
            if touched and any(area.top <= row <= area.bottom for row in rows):
                yield area


def _has_sign(rows: tuple[Row, ...]) -> bool:
    return any(cell.text.strip() == SIGN for row in rows for cell in row)


def _marked(cells: dict[str, Cell], *marks: CellMark) -> tuple[str, ...]:
    return tuple(title for title, cell in cells.items() if cell.mark in marks)


def _place(row: int, column: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(column + 1)}{row + 1}"


def _called(area: Area) -> str:
    return f"{_place(area.top - 1, area.left - 1)}:{_place(area.bottom - 1, area.right - 1)}"
