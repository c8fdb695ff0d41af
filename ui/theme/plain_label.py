"""The only label of the program: whatever it is given is shown as the characters they are, never as markup.

``QLabel`` guesses: a person called ``<b>`` would be printed bold, and an image tag would be opened. It also sets
lines as tightly as the font allows, which is too tight for Japanese; wrapped text here has a line height of 1.5.
"""

from typing import Final

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme.by_name import set_by_name
from ui.theme.theme import px

LINE_HEIGHT: Final = 1.5
_KEPT: Final = 8  # widths of which the height is remembered
_WIDEST: Final = 640  # px at 100 %: about forty characters, the longest comfortable line


def tip_text(text: str) -> str:
    """Return ``text`` for a tooltip, which Qt would otherwise read as markup."""
    import html  # its table of entities is not needed for the unlock screen

    return f"<p style='white-space:pre-wrap'>{html.escape(text)}</p>" if text else ""


class PlainLabel(QLabel):
    """Plain text; ``wrap`` breaks it into lines, ``elide`` shortens one line with … and keeps the whole as tooltip."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        look: str = "body",
        wrap: bool = False,
        elide: bool = False,
    ) -> None:
        super().__init__(parent)
        set_by_name(self, "textFormat", "PlainText")
        self._wrap = wrap
        self._elide = elide
        self._heights: dict[int, int] = {}  # by width
        self._longest: int | None = None
        self._across: QtCore.Qt.AlignmentFlag | None = None
        self.setProperty("look", look)
        if wrap:
            self.setWordWrap(True)  # keeps the size policy one of height for width
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        elif elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show ``text``; the size is worked out again."""
        if text == self.text():
            return
        super().setText(text)
        self._forget_sizes()
        self._refresh_tip()
        self.updateGeometry()

    def setContentsMargins(self, left: int, top: int, right: int, bottom: int) -> None:  # type: ignore[override]
        """Keep room round the text, in pixels; its height is worked out again."""
        self._forget_sizes()
        super().setContentsMargins(left, top, right, bottom)

    def changeEvent(self, event: QtCore.QEvent) -> None:
        """Work the size out again when the font or the style changes."""
        self._forget_sizes()
        super().changeEvent(event)

    def _forget_sizes(self) -> None:
        self._heights.clear()
        self._longest = None

    def setBuddy(self, buddy: QWidget) -> None:
        """Lead the label's key to ``buddy``; Qt leads it to nothing that has the keyboard only through one of its parts."""
        super().setBuddy(buddy.focusProxy() or buddy)

    def setAlignment(self, alignment: "QtCore.Qt.AlignmentFlag") -> None:
        """Align the text; wrapped lines follow it across."""
        super().setAlignment(alignment)
        self._across = alignment & QtCore.Qt.AlignmentFlag.AlignHorizontal_Mask

    def set_tone(self, tone: str) -> None:
        """Colour the text by meaning: ``info``, ``success``, ``warning``, ``error`` or nothing."""
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped text at ``width`` pixels; layouts ask for the same dozens of times."""
        height = self._heights.get(width)
        if height is None:
            if len(self._heights) >= _KEPT:
                self._heights.clear()
            height = self._heights[width] = self._height_at(width)
        return height

    def _height_at(self, width: int) -> int:
        if not self._wrap:
            return super().heightForWidth(width)
        margins = self.contentsMargins()
        inner = max(1, width - margins.left() - margins.right())
        height = self._line_height() if self._is_one_line(inner) else self._lay_out(inner)[1]
        return height + margins.top() + margins.bottom()

    def _is_one_line(self, inner: int) -> bool:
        """Whether the text needs no breaking at ``inner`` pixels: most texts, and to break one takes twenty times as long."""
        text = self.text()
        return "\n" not in text and "\u2028" not in text and self._longest_line() <= inner

    def _longest_line(self) -> int:
        """Return the width of the longest line as it was written, in pixels; measured once for a text and a font."""
        if self._longest is None:
            across = self.fontMetrics().horizontalAdvance
            self._longest = max(across(line) for line in self.text().split("\n"))
        return self._longest

    def sizeHint(self) -> QSize:
        """Return one line's size, or that of the text wrapped at a comfortable length."""
        if self._elide:
            return QSize(self._longest_line() + 2, self._line_height())
        if not self._wrap:
            hint = super().sizeHint()
            return QSize(hint.width(), max(hint.height(), self._line_height()))
        width = min(px(_WIDEST), self._longest_line() + 2)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest useful size: a few characters where the text may wrap or shorten."""
        few = self.fontMetrics().horizontalAdvance("あ" * 4)
        if self._elide:
            return QSize(min(few, self.sizeHint().width()), self._line_height())
        if self._wrap:
            return QSize(min(few * 2, self.sizeHint().width()), self._line_height() if self.text() else 0)
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw wrapped lines at 1.5 line height and shortened lines with …; the rest is Qt's own."""
        area = self.contentsRect()
        fits = area.height() <= self._line_height() and self._is_one_line(area.width())
        if not self._elide and (fits or not self._wrap):
            super().paintEvent(event)
            return
        painter = QtGui.QPainter(self)
        if self._elide:
            shown = self.fontMetrics().elidedText(
                self.text(), QtCore.Qt.TextElideMode.ElideRight, area.width()
            )
            painter.drawText(area, int(self.alignment() | QtCore.Qt.AlignmentFlag.AlignVCenter), shown)
        else:
            layout, _height = self._lay_out(max(1, area.width()))
            layout.draw(painter, QPointF(area.topLeft()))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tooltip only while the text is shortened."""
        super().resizeEvent(event)
        self._refresh_tip()

    def _refresh_tip(self) -> None:
        if self._elide:
            cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
            self.setToolTip(tip_text(self.text()) if cut else "")

    def _line_height(self) -> int:
        return round(self.fontMetrics().height() * LINE_HEIGHT)

    def _lay_out(self, width: int) -> "tuple[QtGui.QTextLayout, int]":
        """Return the broken lines and their whole height in pixels."""
        layout = QtGui.QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        option = QtGui.QTextOption()
        if self._across is not None:
            option.setAlignment(self._across)
        option.setWrapMode(QtGui.QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        step = self._line_height()
        top = (step - self.fontMetrics().height()) / 2
        height = 0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height + top))
            height += step
        layout.endLayout()
        return layout, height
