"""From the start of the process to the unlock screen, beside an empty PySide6 window; both as whole processes."""

import statistics
import subprocess
import sys
from pathlib import Path

from ashibue_desk.bootstrap import build_surroundings
from ashibue_desk.use_cases.progress import Quiet
from ashibue_desk.use_cases.sample_office import build_sample_office
from tests.bench.figures import Figure, once

_RUNS = 9
_EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
from PySide6.QtCore import QTimer
application = QApplication(sys.argv)
window = QWidget()
window.resize(1280, 832)
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
"""
_OURS = """
import gc
import sys
gc.disable()  # as ui.app.run does
from pathlib import Path
from PySide6.QtCore import QTimer
import ui.app
application = ui.app.QApplication(sys.argv[:1])
ui.app.theme().start(ui.app.Brightness.LIGHT, 100)
app = ui.app.App(application, ui.app.Options(vault=Path(sys.argv[1]), data_root=Path(sys.argv[2])))
app.window.show()
QTimer.singleShot(0, application.quit)
application.exec()
"""


def measure(root: Path) -> list[Figure]:
    """Return the start of the program and its ratio to the floor, the two started in turn."""
    surroundings = build_surroundings(root, quick=True, on_trial=True)
    place = surroundings.folders.sample_vault
    build_sample_office(surroundings, place, Quiet())
    ours, empty = [], []
    for _ in range(_RUNS):
        ours.append(once(lambda: _run(_OURS, str(place), str(root))))
        empty.append(once(lambda: _run(_EMPTY)))
    ratio = statistics.median(one / other for one, other in zip(ours, empty, strict=True))
    floor = f"empty PySide6 window {statistics.median(empty):.2f} s"
    return [
        Figure("start to unlock screen", f"{statistics.median(ours):.2f} s", "≤ 0.7 s", floor),
        Figure("start, ratio to an empty window", f"{ratio:.2f}", "≤ 1.3", "median of pairs"),
    ]


def _run(script: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-c", script, *arguments], check=True, capture_output=True)
