"""What the evaluation sheet for a contractor (規程14条5項) says beside the answers, and in which row it says so.

The workbook that is sent is written from here, and one that comes back is held against it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ashibue_desk.domain.contractor_criteria import ContractorRules, SelectionCriterion

SHEET: Final = "委託先評価票"
SIGN: Final = "ashibue-evaluation-sheet"
"""Stands in the first, hidden cell."""

COLUMN_KEYS: Final = (
    "criterion",
    "number",
    "question",
    "look_for",
    "required",
    "mark",
    "comment",
    "evidence",
)
TITLES: Final = ("", "番号", "評価項目", "確かめるもの", "必須", "評価", "コメント", "見せられる資料")
ANSWERS: Final = ("mark", "comment", "evidence")
"""The columns a contractor fills."""

LABELS: Final = {
    "evaluation": "評価票の番号",
    "contractor": "委託先",
    "contractor_id": "委託先の番号",
    "pack": "規程",
    "version": "評価項目の版",
    "office": "評価する事業所",
}
"""The head, below the first row: the key in the hidden column, and what stands beside it."""

GUIDE: Final = (
    "色の付いた欄に記入してください。「評価」は矢印を押して選びます(○ している、△ 一部だけ、× していない、該当なし)。"
    "×と「該当なし」は、コメントに理由を書いてください。個人番号は書かないでください。"
)
GUIDE_ROW: Final = len(LABELS) + 2
TITLE_ROW: Final = GUIDE_ROW + 2


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the sheet asks it; ``number`` is the group's and its own within the group."""

    number: str
    criterion: SelectionCriterion

    @property
    def hints(self) -> tuple[str, str, str]:
        """Return what stands in the columns 番号, 確かめるもの and 必須."""
        return self.number, self.criterion.look_for, "必須" if self.criterion.required else ""


HINT_KEYS: Final = ("number", "look_for", "required")
"""The columns of ``Asked.hints``, in order."""


def heading(number: int, name: str) -> str:
    """Return the line above group ``number``, counted from 1."""
    return f"{number}　{name}"


def asked(rules: ContractorRules) -> Mapping[str, Asked]:
    """Return every question by the id of its criterion, in the order of the sheet."""
    return {
        criterion.id: Asked(f"{number}-{place}", criterion)
        for number, group in enumerate(rules.groups, start=1)
        for place, criterion in enumerate(group.criteria, start=1)
    }


def title_of(key: str) -> str:
    """Return what the column ``key`` is called on the sheet."""
    return TITLES[COLUMN_KEYS.index(key)]
