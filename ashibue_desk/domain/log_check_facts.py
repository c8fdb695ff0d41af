"""What the checks of the log show and keep: figures of a month, a check with its verdicts, figures of a quarter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ashibue_desk.domain.check_duty import CheckedAs
from ashibue_desk.domain.handling_log import LogClass
from ashibue_desk.domain.log_check import Unusual
from ashibue_desk.domain.log_periods import Period


@dataclass(frozen=True, slots=True)
class HandlerLines:
    """How many lines of each class one user wrote."""

    user_id: str
    name: str
    by_class: Mapping[LogClass, int]

    @property
    def lines(self) -> int:
        """Return how many lines in all."""
        return sum(self.by_class.values())


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """A month in figures. ``persons`` counts those whose numbers were handled, each once."""

    month: Period
    handlers: tuple[HandlerLines, ...]
    persons: int
    last_seq: int  # number of its newest line, 0 without any

    @property
    def lines(self) -> int:
        """Return how many lines in all."""
        return sum(handler.lines for handler in self.handlers)

    @property
    def by_class(self) -> Mapping[LogClass, int]:
        """Return the lines of each class, also of those without any."""
        return {kind: sum(one.by_class.get(kind, 0) for one in self.handlers) for kind in LogClass}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCheck:
    """A signed check of a month's lines with numbers after ``after_seq`` up to ``last_seq``.

    ``checker_id`` is empty where the superior checked on paper; then ``checked_on`` is the day written there, ``place``
    says where the sheet lies, and ``recorded_by`` entered it.
    """

    id: str
    month: Period
    checker_id: str
    checker_name: str
    checked_as: CheckedAs
    checked_on: date
    recorded_at: str
    recorded_by: str
    place: str
    after_seq: int
    last_seq: int
    lines: int
    items: int
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """The verdict on one item of a check: its lines from ``seq`` to ``until_seq``, ``lines`` in number."""

    seq: int
    until_seq: int
    lines: int
    kinds: tuple[Unusual, ...]
    in_order: bool
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was found about a line in doubt: when, what, and the line of the log (``seq``) that says so and who wrote it."""

    found_on: date
    finding: str
    seq: int
    written_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that a check found doubtful, and its outcome; ``None`` while it is open."""

    check_id: str
    month: Period
    checked_on: date
    remark: Remark
    outcome: Outcome | None = None

    @property
    def id(self) -> str:
        """Return by which id the line of its outcome names it."""
        return f"{self.check_id}:{self.remark.seq}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has said yet what was found."""
        return self.outcome is None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserFigures:
    """What one user did in a quarter. Counts are of lines, but ``persons``, who are counted once each."""

    user_id: str
    name: str
    lines: int = 0
    entries: int = 0
    failed: int = 0
    out_of_hours: int = 0
    day_off: int = 0
    views: int = 0
    persons: int = 0
    mass_outputs: int = 0
    exports: int = 0
    rights: int = 0


COUNTED = (
    ("entries", "開いた回数"),
    ("failed", "開けなかった数"),
    ("lines", "記録の行"),
    ("out_of_hours", "時間外"),
    ("day_off", "休みの日"),
    ("views", "番号の表示"),
    ("persons", "番号を見た人数"),
    ("mass_outputs", "大量の出力"),
    ("exports", "書き出し"),
    ("rights", "権限の変更"),
)
"""The figures in the order they are shown, with their titles."""


@dataclass(frozen=True, slots=True)
class ViewFigures:
    """How often a user saw numbers for an affair, and of how many persons."""

    user_id: str
    name: str
    affair: str
    views: int
    persons: int


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    """A quarter in figures."""

    quarter: Period
    users: tuple[UserFigures, ...]
    views: tuple[ViewFigures, ...]
    lines: int
    last_seq: int

    def total(self, figure: str) -> int:
        """Return the sum of one figure over all users."""
        return sum(int(getattr(user, figure)) for user in self.users)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessAnalysis:
    """The findings somebody wrote about a quarter's figures; ``last_seq`` and ``lines`` say of which log."""

    id: str
    quarter: Period
    maker_id: str
    maker_name: str
    made_at: str
    last_seq: int
    lines: int
    findings: str
