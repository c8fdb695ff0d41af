"""What the papers of the checks need to know: the sheet of a month, and the analysis of a quarter."""

from collections.abc import Mapping
from dataclasses import dataclass

from ashibue_desk.domain.form_facts import PaperHead
from ashibue_desk.domain.log_check_facts import AccessAnalysis, MonthFigures, QuarterFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetItem:
    """Something that deserves a look, with its verdict in words; both are empty while nobody has looked."""

    seq: int
    until_seq: int
    lines: int
    local_at: str
    actor_name: str
    what: str
    reasons: str
    verdict: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCheck:
    """One signed check in words."""

    checked_on: str
    checker_name: str
    checked_lines: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetDoubt:
    """Something that was found doubtful, and its outcome in words; ``found_on`` and ``finding`` are empty while it is open.

    ``month`` names the month of the check where it is another one than that of the sheet.
    """

    seq: int
    month: str
    checked_on: str
    remark: str
    found_on: str = ""
    finding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSheetFacts:
    """月次点検票: a month in figures, what deserves a look first, who checked.

    Attributes:
        checker: who has to check, in words.
        doubts: what was found doubtful in the month, and what of earlier months still is.
        last_of_month: the number of the month's newest line, by which a check on paper says how far it went.
        unchecked: how many lines nobody has checked yet.
        until_seq, code: the newest entry of the whole log and its code, for the foot of every page.

    """

    head: PaperHead
    figures: MonthFigures
    before: tuple[MonthFigures, ...]
    checker: str
    items: tuple[SheetItem, ...]
    checks: tuple[SheetCheck, ...]
    last_of_month: int
    unchecked: int
    until_seq: int
    code: str
    doubts: tuple[SheetDoubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisSheetFacts:
    """アクセス状況の分析: figures beside those of the quarter before, and the findings, the newest first."""

    head: PaperHead
    figures: QuarterFigures
    before: QuarterFigures
    affairs: Mapping[str, str]
    analyses: tuple[AccessAnalysis, ...]
    until_seq: int
    code: str
