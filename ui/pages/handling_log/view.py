"""What the page of the handling log has done in the vault thread, and its sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from ashibue_desk.domain.handling_log import LogFilter, LogView
from ashibue_desk.files.private_files import write_private
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.count_lines import lines_by_day
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.find_lines import Search
from ashibue_desk.use_cases.log_copies import CopyKind, export_log
from ashibue_desk.use_cases.log_papers import print_log_book
from ashibue_desk.use_cases.progress import Progress
from ui.pages.handling_log.columns import when
from ui.widgets.paper_card import PaperOutput


@dataclass(frozen=True, slots=True)
class YearView:
    """A business year by day."""

    first: date
    counts: dict[date, int]


def read_year(desk: Desk, first: date) -> YearView:
    """Count the lines of each day of the year that begins on ``first``. Runs in the vault thread."""
    last = first.replace(year=first.year + 1) - timedelta(days=1)
    return YearView(first, lines_by_day(desk, first, last))


def write_copy(
    desk: Desk, wanted: LogFilter, target: Path, password: str, kind: CopyKind, progress: Progress
) -> Done[Path]:
    """Write the lines that fit into ``target``. Runs in the vault thread."""
    done = export_log(desk, wanted, password, kind=kind, progress=progress)
    write_private(target, done.answer)
    return Done(target, done.changed)


def make_book(
    desk: Desk, wanted: LogFilter, scope: str, output: PaperOutput, progress: Progress
) -> Done[int]:
    """Make the book of the lines that fit. Runs in the vault thread."""
    from forms.log_book import render_log_book

    def go_on(done: int, whole: int) -> bool:
        progress.report(done, whole, "ページをつくっています")
        return not progress.should_stop()

    draw = partial(output.draw, partial(render_log_book, go_on=go_on))
    leave = partial(output.put_out, progress=progress)
    return print_log_book(desk, wanted, draw, leave, scope=scope, progress=progress)


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
