"""Paper as marks on sheets: what a form draws, for a printer instead of a file.

A form draws on ``Paper``. While ``sheets_of`` runs it, each mark is kept here as a plain value, glyph by glyph in the
shapes and at the places a PDF would have them, so that the same layout can be painted on any printer and on the screen
without a PDF being made, read again, or lying on a disk. Sizes and positions are in points, the origin is the lower left
corner of the sheet; greys go from 0 (black) to 1 (white).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Ink:
    """A run of glyphs of one font on a baseline: the id of each glyph in the file, and its distance from the left edge."""

    font: Path
    size: float
    grey: float
    y: float
    glyphs: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle. ``line`` is the width of its black edge, 0 for none; ``fill`` its grey, or ``None``."""

    x: float
    y: float
    width: float
    height: float
    line: float
    fill: float | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight black line."""

    x1: float
    y1: float
    x2: float
    y2: float
    line: float


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle; ``x``, ``y`` is its centre."""

    x: float
    y: float
    radius: float
    line: float


Mark = Ink | Box | Rule | Ring


@dataclass(frozen=True)
class Sheet:
    """One side of paper. ``drawn`` gives what stands on it, in the order it is drawn."""

    width: float
    height: float
    drawn: Callable[[], tuple[Mark, ...]]

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """What stands on it. Of a book of a thousand sheets only those somebody turns to are ever asked for it."""
        return self.drawn()


def sheets_of(render: Callable[[], object]) -> tuple[Sheet, ...]:
    """Return the sheets of the papers that ``render`` draws; the forms give it no bytes. Raises what ``render`` raises."""
    with _recording() as sheets:
        render()
    return tuple(sheets)


class NotDrawable(RuntimeError):
    """A form used a way of drawing that is not kept here: our own bug, found by the tests of the form."""


