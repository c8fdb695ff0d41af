"""The list of contractors: where each stands, until when its evaluation holds, and what presses."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.contractors import ContractorRow
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.contractors.register import list_contractors
from ui.pages.contractors.view import (
    CHOICES,
    WRITES_CONTRACTORS,
    columns,
    fits,
    row_id,
    row_text,
    summary,
)
from ui.widgets.list_panel import ListPanel
from ui.widgets.page import Page, PageContext
from ui.widgets.rows_model import RowsModel
from ui.widgets.small_parts import EmptyState


class ContractorsPage(Page):
    """Everybody to whom affairs with numbers are entrusted, were, or may be."""

    title = "委託先"
    help_key = "contractors"
    refresh_on = Changed.CONTRACTORS
    fills_height = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        writes = bool(context.roles & WRITES_CONTRACTORS)
        self.rows = RowsModel(columns(context.day()), row_id, row_text, self)
        self.list = self._make_list(context, writes=writes)
        self.list.opened.connect(self.open_contractor)
        self.body.addWidget(self.list, 1)
        self.add_act("クラウドの確認", self.check_cloud)
        if writes:
            self.add_primary("委託先を登録する", self.add_contractor)

    def _make_list(self, context: PageContext, *, writes: bool) -> ListPanel:
        empty = EmptyState(
            "委託先はまだありません",
            "税理士、社会保険労務士、文書の廃棄業者など、番号を扱う仕事を頼む先を登録します。"
            "頼む前に評価し、契約の条項を確かめます。",
            self,
            act="委託先を登録する" if writes else "",
            on_act=self.add_contractor if writes else None,
        )
        panel = ListPanel(
            self.rows,
            context.remembered,
            "contractors",
            self,
            name="委託先",
            placeholder="名前・業種・内容でさがす",
            empty=empty,
        )
        self.choice = panel.add_choice(CHOICES, self._fits, "委託先の種類")
        return panel

    def refresh(self, _changed: Changed) -> None:
        """Read the list again."""
        self.context.operations.query(self, list_contractors, self.show_rows)

    def show_rows(self, rows: Sequence[ContractorRow]) -> None:
        """Show the list and how it stands."""
        self.list.set_rows(rows)
        self.set_subtitle(summary(rows, self.context.day()))

    def show_argument(self, argument: object) -> None:
        """Show only some of them, as the home page asks."""
        self.choice.set_value(str(argument))

    def first_focus(self) -> QWidget:
        """Give the list the keyboard."""
        return self.list.view

    def _fits(self, choice: str, row: ContractorRow) -> bool:
        return fits(choice, row, self.context.day())

    def open_contractor(self, contractor_id: str) -> None:
        """Open everything about one contractor."""
        self.context.shell.open("contractor", contractor_id)

    def add_contractor(self) -> None:
        """Open an empty form."""
        self.context.shell.open("contractor_edit")

    def check_cloud(self) -> None:
        """Open the guided check whether a cloud service is an entrustment."""
        self.context.shell.open("cloud_checks")
