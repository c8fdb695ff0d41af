"""The first page of each form on the screen: prints what opens the fonts, the first page after it, the slowest, and its id."""

import gc
import sys
import time

from PySide6.QtGui import QGuiApplication, QImage, QPainter, QTransform

from forms.sheets import Sheet, sheets_of
from tests.forms.examples import examples
from tests.forms.made_up import Kind, MadeUp
from ui.desktop.paper_brush import FontShelf, PaperBrush

_DOTS_A_POINT = 96 / 72
_ALLOWED_TO_ALL = "FT"
_SIXTY_ROWS = next(seed for seed in range(20) if MadeUp(seed).kind is Kind.SIXTY_ROWS)


def opened() -> float:
    """Return the seconds that the list of forms takes, in the vault thread, to draw a sheet while somebody looks for a form."""
    example = examples()[_ALLOWED_TO_ALL]
    facts = example.made(_ALLOWED_TO_ALL, 0)
    began = time.perf_counter()
    sheets_of(lambda: example.render(facts))
    return time.perf_counter() - began


def seen(form_id: str, seed: int, shelf: FontShelf) -> float:
    """Return the seconds from the facts of a form to the picture of its first page."""
    example = examples()[form_id]
    facts = example.made(form_id, seed)
    began = time.perf_counter()
    paint(sheets_of(lambda: example.render(facts))[0], shelf)
    return time.perf_counter() - began


def paint(sheet: Sheet, shelf: FontShelf) -> QImage:
    """Return the picture of a sheet as the preview paints it."""
    width, height = round(sheet.width * _DOTS_A_POINT), round(sheet.height * _DOTS_A_POINT)
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    painter = QPainter(picture)
    painter.setWorldTransform(QTransform(_DOTS_A_POINT, 0, 0, -_DOTS_A_POINT, 0, height))
    brush = PaperBrush(painter, shelf)
    for mark in sheet.marks:
        brush.paint(mark)
    painter.end()
    return picture


def main() -> int:
    """Look at every form, everyday and with sixty rows."""
    gc.disable()  # as the program, which tidies up while nobody waits
    application = QGuiApplication(sys.argv[:1])
    shelf: FontShelf = {}
    before = opened()
    first = seen("Y2", 0, shelf)
    slowest, which = max(
        (seen(form_id, seed, shelf), form_id) for form_id in examples() for seed in (0, _SIXTY_ROWS)
    )
    sys.stdout.write(f"{before:.3f} {first:.3f} {slowest:.3f} {which}\n")
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
