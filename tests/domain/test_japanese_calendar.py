from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.domain.japanese_calendar import (
    both,
    era_date,
    era_of,
    era_short,
    era_year,
    from_excel_serial,
    read_date,
)
from ashibue_desk.domain.problems import Problem

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("R8.11.21", date(2026, 11, 21)),
        ("r8/11/21", date(2026, 11, 21)),
        ("令和8年11月21日", date(2026, 11, 21)),
        ("令和８年１１月２１日", date(2026, 11, 21)),
        ("令和 8 年 11 月 21 日", date(2026, 11, 21)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("㋿元年5月1日", date(2019, 5, 1)),
        ("令和八年十一月二十一日", date(2026, 11, 21)),
        ("二〇二六年十一月二十一日", date(2026, 11, 21)),
        ("令8.11.21", date(2026, 11, 21)),
        ("R081121", date(2026, 11, 21)),
        ("R.8.11.21", date(2026, 11, 21)),
        ("2026-11-21", date(2026, 11, 21)),
        ("2026/11/21", date(2026, 11, 21)),
        ("２０２６／１１／２１", date(2026, 11, 21)),
        ("2026.11.21", date(2026, 11, 21)),
        ("2026年11月21日(土)", date(2026, 11, 21)),
        ("20261121", date(2026, 11, 21)),
        ("2026-11-21 00:00:00", date(2026, 11, 21)),
        ("2026-11-21T09:30:00", date(2026, 11, 21)),
        ("8/11/21", date(2026, 11, 21)),
        ("8.11.21", date(2026, 11, 21)),
        ("S39.10.10", date(1964, 10, 10)),
        ("H5.1.7", date(1993, 1, 7)),
        ("昭和55年4月8日", date(1980, 4, 8)),
        ("昭和55年4月8日生", date(1980, 4, 8)),
        ("S64.1.7", date(1989, 1, 7)),
        ("H31.4.30", date(2019, 4, 30)),
        ("明治45年7月30日", date(1912, 7, 30)),
        ("大正15年12月25日", date(1926, 12, 25)),
        ("2000/02/29", date(2000, 2, 29)),
        ("令和8年11月21日(2026-11-21)", date(2026, 11, 21)),
    ],
)
def test_a_date_is_read_however_it_is_written(typed: str, expected: date) -> None:
    assert read_date(typed, TODAY) == expected


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "入力してください"),
        ("きのう", "読めません"),
        ("1990/02/29", "1990年2月29日は実在しない"),
        ("H2.2.29", "平成2年2月29日は実在しない"),
        ("2026/13/01", "実在しない"),
        ("20261301", "実在しない"),
        ("平成32年4月1日", "この日は令和2年4月1日です"),
        ("平成31年5月1日", "この日は令和元年5月1日です"),
        ("令和元年4月30日", "この日は平成31年4月30日です"),
        ("昭和64年1月8日", "この日は平成元年1月8日です"),
        ("昭和0年1月8日", "0年はありません"),
        ("55/4/8", "どの暦か"),
        ("26/11/21", "どの暦か"),
        ("0026/11/21", "範囲"),
        ("2926/11/21", "範囲"),
        ("令和8年11月21日(2026-11-22)", "同じ日になっていません"),
        ("令和0年11月21日(2026-11-21)", "0年はありません"),
        ("令和8年13月1日", "2026年13月1日は実在しない"),
        ("令和二十三十年一月一日", "読めません"),
        ("1.23457E+11", "読めません"),
        ("0000/00/00", "実在しない"),
    ],
)
def test_a_wrong_date_gets_a_sentence(typed: str, said: str) -> None:
    found = read_date(typed, TODAY)
    assert isinstance(found, Problem)
    assert said in found.sentence


@pytest.mark.many
def test_every_day_survives_every_way_of_writing_it() -> None:
    day = date(1912, 1, 1)
    while day < date(2101, 1, 1):
        for written in (era_date(day), era_short(day), both(day), day.isoformat(), f"{day:%Y%m%d}"):
            assert read_date(written, TODAY) == day, written
        day += timedelta(days=1)


@given(st.dates(date(1900, 3, 1), date(2199, 12, 31)))
def test_excel_counts_the_same_days(day: date) -> None:
    assert from_excel_serial((day - date(1899, 12, 30)).days) == day
    assert from_excel_serial((day - date(1899, 12, 30)).days + 0.99) == day


@given(st.dates(date(1904, 1, 1), date(2199, 12, 31)))
def test_excel_of_the_macintosh_counts_from_1904(day: date) -> None:
    assert from_excel_serial((day - date(1904, 1, 1)).days, date1904=True) == day


@pytest.mark.parametrize("number", [-1, 0, 0.5, 60, 2_958_466, float("inf"), float("nan")])
def test_a_day_number_without_a_day_is_refused(number: float) -> None:
    assert isinstance(from_excel_serial(number), Problem)


def test_the_first_days_of_excel() -> None:
    assert from_excel_serial(1) == date(1900, 1, 1)
    assert from_excel_serial(59) == date(1900, 2, 28)
    assert from_excel_serial(61) == date(1900, 3, 1)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(typed: str) -> None:
    assert isinstance(read_date(typed, TODAY), (date, Problem))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2019, 5, 1), "令和"),
        (date(2019, 4, 30), "平成"),
        (date(1989, 1, 8), "平成"),
        (date(1989, 1, 7), "昭和"),
        (date(1926, 12, 25), "昭和"),
        (date(1926, 12, 24), "大正"),
        (date(1912, 7, 30), "大正"),
        (date(1912, 7, 29), "明治"),
    ],
)
def test_eras_begin_on_their_day(day: date, name: str) -> None:
    era = era_of(day)
    assert era is not None
    assert era.name == name


def test_how_days_and_years_are_shown() -> None:
    assert era_date(date(2026, 11, 21)) == "令和8年11月21日"
    assert era_date(date(2019, 5, 1)) == "令和元年5月1日"
    assert era_date(date(1800, 1, 1)) == "西暦1800年1月1日"
    assert era_short(date(1964, 10, 10)) == "S39.10.10"
    assert era_short(date(1800, 1, 2)) == "1800.1.2"
    assert both(date(2026, 11, 21)) == "令和8年11月21日(2026-11-21)"
    assert era_year(2026) == "令和8年"
    assert era_year(2019) == "令和元年"
    assert era_year(1988) == "昭和63年"
