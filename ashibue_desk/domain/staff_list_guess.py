"""Guessing what each column of a list holds, by its header and, where there is none, by what stands below."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

from ashibue_desk.domain.corporate_number import corporate_number_problem
from ashibue_desk.domain.japanese_calendar import read_date
from ashibue_desk.domain.staff_list_cells import category_of_words, payee_of_words
from ashibue_desk.domain.staff_list_headers import JOINED_COLUMNS, Column, column_of, fold_header
from ashibue_desk.domain.table import Cell, Row, Table

SAMPLE_ROWS: Final = 200
_MOSTLY: Final = 0.7
_ANY_DAY: Final = date(2100, 1, 1)

_ROW_NUMBER_WORDS: Final = frozenset({"no", "番号", "連番", "項番", "通番"})
_RANK_WORDS: Final = frozenset({"役職", "役職名", "職種", "肩書"})
_POSTAL: Final = re.compile(r"〒?\s*\d{3}[-‐−ー－]?\d{4}")
_KANA: Final = re.compile(r"[ァ-ヺーぁ-ゖ・\s\u3000]{2,}")
_ADDRESS: Final = re.compile(r"(?:北海道|東京都|京都府|大阪府|.{2,3}県|.{1,6}[市郡区]).+")
_NAME: Final = re.compile(r"[^\W\d_ァ-ヺぁ-ゖA-Za-z]{1,5}[ \u3000]\S{1,6}")
_CODE: Final = re.compile(r"[A-Za-z]{0,4}-?\d{1,8}")
_PAYMENT: Final = re.compile(r"料|賃|謝金|報酬|広告|原稿|講演")

Mapping = dict[int, Column]


def guess_mapping(table: Table) -> Mapping:
    """Return what each column of ``table`` is thought to hold; columns with Individual Numbers are ignored."""
    mapping = guess_columns(table.header, table.body[:SAMPLE_ROWS])
    return {n: Column.IGNORED if n in table.withheld_columns else column for n, column in mapping.items()}


def guess_columns(header: Sequence[str], sample: Sequence[Row]) -> Mapping:
    """Return what each column is thought to hold, by header first, then by content where the header says nothing."""
    named = {n: column for n, text in enumerate(header) if (column := column_of(text)) is not None}
    mapping = dict(_one_each(_split_kana(named)))
    _correct_by_content(mapping, sample)
    _guess_weak_headers(mapping, header, sample)
    _guess_unnamed(mapping, header, sample)
    _complete_names(mapping)
    return {n: mapping.get(n, Column.IGNORED) for n in range(len(header))}


def fingerprint(header: Sequence[str]) -> str:
    """Return a short digest of a header, to find the mapping chosen for the same list last time."""
    words = "\n".join(map(fold_header, header))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _split_kana(named: Mapping) -> Mapping:
    """Return ``named`` with 姓, フリガナ, 名, フリガナ understood as the kana of each part."""
    kana = [n for n, column in named.items() if column is Column.KANA]
    if len(kana) == 2 and {Column.FAMILY_NAME, Column.GIVEN_NAME} <= set(named.values()):
        return named | {kana[0]: Column.FAMILY_KANA, kana[1]: Column.GIVEN_KANA}
    return named


def _one_each(named: Mapping) -> Iterator[tuple[int, Column]]:
    """Yield each column once, the first of several with the same meaning."""
    seen: set[Column] = set()
    for n, column in named.items():
        yield n, Column.IGNORED if column in seen and column not in JOINED_COLUMNS else column
        seen.add(column)


def _texts(sample: Sequence[Row], n: int) -> list[str]:
    return [row[n].text.strip() for row in sample if n < len(row) and row[n].text.strip()]


def _share(texts: Sequence[str], holds: Callable[[str], object]) -> float:
    return sum(bool(holds(text)) for text in texts) / len(texts) if texts else 0.0


def _correct_by_content(mapping: Mapping, sample: Sequence[Row]) -> None:
    """Look below 区分, which means whatever the office likes."""
    for n in [n for n, column in mapping.items() if column is Column.CATEGORY]:
        texts = _texts(sample, n)
        known = _share(texts, lambda text: category_of_words(text) or payee_of_words(text))
        if known > 0 or not texts:
            continue
        is_payment = Column.PAYMENT_KIND not in mapping.values() and _share(texts, _PAYMENT.search) >= _MOSTLY
        mapping[n] = Column.PAYMENT_KIND if is_payment else Column.IGNORED


def _guess_weak_headers(mapping: Mapping, header: Sequence[str], sample: Sequence[Row]) -> None:
    for n, text in enumerate(header):
        word = fold_header(text)
        if n in mapping:
            continue
        if word in _RANK_WORDS and Column.EMPLOYMENT not in mapping.values():
            mapping[n] = Column.EMPLOYMENT
        elif word in _ROW_NUMBER_WORDS and Column.CODE not in mapping.values():
            mapping[n] = Column.IGNORED if _counts_rows(_texts(sample, n)) else Column.CODE


def _counts_rows(texts: Sequence[str]) -> bool:
    """Whether the texts are 1, 2, 3 …, perhaps with gaps or repeats: a row number, not a code."""
    numbers = [int(folded) for text in texts if (folded := unicodedata.normalize("NFKC", text)).isdecimal()]
    return (
        len(numbers) >= len(texts) * _MOSTLY and numbers[:1] in ([0], [1], []) and numbers == sorted(numbers)
    )


def _guess_unnamed(mapping: Mapping, header: Sequence[str], sample: Sequence[Row]) -> None:
    """Fill columns without any header text: postal codes, kana, addresses, names, codes, birth dates."""
    for n in [n for n, text in enumerate(header) if n not in mapping and not fold_header(text)]:
        texts = _texts(sample, n)
        cells = [row[n] for row in sample if n < len(row) and row[n].text.strip()]
        column = _by_content(texts, cells)
        if column is not None and (column in JOINED_COLUMNS or column not in mapping.values()):
            mapping[n] = column
    _guess_dates(mapping, header, sample)


def _by_content(texts: Sequence[str], cells: Sequence[Cell]) -> Column | None:
    folded = [unicodedata.normalize("NFKC", text) for text in texts]
    judged: tuple[tuple[Column, Callable[[str], object]], ...] = (
        (Column.POSTAL_CODE, _POSTAL.fullmatch),
        (Column.CORPORATE_NUMBER, lambda text: corporate_number_problem(text) is None),
        (Column.KANA, _KANA.fullmatch),
        (Column.ADDRESS, lambda text: len(text) >= 8 and _ADDRESS.match(text)),
        (Column.NAME, _NAME.fullmatch),
        (Column.EMPLOYMENT, category_of_words),
        (Column.CATEGORY, payee_of_words),
    )
    for column, holds in judged:
        if _share(folded, holds) >= _MOSTLY:
            return column
    dates = any(cell.value is not None for cell in cells)
    unique = len(set(folded)) == len(folded) >= 2
    if unique and not dates and _share(folded, _CODE.fullmatch) >= _MOSTLY and not _counts_rows(folded):
        return Column.CODE
    return None


def _guess_dates(mapping: Mapping, header: Sequence[str], sample: Sequence[Row]) -> None:
    """Take the older of unnamed date columns for birth dates, the next for the day of joining."""
    ages: list[tuple[date, int]] = []
    for n in [n for n, text in enumerate(header) if n not in mapping and not fold_header(text)]:
        days = [day for text in _texts(sample, n) if isinstance(day := read_date(text, _ANY_DAY), date)]
        if days and len(days) >= _MOSTLY * len(_texts(sample, n)):
            ages.append((sorted(days)[len(days) // 2], n))
    free = [column for column in (Column.BIRTH_DATE, Column.JOINED_ON) if column not in mapping.values()]
    for (_, n), column in zip(sorted(ages), free, strict=False):
        mapping[n] = column


def _complete_names(mapping: Mapping) -> None:
    """Settle whole and split names: a whole name wins, and half of a pair alone stands for the whole."""
    for whole, family, given in (
        (Column.NAME, Column.FAMILY_NAME, Column.GIVEN_NAME),
        (Column.KANA, Column.FAMILY_KANA, Column.GIVEN_KANA),
    ):
        held = set(mapping.values())
        for n, column in mapping.items():
            if column in {family, given} and whole in held:
                mapping[n] = Column.IGNORED
            elif column is given and family not in held:
                mapping[n] = whole
