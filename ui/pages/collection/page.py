"""「収集」: whose number is there, whose is missing, and the next act for one person."""

from functools import partial

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.collection import COLLECTION_STATE_NAMES, CollectionState, EventKind
from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.collect_number import Duplicate
from ashibue_desk.use_cases.people import MAY_WRITE
from ui.background.progress import Progress
from ui.desktop import message_box
from ui.pages.collection.drops import DropsCard, read_drops, take_over_drops
from ui.pages.collection.requests import (
    MAKING,
    NOTICE,
    NOTICE_HINT,
    REQUEST_HINT,
    RequestCard,
    make_requests,
)
from ui.pages.collection.view import (
    COLUMNS,
    STILL_MISSING,
    CollectionLine,
    read_lines,
    row_id,
    row_text,
    state_words,
)
from ui.papers_offered.single import SinglePaper
from ui.widgets.chosen_bar import ChosenBar
from ui.widgets.list_panel import ListPanel
from ui.widgets.missing_step import MissingStep
from ui.widgets.page import Page, PageContext
from ui.widgets.paper_card import PaperOutput
from ui.widgets.rows_model import RowsModel
from ui.widgets.small_parts import EmptyState
from ui.wording.page_roles import may_open

_STILL_MISSING = "still_missing"
_CHOICES = (
    ("", "すべての人"),
    (_STILL_MISSING, "番号がまだない人"),
    *((state.value, words) for state, words in COLLECTION_STATE_NAMES.items()),
)


class PersonBar(ChosenBar):
    """The chosen person and what may be done next for them."""

    def __init__(self, page: "CollectionPage") -> None:
        super().__init__(page)
        self.print_request = self.add_act("お願いを印刷", page.ask_request)
        self.requested = self.add_act("依頼を記録する", page.record_request)
        self.explained = self.add_act("説明を記録する", page.record_explanation)
        self.refused = self.add_act("拒否を記録する", page.record_refusal)
        self.reveal = self.add_act("番号を見る", page.reveal, strong=True)
        self.receive = self.add_act("番号を受け取る", page.receive, strong=True)

    def show_line(self, line: CollectionLine | None) -> None:
        """Offer only what makes sense for this person now."""
        self.setVisible(line is not None)
        if line is None:
            return
        state = line.row.state
        self.name.setText(f"{line.row.name}さん・{line.category_name}・{state_words(line)}")
        open_ = state not in (CollectionState.HELD, CollectionState.NOT_ALLOWED)
        for button in (self.print_request, self.requested, self.explained, self.refused):
            button.setVisible(open_)
        self.reveal.setVisible(state is CollectionState.HELD)
        self.receive.setText("理由を見る" if state is CollectionState.NOT_ALLOWED else "番号を受け取る")
        if state is CollectionState.HELD:
            self.receive.setText("受け取り直す")


