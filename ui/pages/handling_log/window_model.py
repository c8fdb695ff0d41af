"""The table model of a log of any length: it knows the numbers of the lines, and has read those that are or were in sight."""

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal

from ashibue_desk.domain.handling_log import LogClass, LogEntry, LogLine, LogView
from ui.pages.handling_log.view import COLUMNS, row_id
from ui.widgets.rows_model import KEY_ROLE, Index, RowsModel

_NOWHERE: Final = QModelIndex()
_KEPT: Final = 2_000  # lines
_AROUND: Final = 30  # lines read above and below those in sight
_NOTHING_YET: Final = LogEntry(0, "", "", "", "", LogLine(log_class=LogClass.ACCESS, act="…"))
WAITING: Final = LogView(entry=_NOTHING_YET, affairs="")
"""Stands for a line that is still being read."""


def gone(seq: int) -> LogView:
    """Return what stands in the place of a line that somebody took out past the program."""
    told = LogLine(log_class=LogClass.ACCESS, act="この番号の記録がありません")
    return LogView(entry=LogEntry(seq, "", "", "", "", told), affairs="")


def no_text(_row: LogView) -> str:
    """Return that no line is searched here: the vault does that."""
    return ""


class LogWindowModel(RowsModel):
    """Newest line first. ``wished(numbers)`` asks for lines in sight, ``typed(text)`` tells what is to be looked for."""

    wished = Signal(object)
    typed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, row_id, no_text, parent)
        self._numbers: range | list[int] = []
        self._lines: OrderedDict[int, LogView] = OrderedDict()
        self._sight: tuple[int, int] | None = None
        self._whole = 0
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self.ask)

    # what the reader tells

    def begin(self, numbers: Sequence[int], lines: Sequence[LogView]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._numbers = numbers if isinstance(numbers, range) else list(numbers)
        self._lines.clear()
        self._remember(lines)
        self.endResetModel()

    def go_on(self, numbers: Sequence[int]) -> None:
        """Add older lines at the end."""
        if numbers:
            at = len(self._numbers)
            self.beginInsertRows(QModelIndex(), at, at + len(numbers) - 1)
            if isinstance(self._numbers, range):
                self._numbers = list(self._numbers)
            self._numbers.extend(numbers)  # in place: a copy of a million at each step would be felt
            self.endInsertRows()

    def put_on_top(self, numbers: Sequence[int], lines: Sequence[LogView]) -> None:
        """Add newer lines; what is known of older ones may have changed and is read again when it is next in sight."""
        self._lines.clear()
        self._remember(lines)
        if numbers:
            self.beginInsertRows(QModelIndex(), 0, len(numbers) - 1)
            self._numbers = _joined(numbers, self._numbers)
            self.endInsertRows()

    def take_lines(self, lines: Sequence[LogView], asked: Sequence[int]) -> None:
        """Take lines that were wished for; ``asked`` are their numbers, of which some may be gone."""
        there = {line.entry.seq for line in lines}
        self._remember([*lines, *(gone(seq) for seq in asked if seq not in there)])
        places = [self.line_of(str(seq)) for seq in asked]
        shown = [at for at in places if at >= 0]
        if shown:
            self.dataChanged.emit(self.index(min(shown), 0), self.index(max(shown), len(self.columns) - 1))

    def set_total(self, whole: int) -> None:
        """Say how many lines there would be without the words looked for, and that ``filtered`` holds."""
        self._whole = whole
        self.filtered.emit()

    def ask(self) -> None:
        """Ask for the lines in sight that are not there."""
        if self._sight is None:
            return
        first, last = self._sight
        self._sight = None
        around = range(max(0, first - _AROUND), min(len(self._numbers), last + _AROUND + 1))
        missing = [self._numbers[at] for at in around if self._numbers[at] not in self._lines]
        if missing:
            self.wished.emit(missing)

    def numbers(self) -> Sequence[int]:
        """Return the numbers of all lines, newest first."""
        return self._numbers

    def line(self, key: str) -> LogView | None:
        """Return a line that was read, by its number as text."""
        return self._lines.get(int(key)) if key else None

    # what list and view ask

    def set_filter(self, typed: str) -> None:
        """Pass on what was typed: the vault looks for it."""
        self.typed.emit(typed)

    def row(self, at: int) -> LogView:
        """Return the line shown at ``at``, or ``WAITING``."""
        found = self._lines.get(self._numbers[at])
        if found is not None:
            return found
        first, last = self._sight or (at, at)
        self._sight = (min(first, at), max(last, at)) if last - first < _KEPT // 4 else (at, at)
        if not self._asking.isActive():
            self._asking.start()
        return WAITING

    def line_of(self, key: str) -> int:
        """Return where the line with the number ``key`` is, or -1."""
        if not key:
            return -1
        at = bisect_left(self._numbers, -int(key), key=int.__neg__)
        return at if at < len(self._numbers) and self._numbers[at] == int(key) else -1

    def total(self) -> int:
        """Return how many lines there are."""
        return max(self._whole, len(self._numbers))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines found so far."""
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return text, alignment or number of one cell."""
        if not index.isValid() or index.row() >= len(self._numbers):
            return None
        if role == KEY_ROLE:
            return str(self._numbers[index.row()])
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(self.row(index.row()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def is_checked(self, at: int) -> bool:  # noqa: ARG002 - no line can be checked
        """Return that it is not."""
        return False

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Leave the order as it is: newest first."""

    def _remember(self, lines: Sequence[LogView]) -> None:
        for line in lines:
            self._lines[line.entry.seq] = line
            self._lines.move_to_end(line.entry.seq)
        while len(self._lines) > _KEPT:
            self._lines.popitem(last=False)


def _joined(newer: Sequence[int], older: range | list[int]) -> range | list[int]:
    if isinstance(newer, range) and isinstance(older, range) and newer[-1] == older.start + 1:
        return range(newer.start, older.stop, -1)
    return [*newer, *older]
