"""The rows of a list as the preview shows them: the cells of the file, with what is wrong beside each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from ashibue_desk.domain.problems import Severity
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.domain.staff_list import COLUMN_NAMES, CandidateRow, RowKind
from ashibue_desk.domain.staff_list import Column as Meaning
from ashibue_desk.domain.table import Row
from ashibue_desk.use_cases.import_people import ImportPreview
from ui.widgets.rows_model import Column

GOOD: Final = "good"
BAD: Final = "bad"
DOUBTFUL: Final = "doubtful"
_STATES: Final = {GOOD: ("取り込む", "success"), DOUBTFUL: ("要確認", "warning"), BAD: ("直す", "error")}
_WHO: Final = (Meaning.NAME, Meaning.FAMILY_NAME, Meaning.GIVEN_NAME)
_EMPTY: Final = "(空欄)"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One person of the file. ``tones`` marks the cells with something wrong, by the index of their column."""

    number: int
    state: str
    cells: tuple[str, ...]
    tones: dict[int, str]
    sentences: str
    search_key: str = field(repr=False)


def preview_rows(preview: ImportPreview) -> tuple[PreviewRow, ...]:
    """Return the people of the file; made in the vault thread, since a list may hold ten thousand."""
    rows = preview.table.rows
    people = (row for row in preview.rows if row.kind is RowKind.PERSON)
    return tuple(_row(row, rows[row.row_number - 1]) for row in people)


def _row(row: CandidateRow, cells: Row) -> PreviewRow:
    tones: dict[int, str] = {}
    for problem in row.problems:
        if problem.column_index is not None and tones.get(problem.column_index) != "error":
            wrong = problem.severity is Severity.WRONG
            tones[problem.column_index] = "error" if wrong else "warning"
    state = BAD if row.entry is None else (DOUBTFUL if row.problems else GOOD)
    texts = tuple(cell.text for cell in cells)
    sentences = " ".join(problem.sentence for problem in row.problems)
    return PreviewRow(
        row.row_number, state, texts, tones, sentences, search_key(row.label, *texts, sentences)
    )


def preview_columns(preview: ImportPreview) -> tuple[Column[PreviewRow], ...]:
    """Return the columns of the preview: who, what is wrong, and what else is taken in, in its order."""
    taken = [
        (index, meaning)
        for index, meaning in sorted(preview.mapping.items())
        if meaning is not Meaning.IGNORED
    ]
    return (
        Column[PreviewRow]("number", "行", _number, 64, sort=_line, right=True),
        Column[PreviewRow]("state", "結果", _state, 104, tone=_state_tone),
        *(_cell_column(index, meaning) for index, meaning in taken if meaning in _WHO),
        Column[PreviewRow]("sentences", "直すところ", _sentences, 280, stretches=True),
        *(_cell_column(index, meaning) for index, meaning in taken if meaning not in _WHO),
    )


def counts(rows: Sequence[PreviewRow]) -> dict[str, int]:
    """Return how many rows there are of each state."""
    states = [row.state for row in rows]
    return {state: states.count(state) for state in (GOOD, DOUBTFUL, BAD)}


def state_choices(rows: Sequence[PreviewRow]) -> tuple[tuple[str, str], ...]:
    """Return the states by which the list is narrowed, each with how many rows are in it."""
    number = counts(rows)
    return (
        ("", f"すべて ({len(rows):,})"),
        (BAD, f"直すところのある行 ({number[BAD]:,})"),
        (DOUBTFUL, f"取り込むが確かめたい行 ({number[DOUBTFUL]:,})"),
        (GOOD, f"そのまま取り込む行 ({number[GOOD]:,})"),
    )


def is_in_state(state: str, row: PreviewRow) -> bool:
    """Return whether a row is in this state."""
    return row.state == state


def preview_key(row: PreviewRow) -> str:
    """Return the row's number as its id."""
    return str(row.number)


def preview_search_key(row: PreviewRow) -> str:
    """Return what the filter looks into."""
    return row.search_key


def _cell_column(index: int, meaning: Meaning) -> Column[PreviewRow]:
    wide = 180 if meaning in (Meaning.ADDRESS, Meaning.ADDRESS2) else 128
    return Column[PreviewRow](
        f"c{index}", COLUMN_NAMES[meaning], partial(_cell, index), wide, tone=partial(_cell_tone, index)
    )


def _cell(index: int, row: PreviewRow) -> str:
    text = row.cells[index] if index < len(row.cells) else ""
    return text or (_EMPTY if index in row.tones else "")


def _cell_tone(index: int, row: PreviewRow) -> str:
    return row.tones.get(index, "")


def _number(row: PreviewRow) -> str:
    return str(row.number)


def _line(row: PreviewRow) -> int:
    return row.number


def _state(row: PreviewRow) -> str:
    return _STATES[row.state][0]


def _state_tone(row: PreviewRow) -> str:
    return _STATES[row.state][1]


def _sentences(row: PreviewRow) -> str:
    return row.sentences
