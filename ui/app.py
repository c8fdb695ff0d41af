"""From the start of the process to its end: unlock screen first, everything heavy after it is seen, one wiring of the window.

A new page is one line in ``ui.catalogue``, a new entry of the unlock screen one in ``ui.door_catalogue``.
"""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QApplication

from ui.readings import Facts, Found, keep_look, look_round, read_facts, real_surroundings
from ui.theme.theme import Brightness, load_rare_kanji, theme
from ui.vault.door_window import DoorWindow, bring_forward, first_size
from ui.vault.unlock_page import UnlockPage
from ui.wording import lock_reasons

if TYPE_CHECKING:  # loaded after the unlock screen is seen
    from datetime import date

    from ashibue_desk.use_cases.desk import Desk
    from ashibue_desk.use_cases.surroundings import Surroundings
    from ui.desktop.remembered import Remembered
    from ui.main_window import MainWindow
    from ui.vault.entrance import Entrance
    from ui.widgets.door import DoorSpec
    from ui.widgets.page import Page, PageSpec
    from ui.widgets.turns import Turns


# Loaded a turn each while the vault thread looks round.
_DOOR: Final = ("PySide6.QtNetwork", "ui.vault.welcome_page", "ui.vault.entrance")


class Options(NamedTuple):
    """What the command line said."""

    vault: Path | None = None
    data_root: Path | None = None
    after_lock: str = ""
    scale: int | None = None
    brightness: str | None = None


class Parts(NamedTuple):
    """What the program is made of; tests hand in their own pages, surroundings and restart."""

    pages: "Callable[[], Sequence[PageSpec]] | None" = None
    doors: "Callable[[], Sequence[DoorSpec]] | None" = None
    surroundings: "Callable[[Path | None], Surroundings] | None" = None
    restart: "Callable[[Options], bool] | None" = None


