"""Mass output: one person put the numbers of many persons out within an hour or a day (R1-27, R4-31; ガイドライン別添1 F).

Counted are persons, not acts: the same person shown twice is one. Which acts put numbers out is written here once; an act
about one person names them in its line, an act about a group says how many they are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.number_shield import holds_number
from ashibue_desk.domain.problems import Problem

REASON_FIELD = "mass_reason"
SHOWN = "個人番号の表示"
PRINTED = "個人番号を記載した書類の印刷"
EXPORTED = "個人番号を含むファイルの作成"
PROVIDED = "委託先への提供"
PROVIDED_AGAINST = "要件を欠く委託先への提供(責任者の判断)"
ACTS_BY_PERSON = frozenset({SHOWN, PRINTED, EXPORTED})
"""One line for each person, whose id it bears."""
ACTS_BY_GROUP = frozenset({PROVIDED, PROVIDED_AGAINST})
"""One line for all, with their count."""
OUTPUT_CLASSES = (LogClass.USE, LogClass.PROVISION)
"""The classes of these acts, for which the log has an index (``ix_log_outputs``)."""


class Window(Enum):
    """How far back is counted: sixty minutes up to now, or the calendar day of the office."""

    HOUR = "hour"
    DAY = "day"


WINDOW_NAMES = {Window.HOUR: "1時間", Window.DAY: "1日"}


@dataclass(frozen=True, slots=True)
class MassOutputRule:
    """Up to how many persons nobody is asked, within an hour and a day, and where the rule comes from."""

    hour_persons: int
    day_persons: int
    basis: str
    note: str

    def limit(self, window: Window) -> int:
        """Return the number of persons of a window."""
        return self.hour_persons if window is Window.HOUR else self.day_persons


@dataclass(frozen=True, slots=True)
class Crossing:
    """A limit that an act would pass: how many persons there would be with those about to be put out."""

    window: Window
    persons: int
    limit: int

    @property
    def words(self) -> str:
        """Return what is said of it."""
        return f"{WINDOW_NAMES[self.window]}に{self.persons:,}人分(目安は{self.limit:,}人まで)"


@dataclass(frozen=True, slots=True)
class MassQuestion:
    """What an act has to be explained for."""

    crossings: tuple[Crossing, ...]

    @property
    def sentence(self) -> str:
        """Return why a reason is asked for."""
        told = "、".join(crossing.words for crossing in self.crossings)
        return f"これで{told}になります。なぜ必要かを書くと、続けられます。理由は取扱記録簿に残り、責任者に知らせます。"


@dataclass(frozen=True, slots=True, kw_only=True)
class MassOutput:
    """An explained mass output. ``seq`` is its newest line in the log, ``at`` UTC in ISO 8601.

    ``by_officer``: an officer did it, so that somebody else must see it. ``told_at`` is empty until somebody was told.
    """

    id: str
    seq: int
    actor_id: str
    actor_name: str
    by_officer: bool
    at: str
    window: Window
    persons: int
    allowed: int
    reason: str
    told_at: str = ""
    told_to: str = ""
    note: str = ""


def is_crossed(persons: int, limit: int, since_reason: int | None) -> bool:
    """Whether a reason is needed for so many persons in a window.

    ``since_reason`` is how many came after the newest reason of the window and were not covered by it, ``None`` without any.
    A reason covers fewer persons more than the limit, so that a long afternoon is not one of questions; whom it was given for
    and whose hour is over makes no room for others.
    """
    return persons > limit and (since_reason is None or since_reason >= limit)


def persons_in(lines: Iterable[LogLine]) -> tuple[frozenset[str], int]:
    """Return the ids of the persons whose numbers some lines put out, and how many there are besides without one.

    Raises ``RuntimeError`` for an act that is not written down above: it would not be counted.
    """
    ids, others = set(), 0
    for line in lines:
        if line.log_class not in OUTPUT_CLASSES or line.act not in ACTS_BY_PERSON | ACTS_BY_GROUP:
            raise RuntimeError(f"the act {line.act!r} is not counted as output")
        if line.act in ACTS_BY_PERSON:
            ids.add(line.object_id)
        else:
            others += line.count
    return frozenset(ids), others


def reason_problem(reason: str) -> Problem | None:
    """Return what is wrong with a reason: nothing written, or a number in it."""
    if not reason.strip():
        return Problem(REASON_FIELD, "多くの人の番号を扱う理由を入力してください。")
    if holds_number(reason):
        return Problem(REASON_FIELD, "個人番号らしい12桁の数字が入っています。理由には書かないでください。")
    return None
