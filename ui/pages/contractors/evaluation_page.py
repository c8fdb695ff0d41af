"""The evaluation of one contractor: the questions of a group, answered with one key each, and how the whole stands."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.contractor_criteria import ContractorRules
from ashibue_desk.domain.contractor_evaluation import (
    METHOD_NAMES,
    OCCASION_NAMES,
    EvaluationView,
    Method,
)
from ashibue_desk.domain.contractor_verdict import VERDICT_NAMES, Verdict
from ashibue_desk.domain.japanese_calendar import both
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.contractors.evaluating import (
    decide_evaluation,
    evaluation_view,
    fill_answers,
    withdraw_evaluation,
)
from ashibue_desk.use_cases.contractors.register import rules
from ashibue_desk.use_cases.desk import Desk
from ui.pages.contractors.answer_sheet import AnswerSheet
from ui.pages.contractors.evaluation_parts import DecisionCard, SheetCard, SummaryCard, WithdrawCard
from ui.pages.contractors.group_card import GroupCard
from ui.pages.contractors.sheet_acts import SheetActs
from ui.pages.contractors.view import DECIDES, WRITES_CONTRACTORS
from ui.theme.theme import px
from ui.widgets.card import column, row
from ui.widgets.folding import fold
from ui.widgets.page import Page, PageContext

Answered = EvaluationView | tuple[Problem, ...]
_SIDE_BY_SIDE = 820  # px at 100 %


class EvaluationFacts(NamedTuple):
    """What the page reads in one go."""

    view: EvaluationView
    rules: ContractorRules


def read_evaluation(desk: Desk, evaluation_id: str) -> EvaluationFacts:
    """Read an evaluation and the rules it is judged by. Runs in the vault thread."""
    return EvaluationFacts(evaluation_view(desk, evaluation_id), rules(desk))


class EvaluationPage(Page):
    """Fills, shows and decides one evaluation. What was answered is kept when a group or the page is left."""

    title = "委託先の評価"
    help_key = "contractor_evaluation"
    refresh_on = Changed.CONTRACTORS
    draft_key = "contractor_evaluation"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.evaluation_id = ""
        self.sheet: AnswerSheet | None = None
        self._draft: dict[str, str] = {}
        self._writes = bool(context.roles & WRITES_CONTRACTORS)
        self._decides = bool(context.roles & DECIDES)
        self.withdraw_button = self.add_act("取りやめる", self.ask_withdrawing)
        self.next_button = self.add_act("委託先の記録を開く", self.open_contractor)
        self.next_button.hide()
        self.save_button = self.add_act("途中で保存する", self.save)
        self.decide_button = self.add_primary("結果を決める", self.ask_decision)
        self._just_decided = False
        self._decision: DecisionCard | None = None
        self._withdrawal: WithdrawCard | None = None
        self.summary = SummaryCard(self)
        self.paper = SheetCard(self)
        self.questions = GroupCard(context.day(), self)
        self._build()
        self.sheet_acts = SheetActs(self)
        self._listen()
        self._offer()

    def _build(self) -> None:
        self._layout = row(gap=20)
        side = column(gap=16)
        side.addWidget(self.summary)
        side.addWidget(self.paper)
        side.addStretch(1)
        self._layout.addLayout(side, 3)
        main = column(gap=16)
        main.addWidget(self.questions)
        main.addStretch(1)
        self._layout.addLayout(main, 7)
        self.body.addLayout(self._layout)
        self.body.addStretch(1)

    def _listen(self) -> None:
        self.summary.bars.chosen.connect(self.open_group)
        self.questions.changed.connect(self._changed)
        self.questions.turned.connect(self._turned)
        self.questions.reached.connect(self._scroll_to)
        self.paper.print_asked.connect(self.sheet_acts.print_sheet)
        self.paper.hand_out_asked.connect(self.sheet_acts.hand_out)
        self.paper.take_back_asked.connect(self.sheet_acts.take_back)
        self.add_key("Ctrl+S", self.save)
        self.add_key("Ctrl+P", self.sheet_acts.print_sheet)
        self.add_key("Ctrl+PgDown", self.questions.next_group)
        self.add_key("Ctrl+PgUp", self.questions.previous_group)

    @property
    def decision(self) -> DecisionCard:
        """The card with the officer's decision, made at the first use."""
        if self._decision is None:
            self._decision = DecisionCard(self)
            self._decision.agreed.connect(self.decide)
            self.body.insertWidget(0, self._decision)
        return self._decision

    @property
    def withdrawal(self) -> WithdrawCard:
        """The card that asks why an evaluation is given up, made at the first use."""
        if self._withdrawal is None:
            self._withdrawal = WithdrawCard(self)
            self._withdrawal.agreed.connect(self.withdraw)
            self.body.insertWidget(0, self._withdrawal)
        return self._withdrawal

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put summary and questions below one another where they do not fit side by side."""
        super().resizeEvent(event)
        fold(self._layout, self.viewport().width(), px(_SIDE_BY_SIDE))

    # reading

    def show_argument(self, argument: object) -> None:
        """Show the evaluation of this id."""
        if isinstance(argument, str) and argument != self.evaluation_id:
            self.evaluation_id = argument
            self.sheet = None
            for card in (self._decision, self._withdrawal):
                if card is not None:
                    card.hide()
            self.banners.clear()
            self._offer()

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the evaluation again; what is not saved yet stays."""
        if self.evaluation_id:
            work = partial(read_evaluation, evaluation_id=self.evaluation_id)
            self.context.operations.query(self, work, self.show_facts)

    def first_focus(self) -> QWidget | None:
        """Begin with what is left to do once every question is answered; before that the questions take the keyboard."""
        if self.sheet is None or not self.sheet.judgement().complete:
            return None
        is_open = self.sheet.view.head.is_open
        return (self.decide_button if self._decides else self.save_button) if is_open else self.next_button

    def show_facts(self, facts: EvaluationFacts) -> None:
        """Show what was read, unless another evaluation was opened meanwhile."""
        view = facts.view
        if view.head.id != self.evaluation_id:
            return
        first = self.sheet is None
        if self.sheet is None:
            self.sheet = AnswerSheet(facts.rules, view)
        else:
            self.sheet.take_view(view)
        if self._draft:
            self.sheet.restore(self._draft)
            self._draft = {}
        self._show_head(view)
        self.sheet_acts.belong(view.head.id, is_open=view.head.is_open)
        self.questions.show_sheet(self.sheet, locked=not (view.head.is_open and self._writes), anew=first)
        self._show_standing()
        if first and view.head.is_open and self._writes:
            self._begin(view)
        if self._just_decided and not view.head.is_open:
            self._just_decided = False
            self.next_button.setFocus()

    def _begin(self, view: EvaluationView) -> None:
        """Begin with the questions, or with the decision where every question is answered."""
        self.questions.begin()
        if view.judgement.complete and (begin := self.first_focus()) is not None:
            begin.setFocus()

    def _show_head(self, view: EvaluationView) -> None:
        head = view.head
        self.set_title(f"{view.contractor_name}の評価")
        seen = f"・確かめた日 {both(head.seen_on)}" if head.seen_on else ""
        self.set_subtitle(f"{OCCASION_NAMES[head.occasion]}の評価・{METHOD_NAMES[head.method]}{seen}")

    def _show_standing(self) -> None:
        if self.sheet is not None:
            self.summary.show_sheet(self.sheet, self.questions.at)
        self._offer()

    def _offer(self) -> None:
        is_open = self.sheet is not None and self.sheet.view.head.is_open
        self.save_button.setVisible(is_open and self._writes)
        self.withdraw_button.setVisible(is_open and self._writes)
        self.decide_button.setVisible(is_open and self._decides)
        self.next_button.setVisible(self.sheet is not None and not is_open)
        self.paper.offer(writes=self._writes and self.sheet is not None, is_open=is_open)

    def _scroll_to(self, widget: QWidget) -> None:
        self.ensureWidgetVisible(widget, 0, px(24))

    # answering

    def open_group(self, at: int) -> None:
        """Show another group of questions."""
        self.questions.open_group(at)

    def _turned(self, at: int) -> None:  # noqa: ARG002 - the card knows
        self._show_standing()
        self.save_quietly()

    def _changed(self, criterion_id: str) -> None:  # noqa: ARG002 - every answer is taken
        if self.sheet is not None:
            self.questions.store(self.sheet)
            self._show_standing()

    def save(self) -> None:
        """Keep what was answered and say so."""
        self._save(self.saved)

    def save_quietly(self) -> None:
        """Keep what was answered, without a word unless something is wrong."""
        self._save(self.saved_quietly)

    def _save(self, then: Callable[[Answered], object]) -> None:
        if self.sheet is None or not self._writes or not self.sheet.view.head.is_open:
            return
        if not self.questions.judge_dates():
            return
        answers, seen = self.sheet.unsaved(), self.questions.seen_on()
        method = Method(self.questions.method.value())
        head = self.sheet.view.head
        unchanged = method is head.method and seen == head.seen_on and not answers
        if unchanged and then == self.saved_quietly:
            return
        work = partial(
            fill_answers, evaluation_id=self.evaluation_id, answers=answers, method=method, seen_on=seen
        )
        self.context.operations.act(self, work, then)

    def saved(self, answer: Answered) -> None:
        """Say that the answers are on file."""
        if self._on_file(answer):
            complete = self.sheet is not None and self.sheet.judgement().complete
            rest = "すべての項目に答えました。次は、責任者が結果を決めます。"
            self.say(
                "success",
                f"評価を保存しました。{rest}"
                if complete
                else "ここまでの評価を保存しました。いつでも続きから入力できます。",
            )

    def saved_quietly(self, answer: Answered) -> None:
        """Show what was wrong, and nothing else."""
        self._on_file(answer)

    def _on_file(self, answer: Answered) -> bool:
        if isinstance(answer, tuple):
            self.show_problems(answer, "まだ保存していません")
            return False
        if self.sheet is not None and answer.head.id == self.evaluation_id:
            self.sheet.take_view(answer)
            self._show_head(answer)
            self._show_standing()
        return True

    def show_problems(self, problems: tuple[Problem, ...], title: str) -> None:
        """Show problems beside their questions and go to the first."""
        if self.sheet is not None:
            homeless = self.questions.show_problems(self.sheet, problems)
            words = "\n".join(problem.sentence for problem in homeless)
            self.say("error", words or "赤い文の付いた項目を直してください。", title)

    # deciding

    def ask_decision(self) -> None:
        """Ask the officer for the verdict once everything is answered."""
        if self.sheet is None:
            return
        judgement = self.sheet.judgement()
        if not judgement.complete:
            problems = tuple(Problem(one.criterion.id, one.sentence()) for one in judgement.remarks)
            self.show_problems(problems, f"あと{len(problems)}項目を直すと決められます")
            return
        self.save_quietly()
        until = both(self.sheet.rules.fresh_until(self.context.day()))
        self.decision.offer(judgement, until)
        self.ensureVisible(0, 0)

    def decide(self) -> None:
        """Record the verdict."""
        verdict, reason = Verdict(self.decision.verdict.value()), self.decision.reason.value()
        work = partial(decide_evaluation, evaluation_id=self.evaluation_id, verdict=verdict, reason=reason)
        self.context.operations.act(self, work, self.decided)

    def decided(self, answer: Answered) -> None:
        """Say how it ended, or what keeps it from being decided."""
        if isinstance(answer, tuple):
            left = self.decision.form.show_problems(answer)
            if left:
                self.decision.hide()
                self.show_problems(left, "まだ決められません")
            return
        self.decision.hide()
        self._just_decided = True
        self.refresh(Changed.NOTHING)
        if answer.head.verdict is not None:
            verdict = VERDICT_NAMES[answer.head.verdict]
            said = f"{answer.contractor_name}の評価を「{verdict}」と決めました。"
            self.say("success", f"{said}次にすることは「委託先の記録を開く」で分かります。")

    def open_contractor(self) -> None:
        """Go to the contractor, whose page says what comes next."""
        if self.sheet is not None:
            self.context.shell.open("contractor", self.sheet.view.head.contractor_id)

    def ask_withdrawing(self) -> None:
        """Ask why the evaluation is given up."""
        self.withdrawal.open()
        self.ensureVisible(0, 0)

    def withdraw(self) -> None:
        """Give the evaluation up."""
        work = partial(
            withdraw_evaluation, evaluation_id=self.evaluation_id, reason=self.withdrawal.reason.value()
        )
        self.context.operations.act(self, work, self.withdrawn)

    def withdrawn(self, answer: str | tuple[Problem, ...]) -> None:
        """Return to the contractor."""
        if isinstance(answer, tuple):
            self.withdrawal.form.show_problems(answer)
            return
        self.withdrawal.hide()
        self.context.shell.back()
        self.context.shell.say(
            "info", "評価を取りやめました。ここまでの内容は残っています。", "取りやめました"
        )

    # leaving

    def may_leave(self) -> bool:
        """Keep what was answered; nothing is lost by leaving."""
        self.save_quietly()
        return True

    def draft(self) -> dict[str, str]:
        """Return the answers a lock would lose."""
        kept = self.sheet.draft() if self.sheet is not None and self._writes else {}
        return kept | {"evaluation_id": self.evaluation_id} if kept else {}

    def restore_draft(self, values: dict[str, str]) -> None:
        """Put unsaved answers back."""
        self._draft = dict(values)
        self.show_argument(values.get("evaluation_id", ""))
        self.refresh(Changed.NOTHING)
