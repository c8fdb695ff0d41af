"""Proves of sheets that nothing lies on other ink, is cut, painted over or off the paper, from the outlines of what was drawn.

Works on the marks of ``forms.sheets``: each glyph's box is read from its font file, so it is the ink that is looked at, not
the size of the type. Measures are points from the lower left corner.
"""

import struct
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forms.paper_sizes import A4, A4_ACROSS, MM, PaperSize
from forms.sheets import Box, Ink, Ring, Rule, Sheet

_TOUCH = 0.3  # points two inks may share: rounding, and strokes that end on a rule
_BESIDE = 0.5  # points beyond the margin: optical edges
_RUNNING = 8 * MM  # how far running head and foot stand in the margin
_PRINTABLE = 4.9 * MM  # what printers cannot reach at the edge
_DARK = 0.5
_BAND = 20.0


@dataclass(frozen=True, slots=True)
class Area:
    """A box of ink, and what it is."""

    left: float
    low: float
    right: float
    high: float
    what: str
    place: int = 0  # its place in the order of drawing
    parts: tuple["Area", ...] = ()  # the glyphs of a text

    def on(self, other: "Area", touch: float = _TOUCH) -> bool:
        """Whether the two share more than a touch."""
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.high, other.high) - max(self.low, other.low)
        if across <= touch or up <= touch:
            return False
        # Texts whose boxes meet are looked at glyph by glyph.
        if self.parts:
            return any(part.on(other, touch) for part in self.parts)
        return not other.parts or any(self.on(part, touch) for part in other.parts)


def faults(sheets: Sequence[Sheet]) -> list[str]:
    """Return what is wrong with the sheets, in words; nothing when they may be printed."""
    return [
        f"sheet {number}: {fault}"
        for number, sheet in enumerate(sheets, start=1)
        for fault in _faults_of(sheet)
    ]


def _faults_of(sheet: Sheet) -> Iterator[str]:
    size = _size(sheet)
    texts = list(_texts(sheet))
    yield from _missing(sheet)
    yield from _off_the_paper(sheet, size, texts)
    yield from (
        f"{one.what} lies on {other.what}" for one, other in _pairs(texts, texts) if one.place < other.place
    )
    edges = [edge for place, mark in enumerate(sheet.marks) for edge in _edges(mark, place)]
    yield from (f"{text.what} is crossed by {edge.what}" for text, edge in _pairs(texts, edges, 0.1))
    for ring in (mark for mark in sheet.marks if isinstance(mark, Ring)):
        yield from (f"{text.what} is crossed by a ring" for text in texts if _crosses(ring, text))
    fills = list(_fills(sheet))
    yield from (
        f"{text.what} is painted over" for text, fill in _pairs(texts, fills) if fill.place > text.place
    )
    dark = [fill for fill in fills if fill.what == "dark"]
    yield from (f"{text.what} stands on dark ground" for text, _fill in _pairs(texts, dark))


def _size(sheet: Sheet) -> PaperSize:
    return next(size for size in (A4, A4_ACROSS) if (size.width, size.height) == (sheet.width, sheet.height))


def _missing(sheet: Sheet) -> Iterator[str]:
    for mark in sheet.marks:
        if isinstance(mark, Ink) and any(glyph == 0 for glyph, _x in mark.glyphs):
            yield f"a box for a missing glyph in {_words(mark)}"


def _off_the_paper(sheet: Sheet, size: PaperSize, texts: Sequence[Area]) -> Iterator[str]:
    for text in texts:
        if text.left < size.left - _BESIDE or text.right > size.right + _BESIDE:
            yield f"{text.what} leaves the body to the side"
        if text.low < size.bottom - _RUNNING or text.high > size.top + _RUNNING:
            yield f"{text.what} leaves the paper's text area"
    for mark in sheet.marks:
        area = _area(mark)
        if area and not (
            min(area.left, area.low) >= _PRINTABLE
            and area.right <= size.width - _PRINTABLE
            and area.high <= size.height - _PRINTABLE
        ):
            yield f"{area.what} leaves what a printer reaches"


