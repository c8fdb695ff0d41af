"""Home: what is due, the business year at a glance, and what was done last."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.home import HomeView, Todo
from ashibue_desk.use_cases.paper_output import settle_papers
from ui.pages.home.audit_card import AuditCard
from ui.pages.home.doubt_card import DoubtCard
from ui.pages.home.parts import DueLine, LogLineWidget
from ui.pages.home.view import HomeFacts, read_home, summary, when, year_lines, year_title
from ui.widgets.buttons import TextButton
from ui.widgets.card import Card, Rule, clear, column
from ui.widgets.charts import YearBand
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page, PageContext
from ui.widgets.small_parts import EmptyState
from ui.wording.page_roles import may_open


class HomePage(Page):
    """The first thing anybody sees."""

    title = "今日やること"
    help_key = "home"
    refresh_on = (
        Changed.PEOPLE
        | Changed.NUMBERS
        | Changed.CONSENTS
        | Changed.LOG
        | Changed.BACKUPS
        | Changed.OFFICE
        | Changed.DRAFTS
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._welcome = EmptyState(
            "まず、名簿を取り込みましょう",
            "いまお使いの名簿のファイルを、そのまま選べます。取り込むと、同意書の印刷や個人番号の受取りに進めます。",
            self,
            act="名簿を取り込む",
            on_act=self.start_import,
        )
        self._welcome.hide()
        self.doubts = DoubtCard(self)
        self.doubts.answered.connect(self.settle_doubt)
        self.body.addWidget(self.doubts)
        self.body.addWidget(self._welcome)
        self.due_list = QWidget(self)
        self.due_list.setAccessibleName("今日やることの一覧")
        self._due = column(gap=0)
        self.due_list.setLayout(self._due)
        self.body.addWidget(self.due_list)
        if Role.AUDITOR in context.roles:
            self.audit_card = AuditCard(self)
            self.audit_card.chosen.connect(self.open_place)
            self.body.addWidget(self.audit_card)
        self.year_card = Card("一年の流れ", self)
        self.band = YearBand(self.year_card)
        self.year_card.body.addWidget(self.band)
        self.body.addWidget(self.year_card)
        more = TextButton("取扱記録簿を開く", self)
        more.clicked.connect(self.open_log)
        self.recent_card = Card("最近の取扱い", self, action=more)
        self._recent = column(gap=0)
        self.recent_card.body.addLayout(self._recent)
        self.body.addWidget(self.recent_card)
        self.recent_card.setVisible(may_open("handling_log", context.roles))
        self.body.addStretch(1)

    def refresh(self, _changed: Changed) -> None:
        """Read everything again: one short question."""
        self.context.operations.query(self, read_home, self.show_facts)

    def show_facts(self, facts: HomeFacts) -> None:
        """Show what was read."""
        view = facts.view
        new_office = any(item.todo is Todo.IMPORT_PEOPLE for item in view.due)
        self._welcome.setVisible(new_office)
        self.set_subtitle(summary(view.due))
        self.doubts.show_doubts(facts.doubts, view.today)
        self._show_due(view)
        self.year_card.heading.setText(year_title(view.year_starts))
        self.band.show_year(view.year_starts, view.today, year_lines(facts))
        self._show_recent(view)

    def due_lines(self) -> list[DueLine]:
        """Return the lines shown, the most pressing first."""
        found = (self._due.itemAt(at) for at in range(self._due.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [widget for widget in widgets if isinstance(widget, DueLine)]

    def settle_doubt(self, going_id: str, came_out: bool) -> None:  # noqa: FBT001 - the slot of a signal
        """Record whether papers came out."""
        work = partial(settle_papers, going_id=going_id, came_out=came_out)
        self.context.operations.act(self, work, self.doubt_settled)

    def doubt_settled(self, came_out: bool) -> None:  # noqa: FBT001 - the answer of the act
        """Say what was recorded."""
        there = "出ていることを、取扱記録簿に残しました。"
        missing = "渡していない扱いに戻し、取扱記録簿にも残しました。必要なら、もう一度印刷してください。"
        self.say("success", there if came_out else missing)

    def open_place(self, page: str) -> None:
        """Open a page on which an audit looks."""
        self.context.shell.open(page)

    def start_import(self) -> None:
        """Open the import of a staff list."""
        self.context.shell.open("import_people")

    def open_log(self) -> None:
        """Open the handling log."""
        self.context.shell.open("handling_log")

    def open_due(self, page: str, argument: object) -> None:
        """Open the page on which a line's work is done."""
        self.context.shell.open(page, argument)

    def _show_due(self, view: HomeView) -> None:
        held = next((line.item.todo for line in self.due_lines() if line.button.hasFocus()), None)
        clear(self._due)
        for item in view.due:
            if item.todo is Todo.IMPORT_PEOPLE:
                continue  # the welcome above offers it
            line = DueLine(item, self.due_list)
            line.chosen.connect(self.open_due)
            line.fit(self.viewport().width())  # unfolded it would make the whole page wider for a moment
            self._due.addWidget(line)
            self._due.addWidget(Rule(self.due_list))
        self.due_list.setVisible(bool(self.due_lines()))
        if held is not None:
            same = (line.button for line in self.due_lines() if line.item.todo is held)
            next(same, self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_recent(self, view: HomeView) -> None:
        clear(self._recent)
        for entry in view.recent:
            line = LogLineWidget(entry, when(entry, view.today), self.recent_card)
            self._recent.addWidget(line)
            self._recent.addWidget(Rule(self.recent_card))
        if not view.recent:
            self._recent.addWidget(PlainLabel("まだ記録はありません。", self.recent_card, look="support"))
