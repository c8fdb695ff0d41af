"""「担当者と権限」: who is in charge of what, how far each sequence is, and the way to the missing step (規程8条・9条)."""

from functools import partial

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.appointments import Step
from ashibue_desk.use_cases.changes import Changed
from ui.pages.charge.paper import ANNOUNCEMENT, FILE_NAMES, make_announcement
from ui.pages.charge.view import (
    CHOICES,
    COLUMNS,
    ENDED,
    OFFERS,
    PRESENT,
    ChargeRow,
    ChargesView,
    fits,
    read_charges,
    row_id,
    row_text,
    summary,
)
from ui.widgets.chosen_bar import ChosenBar
from ui.widgets.labels import SupportText
from ui.widgets.list_panel import ListPanel
from ui.widgets.page import Page, PageContext
from ui.widgets.paper_card import PaperCard, PaperOutput
from ui.widgets.rows_model import RowsModel
from ui.widgets.section_bar import SectionBar
from ui.widgets.small_parts import EmptyState
from ui.wording.charge import MANAGES_CHARGES
from ui.wording.sections import CHARGE, sections


class StepBar(ChosenBar):
    """The appointment the cursor is on, what keeps it from being in force, and the way to mend it."""

    def __init__(self, page: "ChargePage") -> None:
        super().__init__(page, wrap=True)
        self.open_button = self.add_act("開く", page.open_current, strong=True)

    def show_row(self, shown: ChargeRow | None, *, may_write: bool) -> None:
        """Say what is missing for this appointment."""
        self.setVisible(shown is not None)
        if shown is None:
            return
        name = f"{shown.appointment.user_name}さん・{shown.charge.role_name}"
        reason = shown.charge.reason if shown.state != ENDED else ""
        self.name.setText(f"{name}　{reason}" if reason else name)
        offer = OFFERS[shown.missing] if shown.missing is not None and may_write else "くわしく見る"
        self.open_button.setText(offer)


class ChargePage(Page):
    """The list of everybody in charge."""

    title = "担当者と権限"
    help_key = "charge"
    refresh_on = Changed.USERS
    fills_height = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.may_write = bool(context.roles & MANAGES_CHARGES)
        self.sections = SectionBar(sections(CHARGE, context.roles), "charge", self)
        self.sections.chosen.connect(context.shell.open)
        self.paper = PaperCard(self)
        self.paper.ready.connect(self.print_announcement)
        self.rows = RowsModel(COLUMNS, row_id, row_text, self)
        self.list = self._make_list(context)
        self.bar = StepBar(self)
        self.advice = SupportText("", self)
        self.advice.hide()
        for part in (self.sections, self.paper):
            self.body.addWidget(part)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.advice)
        if self.may_write:
            self.add_primary("選任を記録する", self.appoint)
            self.add_act("周知の用紙を印刷", self.ask_paper)
            self.add_key("Ctrl+N", self.appoint)
            self.add_key("Ctrl+P", self.ask_paper)

    def _make_list(self, context: PageContext) -> ListPanel:
        empty = EmptyState(
            "まだだれも選任されていません",
            "責任者、事務取扱担当者などを選任すると、手続きの進み具合がここに並びます。",
            self,
            act="選任を記録する" if self.may_write else "",
            on_act=self.appoint,
        )
        panel = ListPanel(
            self.rows,
            context.remembered,
            "charge",
            self,
            name="担当者の一覧",
            placeholder="氏名・役割・事務でさがす",
            empty=empty,
        )
        self.choice = panel.add_choice(CHOICES, fits, "担当の状態でしぼる", every=PRESENT)
        panel.opened.connect(self.open_row)
        panel.view.current_changed.connect(self._show_bar)
        self.rows.filtered.connect(self._show_bar)
        return panel

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the list again."""
        self.context.operations.query(self, read_charges, self.show_view)

    def show_view(self, view: ChargesView) -> None:
        """Show what was read."""
        self.set_subtitle(summary(view))
        self.list.set_rows(view.rows)
        self.advice.setText("\n".join(f"{each.sentence}({each.article})" for each in view.advice))
        self.advice.setVisible(bool(view.advice))
        if self.current() is None and self.rows.rowCount() and self.rows.row(0).missing is not None:
            self.list.view.selectRow(0)  # the first thing to be mended
        self._show_bar("")

    def first_focus(self) -> QWidget:
        """Begin in the list."""
        return self.list.view

    def show_argument(self, argument: object) -> None:
        """Show only those with a missing step, as the home page asks."""
        self.choice.set_value(str(argument))

    def current(self) -> ChargeRow | None:
        """Return the row the cursor is on."""
        return self.list.current(ChargeRow)

    def open_row(self, key: str) -> None:
        """Open the person of a row."""
        at = self.rows.line_of(key)
        if at >= 0:
            self.context.shell.open("charge_person", self.rows.row(at).appointment.user_id)

    def open_current(self) -> None:
        """Open the missing step of the appointment the cursor is on, or the person where none is missing."""
        shown = self.current()
        if shown is None:
            return
        one = shown.appointment
        if shown.missing is Step.APPOINTED and self.may_write:
            self.context.shell.open("appoint", (one.user_id, one.role.value))
        elif shown.missing is not None and self.may_write:
            self.context.shell.open("charge_person", (one.user_id, one.id, shown.missing.value))
        else:
            self.context.shell.open("charge_person", one.user_id)

    def appoint(self) -> None:
        """Open the form of an appointment."""
        self.context.shell.open("appoint")

    def ask_paper(self) -> None:
        """Offer the sheet to post."""
        hint = (
            "選任された人を全員載せます。掲示したら、それぞれの担当者の画面で日付と場所を記録してください。"
        )
        self.paper.ask("周知の用紙を印刷する", hint, FILE_NAMES[ANNOUNCEMENT])

    def print_announcement(self, output: PaperOutput) -> None:
        """Make the sheet to post."""
        self.context.operations.act(self, partial(make_announcement, output=output), self.printed)

    def printed(self, said: str) -> None:
        """Say what became of the sheet."""
        self.say("success", said)

    def _show_bar(self, _key: str = "") -> None:
        self.bar.show_row(self.current(), may_write=self.may_write)
