"""The marks of a sheet painted by Qt: as lines and letters in whatever resolution, on a printer or on the screen."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGlyphRun, QPainter, QPen, QRawFont

from forms.sheets import Box, Ink, Mark, Ring, Rule
from forms.situations import FontUnusable

_UNHINTED: Final = QFont.HintingPreference.PreferNoHinting
_ANY_SIZE: Final = 10.0

FontShelf = dict[tuple[Path, float], QRawFont]
"""The fonts met so far, by file and size: opening one takes longer than painting a sheet. Belongs to one thread."""


class PaperBrush:
    """Paints marks on ``painter``, whose transformation turns points from the lower left into dots.

    Fonts are kept on ``shelf``, or with the brush where there is none. Made and used in one thread.
    """

    def __init__(self, painter: QPainter, shelf: FontShelf | None = None) -> None:
        self._painter = painter
        self._fonts: FontShelf = {} if shelf is None else shelf
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, mark: Mark) -> None:
        """Paint one mark."""
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
            # A copy in another size shares the file that is open: the GUI thread waits for each file once.
            font = QRawFont(self._file(ink.font))
            font.setPixelSize(ink.size)
            self._fonts[key] = font
        return self._fonts[key]

    def _file(self, path: Path) -> QRawFont:
        key = (path, _ANY_SIZE)
        if key not in self._fonts:
            font = QRawFont(str(path), _ANY_SIZE, _UNHINTED)
            if (
                not font.isValid()
            ):  # gone since the paper was set: Qt would leave the letters out without a word
                raise FontUnusable(path.name)
            self._fonts[key] = font
        return self._fonts[key]


def _grey(grey: float) -> QColor:
    return QColor.fromRgbF(grey, grey, grey)


def _pen(line: float) -> QPen:
    if not line:
        return QPen(Qt.PenStyle.NoPen)
    return QPen(_grey(0), line, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
