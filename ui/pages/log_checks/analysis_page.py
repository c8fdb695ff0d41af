"""「アクセス状況の分析」: once a quarter, the figures of the log beside those of the quarter before, and what they mean."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ashibue_desk.use_cases.access_analysis import record_findings
from ashibue_desk.use_cases.changes import Changed
from ui.pages.log_checks.analysis_view import (
    AnalysisPageView,
    figure_bars,
    finding_lines,
    print_quarter,
    quarter_choices,
    read_analysis,
    summary,
    user_choices,
    view_lines,
)
from ui.widgets.card import Card
from ui.widgets.confirmed_card import ConfirmedCard
from ui.widgets.facts import LinesCard
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import ChoiceField, LongTextField
from ui.widgets.labels import SupportText
from ui.widgets.page import Page, PageContext
from ui.widgets.paired_bars import PairedBars
from ui.widgets.paper_card import PaperCard, PaperOutput
from ui.widgets.wrap_layout import WrapLayout

_FINDINGS = "いつもより多い・少ないところとその理由、気になったこと、することにしたことを書きます。変わりがなければ、そう書きます。"
_SIGN = "あなたの署名で取扱記録簿に残ります。あとから書き足すときは、もう一度記録します。前の記録も残ります。"
_BARS = "縦の線が、前の四半期の数です。増えたもののうち、理由を確かめたいものは色を変えています。"


class AccessAnalysisPage(Page):
    """The argument, if any, is the quarter as stored (``2026-Q4``)."""

    title = "アクセス状況の分析"
    help_key = "access_analysis"
    refresh_on = Changed.LOG | Changed.USERS
    draft_key = "access_analysis"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._key = ""
        self._page: AnalysisPageView | None = None
        self._said = ""
        self._make_acts()
        self._make_choices()
        self._make_figures()
        self.body.addStretch(1)
        self.write_button = self.add_primary("分かったことを書く", self.ask_findings)
        self.print_button = self.add_act("印刷する", self.ask_paper)
        self.add_key("Ctrl+P", self.ask_paper)
        self.write_button.hide()

    def _make_acts(self) -> None:
        self.writing = ConfirmedCard(self)
        self.findings = LongTextField(lines=6)
        self.writing.form.add(
            FieldRow("分かったこと(&F)", self.findings, required=True, support=_FINDINGS, name="findings")
        )
        self.writing.add_password()
        self.writing.agreed.connect(self.record)
        self.paper = PaperCard(self)
        self.paper.ready.connect(self.print_page)
        self.body.addWidget(self.writing)
        self.body.addWidget(self.paper)

    def _make_choices(self) -> None:
        line = WrapLayout(gap=8)
        self.quarter_choice, self.user_choice = ChoiceField((), self), ChoiceField((), self)
        self.quarter_choice.setAccessibleName("四半期")
        self.user_choice.setAccessibleName("利用者")
        for choice in (self.quarter_choice, self.user_choice):
            line.addWidget(choice)
        self.quarter_choice.activated.connect(self.choose_quarter)
        self.user_choice.currentIndexChanged.connect(self._show_figures)
        self.body.addLayout(line)

    def _make_figures(self) -> None:
        self.found = LinesCard("分かったこと", "", self)
        card = Card("数字", self)
        card.body.addWidget(SupportText(_BARS, card))
        self.bars = PairedBars(card)
        self.bars.setAccessibleName("四半期の数字")
        card.body.addWidget(self.bars)
        self.views = LinesCard("番号の表示", "この四半期に、番号は表示されていません。", self)
        self.basis = SupportText("", self)
        for part in (self.found, card, self.views, self.basis):
            self.body.addWidget(part)

    def show_argument(self, argument: object) -> None:
        """Take the quarter."""
        self._key = str(argument)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the quarter again."""
        self.context.operations.query(self, partial(read_analysis, key=self._key), self.show_quarter)

    def show_quarter(self, page: AnalysisPageView) -> None:
        """Show what was read."""
        self._page, self._key = page, page.view.figures.quarter.key
        self.set_subtitle(summary(page))
        self.quarter_choice.set_items(quarter_choices(page))
        self.quarter_choice.set_value(self._key)
        self.user_choice.set_items(user_choices(page))
        self.found.show_lines(finding_lines(page))
        self.basis.setText(f"根拠: {page.basis}")
        has_lines = bool(page.view.figures.lines)
        self.write_button.setVisible(page.view.may_write and page.view.ended and has_lines)
        self.write_button.setText("書き足す" if page.view.analyses else "分かったことを書く")
        self.print_button.setEnabled(has_lines)
        self._show_figures()

    def first_focus(self) -> QWidget:
        """Begin at the choice of the quarter."""
        return self.quarter_choice

    def choose_quarter(self, _at: int) -> None:
        """Show another quarter."""
        self._key = self.quarter_choice.value()
        self.refresh(Changed.LOG)

    def ask_findings(self) -> None:
        """Ask what the figures mean."""
        if self._page is not None:
            self.writing.ask_password(needed=self._page.needs_password)
            title = f"{self._page.view.figures.quarter.title}の分析を記録する"
            self.writing.ask(title, _SIGN, "署名して記録する")
            self.ensureWidgetVisible(self.writing)

    def record(self) -> None:
        """Sign the findings."""
        work = partial(
            record_findings,
            key=self._key,
            findings=self.findings.value(),
            password=self.writing.taken_password(),
        )
        self.context.operations.act(self, work, self.recorded)

    def recorded(self, answer: Any) -> None:
        """Say that it was recorded, or what was wrong."""
        if isinstance(answer, tuple):
            for problem in self.writing.form.show_problems(answer):
                self.say("warning", problem.sentence)
            return
        self.findings.set_value("")
        self.writing.put_away()
        self.say(
            "success",
            "取扱記録簿にも1行残しました。印刷して、点検票と一緒に綴じてください。",
            "分析を記録しました",
        )

    def ask_paper(self) -> None:
        """Ask what becomes of the page on paper."""
        if self._page is not None and self._page.view.figures.lines:
            self.paper.ask("アクセス状況の分析を印刷する", "", f"アクセス状況の分析-{self._key}.pdf")
            self.ensureWidgetVisible(self.paper)

    def print_page(self, output: PaperOutput) -> None:
        """Make the page on paper."""
        self._said = output.said("アクセス状況の分析")
        self.context.operations.act(self, partial(print_quarter, key=self._key, output=output), self.printed)

    def printed(self, _title: str) -> None:
        """Say what was made."""
        self.say("success", f"{self._said}責任者が押印して保管してください。")

    def draft(self) -> dict[str, str]:
        """Return what was written so far."""
        return {} if self.findings.is_empty() else {"quarter": self._key, "findings": self.findings.value()}

    def restore_draft(self, values: dict[str, str]) -> None:
        """Put back what was written."""
        self._key = values["quarter"]
        self.findings.set_value(values["findings"])
        self.refresh(Changed.LOG)

    def _show_figures(self, _at: int = 0) -> None:
        if self._page is not None:
            user = self.user_choice.value()
            self.bars.show_bars(figure_bars(self._page, user))
            self.views.show_lines(view_lines(self._page, user))