class KeptCanvas:
    """Stands in for reportlab's canvas: what is drawn is kept as marks.

    Only the few ways of drawing that forms use are known; another one is refused (``NotDrawable``), so that nothing can be
    in the file and missing on the printed sheet.
    """

    _OF_FILES = frozenset(
        (
            "setDateFormatter",
            "setTitle",
            "setAuthor",
            "setCreator",
            "setProducer",
            "setSubject",
        )
    )

    def __init__(self, size: tuple[float, float], sheets: list[Sheet]) -> None:
        self._size = size
        self._sheets = sheets
        self._has_begun = False
        self._marks: list[Mark] = []
        self._beneath: list[Mark] = []  # the sheet's own marks while a form that is used on many is drawn
        self._forms: dict[str, tuple[Mark, ...]] = {}
        self._outside = (1.0, 0.0)  # width and grey to go on with after it
        self._open_form = ""
        self._line = 1.0
        self._grey = 0.0

    def __getattr__(self, name: str) -> Any:
        if name not in self._OF_FILES:
            raise NotDrawable(name)
        return _leave_out

    # reportlab's names, so that forms need not know which canvas they have

    def setLineWidth(self, width: float) -> None:
        """Set the width of lines and edges to come."""
        self._line = width

    def setFillGray(self, grey: float) -> None:
        """Set the grey of what is filled, and of text."""
        self._grey = grey

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a straight line."""
        self._marks.append(Rule(x1, y1, x2, y2, self._line))

    def rect(self, x: float, y: float, width: float, height: float, stroke: int = 1, fill: int = 0) -> None:
        """Draw a rectangle."""
        grey = self._grey if fill else None
        self._marks.append(Box(x, y, width, height, self._line if stroke else 0.0, grey))

    def circle(self, x: float, y: float, radius: float) -> None:
        """Draw a circle."""
        self._marks.append(Ring(x, y, radius, self._line))

    def beginPath(self) -> "_KeptPath":
        """Begin a path of rectangles (a QR code)."""
        return _KeptPath()

    def drawPath(self, path: "_KeptPath", stroke: int = 1, fill: int = 0) -> None:
        """Draw a path of rectangles."""
        edge, grey = self._line if stroke else 0.0, self._grey if fill else None
        self._marks.extend(Box(*each, edge, grey) for each in path.rectangles)

    def beginText(self) -> "_KeptText":
        """Begin a line of text."""
        return _KeptText(self._grey)

    def drawText(self, text: "_KeptText") -> None:
        """Draw a line of text."""
        self._marks.extend(text.ink)

    def beginForm(self, name: str, *_box: float) -> None:
        """Begin what stands on many sheets."""
        self._open_form = name
        self._beneath, self._marks = self._marks, []
        self._outside = self._line, self._grey

    def endForm(self) -> None:
        """End what stands on many sheets; it is not on this one yet."""
        self._forms[self._open_form] = tuple(self._marks)
        self._marks = self._beneath
        self._line, self._grey = self._outside

    def doForm(self, name: str) -> None:
        """Put what stands on many sheets on this one."""
        self._marks.extend(self._forms[name])

    def showPage(self) -> None:
        """Finish a sheet; widths and greys begin anew, as they do in reportlab."""
        marks = tuple(self._marks)
        self._sheets.append(Sheet(*self._size, lambda: marks))
        self._marks = []
        self._line, self._grey = 1.0, 0.0

    def add_sheet(self, draw: Callable[[Any], object]) -> None:
        """Add a sheet by itself, drawn when it is looked at; the first of a paper at once: what has no room is told there."""
        sheet = Sheet(*self._size, partial(_marks_of, draw, self._size))
        self._sheets.append(sheet)
        if not self._has_begun:
            self._has_begun = bool(sheet.marks)

    def save(self) -> None:
        """Finish the last sheet, if anything is on it, and the file."""
        if self._marks:
            self.showPage()


def _marks_of(draw: Callable[[Any], object], size: tuple[float, float]) -> tuple[Mark, ...]:
    sheets: list[Sheet] = []
    canvas = KeptCanvas(size, sheets)
    draw(canvas)
    canvas.showPage()
    return sheets[0].marks


class _KeptPath:
    def __init__(self) -> None:
        self.rectangles: list[tuple[float, float, float, float]] = []

    def rect(self, x: float, y: float, width: float, height: float) -> None:
        self.rectangles.append((x, y, width, height))


class _KeptText:
    """A line of text: the glyphs that stand on it."""

    def __init__(self, grey: float) -> None:
        self.ink: list[Ink] = []
        self._grey = grey
        self._face: Any = None
        self._size = self._x = self._y = self._space = 0.0

    def setFont(self, name: str, size: float) -> None:
        from reportlab.pdfbase import pdfmetrics

        self._face, self._size = pdfmetrics.getFont(name).face, size

    def setTextOrigin(self, x: float, y: float) -> None:
        self._x, self._y = x, y

    def setCharSpace(self, space: float) -> None:
        self._space = space

    def textOut(self, drawn: str) -> None:
        at, glyphs = self._x, []
        for char in drawn:
            glyph, width = _letter(self._face, char)
            glyphs.append((glyph, at))
            at += width * self._size + self._space
        self.ink.append(Ink(_file(self._face.filename), self._size, self._grey, self._y, tuple(glyphs)))


def _leave_out(*_properties: object) -> None:
    """Take a property of a file where there is no file."""


@lru_cache(maxsize=1 << 13)
def _letter(face: Any, char: str) -> tuple[int, float]:
    """Return the id of the glyph that a font file has for a character, and its width in ems."""
    return int(face.charToGlyph[ord(char)]), face.getCharWidth(ord(char)) / 1000


@cache
def _file(name: str) -> Path:
    return Path(name)


_sheets: ContextVar[list[Sheet] | None] = ContextVar("sheets", default=None)


@contextmanager
def _recording() -> Iterator[list[Sheet]]:
    sheets: list[Sheet] = []
    before = _sheets.set(sheets)
    try:
        yield sheets
    finally:
        _sheets.reset(before)


def canvas_for(size: tuple[float, float], make: Callable[[], Any]) -> Any:
    """Return what ``Paper`` draws on: the canvas that ``make`` gives, or within ``sheets_of`` one that keeps the marks."""
    sheets = _sheets.get()
    return make() if sheets is None else KeptCanvas(size, sheets)
