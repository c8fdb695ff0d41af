import codecs
from datetime import date

import pytest

from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.domain.staff_list import RowKind, guess_mapping, read_rows
from ashibue_desk.domain.table import Table
from ashibue_desk.office_files.encodings import ENCODING_NAMES
from ashibue_desk.office_files.limits import Limits
from ashibue_desk.office_files.reading import Choice, table_of_bytes
from ashibue_desk.office_files.situations import FileTooLarge, FileUnreadable, NotATable, ReadingTookTooLong
from tests.office_files.sample_files import CSV_ROWS, PAYEES, PAYROLL

TODAY = date(2026, 11, 21)


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


ROWS = [line.split(",") for line in CSV_ROWS.splitlines()]


def test_payees_with_a_byte_order_mark() -> None:
    table = table_of_bytes(PAYEES.encode("utf-8-sig"))
    rows = read_rows(table, guess_mapping(table), today=TODAY, default_category=PersonCategory.PAYEE)
    entries = [row.entry for row in rows if row.entry is not None]
    assert [entry.category for entry in entries] == [
        PersonCategory.PAYEE,
        PersonCategory.PAYEE,
        PersonCategory.PAYEE_CORPORATE,
        PersonCategory.PAYEE,
    ]
    assert [entry.payment_kind for entry in entries] == ["出演料", "講演料", "広告", "家賃（倉庫）"]
    assert not any(row.problems for row in rows)


def test_a_payroll_export_in_cp932() -> None:
    table = table_of_bytes(PAYROLL.replace("\n", "\r\n").encode("cp932"))
    assert (table.encoding, table.encoding_is_sure, table.separator) == ("cp932", True, ",")
    rows = read_rows(table, guess_mapping(table), today=TODAY)
    entries = [row.entry for row in rows if row.entry is not None]
    assert [(entry.code, entry.left_on) for entry in entries] == [
        ("0001", None),
        ("0002", date(2026, 3, 31)),
        ("0003", None),
    ]
    assert entries[2].name == "髙峰\u3000﨑"
    assert entries[1].address == "島根県松江市千鳥町①"
    assert entries[1].address2 == "㈱みなも寮 203"
    assert [row.kind for row in rows] == [RowKind.TITLE, *[RowKind.PERSON] * 3]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (CSV_ROWS.encode(), "utf-8"),
        (CSV_ROWS.encode("utf-8-sig"), "utf-8"),
        (CSV_ROWS.encode("cp932"), "cp932"),
        (codecs.BOM_UTF16_LE + CSV_ROWS.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + CSV_ROWS.encode("utf-16-be"), "utf-16-be"),
        (CSV_ROWS.encode("utf-16-le"), "utf-16-le"),
        (CSV_ROWS.encode("utf-16-be"), "utf-16-be"),
        (CSV_ROWS.replace("髙﨑", "高崎").encode("euc_jp"), "euc_jp"),
        (CSV_ROWS.replace("髙﨑", "高崎").encode("iso2022_jp"), "iso2022_jp"),
    ],
)
def test_the_character_set_is_guessed(data: bytes, encoding: str) -> None:
    table = table_of_bytes(data)
    assert table.encoding == encoding
    assert texts(table) in (ROWS, [[text.replace("髙﨑", "高崎") for text in row] for row in ROWS])
    assert table.encoding in ENCODING_NAMES


def test_half_width_kana_alone_are_cp932() -> None:
    data = "ｺｰﾄﾞ,ｼﾒｲ\n0001,ﾀｶﾐﾈ ｶｴﾃﾞ\n".encode("cp932")
    assert table_of_bytes(data).encoding == "cp932"


def test_characters_beyond_the_basic_plane_come_through() -> None:
    name = "𠮷野 葛\U000e0100"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert table_of_bytes(f"氏名,所属\n{name},総務\n".encode(encoding)).rows[1][0].text == name


def test_a_person_may_choose_the_character_set() -> None:
    data = CSV_ROWS.encode("cp932")
    assert table_of_bytes(data, choice=Choice(encoding="cp932")).encoding == "cp932"
    with pytest.raises(FileUnreadable, match="1行目"):
        table_of_bytes(data, choice=Choice(encoding="utf-8"))


