"""The list of people as the page shows it: its columns, and the kinds it can be narrowed to."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from ashibue_desk.domain.people import FAMILY, PAYEES, WORKERS, PersonCategory, PersonRow
from ui.widgets.rows_model import Column
from ui.wording.days import short_day
from ui.wording.people import CATEGORY_NAMES

KINDS: Final = (
    ("", "すべて"),
    ("workers", "従業者"),
    ("family", "扶養親族・配偶者"),
    ("payees", "支払先"),
    ("applicants", "応募者"),
    ("left", "退職者"),
)
_HELD: Final = "取得済"


def kind_of(row: PersonRow, today: date) -> str:
    """Return the kind of ``KINDS`` a row belongs to; the last day of work still counts as work."""
    if row.category is PersonCategory.FORMER:
        return "left"
    if row.category in WORKERS:
        return "left" if row.left_on is not None and row.left_on < today else "workers"
    if row.category in FAMILY:
        return "family"
    return "payees" if row.category in PAYEES else "applicants"


def is_of_kind(kind: str, row: PersonRow, today: date) -> bool:
    """Return whether a row belongs to ``kind``."""
    return kind_of(row, today) == kind


def kind_choices(rows: Sequence[PersonRow], today: date) -> tuple[tuple[str, str], ...]:
    """Return the kinds with how many people each holds."""
    kinds = [kind_of(row, today) for row in rows]
    counts = {"": len(kinds)} | {kind: kinds.count(kind) for kind, _name in KINDS[1:]}
    return tuple((kind, f"{name} ({counts[kind]:,})") for kind, name in KINDS)


def row_id(row: PersonRow) -> str:
    """Return the person's id."""
    return row.id


def row_text(row: PersonRow) -> str:
    """Return what the filter looks into."""
    return row.search_key


def category_words(row: PersonRow) -> str:
    """Return the category, with the worker for family."""
    words = CATEGORY_NAMES[row.category]
    return f"{words} ({row.worker_name})" if row.worker_name else words


COLUMNS: Final[tuple[Column[PersonRow], ...]] = (
    Column("code", "コード", lambda row: row.code, 96, sort=lambda row: row.code or None),
    Column("name", "氏名", lambda row: row.name, 136, sort=lambda row: row.kana or row.name, bold=True),
    Column("kana", "フリガナ", lambda row: row.kana, 136, sort=lambda row: row.kana or None, soft=True),
    Column("category", "区分", category_words, 112, stretches=True),
    Column("department", "所属", lambda row: row.department, 104),
    Column("employment", "雇用形態", lambda row: row.employment, 88),
    Column("joined_on", "入社日", lambda row: short_day(row.joined_on), 88, sort=lambda row: row.joined_on),
    Column("left_on", "退職日", lambda row: short_day(row.left_on), 88, sort=lambda row: row.left_on),
    Column(
        "number",
        "個人番号",
        lambda row: _HELD if row.has_number else "—",
        92,
        tone=lambda row: "success" if row.has_number else "",
    ),
)
