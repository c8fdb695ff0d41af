"""The parts beside the questions: how it stands, the sheet on paper and as a file, the decision."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.contractor_criteria import ContractorRules
from ashibue_desk.domain.contractor_evaluation import EvaluationView, GroupScore, Judgement, Mark
from ashibue_desk.domain.contractor_verdict import VERDICT_NAMES, Verdict
from ashibue_desk.domain.japanese_calendar import both
from ui.pages.contractors.answer_sheet import AnswerSheet
from ui.pages.contractors.view import VERDICT_TONES
from ui.widgets.act_card import ActCard
from ui.widgets.buttons import OutlineButton
from ui.widgets.card import Card, Rule, column
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import LongTextField
from ui.widgets.labels import PlainLabel, SupportText, Tag
from ui.widgets.paired_bars import PairedBar, PairedBars

_GOOD, _FAIR = 80, 50  # percent from which a bar is green, and amber


class SummaryCard(Card):
    """Scores by group with last time beside them, the count, and what the rule allows so far."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("評価のまとめ", parent)
        self.bars = PairedBars(self, choosable=True)
        self.bars.setAccessibleName("組ごとの点数。上下の矢印で組を選びます。")
        self.body.addWidget(self.bars)
        self._legend = SupportText("縦の線と矢印の左は、前回の点数です。", self)
        self.body.addWidget(self._legend)
        self.body.addWidget(Rule(self))
        self.counts = PlainLabel("", self, wrap=True)
        self.verdict = Tag("", "neutral", self)
        self.why = SupportText("", self)
        self.rule = SupportText("", self)
        rule_head = PlainLabel("合否の決まり", self, look="label")
        for part in (self.counts, self.verdict, self.why, Rule(self), rule_head, self.rule):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_sheet(self, sheet: AnswerSheet, group: int) -> None:
        """Show how the answers stand; ``group`` is the one that is open."""
        view, judgement = sheet.view, sheet.judgement()
        self.bars.show_bars(score_bars(sheet.scores(), view.last_scores), group)
        self._legend.setVisible(bool(view.last_scores))
        self.counts.setText(_counted(sheet))
        words, tone = standing_words(view, judgement)
        self.verdict.set_text(words, tone)
        self.why.setText(_why(view, judgement))
        self.rule.setText(rule_words(sheet.rules))


def score_bars(now: tuple[GroupScore, ...], before: tuple[GroupScore, ...]) -> tuple[PairedBar, ...]:
    """Return a bar for each group, with the same group of last time where there was one."""
    old = {score.group_id: score for score in before}
    return tuple(_bar(score, old.get(score.group_id)) for score in now)


def _bar(score: GroupScore, before: GroupScore | None) -> PairedBar:
    percent, last = score.percent, before.percent if before else None
    if percent is None:
        words, tone = "—" if score.unanswered else "該当なし", "info"
    else:
        words = f"{percent}点"
        tone = "success" if percent >= _GOOD else ("warning" if percent >= _FAIR else "error")
    return PairedBar(
        score.name,
        (percent or 0) / 100,
        last / 100 if last is not None else None,
        tone,
        words,
        f"{last} →" if last is not None else "",
        f"{words}、前回{last}点" if last is not None else "",
    )


def rule_words(rules: ContractorRules) -> str:
    """Return the pass rule, a sentence a line, and what it rests on."""
    sentences = (part.strip() for part in f"{rules.pass_rule.text}{rules.pass_rule.basis}".split("。"))
    return "\n".join(f"・{sentence}。" for sentence in sentences if sentence)


def _counted(sheet: AnswerSheet) -> str:
    counts = sheet.counts()
    signs = ((Mark.GOOD, "○"), (Mark.FAIR, "△"), (Mark.POOR, "×"), (Mark.NOT_APPLICABLE, "–"))
    marks = "　".join(f"{sign} {counts[mark]}" for mark, sign in signs)
    left = f"あと{counts[None]}項目です。" if counts[None] else "すべて評価しました。"
    return f"{marks}\n{sum(counts.values())}項目のうち、{left}"


def standing_words(view: EvaluationView, judgement: Judgement) -> tuple[str, str]:
    """Return the word for how an evaluation stands, and its tone."""
    if view.head.verdict is not None:
        return VERDICT_NAMES[view.head.verdict], VERDICT_TONES[view.head.verdict]
    if view.head.withdrawn_on is not None:
        return "取りやめ", "neutral"
    if not judgement.complete:
        return "評価の途中", "info"
    best = judgement.best
    return {
        Verdict.PASSED: ("合格にできます", "success"),
        Verdict.PASSED_WITH_CONDITIONS: ("条件付きで合格にできます", "warning"),
        Verdict.REFUSED: ("不合格になります", "error"),
    }[best]


