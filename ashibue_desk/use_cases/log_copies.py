"""Taking a copy of the handling log: as CSV, or as a workbook in which nothing is a formula (規程10条6項)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from ashibue_desk.domain.handling_log import (
    LOG_CLASS_NAMES,
    LOG_MARK_NAMES,
    LogClass,
    LogFilter,
    LogLine,
    LogView,
)
from ashibue_desk.domain.roles import READS_RECORDS
from ashibue_desk.office_files.csv_writing import csv_bytes
from ashibue_desk.office_files.workbook_writing import workbook_bytes
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.find_lines import find_all, read_lines, read_views
from ashibue_desk.use_cases.progress import Progress, Quiet
from ashibue_desk.use_cases.reauthentication import Sensitive, reauthenticate
from ashibue_desk.use_cases.situations import StoppedByHand

HEADER = (
    "番号", "日時", "取扱者", "区分", "事務", "対象", "取扱いの内容", "件数", "備考",
    "提供先", "紙で取り扱った日", "訂正した行", "この行を訂正した行", "しるし",
)  # fmt: skip
_AT_ONCE = 500


class CopyKind(Enum):
    """What kind of file a copy is."""

    CSV = "csv"
    WORKBOOK = "xlsx"


@dataclass(frozen=True, slots=True)
class LogCopy:
    """A copy that was read and waits to be written: its rows as texts, and the line that says it was taken."""

    kind: CopyKind
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    line: LogLine


def export_log(
    desk: Desk,
    wanted: LogFilter,
    password: str = "",
    *,
    kind: CopyKind = CopyKind.CSV,
    progress: Progress | None = None,
) -> Done[bytes]:
    """Return the lines that fit, oldest first, as a file, and write a line that says so; raises as ``read_log_copy``."""
    copy = read_log_copy(desk, wanted, password, kind=kind, progress=progress)
    data = bytes_of(copy, progress)
    return Done(data, record_log_copy(desk, copy).changed)


def read_log_copy(
    desk: Desk,
    wanted: LogFilter,
    password: str = "",
    *,
    kind: CopyKind = CopyKind.CSV,
    progress: Progress | None = None,
) -> LogCopy:
    """Read the lines that fit, oldest first. Making the file needs no vault (``bytes_of``); then ``record_log_copy``.

    The password is asked again: raises ``NotYourDuty``, ``WrongPassword``, ``MustWait`` or ``StoppedByHand``.
    """
    desk.require(*READS_RECORDS)
    reauthenticate(desk, Sensitive.EXPORT, password)
    _search, numbers = find_all(desk, wanted)
    rows = tuple(map(_cells, views_of(desk, numbers[::-1], progress or Quiet())))
    line = LogLine(
        log_class=LogClass.USE,
        act="取扱記録簿の書き出し",
        object_id=wanted.object_id,
        object_label=_whose(desk, wanted, numbers),
        count=max(1, len(numbers)),
        detail=_which(kind, numbers),
    )
    return LogCopy(kind, rows, line)


def bytes_of(copy: LogCopy, progress: Progress | None = None) -> bytes:
    """Return a copy as the bytes of its file; raise ``StoppedByHand``. Touches no vault, so it runs in any thread."""
    rows = _told(copy.rows, progress or Quiet())
    if copy.kind is CopyKind.CSV:
        return csv_bytes(HEADER, rows)
    return workbook_bytes("取扱記録簿", HEADER, rows)


def record_log_copy(desk: Desk, copy: LogCopy) -> Done[None]:
    """Write that a copy was taken. Raises ``NotYourDuty``."""
    desk.require(*READS_RECORDS)
    with desk.act():
        desk.log(copy.line)
    return Done(None, Changed.LOG)


def views_of(desk: Desk, numbers: Sequence[int], progress: Progress) -> Iterator[LogView]:
    """Yield the lines with these numbers some at a time, telling how far it is; raise ``StoppedByHand``."""
    windows = desk.vault.log.windows
    for start in range(0, len(numbers), _AT_ONCE):
        progress.report(start, len(numbers), f"{start:,} / {len(numbers):,}行を読んでいます")
        if progress.should_stop():
            raise StoppedByHand
        yield from read_views(desk, windows, numbers[start : start + _AT_ONCE])


def _told(rows: Sequence[tuple[str, ...]], progress: Progress) -> Iterator[tuple[str, ...]]:
    for at, row in enumerate(rows):
        if at % _AT_ONCE == 0:
            progress.report(at, len(rows), f"{at:,} / {len(rows):,}行を書いています")
            if progress.should_stop():
                raise StoppedByHand
        yield row


def _whose(desk: Desk, wanted: LogFilter, numbers: Sequence[int]) -> str:
    """Return whose lines they are, where those of one person were taken."""
    if not wanted.object_id or not numbers:
        return ""
    return next((view.entry.line.object_label for view in read_lines(desk, numbers[:1])), "")


def _which(kind: CopyKind, numbers: Sequence[int]) -> str:
    """Return what was taken: without it nobody could tell later what had left the vault."""
    return f"{kind.name}、{numbers[-1]}番から{numbers[0]}番までのうち" if numbers else kind.name


def _cells(view: LogView) -> tuple[str, ...]:
    entry, line = view.entry, view.entry.line
    return (
        str(entry.seq),
        entry.local_at[:19].replace("T", " "),
        entry.actor_name,
        LOG_CLASS_NAMES[line.log_class],
        view.affairs,
        line.object_label,
        line.act,
        str(line.count),
        line.detail,
        line.recipient,
        line.happened_on,
        str(line.corrects or ""),
        str(view.corrected_by or ""),
        "・".join(LOG_MARK_NAMES[mark] for mark in view.marks),
    )
