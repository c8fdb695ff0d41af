"""「取扱記録簿の検証」: whether anybody rewrote the log, with the officer's card; the card itself, and the copy for auditors."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.log_seal import LogCard
from ashibue_desk.domain.log_words import ARRIVAL_STEP, ARRIVAL_WORDS
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.log_seals import flaw_of
from ashibue_desk.use_cases.verify_log import LogVerification, confirm_openings, verify_log
from ui.background.progress import Progress
from ui.desktop import file_choice
from ui.pages.handling_log.check_view import (
    issue_card,
    read_cards,
    read_codes,
    result_lines,
    verdict,
    waits_for_officer,
    write_export,
)
from ui.widgets.buttons import OutlineButton, PrimaryButton
from ui.widgets.card import Card, row
from ui.widgets.confirmed_card import ConfirmedCard
from ui.widgets.facts import LinesCard
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import LongTextField
from ui.widgets.labels import SupportText
from ui.widgets.page import Page, PageContext
from ui.widgets.paper_card import PaperCard, PaperOutput
from ui.widgets.traceless_text import TracelessText

_EXPLAIN = (
    "記録が抜かれたり、書き換えられたり、差し込まれたりしていないかを、はじめから確かめます。"
    "保管庫の中身が、記録にないところで変えられていないかも確かめます。"
)
_CARDS = "カードが2枚以上あるときは、続けて入力します。空のままでも、署名とつながりは確かめられます。"
_CODES = "印刷した記録簿のページの下にある番号とコードです。「1234 : A2B3 C4D5 …」のように1行ずつ入力します。"
_ISSUE = (
    "新しいカードを1枚印刷します。カードの文字は、この紙のほかのどこにも残りません。"
    "前のカードも、発行より前の記録を確かめるのに使うため、捨てないでください。"
)
_VERIFIER, _GUIDE = "verify_log.py", "verify-log-by-hand.md"  # files that come with the program
_EXPORT = (
    "監査をする人が、あしぶえデスクも保管庫の鍵も使わずに確かめられるファイルです。個人番号は入りません。"
    f"確かめる手順({_GUIDE})と {_VERIFIER} は、あしぶえデスクと同じ場所にあります。"
)


class LogCheckPage(Page):
    """Verifies, issues the card, writes the signed copy."""

    title = "取扱記録簿の検証"
    help_key = "log_check"
    refresh_on = Changed.LOG

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._password = ""
        self._cards: tuple[LogCard, ...] = ()
        self._found: LogVerification | None = None
        self._is_officer = Role.OFFICER in context.roles
        self.secret_card = self._make_secret_card()
        self.paper = PaperCard(self)
        self.paper.ready.connect(self.issue)
        self.paper.given_up.connect(self._forget)
        self.body.addWidget(self.paper)
        self._make_form()
        self.result = LinesCard("気をつけて見るところ", "特にありません。", self)
        self.result.hide()
        self.flaw = LinesCard("開いたときに見つかったこと")
        self.flaw.hide()
        self.body.insertWidget(0, self.flaw)
        self.body.addWidget(self.result)
        self.body.addStretch(1)
        self.add_act("署名つきで書き出す", self.ask_export)
        if self._is_officer:
            self.add_act("検証カードを発行する", self.ask_card)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - the base's signature
        """Read whether an arrival found something that waits for the card's holder."""
        self.context.operations.query(self, flaw_of, self.show_flaw)

    def show_flaw(self, reason: str) -> None:
        """Say what was found and what to do."""
        self.flaw.show_lines(((ARRIVAL_WORDS[reason], ARRIVAL_STEP),) if reason else ())

    def _make_form(self) -> None:
        card = Card("検証する", self)
        card.body.addWidget(SupportText(_EXPLAIN, card))
        self.form = Form(card)
        self.cards_field = TracelessText(lines=3)
        self.codes_field = LongTextField(lines=2)
        self.cards_row = self.form.add(
            FieldRow("検証カードの文字(&C)", self.cards_field, support=_CARDS, name="log_card")
        )
        self.codes_row = self.form.add(
            FieldRow("紙のコード(&K)", self.codes_field, support=_CODES, name="footer_code")
        )
        card.body.addWidget(self.form)
        buttons = row()
        self.verify_button = PrimaryButton("検証する", card)
        self.confirm_button = OutlineButton("検証カードで認める", card)
        self.confirm_button.hide()
        self.verify_button.clicked.connect(self.verify)
        self.confirm_button.clicked.connect(self.confirm)
        buttons.addWidget(self.verify_button)
        buttons.addWidget(self.confirm_button)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        self.body.addWidget(card)

    def _make_secret_card(self) -> ConfirmedCard:
        card = ConfirmedCard(self)
        card.add_password()
        card.agreed.connect(self._password_given)
        self.body.addWidget(card)
        self._then = self.choose_export
        return card

    def first_focus(self) -> QWidget:
        """Give the field for the card the keyboard."""
        return self.cards_field

    def verify(self) -> None:
        """Verify with what was typed."""
        cards, codes = read_cards(self.cards_field.value()), read_codes(self.codes_field.value())
        problems = tuple(each for each in (cards, codes) if isinstance(each, Problem))
        self.form.show_problems(problems)
        if isinstance(cards, Problem) or isinstance(codes, Problem):
            return
        self._cards = cards
        progress = Progress("取扱記録簿を検証しています", self)
        work = partial(verify_log, cards=cards, codes=codes, progress=progress)
        self.context.operations.act(self, work, self.verified, progress=progress)

    def verified(self, found: LogVerification) -> None:
        """Say what was found."""
        self._found = found
        tone, title, text = verdict(found)
        self.say(tone, text, title=title)
        self.result.show_lines(result_lines(found))
        self.result.show()
        can_confirm = self._is_officer and bool(self._cards) and waits_for_officer(found)
        self.confirm_button.setVisible(can_confirm)
        if not can_confirm:
            self.cards_field.set_value("")

    def confirm(self) -> None:
        """Stand for what waits, as the holder of the card."""
        if self._found is not None:
            work = partial(confirm_openings, cards=self._cards, report=self._found.report)
            self.context.operations.act(self, work, self.confirmed)

    def confirmed(self, count: int) -> None:
        """Say how many were confirmed, and verify again."""
        self.confirm_button.hide()
        self.say("success", f"{count}件を検証カードで認めました。もう一度検証します。")
        self.verify()

    def ask_card(self) -> None:
        """Ask for the password before a card is issued."""
        self._then = self.choose_paper
        self.secret_card.ask_password(needed=True)
        self.secret_card.ask("検証カードを発行する", _ISSUE, "次へ")

    def ask_export(self) -> None:
        """Ask for the password before the log leaves the vault."""
        self._then = self.choose_export
        self.secret_card.ask_password(needed=True)
        self.secret_card.ask("署名つきで書き出す", _EXPORT, "書き出す")

    def _password_given(self) -> None:
        self._password = self.secret_card.taken_password()
        self.secret_card.put_away()
        self._then()

    def choose_paper(self) -> None:
        """Ask what becomes of the card."""
        self.paper.ask("検証カードを印刷する", _ISSUE, f"検証カード-{self.context.day():%Y%m%d}.pdf")

    def issue(self, output: PaperOutput) -> None:
        """Issue and print the card."""
        work = partial(issue_card, password=self._password, output=output)
        self._forget()
        self.context.operations.act(self, work, self.issued)

    def issued(self, epoch: int) -> None:
        """Say where the card belongs."""
        text = (
            f"第{epoch}期の検証カードができました。紙を責任者が、PCとは別の鍵のかかる場所に保管してください。"
        )
        self.say("success", text)

    def choose_export(self) -> None:
        """Ask where the copy goes."""
        name = f"取扱記録簿-{self.context.day():%Y%m%d}.jsonl"
        target = file_choice.save_file(self, "取扱記録簿の書き出し先", "JSON Lines (*.jsonl)", name)
        password = self._password
        self._forget()
        if target is not None:
            progress = Progress("取扱記録簿を書き出しています", self)
            work = partial(write_export, target=target, password=password, progress=progress)
            self.context.operations.act(self, work, self.exported, progress=progress)

    def exported(self, target: Path) -> None:
        """Say how the copy is checked."""
        text = f"「{target.name}」に書き出しました。監査をする人は、{_VERIFIER} で確かめられます。"
        self.say("success", text)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the card whenever the page leaves the screen: whoever comes by later must not find it standing here."""
        super().hideEvent(event)
        self._cards = ()
        self.cards_field.set_value("")
        self.confirm_button.hide()

    def _forget(self) -> None:
        self._password = ""
