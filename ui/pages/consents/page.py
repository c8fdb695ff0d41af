"""Consent forms: print for many, take back in for a hundred at once, note refusals, print how things stand."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.consent import ConsentRow, ConsentState
from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.consent_forms import (
    list_consents,
    record_received,
    record_refused,
    record_withdrawn,
)
from ashibue_desk.use_cases.people import MAY_WRITE
from ui.background.progress import Progress
from ui.desktop import file_choice, print_paper
from ui.desktop.show_file import show_file
from ui.pages.consents.cards import PrintCard, ReceiptCard, WordsCard
from ui.pages.consents.paper import (
    BLANK_NAME,
    print_consents,
    print_unrecorded,
    save_consents,
    save_unrecorded,
)
from ui.pages.consents.view import CHOICES, COLUMNS, TO_ISSUE, fits, row_id, row_text, summary
from ui.widgets.act_card import ActCard
from ui.widgets.buttons import SmallButton
from ui.widgets.list_panel import ListPanel
from ui.widgets.page import Page, PageContext
from ui.widgets.rows_model import RowsModel
from ui.widgets.small_parts import EmptyState

_PDF = "PDF (*.pdf)"
_REFUSED, _WITHDRAWN = "refused", "withdrawn"
_FORMS, _BLANK, _STATUS = "forms", "blank", "status"
_RECORDED = "印刷、または保存すると「渡した」と記録します。"
_PRINT_TITLES = {_FORMS: "同意書を印刷する", _BLANK: "白紙の同意書を印刷する", _STATUS: "提出状況を印刷する"}


class ConsentsPage(Page):
    """The list of everybody who hands in a consent form, and the acts on a selection of them."""

    title = "同意書"
    help_key = "consents"
    refresh_on = Changed.CONSENTS | Changed.PEOPLE
    fills_height = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._ids: tuple[str, ...] = ()
        self._files: tuple[Path, ...] = ()
        self._about = _REFUSED
        self._paper = _FORMS
        self._may_write = bool(context.roles & set(MAY_WRITE))
        self.print_card = PrintCard(self)
        self.receipt_card = ReceiptCard(context.day(), self)
        self.words_card = WordsCard(context.day(), self)
        for card, act in (
            (self.print_card, self.print_paper),
            (self.receipt_card, self.record_receipt),
            (self.words_card, self.record_words),
        ):
            card.agreed.connect(act)
            self.body.addWidget(card)
        self.print_card.save_asked.connect(self.save_paper)
        self.rows = RowsModel(COLUMNS, row_id, row_text, self, checkable=self._may_write)
        self.list = self._make_list(context)
        self.body.addWidget(self.list, 1)
        self.add_act("白紙を印刷", self.ask_blank)
        self.add_act("状況を印刷", self.ask_status)
        if self._may_write:
            self.add_primary("未提出者に印刷する", self.print_all)
            self._add_selection_acts()
            self.add_key("Ctrl+P", self.print_chosen)

    def _make_list(self, context: PageContext) -> ListPanel:
        empty = EmptyState(
            "同意書を集める人がまだいません", "名簿に従業者を登録すると、ここに並びます。", self
        )
        panel = ListPanel(
            self.rows,
            context.remembered,
            "consents",
            self,
            name="同意書",
            counter="人",
            placeholder="氏名・かな・保管場所でさがす",
            empty=empty,
        )
        self.choice = panel.add_choice(CHOICES, fits, "同意書の状態")
        return panel

    def _add_selection_acts(self) -> None:
        for text, act in (
            ("印刷する", self.print_chosen),
            ("受領を記録", self.receive_chosen),
            ("拒否を記録", self.refuse_chosen),
            ("撤回を記録", self.withdraw_chosen),
        ):
            button = SmallButton(text, self.list)
            button.clicked.connect(act)
            self.list.selection_acts.addWidget(button)

    def refresh(self, _changed: Changed) -> None:
        """Read the list again."""
        self.context.operations.query(self, list_consents, self.show_rows)

    def show_rows(self, rows: Sequence[ConsentRow]) -> None:
        """Show the list and how far it is."""
        self._people = {row.person_id: row for row in rows}
        self.list.set_rows(rows)
        self.set_subtitle(summary(rows))

    def show_argument(self, argument: object) -> None:
        """Show only those to be issued or received, as the home page asks."""
        self.choice.set_value(str(argument))

    def first_focus(self) -> QWidget:
        """Give the list the keyboard."""
        return self.list.view

    # what is begun

    def print_all(self) -> None:
        """Print for everybody whose form is still to be handed out."""
        rows = (self.rows.row(at) for at in range(self.rows.rowCount()))
        shown = [row.person_id for row in rows if row.state in TO_ISSUE]
        everybody = [row.person_id for row in self._people.values() if row.state in TO_ISSUE]
        self._ids = tuple(shown if len(shown) == len(everybody) else everybody)
        if not self._ids:
            self.say("info", "これから渡す同意書はありません。", "印刷する人がいません")
            return
        self._ask_paper(_FORMS)

    def print_chosen(self) -> None:
        """Print for the people checked."""
        if self._take_checked():
            self._ask_paper(_FORMS)

    def ask_blank(self) -> None:
        """Offer a form without a name, to be filled in by hand."""
        self._ask_paper(_BLANK)

    def ask_status(self) -> None:
        """Offer the list as it is shown."""
        self._ids = tuple(row_id(self.rows.row(at)) for at in range(self.rows.rowCount()))
        self._ask_paper(_STATUS)

    def receive_chosen(self) -> None:
        """Record that the papers of the people checked came back."""
        if self._take_checked():
            self._open_card(self.receipt_card, "同意書の受領", "", "受領を記録する")

    def refuse_chosen(self) -> None:
        """Record that the people checked do not hand the form in."""
        self._about = _REFUSED
        if self._take_checked():
            hint = "提出は本人の意思によります。断られても、そのままの事実を記録してください。"
            self._open_card(self.words_card, "提出の拒否", hint, "拒否を記録する")

    def withdraw_chosen(self) -> None:
        """Record that the people checked took their consent back."""
        self._about = _WITHDRAWN
        if self._take_checked():
            self._open_card(
                self.words_card, "同意の撤回", "撤回の申し出があったことを記録します。", "撤回を記録する"
            )

    def _take_checked(self) -> bool:
        self._ids = self.rows.checked_keys()
        if not self._ids:
            text = "一覧の左の四角で、人を選んでください。スペースキーでも選べ、Ctrl+Aで全員を選べます。"
            self.say("info", text, "まだ選んでいません")
        return bool(self._ids)

    def _ask_paper(self, paper: str) -> None:
        self._paper = paper
        self._show_only(self.print_card)
        count = "" if paper == _BLANK else f"({len(self._ids)}人)"
        hint = f"{_RECORDED}{self._signed_again()}" if paper == _FORMS else ""
        self.print_card.ask_paper(f"{_PRINT_TITLES[paper]}{count}", hint, several=paper == _FORMS)

    def _signed_again(self) -> str:
        """Say that a new paper for somebody who has signed waits to come back."""
        rows = (self._people.get(person_id) for person_id in self._ids)
        signed = sum(row is not None and row.state is ConsentState.RECEIVED for row in rows)
        return f"受領済の{signed}人も、新しい用紙が戻るまで「発行済・未受領」になります。" if signed else ""

    def _show_only(self, card: ActCard) -> None:
        for other in (self.print_card, self.receipt_card, self.words_card):
            other.setVisible(other is card)
        self.ensureVisible(0, 0)

    def _open_card(self, card: ActCard, title: str, hint: str, act: str) -> None:
        self._show_only(card)
        card.ask(f"{title}({len(self._ids)}人)", hint, act)

    # what is done

    def print_paper(self) -> None:
        """Ask for the printer and print; without one, offer to keep the paper as PDF."""
        printer = print_paper.choose_printer(self, _PRINT_TITLES[self._paper], self.save_paper)
        if printer is None:
            return
        self.print_card.hide()
        progress = Progress("印刷しています", self)
        if self._paper == _FORMS:
            work = partial(print_consents, ids=self._ids, printer=printer, progress=progress)
            self.context.operations.act(self, work, self.forms_printed, self.paper_failed, progress=progress)
        else:
            ids = self._ids if self._paper == _STATUS else None
            other = partial(print_unrecorded, ids=ids, printer=printer, progress=progress)
            self.context.operations.act(self, other, self.other_printed, self.paper_failed, progress=progress)

    def save_paper(self) -> None:
        """Ask where the file or files go, and write them."""
        if self._paper == _FORMS:
            self._save_forms()
            return
        status = self._paper == _STATUS
        name = f"同意書の提出状況-{self.context.day():%Y%m%d}.pdf" if status else BLANK_NAME
        title = "提出状況の保存先" if status else "白紙の同意書の保存先"
        target = file_choice.save_file(self, title, _PDF, name)
        if target is not None:
            self.print_card.hide()
            work = partial(save_unrecorded, ids=self._ids if status else None, target=target)
            self.context.operations.act(self, work, self.other_saved, self.paper_failed)

    def _save_forms(self) -> None:
        one_each = self.print_card.one_each()
        if one_each:
            target = file_choice.choose_folder(self, "同意書を置くフォルダー")
        else:
            name = f"同意書-{self.context.day():%Y%m%d}.pdf"
            target = file_choice.save_file(self, "同意書の保存先", _PDF, name)
        if target is None:
            return
        self.print_card.hide()
        progress = Progress("同意書をつくっています", self)
        work = partial(save_consents, ids=self._ids, target=target, progress=progress, one_each=one_each)
        self.context.operations.act(self, work, self.forms_saved, self.paper_failed, progress=progress)

    def paper_failed(self, situation: Situation) -> None:
        """Say what stood in the way, and offer the same paper again: another folder, or another printer."""
        self._show_only(self.print_card)
        self.print_card.act_button.setFocus()
        self.show_situation(situation)

    def forms_printed(self, count: int) -> None:
        """Say that the forms are at the printer."""
        self.rows.clear_checks()
        self.say("success", f"{count}人の同意書をプリンターに送り、「渡した」と記録しました。")

    def other_printed(self, pages: int) -> None:
        """Say that the paper is at the printer."""
        self.say("success", f"プリンターに送りました({pages}枚)。")

    def forms_saved(self, files: tuple[Path, ...]) -> None:
        """Say what was made and offer to open it."""
        text = f"{len(self._ids)}人の同意書をPDFで保存し、「渡した」と記録しました。"
        self.rows.clear_checks()
        self._offer(files, text)

    def other_saved(self, files: tuple[Path, ...]) -> None:
        """Say that the paper is there."""
        what = "いま一覧に出ている人の提出状況" if self._paper == _STATUS else "氏名のない同意書"
        self._offer(files, f"{what}をPDFで保存しました。")

    def record_receipt(self) -> None:
        """Record the receipt for the whole selection: one act."""
        day = self.receipt_card.day.value()
        if day is not None:
            place = self.receipt_card.place.value()
            work = partial(record_received, person_ids=self._ids, received_on=day, place=place)
            self.context.operations.act(self, work, self.received)

    def received(self, answer: int | tuple[Problem, ...]) -> None:
        """Say that the receipt stands, or show beside the day what is wrong with it."""
        if isinstance(answer, tuple):
            self.receipt_card.form.show_problems(answer)
            return
        kept = len(self._ids) - answer
        rest = f"すでに受領済の{kept}人の日付と保管場所は、そのままです。" if kept else ""
        self._settled(self.receipt_card, f"{answer}人の同意書の受領を記録しました。{rest}")

    def record_words(self) -> None:
        """Record refusal or withdrawal with its reason."""
        record = record_refused if self._about == _REFUSED else record_withdrawn
        card = self.words_card
        day = card.day.value()
        if day is not None:
            work = partial(record, person_ids=self._ids, reason=card.reason.value(), said_on=day)
            self.context.operations.act(self, work, self.worded)

    def worded(self, count: int | tuple[Problem, ...]) -> None:
        """Say that refusal or withdrawal stands, or show beside the day what is wrong with it."""
        if isinstance(count, tuple):
            self.words_card.form.show_problems(count)
            return
        self.words_card.reason.set_value("")
        self.words_card.day.set_value(self.context.day())
        what = "提出の拒否" if self._about == _REFUSED else "同意の撤回"
        kept = len(self._ids) - count
        rest = f"受領済の{kept}人は、そのままです。" if kept else ""
        self._settled(self.words_card, f"{count}人の{what}を記録しました。{rest}")

    def _settled(self, card: ActCard, text: str) -> None:
        card.hide()
        self.rows.clear_checks()
        self.say("success", text)

    def _offer(self, files: tuple[Path, ...], text: str) -> None:
        self._files = files
        act: tuple[tuple[str, Callable[[], object]], ...] = (("開く", self.show_made),)
        self.banners.say("success", text, actions=act)
        self.ensureVisible(0, 0)

    def show_made(self) -> None:
        """Open the file, or the folder of several files."""
        if self._files:
            show_file(self._files[0] if len(self._files) == 1 else self._files[0].parent)
