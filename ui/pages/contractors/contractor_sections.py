"""The sections of a contractor's page, in reading order: the first screen, and below it what follows in turns."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.contractor_file import ContractorFile
from ashibue_desk.domain.japanese_calendar import both
from ui.pages.contractors import file_lines
from ui.pages.contractors.evaluation_parts import score_bars, standing_words
from ui.pages.contractors.lower_sections import LowerSections, Words
from ui.pages.contractors.next_step import STAGES, NextStep
from ui.pages.contractors.section import LineAct, Section
from ui.widgets.card import Card, column, row
from ui.widgets.facts import FactsGrid
from ui.widgets.labels import PlainLabel, SupportText, Tag
from ui.widgets.paired_bars import PairedBars
from ui.widgets.stage_band import StageBand
from ui.widgets.turns import Turns


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
        self._shown = ""
        self._below: LowerSections | None = None
        self._turns = Turns(self)
        self._down = column(gap=16)
        self.setLayout(self._down)
        self.next = NextCard(self)
        self.conditions = Section("合格の条件", (), self)
        self.register = Card("委託の内容", self)
        self.facts = FactsGrid(self.register)
        self.register.body.addWidget(self.facts)
        self._evaluations = Section(
            "評価", (LineAct("評価をはじめる", "evaluate"),), self, nothing="評価はまだありません。"
        )
        self._evaluations.hide()
        self._build_chart()
        for part in (self.next, self.conditions, self.register, self._evaluations):
            self._down.addWidget(part)
        for section in (self.conditions, self._evaluations):
            section.asked.connect(self.asked)

    @property
    def evaluations(self) -> Section:
        """The section of the evaluations, as it stands when all is shown."""
        self._turns.finish()
        return self._evaluations

    @property
    def below(self) -> LowerSections:
        """The sections below the evaluations, as they stand when all is shown."""
        self._turns.finish()
        return self._made_below()

    def _made_below(self) -> LowerSections:
        if self._below is None:
            self._below = LowerSections(self, writes=self._writes, decides=self._decides)
            self._below.asked.connect(self.asked)
            self._below.opened.connect(self.opened)
            self._down.addWidget(self._below)
        return self._below

    def _build_chart(self) -> None:
        """The last evaluation: its result at the left, its groups at the right."""
        self._chart = QWidget(self._evaluations)
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
        self._evaluations.extra.addWidget(self._chart)

    def close_forms(self) -> None:
        """Take every small form away."""
        for section in (self.conditions, self._evaluations):
            section.close_form()
        if self._below is not None:
            self._below.close_forms()

    def show_file(self, file: ContractorFile, step: NextStep, words: Words, today: date) -> None:
        """Show everything on file: the first screen at once, what is below it one section a turn."""
        self.next.show_step(step, file)
        self.facts.show_facts(file_lines.register_facts(file))
        conditions = file.last.conditions if file.last is not None else ()
        writes = self._writes and file.ending is None
        lines = file_lines.condition_lines(conditions, words.criteria, today, writes=writes)
        self.conditions.show_lines(lines)
        self.conditions.setVisible(bool(conditions))
        if self._shown != file.contractor.id:
            self._clear()  # nothing of another contractor stands there meanwhile
        self._shown = file.contractor.id
        self._turns.begin(self._show_rest(file, words, today))

    def _clear(self) -> None:
        self._evaluations.hide()
        if self._below is not None:
            self._below.clear()

    def _show_rest(self, file: ContractorFile, words: Words, today: date) -> Iterator[None]:
        self._evaluations.show_lines(file_lines.evaluation_lines(file))
        yield
        offered = self._writes and file.ending is None and file.open is None
        self._evaluations.offer("evaluate", offered=offered)
        self._show_chart(file)
        self._evaluations.show()
        yield
        below = self._made_below()
        yield
        yield from below.show_file(file, words, today)

    def _show_chart(self, file: ContractorFile) -> None:
        last = file.last
        self._chart.setVisible(last is not None)
        if last is not None:
            self._legend.setVisible(bool(last.last_scores))
            self.bars.show_bars(score_bars(last.scores, last.last_scores))
            self._verdict.set_text(*standing_words(last, last.judgement))
            self._score.setText(f"{last.head.score}点" if last.head.score is not None else "")
            by = file.row.evaluate_by
            self._fresh.setText(f"評価の期限\n{both(by)}" if by is not None else "")
