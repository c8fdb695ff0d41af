"""The list of people as the page shows it: its columns, and the kinds it can be narrowed to."""

from collections.abc import Sequence
from datetime import date
from functools import partial
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


def row_search_key(row: PersonRow) -> str:
    """Return what the filter looks into."""
    return row.search_key


def category_words(row: PersonRow) -> str:
    """Return the category, with the worker for family."""
    words = CATEGORY_NAMES[row.category]
    return f"{words} ({row.worker_name})" if row.worker_name else words


def _text(name: str, row: PersonRow) -> str:
    return str(getattr(row, name))


def _filled(name: str, row: PersonRow) -> str | None:
    return str(getattr(row, name)) or None


def _day(name: str, row: PersonRow) -> str:
    return short_day(getattr(row, name))


def _day_itself(name: str, row: PersonRow) -> date | None:
    found = getattr(row, name)
    return found if isinstance(found, date) else None


def _kana_or_name(row: PersonRow) -> str:
    return row.kana or row.name


def _number(row: PersonRow) -> str:
    return _HELD if row.has_number else "—"


def _number_tone(row: PersonRow) -> str:
    return "success" if row.has_number else ""


COLUMNS: Final = (
    Column[PersonRow]("code", "コード", partial(_text, "code"), 96, sort=partial(_filled, "code")),
    Column[PersonRow]("name", "氏名", partial(_text, "name"), 136, sort=_kana_or_name, bold=True),
    Column[PersonRow](
        "kana", "フリガナ", partial(_text, "kana"), 136, sort=partial(_filled, "kana"), soft=True
    ),
    Column[PersonRow]("category", "区分", category_words, 136, stretches=True),
    Column[PersonRow]("department", "所属", partial(_text, "department"), 104),
    Column[PersonRow]("employment", "雇用形態", partial(_text, "employment"), 88),
    Column[PersonRow](
        "joined_on", "入社日", partial(_day, "joined_on"), 88, sort=partial(_day_itself, "joined_on")
    ),
    Column[PersonRow](
        "left_on", "退職日", partial(_day, "left_on"), 88, sort=partial(_day_itself, "left_on")
    ),
    Column[PersonRow]("number", "個人番号", _number, 92, tone=_number_tone),
)
