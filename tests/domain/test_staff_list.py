from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest

from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.domain.problems import Severity
from ashibue_desk.domain.staff_list import (
    CandidateRow,
    Column,
    PersonOnFile,
    RowKind,
    file_warnings,
    find_head,
    fingerprint,
    guess_columns,
    guess_mapping,
    read_rows,
)
from ashibue_desk.domain.staff_list_cells import category_of_words
from ashibue_desk.domain.table import Cell, CellMark, Row, Table
from tests.helpers.sample_numbers import VALID_CORPORATE

TODAY = date(2026, 11, 21)
HEADER = ("社員番号", "氏名", "フリガナ", "生年月日", "入社日", "退社日", "所属", "雇用形態", "備考")


def row_of(*values: str | float | datetime | Cell) -> Row:
    return tuple(cell_of(value) for value in values)


def cell_of(value: str | float | datetime | Cell) -> Cell:
    if isinstance(value, Cell):
        return value
    return Cell(value) if isinstance(value, str) else Cell(str(value), value)


def table_of(*rows: Sequence[str | float | datetime | Cell]) -> Table:
    cells = tuple(row_of(*row) for row in rows)
    return Table(sheet_names=("名簿",), sheet="名簿", head=find_head(cells), rows=cells)


def read(
    *rows: Sequence[str | float | datetime | Cell],
    category: PersonCategory = PersonCategory.EMPLOYEE,
    existing: tuple[PersonOnFile, ...] = (),
) -> tuple[CandidateRow, ...]:
    table = table_of(*rows)
    found = read_rows(table, guess_mapping(table), today=TODAY, existing=existing, default_category=category)
    return tuple(row for row in found if row.kind is RowKind.PERSON)


def one(**cells: str | float | datetime | Cell) -> CandidateRow:
    """Read one person whose cells are given by header; the name is there unless given."""
    filled = {"氏名": "青葉 灯", "備考": "あり", **cells}
    (row,) = read(tuple(filled), tuple(filled.values()))
    return row


def said(row: CandidateRow) -> str:
    return " ".join(problem.sentence for problem in row.problems)


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("氏　名", Column.NAME),
        ("氏\n名", Column.NAME),
        ("【氏名】※", Column.NAME),
        ("氏名または名称", Column.NAME),
        ("ﾌﾘｶﾞﾅ", Column.KANA),
        ("氏名カナ", Column.KANA),
        ("ふりがな", Column.KANA),
        ("社員番号", Column.CODE),
        ("従業員コード", Column.CODE),
        ("職員ＮＯ", Column.CODE),
        ("生年月日(西暦)", Column.BIRTH_DATE),
        ("入社年月日", Column.JOINED_ON),
        ("採用日", Column.JOINED_ON),
        ("退職年月日", Column.LEFT_ON),
        ("所属部署", Column.DEPARTMENT),
        ("雇用区分", Column.EMPLOYMENT),
        ("〒", Column.POSTAL_CODE),
        ("住所１", Column.ADDRESS),
        ("住所２", Column.ADDRESS2),
        ("摘要", Column.NOTE),
        ("支払の種類", Column.PAYMENT_KIND),
        ("法人番号", Column.CORPORATE_NUMBER),
        ("性別", Column.IGNORED),
        ("配偶者氏名", Column.IGNORED),
        ("緊急連絡先氏名", Column.IGNORED),
        ("住所フリガナ", Column.IGNORED),
        ("退職理由", Column.IGNORED),
        ("雇用保険被保険者番号", Column.IGNORED),
        ("マイナンバー", Column.IGNORED),
        ("個人番号", Column.IGNORED),
        ("マイナンバー提出日", Column.IGNORED),
        ("扶養人数", Column.IGNORED),
    ],
)
def test_a_header_says_what_its_column_holds(header: str, column: Column) -> None:
    assert guess_columns(("何か", header), ())[1] is column


def test_any_order_of_columns_is_understood() -> None:
    assert guess_columns(("備考", "所属", "氏名", "社員番号"), ()) == {
        0: Column.NOTE,
        1: Column.DEPARTMENT,
        2: Column.NAME,
        3: Column.CODE,
    }


def test_kana_beside_each_part_of_a_split_name() -> None:
    assert list(guess_columns(("姓", "フリガナ", "名", "フリガナ"), ()).values()) == [
        Column.FAMILY_NAME,
        Column.FAMILY_KANA,
        Column.GIVEN_NAME,
        Column.GIVEN_KANA,
    ]


def test_a_whole_name_wins_over_its_parts() -> None:
    guessed = guess_columns(("氏名", "姓", "名", "カナ名"), ())
    assert list(guessed.values()) == [Column.NAME, Column.IGNORED, Column.IGNORED, Column.KANA]


