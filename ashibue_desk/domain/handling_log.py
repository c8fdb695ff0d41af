"""The handling log (取扱記録簿): what a line holds. No number, ever (manual 7.4, law: C-b, C-c)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class LogClass(Enum):
    """The classes of manual 7.4(1), with collection, access and administration beside them."""

    COLLECTION = "collection"  # 収集
    USE = "use"  # 利用・出力
    CARRY_OUT = "carry_out"  # 持出し
    PROVISION = "provision"  # 提供
    DISPOSAL = "disposal"  # 削除・廃棄
    ACCESS = "access"  # 利用状況(ログイン等)
    ADMINISTRATION = "administration"  # 管理


LOG_CLASS_NAMES = {
    LogClass.COLLECTION: "収集",
    LogClass.USE: "利用・出力",
    LogClass.CARRY_OUT: "持出し",
    LogClass.PROVISION: "提供",
    LogClass.DISPOSAL: "削除・廃棄",
    LogClass.ACCESS: "アクセス",
    LogClass.ADMINISTRATION: "管理",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """What a use case hands to the log; the log adds sequence, time and actor.

    ``object_id`` is a person's or thing's id, ``object_label`` its name as it stood then, ``count`` how many
    persons or sheets the act touched (at least 1), ``affair`` the id of the affair or empty. ``happened_on`` is the day
    (ISO 8601) of an act on paper that is entered later, ``corrects`` the sequence number of a line that this one puts
    right or adds to (0: none), ``recipient`` to whom something was provided.
    """

    log_class: LogClass
    act: str  # short Japanese sentence ending: 個人番号の登録
    object_id: str = ""
    object_label: str = ""
    affair: str = ""
    count: int = 1
    detail: str = ""
    happened_on: str = ""
    corrects: int = 0
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A written line. ``at`` is UTC in ISO 8601 with seconds, ``local_at`` the office's clock at that moment."""

    seq: int
    at: str
    local_at: str
    actor_id: str
    actor_name: str
    line: LogLine


class LogMark(Enum):
    """What sets a line apart: the choice above the log and the sign beside the line."""

    OUT_OF_HOURS = "out_of_hours"  # written when the office is usually closed
    MASS = "mass"  # many persons at once
    PAPER = "paper"  # an act on paper, entered by hand
    CORRECTION = "correction"  # puts another line right, or adds to it
    CORRECTED = "corrected"  # was put right or added to by a later line


LOG_MARK_NAMES = {
    LogMark.OUT_OF_HOURS: "時間外",
    LogMark.MASS: "大量",
    LogMark.PAPER: "紙",
    LogMark.CORRECTION: "訂正等",
    LogMark.CORRECTED: "訂正等あり",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Which lines somebody wants to see; days are the office's own, both included.

    ``affairs``: lines for at least one of them. ``text``: what was typed, each word of it somewhere in the line, whatever
    its width or kana. ``mark`` and ``text`` are known to the windows of the log alone (``storage.log_windows``).
    """

    since: date | None = None
    until: date | None = None
    object_id: str = ""
    actor_id: str = ""
    log_class: LogClass | None = None
    affairs: tuple[str, ...] = ()
    mark: LogMark | None = None
    text: str = ""
    most: int = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LogView:
    """A line as it is read: its affairs in words, what sets it apart, and the newest line that corrects it (0: none)."""

    entry: LogEntry
    affairs: str
    marks: tuple[LogMark, ...] = ()
    corrected_by: int = 0
