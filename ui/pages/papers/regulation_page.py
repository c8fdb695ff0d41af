"""「規程(条ごと)」: the regulation and its manual as a list of articles, each with our own summary."""

from PySide6.QtWidgets import QWidget

from ashibue_desk.use_cases.changes import Changed
from ui.pages.papers.article_view import (
    COLUMNS,
    RegulationView,
    article_key,
    article_text,
    read_regulation,
    summary,
)
from ui.widgets.list_panel import ListPanel
from ui.widgets.page import Page, PageContext
from ui.widgets.rows_model import RowsModel
from ui.widgets.section_bar import SectionBar
from ui.wording.sections import PAPERS, sections


class RegulationPage(Page):
    """The list of articles; a row opens the article."""

    title = "規程(条ごと)"
    help_key = "regulation"
    refresh_on = Changed.CONSENTS | Changed.PEOPLE | Changed.USERS | Changed.NUMBERS
    fills_height = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.sections = SectionBar(sections(PAPERS, context.roles), "regulation", self)
        self.sections.chosen.connect(context.shell.open)
        self.rows = RowsModel(COLUMNS, article_key, article_text, self)
        self.list = ListPanel(
            self.rows,
            context.remembered,
            "regulation",
            self,
            name="条",
            counter="項目",
            placeholder="条・ことばでさがす",
        )
        self.list.opened.connect(self._open)
        self.body.addWidget(self.sections)
        self.body.addWidget(self.list, 1)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the articles."""
        self.context.operations.query(self, read_regulation, self.show_articles)

    def show_articles(self, view: RegulationView) -> None:
        """Show what was read."""
        self.set_subtitle(summary(view))
        self.list.set_rows(view.rows)

    def first_focus(self) -> QWidget:
        """Begin in the list."""
        return self.list.view

    def _open(self, number: str) -> None:
        self.context.shell.open("article", number)
