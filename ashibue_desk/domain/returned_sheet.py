"""An evaluation sheet that came back as .xlsx: what it says, what differs, and what does not fit.

An empty cell never erases an answer on file; a row that does not fit is named and left out, never guessed.
"""

from dataclasses import dataclass
from enum import Enum

from ashibue_desk.domain.contractor_evaluation import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetIdentity:
    """What a sheet says of itself in its locked head."""

    evaluation_id: str
    contractor_id: str
    contractor_name: str
    pack: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One row as it came back; ``row`` is the sheet's row number. ``formulas`` names the columns that hold a formula,
    ``withheld`` those from which an Individual Number was taken out while reading."""

    row: int
    criterion_id: str
    question: str
    mark: str
    comment: str
    evidence: str
    formulas: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """A sheet as read; ``identity`` is ``None`` where the head is not that of our sheet."""

    identity: SheetIdentity | None
    lines: tuple[SheetLine, ...]


class Misfit(Enum):
    """What does not fit. The first four keep the whole sheet out, the others one row."""

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
