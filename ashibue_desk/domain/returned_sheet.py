"""An evaluation sheet that came back as .xlsx: what it says, what differs, and what does not fit.

An empty cell never erases an answer on file; a row that does not fit is named and left out, never guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from ashibue_desk.domain.contractor_evaluation import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetIdentity:
    """What a sheet says of itself in its locked head."""

    evaluation_id: str
    contractor_id: str
    contractor_name: str
    pack: str
    version: int
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One row as it came back; ``row`` is the sheet's row number.

    ``hints`` is what stands in the locked columns of ``HINT_KEYS``, ``None`` where such a column is gone. ``formulas``
    names the columns that hold a formula, ``withheld`` those from which an Individual Number was taken out while
    reading. ``has_list``: the drop-down of the marks lies on the row, as it was sent.
    """

    row: int
    criterion_id: str
    question: str
    mark: str
    comment: str
    evidence: str
    hints: tuple[str | None, ...] = ()
    formulas: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    has_list: bool = True


class Written(NamedTuple):
    """A text in a cell, for example B46."""

    place: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of the sheet as they came back, called by their titles. ``retitled`` has the new title beside the old."""

    missing: tuple[str, ...] = ()
    retitled: tuple[tuple[str, str], ...] = ()
    moved: bool = False
    keyed: bool = True  # the hidden column that tells the rows apart is there


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedSheet:
    """A sheet as read; ``identity`` is ``None`` where the head or the titles are not those of our sheet.

    ``texts`` are the lines that belong to no question (name, labels, guide, headings) by their row; ``elsewhere`` is
    what was written where the sheet has nothing to fill. ``locked`` is ``None`` for a file that knows no locks.
    """

    identity: SheetIdentity | None
    lines: tuple[SheetLine, ...] = ()
    title_row: int = 0
    texts: Mapping[int, Written] = field(default_factory=dict)
    elsewhere: tuple[Written, ...] = ()
    columns: Columns = field(default_factory=Columns)
    merged: tuple[str, ...] = ()  # cells joined over answers, for example F12:F15
    locked: bool | None = None
    has_notes: bool = False
    other_sheets: tuple[str, ...] = ()
    looks_like_ours: bool = False
    has_hidden: bool = False  # sheets that are not shown, and so not read


class Misfit(Enum):
    """What does not fit. The first four keep the whole sheet out; then come what keeps one row out, and what keeps none."""

    NOT_OUR_SHEET = "not_our_sheet"
    OTHER_CONTRACTOR = "other_contractor"
    OTHER_EVALUATION = "other_evaluation"
    OTHER_VERSION = "other_version"
    ROW_MISSING = "row_missing"
    ROW_UNKNOWN = "row_unknown"
    ROW_TWICE = "row_twice"
    ROW_MOVED = "row_moved"
    QUESTION_CHANGED = "question_changed"
    MARK_UNKNOWN = "mark_unknown"
    FORMULA = "formula"
    TOO_LONG = "too_long"
    NUMBER_INSIDE = "number_inside"
    COLUMN_MISSING = "column_missing"
    COLUMN_MOVED = "column_moved"
    HINT_CHANGED = "hint_changed"
    LIST_CHANGED = "list_changed"
    UNLOCKED = "unlocked"
    MERGED = "merged"
    ELSEWHERE = "elsewhere"


WHOLE_SHEET = frozenset(
    {Misfit.NOT_OUR_SHEET, Misfit.OTHER_CONTRACTOR, Misfit.OTHER_EVALUATION, Misfit.OTHER_VERSION}
)


@dataclass(frozen=True, slots=True)
class SheetMisfit:
    """One thing that does not fit. ``row`` is 0 for the whole sheet; ``taken`` says whether the row is used all the same."""

    misfit: Misfit
    row: int
    criterion_id: str
    sentence: str
    taken: bool = False


@dataclass(frozen=True, slots=True)
class SheetChange:
    """One answer that differs from what is on file: ``before`` is what the program has, ``after`` what came back."""

    criterion_id: str
    question: str
    before: Answer
    after: Answer


@dataclass(frozen=True, slots=True)
class SheetComparison:
    """Everything to show before a returned sheet is taken in."""

    evaluation_id: str
    changes: tuple[SheetChange, ...]
    same: int  # answers that are on file already
    misfits: tuple[SheetMisfit, ...]

    @property
    def refused(self) -> bool:
        """Whether nothing of the sheet can be taken."""
        return any(misfit.misfit in WHOLE_SHEET for misfit in self.misfits)
