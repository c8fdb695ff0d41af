"""The frame of step-by-step work: a flow without Qt decides, this draws.

The flow lives in ``ui/wizards/<act>/flow.py``, keeps every value that was typed (Back loses nothing), and is tested without
a window. Steps are widgets that show a flow's values (``load``) and put them back (``store``).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QScrollArea, QWidget

from ashibue_desk.domain.problems import Problem, blocking
from ui.theme.theme import px
from ui.widgets.buttons import OutlineButton, PrimaryButton
from ui.widgets.card import Card, ReasonCard, column, row
from ui.widgets.field_row import FieldRow
from ui.widgets.fit_stack import FitStack
from ui.widgets.folding import fold
from ui.widgets.labels import PlainLabel, SupportText
from ui.widgets.sight import bring_into_sight
from ui.widgets.small_parts import StepList
from ui.widgets.turns import Turns

_SIDE_BY_SIDE: Final = 760  # px at 100 %


@dataclass(frozen=True)
class Reason:
    """Why a step asks, and on what that rests; ``confirmed`` tells whether the rule was checked at its source."""

    title: str
    text: str
    confirmed: bool | None = None
    source: str = ""


@dataclass(frozen=True)
class Step:
    """One step as the frame draws it. ``next_act`` names what the button at the right does (「番号の入力へ進む」)."""

    key: str
    title: str  # in the list at the left
    heading: str  # over the step itself
    support: str = ""
    next_act: str = "次へ進む"
    reason: Reason | None = None


class Flow(Protocol):
    """The headless half of a wizard. ``steps`` may change with what was answered; ``current`` counts from 0."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the steps as they stand now."""

    @property
    def current(self) -> int:
        """Return where the flow is."""

    def problems(self) -> tuple[Problem, ...]:
        """Return what keeps the present step from being left forwards."""

    def go_next(self) -> bool:
        """Go one step on; return ``False`` on the last one, where the wizard's act is due instead."""

    def go_back(self) -> bool:
        """Go one step back; return ``False`` on the first."""

    def go_to(self, at: int) -> None:
        """Go back to a step already done."""


