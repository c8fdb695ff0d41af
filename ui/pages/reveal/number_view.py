"""Where twelve digits are seen, and nowhere else: painted, never text of a widget, never spoken, never selected."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ashibue_desk.domain.individual_number import MASKED, IndividualNumber
from ui.theme.theme import px, theme

_SIZE: Final = 40  # px at 100 %
_LEAST: Final = 24
_WIDEST: Final = "0000 0000 0000"
_SPOKEN: Final = "個人番号(画面にだけ表示し、読み上げません)"


class NumberView(QWidget):
    """Paints a number large in groups of four, or dots. It holds the number only while it is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number: IndividualNumber | None = None
        self.setAccessibleName(_SPOKEN)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_number(self, number: IndividualNumber) -> None:
        """Show the digits."""
        self._number = number
        self.update()

    def wipe(self) -> None:
        """Let go of the number and paint dots at once."""
        self._number = None
        self.repaint()

    @property
    def is_shown(self) -> bool:
        """Return whether digits are on the screen."""
        return self._number is not None

    def sizeHint(self) -> QSize:
        """Return the room of the widest number."""
        return QSize(_room(_SIZE), px(72))

    def minimumSizeHint(self) -> QSize:
        """Never cut a digit off: where there is little room, the digits are smaller."""
        return QSize(_room(_LEAST), px(72))

    def digits_size(self) -> int:
        """Return how large the digits are, in pixels at 100 %: the largest size that fits."""
        fits = (size for size in range(_SIZE, _LEAST, -1) if _room(size) <= self.width())
        return next(fits, _LEAST)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the digits or the dots."""
        painter = QPainter(self)
        look, number = theme(), self._number
        painter.setFont(look.font(self.digits_size() if number is not None else _LEAST, bold=True))
        painter.setPen(look.colour("ink" if number is not None else "ink_soft"))
        text = number.grouped() if number is not None else MASKED
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()


def _room(size: int) -> int:
    """Return the width of the widest number in digits of ``size`` pixels at 100 %."""
    return QFontMetrics(theme().font(size, bold=True)).horizontalAdvance(_WIDEST) + px(16)
