"""Counting the lines of the log that fit a filter, in small steps: for the lists by person, handler, affair and day, and charts."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from time import monotonic

from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.log_tally import Counted, LogTally
from ashibue_desk.domain.roles import READS_RECORDS
from ashibue_desk.domain.search_key import query_key
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.find_lines import STEP, STRETCH, Search, begin_search, go_on
from ashibue_desk.use_cases.office_hours import log_check_rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Where counting stands. The tally belongs to the vault thread until the search is done."""

    search: Search
    tally: LogTally = field(default_factory=LogTally)

    @property
    def is_done(self) -> bool:
        """Whether everything was counted."""
        return self.search.is_done


def begin_count(desk: Desk, wanted: LogFilter) -> Count:
    """Begin to count the lines that fit; for those who read records. Raises ``NotYourDuty``."""
    search = begin_search(desk, wanted).search
    return go_on_counting(desk, Count(search=replace(search, below=search.upto)))


def go_on_counting(desk: Desk, count: Count, seconds: float = STEP) -> Count:
    """Go on for about ``seconds``, at least one stretch."""
    desk.require(*READS_RECORDS)
    search = count.search
    if search.is_preparing:
        return replace(count, search=go_on(desk, search, seconds).search)
    until = monotonic() + seconds
    words = query_key(search.wanted.text)
    below = search.below
    with desk.vault.reading():
        windows, rule = desk.vault.log.windows, log_check_rule(desk)
        while below > search.above and (below == search.below or monotonic() < until):
            # A filter with an index of its own is quick all at once.
            above = (
                max(search.above, below - STRETCH) if windows.needs_search(search.wanted) else search.above
            )
            rows = windows.tallied(search.wanted, rule, above, below, words)
            count.tally.take(Counted._make(row) for row in rows)
            below = above
    return replace(count, search=replace(search, below=below))


def lines_by_day(desk: Desk, first: date, last: date) -> dict[date, int]:
    """Return how many lines there are on each day that has any, whatever they are; for those who read records."""
    desk.require(*READS_RECORDS)
    with desk.vault.reading():
        counts: Iterable[tuple[date, int]] = (
            (day, desk.vault.log.how_many(LogFilter(since=day, until=day))) for day in _days(first, last)
        )
        return {day: lines for day, lines in counts if lines}


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days) for days in range((last - first).days + 1))
