"""The evaluation sheet as .xlsx: drop-downs for the answers, everything else locked.

Column A is hidden and says which row is which, so that a sheet that was sorted can still be read. Ids stand there in
groups of eight signs: the shield that takes Individual Numbers out of every file read must never find one in them.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from ashibue_desk.domain.contractor_criteria import ContractorRules
from ashibue_desk.domain.contractor_evaluation import MARK_SIGNS, Answer
from ashibue_desk.domain.evaluation_sheet import (
    ANSWERS,
    COLUMN_KEYS,
    GUIDE,
    GUIDE_ROW,
    LABELS,
    SHEET,
    SIGN,
    TITLE_ROW,
    TITLES,
    Asked,
    asked,
    heading,
)
from ashibue_desk.domain.returned_sheet import SheetIdentity
from ashibue_desk.domain.sheet_comparison import LONGEST_TEXT

_WIDTHS: Final = (4, 6, 44, 26, 6, 10, 36, 26)
_VALUE_COLUMN: Final = 3
_SHADE: Final = "FFEDEFF2"
_ANSWER: Final = "FFFFFBE6"


def grouped(text_id: str) -> str:
    """Return an id in groups of eight signs."""
    return ".".join(text_id[place : place + 8] for place in range(0, len(text_id), 8))


def evaluation_workbook(
    identity: SheetIdentity,
    rules: ContractorRules,
    answers: Mapping[str, Answer],
    made_at: datetime,
) -> bytes:
    """Return the workbook for one evaluation, with the answers given so far."""
    from openpyxl import Workbook

    from ashibue_desk.office_files.workbooks_in_memory import saved

    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    _write_head(sheet, identity)
    _write_titles(sheet, TITLE_ROW)
    row, questions = TITLE_ROW, asked(rules)
    for number, group in enumerate(rules.groups, start=1):
        row = _write_heading(sheet, row + 1, heading(number, group.name))
        for criterion in group.criteria:
            row += 1
            answer = answers.get(criterion.id, Answer(criterion_id=criterion.id))
            _write_row(sheet, row, _texts(questions[criterion.id], answer))
    _finish(sheet, TITLE_ROW, TITLE_ROW + 1, row)
    _properties(book, made_at)
    return saved(book)


def _write_head(sheet: Any, identity: SheetIdentity) -> None:
    from openpyxl.styles import Alignment, Font

    put(sheet, 1, 1, SIGN)
    put(sheet, 1, 2, SHEET).font = Font(bold=True, size=16)
    values = {
        "evaluation": grouped(identity.evaluation_id),
        "contractor": identity.contractor_name,
        "contractor_id": grouped(identity.contractor_id),
        "pack": identity.pack,
        "version": str(identity.version),
        "office": identity.office,
    }
    for row, (key, label) in enumerate(LABELS.items(), start=2):
        put(sheet, row, 1, key)
        put(sheet, row, 2, label)
        sheet.merge_cells(start_row=row, start_column=3, end_row=row, end_column=4)
        put(sheet, row, _VALUE_COLUMN, values[key]).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=GUIDE_ROW, start_column=2, end_row=GUIDE_ROW, end_column=8)
    put(sheet, GUIDE_ROW, 2, GUIDE).alignment = Alignment(wrap_text=True, vertical="center")
    sheet.row_dimensions[GUIDE_ROW].height = 34


def _write_titles(sheet: Any, row: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    put(sheet, row, 1, COLUMN_KEYS[0])
    for column, title in enumerate(TITLES[1:], start=2):
        cell = put(sheet, row, column, title)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color=_SHADE)
        cell.alignment = Alignment(horizontal="center", vertical="center")
        cell.border = _box()
    sheet.row_dimensions[row].height = 22


def _write_heading(sheet: Any, row: int, text: str) -> int:
    from openpyxl.styles import Font, PatternFill

    put(sheet, row, 2, text).font = Font(bold=True)
    for column in range(2, len(COLUMN_KEYS) + 1):
        sheet.cell(row, column).fill = PatternFill("solid", start_color=_SHADE)
    return row


def _texts(question: Asked, answer: Answer) -> tuple[str, ...]:
    number, look_for, required = question.hints
    mark = MARK_SIGNS[answer.mark] if answer.mark else ""
    return (
        answer.criterion_id,
        number,
        question.criterion.text,
        look_for,
        required,
        mark,
        answer.comment,
        answer.evidence,
    )


def _write_row(sheet: Any, row: int, texts: tuple[str, ...]) -> None:
    from openpyxl.styles import Alignment, PatternFill, Protection

    for column, (key, text) in enumerate(zip(COLUMN_KEYS, texts, strict=True), start=1):
        cell = put(sheet, row, column, text)
        middle = key in ("number", "required", "mark")
        cell.alignment = Alignment(
            horizontal="center" if middle else "left", vertical="center", wrap_text=True
        )
        cell.border = _box()
        if key in ANSWERS:
            cell.protection = Protection(locked=False)
            cell.fill = PatternFill("solid", start_color=_ANSWER)
            cell.number_format = "@"  # what is typed stays text: no date, no formula
    sheet.row_dimensions[row].height = 32


def put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write ``text`` as text, even where a spreadsheet would take it for a formula; return the cell."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = sheet.cell(row, column)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text) or None
    if cell.data_type == "f":
        cell.data_type = "s"
    return cell


def _box() -> Any:
    from openpyxl.styles import Border, Side

    line = Side(style="thin", color="FFB5BAC2")
    return Border(left=line, right=line, top=line, bottom=line)


def _finish(sheet: Any, head_row: int, first: int, last: int) -> None:
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = sheet.cell(first, 2)
    _validate(sheet, first, last)
    sheet.protection.sheet = True
    sheet.protection.formatRows = False  # rows may be made higher for long comments
    sheet.protection.formatColumns = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head_row}:{head_row}"
    sheet.print_area = f"B1:H{last}"
    sheet.oddFooter.right.text = "&P/&N"


def _validate(sheet: Any, first: int, last: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    signs = ",".join(MARK_SIGNS.values())
    marks = DataValidation(type="list", formula1=f'"{signs}"', allow_blank=True, showErrorMessage=True)
    marks.errorTitle = "評価"
    marks.error = "一覧から選んでください。"
    marks.add(f"F{first}:F{last}")
    texts = DataValidation(
        type="textLength",
        operator="lessThanOrEqual",
        formula1=str(LONGEST_TEXT),
        allow_blank=True,
        showErrorMessage=True,
    )
    texts.errorTitle = "文字の数"
    texts.error = f"{LONGEST_TEXT}文字までで書いてください。"
    texts.add(f"G{first}:H{last}")
    sheet.add_data_validation(marks)
    sheet.add_data_validation(texts)


def _properties(book: Any, made_at: datetime) -> None:
    book.properties.creator = "あしぶえデスク"
    book.properties.title = SHEET
    book.properties.created = book.properties.modified = made_at.replace(tzinfo=None, microsecond=0)
