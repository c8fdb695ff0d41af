"""The list without numbers that a superior looks at beside the one at the desk; opening it is written down (規程34条2項)."""

from functools import partial

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.use_cases.superior_views import Subordinate, look
from ui.pages.superior_views.view import STAFF_COLUMNS, ViewRow, scope_words, staff_id, staff_text
from ui.widgets.card import Card
from ui.widgets.labels import SupportText
from ui.widgets.list_panel import ListPanel
from ui.widgets.page import Page, PageContext
from ui.widgets.rows_model import RowsModel
from ui.widgets.small_parts import EmptyState


class SuperiorLookPage(Page):
    """The argument is the ``ViewRow`` of the approval. The list is asked for by the button: only then is it written down."""

    title = "部下の情報"
    help_key = "superior_views"
    fills_height = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._row: ViewRow | None = None
        self.note = Card("", self)
        self.note_text = SupportText("", self.note)
        self.note.body.addWidget(self.note_text)
        self.body.addWidget(self.note)
        self.rows = RowsModel(STAFF_COLUMNS, staff_id, staff_text, self)
        self.list = ListPanel(
            self.rows,
            context.remembered,
            "superior_look",
            self,
            name="部下の一覧",
            counter="人",
            placeholder="氏名・かなでさがす",
            empty=EmptyState("この範囲には、だれもいません", "名簿の所属を確かめてください。", self),
        )
        self.list.hide()
        self.body.addWidget(self.list, 1)
        self.show_button = self.add_primary("一覧を表示する", self.show_list)

    def show_argument(self, argument: object) -> None:
        """Take the approval."""
        if isinstance(argument, ViewRow):
            self._row = argument
            view = argument.view
            self.set_subtitle(f"{view.post} {view.superior_name}さんの閲覧　範囲: {scope_words(view)}")
            self.note_text.setText(
                f"目的: {view.purpose}\n期限: {era_short(view.until)}\n"
                "個人番号と、番号があるかどうかは出ません。表示すると、閲覧した人の名前が取扱記録簿に残ります。"
            )

    def first_focus(self) -> QWidget:
        """Begin at the button."""
        return self.show_button

    def show_list(self) -> None:
        """Ask for the list: this is the look that is written down."""
        if self._row is not None:
            work = partial(look, view_id=self._row.view.id)
            self.context.operations.act(self, work, self.show_staff)

    def show_staff(self, staff: tuple[Subordinate, ...]) -> None:
        """Show the list."""
        self.list.set_rows(staff)
        self.list.show()
        self.show_button.hide()
        self.list.view.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Put the list away whenever the page leaves the screen: the next look is a new one."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.list.set_rows(())
            self.list.hide()
            self.show_button.show()