class CollectionPage(Page):
    """The list of everybody with the state of their number."""

    title = "収集"
    help_key = "collection"
    refresh_on = Changed.PEOPLE | Changed.NUMBERS
    fills_height = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.may_write = bool(context.roles & set(MAY_WRITE))
        self.may_receive = self.may_write or Role.RECEIVER in context.roles
        self.missing_step = MissingStep(self)
        self._taken: tuple[str, ...] = ()
        self._asked: tuple[str, ...] = ()
        self._lines: tuple[CollectionLine, ...] = ()
        self.rows = RowsModel(COLUMNS, row_id, row_text, self)
        empty = EmptyState(
            "まだだれもいません",
            "名簿に人を加えると、番号を受け取ったかどうかがここに並びます。",
            act="名簿を開く",
            on_act=self.open_people,
        )
        self.list = ListPanel(
            self.rows,
            context.remembered,
            "collection",
            self,
            name="番号の収集の状況",
            counter="人",
            placeholder="氏名・かなでさがす",
            empty=empty,
        )
        self.states = self.list.add_choice(_CHOICES, _fits, "番号の状況でしぼる")
        self.bar = PersonBar(self)
        self.bar.hide()
        self.request_card = RequestCard(context.day(), self)
        self.request_card.ready.connect(self.print_requests)
        self.body.addWidget(self.request_card)
        self.notice = SinglePaper(self)
        self.drops = DropsCard(self)
        self.drops.take_over_asked.connect(self.take_over)
        self.body.addWidget(self.drops)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.bar)
        self.rows.filtered.connect(self._show_bar)
        self.list.opened.connect(self._open_line)
        self.list.view.current_changed.connect(self._show_bar)
        if self.may_write:
            self.add_act("まとめてお願いを印刷", self.ask_requests)
            self.add_act("利用目的の通知を印刷", self.ask_notice)
        if may_open("paper_act", context.roles) and not may_open("handling_log", context.roles):
            self.add_act("紙の取扱いを記録する", self.record_paper)  # receivers have no log to begin from
        if self.may_receive:
            self.add_primary("番号を受け取る", self.receive_anybody)

    def record_paper(self) -> None:
        """Enter an act on paper by hand."""
        self.context.shell.open("paper_act")

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - the base's signature
        """Read the list again."""
        self.context.operations.query(self, read_lines, self.show_lines)
        self.context.operations.query(self, read_drops, self.drops.show_drops)

    def show_lines(self, lines: tuple[CollectionLine, ...]) -> None:
        """Show the list and say in one sentence how far it is."""
        self._lines = lines
        self.list.set_rows(lines)
        missing = sum(line.row.state in STILL_MISSING for line in lines)
        held = sum(line.row.state is CollectionState.HELD for line in lines)
        self.set_subtitle(
            f"番号がまだない人 {missing}人・取得済 {held}人"
            if missing
            else f"取得済 {held}人。足りない番号はありません。"
        )
        self._show_bar(self.list.view.current_key())

    def first_focus(self) -> QWidget | None:
        """Begin in the list."""
        return self.list.view

    def current(self) -> CollectionLine | None:
        """Return the line the cursor is on."""
        return self.list.current(CollectionLine)

    def receive_anybody(self) -> None:
        """Open the wizard, which asks whose number it is."""
        self.context.shell.open("collect")

    def take_over(self, drop_ids: tuple[str, ...]) -> None:
        """Take over what receivers handed in, in one act."""
        self._taken = drop_ids
        self.drops.take_button.setEnabled(False)
        work = partial(take_over_drops, drop_ids=drop_ids)
        self.context.operations.act(self, work, self.taken_over, self.not_taken_over)

    def taken_over(self, answer: int | Duplicate) -> None:
        """Say how many came over, or ask when a number is on file for somebody else."""
        self.drops.take_button.setEnabled(True)
        if isinstance(answer, int):
            self.say(
                "success", "受け取った担当者の一覧からは消えました。", f"{answer}件の番号を引き継ぎました"
            )
            return
        names = "、".join(name for _id, name in answer.holders)
        same = message_box.ask(
            self,
            "同じ番号が、ほかの人にも登録されています",
            f"{names}さんに、同じ番号があります。同じ人が2回載っているときだけ、そのまま引き継いでください。",
            act="同じ人なので引き継ぐ",
            instead="引き継がない",
            danger=True,
        )
        if same:
            work = partial(take_over_drops, drop_ids=self._taken, same_person=True)
            self.context.operations.act(self, work, self.taken_over, self.not_taken_over)

    def not_taken_over(self, situation: Situation) -> None:
        """Say what keeps the numbers where they are."""
        self.drops.take_button.setEnabled(True)
        self.missing_step.show(situation)

    def ask_request(self) -> None:
        """Offer the request to the chosen person, with the number sheet."""
        line = self.current()
        if line is not None:
            self._ask_requests((line.row.person_id,), f"{line.row.name}さんへの提供のお願い")

    def ask_requests(self) -> None:
        """Offer the requests to everybody whose number is still missing."""
        missing = (line.row for line in self._lines if line.row.state in STILL_MISSING)
        ids = tuple(row.person_id for row in missing)
        if ids:
            self._ask_requests(ids, f"番号がまだない{len(ids)}人分の提供のお願い")
        else:
            self.say("info", "番号を求める人はいません。", "お願いする人がいません")

    def _ask_requests(self, person_ids: tuple[str, ...], title: str) -> None:
        self._asked = person_ids
        self.request_card.ask(title, REQUEST_HINT, f"個人番号の提供のお願い-{self.context.day():%Y%m%d}.pdf")
        self.ensureVisible(0, 0)

    def print_requests(self, output: PaperOutput) -> None:
        """Print or save the requests, and record that everybody was asked in writing."""
        progress = Progress(MAKING, self)
        work = partial(
            make_requests,
            person_ids=self._asked,
            due_on=self.request_card.due.value(),
            output=output,
            progress=progress,
        )
        self.context.operations.act(self, work, self.requests_made, progress=progress)

    def requests_made(self, said: str) -> None:
        """Say that the requests are there."""
        self.say("success", "書面でお願いしたことを、収集の経過と取扱記録簿に残しました。", said)

    def ask_notice(self) -> None:
        """Offer the notice of purposes for workers and their families."""
        self.notice.ask("NP", NOTICE, "利用目的の通知", NOTICE_HINT)

    def receive(self) -> None:
        """Open the wizard for the chosen person."""
        self._open("collect")

    def reveal(self) -> None:
        """Open the page that shows the chosen person's number."""
        self._open("reveal")

    def record_request(self) -> None:
        """Record that the number was asked for."""
        self._record(EventKind.REQUESTED)

    def record_explanation(self) -> None:
        """Record that the duty was explained."""
        self._record(EventKind.EXPLAINED)

    def record_refusal(self) -> None:
        """Record that the number was refused."""
        self._record(EventKind.REFUSED)

    def open_people(self) -> None:
        """Open the list of people."""
        self.context.shell.open("people")

    def _record(self, kind: EventKind) -> None:
        line = self.current()
        if line is not None:
            self.context.shell.open("collection_event", (line.row.person_id, kind))

    def _open(self, key: str) -> None:
        line = self.current()
        if line is not None:
            self.context.shell.open(key, line.row.person_id)

    def _open_line(self, _key: str) -> None:
        line = self.current()
        if line is not None and self.may_write:
            self._open("reveal" if line.row.state is CollectionState.HELD else "collect")

    def _show_bar(self, _key: str = "") -> None:
        self.bar.show_line(self.current() if self.may_write else None)


def _fits(state: str, line: CollectionLine) -> bool:
    return line.row.state in STILL_MISSING if state == _STILL_MISSING else line.row.state.value == state
