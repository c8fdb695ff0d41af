"""A choice between a few cards: a bold name, what it means, and a tag where something must be minded."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from ashibue_desk.domain.problems import Problem
from ui.theme.theme import px, theme
from ui.widgets.card import column
from ui.widgets.labels import draw_tag


@dataclass(frozen=True)
class ChoiceCard:
    """One card: the value it stands for, its name, its explanation, and an optional tag with a meaning."""

    value: str
    title: str
    text: str = ""
    tag: str = ""
    tone: str = "warning"


class ChoiceCards(QWidget):
    """Cards of which one is chosen. Arrow keys move the choice, as with any radio buttons."""

    changed = Signal()
    left = Signal()

    def __init__(self, cards: Sequence[ChoiceCard] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._layout = column(gap=8)
        self.setLayout(self._layout)
        self._buttons: list[_CardButton] = []
        self._group.buttonClicked.connect(self._chosen)
        self.set_cards(cards)

    def set_cards(self, cards: Sequence[ChoiceCard]) -> None:
        """Offer other cards, keeping the choice where its value is still there."""
        before = self.value()
        for button in self._buttons:
            self._group.removeButton(button)
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [_CardButton(card, self) for card in cards]
        for button in self._buttons:
            self._group.addButton(button)
            self._layout.addWidget(button)
        self.set_value(before)
        self._lead_keyboard()

    def value(self) -> str:
        """Return the chosen card's value, empty when none is chosen."""
        return next((button.card.value for button in self._buttons if button.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose the card with ``value``, or none."""
        self._group.setExclusive(False)
        for button in self._buttons:
            button.setChecked(button.card.value == value and bool(value))
        self._group.setExclusive(True)
        self._lead_keyboard()

    def is_empty(self) -> bool:
        """Return whether no card is chosen."""
        return not self.value()

    def problem(self) -> Problem | None:
        """A chosen card is never wrong in itself."""
        return None

    def show_wrong(self, wrong: bool) -> None:  # noqa: FBT001
        """Give every card the red frame or take it off."""
        for button in self._buttons:
            button.wrong = wrong
            button.update()

    def buttons(self) -> tuple[QAbstractButton, ...]:
        """Return the cards as buttons, in order."""
        return tuple(self._buttons)

    def _chosen(self) -> None:
        self.show_wrong(False)  # noqa: FBT003
        self._lead_keyboard()
        self.changed.emit()

    def _lead_keyboard(self) -> None:
        """Give the keyboard, where the field gets it, to the chosen card or the first."""
        chosen = [button for button in self._buttons if button.isChecked()]
        for button in (chosen or self._buttons)[:1]:
            self.setFocusProxy(button)


class _CardButton(QAbstractButton):
    def __init__(self, card: ChoiceCard, parent: QWidget) -> None:
        super().__init__(parent)
        self.card = card
        self.wrong = False
        self.setCheckable(True)
        self.setText(card.title)
        self.setAccessibleName("、".join(part for part in (card.title, card.tag) if part))
        self.setAccessibleDescription(card.text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._draw(None, width)

    def sizeHint(self) -> QSize:
        return QSize(px(320), self.heightForWidth(px(320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(48))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isChecked():
            self.click()
            return  # on the chosen card Enter goes on, and belongs to the page
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme()
        strong = self.isChecked() or self.wrong or self.hasFocus()
        edge = "key" if self.isChecked() else ("error" if self.wrong else "edge_strong")
        if self.hasFocus():
            edge = "focus"
        thick = px(2) if strong else 1
        painter.setPen(QPen(look.colour(edge), thick))
        painter.setBrush(look.colour("hover" if self.underMouse() and not self.isChecked() else "raised"))
        inset = thick / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), px(8), px(8))
        self._draw_dot(painter)
        self._draw(painter, self.width())
        painter.end()

    def _draw_dot(self, painter: QPainter) -> None:
        look, centre = theme(), QPointF(px(22), px(23))
        painter.setPen(QPen(look.colour("key" if self.isChecked() else "edge_strong"), px(2)))
        painter.setBrush(look.colour("raised"))
        painter.drawEllipse(centre, px(8), px(8))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("key"))
            painter.drawEllipse(centre, px(4), px(4))

    def _draw(self, painter: QPainter | None, width: int) -> int:
        """Draw (or only measure) title, tag and text; return the whole height."""
        look, left, room = theme(), px(40), width - px(56)
        y = float(px(11))
        y = self._lines(painter, self.card.title, 15, left, room, y, meaning="ink", bold=True)
        if self.card.tag:
            if painter is not None:
                painter.setFont(look.font(13))
                wide = painter.fontMetrics().horizontalAdvance(self.card.tag) + px(18)
                draw_tag(
                    painter, QRectF(left, y + px(2), min(wide, room), px(24)), self.card.tag, self.card.tone
                )
            y += px(28)
        if self.card.text:
            y = self._lines(painter, self.card.text, 14, left, room, y, meaning="ink_soft", bold=False)
        return round(y) + px(10)

    def _lines(
        self,
        painter: QPainter | None,
        text: str,
        size: int,
        left: int,
        room: int,
        y: float,
        *,
        meaning: str,
        bold: bool,
    ) -> float:
        look = theme()
        font = look.font(size, bold=bold)
        layout = QTextLayout(text.replace("\n", "\u2028"), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        step = px(size) * 1.55
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, room))
            line.setPosition(QPointF(left, y + (step - line.height()) / 2))
            y += step
        layout.endLayout()
        if painter is not None:
            painter.setPen(look.colour(meaning))
            layout.draw(painter, QPointF(0, 0))
        return y
