"""Where the header of a list stands, below titles and in two rows."""

from datetime import date

import pytest

from ashibue_desk.domain.staff_list import Column, RowKind, find_head, guess_mapping, read_rows
from ashibue_desk.domain.table import Cell, Table

TODAY = date(2026, 11, 21)


def table_of(*rows: tuple[str, ...]) -> Table:
    cells = tuple(tuple(map(Cell, row)) for row in rows)
    return Table(sheet_names=("名簿",), sheet="名簿", head=find_head(cells), rows=cells)


def test_the_header_is_found_below_titles() -> None:
    table = table_of(
        ("令和8年度 職員名簿",),
        (),
        ("作成：総務経理",),
        ("社員番号", "氏名", "フリガナ"),
        ("A001", "青葉 灯"),
    )
    assert table.head is not None
    assert table.head.row == 3
    assert [row.kind for row in read_rows(table, guess_mapping(table), today=TODAY)] == [
        RowKind.TITLE,
        RowKind.BLANK,
        RowKind.TITLE,
        RowKind.TITLE,
        RowKind.PERSON,
    ]


@pytest.mark.parametrize(
    ("upper", "lower", "columns"),
    [
        (
            ("社員番号", "氏名", "", "フリガナ", "", "生年月日"),
            ("", "姓", "名", "姓", "名", ""),
            [
                Column.CODE,
                Column.FAMILY_NAME,
                Column.GIVEN_NAME,
                Column.FAMILY_KANA,
                Column.GIVEN_KANA,
                Column.BIRTH_DATE,
            ],
        ),
        (
            ("氏名", "住所", "", "", "緊急連絡先", ""),
            ("", "都道府県", "市区町村", "番地", "氏名", "住所"),
            [Column.NAME, Column.ADDRESS, Column.ADDRESS, Column.ADDRESS, Column.IGNORED, Column.IGNORED],
        ),
    ],
)
def test_a_header_may_take_two_rows(
    upper: tuple[str, ...], lower: tuple[str, ...], columns: list[Column]
) -> None:
    table = table_of(("職員名簿",), upper, lower, ("001", "青葉", "灯", "アオバ", "アカリ", "S55.4.8"))
    assert list(guess_mapping(table).values()) == columns
    kinds = [row.kind for row in read_rows(table, guess_mapping(table), today=TODAY)]
    assert kinds == [RowKind.TITLE] * 3 + [RowKind.PERSON]


def test_a_list_of_names_alone_has_a_header_too() -> None:
    table = table_of(("氏名",), ("青葉 灯",), ("森 光",))
    header, *people = read_rows(table, guess_mapping(table), today=TODAY)
    assert header.kind is RowKind.TITLE
    assert [row.label for row in people if row.kind is RowKind.PERSON] == ["青葉 灯", "森 光"]
