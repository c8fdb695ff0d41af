"""What each column of a list holds: told by its header, or by what stands below it."""

from dataclasses import replace

import pytest

from ashibue_desk.domain.staff_list import Column, find_head, fingerprint, guess_columns, read_rows
from tests.domain.staff_tables import TODAY, row_of, table_of


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
