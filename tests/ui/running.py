"""The whole program over a real vault, started and ended by a test."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from tests.helpers.desks import OFFICER, Scene
from tests.ui.small_pages import small_pages
from ui.app import App, Options, Parts
from ui.main_window import MainWindow
from ui.vault.unlock_page import UnlockPage
from ui.widgets.door import DoorSpec
from ui.widgets.turns import is_settled


class Running:
    """A program under test, and what it would have started afresh."""

    def __init__(
        self, qapp: QApplication, qtbot, scene: Scene, options: Options, doors: tuple[DoorSpec, ...]
    ) -> None:
        self.qtbot = qtbot
        self.scene = scene
        self.restarts: list[Options] = []
        parts = Parts(small_pages, lambda: doors, lambda _root: scene.surroundings, self._restarted)
        self.app = App(qapp, options, parts)
        self.app.start()
        qtbot.waitUntil(lambda: self.app.is_loaded and not self.app.operations.is_busy(), timeout=20_000)

    def _restarted(self, options: Options) -> bool:
        self.restarts.append(options)
        return True

    @property
    def door(self) -> UnlockPage:
        page = self.app.window.shown()
        assert isinstance(page, UnlockPage)
        return page

    @property
    def window(self) -> MainWindow:
        assert self.app.main_window is not None
        return self.app.main_window

    def type_password(self, who: str, password: str | None = None) -> None:
        user = self.scene.users[who]
        self.door.choose_user(user.user_id)
        self.door.password.line.setText(user.password if password is None else password)
        self.qtbot.keyClick(self.door.password.line, Qt.Key.Key_Return)
        self.rest()

    def unlock(self, who: str = OFFICER) -> MainWindow:
        self.type_password(who)
        self.qtbot.waitUntil(lambda: self.app.main_window is not None, timeout=20_000)
        self.rest()
        return self.window

    def rest(self) -> None:
        self.qtbot.waitUntil(self._is_at_rest, timeout=20_000)

    def _is_at_rest(self) -> bool:
        window = self.app.main_window
        return not self.app.operations.is_busy() and (
            window is None or not isValid(window) or is_settled(window)
        )

    def end(self) -> None:
        locker = getattr(self.app, "locker", None)
        if locker is not None and not locker.is_locking:
            self.app._restart = False
            with self.qtbot.waitSignal(locker.locked, timeout=20_000):
                locker.lock("key")
        self.app.end()
        for window in (self.app.main_window, self.app.window):
            if window is None or not isValid(window):
                continue
            if isinstance(window, MainWindow):
                window.close_for_good()
            window.hide()
            window.deleteLater()
        self.app.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def start(qapp, qtbot, scene: Scene, monkeypatch) -> Iterator[object]:
    """Give what starts the program, with doors and options; each start is ended with the test."""
    monkeypatch.setattr(QApplication, "quit", lambda *_: None)
    begun: list[Running] = []

    def begin(*doors: DoorSpec, options: Options | None = None) -> Running:
        running = Running(qapp, qtbot, scene, options or Options(vault=scene.place), doors)
        begun.append(running)
        return running

    yield begin
    for running in begun:
        if isValid(running.app):
            running.end()
