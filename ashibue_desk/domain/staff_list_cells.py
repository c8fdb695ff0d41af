"""Reading single cells of a staff list: dates, codes, kana, postal codes, and words that say who somebody is.

Each reader returns the value to store and the problem to show beside the cell, if any.
"""

import re
import unicodedata
from datetime import date, datetime
from typing import Final

import jaconv

from ashibue_desk.domain.corporate_number import clean_corporate_number, corporate_number_problem
from ashibue_desk.domain.japanese_calendar import EARLIEST, LATEST, both, from_excel_serial, read_date
from ashibue_desk.domain.people import LONGEST_NAME, LONGEST_NOTE, LONGEST_TEXT, PersonCategory
from ashibue_desk.domain.problems import Problem, Severity
from ashibue_desk.domain.staff_list_headers import COLUMN_NAMES, Column
from ashibue_desk.domain.table import Cell, CellMark
from ashibue_desk.domain.unseen import UNSEEN, visible

_ROUNDED: Final = re.compile(r"\s*\d(?:\.\d+)?E\+\d+\s*", re.IGNORECASE)
# What a spreadsheet writes into a .csv where a formula failed.
_ERROR_TEXT: Final = re.compile(r"\s*#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)\s*")
_TOO_NARROW: Final = re.compile(r"\s*#{2,}\s*")
_NO_DATE: Final = re.compile(r"-|なし|無し?|在職中?|在籍中?|現在|現職|継続中?|勤務中|未定|[*/・]|0|9999.*")
_SHORT_YEAR: Final = re.compile(r"\s*\d{1,2}\s*[./年-]")
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-"))
_DAY_NUMBER: Final = re.compile(r"\d{5}(?:\.0+)?")

# 管理事務, 経理事務, 料理事業 and their like hold 理事 without meaning it.
_OFFICER: Final = re.compile(r"役員|(?<![管経料処修整])理事(?!務|業|会)|監事|取締役|監査役|評議員|会長")
_EMPLOYEE: Final = re.compile(
    r"職員|社員|契約|パート|バイト|嘱託|臨時|常勤|再雇用|短時間|正規|従業員|フルタイム|無期|有期|出向|スタッフ"
)
_CORPORATE_NAME: Final = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|法人|協同組合|\((?:株|有|同|資|名|一社|公社|一財|公財|特非|福|医|学)\)"
)
_KANA: Final = re.compile(r"[ァ-ヺー・゛゜ \u3000.,'\-A-Za-z0-9()]*")
_KATAKANA: Final = re.compile(r"[ァ-ヺー・]+(?:[ \u3000][ァ-ヺー・]+)*")
_PRIVATE_USE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_LINE_BREAK: Final = re.compile(r"[\r\n\t]")
_LOST: Final = re.compile("[?？〓\ufffd□]")


def doubtful(column: Column, sentence: str) -> Problem:
    """Return a problem that lets the row in."""
    return Problem(column.value, sentence, Severity.DOUBTFUL)


def wrong(column: Column, sentence: str) -> Problem:
    """Return a problem that keeps the row out."""
    return Problem(column.value, sentence)


def cell_problem(cell: Cell, column: Column) -> Problem | None:
    """Say what is wrong with a cell before its text is read: errors, formulas, rounded or withheld digits."""
    if cell.mark is CellMark.PLAIN:
        # Only these two signs can make a plain text wrong; most cells of most lists have neither.
        return _display_problem(cell.text, column) if "#" in cell.text or "+" in cell.text else None
    return _mark_problem(cell, column)


def _mark_problem(cell: Cell, column: Column) -> Problem:
    name = COLUMN_NAMES[column]
    if cell.mark is CellMark.ERROR:
        return _spreadsheet_error(cell.text, column)
    if cell.mark is CellMark.WITHHELD:
        return doubtful(
            column,
            f"{name}の欄に個人番号らしい数字があったので消しました。個人番号は「収集」で登録してください。",
        )
    if cell.mark is CellMark.FORMULA and cell.text.startswith("="):
        return wrong(column, f"{name}が計算式のままです。元の表で値に変えてから読み込んでください。")
    return doubtful(column, f"{name}は計算式です。ファイルに残っていた計算結果を読みました。")


def _spreadsheet_error(text: str, column: Column) -> Problem:
    name = COLUMN_NAMES[column]
    return wrong(
        column, f"{name}のセルが表計算ソフトのエラー({text})になっています。元の表を直してください。"
    )


def _display_problem(text: str, column: Column) -> Problem | None:
    name = COLUMN_NAMES[column]
    if _ERROR_TEXT.fullmatch(text):
        return _spreadsheet_error(text.strip(), column)
    if _TOO_NARROW.fullmatch(text):
        return wrong(
            column, f"{name}が「####」になっています。元の表で列の幅を広げてから保存し直してください。"
        )
    if column is not Column.NOTE and _ROUNDED.fullmatch(text):
        return wrong(
            column,
            f"{name}の数字が「{text.strip()}」のように丸められています。元の表でセルの書式を文字列にしてください。",
        )
    return None


def read_name(text: str) -> tuple[str, Problem | None]:
    """Return a name exactly as it stands, without white space around it; inner spaces and variants stay."""
    name = text.strip()
    if refusal := _refusal_of_name(name):
        return name, wrong(Column.NAME, refusal)
    if doubt := _doubt_about_name(name):
        return name, doubtful(Column.NAME, doubt)
    return name, None


def _refusal_of_name(name: str) -> str:
    if UNSEEN.search(name):
        return "氏名に目に見えない制御文字が入っています。入力し直してください。"
    if len(name) > LONGEST_NAME:
        return f"氏名が{LONGEST_NAME}字を超えています。列の割り当てを確かめてください。"
    lost = _LOST.search(name) is not None
    if name and not lost and all(unicodedata.category(sign)[0] in "NPSZ" for sign in visible(name)):
        return "氏名に文字がありません。列の割り当てか、元の表を確かめてください。"
    return ""


