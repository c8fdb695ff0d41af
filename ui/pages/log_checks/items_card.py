"""What deserves a look in a month: the list, the chosen item in full below it, and the verdicts given so far."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.log_check import Verdict
from ui.desktop.remembered import Remembered
from ui.pages.log_checks.month_view import COLUMNS, ItemRow, Verdicts, row_id, row_text
from ui.pages.log_checks.verdict_bar import VerdictBar
from ui.theme.theme import px
from ui.widgets.buttons import SmallButton
from ui.widgets.card import Card
from ui.widgets.list_panel import ListPanel
from ui.widgets.rows_model import RowsModel
from ui.widgets.rows_view import ROW
from ui.widgets.small_parts import EmptyState

_HEAD = 160  # filter, bar of the chosen rows and titles above the rows, in pixels at 100 %
_MOST_ROWS, _EMPTY_ROWS = 8, 4


class ItemsCard(Card):
    """``judged`` after every verdict; ``unexplained`` when doubt was wanted without a comment."""

    judged = Signal()
    unexplained = Signal()

    def __init__(self, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__("目を通すもの", parent)
        self.verdicts = Verdicts()
        self._items: tuple[ItemRow, ...] = ()
        self._may_judge = False
        self.rows = RowsModel(COLUMNS, row_id, row_text, self, checkable=True)
        self.list = ListPanel(
            self.rows,
            remembered,
            "month_check",
            self,
            name="目を通すものの一覧",
            placeholder="人・内容でさがす",
            empty=EmptyState(
                "特に目を通すものはありません",
                "時間外の取扱い、提供や廃棄、権限の変更などがあると、ここに出ます。",
                self,
            ),
        )
        self.list.view.current_changed.connect(self._show_bar)
        self.list.opened.connect(self.tick)
        self.tick_button = SmallButton("確認済みにする", self.list.selection_bar)
        self.tick_button.clicked.connect(self.tick_checked)
        self.list.selection_acts.addWidget(self.tick_button)
        self.bar = VerdictBar(self)
        self.bar.ticked.connect(self.tick_current)
        self.bar.doubted.connect(self.doubt_current)
        self.body.addWidget(self.list)
        self.body.addWidget(self.bar)

    def show_items(self, items: tuple[ItemRow, ...], *, may_judge: bool) -> None:
        """Show the items of a month; verdicts given so far stay."""
        self._items, self._may_judge = items, may_judge
        self.tick_button.setVisible(may_judge)
        self.rows.checkable = may_judge  # who only reads is offered no tick
        rows = min(len(items), _MOST_ROWS) if items else _EMPTY_ROWS
        self.list.setFixedHeight(px(_HEAD + ROW * rows))
        self._show()

    def forget(self) -> None:
        """Forget every verdict: another month, or this one was signed."""
        self.verdicts = Verdicts()

    def shown(self) -> tuple[ItemRow, ...]:
        """Return every item with the verdict so far."""
        return self.verdicts.on(self._items)

    def given(self) -> tuple[Verdict, ...]:
        """Return the verdicts on the items shown."""
        return tuple(row.verdict for row in self.shown() if row.verdict is not None)

    def left(self) -> int:
        """Return how many items have no verdict."""
        return len(self._items) - len(self.given())

    def tick(self, key: str) -> None:
        """Find one item in order (Enter on its row) and go on to the next."""
        self._judge((key,), in_order=True, remark=self.bar.remark.value())

    def tick_current(self) -> None:
        """Find the chosen item in order."""
        self.tick(self.list.view.current_key())

    def tick_checked(self) -> None:
        """Find every item that is checked in order; one that was doubted or found in order before keeps its verdict."""
        keys = tuple(row_id(row) for row in self.rows.checked_rows() if row.verdict is None)
        self.rows.clear_checks()
        self._judge(keys, in_order=True, remark="")

    def doubt_current(self) -> None:
        """Say that the chosen item is not in order yet; the comment says why."""
        remark = self.bar.remark.value()
        if remark:
            self._judge((self.list.view.current_key(),), in_order=False, remark=remark)
        else:
            self.bar.remark.setFocus()
            self.unexplained.emit()

    def _judge(self, keys: tuple[str, ...], *, in_order: bool, remark: str) -> None:
        if not self._may_judge or not any(keys):
            return
        after = self._next_open(keys[-1])
        self.verdicts.give(keys, in_order=in_order, remark=remark)
        self._show()
        self.list.view.keep_current(after)
        self.list.view.setFocus()
        self.judged.emit()

    def _next_open(self, key: str) -> str:
        """Return the next item without a verdict below ``key``, or ``key`` itself."""
        begins = self.rows.line_of(key) + 1
        below = (self.rows.row(at) for at in range(begins, self.rows.rowCount()))
        return next((row_id(row) for row in below if row.verdict is None), key)

    def _show(self) -> None:
        self.list.set_rows(self.shown())
        self._show_bar(self.list.view.current_key())

    def _show_bar(self, key: str) -> None:
        row = next((row for row in self.shown() if row_id(row) == key), None)
        self.bar.show_row(row, may_judge=self._may_judge)
