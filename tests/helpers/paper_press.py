"""A printer for tests: the system's printing, told to make a PDF file; and a look at whether two papers are the same picture."""

import subprocess
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter

from ui.desktop.print_paper import new_printer

_DPI = 60


def file_printer(file: Path, resolution: int = 600) -> QPrinter:
    """Return a printer of ``resolution`` dots per inch whose paper becomes ``file``."""
    printer = new_printer("試し刷り")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setResolution(resolution)
    return printer


def pictures(pdf: bytes, folder: Path, name: str) -> list[QImage]:
    """Return each page drawn by poppler, which knows nothing of Qt's drawing, in shades of grey."""
    command = ["pdftoppm", "-r", str(_DPI), "-gray", "-png", "-", str(folder / name)]
    subprocess.run(command, input=pdf, check=True, capture_output=True)
    files = sorted(folder.glob(f"{name}-*.png"))
    return [QImage(str(file)).convertToFormat(QImage.Format.Format_Grayscale8) for file in files]


def difference(one: QImage, other: QImage) -> float:
    """Return how far two pictures are apart at the place where they differ most, seen from a distance; 0 to 255.

    Each square of some 7 mm counts with its mean, so that the rounding of letters does not tell, but a missing word does.
    """
    assert abs(one.width() - other.width()) <= 1, "the pages are of different sizes"
    assert abs(one.height() - other.height()) <= 1, "the pages are of different sizes"
    wide, high = min(one.width(), other.width()), min(one.height(), other.height())
    squares = [_squares(picture, wide, high) for picture in (one, other)]
    return max(abs(a - b) for a, b in zip(*squares, strict=True))


def _squares(picture: QImage, wide: int, high: int) -> list[float]:
    step, line = 16, picture.bytesPerLine()
    dots = bytes(picture.constBits())
    found = []
    for top in range(0, high - step, step):
        for left in range(0, wide - step, step):
            rows = (dots[(top + at) * line + left : (top + at) * line + left + step] for at in range(step))
            found.append(sum(map(sum, rows)) / step / step)
    return found
