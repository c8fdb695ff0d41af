"""Where twelve digits are seen, and nowhere else: painted, never text of a widget, never spoken, never selected."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ashibue_desk.domain.individual_number import MASKED, IndividualNumber
from ui.theme.theme import px, theme

_SIZE: Final = 40  # px at 100 %
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
        metrics = QFontMetrics(theme().font(_SIZE, bold=True))
        return QSize(metrics.horizontalAdvance("0000 0000 0000") + px(16), px(72))

    def minimumSizeHint(self) -> QSize:
        """Never cut a digit off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the digits or the dots."""
        painter = QPainter(self)
        look, number = theme(), self._number
        painter.setFont(look.font(_SIZE if number is not None else _SIZE * 0.6, bold=True))
        painter.setPen(look.colour("ink" if number is not None else "ink_soft"))
        text = number.grouped() if number is not None else MASKED
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()
