"""One program on a log of a million lines; prints what ``long_log_work`` makes figures of, in milliseconds."""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from ashibue_desk.bootstrap import build_surroundings
from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.use_cases.find_lines import find_all
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.sample_office import build_office
from tests.bench.figures import once
from tests.bench.heartbeat import Heartbeat
from tests.bench.long_log import write_long_log
from tests.bench.waiting import wait
from tests.bench.window_process import at_the_door, go_in, leave
from ui.app import App
from ui.pages.handling_log.page import HandlingLogPage
from ui.pages.handling_log.window_model import WAITING

_TYPED = "架空 999"
_PLACES = 40


def _until(condition: Callable[[], bool]) -> float:
    """Let the window work until ``condition`` holds; return how many seconds that took."""
    began = time.perf_counter()
    wait(condition, minutes=5)
    return time.perf_counter() - began


def main() -> int:
    """Build an office with a long log, go in, open the page from home, measure and print."""
    surroundings = build_surroundings(Path(sys.argv[1]), quick=True, on_trial=True)
    desk = build_office(surroundings, surroundings.folders.sample_vault, Quiet(), workers=30).desk
    until, lines = surroundings.clock.local_now(), int(sys.argv[2])
    writing = once(lambda: write_long_log(desk.vault.log.connection, until, lines))
    app = at_the_door(surroundings)
    go_in(app, lambda: desk)
    told = (writing, *_measured(app))
    sys.stdout.write(" ".join(f"{each * 1000:.2f}" for each in told) + "\n")
    sys.stdout.flush()
    leave(app)
    return 0


def _measured(app: App) -> tuple[float, ...]:
    """Return the seconds: keys made once, first paint, keystroke until first lines, until all, a far place, standing still."""
    operations, window = app.operations, app.main_window
    if window is None:
        raise RuntimeError("no window")
    owner, made = QObject(), list[object]()
    began = time.perf_counter()
    operations.query(owner, lambda desk: find_all(desk, LogFilter(text=_TYPED)), made.append)
    _until(lambda: bool(made))
    keys = time.perf_counter() - began
    heart = Heartbeat()
    began = time.perf_counter()
    window.open("handling_log")
    heart.beat()  # as on every page: it is made in one piece of work, laid out and painted in the next
    page = window.page()
    if not isinstance(page, HandlingLogPage):
        raise TypeError
    _until(lambda: _is_painted(page))
    painted = time.perf_counter() - began
    settle = partial(_until, lambda: page.reader.is_done and not operations.is_busy())
    settle()
    page.filters.period_choice.set_value("all")
    settle()
    return keys, painted, *_keystrokes(page, settle), _far_places(page), heart.longest


def _is_painted(page: HandlingLogPage) -> bool:
    if not page.rows.rowCount() or page.rows.row(0) is WAITING:
        return False
    page.list.view.viewport().repaint()
    return True


def _keystrokes(page: HandlingLogPage, settle: Callable[[], float]) -> tuple[float, float]:
    """Return the worst time from a keystroke to the first lines, and from the last one until all is searched."""
    worst, last = 0.0, 0.0
    for end in range(1, len(_TYPED) + 1):
        before = page.rows.numbers()
        began = time.perf_counter()
        page.list.filter_field.setText(_TYPED[:end])
        _until(lambda known=before: page.rows.numbers() is not known)  # type: ignore[misc] # bound at once
        worst = max(worst, time.perf_counter() - began)
        settle()
        last = time.perf_counter() - began
    page.list.filter_field.clear()
    settle()
    return worst, last


def _far_places(page: HandlingLogPage) -> float:
    """Return the worst time until the lines of a place far away are there."""
    bar, worst = page.list.view.verticalScrollBar(), 0.0
    for step in range(_PLACES):
        bar.setValue(bar.maximum() * (step * 7 % _PLACES) // _PLACES)
        began = time.perf_counter()
        page.list.view.viewport().repaint()
        at = page.list.view.rowAt(10)
        _until(lambda place=at: page.rows.row(place) is not WAITING)  # type: ignore[misc] # bound at once
        worst = max(worst, time.perf_counter() - began)
        _until(lambda: not page.context.operations.is_busy())
    return worst


if __name__ == "__main__":
    sys.exit(main())
