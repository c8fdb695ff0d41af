"""What the page of the handling log has done in the vault thread, and its sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from ashibue_desk.domain.handling_log import LogView
from ashibue_desk.files.private_files import write_private
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.count_lines import lines_by_day
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.find_lines import Search
from ashibue_desk.use_cases.log_copies import LogCopy, record_log_copy
from ashibue_desk.use_cases.log_papers import LogBook
from ashibue_desk.use_cases.progress import Progress
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


def keep_copy(desk: Desk, copy: LogCopy, data: bytes, target: Path) -> Done[Path]:
    """Write down that a copy was taken, and put it into ``target``. Runs in the vault thread."""
    done = record_log_copy(desk, copy)
    write_private(target, data)
    return Done(target, done.changed)


def draw_book(book: LogBook, output: PaperOutput, progress: Progress) -> Drawn:
    """Draw a book. Runs beside the vault thread: some thousand sheets take minutes."""
    from forms.log_book import render_log_book

    def go_on(done: int, whole: int) -> bool:
        progress.report(done, whole, "ページをつくっています")
        return not progress.should_stop()

    return output.draw(partial(render_log_book, go_on=go_on), book.facts)


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
