"""「受け取った書類」: every sheet that came back or is to come back, where it lies, and what became of it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.papers import IssuedPaper, PaperRecord
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.paper_ledger import list_papers
from ashibue_desk.use_cases.papers import destroy_papers, file_papers, receive_papers
from ui.pages.papers.ledger_cards import DestroyCard, PlaceCard, ReceiveCard
from ui.pages.papers.ledger_view import CHOICES, COLUMNS, fits, own_ids, row_id, row_text, summary
from ui.widgets.act_card import ActCard, card_done
from ui.widgets.buttons import SmallButton
from ui.widgets.list_panel import ListPanel
from ui.widgets.page import Page, PageContext
from ui.widgets.rows_model import RowsModel
from ui.widgets.section_bar import SectionBar
from ui.widgets.small_parts import EmptyState
from ui.wording.papers import DESTROYS_PAPERS, FILES_PAPERS
from ui.wording.sections import PAPERS, sections

_OTHER_RECORD = "同意書は「同意書」の画面、誓約書は「担当者と権限」の画面で記録してください。その行を外してから、もう一度押してください。"


class PaperLedgerPage(Page):
    """The ledger, with one entry for each selection."""

    title = "受け取った書類"
    help_key = "paper_ledger"
    refresh_on = Changed.PAPERS | Changed.CONSENTS | Changed.USERS | Changed.PEOPLE | Changed.WORDINGS
    fills_height = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._papers: dict[str, IssuedPaper] = {}
        self._ids: tuple[str, ...] = ()
        self.sections = SectionBar(sections(PAPERS, context.roles), "paper_ledger", self)
        self.sections.chosen.connect(context.shell.open)
        self.receive = ReceiveCard(context.day(), self)
        self.receive.agreed.connect(self.record_received)
        self.place = PlaceCard(self)
        self.place.agreed.connect(self.record_filed)
        self.destroy_card = DestroyCard(context.day(), self)
        self.destroy_card.agreed.connect(self.record_destroyed)
        self.cards: tuple[ActCard, ...] = (self.receive, self.place, self.destroy_card)
        may_act = bool(context.roles & FILES_PAPERS)
        self.rows = RowsModel(COLUMNS, row_id, row_text, self, checkable=may_act)
        self.list = self._make_list(context)
        if may_act:
            self._add_acts(may_destroy=bool(context.roles & DESTROYS_PAPERS))
        for part in (self.sections, *self.cards):
            self.body.addWidget(part)
        self.body.addWidget(self.list, 1)

    def _make_list(self, context: PageContext) -> ListPanel:
        empty = EmptyState(
            "まだ書類はありません",
            "戻ってくる書類を印刷したり保存したりすると、ここに載ります。",
            self,
            act="様式をさがす",
            on_act=self.to_forms,
        )
        panel = ListPanel(
            self.rows,
            context.remembered,
            "paper_ledger",
            self,
            name="書類",
            placeholder="書類・氏名・場所でさがす",
            empty=empty,
        )
        self.choice = panel.add_choice(CHOICES, fits, "書類の状態")
        panel.opened.connect(self.open_row)
        return panel

    def _add_acts(self, *, may_destroy: bool) -> None:
        acts = [("受領を記録", self.ask_receive), ("綴じた場所を記録", self.ask_place)]
        if may_destroy:
            acts.append(("廃棄を記録", self.ask_destroy))
        for text, act in acts:
            button = SmallButton(text, self.list)
            button.clicked.connect(act)
            self.list.selection_acts.addWidget(button)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the ledger."""
        self.context.operations.query(self, list_papers, self.show_papers)

    def show_papers(self, papers: tuple[IssuedPaper, ...]) -> None:
        """Show what was read."""
        self._papers = {row_id(paper): paper for paper in papers}
        self.set_subtitle(summary(papers))
        self.list.set_rows(papers)

    def show_argument(self, argument: object) -> None:
        """Show only the sheets in one state, as the opener asks."""
        self.choice.set_value(str(argument))

    def first_focus(self) -> QWidget:
        """Begin in the list."""
        return self.list.view

    def open_row(self, key: str) -> None:
        """Open where one works with the sheet: its own record, or its form."""
        paper = self._papers[key]
        if paper.record is PaperRecord.CONSENT:
            self.context.shell.open("consents")
        elif paper.record is PaperRecord.PLEDGE:
            self.context.shell.open("charge_person", paper.about_id)
        else:
            self.context.shell.open("paper_form", paper.form_id)

    def to_forms(self) -> None:
        """Go to the list of forms."""
        self.context.shell.open("papers")

    # what is begun

    def ask_receive(self) -> None:
        """Ask when the ticked sheets came back."""
        self._ask(self.receive, "受領を記録する", "")

    def ask_place(self) -> None:
        """Ask where the ticked sheets are filed."""
        self._ask(
            self.place, "綴じた場所を記録する", "手で書いて綴じた用紙は、今日受け取ったことになります。"
        )

    def ask_destroy(self) -> None:
        """Ask when, why and how the ticked sheets were destroyed."""
        hint = "裁断などを済ませてから記録してください。記録した行は、証拠として残り、元には戻せません。"
        self._ask(self.destroy_card, "廃棄を記録する", hint)

    def _ask(self, card: ActCard, title: str, hint: str) -> None:
        chosen: Sequence[IssuedPaper] = self.rows.checked_rows()
        self._ids = own_ids(chosen)
        if len(self._ids) != len(chosen):
            self.say("info", _OTHER_RECORD, "別の画面で記録する書類が入っています")
            return
        for other in self.cards:
            if other is not card:
                other.put_away()
        card.ask(f"{title}({len(chosen)}件)", hint, "記録する")
        self.ensureVisible(0, 0)

    # what is done

    def record_received(self) -> None:
        """Record that the sheets came back."""
        day, place = self.receive.day.value(), self.receive.place.value()
        self._act(partial(receive_papers, paper_ids=self._ids, on=day, place=place))

    def record_filed(self) -> None:
        """Record where the sheets are filed."""
        self._act(partial(file_papers, paper_ids=self._ids, place=self.place.place.value()))

    def record_destroyed(self) -> None:
        """Record that the sheets were destroyed."""
        day, how = self.destroy_card.day.value(), self.destroy_card.how.value()
        self._act(partial(destroy_papers, paper_ids=self._ids, on=day, how=how))

    def recorded(self, answer: object) -> None:
        """Say what was recorded, or show beside the fields what was wrong."""
        if card_done(self.cards, answer, self) is None:
            return
        self.rows.clear_checks()
        self.say("success", f"{answer}件の書類を記録しました。取扱記録簿にも1行残しました。")

    def _act(self, work: Callable[[Desk], Any]) -> None:
        self.context.operations.act(self, work, self.recorded)
