"""Where the header of a list stands, and what it says when it takes two rows (氏名 above 姓 and 名)."""

from collections.abc import Iterator, Sequence
from typing import Final

from ashibue_desk.domain.staff_list_headers import (
    HEADER_SEARCH_ROWS,
    Column,
    column_of,
    fold_header,
    header_score,
)
from ashibue_desk.domain.table import Head, Row

_ENOUGH: Final = 2
_LONGEST_UNKNOWN: Final = 6  # 元号, 部屋番号: what a lower row may hold beside what it names
_PARTS: Final = frozenset({Column.FAMILY_NAME, Column.GIVEN_NAME})


def find_head(rows: Sequence[Row]) -> Head | None:
    """Return the header: the row that names most columns among the first thirty, with its neighbour if both are one.

    A list of one column has a header of one word.
    """
    scores = [header_score(row) for row in rows[:HEADER_SEARCH_ROWS]]
    best = max(scores, default=0)
    if best < (1 if all(len(row) < 2 for row in rows) else _ENOUGH):
        return None
    at = scores.index(best)
    for upper, lower in ((at, at + 1), (at - 1, at)):
        if upper >= 0 and lower < len(scores) and _are_one(rows[upper], rows[lower]):
            return Head(lower, tuple(_joined(rows[upper], rows[lower])))
    return Head(at, tuple(cell.text for cell in rows[at]))


def _are_one(upper: Row, lower: Row) -> bool:
    """Whether ``lower`` goes on naming columns: no person has the names of columns in all of the cells."""
    below = [cell for cell in lower if cell.text.strip()]
    named = [cell for cell in below if cell.value is None and column_of(cell.text) is not None]
    others = [cell for cell in below if cell not in named]
    return (
        min(header_score(upper), len(named)) >= _ENOUGH
        and len(named) > len(others)
        and all(cell.value is None and len(fold_header(cell.text)) <= _LONGEST_UNKNOWN for cell in others)
        and any(upper[n : n + 1] != (cell,) for n, cell in enumerate(lower) if cell in named)
    )


def _joined(upper: Row, lower: Row) -> Iterator[str]:
    """Yield what both rows say of each column; a cell above stretches over the empty ones beside it."""
    above = ""
    for n in range(max(len(upper), len(lower))):
        high, low = (row[n].text.strip() if n < len(row) else "" for row in (upper, lower))
        above = high or (above if low else "")
        yield _of_both(above, low) if low else high


def _of_both(above: str, low: str) -> str:
    high, meant = column_of(above), column_of(low)
    if high is Column.KANA and meant in _PARTS:
        return f"{low}フリガナ"
    # Under 配偶者 or 緊急連絡先 a name is somebody else's; a word that says nothing alone needs the one above it.
    return f"{above}{low}" if meant is None or high is Column.IGNORED else low
