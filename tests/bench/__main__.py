"""Prints the table of figures: median of several runs, the bound, and the floor or peer of the same run."""

import os
import sys
import tempfile
from pathlib import Path

from tests.bench import (
    contractor_work,
    log_check_work,
    log_work,
    long_log_work,
    paper_work,
    rights_work,
    start_up,
    vault_work,
    window_work,
)
from tests.bench.figures import Figure

_HEAD = ("figure", "median", "bound", "beside")


def main() -> int:
    """Measure everything and print it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        figures += start_up.measure()
        figures += vault_work.measure(root / "work")
        figures += log_work.measure(root / "log")
        figures += long_log_work.measure(root / "long")
        figures += log_check_work.measure(root / "checks")
        figures += paper_work.measure()
        figures += rights_work.measure(root / "rights")
        figures += window_work.measure(root / "window")
        figures += contractor_work.measure(root / "contractors")
    lines = [_HEAD, *(figure.cells() for figure in figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEAD))]
    for line in lines:
        sys.stdout.write(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + "\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
