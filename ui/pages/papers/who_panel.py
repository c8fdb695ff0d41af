"""Whom a form is for: filled or by hand, and the list of those it can be filled for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.papers.making import FormView, Order
from ui.pages.papers.who_view import COLUMNS, NARROW, choice_key, choice_text, fits
from ui.widgets.card import column
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import SupportText
from ui.widgets.list_panel import ListPanel
from ui.widgets.page import PageContext
from ui.widgets.rows_model import RowsModel
from ui.widgets.small_parts import EmptyState

FILLED, BLANK = "filled", "blank"
_HOWS = {FILLED: "登録の内容を入れてつくる", BLANK: "手書き用の白紙をつくる"}


class WhoPanel(QWidget):
    """``chosen`` whenever another paper is to be looked at."""

    chosen = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: FormView | None = None
        layout = column(gap=12)
        self.setLayout(layout)
        self.how = ChoiceField((), self)
        self.how.setAccessibleName("つくり方")
        self.how.currentIndexChanged.connect(self._how_changed)
        self.said = SupportText("", self)
        self.rows = RowsModel(COLUMNS, choice_key, choice_text, self, checkable=True)
        empty = EmptyState("つくれる人や記録がありません", "登録や記録ができると、ここに並びます。", self)
        self.list = ListPanel(
            self.rows,
            context.remembered,
            "paper_who",
            self,
            name="だれの分をつくるか",
            counter="件",
            placeholder="氏名・かなでさがす",
            empty=empty,
        )
        self.list.columns_button.hide()
        self.narrow = self.list.add_choice(NARROW, fits, "まだの人だけを見るか")
        self.list.view.current_changed.connect(self._current_changed)
        self.rows.checks_changed.connect(self._say)
        layout.addWidget(self.how)
        layout.addWidget(self.said)
        layout.addWidget(self.list, 1)
        layout.addStretch(0)

    def forget(self) -> None:
        """Another form comes: nothing of the one before stays."""
        self._view = None
        self.how.set_items(())
        self.rows.clear_checks()
        self.list.clear_filter()
        self.list.set_rows(())

    def show_form(self, view: FormView) -> None:
        """Show how the form can be made and for whom."""
        self._view = view
        self._offer_hows(view)
        self.narrow.setVisible(any(choice.waits for choice in view.choices))
        self.list.set_rows(view.choices)
        if view.choices and not self.list.view.current_key():
            self.list.view.keep_current(view.choices[0].key)
        self._show_parts()

    def _offer_hows(self, view: FormView) -> None:
        hows = tuple(
            (key, _HOWS[key]) for key, there in ((FILLED, view.filled), (BLANK, view.blank)) if there
        )
        before = self.how.value()
        self.how.blockSignals(True)  # noqa: FBT003 - Qt's own; the page looks at the paper afterwards
        self.how.set_items(hows)
        if before not in dict(hows) and view.choices_offered and not view.choices and view.blank:
            self.how.set_value(BLANK)  # nobody to fill it for
        self.how.blockSignals(False)  # noqa: FBT003
        self.how.setVisible(len(hows) > 1)

    def first_field(self) -> QWidget | None:
        """Return what has the keyboard first, if there is anything to choose."""
        return self.list.view if self.list.isVisibleTo(self) else None

    def look_order(self, form_id: str) -> Order | None:
        """Return the one paper to look at: that of the marked row; ``None`` where there is none."""
        if self._view is None or not self._view.made_here:
            return None
        if self._is_blank():
            return Order(form_id, blank=True)
        if not self._view.choices_offered:
            return Order(form_id)
        key = self.list.view.current_key()
        return Order(form_id, (key,)) if key else None

    def make_order(self, form_id: str) -> Order | None:
        """Return the papers to make: everything that is ticked, or the marked row alone."""
        if self._view is not None and self._view.choices_offered and not self._is_blank():
            checked = self.rows.checked_keys()
            if checked:
                return Order(form_id, checked)
        return self.look_order(form_id)

    def _is_blank(self) -> bool:
        return self.how.value() == BLANK

    def _how_changed(self, _at: int) -> None:
        self._show_parts()
        self.chosen.emit()

    def _current_changed(self, _key: str) -> None:
        self._say()
        self.chosen.emit()

    def _show_parts(self) -> None:
        there = self._view is not None and self._view.choices_offered and not self._is_blank()
        self.list.setVisible(there)
        self._say()

    def _say(self) -> None:
        view = self._view
        if view is None or not view.made_here:
            self.said.setText("")
        elif self._is_blank():
            self.said.setText("団体の名称などを入れた、手書き用の用紙です。枚数は印刷のときに決められます。")
        elif not view.choices_offered:
            self.said.setText("いまの登録の内容で、団体の分を1つつくります。")
        else:
            count = len(self.rows.checked_keys())
            one = (
                "いま選んでいる行の1件をつくります。まとめてつくるときは、左の四角で選びます(Ctrl+Aで全部)。"
            )
            self.said.setText(f"選んだ{count}件をつくります。" if count else one)
        self.said.setVisible(bool(self.said.text()))