def test_a_repeated_header_is_taken_once_but_addresses_are_joined() -> None:
    guessed = guess_columns(("氏名", "氏名", "都道府県", "市区町村", "番地"), ())
    assert list(guessed.values()) == [Column.NAME, Column.IGNORED, *[Column.ADDRESS] * 3]


def test_a_running_number_is_a_code_only_when_it_is_one() -> None:
    running = tuple(row_of(number, "青葉 灯") for number in ("１", "２", "３"))
    codes = tuple(row_of(number, "青葉 灯") for number in ("1043", "1007", "1020"))
    assert guess_columns(("No", "氏名"), running)[0] is Column.IGNORED
    assert guess_columns(("No", "氏名"), codes)[0] is Column.CODE
    assert guess_columns(("No", "社員番号", "氏名"), codes)[0] is Column.IGNORED


@pytest.mark.parametrize(
    ("values", "column"),
    [
        (("個人", "法人"), Column.CATEGORY),
        (("正職員", "理事"), Column.CATEGORY),
        (("出演料", "講演料"), Column.PAYMENT_KIND),
        (("甲", "乙"), Column.IGNORED),
    ],
)
def test_what_stands_below_decides_what_kubun_means(values: tuple[str, str], column: Column) -> None:
    sample = tuple(row_of(value, "青葉 灯") for value in values)
    assert guess_columns(("区分", "氏名"), sample)[0] is column


def test_without_a_header_the_content_is_looked_at() -> None:
    rows = (
        row_of(
            "S-0031",
            "青葉 灯",
            "アオバ アカリ",
            "S50.4.1",
            "690-0852",
            "島根県松江市千鳥町1",
            "2015/4/1",
            "正職員",
        ),
        row_of(
            "S-0007",
            "霧島 弦",
            "キリシマ ゲン",
            "H2.5.6",
            "690-2101",
            "島根県松江市八雲町日吉2",
            "2019/4/1",
            "パート",
        ),
    )
    assert find_head(rows) is None
    assert list(guess_columns(("",) * 8, rows).values()) == [
        Column.CODE,
        Column.NAME,
        Column.KANA,
        Column.BIRTH_DATE,
        Column.POSTAL_CODE,
        Column.ADDRESS,
        Column.JOINED_ON,
        Column.EMPLOYMENT,
    ]


def test_a_rank_says_how_somebody_is_employed_where_nothing_else_does() -> None:
    sample = (row_of("青葉 灯", "理事", "正職員"),)
    assert guess_columns(("氏名", "役職"), sample)[1] is Column.EMPLOYMENT
    assert guess_columns(("氏名", "役職", "雇用形態"), sample)[1] is Column.IGNORED


def test_an_unnamed_column_with_few_dates_is_no_column_of_dates() -> None:
    sample = tuple(row_of("青葉 灯", value) for value in ("H2.5.6", "済", "未", "確認中"))
    assert guess_columns(("氏名", ""), sample)[1] is Column.IGNORED


def test_a_column_that_held_numbers_is_not_read_even_when_somebody_assigns_it() -> None:
    table = replace(table_of(("氏名", "備考"), ("青葉 灯", "あり")), withheld_columns=frozenset({1}))
    (_header, row) = read_rows(table, {0: Column.NAME, 1: Column.NOTE}, today=TODAY)
    assert row.entry is not None
    assert (row.entry.name, row.entry.note) == ("青葉 灯", "")


def test_the_same_header_has_the_same_fingerprint_however_it_is_typed() -> None:
    assert fingerprint(("氏　名", "フリガナ")) == fingerprint(("氏名", "ﾌﾘｶﾞﾅ"))
    assert fingerprint(("氏名", "フリガナ")) != fingerprint(("フリガナ", "氏名"))


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
        ({"氏名": "青葉\x00灯"}, "制御文字"),
        ({"氏名": "長" * 101}, "100字"),
        ({"法人番号": VALID_CORPORATE[0][:-1] + "0"}, "検査用数字"),
        ({"法人番号": "7.12346E+12"}, "丸められています"),
    ],
)
def test_what_is_wrong_keeps_the_row_out_with_a_sentence(cells: dict[str, str | Cell], sentence: str) -> None:
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


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("正職員", PersonCategory.EMPLOYEE),
        ("契約", PersonCategory.EMPLOYEE),
        ("ﾊﾟｰﾄ", PersonCategory.EMPLOYEE),
        ("アルバイト", PersonCategory.EMPLOYEE),
        ("役員", PersonCategory.OFFICER),
        ("常勤理事", PersonCategory.OFFICER),
        ("理事長", PersonCategory.OFFICER),
        ("監事", PersonCategory.OFFICER),
        ("派遣社員", PersonCategory.DISPATCHED),
        ("応募者", PersonCategory.APPLICANT),
        ("経理事務職員", PersonCategory.EMPLOYEE),
        ("管理事務", None),
        ("料理事業", None),
        ("総合", None),
    ],
)
def test_the_words_of_the_office_say_who_somebody_is(word: str, category: PersonCategory | None) -> None:
    assert category_of_words(word) is category
    row = one(雇用形態=word)
    assert row.entry is not None
    assert row.entry.category is (category or PersonCategory.EMPLOYEE)
    assert row.entry.employment == word


