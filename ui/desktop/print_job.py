"""Our paper on the system's printer: the marks of its sheets, painted as lines and letters in the printer's own resolution.

Nothing of the paper is written to a disk by us. On Linux the printing library itself keeps what it hands to the spooler in a
temporary file, so its folder is turned to the memory file system for as long as that takes. What the spooler and the printer
keep afterwards is theirs (``docs/threats.md``).
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGlyphRun, QPageLayout, QPainter, QPen, QRawFont, QTransform
from PySide6.QtPrintSupport import QPrinter

from ashibue_desk.domain.errors import Situation
from ashibue_desk.use_cases.progress import Progress
from forms.sheets import Box, Ink, Mark, Ring, Rule, Sheet, sheets_of
from forms.situations import PrintingStopped

_POINTS: Final = 72  # to the inch
_MARKS_AT_A_TIME: Final = 40  # then others may have Python's lock: the window must not wait for a page
_IN_MEMORY = ("/dev/shm",)  # noqa: S108 - a folder of our own is made in it


class PrinterFailed(Situation):
    """The system's printing refused the paper. Nothing has been recorded as printed."""

    what = "プリンターに送れませんでした。"
    safe = "保管庫の内容はそのままです。印刷したという記録もしていません。"
    todo = "プリンターの電源と用紙、つながりを確かめて、もう一度「印刷する」を押してください。急ぐときは「PDFで保存」が使えます。"


def print_papers(render: Callable[[], object], printer: QPrinter, progress: Progress | None = None) -> int:
    """Print what ``render`` draws as one job and return how many sheets were sent.

    ``printer`` comes from ``print_paper.choose_printer``; its range of pages and its order are kept. Runs in the vault thread.
    Raises what ``render`` raises; ``PrintingStopped`` when the progress is told to stop (the job is then withdrawn as a whole);
    ``PrinterFailed``.
    """
    sheets = _chosen(sheets_of(render), printer)
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
    brush = _Brush(painter)
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


class _Brush:
    """Paints marks, and keeps the fonts it has met. Made and used in one thread."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._fonts: dict[tuple[Path, float], QRawFont] = {}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, mark: Mark) -> None:
        if isinstance(mark, Ink):
            self._letters(mark)
            return
        self._painter.setPen(_pen(mark.line))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        if isinstance(mark, Rule):
            self._painter.drawLine(QPointF(mark.x1, mark.y1), QPointF(mark.x2, mark.y2))
        elif isinstance(mark, Ring):
            self._painter.drawEllipse(QPointF(mark.x, mark.y), mark.radius, mark.radius)
        else:
            self._box(mark)

    def _box(self, mark: Box) -> None:
        if mark.fill is not None:
            self._painter.setBrush(_grey(mark.fill))
        self._painter.drawRect(QRectF(mark.x, mark.y, mark.width, mark.height))

    def _letters(self, ink: Ink) -> None:
        run = QGlyphRun()
        run.setRawFont(self._font(ink))
        run.setGlyphIndexes([glyph for glyph, _x in ink.glyphs])
        run.setPositions([QPointF(x, -ink.y) for _glyph, x in ink.glyphs])
        # Letters stand upright in Qt when y grows downwards; on the sheet it grows upwards.
        self._painter.scale(1, -1)
        self._painter.setPen(_grey(ink.grey))
        self._painter.drawGlyphRun(QPointF(0, 0), run)
        self._painter.scale(1, -1)

    def _font(self, ink: Ink) -> QRawFont:
        key = (ink.font, ink.size)
        if key not in self._fonts:
            self._fonts[key] = QRawFont(str(ink.font), ink.size, _UNHINTED)
        return self._fonts[key]


_UNHINTED: Final = QFont.HintingPreference.PreferNoHinting


def _grey(grey: float) -> QColor:
    return QColor.fromRgbF(grey, grey, grey)


def _pen(line: float) -> QPen:
    if not line:
        return QPen(Qt.PenStyle.NoPen)
    return QPen(_grey(0), line, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)


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
    """Make a folder for this account only on a file system in memory, if there is one."""
    for place in _IN_MEMORY:
        if Path(place).is_dir():
            with suppress(OSError):
                return Path(tempfile.mkdtemp(prefix="ashibue-", dir=place))
    return None
