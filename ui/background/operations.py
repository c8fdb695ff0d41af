"""How a page has something done in the vault: a question (``query``) or an act (``act``), answered in the window's thread.

The answer is delivered only while the asking widget lives, and to bound methods held weakly, so a closed page is neither
kept alive nor called. A ``Situation`` goes to ``on_situation`` or, without one, to the nearest page as a banner; anything
else is our bug and goes to the crash report.
"""

import weakref
from collections.abc import Callable
from threading import Thread
from typing import Any, Protocol, TypeVar, overload, runtime_checkable

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ui.background.announcements import Announcements
from ui.background.crash_report import CrashReport
from ui.background.progress import Progress
from ui.background.vault_thread import VaultThread

T = TypeVar("T")


@runtime_checkable
class SituationPlace(Protocol):
    """A widget (a page) that shows situations."""

    def show_situation(self, situation: Situation) -> object:
        """Show what happened, what is safe, what to do."""


@runtime_checkable
class ProgressPlace(Protocol):
    """A widget (a page) that shows how far long work is."""

    def show_progress(self, progress: Progress) -> object:
        """Follow ``progress`` until it is finished."""


class _Callback:
    """A callable that does not keep the object of a bound method alive."""

    def __init__(self, call: Callable[[Any], object]) -> None:
        bound = getattr(call, "__self__", None)
        self._weak = weakref.WeakMethod(call) if isinstance(bound, QObject) else None
        self._strong = None if self._weak is not None else call

    def __call__(self, answer: object) -> None:
        call = self._weak() if self._weak is not None else self._strong
        if call is not None:
            call(answer)


class _Ticket:
    """One piece of work on its way: who asked, what to do, and what came of it."""

    def __init__(
        self,
        owner: QObject,
        work: Callable[[], object],
        on_answer: Callable[[Any], object],
        on_situation: Callable[[Situation], object] | None,
        progress: Progress | None,
    ) -> None:
        self.owner = weakref.ref(owner)
        self.work: Callable[[], object] | None = work
        self.on_answer = _Callback(on_answer)
        self.on_situation = _Callback(on_situation) if on_situation is not None else None
        self.progress = progress
        self.answer: object = None
        self.error: BaseException | None = None

    def do(self) -> None:
        """Run in the vault thread; keep what came of it."""
        work, self.work = self.work, None
        try:
            self.answer = work() if work is not None else None
        except Exception as error:  # noqa: BLE001 - sorted in the window's thread
            self.error = error

    def living_owner(self) -> QObject | None:
        """Return who asked, if it still lives."""
        owner = self.owner()
        return owner if owner is not None and isValid(owner) else None


