"""Makes the files offices send, and those they should not: invented people only."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime

from openpyxl import Workbook

from tests.helpers.made_up_people import made_up_person

STAFF = (
    ("令和８年度\u3000職員名簿（部外秘）",),
    ("作成：総務経理\u3000令和8年10月1日現在",),
    (),
    ("No", "社員番号", "氏\u3000名", "フリガナ", "生年月日", "入社日", "所属", "雇用形態", "備考"),
    ("１", "B001", "髙峰 楓", "タカミネ カエデ", "昭和55年4月8日", "平成21年4月1日", "総務経理", "正職員"),
    (
        "２",
        "B002",
        "磯﨑\u3000弦",
        "ｲｿｻﾞｷ ｹﾞﾝ",
        datetime.fromisoformat("1988-12-31"),
        datetime.fromisoformat("2015-04-01"),
        "制作",
        "正職員",
    ),
    ("３", "B003", "𠮷野 こずえ", "よしの こずえ", "H5.1.7", "R2.7.1", "制作", "契約"),
    ("４", "B004", "葛\U000e0100原 つくし", "クズハラ ツクシ", "1990/02/29", "2020/4/1", "劇場", "パート"),
    (),
    ("５", "B005", "神\ufa19田 ひばり", "カミカンダ ヒバリ", "19980315", "20240401", "劇場", "パート"),
    ("６", "B006", "星川 朔", "ホシカワ サク", "S39.10.10", "S63.4.1", "役員", "常勤理事"),
    ("７", "B002", "磯崎 弦", "イソザキ ゲン", "1988-12-31", "2015-04-01", "制作", "正職員", "重複？"),
    ("合計", None, "７名"),
)
"""A list as offices keep it: title rows, a blank one, mixed dates, a wrong one, one person twice, a total."""

PAYEES = """区分,氏名または名称,フリガナ,住所,支払の種類,令和8年 支払見込額
個人,若草 ひばり,ワカクサ ヒバリ,島根県松江市千鳥町901,出演料,"¥120,000"
個人,宵町 櫂,ヨイマチ カイ,島根県松江市千鳥町902,講演料,30000
法人,株式会社みなもの笛,カブシキガイシャミナモノフエ,島根県松江市千鳥町903,広告,１，２００，０００
個人,白樺 岬,シラカバ ミサキ,島根県松江市千鳥町904,家賃（倉庫）,600000
"""
PAYROLL = """"従業員コード","氏名","氏名カナ","性別","生年月日","郵便番号","住所1","住所2","入社年月日","退社年月日","扶養人数"
"0001","汐見坂\u3000千鳥","ｼｵﾐｻﾞｶ ﾁﾄﾞﾘ","女","1975/06/01","690-0852","島根県松江市千鳥町９－２","","2001/04/01","","1"
"0002","渡邊\u3000弦","ﾜﾀﾅﾍﾞ ｹﾞﾝ","男","1969/11/23","6900852","島根県松江市千鳥町①","㈱みなも寮 203","1999/10/01","2026/03/31","0"
"0003","髙峰\u3000﨑","ﾀｶﾐﾈ ｻｷ","女","2001/01/31","690-2101","島根県松江市八雲町日吉","","2024/04/01","","0"
"""

CSV_ROWS = "社員番号,氏名,所属\n0001,髙﨑 楓,総務\n0002,葦原 灯,制作\n"


def workbook(
    *sheets: tuple[str, Sequence[Sequence[object]]], change: Callable[[Workbook], None] | None = None
) -> bytes:
    """Return an .xlsx with the given sheets; ``change`` may alter the workbook before it is written."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    sheet.cell(number, column, value)
    if change is not None:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def staff_workbook() -> bytes:
    """Return the staff list with its title over merged cells."""
    return workbook(("職員名簿", STAFF), change=lambda book: book["職員名簿"].merge_cells("A1:I1"))


def repacked(data: bytes, replace: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the zip in ``data`` with parts replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", method) as new:
        for name in old.namelist():
            if name not in replace:
                new.writestr(name, old.read(name))
        for name, content in replace.items():
            new.writestr(name, content)
    return file.getvalue()


def part(data: bytes, name: str) -> bytes:
    """Return one part of the zip in ``data``."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def sheet_xml(rows: str, head: str = "") -> bytes:
    """Return a worksheet part with the given rows as XML."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    ).encode()


def large_rows(count: int) -> list[tuple[object, ...]]:
    """Return a header and ``count`` invented people as a payroll program exports them."""
    rows: list[tuple[object, ...]] = [
        (
            "社員番号",
            "氏名",
            "フリガナ",
            "生年月日",
            "入社日",
            "所属",
            "雇用形態",
            "郵便番号",
            "住所",
            "建物名",
        )
    ]
    for n in range(count):
        person = made_up_person(n)
        rows.append(
            (
                person.code,
                f"{person.name}{n}",
                person.kana,
                f"{person.birth_date:%Y/%m/%d}",
                datetime.fromisoformat(f"{person.joined_on}"),
                person.department,
                person.employment,
                person.postal_code,
                person.address,
                person.address2 or None,
            )
        )
    return rows
