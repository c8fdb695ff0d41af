"""The evaluation sheet as .xlsx: drop-downs for the answers, everything else locked.

Column A is hidden and says which row is which, so that a sheet that was sorted can still be read. Ids stand there in
groups of eight signs: the shield that takes Individual Numbers out of every file read must never find one in them.
"""

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from ashibue_desk.domain.contractor_criteria import ContractorRules, CriterionGroup
from ashibue_desk.domain.contractor_evaluation import MARK_SIGNS, Answer
from ashibue_desk.domain.returned_sheet import SheetIdentity
from ashibue_desk.domain.sheet_comparison import LONGEST_TEXT

SHEET: Final = "委託先評価票"
COLUMN_KEYS: Final = (
    "criterion",
    "number",
    "question",
    "look_for",
    "required",
    "mark",
    "comment",
    "evidence",
)
TITLES: Final = ("", "番号", "評価項目", "確かめるもの", "必須", "評価", "コメント", "見せられる資料")
_WIDTHS: Final = (4, 6, 44, 26, 6, 10, 36, 26)
_VALUE_COLUMN: Final = 3
_OPEN: Final = frozenset({"mark", "comment", "evidence"})
_SHADE: Final = "FFEDEFF2"
_ANSWER: Final = "FFFFFBE6"


def grouped(text_id: str) -> str:
    """Return an id in groups of eight signs."""
    return ".".join(text_id[place : place + 8] for place in range(0, len(text_id), 8))


def evaluation_workbook(
    identity: SheetIdentity,
    rules: ContractorRules,
    answers: Mapping[str, Answer],
    office_name: str,
    made_at: datetime,
) -> bytes:
    """Return the workbook for one evaluation, with the answers given so far."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    row = _write_head(sheet, identity, office_name)
    head_row = row
    _write_titles(sheet, row)
    first = row + 1
    for number, group in enumerate(rules.groups, start=1):
        row = _write_group(sheet, row + 1, number, group, answers)
    _finish(sheet, head_row, first, row)
    _properties(book, made_at)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_head(sheet: Any, identity: SheetIdentity, office_name: str) -> int:
    from openpyxl.styles import Alignment, Font

    put(sheet, 1, 1, "ashibue-evaluation-sheet")
    put(sheet, 1, 2, SHEET).font = Font(bold=True, size=16)
    values = {
        "evaluation": ("評価票の番号", grouped(identity.evaluation_id)),
        "contractor": ("委託先", identity.contractor_name),
        "contractor_id": ("委託先の番号", grouped(identity.contractor_id)),
        "pack": ("規程", identity.pack),
        "version": ("評価項目の版", str(identity.version)),
        "office": ("評価する事業所", office_name),
    }
    row = 1
    for key, (label, value) in values.items():
        row += 1
        put(sheet, row, 1, key)
        put(sheet, row, 2, label)
        sheet.merge_cells(start_row=row, start_column=3, end_row=row, end_column=4)
        put(sheet, row, _VALUE_COLUMN, value).alignment = Alignment(wrap_text=True, vertical="top")
    guide = (
        "色の付いた欄に記入してください。「評価」は矢印を押して選びます(○ している、△ 一部だけ、× していない、該当なし)。"
        "×と「該当なし」は、コメントに理由を書いてください。個人番号は書かないでください。"
    )
    row += 1
    sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=8)
    put(sheet, row, 2, guide).alignment = Alignment(wrap_text=True, vertical="center")
    sheet.row_dimensions[row].height = 34
    return row + 2


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


def _write_group(
    sheet: Any, row: int, number: int, group: CriterionGroup, answers: Mapping[str, Answer]
) -> int:
    from openpyxl.styles import Font, PatternFill

    put(sheet, row, 2, f"{number}　{group.name}").font = Font(bold=True)
    for column in range(2, len(COLUMN_KEYS) + 1):
        sheet.cell(row, column).fill = PatternFill("solid", start_color=_SHADE)
    for place, criterion in enumerate(group.criteria, start=1):
        row += 1
        answer = answers.get(criterion.id, Answer(criterion_id=criterion.id))
        texts = (
            criterion.id,
            f"{number}-{place}",
            criterion.text,
            criterion.look_for,
            "必須" if criterion.required else "",
            MARK_SIGNS[answer.mark] if answer.mark else "",
            answer.comment,
            answer.evidence,
        )
        _write_row(sheet, row, texts)
    return row


def _write_row(sheet: Any, row: int, texts: tuple[str, ...]) -> None:
    from openpyxl.styles import Alignment, PatternFill, Protection

    for column, (key, text) in enumerate(zip(COLUMN_KEYS, texts, strict=True), start=1):
        cell = put(sheet, row, column, text)
        middle = key in ("number", "required", "mark")
        cell.alignment = Alignment(
            horizontal="center" if middle else "left", vertical="center", wrap_text=True
        )
        cell.border = _box()
        if key in _OPEN:
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
