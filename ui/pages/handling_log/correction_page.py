"""「記録の訂正・補記」: the line as it stands beside what is to hold from now on. What was written stays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ashibue_desk.domain.handling_log import LogEntry, LogView
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.find_lines import read_lines
from ashibue_desk.use_cases.log_corrections import (
    CorrectionView,
    correct_entry,
    correction_view,
    remark_entry,
    withdraw_entry,
)
from ui.pages.handling_log.line_page import facts_of
from ui.pages.handling_log.paper_act_fields import PaperActChoices, PaperActFields, read_choices
from ui.pages.handling_log.view import when
from ui.theme.theme import px
from ui.widgets.card import Card, column, row
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.facts import FactsGrid, LinesCard
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import LongTextField
from ui.widgets.folding import fold
from ui.widgets.form_page import FormPage
from ui.widgets.page import PageContext

CORRECT, WITHDRAW, REMARK = "correct", "withdraw", "remark"
_CARDS = {
    CORRECT: ChoiceCard(CORRECT, "内容を訂正する", "正しい内容を、新しい行として残します。"),
    WITHDRAW: ChoiceCard(WITHDRAW, "取り消す", "していない取扱いや、2回入力した行を取り消します。"),
    REMARK: ChoiceCard(REMARK, "補記する", "内容は変えず、説明を新しい行として残します。"),
}
_REASONS = {CORRECT: "訂正の理由(&R)", WITHDRAW: "取り消す理由(&R)", REMARK: "補うこと(&R)"}
_BY_PROGRAM = "プログラムが自動で書いた行です。内容は訂正できないので、説明を補記します。"
_WITHDRAWN = "すでに取り消した行です。説明だけを補記できます。"
_COLLEAGUES = "ほかの人が入力した行です。内容の訂正は、入力した人か責任者が行います。"
_BY_HAND = "紙の取扱いとして入力した行です。元の行は消えずに残り、新しい行がそれを指します。"
_NARROW = 860


@dataclass(frozen=True)
class CorrectionFacts:
    """What the page needs: the course of the line, the line that holds today, and what may be chosen."""

    view: CorrectionView
    line: LogView
    choices: PaperActChoices | None


def read_facts(desk: Desk, seq: int) -> CorrectionFacts:
    """Read the line. Runs in the vault thread."""
    view = correction_view(desk, seq)
    (line,) = read_lines(desk, (view.course.content.seq,))
    return CorrectionFacts(view, line, read_choices(desk) if view.act is not None else None)


class CorrectionPage(FormPage):
    """Puts one line right. The argument is its number. Made anew at each opening."""

    title = "記録の訂正・補記"
    help_key = "log_correction"
    draft_key = "log_correction"
    refresh_on = Changed.LOG

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._seq = 0
        self._read = False
        self.old_card = Card("いまの記録", self)
        self.old = FactsGrid(self.old_card)
        self.old_card.body.addWidget(self.old)
        self.course = LinesCard("これまでの経過")
        self.modes = ChoiceCards((), self)
        self.reason = LongTextField(lines=3)
        self.form.add(FieldRow("どのように直すか", self.modes, required=True, name="mode"))
        self.fields = PaperActFields(self.form, context)
        self.reason_row = FieldRow(_REASONS[REMARK], self.reason, required=True, name="reason")
        self.form.add(self.reason_row)
        self._put_beside()
        self.modes.changed.connect(self._show_fitting)
        self.card.hide()

    def _put_beside(self) -> None:
        self._both = row(gap=16)
        self.body.removeWidget(self.card)
        beside = QWidget(self)
        beside.setLayout(self._both)
        column_of_old = QWidget(beside)
        column_of_old.setLayout(_column(self.old_card, self.course))
        self._both.addWidget(column_of_old, 2)
        self._both.addWidget(self.card, 3)
        self.body.insertWidget(0, beside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the old line above the new one where both do not fit beside each other."""
        super().resizeEvent(event)
        fold(self._both, self.viewport().width(), px(_NARROW))

    def show_argument(self, argument: object) -> None:
        """Take the number of the line."""
        if isinstance(argument, int | str):
            self._seq = int(argument)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - read once, so that nothing typed is lost
        """Read the line."""
        if self._seq and not self._read:
            self.context.operations.query(self, partial(read_facts, seq=self._seq), self.show_facts)

    def show_facts(self, facts: CorrectionFacts) -> None:
        """Show the line as it stands, and what may be done."""
        self._read = True
        view, course = facts.view, facts.view.course
        self.old_card.heading.setText(f"いまの記録({course.content.seq:,}番)")
        self.old.show_facts(facts_of(facts.line))
        older = tuple(line_words(entry) for entry in course.entries) if len(course.entries) > 1 else ()
        self.course.show_lines(older)
        self.set_hint(_hint_of(view))
        possible = (REMARK,) if view.act is None else (CORRECT, WITHDRAW, REMARK)
        self.modes.set_cards([_CARDS[mode] for mode in possible])
        self.modes.set_value(possible[0])
        if facts.choices is not None and view.act is not None:
            self.fields.show_choices(facts.choices)
            self.fields.show_act(view.act)
        self.card.show()
        self._show_fitting()
        self.note_untouched()
        (self.reason if view.act is None else self.modes.buttons()[0]).setFocus()

    def work(self) -> Callable[[Desk], Any]:
        """Write the new line."""
        reason, mode = self.reason.value(), self.modes.value()
        if mode == CORRECT:
            return partial(correct_entry, seq=self._seq, act=self.fields.act(), reason=reason)
        if mode == WITHDRAW:
            return partial(withdraw_entry, seq=self._seq, reason=reason)
        return partial(remark_entry, seq=self._seq, remark=reason)

    def kept(self, answer: Any) -> None:
        """Return, and say which line it became."""
        self.leave(
            f"{answer:,}番の記録になりました", "元の行はそのまま残り、新しい行が元の行を指しています。"
        )

    def about(self) -> dict[str, str]:
        """Return which line it is."""
        return {"seq": str(self._seq)}

    def restore_draft(self, values: dict[str, str]) -> None:
        """Read the line of the draft; what was typed is put back once it is shown."""
        super().restore_draft(values)
        self.show_argument(int(values.get("seq", "0")))
        self.refresh(Changed.NOTHING)

    def type_again(self, texts: Mapping[str, str]) -> None:
        """Show the fields of the way that was chosen, too."""
        super().type_again(texts)
        self._show_fitting()

    def _show_fitting(self) -> None:
        mode = self.modes.value() or REMARK
        self.fields.set_shown(shown=mode == CORRECT)
        self.reason_row.set_label(_REASONS[mode], required=True)
        self.save_button.setText(_CARDS[mode].title)


def line_words(entry: LogEntry) -> tuple[str, str]:
    """Return a line of the course: what it was, and who wrote it when."""
    title = f"{entry.seq:,}番　{entry.line.act}"
    told = f"{when(entry.local_at)} {entry.actor_name}"
    return title, f"{told}\n{entry.line.detail}" if entry.line.detail else told


def _hint_of(view: CorrectionView) -> str:
    if view.act is not None:
        return _BY_HAND
    if view.is_colleagues:
        return _COLLEAGUES
    return _WITHDRAWN if view.course.is_withdrawn else _BY_PROGRAM


def _column(*parts: QWidget) -> QBoxLayout:
    layout = column(gap=16)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return layout
