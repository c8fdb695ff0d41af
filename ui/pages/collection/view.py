"""What the collection page lists, read in the vault thread."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ashibue_desk.domain.collection import COLLECTION_STATE_NAMES, CollectionRow, CollectionState
from ashibue_desk.use_cases import collect_number
from ashibue_desk.use_cases.desk import Desk
from ui.widgets.page import Badge
from ui.widgets.rows_model import Column
from ui.wording.days import short_day

STILL_MISSING: Final = frozenset({CollectionState.MISSING, CollectionState.REQUESTED})
_TONES: Final = {
    CollectionState.NOT_ALLOWED: "neutral",
    CollectionState.MISSING: "warning",
    CollectionState.REQUESTED: "info",
    CollectionState.REFUSED: "error",
    CollectionState.HELD: "success",
}


@dataclass(frozen=True, slots=True)
class CollectionLine:
    """One person with the words of the category."""

    row: CollectionRow
    category_name: str


def read_lines(desk: Desk) -> tuple[CollectionLine, ...]:
    """Return everybody; those whose number is still missing come first."""
    lines = [
        CollectionLine(row, desk.law.category_rule(row.category).name)
        for row in collect_number.list_collections(desk)
    ]
    return tuple(sorted(lines, key=lambda line: line.row.state not in STILL_MISSING))


def count_missing(desk: Desk) -> Badge:
    """Count the workers whose number is still missing; nothing here has a day it must be done by."""
    return Badge(collect_number.count_missing(desk))


def line_id(line: CollectionLine) -> str:
    """Return the person's id."""
    return line.row.person_id


def line_key(line: CollectionLine) -> str:
    """Return what the filter looks through."""
    return line.row.search_key


def state_words(line: CollectionLine) -> str:
    """Return the words of the state."""
    return COLLECTION_STATE_NAMES[line.row.state]


def _name(line: CollectionLine) -> str:
    return line.row.name


def _kana(line: CollectionLine) -> str:
    return line.row.kana


def _code(line: CollectionLine) -> str:
    return line.row.code


def _category(line: CollectionLine) -> str:
    return line.category_name


def _department(line: CollectionLine) -> str:
    return line.row.department


def _worker(line: CollectionLine) -> str:
    return line.row.worker_name


def _tone(line: CollectionLine) -> str:
    return _TONES[line.row.state]


def _state_order(line: CollectionLine) -> int:
    return list(_TONES).index(line.row.state)


def _last(line: CollectionLine) -> str:
    return short_day(line.row.last_event_on)


def _last_day(line: CollectionLine) -> date | None:
    return line.row.last_event_on


COLUMNS: tuple[Column[Any], ...] = (
    Column("name", "氏名", _name, 170, sort=_kana, bold=True, stretches=True),
    Column("code", "社員番号", _code, 110, soft=True, shown=False),
    Column("category", "区分", _category, 150),
    Column("department", "所属", _department, 140),
    Column("worker", "従業者", _worker, 130, soft=True),
    Column("state", "番号", state_words, 100, sort=_state_order, tone=_tone),
    Column("last", "最後の記録", _last, 110, sort=_last_day, soft=True),
)
