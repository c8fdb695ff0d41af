import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from ashibue_desk.domain.staff_list import RowKind, guess_mapping, read_rows
from ashibue_desk.domain.table import CellMark, Table
from ashibue_desk.office_files.limits import Limits
from ashibue_desk.office_files.reading import Choice, read_table, table_of_bytes
from ashibue_desk.office_files.situations import (
    FileTooLarge,
    FileUnreadable,
    HostileFile,
    NotATable,
    OfficeFileSituation,
    OldExcelFormat,
    OtherSpreadsheetFormat,
    PasswordProtectedFile,
    ReadingTookTooLong,
    StrictExcelFormat,
    WorkbookWithMacros,
)
from ashibue_desk.office_files.workbook_cells import displayed
from ashibue_desk.office_files.workbooks import HIDDEN_NOTE, LINKS_NOTE
from tests.helpers.sample_numbers import VALID
from tests.office_files.sample_files import STAFF, repacked, sheet_xml, staff_workbook, workbook

TODAY = date(2026, 11, 21)
SHEET = "xl/worksheets/sheet1.xml"
STRICT = b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main" conformance="strict"/>'
SMALL = (("氏名", "所属"), ("青葉 灯", "総務"))


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def with_rows(rows: str, head: str = "") -> bytes:
    return repacked(workbook(("名簿", SMALL)), {SHEET: sheet_xml(rows, head)})


def test_a_staff_list_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "名簿.dat"  # what it is is told by the content
    path.write_bytes(staff_workbook())
    table = read_table(path)
    assert table.head is not None
    assert (table.sheet, table.head.row) == ("職員名簿", 3)
    rows = read_rows(table, guess_mapping(table), today=TODAY)
    people = [row for row in rows if row.kind is RowKind.PERSON]
    assert [row.entry.code for row in people if row.entry] == ["B001", "B002", "B003", "B005", "B006"]
    assert [row.row_number for row in people if row.entry is None] == [8, 12]
    (told,) = [problem.sentence for row in people if row.row_number == 12 for problem in row.problems]
    assert "6行目" in told
    assert "1990年2月29日" in people[3].problems[0].sentence
    assert rows[-1].kind is RowKind.TOTAL


def test_names_come_byte_for_byte() -> None:
    table = table_of_bytes(staff_workbook())
    assert [row[2].text for row in table.rows if len(row) > 6] == [row[2] for row in STAFF if len(row) > 6]


def test_a_cell_joined_over_several_rows_holds_for_each_of_them() -> None:
    rows = (
        ("社員番号", "所属", "氏名", "生年月日", "入社日"),
        ("A1", "総務", "青葉 灯", "S55.4.8", datetime.fromisoformat("2020-04-01")),
        ("A2", None, "星川 楓", "S56.4.8"),
        ("A3", "制作", "霧島 弦", "S57.4.8"),
        ("A4", None, None, None, None, "内線 3"),
    )

    def join(book: Workbook) -> None:
        for area in ("B2:B3", "B4:B5", "C4:C5", "E2:E3", "G2:G9"):
            book.active.merge_cells(area)  # type: ignore[union-attr] # it has a sheet

    table = table_of_bytes(workbook(("名簿", rows), change=join))
    rows_read = read_rows(table, guess_mapping(table), today=TODAY)
    found = [row.entry for row in rows_read if row.entry]
    assert [(entry.name, entry.department, entry.joined_on) for entry in found] == [
        ("青葉 灯", "総務", date(2020, 4, 1)),
        ("星川 楓", "総務", date(2020, 4, 1)),
        ("霧島 弦", "制作", None),
    ]
    assert "氏名がありません" in rows_read[-1].problems[0].sentence  # a name is never two people's


def test_signs_that_a_workbook_writes_in_letters_are_read_as_signs() -> None:
    rows = (("氏名", "住所"), ("青葉 灯", "千鳥町１_x000D_\n寮２"), ("_x005F_x000D_", "_xD83D_"))
    table = table_of_bytes(workbook(("名簿", rows)))
    assert texts(table)[1:] == [["青葉 灯", "千鳥町１\r\n寮２"], ["_x000D_", "_xD83D_"]]


def test_furigana_of_a_cell_is_no_part_of_the_name() -> None:
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<si><t>氏名</t></si><si><t>所属</t></si><si><t>青葉 灯</t><rPh sb="0" eb="2"><t>アオバ</t></rPh></si>'
        "<si><r><t>総</t></r><r><t>務</t></r></si></sst>"
    )
    data = repacked(workbook(("名簿", SMALL)), {"xl/sharedStrings.xml": strings.encode()})
    assert texts(table_of_bytes(data)) == [["氏名", "所属"], ["青葉 灯", "総務"]]


