"""Reading an evaluation sheet that came back: through the same doors as every workbook, then row by row."""

from pathlib import Path
from typing import Final

from ashibue_desk.domain.returned_sheet import ReturnedSheet, SheetIdentity, SheetLine
from ashibue_desk.domain.table import EMPTY, Cell, CellMark, Row
from ashibue_desk.office_files.evaluation_workbook import SHEET, TITLES
from ashibue_desk.office_files.limits import Limits
from ashibue_desk.office_files.reading import Choice, read_table
from ashibue_desk.office_files.situations import NotATable, OfficeFileSituation

_LIMITS: Final = Limits(file_size=5 * 1024 * 1024, rows=5_000, columns=100, cells=100_000, seconds=5.0)
_HEAD_ROWS: Final = 12
_LONGEST_HEAD: Final = 300


class SheetUnreadable(OfficeFileSituation):
    """The returned file cannot be read at all; ``what`` says why."""

    what = "選んだファイルは、委託先評価票として読めませんでした。"
    safe = "評価票には何も取り込んでいません。選んだファイルもそのままです。"
    todo = "委託先に、送った評価票を表計算ソフトで開いて記入し、「Excelブック(.xlsx)」のまま保存して返してもらってください。"


def read_returned_evaluation(path: Path) -> ReturnedSheet:
    """Return what the sheet at ``path`` says; raise ``SheetUnreadable``. No formula is run, numbers are taken out."""
    try:
        table = read_table(path, limits=_LIMITS, choice=Choice(sheet=SHEET))
    except OfficeFileSituation as problem:
        what = SheetUnreadable.what if isinstance(problem, NotATable) else problem.what
        raise SheetUnreadable(what=what) from None
    start = _title_row(table.rows)
    identity = _identity(table.rows[:_HEAD_ROWS])
    if start is None or identity is None:
        return ReturnedSheet(None, ())
    lines = (_line(number, row) for number, row in enumerate(table.rows[start + 1 :], start=start + 2))
    return ReturnedSheet(identity, tuple(line for line in lines if line is not None))


def _text(row: Row, column: int) -> str:
    return _cell(row, column).text.strip()


def _cell(row: Row, column: int) -> Cell:
    return row[column] if column < len(row) else EMPTY


def _title_row(rows: tuple[Row, ...]) -> int | None:
    for number, row in enumerate(rows[: 2 * _HEAD_ROWS]):
        if tuple(_text(row, column) for column in range(1, len(TITLES))) == TITLES[1:]:
            return number
    return None


def _identity(rows: tuple[Row, ...]) -> SheetIdentity | None:
    head = {_text(row, 0): _text(row, 2)[:_LONGEST_HEAD] for row in rows}
    version = head.get("version", "")
    if "evaluation" not in head or "contractor_id" not in head:
        return None
    if not (version.isascii() and version.isdigit() and len(version) <= 3):
        return None
    return SheetIdentity(
        evaluation_id=head["evaluation"].replace(".", ""),
        contractor_id=head["contractor_id"].replace(".", ""),
        contractor_name=head.get("contractor", ""),
        pack=head.get("pack", ""),
        version=int(version),
    )


def _line(number: int, row: Row) -> SheetLine | None:
    """Return one row; ``None`` for the rows between that only name a group, and for empty ones."""
    criterion_id, question = _text(row, 0), _text(row, 2)
    answers = {TITLES[column]: _cell(row, column) for column in (5, 6, 7)}
    said = any(cell.text.strip() or cell.mark is not CellMark.PLAIN for cell in answers.values())
    if not (criterion_id or question or said):
        return None
    return SheetLine(
        row=number,
        criterion_id=criterion_id,
        question=question,
        mark=answers["評価"].text,
        comment=answers["コメント"].text,
        evidence=answers["見せられる資料"].text,
        formulas=_marked(answers, CellMark.FORMULA, CellMark.ERROR),
        withheld=_marked(answers, CellMark.WITHHELD),
    )


def _marked(cells: dict[str, Cell], *marks: CellMark) -> tuple[str, ...]:
    return tuple(title for title, cell in cells.items() if cell.mark in marks)
