"""「規程と様式」: the list of every form, by scene, with whom each waits for (issue: forms)."""

from PySide6.QtWidgets import QWidget

from ashibue_desk.use_cases.changes import Changed
from ui.pages.papers.making import warm_up
from ui.pages.papers.view import COLUMNS, EVERY, FormsView, fits, read_forms, row_id, row_text, summary
from ui.widgets.list_panel import ListPanel
from ui.widgets.page import Page, PageContext
from ui.widgets.rows_model import RowsModel
from ui.widgets.section_bar import SectionBar
from ui.widgets.small_parts import EmptyState
from ui.wording.sections import PAPERS, sections

_ALL_SCENES = (EVERY, "すべての場面")


class PapersPage(Page):
    """The list of forms; a row opens the form."""

    title = "規程と様式"
    help_key = "papers"
    refresh_on = Changed.CONSENTS | Changed.PEOPLE | Changed.USERS | Changed.WORDINGS | Changed.NUMBERS
    fills_height = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._warm = False
        self.sections = SectionBar(sections(PAPERS, context.roles), "papers", self)
        self.sections.chosen.connect(context.shell.open)
        self.rows = RowsModel(COLUMNS, row_id, row_text, self)
        self.list = self._make_list(context)
        self.body.addWidget(self.sections)
        self.body.addWidget(self.list, 1)

    def _make_list(self, context: PageContext) -> ListPanel:
        empty = EmptyState("使える様式がありません", "あなたの役割でつくれる様式が、ここに並びます。", self)
        panel = ListPanel(
            self.rows,
            context.remembered,
            "papers",
            self,
            name="様式",
            counter="種類",
            placeholder="名前・かな・条でさがす",
            empty=empty,
        )
        self.scene = panel.add_choice((_ALL_SCENES,), fits, "場面")
        panel.opened.connect(self._open)
        return panel

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the list again."""
        self.context.operations.query(self, read_forms, self.show_forms)

    def show_forms(self, view: FormsView) -> None:
        """Show what was read."""
        if self.scene.count() != len(view.scenes) + 1:
            before = self.scene.value()
            self.scene.set_items((_ALL_SCENES, *((scene, scene) for scene in view.scenes)))
            self.scene.set_value(before)
        self.set_subtitle(summary(view))
        self.list.set_rows(view.rows)
        if not self._warm:
            self._warm = True
            self.context.operations.query(self, warm_up, self.warmed)

    def warmed(self, _nothing: None) -> None:
        """Nothing follows: the next preview is quick."""

    def first_focus(self) -> QWidget:
        """Begin in the list."""
        return self.list.view

    def _open(self, form_id: str) -> None:
        self.context.shell.open("paper_form", form_id)
