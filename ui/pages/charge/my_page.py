"""「自分の担当」: what the one at the desk may do, has open, and has promised (規程9条)."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.regulation_facts import RoleRule
from ashibue_desk.domain.roles import READS_NUMBERS, Role
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.charges import PersonInCharge, list_charges
from ashibue_desk.use_cases.collect_number import count_missing
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.drafts import drafts
from ashibue_desk.use_cases.drop_box import list_drops
from ashibue_desk.use_cases.own_password import own_password
from ui.pages.charge import appointment_card as acts
from ui.pages.charge import paper
from ui.pages.charge.appointment_card import AppointmentCard
from ui.pages.charge.view import ChargeRow, history_of, rows_of
from ui.widgets.buttons import TextButton
from ui.widgets.card import Card, clear, column, row
from ui.widgets.facts import LinesCard
from ui.widgets.labels import PlainLabel, SupportText
from ui.widgets.page import Page, PageContext
from ui.widgets.paper_card import PaperCard, PaperOutput
from ui.widgets.section_bar import SectionBar
from ui.wording.charge import joined
from ui.wording.sections import CHARGE, sections

MAY_DO = frozenset({acts.PRINT_PLEDGE, acts.HANDOVER, acts.PRINT_HANDOVER})
"""What everybody may do about their own appointments; the rest is the officer's."""


@dataclass(frozen=True, slots=True)
class OpenWork:
    """One kind of open work: the sentence, and the page where it is done (empty where there is none)."""

    sentence: str
    page: str


@dataclass(frozen=True, slots=True)
class MyView:
    """Everything about the one at the desk."""

    person: PersonInCharge
    rows: tuple[ChargeRow, ...]
    roles: tuple[RoleRule, ...]
    open_work: tuple[OpenWork, ...]
    password_words: str


def read_mine(desk: Desk) -> MyView:
    """Read what the actor may do and has open. Runs in the vault thread."""
    me = next(person for person in list_charges(desk) if person.user_id == desk.actor.user_id)
    roles = tuple(desk.regulation.roles[role] for role in Role if role in desk.actor.roles)
    return MyView(me, rows_of(me), roles, _open_work(desk), own_password(desk).sentence)


def _open_work(desk: Desk) -> tuple[OpenWork, ...]:
    found = []
    if desk.actor.roles & READS_NUMBERS:
        missing = count_missing(desk)
        if missing:
            found.append(OpenWork(f"個人番号をまだ受け取っていない人が{missing}人います。", "collection"))
    if desk.actor.roles & {*READS_NUMBERS, Role.RECEIVER}:
        drops = len(list_drops(desk))
        if drops:
            found.append(OpenWork(f"引継ぎを待っている番号が{drops}件あります。", "collection"))
    kept = len(drafts(desk))
    if kept:
        found.append(OpenWork(f"書きかけの入力が{kept}件あります。", "home"))
    return tuple(found)


class WorkLine(TextButton):
    """Open work that leads to its page."""

    def __init__(self, page_key: str, context: PageContext, parent: QWidget) -> None:
        super().__init__("画面を開く", parent)
        self._page_key = page_key
        self._context = context
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self._context.shell.open(self._page_key)


class MyDutiesPage(Page):
    """One's own appointments, open work and pledge."""

    title = "自分の担当"
    help_key = "my_duties"
    refresh_on = Changed.USERS | Changed.NUMBERS | Changed.PEOPLE | Changed.DRAFTS

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._row: ChargeRow | None = None
        self._paper = ""
        self.sections = SectionBar(sections(CHARGE, context.roles), "my_duties", self)
        self.sections.chosen.connect(context.shell.open)
        self.paper = PaperCard(self)
        self.paper.ready.connect(self.make_paper)
        self.work = Card("途中の仕事", self)
        self._work_lines = column(gap=6)
        self.work.body.addLayout(self._work_lines)
        self.may = Card("できること", self)
        self._may_lines = column(gap=6)
        self.may.body.addLayout(self._may_lines)
        self.cards: list[AppointmentCard] = []
        self._list = column(gap=16)
        self.history = LinesCard("これまでの経過", "まだ記録がありません。", self)
        for part in (self.sections, self.paper):
            self.body.addWidget(part)
        self.body.addLayout(self._list)
        for card in (self.work, self.may, self.history):
            self.body.addWidget(card)
        self.body.addStretch(1)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read everything again."""
        self.context.operations.query(self, read_mine, self.show_view)

    def show_view(self, view: MyView) -> None:
        """Show what was read."""
        self.set_subtitle(f"{view.person.name}さん　{joined(view.person.role_names, '役割はありません')}")
        clear(self._list)
        self.cards = []
        for shown in view.rows:
            if shown.appointment.is_open:
                card = AppointmentCard(shown, self.context.day(), self, allowed=MAY_DO)
                card.asked.connect(self.ask)
                self._list.addWidget(card)
                self.cards.append(card)
        self._show_work(view)
        clear(self._may_lines)
        for rule in view.roles:
            self._may_lines.addWidget(PlainLabel(rule.name, self.may, look="label"))
            self._may_lines.addWidget(SupportText(f"{rule.summary}({rule.article})", self.may))
        if view.password_words:
            self._may_lines.addWidget(PlainLabel("パスワード", self.may, look="label"))
            self._may_lines.addWidget(SupportText(view.password_words, self.may))
        self.history.show_lines(history_of(view.rows))

    def _show_work(self, view: MyView) -> None:
        clear(self._work_lines)
        for each in view.open_work:
            line = row(gap=12)
            line.addWidget(PlainLabel(each.sentence, self.work, wrap=True), 1, Qt.AlignmentFlag.AlignVCenter)
            button = WorkLine(each.page, self.context, self.work)
            button.setAccessibleName(f"{each.sentence}画面を開く")
            line.addWidget(button)
            self._work_lines.addLayout(line)
        if not view.open_work:
            self._work_lines.addWidget(SupportText("途中の仕事はありません。", self.work))

    def ask(self, act: str, shown: ChargeRow) -> None:
        """Begin one of the acts that are one's own."""
        self._row = shown
        if act == acts.HANDOVER:
            self.context.shell.open("handover", shown)
            return
        self._paper = paper.PLEDGE if act == acts.PRINT_PLEDGE else paper.HANDOVER
        title = "誓約書を印刷する" if act == acts.PRINT_PLEDGE else "引継書を印刷する"
        self.paper.ask(title, "署名と印をして、責任者に渡してください。", paper.FILE_NAMES[self._paper])
        self.ensureVisible(0, 0)

    def make_paper(self, output: PaperOutput) -> None:
        """Make the paper that was asked for."""
        if self._row is not None:
            make = paper.make_pledge if self._paper == paper.PLEDGE else paper.make_handover
            work = partial(make, appointment_id=self._row.appointment.id, output=output)
            self.context.operations.act(self, work, self.made)

    def made(self, said: str) -> None:
        """Say what became of the paper."""
        self.say("success", said)