def test_payees_are_persons_or_corporations() -> None:
    rows = read(
        ("区分", "氏名または名称", "法人番号"),
        ("個人", "青葉 灯", ""),
        ("法人", "株式会社みなもの笛", VALID_CORPORATE[0]),
        ("個人", "星川 楓", VALID_CORPORATE[1]),
        ("不明", "霧島 弦", ""),
        category=PersonCategory.PAYEE,
    )
    kinds = [row.entry.category for row in rows if row.entry is not None]
    assert kinds == [
        PersonCategory.PAYEE,
        PersonCategory.PAYEE_CORPORATE,
        PersonCategory.PAYEE,
        PersonCategory.PAYEE,
    ]
    assert rows[1].entry is not None
    assert rows[1].entry.corporate_number == VALID_CORPORATE[0]
    assert rows[2].entry is not None
    assert rows[2].entry.corporate_number == ""
    assert "法人番号は取り込みません" in said(rows[2])
    assert "意味が分からない" in said(rows[3])


def test_without_a_word_a_payee_with_a_corporate_name_or_number_is_a_corporation() -> None:
    rows = read(
        ("名称", "法人番号", "支払内容"),
        ("㈱みなもの笛", "", "広告"),
        ("みなも亭", VALID_CORPORATE[0], "飲食"),
        ("青葉 灯", "", "謝金"),
        category=PersonCategory.PAYEE,
    )
    assert [row.entry.category for row in rows if row.entry is not None] == [
        PersonCategory.PAYEE_CORPORATE,
        PersonCategory.PAYEE_CORPORATE,
        PersonCategory.PAYEE,
    ]
    assert "名称から法人" in said(rows[0])


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-",
        "－",
        "/",
        "現在",
        "なし",
        "在職中",
        "9999/12/31",
        datetime.fromisoformat("9999-12-31"),
        99999999,
    ],
)
def test_nobody_has_left_without_a_day(typed: str | int | datetime) -> None:
    row = one(退社日=typed)
    assert row.entry is not None
    assert row.entry.left_on is None


def test_somebody_who_has_left_stays_an_employee_with_the_day() -> None:
    row = one(入社日="2010/4/1", 退社日="2026/03/31")
    assert row.entry is not None
    assert (row.entry.category, row.entry.left_on) == (PersonCategory.EMPLOYEE, date(2026, 3, 31))


def test_the_second_of_one_code_is_a_duplicate() -> None:
    first, second = read(HEADER, ("A002", "山﨑 楓"), ("Ａ００２", "山崎 楓"))
    assert first.entry is not None
    assert second.entry is None
    assert "2行目" in said(second)


def test_one_name_with_one_birth_date_and_no_codes_is_a_duplicate() -> None:
    _, second, third = read(
        ("氏名", "生年月日"), ("髙峰 楓", "S50.4.1"), ("高峰　楓", "1975/4/1"), ("高峰 楓", "1980/1/1")
    )
    assert second.entry is None
    assert "2行目" in said(second)
    assert third.entry is not None
    assert "別の人か" in said(third)


def test_two_people_of_one_name_with_codes_and_birth_dates_are_two() -> None:
    rows = read(HEADER, ("A1", "青葉 灯", "", "S50.4.1"), ("A2", "青葉 灯", "", "S60.4.1"))
    assert all(row.entry is not None and not row.problems for row in rows)


def test_who_is_on_file_is_found() -> None:
    existing = (
        PersonOnFile(category=PersonCategory.EMPLOYEE, name="髙峰 楓", code="A001"),
        PersonOnFile(category=PersonCategory.EMPLOYEE, name="霧島 弦", code="A002", has_left=True),
        PersonOnFile(category=PersonCategory.EMPLOYEE, name="磯﨑 岬", birth_date=date(1975, 4, 1)),
        PersonOnFile(category=PersonCategory.PAYEE, name="白樺 櫂", code="A005"),
    )
    rows = read(
        HEADER,
        ("A001", "星川 灯"),
        ("A002", "若草 朔"),
        ("A003", "磯崎　岬", "", "S50.4.1"),
        ("A005", "宵町 千鳥"),
        existing=existing,
    )
    for row, name in zip(rows, ("髙峰 楓", "霧島 弦", "磯﨑 岬"), strict=False):
        assert name in said(row)
    assert said(rows[3]) == ""
    assert [row.entry is None for row in rows] == [True, False, True, False]
    assert "退職者" in said(rows[1])


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
