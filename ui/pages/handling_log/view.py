"""The handling log as the page shows it: rows with the affairs in words, periods, bars."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from ashibue_desk.domain.handling_log import LOG_CLASS_NAMES, LogClass, LogEntry, LogFilter
from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.files.private_files import write_private
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.handling_log import affair_names, export_log, line_key, read_log
from ashibue_desk.use_cases.log_papers import print_log_book
from ashibue_desk.use_cases.settings import read_settings
from ui.widgets.charts import Bar
from ui.widgets.paper_card import PaperOutput
from ui.widgets.rows_model import Column

THIS_MONTH, LAST_MONTH, THIS_YEAR, EVERYTHING, CHOSEN = "month", "last", "year", "all", "chosen"
PERIODS = (
    (THIS_MONTH, "今月"),
    (LAST_MONTH, "先月"),
    (THIS_YEAR, "今年度"),
    (EVERYTHING, "すべての期間"),
    (CHOSEN, "期間を決める"),
)
CLASSES = (("", "すべての区分"), *((kind.value, name) for kind, name in LOG_CLASS_NAMES.items()))
BY_CLASS, BY_DAY = "class", "day"
_TONES = {
    LogClass.COLLECTION: "info",
    LogClass.USE: "info",
    LogClass.CARRY_OUT: "warning",
    LogClass.PROVISION: "warning",
    LogClass.DISPOSAL: "warning",
}
_MOST_DAYS = 14


@dataclass(frozen=True)
class LogRow:
    """A line with its affairs in words."""

    entry: LogEntry
    affairs: str


@dataclass(frozen=True)
class LogView:
    """The lines read, and the month in which the business year begins."""

    rows: tuple[LogRow, ...]
    first_month: int


def read_rows(desk: Desk, wanted: LogFilter) -> LogView:
    """Read the lines that fit, newest first. Runs in the vault thread."""
    entries = read_log(desk, wanted)
    words = {ids: affair_names(desk, ids) for ids in {entry.line.affair for entry in entries}}
    rows = tuple(LogRow(entry, words[entry.line.affair]) for entry in entries)
    return LogView(rows, read_settings(desk).office.first_month)


def write_copy(desk: Desk, wanted: LogFilter, typed: str, target: Path, password: str) -> Done[Path]:
    """Write the lines that are shown as CSV into ``target``. Runs in the vault thread."""
    done = export_log(desk, wanted, password, typed=typed)
    write_private(target, done.answer)
    return Done(target, done.changed)


def make_book(desk: Desk, wanted: LogFilter, output: PaperOutput) -> Done[int]:
    """Make the book of the lines that fit. Runs in the vault thread."""
    from forms.log_book import render_log_book

    return print_log_book(desk, wanted, partial(output.make, render_log_book))


def period(choice: str, today: date, first_month: int) -> tuple[date | None, date | None]:
    """Return the first and last day of a choice; ``None`` where it is open."""
    first = today.replace(day=1)
    if choice == THIS_MONTH:
        return first, None
    if choice == LAST_MONTH:
        before = first - timedelta(days=1)
        return before.replace(day=1), before
    if choice == THIS_YEAR:
        year = today.year if today.month >= first_month else today.year - 1
        return date(year, first_month, 1), None
    return None, None


def bars_of(entries: Iterable[LogEntry], by: str) -> tuple[Bar, ...]:
    """Return how many lines there are of each class, or on each of the last days that have any."""
    if by == BY_CLASS:
        counts = Counter(entry.line.log_class for entry in entries)
        found = [(LOG_CLASS_NAMES[kind], counts[kind]) for kind in LogClass if counts[kind]]
    else:
        days = Counter(date.fromisoformat(entry.local_at[:10]) for entry in entries)
        found = [(era_short(day), days[day]) for day in sorted(days, reverse=True)[:_MOST_DAYS]]
    most = max((count for _title, count in found), default=0)
    return tuple(Bar(title, count, most, words=f"{count:,}行") for title, count in found)


def summary(rows: Sequence[LogRow]) -> str:
    """Return the sentence under the title."""
    if not rows:
        return ""
    oldest, newest = rows[-1].entry, rows[0].entry
    return (
        f"{_when(oldest)} から {_when(newest)} までの {len(rows):,}行です。書いた行を直す画面はありません。"
    )


def row_id(row: LogRow) -> str:
    """Return the sequence number as text."""
    return str(row.entry.seq)


def row_text(row: LogRow) -> str:
    """Return the search key of a line."""
    return line_key(row.entry, row.affairs)


def _when(entry: LogEntry) -> str:
    at = datetime.fromisoformat(entry.local_at)
    return f"{era_short(at.date())} {at:%H:%M}"


COLUMNS: tuple[Column[LogRow], ...] = (
    Column("at", "日時", lambda row: _when(row.entry), 150, sort=lambda row: row.entry.seq),
    Column("actor", "取扱者", lambda row: row.entry.actor_name, 115),
    Column(
        "class",
        "区分",
        lambda row: LOG_CLASS_NAMES[row.entry.line.log_class],
        100,
        tone=lambda row: _TONES.get(row.entry.line.log_class, "neutral"),
    ),
    Column("affair", "事務", lambda row: row.affairs, 130),
    Column("object", "対象", lambda row: row.entry.line.object_label, 120),
    Column("act", "内容", lambda row: row.entry.line.act, 170, bold=True, stretches=True),
    Column(
        "count",
        "件数",
        lambda row: str(row.entry.line.count),
        52,
        sort=lambda row: row.entry.line.count,
        right=True,
    ),
    Column("detail", "備考", lambda row: row.entry.line.detail, 110, soft=True),
)
