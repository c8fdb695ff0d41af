"""One program on the office of ``contractor_work``: prints for each page, at its first opening, two figures in seconds:
until its first screen is drawn with what was read, and the longest stretch until all of it stands in which no key was heard.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from tests.bench.heartbeat import Heartbeat
from tests.bench.waiting import wait
from tests.bench.window_process import entered, leave
from ui.app import App
from ui.widgets.turns import is_settled


def main() -> int:
    """Measure and print."""
    root, user_id, password, contractor_id, evaluation_id = sys.argv[1:]
    app, _home = entered(Path(root), user_id, password)
    pages = (
        ("contractors", None),
        ("contractor", contractor_id),
        ("contractor_evaluation", evaluation_id),
        ("contractor_contract", contractor_id),
        ("contractor_provision", contractor_id),
        ("contractor_edit", contractor_id),
        ("contractor_end", contractor_id),
        ("cloud_check", contractor_id),
    )
    taken = [figure for key, argument in pages for figure in _opened(app, key, argument)]
    sys.stdout.write(" ".join(str(one) for one in taken) + "\n")
    sys.stdout.flush()
    leave(app)
    return 0


def _opened(app: App, key: str, argument: object) -> tuple[float, float]:
    window = app.main_window
    if window is None:
        raise RuntimeError("no window")
    heart = Heartbeat()
    began = time.perf_counter()
    window.open(key, argument)
    heart.beat()  # it is made in one piece of work, laid out and painted in the next
    wait(lambda: not app.operations.is_busy())
    QCoreApplication.sendPostedEvents()  # laid out and painted
    drawn = time.perf_counter() - began
    wait(lambda: is_settled(window))
    QCoreApplication.sendPostedEvents()
    heart.beat()
    return drawn, heart.longest


if __name__ == "__main__":
    sys.exit(main())
