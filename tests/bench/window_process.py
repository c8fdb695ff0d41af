"""One program on the office of ``window_work``: prints seconds to home, the worst keystroke in seconds, and megabytes."""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psutil
from PySide6.QtWidgets import QApplication, QLineEdit

from ashibue_desk.bootstrap import build_surroundings
from ashibue_desk.storage import user_slot
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.surroundings import Surroundings
from ashibue_desk.use_cases.vault_gate import unlock
from tests.bench.waiting import wait
from ui.app import App, Options, Parts
from ui.theme.theme import Brightness, theme
from ui.widgets.list_panel import ListPanel

_TYPED = "あおば風見A0"


def entered(root: Path, user_id: str, password: str) -> tuple[App, float]:
    """Return the program with the practice office open, and how long home took from the password on, less its derivation."""
    surroundings = build_surroundings(root, quick=True, on_trial=True)
    app = at_the_door(surroundings)
    derived = _timed_derivation()
    place = surroundings.folders.sample_vault
    took = go_in(app, partial(unlock, surroundings, place, user_id, password))
    return app, took - sum(derived)


def at_the_door(surroundings: Surroundings) -> App:
    """Return the program with its unlock screen for the practice office, and all loaded that an open vault needs."""
    sys.setswitchinterval(0.0005)  # as ui.app.run does
    application = QApplication(sys.argv[:1])
    theme().start(Brightness.LIGHT, 100)
    parts = Parts(surroundings=lambda _root: surroundings, restart=lambda _options: False)
    app = App(application, Options(vault=surroundings.folders.sample_vault), parts)
    app.start()
    wait(lambda: app.is_loaded and not app.operations.is_busy())
    return app


def go_in(app: App, opening: Callable[[], Desk]) -> float:
    """Open the vault and go in; return how many seconds it takes until home has read all it shows."""
    entrance = app.entrance
    assert entrance is not None
    began = time.perf_counter()
    app.operations.run(app, opening, entrance.go_in)
    wait(lambda: app.main_window is not None and app.main_window.isVisible() and not app.operations.is_busy())
    return time.perf_counter() - began


def _timed_derivation() -> list[float]:
    """Have the seconds that each derivation takes put into the list returned."""
    took: list[float] = []
    slow = user_slot._password_key

    def timed(slot: user_slot.UserSlot, password: str) -> bytes:
        began = time.perf_counter()
        key = slow(slot, password)
        took.append(time.perf_counter() - began)
        return key

    user_slot._password_key = timed
    return took


def leave(app: App) -> None:
    """Lock and let the program end."""
    app.locker.lock("quit")
    wait(lambda: app.operations.desk is None)


def main() -> int:
    """Measure and print."""
    app, home = entered(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
    resident = psutil.Process().memory_info().rss / 1e6
    sys.stdout.write(f"{home} {_worst_keystroke(app)} {resident}\n")
    sys.stdout.flush()
    leave(app)
    return 0


def _worst_keystroke(app: App) -> float:
    window = app.main_window
    assert window is not None
    window.open("people", "")
    wait(lambda: not app.operations.is_busy())
    panel = window.page().findChild(ListPanel)
    line = panel.findChild(QLineEdit)
    worst = 0.0
    for end in range(1, len(_TYPED) + 1):
        began = time.perf_counter()
        line.setText(_TYPED[:end])
        QApplication.processEvents()
        worst = max(worst, time.perf_counter() - began)
    return worst


if __name__ == "__main__":
    sys.exit(main())
