"""One month of the log to check: what deserves a look first, then the figures; a verdict on each, a signature, the sheet."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.log_check_acts import PaperCheck, SignedMonth, record_paper_check, sign_month
from ashibue_desk.use_cases.log_checks import who_checks
from ashibue_desk.use_cases.log_doubt_acts import settle_doubt
from ui.pages.log_checks.doubts_card import DoubtsCard, OutcomeCard
from ui.pages.log_checks.items_card import ItemsCard
from ui.pages.log_checks.month_view import (
    MonthPage,
    class_bars,
    compared_words,
    handler_bars,
    may_enter_paper,
    may_settle,
    may_sign,
    print_sheet,
    read_month_page,
    summary,
)
from ui.pages.log_checks.sign_cards import PaperCheckCard, SignCard
from ui.widgets.card import Card
from ui.widgets.confirmed_card import ConfirmedCard
from ui.widgets.facts import LinesCard
from ui.widgets.labels import SupportText
from ui.widgets.page import Page, PageContext
from ui.widgets.paired_bars import PairedBars
from ui.widgets.paper_card import PaperCard, PaperOutput

_PAPER = "署名した点検は、確認の結果と一緒に印刷されます。まだの行は、紙に書き込めるように空けてあります。"


class MonthCheckPage(Page):
    """The argument is the month as stored (``2026-10``)."""

    title = "月次点検"
    help_key = "month_check"
    refresh_on = Changed.LOG | Changed.USERS
    draft_key = "month_check"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._key = ""
        self._page: MonthPage | None = None
        self._said = ""
        self.signing = SignCard(self)
        self.signing.agreed.connect(self.sign)
        self.on_paper = PaperCheckCard(context.day(), self)
        self.on_paper.agreed.connect(self.record_paper)
        self.paper = PaperCard(self)
        self.paper.ready.connect(self.print_sheet)
        self.outcome = OutcomeCard(context.day(), self)
        self.outcome.agreed.connect(self.settle)
        for card in (self.signing, self.on_paper, self.outcome, self.paper):
            self.body.addWidget(card)
        self.items = ItemsCard(context.remembered, self)
        self.items.judged.connect(self.judged)
        self.items.unexplained.connect(self.explain)
        self.body.addWidget(self.items)
        self.doubts = DoubtsCard(self)
        self.doubts.wanted.connect(self.ask_outcome)
        self.body.addWidget(self.doubts)
        self.signed = LinesCard("済んだ点検", "", self)
        self.body.addWidget(self.signed)
        self.body.addWidget(self._make_figures())
        self.body.addStretch(1)
        self.sign_button = self.add_primary("署名して点検を終える", self.ask_signature)
        self.print_button = self.add_act("点検票を印刷する", self.ask_paper)
        self.list_button = self.add_act("月の一覧", self.open_list)
        self.add_key("Ctrl+P", self.ask_paper)
        self.sign_button.hide()

    def _make_figures(self) -> Card:
        card = Card("この月の集計", self)
        self.compared = SupportText("", card)
        self.class_bars, self.handler_bars = PairedBars(card), PairedBars(card)
        self.class_bars.setAccessibleName("区分ごとの行数")
        self.handler_bars.setAccessibleName("取扱者ごとの行数")
        for part in (self.compared, self.class_bars, SupportText("取扱者ごと", card), self.handler_bars):
            card.body.addWidget(part)
        return card

    # reading

    def show_argument(self, argument: object) -> None:
        """Take the month."""
        if str(argument) != self._key:
            self._key, self._page = str(argument), None
            self.items.forget()
            self.signing.comment.set_value("")
            self.outcome.forget()
            for card in (self.signing, self.on_paper, self.paper):
                card.put_away()

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the month again; verdicts given so far stay."""
        if self._key:
            self.context.operations.query(self, partial(read_month_page, key=self._key), self.show_month)

    def show_month(self, page: MonthPage) -> None:
        """Show what was read."""
        self._page = page
        self.set_title(f"{page.view.month.title}分の点検")
        self.class_bars.show_bars(class_bars(page.view))
        self.handler_bars.show_bars(handler_bars(page.view))
        self.compared.setText(compared_words(page.view))
        self.signed.show_lines(page.signed)
        self.doubts.show_doubts(page.doubts, may_settle=may_settle(page))
        self.print_button.setEnabled(bool(page.view.figures.lines))
        self.items.setVisible(bool(page.rows) or not page.signed)
        self.items.show_items(page.rows, may_judge=may_sign(page))
        self.judged()
        self.sign_button.setVisible(may_sign(page) or may_enter_paper(page))
        self.sign_button.setText("紙の点検を記録する" if may_enter_paper(page) else "署名して点検を終える")

    def first_focus(self) -> QWidget:
        """Give the list the keyboard."""
        return self.items.list.view

    def judged(self) -> None:
        """Say how far the verdicts are."""
        if self._page is not None:
            self.set_subtitle(summary(self._page, len(self.items.given())))

    def explain(self) -> None:
        """Say that doubt needs a comment."""
        self.say("warning", "要確認にするときは、何を確かめるのかをコメントに書いてください。")

    # signing

    def ask_signature(self) -> None:
        """Ask for comment and password; on paper for what the sheet says."""
        if self._page is None:
            return
        card: ConfirmedCard
        month, needed = self._page.view.month.title, self._page.needs_password
        if may_enter_paper(self._page):
            card = self.on_paper
            self.on_paper.ask_for_sheet(month, who_checks(self._page.view.duty.duty), needs_password=needed)
        elif left := self.items.left():
            self.say("warning", f"まだ確かめていないものが{left:,}件あります。上から順に確かめてください。")
            return
        else:
            card = self.signing
            self.signing.ask_to_sign(month, self._page.view.to_check, needs_password=needed)
        self.ensureWidgetVisible(card)

    def sign(self) -> None:
        """Sign the month as it was shown."""
        if self._page is not None:
            signed = SignedMonth(
                month=self._key,
                last_seq=self._page.view.last_seq,
                verdicts=self.items.given(),
                comment=self.signing.comment.value(),
            )
            work = partial(sign_month, signed=signed, password=self.signing.taken_password())
            self.context.operations.act(self, work, self.checked, self.refused)

    def record_paper(self) -> None:
        """Record what stands on the sheet."""
        card = self.on_paper
        paper = PaperCheck(
            month=self._key,
            last_seq=card.last_seq(),
            checked_on=card.day.value(),
            place=card.place.value(),
            comment=card.comment.value(),
        )
        work = partial(record_paper_check, paper=paper, password=card.taken_password())
        self.context.operations.act(self, work, self.checked, self.refused)

    def checked(self, answer: Any) -> None:
        """Say that the month is checked, or what was wrong."""
        card = self.signing if self.signing.isVisible() else self.on_paper
        if isinstance(answer, tuple):
            for problem in card.form.show_problems(answer):
                self.say("warning", problem.sentence)
            return
        card.put_away()
        self.items.forget()
        self.signing.comment.set_value("")
        title = "点検を記録しました"
        self.say(
            "success", "点検票を印刷して押印し、つづりに綴じてください。取扱記録簿にも1行残しました。", title
        )
        self.print_button.setFocus()  # what comes next; the button that asked for the signature goes
        self.refresh(Changed.LOG)

    def refused(self, situation: Situation) -> None:
        """Show why it was not signed, with the month read again."""
        self.show_situation(situation)
        self.refresh(Changed.LOG)

    # what became of a line in doubt

    def ask_outcome(self, doubt_id: str) -> None:
        """Ask what was found about a line in doubt."""
        if self._page is not None:
            doubt = next(doubt for doubt in self._page.doubts if doubt.id == doubt_id)
            self.outcome.ask_what(doubt, needs_password=self._page.needs_password)
            self.ensureWidgetVisible(self.outcome)

    def settle(self) -> None:
        """Write what was found."""
        work = partial(settle_doubt, found=self.outcome.found(), password=self.outcome.taken_password())
        self.context.operations.act(self, work, self.settled, self.refused)

    def settled(self, answer: tuple[Problem, ...] | int) -> None:
        """Say that it is settled, or what was wrong."""
        if isinstance(answer, tuple):
            for problem in self.outcome.form.show_problems(answer):
                self.say("warning", problem.sentence)
            return
        self.outcome.forget()
        self.say(
            "success",
            f"取扱記録簿の{answer:,}番に残しました。点検票を印刷し直すと、結果も載ります。",
            "要確認の結果を記録しました",
        )

    # paper, other pages, draft

    def ask_paper(self) -> None:
        """Ask what becomes of the sheet."""
        if self._page is not None and self._page.view.figures.lines:
            self.paper.ask("点検票を印刷する", _PAPER, f"月次点検票-{self._key}.pdf")
            self.ensureWidgetVisible(self.paper)

    def print_sheet(self, output: PaperOutput) -> None:
        """Make the sheet."""
        self._said = output.said("点検票")
        self.context.operations.act(self, partial(print_sheet, key=self._key, output=output), self.printed)

    def printed(self, _title: str) -> None:
        """Say what was made."""
        self.say("success", f"{self._said}点検した人と責任者が押印して保管してください。")

    def open_list(self) -> None:
        """Go to the list of months."""
        self.context.shell.open("log_checks")

    def draft(self) -> dict[str, str]:
        """Return the verdicts so far."""
        if not self.items.verdicts.given:
            return {}
        return {
            "month": self._key,
            "verdicts": self.items.verdicts.text(),
            "comment": self.signing.comment.value(),
        }

    def restore_draft(self, values: dict[str, str]) -> None:
        """Put the verdicts back."""
        self.show_argument(values["month"])
        self.items.verdicts.read(values["verdicts"])
        self.signing.comment.set_value(values.get("comment", ""))
        self.refresh(Changed.LOG)
