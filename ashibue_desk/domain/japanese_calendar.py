"""Dates as Japanese offices write them: eras (元号), Gregorian years, Excel's day numbers.

Era boundaries: 元号を改める政令 (平成31年政令第143号: 令和 from 2019-05-01), 元号を改める政令 (昭和64年政令第1号:
平成 from 1989-01-08), and the rescripts of 1926-12-25 (昭和), 1912-07-30 (大正) and 1868-10-23 (明治).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ashibue_desk.domain.problems import Problem

FIELD: Final = "date"
LATEST: Final = date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Era:
    """One era. ``last`` is the last day that may be written in it, which for 明治 and 大正 is also the next one's first."""

    name: str
    letter: str
    first: date
    last: date

    def gregorian_year(self, year: int) -> int:
        """Return the Gregorian year of this era's ``year`` (1 is 元年)."""
        return self.first.year + year - 1


ERAS: Final = (
    Era("令和", "R", date(2019, 5, 1), date.max),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 25)),
    Era("明治", "M", date(1868, 1, 25), date(1912, 7, 30)),
)
EARLIEST: Final = ERAS[-1].first
_BY_MARK: Final = {mark: era for era in ERAS for mark in (era.name, era.name[0], era.letter)}

_ERA_DATE: Final = re.compile(
    r"(明治|大正|昭和|平成|令和|[明大昭平令MTSHR])\.?(\d{1,2}|元)[年./-](\d{1,2})[月./-](\d{1,2})日?"
)
_ERA_COMPACT: Final = re.compile(r"(明治|大正|昭和|平成|令和|[明大昭平令MTSHR])(\d\d)(\d\d)(\d\d)")
_GREGORIAN: Final = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)")
_SHORT: Final = re.compile(r"(\d{1,2})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_BOTH: Final = re.compile(r"(.+)\((\d{4}-\d\d-\d\d)\)")
_TAIL: Final = re.compile(r"(?:\([月火水木金土日](?:曜日?)?\)|生まれ|生|付)$")
_TIME: Final = re.compile(r"[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?$")
_KANJI_NUMBER: Final = re.compile(r"[〇一二三四五六七八九十]+")
_KANJI_DIGITS: Final = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-"))
_HOW: Final = "「令和8年11月21日」「R8.11.21」「2026/11/21」のように入力してください。"


def read_date(typed: str, today: date) -> date | Problem:
    """Return the day that was typed, or what is wrong with it.

    A year of one or two digits without an era is read as 令和, as offices write it, as long as it is not
    more than two years ahead of ``today``: later ones (26/11/21, 55/4/8) are as likely another calendar.
    """
    folded = _fold(typed)
    if not folded:
        return _problem(f"日付を入力してください。{_HOW}")
    if found := _BOTH.fullmatch(folded):
        return _same_day(found[1], found[2], today)
    if found := _ERA_DATE.fullmatch(folded) or _ERA_COMPACT.fullmatch(folded):
        return _in_era(_BY_MARK[found[1]], found[2], int(found[3]), int(found[4]))
    if found := _GREGORIAN.fullmatch(folded) or _COMPACT.fullmatch(folded):
        return _gregorian(int(found[1]), int(found[2]), int(found[3]))
    if found := _SHORT.fullmatch(folded):
        return _short_year(int(found[1]), int(found[2]), int(found[3]), today)
    return _problem(f"日付として読めません。{_HOW}")


def from_excel_serial(number: float, *, date1904: bool = False) -> date | Problem:
    """Return the day of Excel's day number (1 is 1900-01-01; with ``date1904`` 0 is 1904-01-01); hours are dropped.

    Excel counts a 29 February 1900 that never was (ECMA-376 part 1, 18.17.4.1), hence the two beginnings.
    """
    if not 0 <= number < 2_958_466 or (number < 1 and not date1904):
        return _problem("日付の通し番号として読めません。表計算ソフトでセルの書式を日付にしてください。")
    days = int(number)
    if date1904:
        return _in_range(date(1904, 1, 1) + timedelta(days=days))
    if days == 60:
        return _problem("1900年2月29日は実在しない日付です。")
    return _in_range(date(1899, 12, 31 if days < 60 else 30) + timedelta(days=days))


def era_of(day: date) -> Era | None:
    """Return the era of ``day``, or ``None`` before 明治; a day on the border belongs to the younger era."""
    return next((era for era in ERAS if day >= era.first), None)


def era_date(day: date) -> str:
    """Return for example 令和8年11月21日."""
    return f"{_era_year_on(day)}{day.month}月{day.day}日"


def era_short(day: date) -> str:
    """Return for example R8.11.21."""
    era = era_of(day)
    if era is None:
        return f"{day.year}.{day.month}.{day.day}"
    return f"{era.letter}{day.year - era.first.year + 1}.{day.month}.{day.day}"


def era_year(year: int) -> str:
    """Return the year in the era it ends in: 令和8年 for 2026, 令和元年 for 2019."""
    return _era_year_on(date(year, 12, 31))


def both(day: date) -> str:
    """Return both calendars, as shown beside every date field: 令和8年11月21日(2026-11-21)."""
    return f"{era_date(day)}({day.isoformat()})"


def _era_year_on(day: date) -> str:
    era = era_of(day)
    if era is None:
        return f"西暦{day.year}年"
    year = day.year - era.first.year + 1
    return f"{era.name}{'元' if year == 1 else year}年"


def _fold(typed: str) -> str:
    text = unicodedata.normalize("NFKC", typed).strip().translate(_DASHES).upper()
    text = _TIME.sub("", text)
    text = "".join(text.split())
    text = _TAIL.sub("", text)
    return _KANJI_NUMBER.sub(_arabic, text) if "月" in text else text


def _arabic(found: re.Match[str]) -> str:
    """Return a kanji number up to 99 (二十一), or one written digit by digit (二〇二六), in Arabic digits."""
    text = found[0]
    if "十" not in text:
        return "".join(str(_KANJI_DIGITS[sign]) for sign in text)
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return text
    return str(_KANJI_DIGITS.get(tens, 1) * 10 + _KANJI_DIGITS.get(ones, 0))


def _problem(sentence: str) -> Problem:
    return Problem(FIELD, sentence)


def _same_day(era_text: str, gregorian_text: str, today: date) -> date | Problem:
    first, second = read_date(era_text, today), read_date(gregorian_text, today)
    if isinstance(first, Problem):
        return first
    if first != second:
        return _problem("和暦と西暦が同じ日になっていません。どちらか一方だけを入力してください。")
    return second


def _gregorian(year: int, month: int, day: int) -> date | Problem:
    try:
        return _in_range(date(year, month, day))
    except ValueError:
        return _problem(f"{year}年{month}月{day}日は実在しない日付です。正しい日付を確かめてください。")


def _in_range(day: date) -> date | Problem:
    if not EARLIEST <= day <= LATEST:
        return _problem(f"{day.year}年は扱える範囲(明治元年から{LATEST.year}年まで)にありません。")
    return day


def _in_era(era: Era, year_text: str, month: int, day: int) -> date | Problem:
    year = 1 if year_text == "元" else int(year_text)
    if year == 0:
        return _problem(f"{era.name}0年はありません。1年目は「{era.name}元年」または「{era.name}1年」です。")
    found = _gregorian(era.gregorian_year(year), month, day)
    if isinstance(found, Problem):
        if 1 <= month <= 12 and "実在しない" in found.sentence:
            return _problem(
                f"{era.name}{year_text}年{month}月{day}日は実在しない日付です。正しい日付を確かめてください。"
            )
        return found
    if found < era.first:
        return _problem(f"{era.name}は{_plain(era.first)}からです。この日は{era_date(found)}です。")
    if found > era.last:
        return _problem(f"{era.name}は{_plain(era.last)}までです。この日は{era_date(found)}です。")
    return found


def _plain(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _short_year(year: int, month: int, day: int, today: date) -> date | Problem:
    reiwa = ERAS[0]
    if reiwa.gregorian_year(year) > today.year + 2:
        return _problem(
            f"年が{year}だけでは、どの暦か決められません。元号(S・H・Rなど)を付けるか、西暦を4桁で入力してください。"
        )
    return _in_era(reiwa, str(year), month, day)
