"""What the log is narrowed by: period, class, handler, affair or number file, sign, and one person."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.handling_log import LOG_CLASS_NAMES, LogClass, LogFilter, LogMark
from ashibue_desk.domain.log_tally import Subject
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.find_lines import handlers_of_log
from ashibue_desk.use_cases.number_files import list_number_files
from ui.theme.theme import px
from ui.widgets.buttons import SmallButton
from ui.widgets.card import Card, column, row
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import PlainLabel
from ui.widgets.wrap_layout import WrapLayout

THIS_MONTH, LAST_MONTH, THIS_YEAR, EVERYTHING, CHOSEN = "month", "last", "year", "all", "chosen"
PERIODS = (
    (THIS_MONTH, "今月"),
    (LAST_MONTH, "先月"),
    (THIS_YEAR, "今年度"),
    (EVERYTHING, "すべての期間"),
    (CHOSEN, "期間を決める"),
)
CLASSES = (("", "すべての区分"), *((kind.value, name) for kind, name in LOG_CLASS_NAMES.items()))
MARKS = (
    ("", "すべてのしるし"),
    (LogMark.OUT_OF_HOURS.value, "時間外だけ"),
    (LogMark.MASS.value, "大量の出力だけ"),
    (LogMark.PAPER.value, "紙の取扱いだけ"),
    (LogMark.CORRECTION.value, "訂正・補記だけ"),
    (LogMark.CORRECTED.value, "訂正・補記された行だけ"),
)
_WIDEST = 190  # of a choice, in pixels at 100 %; its list may be wider
_ALL_HANDLERS = (("", "すべての取扱者"),)
_ALL_AFFAIRS = (("", "すべての事務"),)


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen beside what is always the same: handlers, and affairs by themselves and by number file."""

    handlers: tuple[tuple[str, str], ...]
    affairs: tuple[tuple[str, str], ...]  # value is a list of ids, separated by commas


def read_choices(desk: Desk) -> Choices:
    """Read what can be chosen. Runs in the vault thread."""
    files = tuple(
        (",".join(file.affairs), f"ファイル: {file.name}") for file in list_number_files(desk) if file.affairs
    )
    affairs = tuple((affair.id, affair.name) for affair in desk.law.affairs(desk.today))
    return Choices(handlers_of_log(desk), (*files, *affairs))


def period(choice: str, today: date, first_month: int) -> tuple[date | None, date | None]:
    """Return the first and last day of a choice; ``None`` where it is open."""
    first = today.replace(day=1)
    if choice == THIS_MONTH:
        return first, None
    if choice == LAST_MONTH:
        before = first - timedelta(days=1)
        return before.replace(day=1), before
    if choice == THIS_YEAR:
        year = today.year if today.month >= first_month else today.year - 1
        return date(year, first_month, 1), None
    return None, None


class DaysCard(Card):
    """The first and last day of a period. ``asked`` once both can be read."""

    asked = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.days = Form(self)
        self.since, self.until = DateField(day=today), DateField(day=today)
        self.days.add(FieldRow("はじめの日(&S)", self.since))
        self.days.add(
            FieldRow("終わりの日(&E)", self.until, support="空のままにすると、今日までを出します。")
        )
        self.body.addWidget(self.days)
        show = SmallButton("この期間を出す", self)
        show.clicked.connect(self.read)
        line = row()
        line.addWidget(show)
        line.addStretch(1)
        self.body.addLayout(line)
        self.hide()

    def read(self) -> None:
        """Ask for the lines of the days typed in, once both can be read."""
        if not self.days.judge():
            self.asked.emit()


