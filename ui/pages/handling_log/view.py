"""What the page of the handling log has done in the vault thread, and its sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from ashibue_desk.domain.handling_log import LogFilter, LogView
from ashibue_desk.files.private_files import write_private
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.count_lines import lines_by_day
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.find_lines import Search
from ashibue_desk.use_cases.log_copies import CopyKind, LogCopy, bytes_of, read_log_copy, record_log_copy
from ashibue_desk.use_cases.log_papers import LogBook, hand_out_log_book, read_log_book
from ui.background.progress import Progress
from ui.pages.handling_log.columns import when
from ui.widgets.paper_card import Drawn, PaperOutput


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
