"""Below the list of a month: the chosen item in full, what to look at, and the verdict on it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.pages.log_checks.month_view import ItemRow, what, when
from ui.theme.theme import px
from ui.widgets.buttons import OutlineButton, SmallButton
from ui.widgets.card import column, row
from ui.widgets.fields import TextField
from ui.widgets.labels import PlainLabel, SupportText
from ui.widgets.wrap_layout import WrapLayout


class VerdictBar(QFrame):
    """``ticked`` when the item is in order, ``doubted`` when it is not; ``remark`` holds the comment that goes with it."""

    ticked = Signal()
    doubted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        whole = column(gap=8)
        whole.setContentsMargins(px(16), px(12), px(16), px(12))
        self.setLayout(whole)
        self.name = PlainLabel("", self, look="label", wrap=True)
        self.look_at = SupportText("", self)
        whole.addWidget(self.name)
        whole.addWidget(self.look_at)
        line = row(gap=8)
        self.remark = TextField(self, placeholder="コメント(要確認のときは必ず)", width=30)
        self.remark.setAccessibleName("コメント")
        line.addWidget(self.remark, 1)
        acts = WrapLayout(gap=8)
        self.good = OutlineButton("確認済みにする", self)
        self.doubtful = SmallButton("要確認にする", self)
        self.good.clicked.connect(self.ticked)
        self.doubtful.clicked.connect(self.doubted)
        acts.addWidget(self.good)
        acts.addWidget(self.doubtful)
        line.addLayout(acts)
        self.acts = QWidget(self)
        self.acts.setLayout(line)
        whole.addWidget(self.acts)
        self.hide()

    def show_row(self, shown: ItemRow | None, *, may_judge: bool) -> None:
        """Show an item, or nothing."""
        self.setVisible(shown is not None)
        self.acts.setVisible(may_judge)
        if shown is None:
            return
        first = f"{shown.item.seq:,}番"
        number = first if shown.item.lines == 1 else f"{first}からの{shown.item.lines:,}行"
        self.name.setText(
            f"{shown.reasons}　{number}　{when(shown)}　{shown.item.entry.actor_name}さん\n{what(shown)}"
        )
        self.look_at.setText(f"見るところ: {shown.look}")
        self.remark.set_value(shown.verdict.remark if shown.verdict else "")