def test_numbers_are_read_as_they_are_shown() -> None:
    def pad(book: Workbook) -> None:
        book["名簿"]["A2"].number_format = "0000"
        book["名簿"]["C2"].number_format = "[<=999]000;[<=9999]000-00;000-0000"
        book["名簿"]["D2"].number_format = 'ggge"年"m"月"d"日"'

    rows = (("社員番号", "氏名", "郵便番号", "生年月日"), (12, "青葉 灯", 600001, 27485))
    table = table_of_bytes(workbook(("名簿", rows), change=pad))
    assert [cell.text for cell in table.rows[1]] == ["0012", "青葉 灯", "060-0001", "1975-04-01"]
    assert table.rows[1][3].value == datetime.fromisoformat("1975-04-01")
    entry = read_rows(table, guess_mapping(table), today=TODAY)[1].entry
    assert entry is not None
    assert (entry.code, entry.postal_code, entry.birth_date) == ("0012", "0600001", date(1975, 4, 1))


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (7, "0000", "0007"),
        (12345, "0000", "12345"),
        (7, '"A"000', "A007"),
        (6900852, "000-0000", "690-0852"),
        (7, "General", "7"),
        (7, "0", "7"),
        (7, "#,##0", "7"),
        (-7, "0000", "-7"),
        (7, "yyyy", "7"),
    ],
)
def test_leading_zeros_of_a_format(value: int, number_format: str, text: str) -> None:
    assert displayed(value, number_format) == text


def test_the_calendar_of_the_macintosh_is_told() -> None:
    def mac(book: Workbook) -> None:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    assert table_of_bytes(workbook(("名簿", SMALL), change=mac)).date1904
    assert not table_of_bytes(workbook(("名簿", SMALL))).date1904


def test_the_sheet_with_most_known_headers_is_taken_unless_another_is_chosen() -> None:
    data = workbook(("表紙", (("職員名簿", ""), ("", "作成者"))), ("一覧", SMALL))
    assert table_of_bytes(data).sheet == "一覧"
    assert table_of_bytes(data).sheet_names == ("表紙", "一覧")
    assert table_of_bytes(data, choice=Choice(sheet="表紙")).sheet == "表紙"


def test_hidden_sheets_are_not_read() -> None:
    def hide(book: Workbook) -> None:
        book["控え"].sheet_state = "hidden"

    table = table_of_bytes(workbook(("名簿", SMALL), ("控え", STAFF), change=hide))
    assert table.sheet_names == ("名簿",)
    assert table.notes == (HIDDEN_NOTE,)


def test_a_formula_is_never_run_its_kept_result_is_read() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>氏名</t></is></c><c r="B1" t="inlineStr"><is><t>所属</t></is></c></row>'
        '<row r="2"><c r="A2" t="str"><f>C2&amp;D2</f><v>青葉 灯</v></c><c r="B2"><f>WEBSERVICE("http://x.invalid")</f></c></row>'
        '<row r="3"><c r="A3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    table = table_of_bytes(with_rows(rows))
    assert [(cell.text, cell.mark) for cell in table.rows[1]] == [
        ("青葉 灯", CellMark.FORMULA),
        ('=WEBSERVICE("http://x.invalid")', CellMark.FORMULA),
    ]
    assert (table.rows[2][0].text, table.rows[2][0].mark) == ("#DIV/0!", CellMark.ERROR)


def test_links_to_other_files_are_not_followed() -> None:
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    table = table_of_bytes(repacked(workbook(("名簿", SMALL)), {"xl/externalLinks/externalLink1.xml": link}))
    assert texts(table) == [list(row) for row in SMALL]
    assert table.notes == (LINKS_NOTE,)


def test_a_column_of_individual_numbers_leaves_no_digit() -> None:
    rows = (
        ("氏名", "マイナンバー", "備考"),
        ("青葉 灯", int(VALID[0]), ""),
        ("霧島 弦", VALID[1], f"番号 {VALID[2]}"),
    )
    table = table_of_bytes(workbook(("名簿", rows)))
    assert table.withheld_columns == {1}
    assert table.withheld_cells == 3
    assert not any(number in repr(table) for number in VALID)
    assert guess_mapping(table)[1].value == "ignored"