class Operations(QObject):
    """The one way from the window to the vault. ``busy(bool)`` tells when work begins and when all is done."""

    busy = Signal(bool)
    _arrived = Signal(object)

    def __init__(
        self,
        thread: VaultThread,
        announcements: Announcements,
        crash_report: CrashReport,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._thread = thread
        self._announcements = announcements
        self._crash_report = crash_report
        self._desk: Desk | None = None
        self._under_way: set[_Ticket] = set()
        self._arrived.connect(self._deliver)

    @property
    def desk(self) -> Desk | None:
        """The unlocked vault. Only its frozen facts (``actor``, ``clock``) may be read in the window's thread."""
        return self._desk

    def open_desk(self, desk: Desk) -> None:
        """From now on ``query`` and ``act`` work on this unlocked vault."""
        self._desk = desk

    def forget_desk(self) -> Desk | None:
        """Let go of the vault, so that nothing new begins on it; return it for closing."""
        desk, self._desk = self._desk, None
        return desk

    def is_busy(self) -> bool:
        """Return whether any work is under way."""
        return bool(self._under_way)

    def stop_all(self) -> None:
        """Ask every long work that can be stopped to stop."""
        for ticket in self._under_way:
            if ticket.progress is not None:
                ticket.progress.stop()

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        on_answer: Callable[[T], object],
        on_situation: Callable[[Situation], object] | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Do ``work`` in the vault thread without an unlocked vault (looking at one, unlocking one)."""
        self._send(_Ticket(owner, work, on_answer, on_situation, progress))

    def query(
        self,
        owner: QObject,
        work: Callable[[Desk], T],
        on_answer: Callable[[T], object],
        on_situation: Callable[[Situation], object] | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Ask the vault something; ``on_answer`` gets what ``work`` returns. Nothing is asked once the vault is locked."""
        self._ask(owner, work, on_answer, on_situation, progress)

    @overload
    def act(
        self,
        owner: QObject,
        work: Callable[[Desk], Done[T]],
        on_answer: Callable[[T], object],
        on_situation: Callable[[Situation], object] | None = None,
        progress: Progress | None = None,
    ) -> None: ...

    @overload
    def act(
        self,
        owner: QObject,
        work: Callable[[Desk], Done[T] | tuple[Problem, ...]],
        on_answer: Callable[[T | tuple[Problem, ...]], object],
        on_situation: Callable[[Situation], object] | None = None,
        progress: Progress | None = None,
    ) -> None: ...

    def act(
        self,
        owner: QObject,
        work: Callable[[Desk], object],
        on_answer: Callable[[Any], object],
        on_situation: Callable[[Situation], object] | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Have something done; ``on_answer`` gets ``Done.answer``, and ``Done.changed`` is announced to every page.

        A use case that found problems in what was typed returns them instead; ``on_answer`` then gets the tuple.
        """
        self._ask(owner, work, on_answer, on_situation, progress)

    def beside(
        self,
        owner: QObject,
        work: Callable[[], T],
        on_answer: Callable[[T], object],
        on_situation: Callable[[Situation], object] | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Do long ``work`` that needs no vault in a thread of its own: what was read is drawn while the vault answers others."""
        ticket = _Ticket(owner, work, on_answer, on_situation, progress)
        self._begin(ticket)
        # A daemon, as the vault's own thread: locking ends the process and waits for no drawing.
        Thread(target=_Job(self, ticket).run, name="beside the vault", daemon=True).start()

    def _ask(
        self,
        owner: QObject,
        work: Callable[[Desk], object],
        on_answer: Callable[[Any], object],
        on_situation: Callable[[Situation], object] | None,
        progress: Progress | None,
    ) -> None:
        desk = self._desk
        if desk is not None:
            self._send(_Ticket(owner, _With(desk, work), on_answer, on_situation, progress))

    def _send(self, ticket: _Ticket) -> None:
        self._begin(ticket)
        self._thread.submit(_Job(self, ticket).run)

    def _begin(self, ticket: _Ticket) -> None:
        if ticket.progress is not None:
            _show_progress(ticket)
        if not self._under_way:
            self.busy.emit(True)  # noqa: FBT003 - Qt's signal
        self._under_way.add(ticket)

    def arrive(self, ticket: object) -> None:
        """Called in the vault thread when a ticket is done; the rest happens in the window's thread."""
        if isValid(self):
            self._arrived.emit(ticket)

    def _deliver(self, ticket: _Ticket) -> None:
        self._under_way.discard(ticket)
        if ticket.progress is not None and isValid(ticket.progress):
            ticket.progress.finish()
        owner = ticket.living_owner()
        if ticket.error is not None:
            self._deliver_error(ticket, ticket.error, owner)
        else:
            self._deliver_answer(ticket, owner)
        if not self._under_way:
            self.busy.emit(False)  # noqa: FBT003

    def _deliver_answer(self, ticket: _Ticket, owner: QObject | None) -> None:
        answer = ticket.answer
        changed = Changed.NOTHING
        if isinstance(answer, Done):
            changed, answer = answer.changed, answer.answer
        if owner is not None:
            ticket.on_answer(answer)
        self._announcements.announce(changed, owner)

    def _deliver_error(self, ticket: _Ticket, error: BaseException, owner: QObject | None) -> None:
        if not isinstance(error, Situation):
            self._crash_report.take(error)
        elif ticket.on_situation is not None and owner is not None:
            ticket.on_situation(error)
        else:
            place: object = nearest(owner, _shows_situations)
            if isinstance(place, SituationPlace):
                place.show_situation(error)


class _With:
    """Work with the unlocked vault filled in."""

    def __init__(self, desk: Desk, work: Callable[[Desk], object]) -> None:
        self._desk = desk
        self._work = work

    def __call__(self) -> object:
        return self._work(self._desk)


class _Job:
    def __init__(self, operations: Operations, ticket: _Ticket) -> None:
        self._operations = operations
        self._ticket = ticket

    def run(self) -> None:
        self._ticket.do()
        self._operations.arrive(self._ticket)


def nearest(start: QObject | None, fits: Callable[[QObject], bool]) -> QObject | None:
    """Return the nearest object from ``start`` upwards that ``fits``."""
    at = start
    while at is not None and not fits(at):
        at = at.parent()
    return at


def _shows_situations(candidate: QObject) -> bool:
    return isinstance(candidate, SituationPlace)


def _shows_progress(candidate: QObject) -> bool:
    return isinstance(candidate, ProgressPlace)


def _show_progress(ticket: _Ticket) -> None:
    place: object = nearest(ticket.living_owner(), _shows_progress)
    if isinstance(place, ProgressPlace) and ticket.progress is not None:
        place.show_progress(ticket.progress)
