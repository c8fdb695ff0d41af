"""Who stands in a list: what somebody is to the office, who has left, who is there twice or already on file."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from ashibue_desk.domain.people import PersonCategory
from ashibue_desk.domain.staff_list import PersonOnFile
from ashibue_desk.domain.staff_list_cells import category_of_words
from tests.domain.staff_tables import HEADER, TODAY, one, read, said
from tests.helpers.sample_numbers import VALID_CORPORATE


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
        PersonOnFile(
            category=PersonCategory.EMPLOYEE, name="霧島 弦", code="A002", left_on=date(2026, 3, 31)
        ),
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


LEFT = PersonOnFile(
    category=PersonCategory.EMPLOYEE,
    name="霧島 弦",
    code="A002",
    birth_date=date(1969, 11, 23),
    left_on=date(2026, 3, 31),
)
HELD = "重複として取り込みません"


@pytest.mark.parametrize(
    ("joined", "comes_in"),
    [("", False), ("1999/10/1", False), ("2026/3/31", False), ("2026/4/1", True)],
)
def test_who_has_left_comes_in_again_only_when_employed_anew(joined: str, comes_in: bool) -> None:
    (row,) = read(HEADER, ("A002", "霧島　弦", "", "1969/11/23", joined, "", "制作"), existing=(LEFT,))
    assert (row.entry is not None) is comes_in
    assert ("退職者にいます" if comes_in else HELD) in said(row)


def test_without_a_code_too_who_has_left_comes_in_again_only_when_employed_anew() -> None:
    head = ("氏名", "生年月日", "入社日")
    old, new = read(
        head, ("霧島 弦", "1969/11/23", "1999/10/1"), ("霧島 弦", "1969/11/23", "2026/4/1"), existing=(LEFT,)
    )
    assert (old.entry, HELD in said(old)) == (None, True)
    assert new.entry is None  # stands in the row above
    (alone,) = read(head, ("霧島 弦", "1969/11/23", "2026/4/1"), existing=(LEFT,))
    assert alone.entry is not None
    assert "再雇用" in said(alone)


def test_who_is_going_to_leave_is_still_there() -> None:
    leaving = replace(LEFT, left_on=TODAY)
    (row,) = read(HEADER, ("A002", "若草 朔"), existing=(leaving,))
    assert (row.entry, HELD in said(row)) == (None, True)


def test_who_is_there_counts_before_who_had_the_code_earlier() -> None:
    now = PersonOnFile(category=PersonCategory.EMPLOYEE, name="若草 朔", code="A002")
    for existing in ((LEFT, now), (now, LEFT)):
        (row,) = read(HEADER, ("A002", "若草 朔"), existing=existing)
        assert (row.entry, HELD in said(row)) == (None, True)


def test_a_code_may_be_that_of_somebody_who_leaves_in_a_row_below() -> None:
    first, second = read(
        HEADER,
        ("A002", "若草 朔", "", "", "2026/4/1"),
        ("A002", "霧島 弦", "", "", "1999/10/1", "2026/3/31"),
    )
    assert first.entry is not None
    assert second.entry is not None
    assert "使い回し" in said(second)


@pytest.mark.parametrize("same", [{"生年月日": "1990/1/1"}, {"住所": "島根県松江市千鳥町９０２"}])
def test_each_of_several_people_of_one_name_is_found(same: dict[str, str]) -> None:
    existing = (
        PersonOnFile(category=PersonCategory.EMPLOYEE, name="青葉 灯", birth_date=date(1980, 1, 1)),
        PersonOnFile(
            category=PersonCategory.EMPLOYEE,
            name="青葉 灯",
            birth_date=date(1990, 1, 1),
            address="島根県松江市千鳥町902",
        ),
    )
    (row,) = read(("氏名", "備考", *same), ("青葉　灯", "あり", *same.values()), existing=existing)
    assert (row.entry, HELD in said(row)) == (None, True)
