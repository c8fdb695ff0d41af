"""The log by person, by handler, by affair and by day: a list of each, from which the lines themselves are opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LOG_CLASS_NAMES, LogFilter
from ashibue_desk.domain.log_tally import Group, LogTally, Subject
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.use_cases.count_lines import Count, begin_count, go_on_counting
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.handling_log import affair_names
from ui.background.operations import Operations
from ui.desktop.remembered import Remembered
from ui.pages.handling_log.view import day_words
from ui.widgets.card import column
from ui.widgets.charts import Bar
from ui.widgets.list_panel import ListPanel
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.small_parts import EmptyState

PERSON, HANDLER, AFFAIR, DAY = "person", "handler", "affair", "day"
GROUP_NAMES = {PERSON: "人・対象ごと", HANDLER: "取扱者ごと", AFFAIR: "事務ごと", DAY: "日ごと"}
_COUNTERS = {PERSON: "人", HANDLER: "人", AFFAIR: "件", DAY: "日"}


@dataclass(frozen=True, slots=True)
class Counted:
    """What counting found: the lists, and the bars by class, by handler, and by both."""

    lines: int
    groups: dict[str, tuple[Group, ...]]
    by_class: tuple[Bar, ...]
    by_handler: tuple[Bar, ...]
    by_both: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of counting; ``counted`` is there when it is done."""

    count: Count
    counted: Counted | None = None


def begin(desk: Desk, wanted: LogFilter) -> Step:
    """Begin to count. Runs in the vault thread."""
    return _step(desk, begin_count(desk, wanted))


def go_on(desk: Desk, count: Count) -> Step:
    """Go on counting. Runs in the vault thread."""
    return _step(desk, go_on_counting(desk, count))


def _step(desk: Desk, count: Count) -> Step:
    return Step(count, _counted(desk, count.tally) if count.is_done else None)


def _counted(desk: Desk, tally: LogTally) -> Counted:
    affairs = (
        Group(group.key, affair_names(desk, group.key), group.lines, group.first, group.last)
        for group in tally.by_affair()
    )
    days = (
        Group(group.key, day_words(group.key), group.lines, group.first, group.last)
        for group in tally.by_day()
    )
    handlers = tally.by_handler()
    groups = {PERSON: tally.by_person(), HANDLER: handlers, AFFAIR: tuple(affairs), DAY: tuple(days)}
    by_class = [(LOG_CLASS_NAMES[kind], lines) for kind, lines in tally.by_class().items()]
    both = (
        (f"{group.name}　{LOG_CLASS_NAMES[kind]}", lines)
        for group, classes in tally.by_handler_and_class()
        for kind, lines in classes.items()
    )
    by_handler = [(group.name, group.lines) for group in handlers]
    return Counted(tally.lines, groups, _bars(by_class), _bars(by_handler), _bars(tuple(both)))


def _bars(found: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    most = max((lines for _title, lines in found), default=0)
    return tuple(Bar(title, lines, most, words=f"{lines:,}行") for title, lines in found)


class LogCounter(QObject):
    """Counts in small steps, one count at a time; ``counted(Counted)`` when it is done, ``moved(Count)`` before."""

    counted = Signal(object)
    moved = Signal(object)
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._wanted: LogFilter | None = None
        self._busy = False

    def count(self, wanted: LogFilter) -> None:
        """Count the lines that fit; a count under way for others is given up."""
        self._wanted = wanted
        self._begin()

    def _begin(self) -> None:
        if self._wanted is not None and not self._busy:
            wanted, self._wanted = self._wanted, None
            self._busy = True
            self._operations.query(self, partial(begin, wanted=wanted), self._take, self._fail)

    def _take(self, step: Step) -> None:
        self._busy = False
        if self._wanted is not None:
            self._begin()
        elif step.counted is not None:
            self.counted.emit(step.counted)
        else:
            self.moved.emit(step.count)
            self._busy = True
            self._operations.query(self, partial(go_on, count=step.count), self._take, self._fail)

    def _fail(self, situation: Situation) -> None:
        self._busy = False
        self.failed.emit(situation)


def _key(group: Group) -> str:
    return group.key


def _text(group: Group) -> str:
    return search_key(group.name)


def _columns(title: str) -> tuple[Column[Group], ...]:
    return (
        Column("name", title, lambda group: group.name, 300, bold=True, stretches=True),
        Column(
            "lines", "行数", lambda group: f"{group.lines:,}", 110, sort=lambda group: group.lines, right=True
        ),
        Column(
            "first", "はじめの日", lambda group: day_words(group.first), 140, sort=lambda group: group.first
        ),
        Column("last", "最後の日", lambda group: day_words(group.last), 140, sort=lambda group: group.last),
    )


class GroupPanel(QWidget):
    """One of the lists. ``chosen(Subject)`` when the lines of one are asked for."""

    chosen = Signal(object)

    def __init__(self, kind: str, remembered: Remembered, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = kind
        title = GROUP_NAMES[kind]
        self.rows = RowsModel(_columns({DAY: "日"}.get(kind, title.removesuffix("ごと"))), _key, _text, self)
        self.list = ListPanel(
            self.rows,
            remembered,
            f"log_by_{kind}",
            self,
            name=f"{title}の一覧",
            counter=_COUNTERS[kind],
            placeholder="名前でさがす",
            empty=EmptyState(
                "この条件の記録はありません", "期間や区分を変えると、ほかの記録が見られます。", self
            ),
        )
        self.list.opened.connect(self._open)
        layout = column(gap=0)
        self.setLayout(layout)
        layout.addWidget(self.list)

    def show_groups(self, groups: tuple[Group, ...]) -> None:
        """Show other groups."""
        self.list.set_rows(groups)

    def _open(self, key: str) -> None:
        at = self.rows.line_of(key)
        if at >= 0:
            self.chosen.emit(Subject(self._kind, key, self.rows.row(at).name))
