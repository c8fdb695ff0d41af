"""Two versions side by side, part by part: what is new is underlined, what is gone is struck through, and a word says it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from ashibue_desk.domain.wording_compare import Fate, PartPair, Piece
from ui.theme.theme import px, theme
from ui.widgets.buttons import SmallButton
from ui.widgets.card import Card, clear, column, row
from ui.widgets.labels import PlainLabel, SupportText, Tag

_FATES: Final = {
    Fate.SAME: ("変更なし", "neutral"),
    Fate.CHANGED: ("変更", "info"),
    Fate.ADDED: ("追加", "success"),
    Fate.REMOVED: ("削除", "error"),
    Fate.MOVED: ("位置だけ変更", "info"),
}
_NOT_HERE: Final = "（この版にはありません）"
_ELSEWHERE: Final = "（この版では、別の位置にあります）"


class MarkedText(QWidget):
    """A text in which some stretches are marked. ``gone``: they are struck through, otherwise underlined and bold."""

    def __init__(self, pieces: Sequence[Piece], parent: QWidget, *, gone: bool) -> None:
        super().__init__(parent)
        self._gone = gone
        self._text = "".join(piece.text for piece in pieces)
        self._ranges = _ranges(pieces)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        word = "削除" if gone else "追加"
        spoken = (f"〔{word}：{piece.text}〕" if piece.changed else piece.text for piece in pieces)
        self.setAccessibleName("".join(spoken))

    def text(self) -> str:
        """Return the whole text without marks."""
        return self._text

    def hasHeightForWidth(self) -> bool:
        """The lines depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the room of the whole text."""
        return self._set(None, width)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(px(320), self.heightForWidth(px(320)))

    def minimumSizeHint(self) -> QSize:
        """Return the least room; the layout asks for the height at its width."""
        return QSize(px(160), px(24))

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in another palette or size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text with its marks."""
        painter = QPainter(self)
        self._set(painter, self.width())
        painter.end()

    def _set(self, painter: QPainter | None, width: int) -> int:
        look = theme()
        layout = QTextLayout(self._text.replace("\n", "\u2028"), look.font(15))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats([self._format(start, length) for start, length in self._ranges])
        step, y = px(15) * 1.6, 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, y + (step - line.height()) / 2))
            y += step
        layout.endLayout()
        if painter is not None:
            painter.setPen(look.colour("ink"))
            layout.draw(painter, QPointF(0, 0))
        return round(y)

    def _format(self, start: int, length: int) -> QTextLayout.FormatRange:
        marked = QTextCharFormat()
        meaning = "error" if self._gone else "success"
        marked.setForeground(theme().colour(meaning))
        marked.setBackground(theme().colour(f"{meaning}_soft"))
        if self._gone:
            marked.setFontStrikeOut(True)
        else:
            marked.setFontUnderline(True)
            marked.setFontWeight(QFont.Weight.Bold)
        found = QTextLayout.FormatRange()
        found.start, found.length, found.format = start, length, marked
        return found


def _ranges(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Return where the marked stretches lie, counted as Qt counts characters."""
    found, at = [], 0
    for piece in pieces:
        length = len(piece.text.encode("utf-16-le")) // 2
        if piece.changed:
            found.append((at, length))
        at += length
    return found


class CompareView(QWidget):
    """The parts of two versions; those that are the same are folded away until they are asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs: tuple[PartPair, ...] = ()
        self._titles = ("", "")
        self._all = False
        layout = column(gap=12)
        self.setLayout(layout)
        head = row(gap=12)
        self.summary = SupportText("", self)
        self.all_button = SmallButton("同じところも見る", self)
        self.all_button.clicked.connect(self.toggle_all)
        head.addWidget(self.summary, 1)
        head.addWidget(self.all_button)
        layout.addLayout(head)
        self._list = column(gap=12)
        layout.addLayout(self._list)

    def show_pairs(self, before: str, after: str, pairs: Sequence[PartPair]) -> None:
        """Show the parts of two versions, called ``before`` and ``after``."""
        self._pairs, self._titles = tuple(pairs), (before, after)
        self._draw()

    def toggle_all(self) -> None:
        """Show also what is the same, or only what differs."""
        self._all = not self._all
        self._draw()

    def _draw(self) -> None:
        clear(self._list)
        differing = [pair for pair in self._pairs if pair.fate is not Fate.SAME]
        same = len(self._pairs) - len(differing)
        self.summary.setText(
            f"{len(differing)}か所が違います。追加には下線、削除には取消し線が付きます。"
            if differing
            else "どこも違いません。"
        )
        self.all_button.setText("違うところだけを見る" if self._all else f"同じところも見る（{same}）")
        self.all_button.setVisible(bool(same and self._pairs))
        for pair in self._pairs if self._all else differing:
            self._list.addWidget(self._card(pair))

    def _card(self, pair: PartPair) -> Card:
        words, tone = _FATES[pair.fate]
        card = Card(pair.after_title or pair.before_title, self, action=Tag(words, tone, self))
        sides = QBoxLayout(
            QBoxLayout.Direction.TopToBottom if self.width() < px(560) else QBoxLayout.Direction.LeftToRight
        )
        sides.setSpacing(px(20))
        for title, pieces, gone in (
            (self._titles[0], pair.before, True),
            (self._titles[1], pair.after, False),
        ):
            side = column(gap=4)
            side.addWidget(PlainLabel(title, card, look="label", wrap=True))
            missing = _ELSEWHERE if pair.fate is Fate.MOVED else _NOT_HERE
            side.addWidget(MarkedText(pieces or (Piece(missing),), card, gone=gone))
            side.addStretch(1)
            sides.addLayout(side, 1)
        card.body.addLayout(sides)
        return card
