"""The two kinds of lines on the home page: something due, and something that was done."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.handling_log import LOG_CLASS_NAMES, LogEntry
from ashibue_desk.use_cases.home import DueItem
from ui.pages.home.view import URGENCY_WORDS, sentence_of, words_of
from ui.theme.theme import px
from ui.widgets.buttons import SmallButton
from ui.widgets.card import column, row
from ui.widgets.folding import fold
from ui.widgets.labels import PlainLabel, Tag
from ui.widgets.sight import keep_whole

_NARROW: Final = 700  # above the least width of a line, so that a line that is too wide breaks
_SIDE: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class DueLine(QWidget):
    """One thing to do. ``chosen(page, argument)`` when its button is pressed."""

    chosen = Signal(str, object)

    def __init__(self, item: DueItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        keep_whole(self)
        words = words_of(item)
        self._page, self._argument = words.page, words.argument
        self._line = row(gap=12)
        self._line.setContentsMargins(px(10), px(6), px(10), px(6))
        self.setLayout(self._line)
        left, right = row(gap=16), row(gap=12)
        self._mark = QWidget(self)
        mark_line = row(gap=0)
        self._mark.setLayout(mark_line)
        text, tone = URGENCY_WORDS[item.urgency]
        mark_line.addWidget(Tag(text, tone, self._mark))
        mark_line.addStretch(1)
        left.addWidget(self._mark, 0, _SIDE)
        self.sentence = PlainLabel(sentence_of(item), self, look="label", wrap=True)
        left.addWidget(self.sentence, 1, Qt.AlignmentFlag.AlignVCenter)
        article = PlainLabel(item.article, self, look="support")
        article.setMinimumWidth(px(150))
        right.addWidget(article, 1, _SIDE)
        self.button = SmallButton(words.act, self)
        self.button.setAccessibleName(f"{words.act}: {sentence_of(item)}")
        self.button.setVisible(bool(words.act))
        self.button.clicked.connect(self._choose)
        place = QWidget(self)  # as wide for every line, so that the articles stand below one another
        place.setMinimumWidth(px(160))
        place_line = row(gap=0)
        place.setLayout(place_line)
        place_line.addStretch(1)
        place_line.addWidget(self.button)
        right.addWidget(place)
        self._line.addLayout(left, 1)
        self._line.addLayout(right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find another width."""
        super().resizeEvent(event)
        self.fit(self.width())

    def fit(self, room: int) -> None:
        """Put article and button below the sentence where both do not fit beside it in ``room`` pixels."""
        narrow = fold(self._line, room, px(_NARROW))
        self._mark.setMinimumWidth(0 if narrow else px(140))  # as wide for every line, where there is room

    def _choose(self) -> None:
        self.chosen.emit(self._page, self._argument)


class LogLineWidget(QWidget):
    """One line of the log as the home page shows it: when, who, which class, what, and whom it concerned."""

    def __init__(self, entry: LogEntry, time: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = row(gap=16)
        line.setContentsMargins(px(10), px(4), px(10), px(4))
        self.setLayout(line)
        at = PlainLabel(time, self)
        at.setMinimumWidth(px(56))
        line.addWidget(at)
        words = column(gap=2)
        words.addWidget(PlainLabel(entry.line.act, self, elide=True))
        concerned = " ・ ".join(part for part in (entry.actor_name, entry.line.object_label) if part)
        words.addWidget(PlainLabel(concerned, self, look="support", elide=True))
        line.addLayout(words, 1)
        line.addWidget(Tag(LOG_CLASS_NAMES[entry.line.log_class], "neutral", self))
