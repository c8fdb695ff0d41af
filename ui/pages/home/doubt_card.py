"""Papers of which nobody knows whether they came out: the program ended between the record and the paper (decision 008)."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.use_cases.paper_output import GoingOut
from ui.pages.home.view import doubt_words
from ui.widgets.buttons import SmallButton
from ui.widgets.card import Card, Rule, clear, column
from ui.widgets.labels import PlainLabel, SupportText, Tag
from ui.widgets.wrap_layout import WrapLayout

_TITLE = "印刷や保存の途中で終わった書類"
_WHY = (
    "プログラムが途中で終わったため、出たかどうかを記録できていません。紙やファイルがあるかを確かめて、どちらかを押してください。"
    "「出ていない」を押すと、渡していない扱いに戻します。"
)


class _Doubt(QWidget):
    """One act of printing or saving, and the two answers."""

    answered = Signal(str, bool)

    def __init__(self, going: GoingOut, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._id = going.id
        said, softer = doubt_words(going, today)
        lines = column(gap=6)
        self.setLayout(lines)
        lines.addWidget(PlainLabel(said, self, look="label", wrap=True))
        lines.addWidget(SupportText(softer, self))
        self.there = SmallButton("出ている", self)
        self.there.clicked.connect(self._say_there)
        self.missing = SmallButton("出ていない", self)
        self.missing.clicked.connect(self._say_missing)
        answers = WrapLayout(gap=8)
        for button in (self.there, self.missing):
            button.setAccessibleName(f"{button.text()}: {said}")
            answers.addWidget(button)
        lines.addLayout(answers)

    def _say_there(self) -> None:
        came_out = True
        self.answered.emit(self._id, came_out)

    def _say_missing(self) -> None:
        came_out = False
        self.answered.emit(self._id, came_out)


class DoubtCard(Card):
    """Asks what became of them; ``answered(id, came out)``. Hidden while there is nothing to ask."""

    answered = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_TITLE, parent, action=Tag("確かめてください", "warning"))
        self.body.addWidget(SupportText(_WHY, self))
        self._list = column(gap=10)
        self.body.addLayout(self._list)
        self.hide()

    def show_doubts(self, doubts: Sequence[GoingOut], today: date) -> None:
        """Show what is to be answered."""
        clear(self._list)
        for at, going in enumerate(doubts):
            if at:
                self._list.addWidget(Rule(self))
            one = _Doubt(going, today, self)
            one.answered.connect(self.answered)
            self._list.addWidget(one)
        self.setVisible(bool(doubts))