def test_an_unreadable_byte_is_named_by_its_row() -> None:
    data = CSV_ROWS.encode("cp932") + b"0003,\x81\x20\xfd\xfe,\x87\n"
    with pytest.raises(FileUnreadable, match="4行目"):
        table_of_bytes(data)


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_the_separator_is_guessed_and_may_be_chosen(separator: str) -> None:
    text = CSV_ROWS.replace(",", separator)
    assert texts(table_of_bytes(text.encode())) == ROWS
    assert table_of_bytes(text.encode()).separator == separator
    other = ";" if separator == "," else ","
    assert texts(table_of_bytes(text.encode(), choice=Choice(separator=other)))[0] == [
        separator.join(ROWS[0])
    ]


def test_commas_inside_quotes_do_not_mislead() -> None:
    text = '氏名;備考\n青葉 灯;"a, b, c, d"\n霧島 弦;"a, b, c, d"\n'
    assert texts(table_of_bytes(text.encode()))[1] == ["青葉 灯", "a, b, c, d"]


def test_line_breaks_and_quotes_inside_quotes() -> None:
    table = table_of_bytes('氏名,備考\r\n青葉 灯,"1行目\r\n2行目 ""注"""\r\n霧島 弦,x\r\n'.encode())
    assert texts(table)[1:] == [["青葉 灯", '1行目\r\n2行目 "注"'], ["霧島 弦", "x"]]


def test_a_quote_inside_a_plain_cell_is_kept() -> None:
    assert texts(table_of_bytes('氏名,備考\n"青葉"灯,x\n'.encode()))[1] == ["青葉灯", "x"]


def test_a_quote_that_is_never_closed_swallows_nobody() -> None:
    with pytest.raises(FileUnreadable, match="引用符"):
        table_of_bytes('氏名,備考\n青葉 灯,"開いたまま\n霧島 弦,x\n'.encode())


def test_the_trick_that_keeps_zeros_in_excel_is_undone() -> None:
    assert texts(table_of_bytes('社員番号,氏名\n="0001",青葉 灯\n'.encode()))[1] == ["0001", "青葉 灯"]


def test_formulas_are_text() -> None:
    assert texts(table_of_bytes("氏名,備考\n=1+1,@SUM(A1)\n".encode()))[1] == ["=1+1", "@SUM(A1)"]


def test_stray_zero_bytes_are_dropped() -> None:
    assert texts(table_of_bytes(CSV_ROWS.encode().replace(b"0002", b"00\x0002"))) == ROWS


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\r\n  \r\n",
        b",,,\n,,,\n",
        b"%PDF-1.7 x",
        b"\x89PNG\r\n\x1a\n" + b"x" * 50,
        bytes(range(256)) * 8,
    ],
)
def test_what_is_no_table_is_told_so(data: bytes) -> None:
    with pytest.raises(NotATable) as caught:
        table_of_bytes(data)
    assert len(caught.value.sentence().splitlines()) == 3


def test_caps_have_their_sentences() -> None:
    data = ("氏名,所属\n" + "青葉 灯,総務\n" * 2000).encode()
    with pytest.raises(FileTooLarge, match="1,000行"):
        table_of_bytes(data, limits=Limits(rows=1000))
    with pytest.raises(ReadingTookTooLong):
        table_of_bytes(data, limits=Limits(seconds=-1))
    with pytest.raises(FileTooLarge, match="200列"):
        table_of_bytes(("a," * 201 + "b\n").encode())


def test_more_rows_than_any_office_has_are_refused() -> None:
    with pytest.raises(FileTooLarge, match="200,000行"):
        table_of_bytes(b"a,b\n" * 200_001)
    with pytest.raises(FileTooLarge):
        table_of_bytes(b"a,b\n" + b"\n" * 1_100_000 + b"c,d\n")


def test_a_cell_longer_than_any_is_refused() -> None:
    with pytest.raises(FileUnreadable):
        table_of_bytes(b"a,b\n" + b"x" * 200_000 + b",y\n")
