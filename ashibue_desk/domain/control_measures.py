"""The system of security control measures (別表第1, 規程5条3項): each with what suffices for a small business."""

from dataclasses import dataclass

from ashibue_desk.domain.affairs import Source


@dataclass(frozen=True, slots=True)
class ControlMeasure:
    """One measure of a group; an empty ``small`` says that a small business has no special case."""

    group: str
    name: str
    text: str
    small: str


@dataclass(frozen=True, slots=True)
class MeasureTable:
    """The whole table with its article and the sentence about who is a small business (中小規模事業者)."""

    article: str
    source: Source
    small_business: str
    measures: tuple[ControlMeasure, ...]