class StepWidget(QWidget):
    """One step's fields. Subclasses read the flow in ``load`` and write into it in ``store``.

    ``answered`` when nothing is left to be said here (the one file was chosen): the keyboard goes to going on.
    """

    changed = Signal()
    answered = Signal()

    def load(self) -> None:
        """Show the flow's values."""

    def store(self) -> None:
        """Put what was typed into the flow."""

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Show problems beside their fields; return those that have none, which the frame shows."""
        return problems

    def first_focus(self) -> QWidget | None:
        """Return what has the keyboard when the step opens."""
        return None


class WizardFrame(QWidget):
    """Draws a flow. ``finished`` when the last step's button was pressed without problems, ``given_up`` on 「やめる」.

    ``later`` makes the widgets of steps that come later, a turn each, or at once where one is reached before its turn.
    """

    finished = Signal()
    given_up = Signal()
    step_changed = Signal(str)

    def __init__(
        self,
        flow: Flow,
        widgets: Mapping[str, StepWidget],
        parent: QWidget | None = None,
        *,
        give_up: str = "やめる",
        later: Mapping[str, Callable[[], StepWidget]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._flow = flow
        self._widgets = dict(widgets)
        self._later = dict(later or {})
        self._layout = layout = row(gap=24)
        self.setLayout(layout)
        self.step_list = StepList((), self)
        layout.addWidget(self.step_list, 0, Qt.AlignmentFlag.AlignTop)
        middle = column(gap=16)
        layout.addLayout(middle, 3)
        self._card = Card("", self)
        self._title = PlainLabel("", self._card, look="h2", wrap=True)
        self._support = SupportText("", self._card)
        self._problem = PlainLabel("", self._card, look="problem", wrap=True)
        self._stack = FitStack(self._card)
        for widget in self._widgets.values():
            self._join(widget)
        for part in (self._title, self._support, self._stack, self._problem):
            self._card.body.addWidget(part)
        middle.addWidget(self._card)
        buttons = row()
        self.next_button = PrimaryButton("次へ進む", self)
        self.back_button = OutlineButton("戻る", self)
        self.give_up_button = OutlineButton(give_up, self)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.give_up_button)
        buttons.addStretch(1)
        buttons.addWidget(self.next_button)
        middle.addLayout(buttons)
        middle.addStretch(1)
        self.reason = ReasonCard(self)
        self.reason.setMinimumWidth(px(200))
        layout.addWidget(self.reason, 2, Qt.AlignmentFlag.AlignTop)
        self._listen()
        self.show_step()
        self._turns = Turns(self)
        if self._later:
            self._turns.begin(self._made_later())

    def _join(self, widget: StepWidget) -> None:
        self._stack.addWidget(widget)
        widget.answered.connect(self._lead_on)

    def _made_later(self) -> Iterator[None]:
        for key in tuple(self._later):
            self._widget(key)
            yield

    def _widget(self, key: str) -> StepWidget:
        """Return a step's widget, made now if its turn has not come."""
        make = self._later.pop(key, None)
        if make is not None:
            self._widgets[key] = make()
            self._join(self._widgets[key])
        return self._widgets[key]

    def _listen(self) -> None:
        self.back_button.clicked.connect(self.go_back)
        self.next_button.clicked.connect(self.go_next)
        self.give_up_button.clicked.connect(self.given_up)
        self.step_list.chosen.connect(self.go_to)
        shortcut = QShortcut(QKeySequence("Alt+Left"), self)
        shortcut.activated.connect(self.go_back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, unless the part with the keyboard took it; in a list it belongs to the rows."""
        in_list = isinstance(self.focusWidget(), QAbstractItemView)
        if not in_list and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_button.click()  # does nothing while the buttons are held
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the parts need below one another."""
        return QSize(px(320), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the three parts below one another where they do not fit side by side."""
        super().resizeEvent(event)
        self.step_list.set_compact(fold(self._layout, self.width(), px(_SIDE_BY_SIDE)))

    def key_order(self) -> tuple[QWidget, ...]:
        """Let Tab go from the last field to going on, not to giving up."""
        buttons = (self.next_button, self.back_button, self.give_up_button)
        return (self.step_list, self._card, *buttons, self.reason)

    def current_widget(self) -> StepWidget:
        """Return the present step's widget."""
        return self._widget(self._flow.steps[self._flow.current].key)

    def store(self) -> None:
        """Put what is typed on the present step into the flow (before a draft is taken)."""
        self.current_widget().store()

    def go_next(self) -> None:
        """Check the present step and go on, or finish on the last."""
        self.store()
        problems = self._flow.problems()
        self._show_problems(problems)
        if blocking(problems):
            return
        if self._flow.go_next():
            self.show_step()
        else:
            self.finished.emit()

    def go_back(self) -> None:
        """Go one step back; what was typed stays in the flow."""
        self.store()
        if self._flow.go_back():
            self.show_step()

    def go_to(self, at: int) -> None:
        """Go back to a step already done."""
        self.store()
        self._flow.go_to(at)
        self.show_step()

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a state
        """Hold the buttons while the wizard's act is under way."""
        for button in (self.back_button, self.next_button, self.give_up_button):
            button.setEnabled(not busy)

    def show_step(self) -> None:
        """Draw where the flow is now, and begin there (call it after the flow changed by itself)."""
        self.draw_step()
        self._scroll_to_top()
        # Somewhere, or Enter would reach nobody.
        focus = self.current_widget().first_focus() or self.next_button
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.step_changed.emit(self._flow.steps[self._flow.current].key)

    def draw_step(self) -> None:
        """Draw the step that somebody is in the midst of; the keyboard stays where it is."""
        steps, at = self._flow.steps, self._flow.current
        step = steps[at]
        self.step_list.show_steps(tuple(each.title for each in steps), at)
        self._title.setText(step.heading)
        self._support.setText(step.support)
        self._support.setVisible(bool(step.support))
        self._show_problems(())
        self.back_button.setVisible(at > 0)
        self.next_button.setText(step.next_act)
        self._show_reason(step.reason)
        widget = self._widget(step.key)
        widget.load()
        self._stack.setCurrentWidget(widget)

    def _lead_on(self) -> None:
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _scroll_to_top(self) -> None:
        """Begin each step at its heading, wherever the last one was left."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureVisible(0, 0)

    def _show_reason(self, reason: Reason | None) -> None:
        self.reason.setVisible(reason is not None)
        if reason is not None:
            self.reason.show_reason(
                reason.title, reason.text, confirmed=reason.confirmed, source=reason.source
            )

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        left = self.current_widget().show_problems(problems)
        self._problem.setText("\n".join(problem.sentence for problem in left))
        self._problem.setVisible(bool(left))
        wrong = self._first_wrong() if problems else None
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_sight(wrong)
        elif left:
            bring_into_sight(self._problem)

    def _first_wrong(self) -> QWidget | None:
        rows = self.current_widget().findChildren(FieldRow)
        return next((each.field for each in rows if not each.isHidden() and each.problem_text()), None)
