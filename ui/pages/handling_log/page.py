"""The handling log: ten years of lines that scroll and filter at once, by person, handler, affair and day, and what leaves it."""

from datetime import date
from functools import cached_property, partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogFilter
from ashibue_desk.domain.log_tally import Subject
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.find_lines import Found, Search
from ashibue_desk.use_cases.verify_log import MAY_VERIFY
from ui.pages.handling_log.charts import BarsPanel, YearPanel
from ui.pages.handling_log.filters import Choices, FilterBar, read_choices
from ui.pages.handling_log.groups import GROUP_NAMES, Counted, GroupPanel, LogCounter
from ui.pages.handling_log.leaving import BookDesk, CopyDesk, Shown
from ui.pages.handling_log.reader import LogReader
from ui.pages.handling_log.view import YearView, read_year, search_words, summary
from ui.pages.handling_log.view_bar import ViewBar
from ui.pages.handling_log.window_model import LogWindowModel
from ui.widgets.buttons import SmallButton
from ui.widgets.card import column
from ui.widgets.list_panel import ListPanel
from ui.widgets.page import Page, PageContext
from ui.widgets.small_parts import EmptyState
from ui.widgets.wrap_layout import WrapLayout
from ui.wording.page_roles import may_open

LINES, YEAR, BARS = "lines", "year", "bars"
_VIEWS = ((LINES, "一覧"), *GROUP_NAMES.items(), (YEAR, "一年の流れ"), (BARS, "グラフ"))