class App(QObject):
    """The running program, from the unlock screen to the lock."""

    def __init__(self, application: QApplication, options: Options, parts: Parts | None = None) -> None:
        super().__init__()
        self._application = application
        self._options = options
        self._parts = parts or Parts()
        self._restart = True
        self._scale = 100
        self._forced = False  # only the page of the new password is open
        self.is_loaded = False  # all that an open vault needs
        self._loading: Turns | None = None
        self.entrance: Entrance | None = None
        self.main_window: MainWindow | None = None
        self.window = DoorWindow()
        self.unlock_page = UnlockPage(self.window)
        self.window.show_widget(self.unlock_page)
        self.unlock_page.show_reason(lock_reasons.sentence(options.after_lock))

    def start(self) -> None:
        """Show the unlock screen, and load the rest once it is seen."""
        self.window.seen.connect(self.load)
        self.window.show()
        self.unlock_page.password.setFocus()

    def load(self) -> None:
        """Start the vault thread and have it build what the vault needs."""
        from ui.background.announcements import Announcements
        from ui.background.crash_report import CrashReport
        from ui.background.garbage import GarbageCollector
        from ui.background.operations import Operations
        from ui.background.vault_thread import VaultThread
        from ui.desktop.capture_block import CaptureBlock
        from ui.widgets.turns import Turns

        theme().follow_desktop()
        load_rare_kanji()
        self._garbage = GarbageCollector(self)
        self._garbage.start()
        self._thread = VaultThread(self)
        self._crash_report = CrashReport(self)
        self._crash_report.happened.connect(self._tell_bug)
        self._put_hooks_back = self._crash_report.install()
        self._announcements = Announcements(self)
        self.operations: Operations = Operations(self._thread, self._announcements, self._crash_report, self)
        self.capture = CaptureBlock(self)
        self.capture.start()
        self.capture.cover(self.window)
        self._application.aboutToQuit.connect(self.end)
        self._loading = Turns(self)
        self._loading.begin(map(import_module, _DOOR))
        build = self._parts.surroundings or real_surroundings
        self.operations.run(self, partial(look_round, build, self._options.data_root), self._surrounded)

    def _surrounded(self, found: Found) -> None:
        from ui.desktop.remembered import Remembered
        from ui.vault.entrance import Entrance

        surroundings, last, look = found
        self._remembered = Remembered(partial(bytes, look), partial(keep_look, surroundings))
        self._restore_look(self._remembered)
        doors = (self._parts.doors or _door_specs)()
        self.entrance = Entrance(self.window, self.operations, surroundings, self._remembered, doors, self)
        self.entrance.entered.connect(self._go_in)
        self.entrance.not_needed.connect(self._application.quit)
        self.entrance.asked_forward.connect(self.come_forward)
        place = self._options.vault or last or surroundings.folders.default_vault
        self.entrance.begin(self.unlock_page, place, named=self._options.vault is not None)
        self._surroundings = surroundings
        self.operations.run(self, partial(_read_ahead, surroundings), self._load_pages)

    def _load_pages(self, _answer: None) -> None:
        from ui.ahead import load_in_turns

        if self._loading is not None:
            self._loading.begin(load_in_turns(self._parts.pages or _page_specs, self._rehearse))

    def _rehearse(self, specs: "Sequence[PageSpec]") -> None:
        from ui.ahead import rehearse

        # Where somebody typed faster than this loads, it would only hold them up.
        if self.operations.is_busy() or self.operations.desk is not None:
            self._rehearsed(None)
        else:
            self.operations.run(self, partial(rehearse, self._surroundings, specs), self._rehearsed)

    def _rehearsed(self, _answer: None) -> None:
        self._garbage.keep_all()
        self.is_loaded = True

    def _restore_look(self, remembered: "Remembered") -> None:
        wanted = self._options.brightness or remembered.text("look.brightness", "system")
        scale = self._options.scale or remembered.number("look.scale", 100)
        look = theme()
        if (look.brightness.value, look.scale) == (wanted, scale):
            return
        look.apply(Brightness(wanted), scale)
        typed = self.unlock_page.password.value()  # whoever types fast has begun already
        self.unlock_page = UnlockPage(self.window)
        self.unlock_page.show_reason(lock_reasons.sentence(self._options.after_lock))
        self.unlock_page.password.line.setText(typed)
        self.window.show_widget(self.unlock_page)
        self.unlock_page.password.setFocus()

    def _go_in(self, desk: "Desk") -> None:
        self.operations.open_desk(desk)
        self.operations.query(self, read_facts, self._enter)

    def _enter(self, facts: Facts) -> None:
        from ui.main_window import MainWindow
        from ui.widgets.page import PageContext

        desk = self.operations.desk
        if desk is None:
            return
        before = self.main_window
        # Never in the middle of work: asked for at entry only.
        self._forced = facts.must_change and (before is None or self._forced)
        pages = _forced_specs() if self._forced else (self._parts.pages or _page_specs)()
        window = MainWindow(pages, facts.office_name, facts.role_words, is_sample=facts.is_sample)
        self.main_window = window
        self._scale = theme().scale
        if before is None:
            self._watch(window, facts.minutes)
        self._listen_to(window)
        context = PageContext(
            operations=self.operations,
            announcements=self._announcements,
            shell=window,
            remembered=self._remembered,
            actor_name=desk.actor.name,
            roles=desk.actor.roles,
            capture=self.capture,
            session=self.session,
            day=partial(_day, desk),
        )
        size = self._remembered.numbers("window.size")
        size = [before.width(), before.height()] if before is not None else size
        window.resize(QSize(*size) if len(size) == 2 else first_size(window))
        window.start(context, before.key() if before is not None else "")
        self.idle.look()
        window.show()
        if before is None and facts.password_words and not self._forced:
            window.say("warning", facts.password_words, "パスワードの期限が近づいています")
        if before is None:
            self.window.hide()
            self.window.deleteLater()
        else:
            before.close_for_good()
            before.deleteLater()

    def _look_changed(self) -> None:
        """Build the window anew at another scale: sizes are worked out when widgets are made."""
        self._remembered.keep("look.brightness", theme().brightness.value)
        self._remembered.keep("look.scale", theme().scale)
        if theme().scale != self._scale:
            self._scale = theme().scale
            self.operations.query(self, read_facts, self._enter)

    def _listen_to(self, window: "MainWindow") -> None:
        self.idle.warned.connect(window.warn_idle)
        self.idle.continued.connect(window.unwarn_idle)
        self.idle.ticked.connect(window.show_time_left)
        window.lock_asked.connect(self._lock_by_key)
        window.close_asked.connect(self._lock_and_quit)
        window.carry_on_asked.connect(self.idle.carry_on)

    def _open_pages(self) -> "Sequence[Page]":
        return self.main_window.pages() if self.main_window is not None else ()

    def _watch(self, window: "MainWindow", minutes: int) -> None:
        """Let the vault lock by key, by rest, with the session and with sleep."""
        from ui.desktop.idle_watch import IdleWatch
        from ui.desktop.session_watch import SessionWatch
        from ui.vault.lock_controller import LockController

        self.locker = LockController(self.operations, self._open_pages, self)
        self.locker.set_minutes(minutes)
        self.locker.locking.connect(self._cover_up)
        self.locker.locked.connect(self._leave)
        self.idle = IdleWatch(self)
        self.idle.set_minutes(minutes)
        self.idle.expired.connect(self._lock_idle)
        self.idle.start()
        self.session = SessionWatch(self)
        self.session.left.connect(self.locker.lock)
        self.session.start(window)
        self._announcements.changed.connect(self._settings_changed)
        theme().changed.connect(self._look_changed)

    def _settings_changed(self, what: object, _initiator: object) -> None:
        from ashibue_desk.use_cases.changes import Changed

        if not isinstance(what, Changed):
            return
        if Changed.SETTINGS in what:
            self.operations.query(self, read_facts, self._renew_minutes)
        if self._forced and Changed.USERS in what:
            self.operations.query(self, read_facts, self._enter)

    def _renew_minutes(self, facts: Facts) -> None:
        self.idle.set_minutes(facts.minutes)
        self.locker.set_minutes(facts.minutes)

    def _lock_idle(self) -> None:
        self.locker.lock(lock_reasons.IDLE)

    def _lock_by_key(self) -> None:
        self.locker.lock(lock_reasons.KEY)

    def _lock_and_quit(self) -> None:
        page = self.main_window.page() if self.main_window is not None else None
        if page is None or page.may_leave():
            self._restart = False
            self.locker.lock(lock_reasons.QUIT)

    def _cover_up(self) -> None:
        """Take everything off the screen at once; closing the vault may take a moment longer."""
        self.idle.stop()
        self._application.setQuitOnLastWindowClosed(False)
        if self.main_window is not None:
            size = self.main_window.size()
            self._remembered.keep("window.size", [size.width(), size.height()])
        for widget in self._application.topLevelWidgets():
            widget.hide()

    def _leave(self, code: str) -> None:
        place = self.entrance.place if self.entrance is not None else None
        self._release()
        if self._restart:
            again = self._parts.restart or start_again
            again(self._options._replace(vault=place, after_lock=code))
        self._application.quit()

    def _release(self) -> None:
        if self.entrance is not None:
            self.entrance.release()

    def end(self) -> None:
        """Stop what runs beside the window; called as the application ends."""
        self._release()
        self.capture.stop()
        self._put_hooks_back()
        if self._loading is not None:
            self._loading.drop()
        self._thread.stop(patience=1.0)
        self._garbage.stop()

    def come_forward(self) -> None:
        """Show the window in front of the others."""
        bring_forward(self.main_window or self.window)

    def _tell_bug(self, sentence: str) -> None:
        from ui.desktop import message_box

        message_box.tell(self.main_window or self.window, "うまくいきませんでした", sentence)


