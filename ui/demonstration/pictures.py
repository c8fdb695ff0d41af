"""Pictures of every page, taken from the real window: light, dark and at 200 %."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ashibue_desk.domain.log_periods import month_of
from ashibue_desk.use_cases.surroundings import Surroundings
from ashibue_desk.use_cases.vault_gate import unlock
from ui.app import App, Options, Parts
from ui.catalogue import page_specs
from ui.theme.theme import Brightness, theme
from ui.widgets.fields import today
from ui.widgets.turns import is_settled

SIZE = (1280, 832)
_PATIENCE_MS = 30_000
_LONGEST_PAUSE_MS = 20
BESIDE: tuple[tuple[str, object], ...] = (
    ("paper_form", "Y2"),
    ("regulation", None),
    ("article", "9条"),
    ("paper_ledger", None),
    ("wordings", None),
    ("wording", "consent"),
    ("wording_edit", "consent"),
    ("log_checks", None),
    ("month_check", month_of(today()).back().key),
    ("access_analysis", None),
    ("paper_act", None),
    ("log_correction", 1),
    ("mass_outputs", None),
    ("board_papers", None),
)
"""Pages outside the rail that are photographed too, with what they are opened with; others only when they are asked for."""
LOOKS = (("light", Brightness.LIGHT, 100), ("dark", Brightness.DARK, 100), ("large", Brightness.LIGHT, 200))


def photograph(
    surroundings: Surroundings,
    vault: Path,
    user_id: str,
    password: str,
    folder: Path,
    only: Sequence[str] = (),
) -> None:
    """Unlock ``vault`` in a real window and leave a picture of each page in each look in ``folder``.

    ``only`` names the pages to be taken instead, also such that are not photographed else.
    """
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("pictures need an application with windows")
    for name, brightness, scale in LOOKS:
        session = _Session(application, surroundings, vault, (name, brightness, scale))
        session.take(user_id, password, folder, only)


class _Session:
    """One run of the program in one look."""

    def __init__(
        self,
        application: QApplication,
        surroundings: Surroundings,
        vault: Path,
        look: tuple[str, Brightness, int],
    ) -> None:
        self._application = application
        self._surroundings = surroundings
        self._name, brightness, scale = look
        theme().start(brightness, scale)
        options = Options(vault=vault, scale=scale, brightness=brightness.value)
        parts = Parts(surroundings=lambda _root: surroundings, restart=lambda _options: False)
        self._app = App(application, options, parts)

    def take(self, user_id: str, password: str, folder: Path, only: Sequence[str] = ()) -> None:
        """Take the unlock screen and every page of the rail, or ``only`` these."""
        app = self._app
        app.start()
        self._wait(lambda: app.entrance is not None and self._is_idle())
        self._settle()
        app.window.resize(*SIZE)
        self._settle()
        self._grab(app.window, folder, "00-unlock")
        desk_opened = self._go_in(user_id, password)
        self._wait(desk_opened)
        window = app.main_window
        if window is None:
            raise RuntimeError("the window did not open")
        window.resize(*SIZE)
        for number, (key, argument) in enumerate(_pages(only), 1):
            window.open(key, argument)
            self._settle()
            if window.key() == key:  # a page the role may not open leaves no picture
                self._grab(window, folder, f"{number:02}-{key}")
        self._leave()

    def _go_in(self, user_id: str, password: str) -> Callable[[], bool]:
        app = self._app
        entrance = app.entrance
        if entrance is None:
            raise RuntimeError("the entrance is not ready")
        work = partial(unlock, self._surroundings, entrance.place, user_id, password)
        app.operations.run(app, work, entrance.go_in)
        return lambda: app.main_window is not None and app.main_window.isVisible()

    def _leave(self) -> None:
        app = self._app
        app.locker.lock("key")
        self._wait(lambda: app.operations.desk is None)
        app.end()
        for widget in (app.main_window, app.window):
            if widget is not None and isValid(widget):
                widget.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _grab(self, widget: QWidget, folder: Path, name: str) -> None:
        if not widget.grab().save(str(folder / f"{name}-{self._name}.png")):
            raise OSError("a picture could not be written")

    def _settle(self) -> None:
        """Let answers of the vault arrive: the operations are idle and no event waits."""
        for _round in range(4):
            self._application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            self._wait(self._is_idle)

    def _is_idle(self) -> bool:
        window = self._app.main_window
        return not self._app.operations.is_busy() and (window is None or is_settled(window))

    def _wait(self, condition: Callable[[], bool]) -> None:
        _wait_until(condition)


def _pages(only: Sequence[str]) -> list[tuple[str, object]]:
    shown = {spec.key: None for spec in page_specs() if spec.in_rail} | dict(BESIDE)
    return [(key, shown.get(key)) for key in only or shown]


def _wait_until(condition: Callable[[], bool]) -> None:
    """Run events until ``condition`` holds; raise ``TimeoutError`` after a patience that no machine needs."""
    patience = QDeadlineTimer(_PATIENCE_MS)
    while not condition():
        if patience.hasExpired():
            raise TimeoutError("the window did not get ready for its picture")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, _LONGEST_PAUSE_MS)
