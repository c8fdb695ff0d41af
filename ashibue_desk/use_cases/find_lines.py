"""Finding lines of a long log in small steps, and reading the few that are seen (規程10条10項, マニュアル7.1).

A step takes some hundredths of a second, so that the vault does something else in between: the newest lines stand on the
screen while older ones are still looked for, and what nobody waits for any more is simply not gone on with.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from time import monotonic

from ashibue_desk.domain.handling_log import LogFilter, LogView
from ashibue_desk.domain.roles import READS_RECORDS
from ashibue_desk.domain.search_key import query_key
from ashibue_desk.storage.log_windows import LogWindows
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.handling_log import affair_names, line_key
from ashibue_desk.use_cases.office_hours import log_check_rule

STEP = 0.03
"""Seconds that a step takes, about."""
STRETCH = 4_096
"""Numbers gone through at once: 2 to 8 ms."""
_FIRST_STEP = 0.01  # seconds: somebody waits for the first lines, and the next step brings more
_KEYED = 1_000  # lines whose keys are made at once: 10 ms and a commit
_FIRST = 40  # lines that a first step brings along: more than a window shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Where a search stands.

    Attributes:
        above, upto: the numbers between which lines are looked for, ``above`` excluded.
        below: the lines from here up are done; at ``above`` everything is.
        keyed: up to where the lines have keys to be searched by; -1 where no words are looked for.

    """

    wanted: LogFilter
    above: int
    upto: int
    below: int
    keyed: int = -1

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be gone through."""
        return self.below <= self.above

    @property
    def is_preparing(self) -> bool:
        """Whether keys are still being made."""
        return 0 <= self.keyed < self.upto


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one step found: more numbers, newest first, and where the search stands now.

    ``numbers`` is a ``range`` where nothing at all is left out; a line somebody took out past the program still has its
    number there. The first step brings the first ``lines`` along.
    """

    search: Search
    numbers: Sequence[int]
    lines: tuple[LogView, ...] = ()
    first_month: int = 0


def begin_search(desk: Desk, wanted: LogFilter, *, above: int = 0) -> Found:
    """Look for the newest lines that fit, of those with a number over ``above``; for those who read records.

    Raises ``NotYourDuty``.
    """
    desk.require(*READS_RECORDS)
    with desk.vault.reading():
        windows = desk.vault.log.windows
        bounds = windows.bounds(wanted)
        low, high = min(max(bounds.above, above), bounds.upto), bounds.upto
        if bounds.unbroken:  # then the numbers say all there is to say of the days
            wanted = replace(wanted, since=None, until=None)
        keyed = desk.vault.log.keys.last() if query_key(wanted.text) else -1
        search = Search(wanted=wanted, above=low, upto=high, below=high, keyed=keyed)
        if bounds.unbroken and _leaves_nothing_out(wanted):
            found = Found(search=replace(search, below=low), numbers=range(high, low, -1))
        else:
            found = go_on(desk, search, _FIRST_STEP)
        lines = read_lines(desk, found.numbers[:_FIRST])
    return replace(found, lines=lines, first_month=desk.vault.settings.office().first_month)


def go_on(desk: Desk, search: Search, seconds: float = STEP) -> Found:
    """Go on for about ``seconds``, at least one stretch."""
    desk.require(*READS_RECORDS)
    until = monotonic() + seconds
    if search.is_preparing:
        return Found(search=_prepare(desk, search, until), numbers=())
    with desk.vault.reading():
        windows, rule = desk.vault.log.windows, log_check_rule(desk)
        words = query_key(search.wanted.text)
        if not windows.needs_search(search.wanted):
            numbers = windows.numbers(search.wanted, rule, search.above, search.below, words)
            return Found(search=replace(search, below=search.above), numbers=numbers)
        found: list[int] = []
        below = search.below
        while below > search.above and (below == search.below or monotonic() < until):
            above = max(search.above, below - STRETCH)
            found += windows.numbers(search.wanted, rule, above, below, words)
            below = above
    return Found(search=replace(search, below=below), numbers=found)


def find_all(desk: Desk, wanted: LogFilter) -> tuple[Search, Sequence[int]]:
    """Return the numbers of all lines that fit, newest first, in one go: for papers and copies."""
    step = begin_search(desk, wanted)
    numbers: Sequence[int] = step.numbers
    while not step.search.is_done:
        step = go_on(desk, step.search, 1.0)
        numbers = [*numbers, *step.numbers]
    return step.search, numbers


def read_lines(desk: Desk, numbers: Sequence[int]) -> tuple[LogView, ...]:
    """Return the lines with these numbers, in their order; for those who read records."""
    desk.require(*READS_RECORDS)
    with desk.vault.reading():
        return tuple(read_views(desk, desk.vault.log.windows, numbers))


def read_views(desk: Desk, windows: LogWindows, numbers: Sequence[int]) -> Iterator[LogView]:
    """Yield lines with their affairs in words and their marks."""
    names = cache(lambda ids: affair_names(desk, ids))
    for found in windows.lines(numbers, log_check_rule(desk)):
        yield LogView(
            entry=found.entry,
            affairs=names(found.entry.line.affair),
            marks=found.marks,
            corrected_by=found.corrected_by,
        )


def handlers_of_log(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return id and name of everybody who ever wrote a line; for those who read records."""
    desk.require(*READS_RECORDS)
    with desk.vault.reading():
        return desk.vault.log.windows.handlers()


def _prepare(desk: Desk, search: Search, until: float) -> Search:
    keyed = search.keyed
    names = cache(lambda ids: affair_names(desk, ids))
    while keyed < search.upto and (keyed == search.keyed or monotonic() < until):
        last = min(search.upto, keyed + _KEYED)
        with desk.vault.transaction():
            entries = desk.vault.log.windows.read(keyed, last)
            keys = ((entry.seq, line_key(entry, names(entry.line.affair))) for entry in entries)
            desk.vault.log.keys.add(keys)
        keyed = last
    return replace(search, keyed=keyed)


def _leaves_nothing_out(wanted: LogFilter) -> bool:
    return not query_key(wanted.text) and replace(wanted, text="", most=LogFilter().most) == LogFilter()