def _why(view: EvaluationView, judgement: Judgement) -> str:
    head = view.head
    if head.decided_on is not None:
        reason = f"\n{head.reason}" if head.reason else ""
        return f"{both(head.decided_on)}に{head.decided_by}が決定しました。{reason}"
    if head.withdrawn_on is not None:
        return f"{both(head.withdrawn_on)}に取りやめました。\n{head.withdrawn_reason}"
    if judgement.complete and judgement.best is Verdict.REFUSED:
        if not judgement.remarks:
            return "合格点に足りません。"
        names = "、".join(dict.fromkeys(remark.sentence().rstrip("。") for remark in judgement.remarks))
        return f"{names}({len(judgement.remarks)}項目)。"
    if judgement.conditions:
        return f"直してもらうことが{judgement.conditions}件あります。期限が来る前に、ホームに出ます。"
    return ""


class SheetCard(Card):
    """The sheet outside the program: on paper, as .xlsx, and back again."""

    print_asked = Signal()
    hand_out_asked = Signal()
    take_back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("相手に書いてもらう", parent)
        self._hint = SupportText(
            "紙に印刷するか、Excel で渡します。戻った Excel は、いまの内容と比べてから取り込みます。", self
        )
        self.body.addWidget(self._hint)
        self.print_button = OutlineButton("評価票を印刷する", self)
        self.hand_out_button = OutlineButton("Excel で渡す", self)
        self.take_back_button = OutlineButton("Excel を取り込む", self)
        down = column(gap=8)
        for button, signal in (
            (self.print_button, self.print_asked),
            (self.hand_out_button, self.hand_out_asked),
            (self.take_back_button, self.take_back_asked),
        ):
            button.clicked.connect(signal)
            down.addWidget(button)
        self.body.addLayout(down)

    def offer(self, *, writes: bool, is_open: bool) -> None:
        """Offer only what may be done."""
        self.print_button.setVisible(writes)
        self.print_button.setText("評価票を印刷する" if is_open else "結果を印刷する")
        self.heading.setText("相手に書いてもらう" if is_open else "紙に残す")
        self._hint.setVisible(is_open)
        self.hand_out_button.setVisible(writes and is_open)
        self.take_back_button.setVisible(writes and is_open)
        self.setVisible(writes)


class DecisionCard(ActCard):
    """The officer's decision; what the rule does not allow is not offered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = ChoiceCards((), self)
        self.verdict_row = self.form.add(FieldRow("結果", self.verdict, required=True, name="verdict"))
        self.reason = LongTextField(lines=3)
        support = "規則より厳しく決めるときと、不合格にするときは、理由が必要です。"
        self.reason_row = self.form.add(
            FieldRow("決定の理由(&R)", self.reason, name="reason", support=support)
        )

    def offer(self, judgement: Judgement, fresh_until: str) -> None:
        """Show the verdicts that may be given."""
        texts = {
            Verdict.PASSED: f"{fresh_until}まで有効です。",
            Verdict.PASSED_WITH_CONDITIONS: (
                f"直してもらうこと{judgement.conditions}件の期限を見守ります。{fresh_until}まで有効です。"
            ),
            Verdict.REFUSED: "委託できません。改善を求め、あらためて評価します。",
        }
        offered = [one for one in Verdict if judgement.allows(one)]
        if not judgement.conditions:
            offered = [one for one in offered if one is not Verdict.PASSED_WITH_CONDITIONS]
        self.verdict.set_cards(
            [
                ChoiceCard(
                    one.value,
                    VERDICT_NAMES[one],
                    texts[one],
                    "規則どおりの結果" if one is judgement.best else "",
                    "info",
                )
                for one in offered
            ]
        )
        self.verdict.set_value(judgement.best.value)
        self.ask("評価の結果を決める", "決定すると、この評価は書き換えられません。", "決定する")


class WithdrawCard(ActCard):
    """Why an evaluation is given up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = LongTextField(lines=2)
        self.form.add(FieldRow("取りやめる理由(&R)", self.reason, required=True, name="reason"))

    def open(self) -> None:
        """Ask for the reason."""
        self.reason.set_value("")
        self.ask("評価を取りやめる", "ここまでの内容は、取りやめた評価として残ります。", "取りやめる")
