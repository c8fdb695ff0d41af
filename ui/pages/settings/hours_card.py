"""The usual hours of the office, by which the log marks 時間外: shown to who reads the log, changed by the officer."""

from datetime import date, time
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.japanese_calendar import both
from ashibue_desk.domain.office_hours import (
    DatedHours,
    OfficeHours,
    clock_words,
    read_clock,
    weekday_names,
)
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.office_hours import HoursView, set_office_hours
from ui.background.operations import Operations
from ui.pages.settings.view import SettingsView
from ui.widgets.buttons import OutlineButton
from ui.widgets.card import Card, row
from ui.widgets.check_group import CheckChoice, CheckRow
from ui.widgets.confirmed_card import ConfirmedCard
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import TextField
from ui.widgets.labels import PlainLabel, SupportText

_WHAT_FOR = "この曜日と時刻のほかの取扱いに、取扱記録簿と月次点検で「時間外」の印が付きます。"
_ASK = (
    "明日からの記録に使います。いままでの記録の印は変わりません。変えたことは、取扱記録簿に残ります。"
    "広げすぎると、確かめたい取扱いに印が付かなくなります。"
)
_CLOCK = "9:00や17時半のように入力します。"


class HoursConfirmation(ConfirmedCard):
    """Days, hours, and the password of the one who decides."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.weekdays = CheckRow([CheckChoice(str(at), name) for at, name in weekday_names()])
        self.opens = TextField(width=6, max_length=10, check=_clock_problem)
        self.closes = TextField(width=6, max_length=10, check=_clock_problem)
        add = self.form.add
        add(FieldRow("仕事をする曜日(&D)", self.weekdays, required=True, name="weekdays"))
        add(FieldRow("はじまりの時刻(&F)", self.opens, required=True, support=_CLOCK, name="opens"))
        add(FieldRow("終わりの時刻(&U)", self.closes, required=True, name="closes"))
        self.add_password()

    def show_hours(self, hours: OfficeHours) -> None:
        """Begin with what holds now."""
        days = (at for at, _name in weekday_names() if at not in hours.free_weekdays)
        self.weekdays.set_value(str(at) for at in days)
        self.opens.set_value(clock_words(hours.opens))
        self.closes.set_value(clock_words(hours.closes))

    def typed(self) -> OfficeHours:
        """Return what stands in the fields, which were judged before."""
        work = {int(day) for day in self.weekdays.value()}
        return OfficeHours(
            opens=read_clock(self.opens.value()) or time(),
            closes=read_clock(self.closes.value()) or time(),
            free_weekdays=frozenset(at for at, _name in weekday_names() if at not in work),
        )


class HoursCard(Card):
    """``changed(since)`` once other hours stand; ``refused`` with what kept them from being changed.

    ``confirmation`` is shown below it by the page.
    """

    changed = Signal(object)
    refused = Signal(object)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__("事業所の勤務時間", parent)
        self._operations = operations
        self._hours: OfficeHours | None = None
        self.words = PlainLabel("", self, wrap=True)
        self.coming = PlainLabel("", self, wrap=True)
        self.note = SupportText("", self)
        for part in (SupportText(_WHAT_FOR, self), self.words, self.coming, self.note):
            self.body.addWidget(part)
        self.button = OutlineButton("勤務時間を変える", self)
        line = row()
        line.addWidget(self.button)
        line.addStretch(1)
        self.body.addLayout(line)
        self.confirmation = HoursConfirmation(parent)
        self.button.clicked.connect(self.ask)
        self.confirmation.agreed.connect(self.change)

    def show_hours(self, view: SettingsView) -> None:
        """Show what holds today, and what comes."""
        hours: HoursView = view.hours
        self._hours = hours.coming.hours if hours.coming else hours.today
        self.words.setText(hours.today.words)
        self.coming.setText(
            f"{both(hours.coming.since)}から: {hours.coming.hours.words}" if hours.coming else ""
        )
        self.coming.setVisible(hours.coming is not None)
        self.note.setText(view.hours_note)
        self.note.setVisible(bool(view.hours_note))

    def ask(self) -> None:
        """Ask for days, hours and the password."""
        if self._hours is not None:
            self.confirmation.show_hours(self._hours)
            self.confirmation.ask_password(needed=True)
            self.confirmation.ask("勤務時間を変える", _ASK, "勤務時間を変える")

    def change(self) -> None:
        """Set what was typed."""
        card = self.confirmation
        work = partial(set_office_hours, hours=card.typed(), password=card.taken_password())
        self._operations.act(self, work, self._done, self._not_done)

    def _done(self, answer: tuple[Problem, ...] | DatedHours) -> None:
        if isinstance(answer, tuple):
            self.confirmation.form.show_problems(answer)
            return
        since: date = answer.since
        self.confirmation.put_away()
        self.changed.emit(since)

    def _not_done(self, situation: Situation) -> None:
        self.refused.emit(situation)


def _clock_problem(typed: str) -> Problem | None:
    if read_clock(typed) is not None:
        return None
    return Problem("", "0:00から23:59までの時刻を、9:00や17時半のように入力してください。")
