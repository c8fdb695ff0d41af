"""One person in charge: each appointment with its sequence, the acts that make sense now, and what happened so far."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from ashibue_desk.domain.appointments import Step
from ashibue_desk.domain.errors import Situation
from ashibue_desk.use_cases import appointments, handovers
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.handovers import Ended
from ui.background.progress import Progress
from ui.desktop import message_box
from ui.pages.charge import appointment_card as acts
from ui.pages.charge import paper
from ui.pages.charge.appointment_card import AppointmentCard
from ui.pages.charge.cards import AffairsCard, EndCard, StepCard, TermCard
from ui.pages.charge.view import (
    OFFERS,
    ChargeRow,
    PersonView,
    affair_choices,
    history_of,
    read_person,
    record_step,
)
from ui.widgets.act_card import ActCard, card_done
from ui.widgets.banner import Banner
from ui.widgets.card import clear, column
from ui.widgets.facts import LinesCard
from ui.widgets.page import Page, PageContext
from ui.widgets.paper_card import PaperCard, PaperOutput
from ui.wording.charge import MANAGES_CHARGES, joined

_RECORDED = {
    Step.ANNOUNCED: "周知を記録しました",
    Step.PLEDGED: "誓約書の受領を記録しました",
    Step.TRAINED: "教育研修を記録しました",
}
_HINTS = {
    Step.ANNOUNCED: "選任したことを、掲示などで従業者全員に知らせた日を記録します。",
    Step.PLEDGED: "署名のある誓約書が戻ってから記録します。これより前に、番号を扱うことはできません。",
    Step.TRAINED: "担当を始める前の研修を記録します。",
}
_SAID: dict[type, str] = {
    AffairsCard: "担当する事務を変えました",
    TermCard: "任期を変えました",
    EndCard: "担当を終えました",
}
_KEYS_CHANGE = "番号の鍵をつくり直しています"
_MAKES: Final[dict[str, Callable[..., Done[str]]]] = {
    paper.PLEDGE: paper.make_pledge,
    paper.TRAINING: paper.make_training,
    paper.HANDOVER: paper.make_handover,
}


class ChargePersonPage(Page):
    """The argument is the user's id, or with it the id of an appointment and the act to begin at once."""

    title = "担当者"
    help_key = "charge"
    refresh_on = Changed.USERS | Changed.NUMBERS

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.user_id = ""
        self.view: PersonView | None = None
        self._row: ChargeRow | None = None
        self._paper = ""
        self._begin: tuple[str, ...] = ()
        self._advice: Banner | None = None
        self.may_write = bool(context.roles & MANAGES_CHARGES)
        self._build_cards(context)
        self.cards: list[AppointmentCard] = []
        self._list = column(gap=16)
        self.body.addLayout(self._list)
        self.history = LinesCard("これまでの経過", "まだ記録がありません。", self)
        self.body.addWidget(self.history)
        self.body.addStretch(1)
        if self.may_write:
            self.more = self.add_act("別の役割に選任する", self.appoint_more)

    def _build_cards(self, context: PageContext) -> None:
        self.steps = {step: StepCard(step, context.day(), self) for step in _RECORDED}
        self.affairs = AffairsCard(self)
        self.term = TermCard(context.day(), self)
        self.end = EndCard(self)
        self.paper = PaperCard(self)
        self.forms: tuple[ActCard, ...] = (*self.steps.values(), self.affairs, self.term, self.end)
        for step_card in self.steps.values():
            step_card.agreed.connect(self.record_step)
        self.affairs.agreed.connect(self.change_affairs)
        self.term.agreed.connect(self.change_term)
        self.end.agreed.connect(self.confirm_end)
        self.paper.ready.connect(self.make_paper)
        for part in (*self.forms, self.paper):
            self.body.addWidget(part)

    # reading

    def show_argument(self, argument: object) -> None:
        """Show the person of this id."""
        user_id, *begin = argument if isinstance(argument, tuple) else (argument,)
        self._begin = tuple(str(part) for part in begin)
        if isinstance(user_id, str) and user_id != self.user_id:
            self.user_id = user_id
            self.view = None
            self._put_cards_away()
            self.banners.clear()

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - whatever changed, all is read
        """Read the person again."""
        if self.user_id:
            self.context.operations.query(self, partial(read_person, user_id=self.user_id), self.show_view)

    def show_view(self, view: PersonView) -> None:
        """Show what was read, unless another person was opened meanwhile."""
        if view.person.user_id != self.user_id:
            return
        self.view = view
        self.set_title(view.person.name)
        closed = "登録は終わっています。" if view.person.closed_at else ""
        self.set_subtitle(closed or joined(view.person.role_names, "役割はありません"))
        if self.may_write:
            self.more.setVisible(not view.person.closed_at)
        self._show_advice(view)
        held = next((card.shown.appointment.id for card in self.cards if card.holds_keyboard()), "")
        clear(self._list)
        self.cards = []
        allowed = acts.EVERY_ACT if self.may_write else frozenset()
        for row in view.rows:
            card = AppointmentCard(row, self.context.day(), self, allowed=allowed)
            card.asked.connect(self.ask)
            self._list.addWidget(card)
            self.cards.append(card)
        self._go_on_with(held)
        self.history.show_lines(history_of(view.rows))
        self._begin_at_once(view)

    def _go_on_with(self, appointment_id: str) -> None:
        """Give the keyboard to what comes next in an appointment."""
        for card in self.cards:
            if card.shown.appointment.id == appointment_id:
                card.take_keyboard()

    def _begin_at_once(self, view: PersonView) -> None:
        begin, self._begin = self._begin, ()
        if begin:
            appointment_id, act = begin
            for row in view.rows:
                if row.appointment.id == appointment_id and self.may_write:
                    self.ask(act, row)

    def _show_advice(self, view: PersonView) -> None:
        text = "\n".join(f"{each.why}({each.article})" for each in view.person.separations)
        shown = self._advice if self._advice in self.banners.banners() else None
        if shown is not None and shown.text == text:
            return
        if shown is not None:
            shown.close_banner()
        self._advice = None
        if text:
            self._advice = self.banners.say("info", text, title="兼ねないほうがよい役割があります")

    # what is asked for

    def appoint_more(self) -> None:
        """Open the form of another appointment."""
        self.context.shell.open("appoint", (self.user_id, ""))

    def ask(self, act: str, row: ChargeRow) -> None:
        """Begin one of the acts of an appointment."""
        self._row = row
        self._put_cards_away()
        begin = {
            Step.APPOINTED.value: self._ask_appointing,
            acts.PRINT_PLEDGE: self._ask_pledge,
            acts.PRINT_TRAINING: self._ask_training_paper,
            acts.PRINT_HANDOVER: self._ask_handover_paper,
            acts.AFFAIRS: self._ask_affairs,
            acts.TERM: self._ask_term,
            acts.HANDOVER: self._ask_handover,
            acts.END: self._ask_end,
            acts.WITHDRAW: self._withdraw,
        }
        if act in begin:
            begin[act](row)
        else:
            step = Step(act)
            self._show_card(
                self.steps[step], f"{OFFERS[step]}({row.charge.role_name})", _HINTS[step], "記録する"
            )

    def _ask_appointing(self, row: ChargeRow) -> None:
        self.context.shell.open("appoint", (row.appointment.user_id, row.appointment.role.value))

    def _ask_pledge(self, row: ChargeRow) -> None:  # noqa: ARG002 - every act gets its row
        self._ask_paper(paper.PLEDGE, "誓約書を印刷する", "印刷した日を記録します。署名と印は本人がします。")

    def _ask_training_paper(self, row: ChargeRow) -> None:  # noqa: ARG002
        hint = "研修に持って行き、受けた人と行った人が日付を書いて押印します。研修の日は、この画面にも記録してください。"
        self._ask_paper(paper.TRAINING, "初任研修の記録を印刷する", hint)

    def _ask_handover_paper(self, row: ChargeRow) -> None:  # noqa: ARG002
        self._ask_paper(
            paper.HANDOVER, "引継書を印刷する", "引き継いだ人、受けた人、責任者が日付を書いて押印します。"
        )

    def _ask_affairs(self, row: ChargeRow) -> None:
        if self.view is not None:
            self.affairs.offer(affair_choices(self.view.affairs), row.appointment.affairs)
            self.affairs.ask_password(needed=self.view.asks_password)
            self._show_card(self.affairs, "担当する事務を変える", "", "変える")

    def _ask_term(self, row: ChargeRow) -> None:
        self.term.ends_on.set_value(row.appointment.ends_on)
        self._show_card(self.term, f"任期の末日を変える({row.charge.role_name})", "", "変える")

    def _ask_handover(self, row: ChargeRow) -> None:
        self.context.shell.open("handover", row)

    def _withdraw(self, row: ChargeRow) -> None:
        if message_box.ask(
            self,
            "引継ぎを取りやめますか",
            "書いた内容は消え、担当はそのまま続きます。",
            act="取りやめる",
            instead="引継ぎを続ける",
        ):
            work = partial(handovers.withdraw_handover, appointment_id=row.appointment.id)
            self.context.operations.act(self, work, self.withdrawn)

    def _ask_end(self, row: ChargeRow) -> None:
        hint = (
            "引継書のとおりに引き継がれ、手元に何も残っていないことを確かめてから押してください。"
            "担当が終わり、この人が開けた番号の鍵をつくり直します。ほかの役割がなければ、もう入れません。"
        )
        self.end.ask_password(needed=True)
        self._show_card(self.end, f"引継ぎの完了を確かめる({row.charge.role_name})", hint, "担当を終える")

    def _ask_paper(self, what: str, title: str, hint: str) -> None:
        self._paper = what
        self.paper.ask(title, hint, paper.FILE_NAMES[what])
        self.ensureVisible(0, 0)

    def _show_card(self, card: ActCard, title: str, hint: str, act: str) -> None:
        card.ask(title, hint, act)
        self.ensureVisible(0, 0)

    def _put_cards_away(self) -> None:
        for card in self.forms:
            card.put_away()
        self.paper.hide()

    # what is done

    def record_step(self) -> None:
        """Record the step whose card is open."""
        card = next((each for each in self.steps.values() if not each.isHidden()), None)
        day = card.day.value() if card is not None else None
        if card is not None and day is not None and self._row is not None:
            work = partial(
                record_step,
                step=card.step,
                appointment_id=self._row.appointment.id,
                on=day,
                words=card.words.value(),
            )
            self.context.operations.act(self, work, self.kept)

    def change_affairs(self) -> None:
        """Widen or narrow."""
        if self._row is not None:
            self._act_with_keys(
                partial(
                    appointments.change_affairs,
                    appointment_id=self._row.appointment.id,
                    affairs=self.affairs.affairs.value(),
                    password=self.affairs.taken_password(),
                ),
            )

    def change_term(self) -> None:
        """Fix another last day."""
        if self._row is not None:
            work = partial(
                appointments.change_term,
                appointment_id=self._row.appointment.id,
                ends_on=self.term.ends_on.value(),
            )
            self.context.operations.act(self, work, self.kept)

    def confirm_end(self) -> None:
        """Confirm that the handover is complete: the charge ends."""
        if self._row is not None:
            self._act_with_keys(
                partial(
                    handovers.confirm_handover,
                    appointment_id=self._row.appointment.id,
                    password=self.end.taken_password(),
                ),
            )

    def make_paper(self, output: PaperOutput) -> None:
        """Make the paper that was asked for."""
        if self._row is not None:
            work = partial(_MAKES[self._paper], appointment_id=self._row.appointment.id, output=output)
            self.context.operations.act(self, work, self.made)

    def withdrawn(self, _appointment_id: str) -> None:
        """Say that the charge goes on."""
        self.say("success", "担当はそのまま続きます。", "引継ぎを取りやめました")
        self._go_on()

    def made(self, said: str) -> None:
        """Say what became of the paper."""
        self.say("success", said)
        self._go_on()

    def _go_on(self) -> None:
        if self._row is not None:
            self._go_on_with(self._row.appointment.id)

    def kept(self, answer: object) -> None:
        """Say what was recorded, or show beside the fields what was wrong."""
        card = card_done(self.forms, answer, self)
        if card is None:
            return
        title = _SAID.get(type(card), "")
        text = "取扱記録簿にも1行残しました。"
        if isinstance(answer, Ended) and answer.account_closed:
            text = f"{answer.user_name}さんには役割が残っていないため、もう入れません。"
        if isinstance(card, StepCard):
            title = _RECORDED[card.step]
            card.forget(self.context.day())
        self.say("success", text, title)
        self._go_on()

    def refused(self, situation: Situation) -> None:
        """Show what happened; the form stays for another try."""
        self.show_situation(situation)
        self.refresh(Changed.NOTHING)

    def _act_with_keys(self, work: Callable[..., Any]) -> None:
        progress = Progress(_KEYS_CHANGE, self)
        self.context.operations.act(
            self, partial(work, progress=progress), self.kept, self.refused, progress=progress
        )