class PersonLine(QWidget):
    """Says that only the lines of one person are shown, and leads back to everybody's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = row(gap=12)
        self.setLayout(line)
        self.words = PlainLabel("", self, look="label")
        self.everybody_button = SmallButton("全員の記録を見る", self)
        line.addWidget(self.words)
        line.addWidget(self.everybody_button)
        line.addStretch(1)
        self.hide()


class _Choice(ChoiceField):
    """A choice of limited width, whose list may be wider."""

    def showPopup(self) -> None:
        """Make the list as wide as the widest choice may be; Qt makes it only now."""
        self.view().setMinimumWidth(px(_WIDEST))
        super().showPopup()


class FilterBar(QWidget):
    """The choices above the log. ``changed`` when other lines are wanted.

    ``below`` belongs under it: the days of a period and the words of a person, each made when it is first needed.
    """

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._first_month = 4
        self._person = Subject("person", "", "")
        self.below = column()
        line = WrapLayout(gap=8)
        self.setLayout(line)
        self.period_choice = self._choice(line, PERIODS, "期間")
        self.period_choice.set_value(THIS_YEAR)
        self.class_choice = self._choice(line, CLASSES, "区分")
        self.handler_choice = self._choice(line, _ALL_HANDLERS, "取扱者")
        self.affair_choice = self._choice(line, _ALL_AFFAIRS, "事務")
        self.mark_choice = self._choice(line, MARKS, "しるし")
        self.period_choice.currentIndexChanged.connect(self._choose_period)
        for choice in (self.class_choice, self.handler_choice, self.affair_choice, self.mark_choice):
            choice.currentIndexChanged.connect(self._tell)

    def _choice(self, line: WrapLayout, items: tuple[tuple[str, str], ...], name: str) -> ChoiceField:
        choice = _Choice(items, self)
        choice.setAccessibleName(name)
        choice.setMaximumWidth(px(_WIDEST))
        line.addWidget(choice)
        return choice

    @cached_property
    def days_card(self) -> DaysCard:
        """The days of a period, made when somebody decides on one."""
        card = DaysCard(self._today, self.parentWidget())
        card.asked.connect(self.changed)
        self.below.insertWidget(0, card)
        return card

    @cached_property
    def person_line(self) -> PersonLine:
        """Whose lines these are, made when only one person's are shown."""
        line = PersonLine(self.parentWidget())
        line.everybody_button.clicked.connect(self.show_everybody)
        self.below.addWidget(line)
        return line

    def _show_below(self, *, shown: bool = True) -> None:
        """Show the days where a period is decided on, and whose lines these are where they are one person's."""
        for name, needed in (
            ("days_card", shown and self.period_choice.value() == CHOSEN),
            ("person_line", shown and bool(self._person.key)),
        ):
            if needed or name in vars(self):
                getattr(self, name).setVisible(needed)

    def wanted(self, typed: str = "") -> LogFilter:
        """Return which lines are asked for, with the words typed above the list."""
        choice = self.period_choice.value()
        since, until = period(choice, self._today, self._first_month)
        if choice == CHOSEN:
            since, until = self.days_card.since.value(), self.days_card.until.value()
        kind, mark, affairs = (
            each.value() for each in (self.class_choice, self.mark_choice, self.affair_choice)
        )
        return LogFilter(
            since=since,
            until=until,
            log_class=LogClass(kind) if kind else None,
            actor_id=self.handler_choice.value(),
            affairs=tuple(affairs.split(",")) if affairs else (),
            mark=LogMark(mark) if mark else None,
            object_id=self._person.key,
            text=typed,
        )

    def scope_words(self) -> str:
        """Return in words what is left out besides the period, for the head of a paper; empty for nothing."""
        choices = (self.class_choice, self.handler_choice, self.affair_choice, self.mark_choice)
        told = [choice.currentText() for choice in choices if choice.value()]
        person = [f"{self._person.name or '選んだ人'}さん"] if self._person.key else []
        return "、".join(person + told)

    def narrows(self) -> bool:
        """Whether anything but the period leaves lines out."""
        return bool(self.scope_words())

    def show_all(self, shown: bool) -> None:  # noqa: FBT001 - a state
        """Show the choices, or hide them where they say nothing."""
        self.setVisible(shown)
        self._show_below(shown=shown)

    def set_choices(self, choices: Choices) -> None:
        """Offer handlers and affairs; what is chosen stays."""
        for field, items in (
            (self.handler_choice, (*_ALL_HANDLERS, *choices.handlers)),
            (self.affair_choice, (*_ALL_AFFAIRS, *choices.affairs)),
        ):
            field.blockSignals(True)  # noqa: FBT003 - Qt's own
            field.set_items(items)
            field.blockSignals(False)  # noqa: FBT003

    def set_first_month(self, month: int) -> bool:
        """Learn when the year of the office begins; return whether other days are wanted now."""
        known, self._first_month = self._first_month, month
        return known != month and self.period_choice.value() == THIS_YEAR

    def show_subject(self, subject: Subject) -> None:
        """Leave only the lines of one person, handler, affair or day; days stay as they are but for a day."""
        if subject.kind == "person":
            self._person = subject
            self.person_line.words.setText(f"{subject.name or '選んだ人'}さんの記録だけを出しています。")
            self._show_below()
        elif subject.kind == "handler":
            self.handler_choice.set_value(subject.key)
        elif subject.kind == "affair":
            self.affair_choice.set_value(subject.key)
        else:
            self.show_day(date.fromisoformat(subject.key))
            return
        self.changed.emit()

    def show_day(self, day: date) -> None:
        """Leave only the lines of one day."""
        self.days_card.since.set_value(day)
        self.days_card.until.set_value(day)
        self.period_choice.set_value(CHOSEN)
        self._show_below()
        self.changed.emit()

    def show_everybody(self) -> None:
        """Leave the lines of one person."""
        self._person = Subject("person", "", "")
        self._show_below()
        self.changed.emit()

    def clear(self) -> None:
        """Leave nothing out."""
        self._person = Subject("person", "", "")
        self._show_below()
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        for choice in (self.class_choice, self.handler_choice, self.affair_choice, self.mark_choice):
            choice.setCurrentIndex(0)
        self.period_choice.set_value(EVERYTHING)
        self.blockSignals(False)  # noqa: FBT003
        self.changed.emit()

    def _choose_period(self, _at: int) -> None:
        chosen = self.period_choice.value() == CHOSEN
        self._show_below()
        if chosen:
            self.days_card.since.setFocus()
        else:
            self.changed.emit()

    def _tell(self, _at: int) -> None:
        self.changed.emit()
