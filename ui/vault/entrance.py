"""Everything between the first sight of the unlock screen and an open vault. Made once the heavy parts are loaded."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ashibue_desk.domain.errors import Situation
from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.device_binding import code_is_offered
from ashibue_desk.use_cases.surroundings import Surroundings
from ui.background.operations import Operations
from ui.desktop import file_choice
from ui.desktop.remembered import Remembered
from ui.desktop.single_window import SingleWindow
from ui.vault.door_window import DoorWindow
from ui.vault.unlock_page import UnlockPage
from ui.vault.welcome_page import OTHER, WelcomePage
from ui.widgets import door
from ui.widgets.door import DoorContext, DoorSpec

if TYPE_CHECKING:
    from datetime import datetime

_LAST_USER = "last.user"


class Entrance(QObject):
    """Leads to an open vault: ``entered(desk)``. It is the ``Door`` of what is done before one is open.

    ``not_needed`` follows when another window already shows the vault and has come forward, ``asked_forward`` when another
    start asks this one to.
    """

    entered = Signal(object)
    not_needed = Signal()
    asked_forward = Signal()

    def __init__(
        self,
        window: DoorWindow,
        operations: Operations,
        surroundings: Surroundings,
        remembered: Remembered,
        specs: Sequence[DoorSpec],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._operations = operations
        self._surroundings = surroundings
        self._remembered = remembered
        self._specs = {spec.key: spec for spec in specs}
        self._place = surroundings.folders.default_vault
        self._named = False  # whether somebody named the place, so that its absence must be told
        self._single: SingleWindow | None = None
        self._shut_until: datetime | None = None
        self._wait_timer = QTimer(self)
        self._wait_timer.setInterval(1000)
        self._wait_timer.timeout.connect(self._count_wait)

    @property
    def place(self) -> Path:
        """Return the vault looked at."""
        return self._place

    def begin(self, page: UnlockPage, place: Path, *, named: bool) -> None:
        """Go on with the unlock screen that is already seen. ``named``: the place was asked for by name."""
        self._named = named
        self._adopt(page)
        self.look_at(place)

    def release(self) -> None:
        """Give up the claim to be the vault's only window, so that a fresh start can have it."""
        if self._single is not None:
            self._single.release()
            self._single = None

    # the door of wizards

    def go_in(self, desk: Desk) -> None:
        """Go on with an unlocked vault. One that was just made or restored has no claim yet: this is its window from now on."""
        if self._single is None or not self._single.is_of(desk.vault.folder):
            self._claim(desk.vault.folder)
        self._place = desk.vault.folder
        self._remembered.keep(_LAST_USER, desk.actor.user_id)
        self._wait_timer.stop()
        self.entered.emit(desk)

    def look_at(self, place: Path) -> None:
        """Go to the unlock screen of the vault at ``place``, or to the welcome where there is none."""
        self._place = place
        if not place.is_dir() and not self._named:
            self._show_welcome()
            return
        if not self._claim(place):
            self.not_needed.emit()
            return
        self._show_unlock_page()
        work = partial(vault_gate.look_at, self._surroundings, place)
        self._operations.run(self, work, self._seen, self._not_seen)

    def back(self) -> None:
        """Return to the unlock screen or, without a vault, to the welcome."""
        self.look_at(self._place)

    # pages

    def _show_unlock_page(self) -> None:
        if self._unlock_page() is None:
            page = UnlockPage(self._window)
            self._window.show_widget(page)
            self._adopt(page)

    def _unlock_page(self) -> UnlockPage | None:
        """Return the unlock screen if it is still shown: an answer may come when a wizard has taken its place."""
        shown = self._window.shown()
        return shown if isinstance(shown, UnlockPage) else None

    def _adopt(self, page: UnlockPage) -> None:
        page.show_entries([key for key in (door.SHEET, door.RESTORE, door.NEW) if key in self._specs])
        page.unlock_asked.connect(self._unlock)
        page.entry_chosen.connect(self._open_entry)
        page.other_vault_asked.connect(self._choose_vault)
        page.choice.currentIndexChanged.connect(self._ask_wait)

    def _show_welcome(self) -> None:
        page = WelcomePage([key for key in self._specs if key not in (door.SHEET, door.BIND)], self._window)
        page.entry_chosen.connect(self._open_entry)
        self._window.show_widget(page)

    def _claim(self, place: Path) -> bool:
        self.release()
        self._single = SingleWindow(place, self)
        self._single.raised.connect(self.asked_forward)
        return self._single.claim()

    def _open_entry(self, key: str) -> None:
        if key == OTHER:
            self._choose_vault()
        elif key in self._specs:
            context = DoorContext(self._operations, self._surroundings, self._place, self)
            self._window.show_widget(self._specs[key].factory(context))

    def _choose_vault(self) -> None:
        place = file_choice.choose_folder(self._window, "保管庫のフォルダーを選ぶ", self._place)
        if place is not None:
            self._named = True
            self._window.show_widget(
                WelcomePage([], self._window)
            )  # whatever the old unlock screen said is past
            self.look_at(place)

    # the password

    def _seen(self, view: vault_gate.VaultView) -> None:
        page = self._unlock_page()
        if page is None:
            return
        page.show_users(view.users, str(view.place), view.notice, is_sample=view.is_sample)
        page.choose_user(self._remembered.text(_LAST_USER))
        self._ask_wait()

    def _not_seen(self, situation: Situation) -> None:
        page = self._unlock_page()
        if page is None:
            return
        page.show_trouble(situation)
        if door.BIND in self._specs and code_is_offered(self._place):
            page.offer_code()

    def _unlock(self, user_id: str, password: str) -> None:
        work = partial(vault_gate.unlock, self._surroundings, self._place, user_id, password)
        self._operations.run(self, work, self.go_in, self._refused)

    def _refused(self, situation: Situation) -> None:
        page = self._unlock_page()
        if page is not None:
            page.show_situation(situation)
            self._ask_wait()

    def _ask_wait(self, _index: int = 0) -> None:
        page = self._unlock_page()
        user = page.user_id() if page is not None else ""
        if user:
            work = partial(vault_gate.shut_until, self._surroundings, self._place, user)
            self._operations.run(self, work, self._hold, self._say_nothing)

    def _hold(self, until: "datetime | None") -> None:
        self._shut_until = until
        page = self._unlock_page()
        if until is not None:
            self._wait_timer.start()
            self._count_wait()
            return
        self._wait_timer.stop()
        if page is not None:
            page.wait(0)

    def _count_wait(self) -> None:
        page = self._unlock_page()
        if self._shut_until is None or page is None:
            return
        left = (self._shut_until - self._surroundings.clock.now_utc()).total_seconds()
        page.wait(max(0, -int(-left // 1)))
        if left <= 0:
            self._wait_timer.stop()
            self._shut_until = None

    def _say_nothing(self, _situation: Situation) -> None:
        """The unlock screen has already said what is wrong with the vault."""