class HandlingLogPage(Page):
    """Every line of the log. It never shows a number: none is in it."""

    title = "取扱記録簿"
    help_key = "handling_log"
    refresh_on = Changed.LOG
    fills_height = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._keep = ""
        self._search: Search | None = None
        self._typed = ""
        self._scrolled_to = 0
        self._first_month = 4
        cards = column()
        self.body.addLayout(cards)
        self.book = BookDesk(self, cards, self._shown)
        self.copy = CopyDesk(self, cards, self._shown)
        self._make_ways()
        self.views = ViewBar(_VIEWS, self._sheet)
        self.body.addWidget(self.views)
        self.filters = FilterBar(context.day(), self._sheet)
        self.body.addWidget(self.filters)
        self.body.addLayout(self.filters.below)
        self.rows = LogWindowModel(self)
        self.reader = LogReader(context.operations, self.rows, self)
        self.counter = LogCounter(context.operations, self)
        self._make_panels()
        self._listen()
        self.add_primary("印刷する", self.book.ask)
        self.add_act("書き出す", self.copy.ask)
        self.add_key("Ctrl+P", self.book.ask)

    def _make_ways(self) -> None:
        """Offer what belongs to the log and has a page of its own; small, so that the lines keep their room at 200 %."""
        ways = WrapLayout(gap=8)
        checks = bool(self.context.roles.intersection(MAY_VERIFY))
        for text, act, offered in (
            ("紙の取扱いを記録する", self.record_paper, may_open("paper_act", self.context.roles)),
            ("検証する", self.open_check, checks),
            ("月次点検", self.open_month_checks, checks),
        ):
            if offered:
                button = SmallButton(text, self._sheet)
                button.clicked.connect(act)
                ways.addWidget(button)
        self.body.addLayout(ways)

    def _make_panels(self) -> None:
        self.stack = QStackedWidget(self._sheet)
        self.list = ListPanel(
            self.rows,
            self.context.remembered,
            "handling_log",
            self.stack,
            name="取扱記録簿",
            counter="行",
            placeholder="人・内容でさがす",
            empty=EmptyState(
                "この期間の記録はありません", "期間や区分を変えると、ほかの行が見られます。", self.stack
            ),
        )
        header = self.list.view.horizontalHeader()
        header.setSectionsClickable(False)  # a million lines have one order: the newest first
        header.setSortIndicatorShown(False)
        self.stack.addWidget(self.list)
        self.groups: dict[str, GroupPanel] = {}
        self.body.addWidget(self.stack, 1)
        self._panels: dict[str, QWidget] = {LINES: self.list}

    @cached_property
    def year(self) -> YearPanel:
        """The calendar of activity, made when it is first looked at."""
        panel = YearPanel(self.context.day(), self.stack)
        panel.set_first_month(self._first_month)
        panel.chosen.connect(self.show_day)
        panel.wanted.connect(self.read_year)
        return panel

    @cached_property
    def bars(self) -> BarsPanel:
        """The bars, made when they are first looked at."""
        return BarsPanel(self.stack)

    def _panel(self, view: str) -> QWidget:
        """Return what shows a view; each is made when it is first looked at, so that the lines stand at once."""
        if view not in self._panels:
            made: QWidget
            if view == YEAR:
                made = self.year
            elif view == BARS:
                made = self.bars
            else:
                made = self.groups[view] = GroupPanel(view, self.context.remembered, self.stack)
                self.groups[view].chosen.connect(self.show_subject)
            self._panels[view] = made
            self.stack.addWidget(made)
        return self._panels[view]

    def _listen(self) -> None:
        self.views.chosen.connect(self.show_view)
        self.filters.changed.connect(self.read_again)
        self.rows.typed.connect(self._look_for)
        self.rows.filtered.connect(self._tell_count)
        self.list.cleared.connect(self.filters.clear)
        self.list.opened.connect(self.open_line)
        self.reader.began.connect(self._began)
        self.reader.moved.connect(self._moved)
        self.reader.growing.connect(self._note_place)
        self.reader.grown.connect(self._keep_place)
        self.reader.failed.connect(self._failed)
        self.counter.counted.connect(self._show_counted)
        self.counter.failed.connect(self._failed)

    # reading

    def refresh(self, _changed: Changed) -> None:
        """Read what was written since; the view stays where it is."""
        self._read()
        self.context.operations.query(
            self, read_choices, self._take_choices
        )  # after the lines: they are waited for

    def _take_choices(self, choices: Choices) -> None:
        self.filters.set_choices(choices)

    def read_again(self) -> None:
        """Read with other choices."""
        self._read()

    def wanted(self) -> LogFilter:
        """Return which lines the choices and words above the list ask for."""
        return self.filters.wanted(self._typed)

    def _read(self) -> None:
        view = self.views.current()
        if view == LINES:
            self._keep = self.list.view.current_key() or self._keep
            self.reader.look_again(self.wanted())
        elif view == YEAR:
            self.read_year(self.year.first())
        else:
            self.counter.count(self.wanted())

    def _look_for(self, typed: str) -> None:
        self._typed = typed
        self.read_again()

    def _began(self, found: Found) -> None:
        self._first_month = found.first_month
        if self.filters.set_first_month(found.first_month):
            self.read_again()  # asked before it was known when the year begins
        self.list.view.scrollToTop()

    def _moved(self, search: Search) -> None:
        self._search = search
        numbers = self.rows.numbers()
        if numbers or search.is_done:
            self.rows.set_total(len(numbers) or int(bool(self._typed) or self.filters.narrows()))
        self._tell_count()
        if self._keep and not self.list.view.currentIndex().isValid():
            self.list.view.keep_current(self._keep)
        first = self.rows.line(str(numbers[0])) if numbers else None
        if first is not None or not numbers:
            self.set_subtitle(summary(numbers, first))

    def _tell_count(self) -> None:
        if self._search is not None:
            self.list.count.setText(search_words(self._search, len(self.rows.numbers())))

    def _note_place(self, _lines: int) -> None:
        self._scrolled_to = self.list.view.verticalScrollBar().value()

    def _keep_place(self, lines: int) -> None:
        """Leave the same lines in sight, unless the newest were."""
        if self._scrolled_to:
            height = self.list.view.verticalHeader().defaultSectionSize()
            self.list.view.verticalScrollBar().setValue(self._scrolled_to + lines * height)

    def _failed(self, situation: Situation) -> None:
        self.show_situation(situation)

    def _show_counted(self, counted: Counted) -> None:
        for kind, panel in self.groups.items():
            panel.show_groups(counted.groups[kind])
        if BARS in self._panels:
            self.bars.show_counted(counted)
        self.set_subtitle(f"いまの条件で {counted.lines:,}行あります。" if counted.lines else "")

    # going from view to view

    def show_argument(self, argument: object) -> None:
        """Show the lines of one person (a ``Subject``, or their id) or of one kind of act, whatever the day."""
        subject = argument if isinstance(argument, Subject) else Subject("person", str(argument), "")
        self.views.choose(LINES)
        self.stack.setCurrentWidget(self.list)
        self.filters.clear()
        self.list.filter_field.setText(subject.key if subject.kind == "act" else "")
        if subject.kind != "act":
            self.filters.show_subject(subject)

    def show_subject(self, subject: Subject) -> None:
        """Show the lines of one group."""
        self.views.choose(LINES)
        self.stack.setCurrentWidget(self.list)
        self.filters.show_subject(subject)
        self.list.view.setFocus()

    def show_day(self, day: date) -> None:
        """Show the lines of one day."""
        self.show_subject(Subject("day", day.isoformat(), ""))

    def show_view(self, view: str) -> None:
        """Show the lines, a list of groups, the year or the bars."""
        self.views.choose(view)
        self.filters.show_all(view != YEAR)
        self.stack.setCurrentWidget(self._panel(view))
        self._read()

    def read_year(self, first: date) -> None:
        """Read the calendar of the year that begins on ``first``."""
        self.context.operations.query(self, partial(read_year, first=first), self._show_year)

    def _show_year(self, view: YearView) -> None:
        self.year.show_year(view.first, view.counts)
        self.set_subtitle(f"この年度の記録は {sum(view.counts.values()):,}行です。")

    def first_focus(self) -> QWidget:
        """Give the list the keyboard."""
        return self.list.view

    def open_line(self, key: str) -> None:
        """Open a line whole."""
        if key:
            self.context.shell.open("log_line", int(key))

    def record_paper(self) -> None:
        """Enter an act on paper by hand."""
        self.context.shell.open("paper_act")

    def open_check(self) -> None:
        """Go to the page of verification."""
        self.context.shell.open("log_check")

    def open_month_checks(self) -> None:
        """Go to the months and their checks."""
        self.context.shell.open("log_checks")

    def _shown(self) -> Shown:
        words = [self.filters.scope_words(), f"「{self._typed}」をふくむ行" if self._typed.strip() else ""]
        return Shown(self.wanted(), "、".join(filter(None, words)))