def start_again(options: Options) -> bool:
    """Start a fresh process with the same arguments; it takes the reason along. Return whether it started."""
    from PySide6.QtCore import QProcess

    arguments = [] if getattr(sys, "frozen", False) else ["-m", "ui"]
    look = theme()
    told: Sequence[tuple[str, object]] = (
        ("--vault", options.vault),
        ("--data-root", options.data_root),
        ("--after-lock", options.after_lock),
        ("--scale", look.scale),
        ("--theme", look.brightness.value),
    )
    for name, value in told:
        if value:
            arguments += [name, str(value)]
    home = str(Path(__file__).resolve().parent.parent)
    started, _process = QProcess.startDetached(sys.executable, arguments, home)
    return started


def run(options: Options) -> int:
    """Run the program; return its exit code."""
    # The vault thread computes while the window draws: a short turn keeps the window from waiting 5 ms for each Qt call.
    sys.setswitchinterval(0.0005)
    # Asked for on the command line, the style comes without ``QStyle`` and its 566 enumeration members: 10 ms sooner.
    application = QApplication([sys.argv[0], "-style", "Fusion"])
    application.setApplicationName("ashibue-desk")
    application.setApplicationDisplayName("あしぶえデスク")
    theme().start(Brightness(options.brightness or "system"), options.scale or 100)
    app = App(application, options)
    app.start()
    return application.exec()


def _read_ahead(surroundings: "Surroundings") -> None:
    from ashibue_desk.use_cases.read_ahead import read_ahead  # loads what opens a vault

    read_ahead(surroundings)


def _day(desk: "Desk") -> "date":
    return desk.today


def _forced_specs() -> "Sequence[PageSpec]":
    from ui.catalogue import forced_specs

    return forced_specs()


def _page_specs() -> "Sequence[PageSpec]":
    from ui import catalogue

    return catalogue.page_specs()


def _door_specs() -> "Sequence[DoorSpec]":
    from ui.door_catalogue import door_specs

    return door_specs()
