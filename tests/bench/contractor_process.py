"""One program on the office of ``contractor_work``: prints the seconds until each page is drawn, at its first opening."""

import sys
import time
from pathlib import Path

from tests.bench.waiting import wait
from tests.bench.window_process import entered, leave
from ui.app import App


def main() -> int:
    """Measure and print."""
    root, user_id, password, contractor_id, evaluation_id = sys.argv[1:]
    app, _home = entered(Path(root), user_id, password)
    pages = (
        ("contractors", None),
        ("contractor", contractor_id),
        ("contractor_evaluation", evaluation_id),
        ("contractor_contract", contractor_id),
    )
    taken = [_opened(app, key, argument) for key, argument in pages]
    sys.stdout.write(" ".join(str(one) for one in taken) + "\n")
    sys.stdout.flush()
    leave(app)
    return 0


def _opened(app: App, key: str, argument: object) -> float:
    window = app.main_window
    if window is None:
        raise RuntimeError("no window")
    began = time.perf_counter()
    window.open(key, argument)
    wait(lambda: not app.operations.is_busy())
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
