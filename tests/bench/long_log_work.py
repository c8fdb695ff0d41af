"""Reading a log of ten years, a million lines: first paint, a keystroke, a far place, and how long the window stands still."""

import subprocess
import sys
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.long_log import LINES

_UNSEALED = "lines written past the seal, which reading does not look at"


def measure(root: Path) -> list[Figure]:
    """Return the figures of the page, measured in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.long_log_process", str(root), str(LINES)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    writing, keys, painted, keystroke, searched, place, still = (float(figure) for figure in told)
    lines = f"{LINES:,} lines"
    return [
        Figure(f"log page painted, {lines}", f"{painted:.0f} ms", "≤ 150 ms", _UNSEALED),
        Figure(
            f"log filter keystroke, {lines}",
            f"{keystroke:.0f} ms",
            "≤ 150 ms",
            f"until the first lines; all searched {searched / 1000:.1f} s",
        ),
        Figure("log, lines of a far place", f"{place:.0f} ms", "", "worst of 40"),
        Figure("log, window standing still", f"{still:.0f} ms", "≤ 50 ms", "longest of all of these"),
        Figure(
            f"log, words made searchable, {lines}",
            f"{keys / 1000:.0f} s",
            "",
            f"once, in the background; writing them {writing / 1000:.0f} s",
        ),
    ]
