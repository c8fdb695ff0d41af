"""A returned evaluation sheet beside what is on file: nothing is taken before somebody has looked."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QCheckBox, QWidget

from ashibue_desk.domain.contractor_criteria import ContractorRules
from ashibue_desk.domain.contractor_evaluation import MARK_SIGNS, Answer, EvaluationView
from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.returned_sheet import SheetChange, SheetComparison, SheetMisfit
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.contractors.register import rules
from ashibue_desk.use_cases.contractors.sheets import read_returned, take_returned
from ashibue_desk.use_cases.desk import Desk
from ui.theme.theme import px
from ui.widgets.card import Card, Rule, clear, column, row
from ui.widgets.labels import PlainLabel, SupportText, Tag
from ui.widgets.page import Page, PageContext
from ui.widgets.small_parts import EmptyState


@dataclass(frozen=True)
class ReturnedPaper:
    """Which evaluation a file belongs to."""

    evaluation_id: str
    file: Path


class ReturnedFacts(NamedTuple):
    """What the page reads."""

    comparison: SheetComparison
    rules: ContractorRules


def compare(desk: Desk, paper: ReturnedPaper) -> ReturnedFacts:
    """Read the file and compare it. Runs in the vault thread; raises what the file refuses."""
    return ReturnedFacts(read_returned(desk, paper.evaluation_id, paper.file), rules(desk))


class ReturnedSheetPage(Page):
    """Shows what differs and takes what is ticked. Made anew at each opening."""

    title = "戻った評価票を確かめる"
    help_key = "contractor_evaluation"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.paper: ReturnedPaper | None = None
        self.comparison: SheetComparison | None = None
        self.lines: tuple[ChangeLine, ...] = ()
        self.leave_button = self.add_act("取り込まない", self.leave)
        self.take_button = self.add_primary("取り込む", self.take)
        self.take_button.hide()
        self.misfits = Card("そのままでは合わないところ", self)
        self.changes = Card("いまの内容と違うところ", self)
        self.nothing = EmptyState(
            "違うところはありません", "戻った評価票は、いま登録されている内容と同じです。", self
        )
        for part in (self.misfits, self.changes, self.nothing):
            part.hide()
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_argument(self, argument: object) -> None:
        """Compare this file."""
        if isinstance(argument, ReturnedPaper):
            self.paper = argument

    def refresh(self, _changed: Changed) -> None:
        """Read the file, once."""
        if self.paper is not None and self.comparison is None:
            self.context.operations.query(
                self, partial(compare, paper=self.paper), self.show_facts, self.unreadable
            )

    def unreadable(self, situation: Situation) -> None:
        """Say why the file could not be read."""
        self.show_situation(situation)

    def first_focus(self) -> QWidget:
        """Begin with the act."""
        return self.leave_button

    def show_facts(self, facts: ReturnedFacts) -> None:
        """Show misfits and differences."""
        found = self.comparison = facts.comparison
        self._show_misfits(found)
        clear(self.changes.body)
        self.lines = tuple(ChangeLine(change, facts.rules, self.changes) for change in found.changes)
        for line in self.lines:
            line.check.toggled.connect(self._count)
            self.changes.body.addWidget(line)
        takes = bool(found.changes) and not found.refused
        self.changes.setVisible(takes)
        self.nothing.setVisible(not found.changes and not found.refused and not found.misfits)
        self.take_button.setVisible(takes)
        same = f"同じ内容の項目が{found.same}件あります。" if found.same else ""
        self.set_subtitle("" if found.refused else f"{same}取り込む項目を選んでください。" if takes else same)
        self._count()
        if takes:
            self.lines[0].check.setFocus()

    def _show_misfits(self, found: SheetComparison) -> None:
        clear(self.misfits.body)
        if found.refused:
            self.misfits.heading.setText("この評価票は取り込めません")
        for misfit in found.misfits:
            self.misfits.body.addWidget(MisfitLine(misfit, self.misfits))
        self.misfits.setVisible(bool(found.misfits))

    def _count(self, *_on: bool) -> None:
        chosen = sum(line.check.isChecked() for line in self.lines)
        self.take_button.setText(f"{chosen}項目を取り込む")
        self.take_button.setEnabled(chosen > 0)

    def chosen(self) -> tuple[str, ...]:
        """Return the criteria ticked."""
        return tuple(line.criterion_id for line in self.lines if line.check.isChecked())

    def take(self) -> None:
        """Take what is ticked."""
        if self.paper is None or self.comparison is None:
            return
        work = partial(
            take_returned,
            evaluation_id=self.paper.evaluation_id,
            comparison=self.comparison,
            criterion_ids=self.chosen(),
        )
        self.context.operations.act(self, work, self.taken)

    def taken(self, _view: EvaluationView) -> None:
        """Return to the evaluation."""
        count = len(self.chosen())
        self.context.shell.back()
        self.context.shell.say("success", f"戻った評価票から{count}項目を取り込みました。")

    def leave(self) -> None:
        """Return without taking anything."""
        self.context.shell.back()


class ChangeLine(QWidget):
    """One answer that differs: before and after, and a tick."""

    def __init__(self, change: SheetChange, rules: ContractorRules, parent: QWidget) -> None:
        super().__init__(parent)
        self.criterion_id = change.criterion_id
        outer = column(gap=6)
        self.setLayout(outer)
        self.check = QCheckBox(self)
        self.check.setChecked(True)
        number = _number(rules, change.criterion_id)
        self.check.setAccessibleName(f"{number} {change.question}を取り込む")
        head = row(gap=10)
        head.addWidget(self.check)
        head.addWidget(PlainLabel(f"{number}　{change.question}", self, wrap=True), 1)
        outer.addLayout(head)
        for name, answer, tone in (
            ("いま", change.before, "neutral"),
            ("戻った評価票", change.after, "info"),
        ):
            line = row(gap=10)
            line.setContentsMargins(px(30), 0, 0, 0)
            line.addWidget(Tag(name, tone, self))
            line.addWidget(SupportText(answer_words(answer), self), 1)
            outer.addLayout(line)
        outer.addWidget(Rule(self))


class MisfitLine(QWidget):
    """One thing that does not fit, and whether the row is used all the same."""

    def __init__(self, misfit: SheetMisfit, parent: QWidget) -> None:
        super().__init__(parent)
        line = row(gap=10)
        self.setLayout(line)
        words, tone = ("取り込めます", "warning") if misfit.taken else ("取り込みません", "error")
        line.addWidget(Tag(words, tone, self))
        where = f"{misfit.row}行目　" if misfit.row else ""
        line.addWidget(PlainLabel(f"{where}{misfit.sentence}", self, wrap=True), 1)


def answer_words(answer: Answer) -> str:
    """Return an answer in one line."""
    parts = (
        MARK_SIGNS[answer.mark] if answer.mark else "評価なし",
        f"コメント: {answer.comment}" if answer.comment else "",
        f"資料: {answer.evidence}" if answer.evidence else "",
    )
    return "　".join(part for part in parts if part)


def _number(rules: ContractorRules, criterion_id: str) -> str:
    for at, group in enumerate(rules.groups, 1):
        for place, criterion in enumerate(group.criteria, 1):
            if criterion.id == criterion_id:
                return f"{at}-{place}"
    return ""
