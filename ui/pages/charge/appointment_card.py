"""One appointment on a person's page: how far the sequence is, its facts, and the acts that make sense now."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ashibue_desk.domain.appointments import STEP_NAMES, Step
from ashibue_desk.domain.roles import Role
from ui.pages.charge.view import ENDED, LEAVING, OFFERS, TONES, ChargeRow, facts_of
from ui.widgets.buttons import PrimaryButton, SmallButton
from ui.widgets.card import Card
from ui.widgets.facts import FactsGrid
from ui.widgets.labels import PlainLabel, Tag
from ui.widgets.stage_band import StageBand
from ui.widgets.wrap_layout import WrapLayout

PRINT_PLEDGE, PRINT_TRAINING, AFFAIRS, TERM, HANDOVER, PRINT_HANDOVER, WITHDRAW, END = (
    "print_pledge",
    "print_training",
    "affairs",
    "term",
    "handover",
    "print_handover",
    "withdraw",
    "end",
)
_ACTS = {
    PRINT_PLEDGE: "誓約書を印刷する",
    PRINT_TRAINING: "研修の記録を印刷する",
    AFFAIRS: "担当する事務を変える",
    TERM: "任期を変える",
    HANDOVER: "引継ぎを始める",
    PRINT_HANDOVER: "引継書を印刷する",
    WITHDRAW: "引継ぎを取りやめる",
    END: "引継ぎの完了を確かめる",
}

EVERY_ACT = frozenset({*_ACTS, *(step.value for step in Step)})


class ActButton(SmallButton):
    """A button that names its act."""

    chosen = Signal(str)

    def __init__(self, key: str, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self._key = key
        self.clicked.connect(self._choose)

    def _choose(self) -> None:
        self.chosen.emit(self._key)


class AppointmentCard(Card):
    """``asked(act, row)``: the act is a step's value or one of the constants above; only those ``allowed`` are offered."""

    asked = Signal(str, object)

    def __init__(
        self, shown: ChargeRow, today: date, parent: QWidget | None, *, allowed: frozenset[str]
    ) -> None:
        self._tag = Tag(shown.state_words, TONES[shown.state])
        charge = shown.charge
        super().__init__(charge.role_name, parent, action=self._tag)
        self.shown = shown
        self.setAccessibleName(f"{charge.role_name}、{shown.state_words}")
        self.band = StageBand(self)
        self.band.setVisible(shown.state != ENDED and len(charge.steps) > 1)
        self._show_band()
        self.reason = PlainLabel(charge.reason, self, wrap=True)
        self.reason.set_tone("warning")
        self.reason.setVisible(bool(charge.reason) and shown.state != ENDED)
        facts = FactsGrid(self)
        facts.show_facts(facts_of(shown, today))
        for part in (self.band, self.reason, facts):
            self.body.addWidget(part)
        self.primary: PrimaryButton | None = None
        self.others: list[ActButton] = []
        if shown.state != ENDED:
            self._offer_acts(allowed)

    def take_keyboard(self) -> None:
        """Give the keyboard to the one next act, or to the first of the others where there is none."""
        offered = [button for button in (self.primary, *self.others) if button is not None]
        if offered:
            offered[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def holds_keyboard(self) -> bool:
        """Whether one of the acts has the keyboard."""
        now = QApplication.focusWidget()
        return now is not None and self.isAncestorOf(now)

    def _show_band(self) -> None:
        steps, missing = self.shown.charge.steps, self.shown.missing
        at = steps.index(missing) if missing is not None else len(steps)
        self.band.show_stages([STEP_NAMES[step] for step in steps], at)

    def _offer_acts(self, allowed: frozenset[str]) -> None:
        first, others = self._acts()
        line = WrapLayout(gap=8)
        if first in allowed:
            self.primary = PrimaryButton(_words(first), self)
            self.primary.clicked.connect(self._take_first)
            self._first = first
            line.addWidget(self.primary)
        for key in others:
            if key not in allowed:
                continue
            button = ActButton(key, _words(key), self)
            button.chosen.connect(self._ask)
            self.others.append(button)
            line.addWidget(button)
        self.body.addLayout(line)

    def _acts(self) -> tuple[str, list[str]]:
        """Return the one next act, and the others."""
        charge = self.shown
        if charge.state == LEAVING:
            return END, [PRINT_HANDOVER, WITHDRAW]
        if charge.appointment.resolved_on is None:
            return Step.APPOINTED.value, []
        others = self._later_steps()
        if charge.missing is Step.PLEDGED:
            others.insert(0, PRINT_PLEDGE)
        if Step.TRAINED in charge.charge.steps:
            others.append(PRINT_TRAINING)
        if charge.appointment.role is Role.HANDLER:
            others.append(AFFAIRS)
        return charge.missing.value if charge.missing is not None else "", [*others, TERM, HANDOVER]

    def _later_steps(self) -> list[str]:
        """Return the steps after the next one that are missing too: papers do not always come in order."""
        return [step.value for step in self.shown.charge.missing[1:]]

    def _take_first(self) -> None:
        self._ask(self._first)

    def _ask(self, act: str) -> None:
        self.asked.emit(act, self.shown)


def _words(act: str) -> str:
    return _ACTS[act] if act in _ACTS else OFFERS[Step(act)]
