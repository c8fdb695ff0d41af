"""The handling log: read it by period, class and person, see how busy it was, take a copy."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.handling_log import LogClass, LogFilter
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.verify_log import MAY_VERIFY
from ui.desktop import file_choice
from ui.pages.handling_log.view import (
    BY_CLASS,
    BY_DAY,
    CHOSEN,
    CLASSES,
    COLUMNS,
    PERIODS,
    THIS_YEAR,
    LogRow,
    LogView,
    bars_of,
    make_book,
    period,
    read_rows,
    row_id,
    row_text,
    summary,
    write_copy,
)
from ui.widgets.buttons import SmallButton
from ui.widgets.card import Card, row
from ui.widgets.charts import BarList
from ui.widgets.confirmed_card import ConfirmedCard
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import ChoiceField
from ui.widgets.list_panel import ListPanel
from ui.widgets.page import Page, PageContext
from ui.widgets.paper_card import PaperCard, PaperOutput
from ui.widgets.rows_model import RowsModel
from ui.widgets.small_parts import EmptyState

_BOOK = "いま選んでいる期間と区分の行を、古い順に印刷します。どのページの下にも、検証に使うコードが入ります。"


class HandlingLogPage(Page):
    """Every line of the log. It never shows a number: none is in it."""

    title = "取扱記録簿"
    help_key = "handling_log"
    refresh_on = Changed.LOG
    fills_height = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._first_month = 4
        self._lines: tuple[LogRow, ...] = ()
        self._person = ""
        self._said = ""
        self._build_days(context.day())
        self.bars_card = self._make_bars()
        self.copy_card = self._make_copy_card()
        self.paper = self._make_paper_card()
        self.rows = RowsModel(COLUMNS, row_id, row_text, self)
        self.list = ListPanel(
            self.rows,
            context.remembered,
            "handling_log",
            self,
            name="取扱記録簿",
            counter="行",
            placeholder="人・内容でさがす",
            empty=EmptyState(
                "この期間の記録はありません", "期間や区分を変えると、ほかの行が見られます。", self
            ),
        )
        self.period_choice = self._choice(PERIODS, "期間")
        self.period_choice.set_value(THIS_YEAR)
        self.class_choice = self._choice(CLASSES, "区分")
        self.period_choice.currentIndexChanged.connect(self._choose_period)
        self.class_choice.currentIndexChanged.connect(self.read_again)
        self.list.cleared.connect(self._clear_choices)
        self.body.addWidget(self.list, 1)
        self.add_primary("印刷する", self.ask_paper)
        self.add_act("CSVに書き出す", self.ask_export)
        if context.roles.intersection(MAY_VERIFY):
            self.add_act("検証する", self.open_check)
        self.bars_button = self.add_act("グラフを見る", self.show_bars)
        self.everybody_button = self.add_act("全員の記録を見る", self.show_everybody)
        self.everybody_button.hide()

    def _choice(self, items: tuple[tuple[str, str], ...], name: str) -> ChoiceField:
        choice = ChoiceField(items, self.list)
        choice.setAccessibleName(name)
        self.list.tools.addWidget(choice)
        return choice

    def _build_days(self, today: date) -> None:
        self.days_card = Card("", self)
        self.days = Form(self.days_card)
        self.since, self.until = DateField(day=today), DateField(day=today)
        self.days.add(FieldRow("はじめの日(&S)", self.since))
        self.days.add(
            FieldRow("終わりの日(&E)", self.until, support="空のままにすると、今日までを出します。")
        )
        self.days_card.body.addWidget(self.days)
        show = SmallButton("この期間を出す", self.days_card)
        show.clicked.connect(self.read_days)
        line = row()
        line.addWidget(show)
        line.addStretch(1)
        self.days_card.body.addLayout(line)
        self.days_card.hide()
        self.body.addWidget(self.days_card)

    def _make_copy_card(self) -> ConfirmedCard:
        card = ConfirmedCard(self)
        card.add_password()
        card.agreed.connect(self.export)
        self.body.addWidget(card)
        return card

    def _make_paper_card(self) -> PaperCard:
        card = PaperCard(self)
        card.ready.connect(self.print_book)
        self.body.addWidget(card)
        return card

    def _make_bars(self) -> Card:
        self.bars_choice = ChoiceField(((BY_CLASS, "区分ごと"), (BY_DAY, "日ごと")), self)
        self.bars_choice.setAccessibleName("グラフの分け方")
        card = Card("記録の数", self, action=self.bars_choice)
        self.bars = BarList(card)
        card.body.addWidget(self.bars)
        self.bars_choice.currentIndexChanged.connect(self._draw_bars)
        card.hide()
        self.body.addWidget(card)
        return card

    def refresh(self, _changed: Changed) -> None:
        """Read the lines that fit."""
        self.context.operations.query(self, partial(read_rows, wanted=self.wanted()), self.show_lines)

    def show_lines(self, view: LogView) -> None:
        """Show what was read."""
        known, self._first_month = self._first_month, view.first_month
        if known != view.first_month and self.period_choice.value() == THIS_YEAR:
            self.read_again()  # asked before it was known when the year begins
            return
        self.list.set_rows(view.rows)
        self.set_subtitle(summary(view.rows))
        self._lines = view.rows
        self._draw_bars()

    def show_argument(self, argument: object) -> None:
        """Show the lines of one person (their id), whatever the day."""
        self._person = str(argument)
        self.period_choice.set_value("all")
        self.everybody_button.show()

    def first_focus(self) -> QWidget:
        """Give the list the keyboard."""
        return self.list.view

    def wanted(self) -> LogFilter:
        """Return which lines the choices above the list ask for."""
        choice = self.period_choice.value()
        since, until = period(choice, self.context.day(), self._first_month)
        if choice == CHOSEN:
            since, until = self.since.value(), self.until.value()
        kind = self.class_choice.value()
        log_class = LogClass(kind) if kind else None
        return LogFilter(since=since, until=until, log_class=log_class, object_id=self._person)

    def read_again(self, *_at: int) -> None:
        """Read with other choices."""
        self.refresh(Changed.LOG)

    def read_days(self) -> None:
        """Read the days typed in, once both can be read."""
        if not self.days.judge():
            self.read_again()

    def show_everybody(self) -> None:
        """Leave the lines of one person."""
        self._person = ""
        self.everybody_button.hide()
        self.read_again()

    def show_bars(self) -> None:
        """Show or put away the bars."""
        shown = not self.bars_card.isVisible()
        self.bars_card.setVisible(shown)
        self.bars_button.setText("グラフをしまう" if shown else "グラフを見る")

    def open_check(self) -> None:
        """Go to the page of verification."""
        self.context.shell.open("log_check")

    def ask_paper(self) -> None:
        """Ask what becomes of the book of the lines that are shown."""
        name = f"取扱記録簿-{self.context.day():%Y%m%d}.pdf"
        self.paper.ask("取扱記録簿を印刷する", _BOOK, name)

    def print_book(self, output: PaperOutput) -> None:
        """Make the book."""
        self._said = output.said("取扱記録簿")
        work = partial(make_book, wanted=self.wanted(), output=output)
        self.context.operations.act(self, work, self.printed)

    def printed(self, lines: int) -> None:
        """Say what was made."""
        self.say(
            "success", f"{self._said}{lines:,}行です。押印する前に、ページの下のコードを確かめてください。"
        )

    def ask_export(self) -> None:
        """Ask for the password again before data leaves the vault (規程10条6項)."""
        self.copy_card.ask_password(needed=True)
        self.copy_card.ask(
            "取扱記録簿をCSVに書き出す",
            "書き出したファイルは、だれでも開けます。置き場所に注意してください。",
            "書き出す",
        )

    def export(self) -> None:
        """Ask where the copy goes and write it; the log says that it was taken."""
        name = f"取扱記録簿-{self.context.day():%Y%m%d}.csv"
        target = file_choice.save_file(self, "取扱記録簿の書き出し先", "CSV (*.csv)", name)
        if target is not None:
            password = self.copy_card.taken_password()
            work = partial(
                write_copy,
                wanted=self.wanted(),
                typed=self.list.filter_field.text(),
                target=target,
                password=password,
            )
            self.context.operations.act(self, work, self.exported)

    def exported(self, target: Path) -> None:
        """Say what the copy holds."""
        text = (
            f"「{target.name}」に書き出しました。一覧に出ていた行が、番号の順に入っています。"
            "書き出したことも記録しました。"
        )
        self.copy_card.put_away()
        self.say("success", text)

    def _choose_period(self, _at: int) -> None:
        chosen = self.period_choice.value() == CHOSEN
        self.days_card.setVisible(chosen)
        if chosen:
            self.since.setFocus()
        else:
            self.read_again()

    def _clear_choices(self) -> None:
        self.class_choice.setCurrentIndex(0)
        self.period_choice.set_value("all")

    def _draw_bars(self, *_at: int) -> None:
        entries = [line.entry for line in self._lines]
        self.bars.show_bars(bars_of(entries, self.bars_choice.value()))
