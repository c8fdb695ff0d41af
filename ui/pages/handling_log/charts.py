"""Pictures of the log: a year by day, and bars by class, by handler, and by both."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from ashibue_desk.domain.japanese_calendar import era_short
from ui.pages.handling_log.groups import Counted
from ui.pages.handling_log.year import YearCalendar
from ui.widgets.buttons import SmallButton
from ui.widgets.card import Card, column, row
from ui.widgets.charts import BarList
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import PlainLabel, SupportText

_BY = (("class", "区分ごと"), ("handler", "取扱者ごと"), ("both", "取扱者と区分ごと"))
_HINT = (
    "色の濃い日ほど記録の多い日で、数字は行数です。土曜日と日曜日は下に線が入ります。"
    "日を選ぶと、その日の記録が出ます。矢印のキーで動き、Enterで開きます。「日ごと」では同じ数が一覧になります。"
)


def _scrolling(inside: QWidget, parent: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setProperty("look", "canvas")
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


class YearPanel(QWidget):
    """``chosen(date)`` when a day is opened, ``wanted(date)`` when another year is asked for by its first day."""

    chosen = Signal(object)
    wanted = Signal(object)

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self._first = date(today.year if today.month >= 4 else today.year - 1, 4, 1)
        self._known = False
        card = Card("一年の流れ", self)
        line = row(gap=12)
        self.before = SmallButton("前の年度", card)
        self.after = SmallButton("次の年度", card)
        self.title = PlainLabel("", card, look="label")
        self.before.clicked.connect(self._go_back)
        self.after.clicked.connect(self._go_on)
        for part in (self.before, self.title, self.after):
            line.addWidget(part)
        line.addStretch(1)
        card.body.addLayout(line)
        self.calendar = YearCalendar(card)
        self.calendar.chosen.connect(self.chosen)
        card.body.addWidget(self.calendar)
        card.body.addWidget(SupportText(_HINT, card))
        card.body.addStretch(1)
        layout = column(gap=0)
        self.setLayout(layout)
        layout.addWidget(_scrolling(card, self))

    def first(self) -> date:
        """Return the first day of the year that is shown."""
        return self._first

    def set_first_month(self, month: int) -> None:
        """Learn when the year of the office begins."""
        if not self._known:
            self._known = True
            year = self._today.year if self._today.month >= month else self._today.year - 1
            self._first = date(year, month, 1)

    def show_year(self, first: date, counts: Mapping[date, int]) -> None:
        """Show another year."""
        self._first = first
        last = date(first.year + (first.month > 1), (first.month - 2) % 12 + 1, 1)
        self.title.setText(f"{era_short(first)[:-2]} から {era_short(last)[:-2]} まで")
        self.calendar.show_year(first, counts, self._today)
        self.after.setEnabled(first.replace(year=first.year + 1) <= self._today)

    def _go_back(self) -> None:
        self.wanted.emit(self._first.replace(year=self._first.year - 1))

    def _go_on(self) -> None:
        self.wanted.emit(self._first.replace(year=self._first.year + 1))


class BarsPanel(QWidget):
    """The bars of what the choices above ask for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._counted: Counted | None = None
        self.choice = ChoiceField(_BY, self)
        self.choice.setAccessibleName("グラフの分け方")
        card = Card("記録の数", self, action=self.choice)
        self.bars = BarList(card)
        self.nothing = SupportText("この条件の記録はありません。", card)
        card.body.addWidget(self.bars)
        card.body.addWidget(self.nothing)
        card.body.addStretch(1)
        self.choice.currentIndexChanged.connect(self._draw)
        layout = column(gap=0)
        self.setLayout(layout)
        layout.addWidget(_scrolling(card, self))

    def show_counted(self, counted: Counted) -> None:
        """Show other counts."""
        self._counted = counted
        self._draw()

    def _draw(self, *_at: int) -> None:
        if self._counted is not None:
            found = {
                "class": self._counted.by_class,
                "handler": self._counted.by_handler,
                "both": self._counted.by_both,
            }[self.choice.value()]
            self.bars.show_bars(found)
            self.nothing.setVisible(not found)
