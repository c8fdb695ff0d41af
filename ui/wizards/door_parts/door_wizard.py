"""The window-filling frame of a wizard before an open vault: title, banners, steps, help at F1."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.use_cases import vault_gate
from ashibue_desk.use_cases.at_the_door import KeyPlaces, key_places
from ashibue_desk.use_cases.desk import Desk
from ui.background.progress import Progress
from ui.desktop import message_box
from ui.theme.theme import px
from ui.widgets.banner import BannerPlace
from ui.widgets.card import column, row
from ui.widgets.door import DoorContext
from ui.widgets.help_panel import HelpPanel
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.small_parts import ProgressPanel
from ui.widgets.tab_order import order_keys
from ui.widgets.wizard_frame import Flow, StepWidget, WizardFrame
from ui.wizards.door_parts.key_choice import KeyChoice

T = TypeVar("T")
_WIDTH = 1080
_LOW = 480  # px at 100 %


class DoorSheetWide(QWidget):
    """A scrolling sheet with the product's name, a title, banners and ``body``; F1 opens the help at the right."""

    def __init__(self, context: DoorContext, title: str, help_key: str) -> None:
        super().__init__()
        self.context = context
        self._help_key = help_key
        beside = row(gap=0)
        self.setLayout(beside)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setProperty("look", "canvas")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.help_panel = HelpPanel(self.area, self)
        beside.addWidget(self.area, 1)
        beside.addWidget(self.help_panel)
        inside = QWidget(self.area)
        inside.setProperty("look", "canvas")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        across = row(gap=0)
        inside.setLayout(across)
        sheet = QWidget(inside)
        sheet.setMaximumWidth(px(_WIDTH))
        sheet.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        across.addStretch(1)
        across.addWidget(sheet, 100)
        across.addStretch(1)
        self.body = column(gap=16)
        side = min(px(32), 40)
        self.body.setContentsMargins(side, px(24), side, px(32))
        sheet.setLayout(self.body)
        self.banners = BannerPlace(sheet)
        self.progress_panel = ProgressPanel(sheet)
        self._product = PlainLabel("あしぶえデスク", sheet, look="product")
        self.body.addWidget(self._product)
        self.body.addWidget(Heading(title, 1, sheet))
        self.body.addWidget(self.banners)
        self.body.addWidget(self.progress_panel)
        self.area.setWidget(inside)
        self.banners.said.connect(self.scroll_to_top)
        self.help_panel.closed.connect(self._give_keyboard_back)
        self._had_keyboard: QWidget | None = None
        self.setAccessibleName(title)
        help_key_ = QShortcut(QKeySequence("F1"), self)
        help_key_.activated.connect(self.show_help)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.activated.connect(self.escape)

    def show_help(self) -> None:
        """Show or put away the help."""
        if self.help_panel.isVisible():
            self.help_panel.put_away()
        else:
            self._had_keyboard = self.focusWidget()
            self.help_panel.show_help(self._help_key)

    def _give_keyboard_back(self) -> None:
        if self._had_keyboard is not None and self._had_keyboard.isVisible():
            self._had_keyboard.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the product's name out where large letters need the height for the step itself."""
        super().resizeEvent(event)
        self._product.setVisible(self.height() >= px(_LOW))

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Let Tab go in the order of reading."""
        order_keys(self)
        return super().focusNextPrevChild(forwards)

    def scroll_to_top(self) -> None:
        """Show the beginning, where banners and progress are."""
        self.area.ensureVisible(0, 0)

    def escape(self) -> None:
        """Put the help away; Esc never throws away what was typed."""
        if self.help_panel.isVisible():
            self.help_panel.put_away()

    def show_situation(self, situation: Situation) -> None:
        """Show what happened on top."""
        self.banners.clear()
        self.banners.show_situation(situation)

    def show_progress(self, progress: Progress) -> None:
        """Show how far long work is."""
        self.progress_panel.follow(progress)
        self.scroll_to_top()

    def go_in(self, desk: Desk) -> None:
        """Go on into the main window."""
        self.context.door.go_in(desk)


class DoorWizard(DoorSheetWide):
    """A flow with its steps. Subclasses do the act in ``finish``."""

    def __init__(
        self,
        context: DoorContext,
        title: str,
        help_key: str,
        flow: Flow,
        widgets: Mapping[str, StepWidget],
    ) -> None:
        super().__init__(context, title, help_key)
        self.frame = WizardFrame(flow, widgets, self)
        self.body.addWidget(self.frame)
        self.body.addStretch(1)
        self.frame.finished.connect(self.finish)
        self.frame.given_up.connect(self.give_up)
        self.frame.step_changed.connect(self.step_shown)

    def finish(self) -> None:
        """Do what the wizard is for."""
        raise NotImplementedError

    def step_shown(self, _key: str) -> None:
        """Hear that another step is on the screen."""
        self.banners.clear()
        self.scroll_to_top()

    def something_typed(self) -> bool:
        """Return whether giving up would lose something."""
        return False

    def go_in(self, desk: Desk) -> None:
        """Go on into the main window; the passwords typed are not needed any more."""
        self.forget()
        super().go_in(desk)

    def forget(self) -> None:
        """Drop what is secret in the flow."""

    def give_up(self) -> None:
        """Return to the door, asking first when something would be lost."""
        self.frame.store()
        if self.something_typed() and not message_box.ask(
            self,
            "ここでやめますか",
            self.give_up_words(),
            act="やめて戻る",
            instead="続ける",
        ):
            return
        self.leave()
        self.context.door.back()

    def give_up_words(self) -> str:
        """Say what giving up loses and what stays."""
        return "入力した内容は残りません。保管庫やバックアップは何も変わりません。"

    def leave(self) -> None:
        """Clear away what giving up leaves behind."""

    def do(
        self,
        work: Callable[[], T],
        on_answer: Callable[[T], object],
        progress: Progress | None = None,
    ) -> None:
        """Do ``work`` in the vault thread while the buttons are held; ``on_answer`` is a method of a QObject."""
        self.banners.clear()
        self.frame.set_busy(True)
        self.context.operations.run(self, work, on_answer, self.failed, progress)

    def failed(self, situation: Situation) -> None:
        """Show what happened and let go of the buttons."""
        self.frame.set_busy(False)
        self.show_situation(situation)

    def try_keychain(self, choice: KeyChoice, step: StepWidget) -> None:
        """Find out in the vault thread where the device key can be kept; ``step`` is the one that shows it."""
        self._key_choice, self._key_step = choice, step
        self.context.operations.run(self, partial(key_places, self.context.surroundings), self._keys_known)

    def _keys_known(self, places: KeyPlaces) -> None:
        is_open = self.frame.current_widget() is self._key_step
        if is_open:
            self._key_step.store()  # what was typed meanwhile stays
        self._key_choice.know(places)
        if is_open:
            self._key_step.load()

    def unlock(self, place: Path, user_id: str, password: str) -> None:
        """Open the finished vault and go in."""
        work = partial(vault_gate.unlock, self.context.surroundings, place, user_id, password)
        self.do(work, self.go_in)
