"""「上司の閲覧」: approvals, their end, and the way to the list without numbers (規程34条)."""

from functools import partial

from PySide6.QtWidgets import QWidget

from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.superior_views import end_view
from ui.desktop import message_box
from ui.pages.superior_views.view import (
    CHOICES,
    COLUMNS,
    EVERY,
    FILE_NAME,
    ViewRow,
    fits,
    print_approval,
    read_views,
    row_id,
    row_text,
    scope_words,
    summary,
)
from ui.widgets.chosen_bar import ChosenBar
from ui.widgets.list_panel import ListPanel
from ui.widgets.page import Page, PageContext
from ui.widgets.paper_card import PaperCard, PaperOutput
from ui.widgets.rows_model import RowsModel
from ui.widgets.section_bar import SectionBar
from ui.widgets.small_parts import EmptyState
from ui.wording.charge import MANAGES_CHARGES, SHOWS_STAFF
from ui.wording.sections import CHARGE, sections


class ApprovalBar(ChosenBar):
    """The chosen approval and what may be done with it."""

    def __init__(self, page: "SuperiorViewsPage") -> None:
        super().__init__(page)
        self.end_button = self.add_act("承認を終える", page.end_current)
        self.print_button = self.add_act("承認書を印刷する", page.ask_paper)
        self.look_button = self.add_act("一緒に閲覧する", page.look, strong=True)

    def show_row(self, shown: ViewRow | None, *, may_write: bool, may_show: bool) -> None:
        """Offer what makes sense for this approval now."""
        self.setVisible(shown is not None)
        if shown is None:
            return
        self.name.setText(f"{shown.view.superior_name}さん・{scope_words(shown.view)}・{shown.state_words}")
        self.end_button.setVisible(may_write and shown.holds)
        self.print_button.setVisible(may_write)
        self.look_button.setVisible(may_show and shown.holds)


class SuperiorViewsPage(Page):
    """The list of approvals."""

    title = "上司の閲覧"
    help_key = "superior_views"
    refresh_on = Changed.USERS
    fills_height = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.may_write = bool(context.roles & MANAGES_CHARGES)
        self.may_show = bool(context.roles & SHOWS_STAFF)
        self._shown: ViewRow | None = None
        self.sections = SectionBar(sections(CHARGE, context.roles), "superior_views", self)
        self.sections.chosen.connect(context.shell.open)
        self.paper = PaperCard(self)
        self.paper.ready.connect(self.print_paper)
        self.rows = RowsModel(COLUMNS, row_id, row_text, self)
        self.list = self._make_list(context)
        self.bar = ApprovalBar(self)
        for part in (self.sections, self.paper):
            self.body.addWidget(part)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.bar)
        if self.may_write:
            self.add_primary("閲覧を承認する", self.approve)
            self.add_key("Ctrl+N", self.approve)

    def _make_list(self, context: PageContext) -> ListPanel:
        empty = EmptyState(
            "承認した閲覧はありません",
            "役職者が部下の情報を見るときは、先に責任者が、範囲と目的と期限を決めて承認します。",
            self,
            act="閲覧を承認する" if self.may_write else "",
            on_act=self.approve,
        )
        panel = ListPanel(
            self.rows,
            context.remembered,
            "superior_views",
            self,
            name="閲覧の承認の一覧",
            placeholder="氏名・役職・目的でさがす",
            empty=empty,
        )
        self.choice = panel.add_choice(CHOICES, fits, "有効な承認だけを見るか", every=EVERY)
        panel.opened.connect(self._open)
        panel.view.current_changed.connect(self._show_bar)
        self.rows.filtered.connect(self._show_bar)
        return panel

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the list again."""
        self.context.operations.query(self, read_views, self.show_rows)

    def show_rows(self, rows: tuple[ViewRow, ...]) -> None:
        """Show what was read."""
        self.set_subtitle(summary(rows))
        self.list.set_rows(rows)

    def first_focus(self) -> QWidget:
        """Begin in the list."""
        return self.list.view

    def current(self) -> ViewRow | None:
        """Return the row the cursor is on."""
        return self.list.current(ViewRow)

    def approve(self) -> None:
        """Open the form of an approval."""
        self.context.shell.open("superior_approve")

    def look(self) -> None:
        """Open the list without numbers for the chosen approval."""
        shown = self.current()
        if shown is not None:
            self.context.shell.open("superior_look", shown)

    def end_current(self) -> None:
        """Ask, and take the approval back."""
        shown = self.current()
        if shown is not None and message_box.ask(
            self,
            "承認を終えますか",
            f"{shown.view.superior_name}さんは、この承認では閲覧できなくなります。記録は残ります。",
            act="承認を終える",
            danger=True,
        ):
            self.context.operations.act(self, partial(end_view, view_id=shown.view.id), self.ended)

    def ended(self, _nothing: None) -> None:
        """Say that it holds no longer."""
        self.say("success", "取扱記録簿にも1行残しました。", "閲覧の承認を終えました")

    def ask_paper(self) -> None:
        """Offer the approval as a paper."""
        self._shown = self.current()
        if self._shown is not None:
            hint = "閲覧する人と責任者が、日付を書いて押印します。"
            self.paper.ask("閲覧承認書を印刷する", hint, FILE_NAME)

    def print_paper(self, output: PaperOutput) -> None:
        """Make the paper."""
        if self._shown is not None:
            work = partial(print_approval, view_id=self._shown.view.id, output=output)
            self.context.operations.act(self, work, self.printed)

    def printed(self, said: str) -> None:
        """Say what became of the paper."""
        self.say("success", said)

    def _open(self, _key: str) -> None:
        if self.may_show:
            self.look()

    def _show_bar(self, _key: str = "") -> None:
        self.bar.show_row(self.current(), may_write=self.may_write, may_show=self.may_show)
