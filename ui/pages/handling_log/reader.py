"""Brings lines from the vault to the model in small steps, and drops what nobody waits for any more."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogFilter, LogView
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.find_lines import Found, Search, begin_search, go_on, read_lines
from ui.background.operations import Operations
from ui.pages.handling_log.window_model import LogWindowModel

_READ_AT_ONCE = 200


class LogReader(QObject):
    """One search at a time is under way, and one reading; a newer wish takes the place of an older one.

    ``moved(search)`` after each step, ``began(found)`` when the first lines of another search are there.
    """

    moved = Signal(object)
    began = Signal(object)
    growing = Signal(int)  # so many newer lines are about to be put on top
    grown = Signal(int)
    failed = Signal(object)

    def __init__(self, operations: Operations, model: LogWindowModel, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._model = model
        self._wanted: LogFilter | None = None
        self._shown: LogFilter | None = None
        self._search: Search | None = None
        self._upto = 0
        self._fresh = False  # newer lines are to be looked for
        self._searching = False
        self._wish: Sequence[int] = ()
        self._asked: Sequence[int] = ()
        self._reading = False
        model.wished.connect(self._wish_for)

    @property
    def is_done(self) -> bool:
        """Whether everything that was asked for has been gone through."""
        return self._search is not None and self._search.is_done and not self._searching

    def look(self, wanted: LogFilter) -> None:
        """Show other lines."""
        self._wanted = wanted
        self._fresh = False
        self._step()

    def look_again(self, wanted: LogFilter) -> None:
        """Add what was written since, where the same lines are wanted; the view stays where it is."""
        if wanted != self._shown or self._search is None:
            self.look(wanted)
            return
        self._fresh = True
        self._step()

    def _step(self) -> None:
        """Send the next step; while one is under way, its answer does."""
        if self._searching:
            return
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self._shown = wanted
            self._send(partial(begin_search, wanted=wanted), self._take_first)
        elif self._search is not None and not self._search.is_done:
            self._send(partial(go_on, search=self._search), self._take_more)
        elif self._fresh and self._shown is not None:
            self._fresh = False
            self._send(partial(begin_search, wanted=self._shown, above=self._upto), self._take_newer)

    def _send(self, work: Callable[[Desk], Found], answer: Callable[[Found], object]) -> None:
        self._searching = True
        self._operations.query(self, work, answer, self._fail)

    def _fail(self, situation: Situation) -> None:
        self._searching = False
        self._search = None
        self.failed.emit(situation)

    def _take_first(self, found: Found) -> None:
        if not self._is_stale():
            self._search, self._upto = found.search, found.search.upto
            self._model.begin(found.numbers, found.lines)
            self.began.emit(found)
            self._go_on(found.search)

    def _take_more(self, found: Found) -> None:
        if not self._is_stale():
            self._search = found.search
            self._model.go_on(found.numbers)
            self._go_on(found.search)

    def _take_newer(self, found: Found) -> None:
        if self._is_stale():
            return
        if (
            not found.search.is_done
        ):  # a step did not reach down to what is shown: so much was written meanwhile
            self.look(found.search.wanted if self._shown is None else self._shown)
            return
        self._upto = max(self._upto, found.search.upto)
        self.growing.emit(len(found.numbers))
        self._model.put_on_top(found.numbers, found.lines)
        self.grown.emit(len(found.numbers))
        if self._search is not None:
            self._go_on(self._search)

    def _is_stale(self) -> bool:
        """Whether something else is wanted by now; then the next step goes to that."""
        self._searching = False
        if self._wanted is None:
            return False
        self._step()
        return True

    def _go_on(self, search: Search) -> None:
        self.moved.emit(search)
        self._step()

    def _wish_for(self, numbers: Sequence[int]) -> None:
        self._wish = numbers[:_READ_AT_ONCE]
        self._read()

    def _read(self) -> None:
        if self._wish and not self._reading:
            numbers, self._wish = self._wish, ()
            self._reading = True
            self._asked = numbers
            self._operations.query(
                self, partial(read_lines, numbers=numbers), self._take_lines, self._fail_reading
            )

    def _fail_reading(self, situation: Situation) -> None:
        self._reading = False
        self.failed.emit(situation)

    def _take_lines(self, lines: tuple[LogView, ...]) -> None:
        self._reading = False
        self._model.take_lines(lines, self._asked)
        self._read()
