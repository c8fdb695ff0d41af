"""The table model of every list: frozen rows, named columns, sort and filter in plain Python, fast at ten thousand rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ashibue_desk.domain.search_key import query_key

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
KEY_ROLE: Final = Qt.ItemDataRole.UserRole
_FLAGS: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column. ``text`` is what is shown; ``sort`` what rows are ordered by (its text without one).

    ``tone`` makes the text a tag of that meaning (``""`` for plain text). ``width`` is in pixels at 100 %; the column
    that ``stretches`` takes what is left. A column that is not ``shown`` waits in the column chooser.
    """

    key: str
    title: str
    text: Callable[[R], str]
    width: int = 120
    sort: Callable[[R], Any] | None = None
    tone: Callable[[R], str] | None = None
    right: bool = False  # money and counts
    bold: bool = False
    soft: bool = False
    stretches: bool = False
    shown: bool = True


class RowsModel(QAbstractTableModel):
    """Rows of one kind. ``key`` gives a row's id, ``search`` its folded search key (``domain.search_key``)."""

    checks_changed = Signal()
    filtered = Signal()

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        key: Callable[[Any], str],
        search: Callable[[Any], str],
        parent: QObject | None = None,
        *,
        checkable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.checkable = checkable
        self._key = key
        self._search = search
        self._rows: list[Any] = []
        self._keys: list[str] = []
        self._texts: list[str] = []
        self._ordered: list[int] = []  # every row, in the order of the sort
        self._shown: list[int] = []  # those of them that pass the filter
        self._checked: set[str] = set()
        self._query: tuple[str, ...] = ()
        self._keep: Callable[[Any], bool] | None = None
        self._sort_at = -1
        self._descending = False

    # what pages use

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Show other rows; the filter, the order and the checks of rows still there stay."""
        self.beginResetModel()
        self._rows = list(rows)
        self._keys = [self._key(row) for row in self._rows]
        self._texts = [self._search(row) for row in self._rows]
        self._checked &= set(self._keys)
        self._order()
        self._filter()
        self.endResetModel()
        self.filtered.emit()
        self.checks_changed.emit()

    def set_filter(self, typed: str) -> None:
        """Show only rows whose search key holds every word typed."""
        query = query_key(typed)
        if query != self._query:
            self._query = query
            self._refilter()

    def set_condition(self, keep: Callable[[Any], bool] | None) -> None:
        """Show only rows that ``keep`` says yes to (a choice above the list), beside the typed filter."""
        self._keep = keep
        self._refilter()

    def row(self, at: int) -> Any:
        """Return the row shown at line ``at``."""
        return self._rows[self._shown[at]]

    def line_of(self, key: str) -> int:
        """Return the line that shows the row ``key``, or -1."""
        return next((line for line, at in enumerate(self._shown) if self._keys[at] == key), -1)

    def total(self) -> int:
        """Return how many rows there are, shown or not."""
        return len(self._rows)

    def checked_keys(self) -> tuple[str, ...]:
        """Return the ids of all checked rows in the present order, also those the filter hides."""
        return tuple(self._keys[at] for at in self._ordered if self._keys[at] in self._checked)

    def checked_rows(self) -> tuple[Any, ...]:
        """Return all checked rows in the present order."""
        return tuple(self._rows[at] for at in self._ordered if self._keys[at] in self._checked)

    def toggle(self, at: int) -> None:
        """Check or uncheck the row at line ``at``."""
        self._checked ^= {self._keys[self._shown[at]]}
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))
        self.checks_changed.emit()

    def is_checked(self, at: int) -> bool:
        """Return whether the row at line ``at`` is checked."""
        return self._keys[self._shown[at]] in self._checked

    def check_shown(self, checked: bool) -> None:  # noqa: FBT001 - a state
        """Check or uncheck every row that is shown."""
        keys = {self._keys[at] for at in self._shown}
        self._checked = self._checked | keys if checked else self._checked - keys
        self._redraw()
        self.checks_changed.emit()

    def clear_checks(self) -> None:
        """Uncheck everything."""
        self._checked.clear()
        self._redraw()
        self.checks_changed.emit()

    # what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text, alignment or id of one cell."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        at = self._shown[index.row()]
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(self._rows[at])
        if role == KEY_ROLE:
            return self._keys[at]
        if role == Qt.ItemDataRole.CheckStateRole and self.checkable and index.column() == 0:
            checked = self._keys[at] in self._checked
            return (Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked).value
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be selected; none is edited in place."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order all rows by a column; -1 gives back the order in which they came."""
        self._sort_at = column
        self._descending = order == Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._keys[self._shown[index.row()]] for index in before]
        self._order()
        self._filter()
        lines = {self._keys[at]: line for line, at in enumerate(self._shown)} if before else {}
        after = [self.index(lines[key], index.column()) for key, index in zip(keys, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _order(self) -> None:
        self._ordered = list(range(len(self._rows)))
        if 0 <= self._sort_at < len(self.columns):
            column = self.columns[self._sort_at]
            by = column.sort or column.text
            values = [by(row) for row in self._rows]
            # What has no value (None) comes last in either direction.
            filled = [at for at in self._ordered if values[at] is not None]
            filled.sort(key=values.__getitem__, reverse=self._descending)
            self._ordered = filled + [at for at in self._ordered if values[at] is None]

    def _filter(self) -> None:
        query, texts, keep, rows = self._query, self._texts, self._keep, self._rows
        shown = self._ordered
        if keep is not None:
            shown = [at for at in shown if keep(rows[at])]
        for (
            word
        ) in query:  # written out: a call for each of ten thousand rows would take as long as all the rest
            shown = [at for at in shown if word in texts[at]]
        self._shown = shown if shown is not self._ordered else list(shown)

    def _refilter(self) -> None:
        self.beginResetModel()
        self._filter()
        self.endResetModel()
        self.filtered.emit()

    def _redraw(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(self.columns) - 1))


def _alignment(column: Column[Any]) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
