"""Where the columns of an evaluation sheet are that came back: somebody may have put in, taken out or moved some."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ashibue_desk.domain.evaluation_sheet import COLUMN_KEYS, TITLES, title_of
from ashibue_desk.domain.returned_sheet import Columns
from ashibue_desk.domain.table import Row

_LOOKED_THROUGH: Final = 60  # rows: the titles stand in the tenth
_ENOUGH: Final = 4  # of seven titles
_NEEDED: Final = frozenset({"number", "question"})
_HIDDEN: Final = COLUMN_KEYS[0]


@dataclass(frozen=True, slots=True)
class FoundColumns:
    """The row of the titles and the columns by their keys, both counted from 0."""

    row: int
    at: Mapping[str, int]
    retitled: tuple[tuple[str, str], ...]

    def told(self) -> Columns:
        """Return what became of the columns."""
        missing = [key for key in COLUMN_KEYS[1:] if key not in self.at]
        here = [self.at[key] for key in COLUMN_KEYS[1:] if key in self.at]
        return Columns(
            missing=tuple(title_of(key) for key in missing),
            retitled=self.retitled,
            moved=not missing and here != list(range(here[0], here[0] + len(here))),
            keyed=_HIDDEN in self.at,
        )


def find_columns(rows: tuple[Row, ...]) -> FoundColumns | None:
    """Return where the titles are; ``None`` where fewer than four of them stand in one row, or the questions' is gone."""
    for number, row in enumerate(rows[:_LOOKED_THROUGH]):
        texts = [cell.text.strip() for cell in row]
        at = {
            key: texts.index(title)
            for key, title in zip(COLUMN_KEYS[1:], TITLES[1:], strict=True)
            if title in texts
        }
        if len(at) < _ENOUGH:
            continue
        retitled = _retitled(texts, at)
        at |= {key: column for key, column, _ in retitled}
        if _HIDDEN in texts:
            at[_HIDDEN] = texts.index(_HIDDEN)
        if not at.keys() >= _NEEDED:
            return None
        return FoundColumns(number, at, tuple((title_of(key), title) for key, _, title in retitled))
    return None


def _retitled(texts: list[str], at: Mapping[str, int]) -> list[tuple[str, int, str]]:
    """Return the columns whose title was written over: it stands where the title was, between its own neighbours."""
    found = []
    for before, key, after in zip(COLUMN_KEYS[:-1], COLUMN_KEYS[1:], (*COLUMN_KEYS[2:], ""), strict=True):
        if key in at:
            continue
        beside = {at[before] + 1} if before in at else set()
        beside |= {at[after] - 1} if after in at else set()
        column = beside.pop() if len(beside) == 1 else -1
        if (
            0 <= column < len(texts)
            and column not in at.values()
            and texts[column]
            and texts[column] != _HIDDEN
        ):
            found.append((key, column, texts[column]))
    return found
