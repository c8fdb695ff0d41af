"""The wizard that takes in one number: reads the person, draws the flow, hands the receipt to the vault, forgets the digits."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.collection import NumberReceipt
from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.collect_number import Duplicate, collect_number
from ashibue_desk.use_cases.desk import Desk
from ui.desktop import message_box
from ui.widgets.missing_step import MissingStep
from ui.widgets.page import Page, PageContext
from ui.widgets.wizard_frame import WizardFrame
from ui.wizards.collect_number import steps
from ui.wizards.collect_number.answer_steps import AffairsStep, RouteStep
from ui.wizards.collect_number.check_step import CheckStep
from ui.wizards.collect_number.facts import CollectFacts, read_candidates, read_facts
from ui.wizards.collect_number.flow import CollectFlow
from ui.wizards.collect_number.number_step import ConfirmStep, NumberStep
from ui.wizards.collect_number.who_step import WhoStep


class CollectPage(Page):
    """「個人番号を受け取る」. The argument is a person's id; without one the first step asks."""

    title = "個人番号を受け取る"
    help_key = "collect"
    draft_key = "collect"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.flow = CollectFlow()
        self._person_id = ""
        self._draft: Mapping[str, str] = {}
        self.who = WhoStep(self.flow, context.remembered)
        self.affairs = AffairsStep(self.flow)
        self.route = RouteStep(self.flow)
        self.check = CheckStep(self.flow, context.day())
        self.number = NumberStep(self.flow, context.capture.state().sentence)
        self.confirm = ConfirmStep(self.flow)
        widgets = {
            steps.WHO: self.who,
            steps.AFFAIRS: self.affairs,
            steps.ROUTE: self.route,
            steps.CHECK: self.check,
            steps.NUMBER: self.number,
            steps.CONFIRM: self.confirm,
        }
        self.missing_step = MissingStep(self)
        self.wizard = WizardFrame(self.flow, widgets, self)
        self.body.addWidget(self.wizard)
        self.who.looked_at.connect(self._look_at_person)
        self.who.chosen.connect(self._read_person)
        self.check.way_changed.connect(self._show_way)
        self.wizard.step_changed.connect(self._step_changed)
        self.wizard.finished.connect(self._register)
        self.wizard.given_up.connect(self._give_up)
        self._step_changed(self.flow.key)

    def show_argument(self, argument: object) -> None:
        """Take the person the wizard was opened for."""
        self._person_id = str(argument)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - the base's signature
        """Read the person, or whom one may choose."""
        if self._person_id:
            self._read_person(self._person_id)
        elif self.flow.facts is None:
            self.context.operations.query(self, read_candidates, self.who.offer)

    def first_focus(self) -> QWidget | None:
        """Begin where the present step begins."""
        return self.wizard.current_widget().first_focus()

    def draft(self) -> dict[str, str]:
        """Return what was answered; the digits are never part of it."""
        if not self.flow.finished and self.flow.key != steps.NUMBER:
            self.wizard.store()
        return self.flow.draft()

    def restore_draft(self, values: dict[str, str]) -> None:
        """Read the person again and put the answers back."""
        if values.get("person"):
            self._draft = values
            self._person_id = values["person"]
            self._read_person(self._person_id)

    def may_leave(self) -> bool:
        """Ask before anything that was typed is lost."""
        return not self.flow.is_begun or message_box.ask(
            self,
            "番号の受け取りをやめますか",
            "ここまでに選んだことは残りません。番号はまだ登録していません。",
            act="受け取りをやめる",
            instead="続ける",
            danger=True,
        )

    def hideEvent(self, event: QHideEvent) -> None:
        """Empty the number fields whenever they leave the screen."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.number.wipe()
            self.flow.forget_number()

    def _read_person(self, person_id: str) -> None:
        self.context.operations.query(self, partial(read_facts, person_id=person_id), self._show_person)

    def _look_at_person(self, person_id: str) -> None:
        self.context.operations.query(self, partial(read_facts, person_id=person_id), self._show_row)

    def _show_row(self, facts: CollectFacts) -> None:
        """Follow the row the cursor is on; the keyboard stays in the list until somebody goes on."""
        went_on = self.flow.current > 0
        self.flow.choose_person(facts)
        if went_on:
            self.wizard.show_step()
            return
        self.wizard.draw_step()
        self._offer_going_on()

    def _show_person(self, facts: CollectFacts) -> None:
        if facts.not_able is not None and not facts.refusal:
            self.banners.clear()
            self.missing_step.show(facts.not_able)
            self.wizard.setVisible(not self.who.list.isHidden())  # somebody else of the list may do
            return
        self.flow.choose_person(facts)
        if self._draft:
            self.flow.restore(self._draft)
            self._draft = {}
        elif not facts.refusal and not facts.has_number:
            self.flow.go_next()  # named by whoever opened this, or opened in the list
        self.wizard.show_step()
        if self.flow.key == steps.WHO and facts.has_number:  # what is to be minded is said below the list
            self.wizard.next_button.setFocus()

    def _show_way(self) -> None:
        if self.flow.facts is not None:
            reason = steps.check_reason(self.flow.facts, self.flow.combination())
            self.wizard.reason.show_reason(
                reason.title, reason.text, confirmed=reason.confirmed, source=reason.source
            )

    def _step_changed(self, key: str) -> None:
        if key != steps.NUMBER:
            self.number.wipe()
        self._offer_going_on()
        if self.wizard.current_widget().first_focus() is None:
            self.wizard.next_button.setFocus()
        self.ensureVisible(0, 0)

    def _offer_going_on(self) -> None:
        self.wizard.next_button.setVisible(self.flow.may_go_on)
        self._show_subtitle()

    def _show_subtitle(self) -> None:
        facts, affairs = self.flow.facts, self.flow.affairs()
        if facts is None:
            self.set_subtitle("")
            return
        of = f"{facts.worker_name}さんの" if facts.worker_name else ""
        words = f"{facts.name}さん({of}{facts.category_name})"
        if self.flow.current > 1 and affairs:
            more = f"ほか {len(affairs) - 1}事務" if len(affairs) > 1 else ""
            words += f"・{affairs[0].name}{more}"
        self.set_subtitle(words)

    def _give_up(self) -> None:
        self.context.shell.back()

    def _register(self) -> None:
        self.wizard.set_busy(True)
        self.context.operations.act(
            self, partial(_collect, receipt=self.flow.receipt()), self._registered, self._refused
        )

    def _refused(self, situation: Situation) -> None:
        self.wizard.set_busy(False)
        self.missing_step.show(situation)

    def _registered(self, answer: str | Duplicate | tuple[Problem, ...]) -> None:
        self.wizard.set_busy(False)
        if isinstance(answer, Duplicate):
            self.flow.answers.duplicates = tuple(name for _id, name in answer.holders)
            self.wizard.show_step()
        elif isinstance(answer, tuple):
            self._show_objections(answer)
        else:
            self._done()

    def _show_objections(self, problems: tuple[Problem, ...]) -> None:
        self.flow.go_to_check()
        self.wizard.show_step()
        self.say("error", "\n".join(problem.sentence for problem in problems), "まだ登録していません")

    def _done(self) -> None:
        facts = self.flow.facts
        self.flow.finished = True
        self.flow.forget_number()
        self.number.wipe()
        shell = self.context.shell
        shell.back()
        name = facts.name if facts is not None else ""
        shell.say("success", steps.KEEP_NOTHING_AFTER, f"{name}さんの個人番号を登録しました")


def _collect(desk: Desk, receipt: NumberReceipt) -> Done[str | Duplicate] | tuple[Problem, ...]:
    answer = collect_number(desk, receipt)
    if isinstance(answer, Duplicate):
        return Done(answer, Changed.NOTHING)
    return Done(answer.answer, answer.changed) if isinstance(answer, Done) else answer
