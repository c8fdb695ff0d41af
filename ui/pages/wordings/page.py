"""「様式の文面」: every form whose words the office may change, which version holds, and what should be looked at."""

from PySide6.QtWidgets import QWidget

from ashibue_desk.use_cases.changes import Changed
from ui.pages.wordings.view import COLUMNS, WordingRow, read_rows, row_id, row_text
from ui.widgets.list_panel import ListPanel
from ui.widgets.page import Page, PageContext
from ui.widgets.rows_model import RowsModel
from ui.widgets.section_bar import SectionBar
from ui.wording.sections import PAPERS, sections


class WordingsPage(Page):
    """The list of forms."""

    title = "様式の文面"
    help_key = "wordings"
    refresh_on = Changed.WORDINGS | Changed.CONSENTS | Changed.USERS
    fills_height = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.rows = RowsModel(COLUMNS, row_id, row_text, self)
        self.list = ListPanel(
            self.rows,
            context.remembered,
            "wordings",
            self,
            name="様式の文面の一覧",
            placeholder="様式・番号でさがす",
        )
        self.list.opened.connect(self.open_form)
        self.sections = SectionBar(sections(PAPERS, context.roles), "wordings", self)
        self.sections.chosen.connect(context.shell.open)
        self.body.addWidget(self.sections)
        self.body.addWidget(self.list, 1)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the list again."""
        self.context.operations.query(self, read_rows, self.show_rows)

    def show_rows(self, rows: tuple[WordingRow, ...]) -> None:
        """Show what was read."""
        own = sum(row.file.current.own is not None and bool(row.file.current.own.made_by) for row in rows)
        self.set_subtitle(
            f"{len(rows)}の様式のうち、{own}の様式でこの法人の文面を使っています。ほかは規程の原文のままです。"
            if own
            else f"{len(rows)}の様式があります。どれも規程の原文のままです。"
        )
        self.list.set_rows(rows)

    def first_focus(self) -> QWidget:
        """Begin in the list."""
        return self.list.view

    def open_form(self, key: str) -> None:
        """Open the form of a row."""
        self.context.shell.open("wording", key)
