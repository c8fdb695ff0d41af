"""Rows of a list are read: which are nobody, what their cells become, and what is said of those that are wrong or doubtful."""

from datetime import date, datetime

import pytest

from ashibue_desk.domain.problems import Severity
from ashibue_desk.domain.staff_list import Column, RowKind, file_warnings, find_head, guess_mapping, read_rows
from ashibue_desk.domain.table import Cell, CellMark, Table
from tests.domain.staff_tables import HEADER, TODAY, one, read, row_of, said, table_of
from tests.helpers.sample_numbers import VALID_CORPORATE


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (("合計", "３名"), RowKind.TOTAL),
        (("", "小計"), RowKind.TOTAL),
        (("", "合 計 3名"), RowKind.TOTAL),
        (("", "計"), RowKind.TOTAL),
        (("", "7名"), RowKind.TOTAL),
        (("", "男 3名　女 ４名"), RowKind.TOTAL),
        (("", "小計(総務)"), RowKind.TOTAL),
        (("", "小計(総務)", "アオバ"), RowKind.PERSON),
        (("", "氏　名"), RowKind.TITLE),
        (("", ""), RowKind.BLANK),
        (("", "※ 休職中を含む"), RowKind.TITLE),
        (("備考：", "４月１日現在"), RowKind.TITLE),
        (("注)", "括弧内は兼務"), RowKind.TITLE),
        (("注", "青葉 灯", "アオバ"), RowKind.PERSON),
        (("", "", "", "", "", "", "総務経理"), RowKind.TITLE),
        (HEADER, RowKind.TITLE),
        (("A009", "計 太郎"), RowKind.PERSON),
        (("", "計 太郎"), RowKind.PERSON),
        (("", "青葉 灯"), RowKind.PERSON),
    ],
)
def test_rows_that_are_nobody_are_told_apart(cells: tuple[str, ...], kind: RowKind) -> None:
    table = table_of(HEADER, cells)
    assert read_rows(table, guess_mapping(table), today=TODAY)[1].kind is kind


@pytest.mark.parametrize(
    "name",
    [
        "髙﨑\u3000𠮷乃",
        "葛\U000e0100城 さくら",
        "神\ufa19田 恵",
        "斎藤\u3000 由美",
        "Nguyễn Thị Lan",
        "か\u3099ん 太",
    ],
)
def test_names_stay_byte_for_byte(name: str) -> None:
    row = one(氏名=f"\u3000{name} ")
    assert row.entry is not None
    assert row.entry.name.encode() == name.encode()


def test_parts_of_a_name_are_joined() -> None:
    (row,) = read(("姓", "名", "セイ", "メイ"), ("髙峰", "楓", "ﾀｶﾐﾈ", "かえで"))
    assert row.entry is not None
    assert (row.entry.name, row.entry.kana) == ("髙峰\u3000楓", "タカミネ\u3000カエデ")


@pytest.mark.parametrize(
    ("typed", "kana"),
    [
        ("ﾔﾏｻﾞｷ ｹﾝﾀﾛｳ", "ヤマザキ ケンタロウ"),
        ("よしだ みのり", "ヨシダ ミノリ"),
        ("ﾊﾟｰｶｰ", "パーカー"),
        ("ヴァイオレット", "ヴァイオレット"),
    ],
)
def test_kana_become_full_width_katakana(typed: str, kana: str) -> None:
    row = one(フリガナ=typed)
    assert row.entry is not None
    assert row.entry.kana == kana
    assert not row.problems


@pytest.mark.parametrize(
    ("typed", "code"),
    [("0001", "0001"), ("Ａ００１", "A001"), (" A-01 ", "A-01"), ("Ａ－０１", "A-01"), (7, "7")],
)
def test_codes_become_half_width_and_keep_zeros(typed: str | int, code: str) -> None:
    row = one(社員番号=typed)
    assert row.entry is not None
    assert row.entry.code == code


@pytest.mark.parametrize(
    "cell",
    [
        "S50.4.1",
        "昭和５０年４月１日",
        "1975-04-01",
        19750401,
        27485,
        27485.0,
        datetime.fromisoformat("1975-04-01"),
        datetime.fromisoformat("1975-04-01T09:30"),
    ],
)
def test_dates_are_read_however_the_cell_holds_them(cell: str | float | datetime) -> None:
    row = one(生年月日=cell)
    assert row.entry is not None
    assert row.entry.birth_date == date(1975, 4, 1)
    assert not row.problems


@pytest.mark.parametrize(("cell", "day"), [("27485", date(1975, 4, 1)), ("8.4.1", date(2026, 4, 1))])
def test_a_date_that_could_be_another_is_shown_as_it_was_read(cell: str, day: date) -> None:
    row = one(入社日=cell)
    assert row.entry is not None
    assert row.entry.joined_on == day
    assert [problem.severity for problem in row.problems] == [Severity.DOUBTFUL]
    assert day.isoformat() in said(row)


