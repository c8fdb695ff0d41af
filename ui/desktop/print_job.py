"""Our paper on the system's printer: the marks of its sheets, painted as lines and letters in the printer's own resolution.

Nothing of the paper is written to a disk by us. On Linux the printing library itself keeps what it hands to the spooler in a
temporary file, so its folder is turned to the memory file system for as long as that takes. What the spooler and the printer
keep afterwards is theirs (``docs/threats.md``).
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from PySide6.QtGui import QPageLayout, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter

from ashibue_desk.domain.errors import Situation
from ashibue_desk.use_cases.progress import Progress
from forms.sheets import Sheet, sheets_of
from forms.situations import PrintingStopped
from ui.desktop.paper_brush import PaperBrush

_POINTS: Final = 72  # to the inch
_MARKS_AT_A_TIME: Final = 40  # then others may have Python's lock: the window must not wait for a page
_IN_MEMORY = ("/dev/shm",)  # noqa: S108 - a folder of our own is made in it
_FOLDER: Final = "ashibue-"
_PROCESSES = Path("/proc")


class PrinterFailed(Situation):
    """The system's printing refused the paper. What was recorded of it is put back (``paper_output.hand_out``)."""

    what = "プリンターに送れませんでした。"
    safe = "保管庫の内容はそのままです。書類を渡したという記録にもなっていません。"
    todo = "プリンターの電源と用紙、つながりを確かめて、もう一度「印刷する」を押してください。急ぐときは「PDFで保存」が使えます。"


def print_papers(render: Callable[[], object], printer: QPrinter, progress: Progress | None = None) -> int:
    """Print what ``render`` draws, of which nothing is recorded, as ``print_sheets`` does. Raises also what ``render`` raises."""
    return print_sheets(sheets_of(render), printer, progress)


def print_sheets(drawn: Sequence[Sheet], printer: QPrinter, progress: Progress | None = None) -> int:
    """Print sheets as one job and return how many were sent.

    ``printer`` comes from ``print_paper.choose_printer``; its range of pages and its order are kept. Runs in the vault thread.
    Raises ``PrintingStopped`` when the progress is told to stop (the job is then withdrawn as a whole), and ``PrinterFailed``.
    """
    sheets = _chosen(drawn, printer)
    painter = QPainter()
    with _spooled_in_memory():
        if not sheets or not painter.begin(printer):
            raise PrinterFailed
        try:
            _paint_all(sheets, printer, painter, progress)
        except BaseException:
            printer.abort()
            painter.end()
            raise
        if not painter.end() or printer.printerState() is QPrinter.PrinterState.Error:
            raise PrinterFailed
    return len(sheets)


def _chosen(sheets: Sequence[Sheet], printer: QPrinter) -> list[Sheet]:
    """Return the sheets in the range and the order that were asked for."""
    ranges, chosen = printer.pageRanges(), list(sheets)
    if printer.printRange() is QPrinter.PrintRange.PageRange and not ranges.isEmpty():
        chosen = [sheet for number, sheet in enumerate(chosen, 1) if ranges.contains(number)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    return chosen * (1 if printer.supportsMultipleCopies() else printer.copyCount())


def _paint_all(
    sheets: Sequence[Sheet], printer: QPrinter, painter: QPainter, progress: Progress | None
) -> None:
    brush = PaperBrush(painter)
    for number, sheet in enumerate(sheets):
        if number and not printer.newPage():
            raise PrinterFailed
        painter.setWorldTransform(_placed(sheet, printer))
        for at, mark in enumerate(sheet.marks):
            brush.paint(mark)
            if progress is not None and (at % _MARKS_AT_A_TIME == 0 or at + 1 == len(sheet.marks)):
                _tell(progress, number, len(sheets), at / len(sheet.marks))


def _tell(progress: Progress, number: int, sheets: int, part: float) -> None:
    text = f"{number + 1:,}/{sheets:,}枚目を送っています"
    progress.report(number * 100 + round(part * 100), sheets * 100, text)
    if progress.should_stop():
        raise PrintingStopped


def _placed(sheet: Sheet, printer: QPrinter) -> QTransform:
    """Return how points from the lower left of a sheet become dots: in their own size, smaller if the paper is."""
    paper = printer.pageLayout().fullRect(QPageLayout.Unit.Point)
    shrunk = min(paper.width() / sheet.width, paper.height() / sheet.height)
    scale = (
        printer.resolution() / _POINTS * (shrunk if shrunk < 0.98 else 1.0)
    )  # two A4 differ in the last digit
    return QTransform(scale, 0, 0, -scale, 0, sheet.height * scale)


@contextmanager
def _spooled_in_memory() -> Iterator[None]:
    """Have the printing library keep its temporary file in memory while a job is made (Linux; elsewhere nothing changes)."""
    folder = _memory_folder() if sys.platform.startswith("linux") else None
    if folder is None:
        yield
        return
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("TMPDIR", None)
        else:
            os.environ["TMPDIR"] = before
        for left in folder.iterdir():
            left.unlink(missing_ok=True)
        folder.rmdir()


def _memory_folder() -> Path | None:
    """Make a folder for this account only on a file system in memory, if there is one; what a kill left there goes."""
    for place in _IN_MEMORY:
        if Path(place).is_dir():
            with suppress(OSError):
                _sweep(Path(place))
                return Path(tempfile.mkdtemp(prefix=f"{_FOLDER}{os.getpid()}-", dir=place))
    return None


def _sweep(place: Path) -> None:
    """Remove the folders of processes that were killed while they printed: pages of a paper lie in them."""
    for left in place.glob(f"{_FOLDER}*-*"):
        owner = left.name.removeprefix(_FOLDER).partition("-")[0]
        if owner.isdecimal() and not (_PROCESSES / owner).exists():
            shutil.rmtree(left, ignore_errors=True)  # neither follows links nor takes what others own
