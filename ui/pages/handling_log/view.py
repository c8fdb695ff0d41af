"""What the page of the handling log has done in the vault thread, its columns and its sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from ashibue_desk.domain.handling_log import (
    LOG_CLASS_NAMES,
    LOG_MARK_NAMES,
    LogClass,
    LogFilter,
    LogMark,
    LogView,
)
from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.log_corrections import pointing
from ashibue_desk.files.private_files import write_private
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.count_lines import lines_by_day
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.find_lines import Search
from ashibue_desk.use_cases.log_copies import CopyKind, LogCopy, bytes_of, read_log_copy, record_log_copy
from ashibue_desk.use_cases.log_papers import LogBook, hand_out_log_book, read_log_book
from ui.background.progress import Progress
from ui.widgets.paper_card import Drawn, PaperOutput
from ui.widgets.rows_model import Column


@dataclass(frozen=True, slots=True)
class YearView:
    """A business year by day."""

    first: date
    counts: dict[date, int]


def read_year(desk: Desk, first: date) -> YearView:
    """Count the lines of each day of the year that begins on ``first``. Runs in the vault thread."""
    last = first.replace(year=first.year + 1) - timedelta(days=1)
    return YearView(first, lines_by_day(desk, first, last))


@dataclass(frozen=True, slots=True)
class CopyOnItsWay:
    """A copy between its three steps: read in the vault thread, made beside it, written down and put into ``target``."""

    copy: LogCopy
    target: Path
    progress: Progress
    data: bytes = b""


def read_copy(
    desk: Desk, wanted: LogFilter, target: Path, password: str, kind: CopyKind, progress: Progress
) -> CopyOnItsWay:
    """Read the lines that fit. Runs in the vault thread."""
    copy = read_log_copy(desk, wanted, password, kind=kind, progress=progress)
    return CopyOnItsWay(copy, target, progress)


def make_copy(way: CopyOnItsWay) -> CopyOnItsWay:
    """Make the file of what was read. Runs beside the vault thread."""
    return replace(way, data=bytes_of(way.copy, way.progress))


def keep_copy(desk: Desk, way: CopyOnItsWay) -> Done[Path]:
    """Write down that the copy was taken, and put it in its place. Runs in the vault thread."""
    done = record_log_copy(desk, way.copy)
    write_private(way.target, way.data)
    return Done(way.target, done.changed)


@dataclass(frozen=True, slots=True)
class BookOnItsWay:
    """A book between its three steps: read in the vault thread, drawn beside it, recorded and handed out."""

    book: LogBook
    output: PaperOutput
    progress: Progress
    drawn: Drawn = b""


def read_book(
    desk: Desk, wanted: LogFilter, scope: str, output: PaperOutput, progress: Progress
) -> BookOnItsWay:
    """Read the lines of the book. Runs in the vault thread."""
    return BookOnItsWay(read_log_book(desk, wanted, scope=scope, progress=progress), output, progress)


def draw_book(way: BookOnItsWay) -> BookOnItsWay:
    """Draw the book. Runs beside the vault thread: some thousand sheets take minutes."""
    from forms.log_book import render_log_book

    def go_on(done: int, whole: int) -> bool:
        way.progress.report(done, whole, "ページをつくっています")
        return not way.progress.should_stop()

    return replace(way, drawn=way.output.draw(partial(render_log_book, go_on=go_on), way.book.facts))


def hand_out_book(desk: Desk, way: BookOnItsWay) -> Done[int]:
    """Record the book and let it leave. Runs in the vault thread."""
    put_out = partial(way.output.put_out, progress=way.progress)
    return hand_out_log_book(desk, way.book, way.drawn, put_out)


def summary(numbers: Sequence[int], first: LogView | None) -> str:
    """Return the sentence under the title."""
    if not numbers or first is None:
        return ""
    return f"いちばん新しい行は {when(first.entry.local_at)} です。書いた行を直す画面はありません。"


def search_words(search: Search, found: int) -> str:
    """Return how many lines there are, and that older ones are still looked for."""
    if search.is_preparing:
        share = search.keyed * 100 // max(1, search.upto)
        return f"さがす準備をしています {share}%"
    return f"{found:,}行" if search.is_done else f"{found:,}行（さがしています…）"


_TONES = {
    LogClass.COLLECTION: "info",
    LogClass.USE: "info",
    LogClass.CARRY_OUT: "warning",
    LogClass.PROVISION: "warning",
    LogClass.DISPOSAL: "warning",
}
_LOUD = frozenset({LogMark.OUT_OF_HOURS, LogMark.MASS})


def when(local_at: str) -> str:
    """Return day and time of an entry as a list shows them."""
    if not local_at:
        return ""
    at = datetime.fromisoformat(local_at)
    return f"{era_short(at.date())} {at:%H:%M}"


def day_words(day: str) -> str:
    """Return a day kept in ISO 8601 as a list shows it; empty for none."""
    return era_short(date.fromisoformat(day)) if day else ""


def act_words(row: LogView) -> str:
    """Return what was done, with the line it corrects or that corrects it."""
    line = row.entry.line
    act = line.act
    if line.corrects:
        act += f"（{line.corrects:,}番{pointing(line.act)}）"
    if row.corrected_by:
        act += f"（{row.corrected_by:,}番で訂正・補記）"
    return act


def mark_words(row: LogView) -> str:
    """Return what sets the line apart, in words."""
    return "・".join(LOG_MARK_NAMES[mark] for mark in row.marks)


def row_id(row: LogView) -> str:
    """Return the number of the line as text."""
    return str(row.entry.seq)


def _class_words(row: LogView) -> str:
    return LOG_CLASS_NAMES[row.entry.line.log_class] if row.entry.seq else ""


def _mark_tone(row: LogView) -> str:
    return "warning" if _LOUD.intersection(row.marks) else "neutral"


COLUMNS: tuple[Column[LogView], ...] = (
    Column("at", "日時", lambda row: when(row.entry.local_at), 148),
    Column("actor", "取扱者", lambda row: row.entry.actor_name, 100),
    Column(
        "class", "区分", _class_words, 92, tone=lambda row: _TONES.get(row.entry.line.log_class, "neutral")
    ),
    Column("affair", "事務", lambda row: row.affairs, 110),
    Column("object", "対象", lambda row: row.entry.line.object_label, 105),
    Column("act", "内容", act_words, 150, bold=True, stretches=True),
    Column("count", "件数", lambda row: f"{row.entry.line.count:,}" if row.entry.seq else "", 48, right=True),
    Column("marks", "しるし", mark_words, 100, tone=_mark_tone),
    Column("recipient", "提供先", lambda row: row.entry.line.recipient, 110, soft=True, shown=False),
    Column(
        "happened", "紙で取り扱った日", lambda row: day_words(row.entry.line.happened_on), 130, shown=False
    ),
    Column("detail", "備考", lambda row: row.entry.line.detail, 100, soft=True),
    Column("seq", "番号", row_id, 72, right=True, shown=False),
)
