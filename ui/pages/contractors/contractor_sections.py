"""The sections of a contractor's page, in reading order."""

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.contractor_contract import Contract
from ashibue_desk.domain.contractor_file import ContractorFile
from ashibue_desk.domain.japanese_calendar import both
from ui.pages.contractors import file_lines
from ui.pages.contractors.evaluation_parts import score_bars, standing_words
from ui.pages.contractors.next_step import STAGES, NextStep
from ui.pages.contractors.section import Line, LineAct, Section
from ui.widgets.card import Card, column, row
from ui.widgets.chain_tree import ChainTree
from ui.widgets.facts import FactsGrid
from ui.widgets.labels import PlainLabel, SupportText, Tag
from ui.widgets.paired_bars import PairedBars
from ui.widgets.stage_band import StageBand


class Words(NamedTuple):
    """What ids of the file are called."""

    office: str
    affairs: dict[str, str]
    criteria: dict[str, str]


class NextCard(Card):
    """Where a contractor stands, what comes next, and what stands in the way of giving it numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.band = StageBand(self)
        self.what = PlainLabel("", self, look="h2", wrap=True)
        self.why = PlainLabel("", self, wrap=True)
        self._gate_head = PlainLabel("いまは番号を渡せません", self, look="h3", wrap=True)
        self.gate = SupportText("", self)
        for part in (self.band, self.what, self.why, self._gate_head, self.gate):
            self.body.addWidget(part)

    def show_step(self, step: NextStep, file: ContractorFile) -> None:
        """Show the step; what stands in the way only where numbers might be given."""
        self.band.show_stages(STAGES, step.stage, stopped=step.stopped)
        self.what.setText(step.heading)
        self.why.setText(step.sentence)
        sentences = [finding.sentence for finding in file.gate]
        shown = bool(sentences) and file.ending is None
        self.gate.setText("\n".join(f"・{sentence}" for sentence in sentences))
        for part in (self._gate_head, self.gate):
            part.setVisible(shown)


class Sections(QWidget):
    """Every section. ``asked(act, key)`` when one of its buttons is pressed, ``opened(id)`` for another contractor."""

    asked = Signal(str, str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, writes: bool, decides: bool) -> None:
        super().__init__(parent)
        self._writes, self._decides = writes, decides
        down = column(gap=16)
        self.setLayout(down)
        self.next = NextCard(self)
        self.register = Card("委託の内容", self)
        self.facts = FactsGrid(self.register)
        self.register.body.addWidget(self.facts)
        self._build_sections()
        self._below = QWidget(self)
        lower = column(gap=16)
        self._below.setLayout(lower)
        self._below.hide()
        for part in (self.next, self.conditions, self.register, self.evaluations, self._below):
            down.addWidget(part)
        for section in self._after_evaluations():
            lower.addWidget(section)
        self._build_extras()
        for section in self._sections():
            section.asked.connect(self.asked)

    def _build_sections(self) -> None:
        self.conditions = Section("合格の条件", (), self)
        self.evaluations = Section(
            "評価", (LineAct("評価をはじめる", "evaluate"),), self, nothing="評価はまだありません。"
        )
        self.contract = Section(
            "契約と条項",
            (
                LineAct("特記事項の案を印刷", "annex"),
                LineAct("条項の点検票を印刷", "clauses"),
                LineAct("契約を開く", "contract"),
            ),
            self,
            nothing="契約はまだ登録されていません。評価に合格すると登録できます。",
        )
        self.provisions = Section(
            "番号を渡した記録", (LineAct("提供を記録する", "provide"),), self, nothing="まだありません。"
        )
        self.chain = Section("再委託", (LineAct("申請を記録する", "request"),), self)
        self.looks = Section(
            "監督の予定と結果",
            (LineAct("予定を立てる", "plan"),),
            self,
            nothing="予定はまだありません。一年に一度は、取扱いの状況を確かめます。",
        )
        self.findings = Section(
            "指摘と事故", (LineAct("指摘や事故を記録する", "finding"),), self, nothing="記録はありません。"
        )
        self.handlers = Section(
            "委託先で取り扱う人",
            (LineAct("取り扱う人を記録する", "handler"),),
            self,
            nothing="届出はまだありません。",
        )
        self.cloud = Section(
            "クラウドサービスの確認",
            (LineAct("確かめる", "cloud"),),
            self,
            nothing="番号を置くサービスを使う委託先のときは、委託にあたるかを確かめて、理由を残します。",
        )
        self.ending = Section("委託の終了", (LineAct("委託を終える", "end"),), self)
        self.history = Section("変更の履歴", (), self, nothing="登録してから、変更はありません。")

    def _after_evaluations(self) -> tuple[Section, ...]:
        return (
            self.contract,
            self.provisions,
            self.chain,
            self.looks,
            self.findings,
            self.handlers,
            self.cloud,
            self.ending,
            self.history,
        )

    def _sections(self) -> tuple[Section, ...]:
        return (self.conditions, self.evaluations, *self._after_evaluations())

    def _build_extras(self) -> None:
        self._build_chart()
        self._contract_words = SupportText("", self.contract)
        self.contract.extra.addWidget(self._contract_words)
        self.tree = ChainTree(self.chain)
        self.tree.opened.connect(self.opened)
        self.chain.extra.addWidget(self.tree)
        self._ending_facts = FactsGrid(self.ending)
        self._ending_words = SupportText(
            "預けた番号の返却か廃棄を確かめ、証明書の日付と方法を記録して終えます。", self.ending
        )
        self.ending.extra.addWidget(self._ending_words)
        self.ending.extra.addWidget(self._ending_facts)

    def _build_chart(self) -> None:
        """The last evaluation: its result at the left, its groups at the right."""
        self._chart = QWidget(self.evaluations)
        across = row(gap=32)
        self._chart.setLayout(across)
        left = column(gap=8)
        self._score = PlainLabel("", self._chart, look="digits")
        self._verdict = Tag("", "neutral", self._chart)
        self._fresh = SupportText("", self._chart)
        self._legend = SupportText("縦の線と矢印の左は、前回の点数です。", self._chart)
        for part in (self._score, self._verdict, self._fresh, self._legend):
            left.addWidget(part)
        left.addStretch(1)
        across.addLayout(left, 1)
        self.bars = PairedBars(self._chart)
        across.addWidget(self.bars, 2)
        self.evaluations.extra.addWidget(self._chart)

    def close_forms(self) -> None:
        """Take every small form away."""
        for section in self._sections():
            section.close_form()

    def show_file(self, file: ContractorFile, step: NextStep, words: Words, today: date) -> None:
        """Show everything on file."""
        living = file.ending is None
        writes, decides = self._writes and living, self._decides and living
        self.next.show_step(step, file)
        self.facts.show_facts(file_lines.register_facts(file))
        self._show_evaluations(file)
        conditions = file.last.conditions if file.last is not None else ()
        lines = file_lines.condition_lines(conditions, words.criteria, today, writes=writes)
        self.conditions.show_lines(lines)
        self.conditions.setVisible(bool(conditions))
        self._show_contract(file)
        self.provisions.show_lines(file_lines.provision_lines(file, writes=writes, decides=self._decides))
        self.tree.show_tree([file_lines.chain_tree(words.office, file.chain)])
        self.chain.show_lines(file_lines.request_lines(file, writes=writes, decides=decides))
        self.looks.show_lines(file_lines.look_lines(file, today, writes=writes))
        self.findings.show_lines(file_lines.finding_lines(file, today, decides=decides))
        self.handlers.show_lines(file_lines.handler_lines(file, writes=writes))
        self.cloud.show_lines(file_lines.cloud_lines(file.cloud_checks))
        self.cloud.setVisible(writes or bool(file.cloud_checks))
        self.history.show_lines(file_lines.history_lines(file.history, words.affairs), most=3)
        self._show_ending(file, decides=decides)
        self._offer(file, writes=writes)
        QTimer.singleShot(0, self._below.show)  # in a turn of its own: all at once would hold the window up

    def _show_evaluations(self, file: ContractorFile) -> None:
        last = file.last
        self._chart.setVisible(last is not None)
        if last is not None:
            self._legend.setVisible(bool(last.last_scores))
            self.bars.show_bars(score_bars(last.scores, last.last_scores))
            self._verdict.set_text(*standing_words(last, last.judgement))
            self._score.setText(f"{last.head.score}点" if last.head.score is not None else "")
            by = file.row.evaluate_by
            self._fresh.setText(f"評価の期限\n{both(by)}" if by is not None else "")
        self.evaluations.show_lines(file_lines.evaluation_lines(file))

    def _show_contract(self, file: ContractorFile) -> None:
        self.contract.show_lines(tuple(_contract_line(one, file) for one in file.contracts))
        advice = "、".join(clause.heading for clause in file.missing_advice)
        words = f"なくてもよいが、あると安心な条項: {advice}" if advice and not file.missing else ""
        self._contract_words.setText(words)
        self._contract_words.setVisible(bool(words))

    def _show_ending(self, file: ContractorFile, *, decides: bool) -> None:
        self._ending_words.setVisible(file.ending is None)
        self._ending_facts.setVisible(file.ending is not None)
        if file.ending is not None:
            self._ending_facts.show_facts(file_lines.ending_facts(file.ending))
        self.ending.offer("end", offered=decides)
        self.ending.setVisible(decides or file.ending is not None)

    def _offer(self, file: ContractorFile, *, writes: bool) -> None:
        self.evaluations.offer("evaluate", offered=writes and file.open is None)
        self.contract.offer("contract", offered=writes and (bool(file.contracts) or _may_contract(file)))
        self.contract.offer("annex", offered=writes)
        self.contract.offer("clauses", offered=writes and file.contract is not None)
        self.contract.button("contract").setText("契約を開く" if file.contracts else "契約を登録する")
        for section, act in (
            (self.provisions, "provide"),
            (self.chain, "request"),
            (self.looks, "plan"),
            (self.findings, "finding"),
            (self.handlers, "handler"),
            (self.cloud, "cloud"),
        ):
            section.offer(act, offered=writes)


def _may_contract(file: ContractorFile) -> bool:
    verdict = file.last.head.verdict if file.last is not None else None
    return verdict is not None and verdict.passes


def _contract_line(contract: Contract, file: ContractorFile) -> Line:
    entry = contract.entry
    starts = both(entry.starts_on) if entry.starts_on else ""
    ends = both(entry.ends_on) if entry.ends_on else ""
    parts = [
        f"{starts} 〜 {ends}",
        f"保管: {entry.place}" if entry.place else "",
        f"条項の点検: {both(contract.checked_on)}({contract.checked_by})" if contract.checked_on else "",
    ]
    counts = file.contract is not None and contract.id == file.contract.id
    if not counts:
        return Line(contract.id, entry.title, "　".join(part for part in parts if part), "以前の契約")
    if contract.checked_on is None:
        tag, tone = "条項は未点検", "warning"
    elif file.missing:
        tag, tone = f"条項が{len(file.missing)}つ不足", "error"
        parts.append("ない条項: " + "、".join(clause.heading for clause in file.missing))
    else:
        tag, tone = "条項はそろっている", "success"
    if entry.equal_measures_on is None:
        parts.append("同じ水準の安全管理を確かめた記録がありません。")
    return Line(contract.id, entry.title, "　".join(part for part in parts if part), tag, tone)
