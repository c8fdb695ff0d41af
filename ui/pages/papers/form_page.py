"""One form: for whom, how it will look, and the acts that make it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.policy_facts import PolicyDays
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.policy_days import record_policy_days
from ui.background.progress import Progress
from ui.desktop import file_choice, message_box, print_paper
from ui.desktop.show_file import show_file
from ui.pages.papers.locked_cards import LockCard, PasswordCard
from ui.pages.papers.making import (
    FormView,
    Locked,
    LockOrder,
    Order,
    look_at,
    make_locked,
    make_papers,
    make_slip,
    read_form,
)
from ui.pages.papers.policy_card import PolicyDaysCard
from ui.pages.papers.who_panel import WhoPanel
from ui.theme.theme import px
from ui.widgets.buttons import TextButton
from ui.widgets.card import row
from ui.widgets.folding import fold
from ui.widgets.page import Page, PageContext
from ui.widgets.paper_card import PaperOutput
from ui.widgets.paper_preview import PaperPreview
from ui.widgets.small_parts import EmptyState
from ui.widgets.wrap_layout import WrapLayout
from ui.wording.page_roles import may_open
from ui.wording.page_titles import PAGE_TITLES

if TYPE_CHECKING:  # the forms are imported in the vault thread
    from forms.sheets import Sheet

_PDF = "PDF (*.pdf)"
_LOOKING = "プレビューをつくっています。"
_OWN_TITLE = "専用の画面でつくる用紙です"
_OWN_ACT = "内容を確かめながらつくり、つくったことを記録に残します。"
_NOBODY = "この用紙をつくれる人や記録が、まだありません。"
_WIDE = 760  # pixels at 100 %: beside one another from here on


class PaperFormPage(Page):
    """Left whom the form is for, right what it looks like; printed, saved, or saved under a password."""

    title = "様式"
    help_key = "paper_form"
    refresh_on = (
        Changed.CONSENTS
        | Changed.PEOPLE
        | Changed.USERS
        | Changed.WORDINGS
        | Changed.NUMBERS
        | Changed.OFFICE
    )
    fills_height = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.form_id = ""
        self.view: FormView | None = None
        self._looked: Order | None = None  # what is shown, or under way
        self._wanted: Order | None = None  # what was asked for meanwhile
        self._looking = False
        self._output: PaperOutput | None = None
        self.who = WhoPanel(context, self)
        self.who.chosen.connect(self.look)
        self.preview = PaperPreview(self)
        self.lock = LockCard(self)
        self.lock.agreed.connect(self.save_locked)
        self.password = PasswordCard(self)
        self.password.slip_asked.connect(self.make_slip)
        self.print_button = self.add_primary("印刷する", self.print_papers)
        self.save_button = self.add_act("PDFで保存", self.save_papers)
        self.lock_button = self.add_act("暗号化PDFで保存", self.ask_lock)
        self.open_button = TextButton("", self)
        self.open_button.clicked.connect(self.open_page)
        self.wording_button = TextButton("文面を見る", self)
        self.wording_button.clicked.connect(self.open_wording)
        self.days_button = TextButton("決めた日を記録する", self)
        self.days_button.clicked.connect(self.ask_days)
        self.days = PolicyDaysCard(context.day(), self)
        self.days.agreed.connect(self.record_days)
        self.links = WrapLayout(gap=8)
        self.links.addWidget(self.open_button)
        self.links.addWidget(self.wording_button)
        self.links.addWidget(self.days_button)
        self.body.addLayout(self.links)
        self.own_act = EmptyState(_OWN_TITLE, _OWN_ACT, self, act="つくる画面を開く", on_act=self.open_page)
        for part in (self.lock, self.password, self.days, self.own_act):
            self.body.addWidget(part)
        self.own_act.hide()
        self._beside = row(gap=16)
        self._beside.addWidget(self.who, 2)
        self._beside.addWidget(self.preview, 3)
        self.body.addLayout(self._beside, 1)
        self.add_key("Ctrl+P", self.print_papers)
        self.add_key("Ctrl+S", self.save_papers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the preview below the choice where there is no room beside it."""
        super().resizeEvent(event)
        fold(self._beside, self.viewport().width(), px(_WIDE))

    def show_argument(self, argument: object) -> None:
        """Show the form named by its id."""
        if str(argument) != self.form_id:
            self.form_id = str(argument)
            self.view = None
            self.who.forget()
            self.preview.clear(_LOOKING)
            for part in (self.lock, self.password, self.days):
                part.put_away()

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read whom the form is for."""
        if self.form_id:
            self.context.operations.query(self, partial(read_form, form_id=self.form_id), self.show_form)

    def show_form(self, view: FormView) -> None:
        """Show what may be made of the form, and its first paper."""
        if view.design.form_id != self.form_id:
            return
        self.view = view
        self.set_title(view.design.name)
        told = "、".join(f"{each.number}({each.heading})" for each in view.articles)
        self.set_subtitle("　".join(part for part in (view.design.scene.value, told) if part))
        for button in (self.print_button, self.save_button, self.lock_button):
            button.setVisible(view.made_here)
        self.own_act.setVisible(not view.made_here)
        for part in (self.who, self.preview):
            part.setVisible(view.made_here)
        self.open_button.setVisible(view.made_here and bool(view.page))
        if view.page:
            self.open_button.setText(f"「{PAGE_TITLES[view.page]}」の画面を開く")
        self.wording_button.setVisible(bool(view.design.wording) and may_open("wording", self.context.roles))
        self.days_button.setVisible(view.days is not None)
        self.who.show_form(view)
        self._looked = None
        self.look()

    def first_focus(self) -> QWidget:
        """Begin with whom it is for, or with the paper itself."""
        return self.who.first_field() or self.preview.area

    def may_leave(self) -> bool:
        """Ask before the password of a file goes with the page: it must not wait here for whoever comes by."""
        if self.password.locked is not None and self._may_forget():
            self.password.put_away()
        return self.password.locked is None

    def _may_forget(self) -> bool:
        return message_box.ask(
            self,
            "パスワードを消して、この画面を離れますか",
            "暗号化したファイルのパスワードは、もう一度は見られません。用紙にするか書き写してから離れてください。",
            act="消して離れる",
            instead="この画面に戻る",
            danger=True,
        )

    # looking

    def look(self) -> None:
        """Draw the paper of the row that is marked; while one is drawn, only the last one asked for comes next."""
        order = self.who.look_order(self.form_id)
        if self.view is None:
            return
        if not self.view.made_here or order is None:
            self.preview.clear(_NOBODY)
            self._looked = self._wanted = None
            return
        if order == self._looked:
            return
        self._wanted = order
        self._look_on()

    def _look_on(self) -> None:
        if self._looking or self._wanted is None:
            return
        self._looking, self._looked, self._wanted = True, self._wanted, None
        self.context.operations.query(
            self, partial(look_at, order=self._looked), self.show_paper, self.not_drawn
        )

    def show_paper(self, drawn: "tuple[Order, tuple[Sheet, ...]]") -> None:
        """Show the sheets of the paper that was asked for last."""
        order, sheets = drawn
        self._looking = False
        if order == self._looked and self._wanted is None:
            self.preview.show_sheets(sheets)
        self._look_on()

    def not_drawn(self, situation: Situation) -> None:
        """Say why a paper cannot be drawn."""
        self._looking = False
        self.preview.clear(situation.what)
        if self._wanted is None:
            self.show_situation(situation)
        self._look_on()

    # making

    def print_papers(self) -> None:
        """Ask for the printer; without one, offer to keep the papers as PDF."""
        order = self.who.make_order(self.form_id)
        if order is None or not self._may_make():
            return
        printer = print_paper.choose_printer(self, self.heading.text(), self.save_papers)
        if printer is not None:
            self._make(order, PaperOutput(printer=printer))

    def save_papers(self) -> None:
        """Ask for the file and write the papers."""
        order = self.who.make_order(self.form_id)
        if order is None or not self._may_make():
            return
        target = file_choice.save_file(self, f"{self.heading.text()} - 保存先", _PDF, self._file_name())
        if target is not None:
            self._make(order, PaperOutput(file=target))

    def ask_lock(self) -> None:
        """Ask who gets the encrypted file and how its password is told."""
        if self.who.make_order(self.form_id) is not None and self._may_make():
            self.password.put_away()
            self.lock.ask_route()
            self.ensureVisible(0, 0)

    def save_locked(self) -> None:
        """Ask for the file and write the papers under a password drawn now."""
        order = self.who.make_order(self.form_id)
        if order is None:
            return
        name = self._file_name().replace(".pdf", "-暗号化.pdf")
        target = file_choice.save_file(self, f"{self.heading.text()} - 暗号化PDFの保存先", _PDF, name)
        if target is not None:
            lock = LockOrder(target, self.lock.recipient.value().strip(), self.lock.route_chosen())
            progress = Progress("暗号化したPDFをつくっています", self)
            work = partial(make_locked, order=order, lock=lock, progress=progress)
            self.context.operations.act(self, work, self.locked, progress=progress)

    def make_slip(self, output: PaperOutput) -> None:
        """Print or save the slip with the password."""
        if self.password.locked is not None:
            work = partial(make_slip, slip=self.password.locked.slip, output=output)
            self.context.operations.act(self, work, self.slip_made)

    def open_page(self) -> None:
        """Open the page where one works with this paper."""
        if self.view is not None and self.view.page:
            self.context.shell.open(self.view.page)

    def open_wording(self) -> None:
        """Open the words of this form, which the office may change."""
        if self.view is not None and self.view.design.wording:
            self.context.shell.open("wording", self.view.design.wording)

    def ask_days(self) -> None:
        """Ask when the basic policy was decided."""
        if self.view is not None and self.view.days is not None:
            self.days.ask_days(self.view.days)
            self.ensureVisible(0, 0)

    def record_days(self) -> None:
        """Record the days for every copy to come."""
        resolved, revised = self.days.resolved.value(), self.days.revised.value()
        work = partial(record_policy_days, resolved_on=resolved, revised_on=revised)
        self.context.operations.act(self, work, self.days_recorded)

    def days_recorded(self, answer: PolicyDays | tuple[Problem, ...]) -> None:
        """Say that the days stand, or show beside the fields what is wrong."""
        if isinstance(answer, tuple):
            self.days.form.show_problems(answer)
            return
        self.days.put_away()
        self.days_button.setFocus()
        self.say("success", f"記録しました。{answer.words or '日付は、紙に手で書く欄になります。'}")

    def made(self, count: int) -> None:
        """Say what became of the papers."""
        self.who.rows.clear_checks()
        output = self._output
        if output is None or self.view is None:
            return
        counted = f"({count}件)" if count > 1 else ""
        kept = "「受け取った書類」に、発行済として載せました。" if self.view.design.kept else ""
        acts = (("開く", self.show_made),) if output.file is not None else ()
        self.banners.say("success", output.said(f"{self.view.design.name}{counted}") + kept, actions=acts)
        self.ensureVisible(0, 0)

    def locked(self, answer: object) -> None:
        """Show the password once, with its slip; or what was wrong beside the fields."""
        if isinstance(answer, tuple):
            self.lock.form.show_problems(answer)
        elif isinstance(answer, Locked):
            self.lock.put_away()
            self.who.rows.clear_checks()
            self.password.show_locked(answer)
            self.ensureVisible(0, 0)

    def slip_made(self, said: str) -> None:
        """Say what became of the slip."""
        self.say("success", said)

    def show_made(self) -> None:
        """Open the file with the system's program."""
        if self._output is not None and self._output.file is not None:
            show_file(self._output.file)

    # inside

    def _make(self, order: Order, output: PaperOutput) -> None:
        self._output = output
        progress = Progress("印刷しています" if output.printer is not None else "PDFをつくっています", self)
        work = partial(make_papers, order=order, output=output, progress=progress)
        self.context.operations.act(self, work, self.made, progress=progress)

    def _may_make(self) -> bool:
        return self.view is not None and self.view.made_here

    def _file_name(self) -> str:
        """Return a name for the file that names nobody."""
        return f"{self.heading.text()}-{self.context.day():%Y%m%d}.pdf"
