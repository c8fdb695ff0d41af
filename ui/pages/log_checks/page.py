"""「月次点検」: the months of the handling log, whose duty their check is, and the way to each."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.log_check_acts import name_superior
from ui.pages.log_checks.superior_card import SuperiorCard
from ui.pages.log_checks.view import (
    COLUMNS,
    MonthsView,
    duty_words,
    month_id,
    month_text,
    read_months,
    summary,
    theirs,
)
from ui.widgets.buttons import SmallButton
from ui.widgets.card import Card
from ui.widgets.labels import PlainLabel, SupportText
from ui.widgets.list_panel import ListPanel
from ui.widgets.page import Page, PageContext
from ui.widgets.rows_model import RowsModel
from ui.widgets.small_parts import EmptyState
from ui.wording.page_roles import may_open
from ui.wording.page_titles import PAGE_TITLES


class LogChecksPage(Page):
    """The list of months. Opening one leads to its check."""

    title = "取扱記録の月次点検"
    help_key = "log_checks"
    refresh_on = Changed.LOG | Changed.USERS
    fills_height = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._view: MonthsView | None = None
        self._is_officer = Role.OFFICER in context.roles
        self.naming = SuperiorCard(self)
        self.naming.agreed.connect(self.name_superior)
        self.body.addWidget(self.naming)
        self.body.addWidget(self._make_duty_card())
        self.rows = RowsModel(COLUMNS, month_id, month_text, self)
        self.list = ListPanel(
            self.rows,
            context.remembered,
            "log_checks",
            self,
            name="月の一覧",
            counter="か月",
            placeholder="月・点検した人でさがす",
            empty=EmptyState(
                "まだ記録がありません", "月が終わると、その月の記録を点検できるようになります。", self
            ),
        )
        self.list.opened.connect(self.open_month)
        self.body.addWidget(self.list, 1)
        self.check_button = self.add_primary("点検する", self.open_oldest)
        self.check_button.setEnabled(False)
        self.add_act("アクセス状況の分析", self.open_analysis)
        if may_open("board_papers", context.roles):
            self.add_act(PAGE_TITLES["board_papers"], self.open_board)

    def _make_duty_card(self) -> Card:
        self.name_button = SmallButton("上司を決める", self)
        self.name_button.clicked.connect(self.ask_superior)
        self.name_button.hide()
        self.duty_card = Card("点検する人", self, action=self.name_button)
        self.duty_words = PlainLabel("", self.duty_card, wrap=True)
        self.rule_words = SupportText("", self.duty_card)
        self.duty_card.body.addWidget(self.duty_words)
        self.duty_card.body.addWidget(self.rule_words)
        return self.duty_card

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the months again."""
        self.context.operations.query(self, read_months, self.show_months)

    def show_months(self, view: MonthsView) -> None:
        """Show what was read."""
        self._view = view
        self.set_subtitle(summary(view))
        self.duty_words.setText(duty_words(view.duty))
        self.rule_words.setText(f"{view.note}({view.basis})")
        duty = view.duty.duty
        self.name_button.setVisible(self._is_officer and (duty.alone is not None or duty.own))
        self.name_button.setText("上司を変える" if view.duty.superior else "上司を決める")
        waiting, in_doubt = theirs(view.waiting), theirs(view.in_doubt)
        self.check_button.setEnabled(bool(waiting or in_doubt))
        self.check_button.setVisible(view.duty.mine or bool(waiting or in_doubt))  # an auditor reads
        self.check_button.setText("点検する" if waiting or not in_doubt else "要確認の結果を書く")
        first_time = not self.list.view.current_key()
        self.list.set_rows(view.months)
        months = waiting or in_doubt or view.waiting
        if first_time and months:  # Enter opens what waits, not the month that is running
            self.list.view.keep_current(months[0].month.key)

    def first_focus(self) -> QWidget:
        """Give the list the keyboard."""
        return self.list.view

    def open_month(self, key: str) -> None:
        """Open the check of a month."""
        self.context.shell.open("month_check", key)

    def open_oldest(self) -> None:
        """Open the oldest month that waits, or that has lines in doubt; name the superior first where nobody is."""
        if self._view is None:
            return
        months = theirs(self._view.waiting) or theirs(self._view.in_doubt)
        if months and self._view.duty.duty.checked_as is None:
            self.ask_superior()
        elif months:
            self.open_month(months[0].month.key)

    def open_analysis(self) -> None:
        """Open the analysis of accesses."""
        self.context.shell.open("access_analysis")

    def open_board(self) -> None:
        """Open the papers for the board."""
        self.context.shell.open("board_papers")

    def ask_superior(self) -> None:
        """Ask who checks."""
        if self._view is not None:
            self.naming.ask_whom(self._view)
            self.ensureWidgetVisible(self.naming)

    def name_superior(self) -> None:
        """Name who checks from now on."""
        work = partial(
            name_superior,
            user_id=self.naming.user_id(),
            name=self.naming.person.value(),
            post=self.naming.post.value(),
            password=self.naming.taken_password(),
        )
        self.context.operations.act(self, work, self.named)

    def named(self, answer: Any) -> None:
        """Say who checks now, or what was wrong."""
        if isinstance(answer, tuple):
            for problem in self.naming.form.show_problems(answer):
                self.say("warning", problem.sentence)
            return
        self.naming.put_away()
        self.say("success", "点検する上司を決めました。取扱記録簿にも1行残しました。")
