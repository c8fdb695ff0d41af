"""From the start of the process until the unlock screen is drawn, beside an empty PySide6 window; both as whole processes."""

import statistics
import subprocess
import sys
import time

from tests.bench.figures import Figure

_RUNS = 15
# Both are at their end when the window's pixels stand: ``processEvents`` draws the empty one, ``DoorWindow.seen`` tells of ours.
_EMPTY = """
import os
import sys
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication(sys.argv)
window = QWidget()
window.resize(1280, 832)
window.show()
application.processEvents()
os.write(1, b"seen")
os._exit(0)
"""
# The program itself, started without arguments; it ends where it would go on to load what an open vault needs.
_OURS = """
import gc
import os
import sys
gc.disable()  # as ui.__main__ does first
import ui.__main__
import ui.app
def seen(app):
    os.write(1, b"seen")
    os._exit(0)
ui.app.App.load = seen
ui.__main__.main()
"""


def measure() -> list[Figure]:
    """Return the start of the program and its ratio to the floor, the two started in turn."""
    ours, empty = [], []
    for _ in range(_RUNS):
        ours.append(_until_seen(_OURS))
        empty.append(_until_seen(_EMPTY))
    ratio = statistics.median(one / other for one, other in zip(ours, empty, strict=True))
    floor = f"empty PySide6 window {statistics.median(empty):.2f} s"
    return [
        Figure("start to unlock screen", f"{statistics.median(ours):.2f} s", "≤ 0.7 s", floor),
        Figure("start, ratio to an empty window", f"{ratio:.2f}", "≤ 1.3", "median of pairs"),
    ]


def _until_seen(script: str) -> float:
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
        told = process.stdout.read(4) if process.stdout is not None else b""
        took = time.perf_counter() - began
    if told != b"seen":
        raise ChildProcessError(process.returncode)
    return took