@pytest.mark.parametrize(
    ("make", "situation"),
    [
        (lambda data: data[: len(data) // 2], FileUnreadable),
        (lambda data: data[:-10], FileUnreadable),
        (lambda data: repacked(data, {"xl/vbaProject.bin": b"x"}), WorkbookWithMacros),
        (lambda data: repacked(data, {"xl/workbook.bin": b"x"}), OldExcelFormat),
        (lambda data: repacked(data, {"content.xml": b"<x/>"}), OtherSpreadsheetFormat),
        (lambda data: repacked(data, {"Index/Document.iwa": b"x"}), OtherSpreadsheetFormat),
        (lambda data: repacked(data, {SHEET: b"<not xml"}), FileUnreadable),
        (lambda data: repacked(data, {"xl/workbook.xml": STRICT}), StrictExcelFormat),
        (lambda data: repacked(data, {"xl/workbook.xml": b"<a/>"}), NotATable),
        (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, OldExcelFormat),
        (
            lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            PasswordProtectedFile,
        ),
    ],
)
def test_other_and_broken_files_have_their_own_sentence(
    make: Callable[[bytes], bytes], situation: type[OfficeFileSituation]
) -> None:
    with pytest.raises(situation) as caught:
        table_of_bytes(make(workbook(("名簿", SMALL))))
    assert len(caught.value.sentence().splitlines()) == 3


def test_an_encrypted_zip_is_password_protected() -> None:
    data = bytearray(workbook(("名簿", SMALL)))
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1  # the flag in the directory
    with pytest.raises(PasswordProtectedFile):
        table_of_bytes(bytes(data))


def test_a_zip_of_anything_else_is_no_table() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("写真.txt", "x")
    with pytest.raises(NotATable):
        table_of_bytes(file.getvalue())


def test_an_empty_workbook_is_no_table() -> None:
    with pytest.raises(NotATable):
        table_of_bytes(workbook(("名簿", ())))


def test_a_compression_bomb_is_not_unpacked() -> None:
    with pytest.raises(HostileFile):
        table_of_bytes(with_rows(" " * 30_000_000))


def test_a_directory_that_lies_about_sizes_is_found_while_unpacking() -> None:
    data = bytearray(with_rows(" " * 3_000_000))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo(SHEET).file_size
    for place in _places(bytes(data), size.to_bytes(4, "little")):
        data[place : place + 4] = (5_000).to_bytes(4, "little")
    with pytest.raises((HostileFile, FileUnreadable)):
        table_of_bytes(bytes(data))


def _places(data: bytes, wanted: bytes) -> list[int]:
    return [place for place in range(len(data)) if data[place : place + 4] == wanted]


@pytest.mark.parametrize(
    "head", ['<!DOCTYPE x [<!ENTITY a "aaaa">]>', '<!doctype x SYSTEM "file:///etc/passwd">']
)
def test_entities_are_refused(head: str) -> None:
    with pytest.raises(HostileFile):
        table_of_bytes(with_rows('<row r="1"><c r="A1"><v>1</v></c></row>', head))


def test_a_part_in_utf16_is_refused() -> None:
    xml = sheet_xml("").decode().replace("UTF-8", "UTF-16").encode("utf-16")
    with pytest.raises(HostileFile):
        table_of_bytes(repacked(workbook(("名簿", SMALL)), {SHEET: xml}))


def test_two_parts_of_one_name_are_refused() -> None:
    file = io.BytesIO(workbook(("名簿", SMALL)))
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(SHEET, sheet_xml(""))
    with pytest.raises(HostileFile):
        table_of_bytes(file.getvalue())


def test_a_row_number_beyond_every_sheet_is_refused() -> None:
    with pytest.raises(HostileFile):
        table_of_bytes(with_rows('<row r="1"/><row r="900000000"><c r="A900000000"><v>1</v></c></row>'))


def test_a_stray_cell_in_the_last_row_does_no_harm() -> None:
    table = table_of_bytes(
        with_rows(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>'
        )
    )
    assert len(table.rows) == 1_048_576


def test_what_a_sheet_says_of_its_own_size_is_not_believed() -> None:
    xml = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>').replace(
        b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'
    )
    table = table_of_bytes(repacked(workbook(("名簿", SMALL)), {SHEET: xml}))
    assert texts(table) == [["1"]]


def test_caps_have_their_sentences(tmp_path: Path) -> None:
    rows = [("氏名", "所属"), *[("青葉 灯", "総務")] * 30]
    data = workbook(("名簿", rows))
    with pytest.raises(FileTooLarge, match="20行"):
        table_of_bytes(data, limits=Limits(rows=20))
    with pytest.raises(FileTooLarge, match="1列"):
        table_of_bytes(data, limits=Limits(columns=1))
    with pytest.raises(FileTooLarge):
        table_of_bytes(data, limits=Limits(cells=40))
    with pytest.raises(HostileFile):
        table_of_bytes(data, limits=Limits(unpacked_size=1000))
    with pytest.raises(ReadingTookTooLong):
        table_of_bytes(data, limits=Limits(seconds=-1))
    path = tmp_path / "名簿.xlsx"
    path.write_bytes(data)
    with pytest.raises(FileTooLarge):
        read_table(path, limits=Limits(file_size=1000))


def test_the_same_number_of_cells_can_be_read_with_the_caps_as_they_are() -> None:
    assert (
        len(table_of_bytes(workbook(("名簿", [("氏名", "所属"), *[("青葉 灯", "総務")] * 3000]))).rows)
        == 3001
    )


def test_progress_is_told_and_may_stop_the_reading() -> None:
    class Stopped(Exception):
        pass

    told: list[int] = []

    def stop(count: int) -> None:
        told.append(count)
        raise Stopped

    with pytest.raises(Stopped):
        table_of_bytes(workbook(("名簿", [("氏名", "所属")] * 600)), progress=stop)
    assert told == [500]


def test_a_file_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="見つかりません"):
        read_table(tmp_path / "ない.xlsx")
    with pytest.raises(NotATable):
        read_table(tmp_path)