def _doubt_about_name(name: str) -> str:
    if _PRIVATE_USE.search(name):
        return "外字(作ったパソコンでしか読めない文字)が入っています。取り込んだ後に氏名を直してください。"
    if _LOST.search(name):
        return "氏名に「?」や「〓」があります。文字が失われていないか、元の書類と見比べてください。"
    return "氏名の途中に改行があります。取り込んだ後に確かめてください。" if _LINE_BREAK.search(name) else ""


def read_kana(text: str) -> tuple[str, Problem | None]:
    """Return kana in full-width katakana, spaces as they stand."""
    if _KATAKANA.fullmatch(text):
        return text, None
    kana: str = jaconv.hira2kata(
        jaconv.h2z(UNSEEN.sub("", text.strip()), kana=True, ascii=False, digit=False)
    )
    kana = unicodedata.normalize("NFC", kana)
    if len(kana) > LONGEST_TEXT:
        return "", doubtful(
            Column.KANA, "フリガナが長すぎるため、空欄で取り込みます。列の割り当てを確かめてください。"
        )
    if not _KANA.fullmatch(unicodedata.normalize("NFKC", kana)):
        return kana, doubtful(Column.KANA, "フリガナに、かな以外の文字が入っています。")
    return kana, None


def read_code(text: str) -> tuple[str, Problem | None]:
    """Return a code in half width with its leading zeros."""
    code = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    if len(code) > 40 or UNSEEN.search(code):
        return "", wrong(Column.CODE, "社員番号・コードとして読めません。列の割り当てを確かめてください。")
    return code, None


def read_text(text: str, column: Column) -> tuple[str, Problem | None]:
    """Return free text as it stands, without white space around it and control characters in it."""
    kept = UNSEEN.sub("", text.strip())
    longest = LONGEST_NOTE if column is Column.NOTE else LONGEST_TEXT
    if len(kept) > longest:
        return "", wrong(
            column, f"{COLUMN_NAMES[column]}が{longest}字を超えています。列の割り当てを確かめてください。"
        )
    return kept, None


def read_postal_code(cell: Cell) -> tuple[str, Problem | None]:
    """Return seven digits; a number that lost its leading zero gets it back, with a note."""
    folded = unicodedata.normalize("NFKC", cell.text).translate(_DASHES)
    digits = "".join(character for character in folded if character not in "〒- \t")
    if digits.isascii() and digits.isdigit():
        if len(digits) == 7:
            return digits, None
        if len(digits) == 6 and "-" not in folded:
            return "0" + digits, doubtful(
                Column.POSTAL_CODE, "郵便番号が6桁だったので、先頭に0を補って読みました。"
            )
    return "", doubtful(Column.POSTAL_CODE, "郵便番号が7桁の数字ではないため、空欄で取り込みます。")


def read_corporate_number(text: str) -> tuple[str, Problem | None]:
    """Return thirteen digits, or a problem that keeps the row out."""
    return clean_corporate_number(text), corporate_number_problem(text, Column.CORPORATE_NUMBER.value)


def read_day(
    cell: Cell, column: Column, today: date, *, date1904: bool
) -> tuple[date | None, Problem | None]:
    """Return the day in a cell: a date cell, a day number of Excel, eight digits, or any way of writing a date."""
    text = unicodedata.normalize("NFKC", cell.text).translate(_DASHES).strip()
    if column is Column.LEFT_ON and _NO_DATE.fullmatch(text):
        return None, None
    day = _day(cell, text, today, date1904=date1904)
    if isinstance(day, Problem):
        return None, wrong(column, f"{COLUMN_NAMES[column]}: {day.sentence}")
    if cell.value is None and (_DAY_NUMBER.fullmatch(text) or _SHORT_YEAR.match(text)):
        return day, doubtful(
            column, f"{COLUMN_NAMES[column]}「{text}」を{both(day)}と読みました。確かめてください。"
        )
    return day, None


def _day(cell: Cell, text: str, today: date, *, date1904: bool) -> date | Problem:
    value = cell.value
    if isinstance(value, datetime):
        if EARLIEST <= value.date() <= LATEST:
            return value.date()
        return Problem("date", f"{value.year}年は扱える範囲にありません。")
    if isinstance(value, int | float) and not 10_000_000 <= value <= 99_999_999:
        return from_excel_serial(value, date1904=date1904)
    if value is None and _DAY_NUMBER.fullmatch(text):
        return from_excel_serial(float(text), date1904=date1904)
    return read_date(text, today)


def category_of_words(text: str) -> PersonCategory | None:
    """Return who somebody is by the office's own word (正職員, 常勤理事, 派遣 …), or ``None`` when it says nothing."""
    word = unicodedata.normalize("NFKC", text)
    if "派遣" in word:
        return PersonCategory.DISPATCHED
    if "応募" in word:
        return PersonCategory.APPLICANT
    if _OFFICER.search(word):
        return PersonCategory.OFFICER
    if _EMPLOYEE.search(word):
        return PersonCategory.EMPLOYEE
    return None


def payee_of_words(text: str) -> PersonCategory | None:
    """Return which kind of payee a 区分 cell names, or ``None``."""
    word = unicodedata.normalize("NFKC", text).strip()
    if word.startswith("個人"):
        return PersonCategory.PAYEE
    if word.startswith(("法人", "会社", "団体")):
        return PersonCategory.PAYEE_CORPORATE
    return None


def is_corporate_name(name: str) -> bool:
    """Whether a name is that of a corporation."""
    return _CORPORATE_NAME.search(unicodedata.normalize("NFKC", name)) is not None