def test_the_calendar_of_the_macintosh() -> None:
    cells = (row_of("氏名", "生年月日"), row_of("青葉 灯", 26023))
    table = Table(sheet_names=(), sheet="", head=find_head(cells), rows=cells, date1904=True)
    row = read_rows(table, guess_mapping(table), today=TODAY)[1]
    assert row.entry is not None
    assert row.entry.birth_date == date(1975, 4, 1)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"生年月日": "1990/02/29"}, "1990年2月29日は実在しない"),
        ({"生年月日": "2030/1/1"}, "未来"),
        ({"生年月日": "H20.1.1", "入社日": "H10.1.1"}, "入社日が生年月日より前"),
        ({"入社日": "2020/4/1", "退社日": "2019/3/31"}, "退社日が入社日より前"),
        ({"入社日": "########"}, "列の幅"),
        ({"入社日": datetime.fromisoformat("1800-04-01")}, "1800年は扱える範囲にありません"),
        ({"社員番号": "#" * 12}, "列の幅"),
        ({"社員番号": "9" * 41}, "社員番号・コードとして読めません"),
        ({"所属": "長" * 501}, "500字"),
        ({"社員番号": "1.23457E+11"}, "丸められています"),
        ({"社員番号": Cell("#REF!", None, CellMark.ERROR)}, "エラー(#REF!)"),
        ({"氏名": "#NAME?"}, "エラー(#NAME?)"),
        ({"氏名": "", "社員番号": "A9"}, "氏名がありません"),
        ({"氏名": Cell("=A1", None, CellMark.FORMULA)}, "計算式のまま"),
        ({"氏名": 12, "社員番号": "A9"}, "氏名に文字がありません"),
        ({"氏名": "\u200b\ufeff", "社員番号": "A9"}, "氏名に文字がありません"),
        ({"氏名": "〃", "社員番号": "A9"}, "氏名に文字がありません"),
        ({"氏名": "青葉\x00灯"}, "制御文字"),
        ({"氏名": "長" * 101}, "100字"),
        ({"法人番号": VALID_CORPORATE[0][:-1] + "0"}, "検査用数字"),
        ({"法人番号": "7.12346E+12"}, "丸められています"),
    ],
)
def test_what_is_wrong_keeps_the_row_out_with_a_sentence(
    cells: dict[str, str | int | Cell], sentence: str
) -> None:
    row = one(**cells)
    assert row.entry is None
    assert sentence in said(row)
    assert any(problem.severity is Severity.WRONG for problem in row.problems)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"氏名": "青葉 \ue001"}, "外字"),
        ({"氏名": "?橋 楓"}, "失われていないか"),
        ({"氏名": "青葉\n灯"}, "改行"),
        ({"フリガナ": "青葉"}, "かな以外"),
        ({"フリガナ": "あ" * 501}, "フリガナが長すぎる"),
        ({"郵便番号": "12345"}, "7桁の数字ではない"),
        ({"郵便番号": "不明"}, "7桁の数字ではない"),
        ({"郵便番号": 600001}, "先頭に0"),
        ({"所属": Cell("総務", None, CellMark.FORMULA)}, "計算結果"),
        ({"備考": Cell("", None, CellMark.WITHHELD)}, "消しました"),
        ({"生年月日": "M40.1.1"}, "110歳"),
        ({"入社日": "2030/4/1"}, "2年以上先"),
    ],
)
def test_what_is_doubtful_is_taken_in_with_a_sentence(
    cells: dict[str, str | int | Cell], sentence: str
) -> None:
    row = one(**cells)
    assert row.entry is not None
    assert sentence in said(row)


def test_a_problem_names_its_row_and_column() -> None:
    table = table_of(("職員名簿",), ("氏名", "生年月日"), ("青葉 灯", "1990/02/29"))
    (problem,) = read_rows(table, guess_mapping(table), today=TODAY)[2].problems
    assert (problem.row_number, problem.column_index, problem.column) == (3, 1, Column.BIRTH_DATE)


@pytest.mark.parametrize(
    ("cell", "digits"), [("690-0852", "6900852"), ("〒６９０－０８５２", "6900852"), (6900852, "6900852")]
)
def test_postal_codes_become_seven_digits(cell: str | int, digits: str) -> None:
    row = one(郵便番号=cell)
    assert row.entry is not None
    assert row.entry.postal_code == digits
    assert not row.problems


@pytest.mark.parametrize("text", ["C++の経験", "#3の棚", "5E+3"])
def test_signs_in_a_note_are_no_broken_cell(text: str) -> None:
    row = one(備考=text)
    assert row.entry is not None
    assert row.entry.note == text
    assert not row.problems


def test_the_parts_of_an_address_and_several_notes_are_joined() -> None:
    (row,) = read(
        ("氏名", "都道府県", "市区町村", "番地", "建物名", "備考", "特記事項"),
        ("青葉 灯", "島根県", "松江市", "千鳥町１－２", "コーポ 203", "休職", "時短"),
    )
    assert row.entry is not None
    assert row.entry.address == "島根県松江市千鳥町１－２"
    assert row.entry.address2 == "コーポ 203"
    assert row.entry.note == "休職、時短"


def test_progress_is_told_and_may_stop_the_reading() -> None:
    class Stopped(Exception):
        pass

    told: list[int] = []

    def stop(count: int) -> None:
        told.append(count)
        if count:
            raise Stopped

    table = table_of(("氏名", "所属"), *[(f"青葉 {n}", "総務") for n in range(1200)])
    with pytest.raises(Stopped):
        read_rows(table, guess_mapping(table), today=TODAY, progress=stop)
    assert told == [0, 500]


def test_notes_of_the_file_are_shown() -> None:
    table = table_of(("氏名", "所属"), ("青葉 灯", "総務"))
    assert file_warnings(table) == ()