def _pairs(
    ones: Sequence[Area], others: Sequence[Area], touch: float = _TOUCH
) -> Iterator[tuple[Area, Area]]:
    """Yield what lies on each other, looking only at neighbours in height."""
    by_band: dict[int, list[Area]] = defaultdict(list)
    for other in others:
        for band in range(int(other.low // _BAND), int(other.high // _BAND) + 1):
            by_band[band].append(other)
    for one in ones:
        seen: set[int] = set()
        for band in range(int(one.low // _BAND), int(one.high // _BAND) + 1):
            for other in by_band[band]:
                if id(other) not in seen and one.on(other, touch):
                    seen.add(id(other))
                    yield one, other


def _texts(sheet: Sheet) -> Iterator[Area]:
    for place, mark in enumerate(sheet.marks):
        if isinstance(mark, Ink) and (parts := tuple(_glyphs(mark))):
            left, low = min(part.left for part in parts), min(part.low for part in parts)
            right, high = max(part.right for part in parts), max(part.high for part in parts)
            yield Area(left, low, right, high, _words(mark), place, parts)


def _glyphs(ink: Ink) -> Iterator[Area]:
    boxes, size, y = _outlines(ink.font).boxes, ink.size, ink.y
    for glyph, x in ink.glyphs:
        if box := boxes.get(glyph):
            yield Area(x + box[0] * size, y + box[1] * size, x + box[2] * size, y + box[3] * size, "")


def _edges(mark: object, place: int) -> Iterator[Area]:
    if isinstance(mark, Rule):
        area = _area(mark)
        if area:
            yield area
    elif isinstance(mark, Box) and mark.line:
        half, right, high = mark.line / 2, mark.x + mark.width, mark.y + mark.height
        for left, low, end, top in (
            (mark.x, mark.y, right, mark.y),
            (mark.x, high, right, high),
            (mark.x, mark.y, mark.x, high),
            (right, mark.y, right, high),
        ):
            yield Area(left - half, low - half, end + half, top + half, f"the edge of {_box(mark)}", place)


def _area(mark: object) -> Area | None:
    if isinstance(mark, Rule):
        half = mark.line / 2
        xs, ys = sorted((mark.x1, mark.x2)), sorted((mark.y1, mark.y2))
        return Area(
            xs[0] - half, ys[0] - half, xs[1] + half, ys[1] + half, f"a rule at {xs[0]:.0f}, {ys[0]:.0f}"
        )
    if isinstance(mark, Box):
        return Area(mark.x, mark.y, mark.x + mark.width, mark.y + mark.height, _box(mark))
    if isinstance(mark, Ring):
        reach = mark.radius + mark.line / 2
        return Area(mark.x - reach, mark.y - reach, mark.x + reach, mark.y + reach, "a ring")
    return None


def _box(box: Box) -> str:
    return f"a box at {box.x:.0f}, {box.y:.0f} ({box.width:.0f} × {box.height:.0f})"


def _crosses(ring: Ring, text: Area) -> bool:
    if text.parts:
        return any(_crosses(ring, part) for part in text.parts)
    xs = sorted(abs(edge - ring.x) for edge in (text.left, text.right))
    ys = sorted(abs(edge - ring.y) for edge in (text.low, text.high))
    across = 0.0 if text.left <= ring.x <= text.right else xs[0]
    up = 0.0 if text.low <= ring.y <= text.high else ys[0]
    nearest, farthest = (across**2 + up**2) ** 0.5, (xs[1] ** 2 + ys[1] ** 2) ** 0.5
    return nearest < ring.radius < farthest


def _fills(sheet: Sheet) -> Iterator[Area]:
    for place, mark in enumerate(sheet.marks):
        if isinstance(mark, Box) and mark.fill is not None:
            what = "dark" if mark.fill < _DARK else "light"
            yield Area(mark.x, mark.y, mark.x + mark.width, mark.y + mark.height, what, place)


@dataclass(frozen=True, slots=True)
class _Font:
    """The ink of each glyph in ems, and the character it draws."""

    boxes: dict[int, tuple[float, float, float, float]]
    characters: dict[int, str]


def _words(ink: Ink) -> str:
    characters = _outlines(ink.font).characters
    return "「" + "".join(characters.get(glyph, "?") for glyph, _x in ink.glyphs) + f"」 at y {ink.y:.0f}"


@cache
def _outlines(path: Path) -> _Font:
    """Read glyph boxes from a TrueType file (OpenType specification, tables ``head``, ``loca``, ``glyf``)."""
    from reportlab.pdfbase.ttfonts import TTFontFile

    data = path.read_bytes()
    tables = {
        data[at : at + 4].decode("latin-1"): struct.unpack_from(">LL", data, at + 8)
        for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
    }
    units, long_places = (struct.unpack_from(">H", data, tables["head"][0] + at)[0] for at in (18, 50))
    start, length = tables["loca"]
    count = length // (4 if long_places else 2)
    places = struct.unpack_from(f">{count}{'L' if long_places else 'H'}", data, start)
    boxes = {}
    for glyph in range(count - 1):
        at, end = (place * (1 if long_places else 2) for place in places[glyph : glyph + 2])
        if end > at:
            boxes[glyph] = tuple(
                edge / units for edge in struct.unpack_from(">4h", data, tables["glyf"][0] + at + 2)
            )
    face = TTFontFile(str(path), charInfo=1, validate=0)
    return _Font(boxes, {glyph: chr(code) for code, glyph in face.charToGlyph.items()})  # type: ignore[arg-type]
