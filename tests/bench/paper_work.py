"""Paper: a thousand consent forms beside two other ways to print them, and the first page of every preview."""

import subprocess
import sys
from dataclasses import dataclass

from tests.bench.figures import Figure

_FORMS = 1000
_TYPST_FORMS = 200  # it holds all pages in memory
_MEGABYTE = 1 << 20


@dataclass(frozen=True)
class _Printed:
    """What one printer took."""

    forms: int
    seconds: float
    memory: float  # megabytes
    pages: int
    size: float  # megabytes of a thousand pages
    stop: float

    def thousand(self) -> float:
        """Return the seconds for a thousand forms."""
        return self.seconds * 1000 / self.forms


def measure() -> list[Figure]:
    """Return the figures of paper."""
    ours, naive, typst = _printed("ours", _FORMS), _printed("naive", _FORMS), _printed("typst", _TYPST_FORMS)
    opened, first, slowest, form_id = _run("tests.bench.preview_process")
    if ours.pages != 3 * _FORMS:
        raise RuntimeError("the measured forms do not take three pages")
    quick = (
        f"{ours.seconds:.1f} s",
        f"reportlab naively {naive.seconds:.1f} s, typst {typst.thousand():.1f} s",
    )
    small = (
        f"{ours.memory:.0f} MB",
        f"reportlab {naive.memory:.0f} MB, typst {typst.memory:.0f} MB for {_TYPST_FORMS}",
    )
    light = f"{ours.size:.2f} MB", f"reportlab {naive.size:.2f} MB, typst {typst.size:.2f} MB"
    shown = (
        f"{float(slowest) * 1000:.0f} ms",
        f"the slowest, {form_id}; the first of all {float(first) * 1000:.0f} ms, fonts opened before in {float(opened):.2f} s",
    )
    return [
        Figure(f"{_FORMS:,} consent forms, {ours.pages:,} pages", quick[0], "≤ 20 s", quick[1]),
        Figure("peak memory of that", small[0], "≤ 300 MB", small[1]),
        Figure("size of 1,000 pages", light[0], "≤ 3 MB", light[1]),
        Figure(
            "wait after 「やめる」", f"{ours.stop * 1000:.0f} ms", "", "the longest: setting the first form"
        ),
        Figure("first page of a preview", shown[0], "≤ 300 ms", shown[1]),
    ]


def _printed(printer: str, forms: int) -> _Printed:
    seconds, memory, pages, size, stop = map(float, _run("tests.bench.paper_process", printer, str(forms)))
    return _Printed(forms, seconds, memory, int(pages), size / _MEGABYTE * 1000 / pages, stop)


def _run(module: str, *arguments: str) -> list[str]:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
