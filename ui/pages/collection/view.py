"""What the collection page lists, read in the vault thread."""

from dataclasses import dataclass
from typing import Final

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
        CollectionLine(row, desk.law.category_rule(row.category, desk.today).name)
        for row in collect_number.list_collections(desk)
    ]
    return tuple(sorted(lines, key=lambda line: line.row.state not in STILL_MISSING))


def count_missing(desk: Desk) -> Badge:
    """Count the workers whose number is still missing; nothing here has a day it must be done by."""
    return Badge(collect_number.count_missing(desk))


def row_id(line: CollectionLine) -> str:
    """Return the person's id."""
    return line.row.person_id


def row_text(line: CollectionLine) -> str:
    """Return what the filter looks into."""
    return line.row.search_key


def state_words(line: CollectionLine) -> str:
    """Return the words of the state."""
    return COLLECTION_STATE_NAMES[line.row.state]


COLUMNS: tuple[Column[CollectionLine], ...] = (
    Column(
        "name",
        "氏名",
        lambda line: line.row.name,
        170,
        sort=lambda line: line.row.kana or line.row.name,
        bold=True,
        stretches=True,
    ),
    Column("code", "社員番号", lambda line: line.row.code, 110, soft=True, shown=False),
    Column(  # beside the name, so that it is seen at any size of letters
        "state",
        "番号",
        state_words,
        100,
        sort=lambda line: list(_TONES).index(line.row.state),
        tone=lambda line: _TONES[line.row.state],
    ),
    Column("category", "区分", lambda line: line.category_name, 150),
    Column("worker", "従業者", lambda line: line.row.worker_name, 130, soft=True),
    Column("department", "所属", lambda line: line.row.department, 140),
    Column(
        "last",
        "最後の記録",
        lambda line: short_day(line.row.last_on),
        110,
        sort=lambda line: line.row.last_on,
        soft=True,
    ),
)
