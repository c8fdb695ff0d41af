"""A whole list: filter, count, choice of columns, selection bar, the view, and what an empty one says."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Final, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QStackedWidget, QWidget

from ui.desktop.remembered import Remembered
from ui.theme.theme import px, theme
from ui.widgets.buttons import SmallButton, TextButton
from ui.widgets.card import column, row
from ui.widgets.fields import ChoiceField
from ui.widgets.filter_field import FilterField
from ui.widgets.folding import fold
from ui.widgets.labels import PlainLabel
from ui.widgets.rows_model import RowsModel
from ui.widgets.rows_view import ROW, RowsView
from ui.widgets.sight import bring_into_sight
from ui.widgets.small_parts import EmptyState
from ui.widgets.wrap_layout import WrapLayout

R = TypeVar("R")
_LEAST_ROWS: Final = 4  # seen at any size of letters: the page scrolls rather than leave one row
Fits = Callable[[str, Any], bool]
"""Whether a row belongs to what a choice above the list says: ``fits(value, row)``."""


@dataclass(frozen=True)
class _Choice:
    """A choice above the list; ``every`` is what it says once the filter is cleared."""

    field: ChoiceField
    fits: Fits
    every: str


class ListPanel(QWidget):
    """``opened(key)`` when a row is opened. Narrow it with ``add_choice``; acts on checked rows go into ``selection_acts``.

    ``key`` names the list in what is remembered; ``counter`` is the word for counting (人, 件, 通).
    """

    opened = Signal(str)
    cleared = Signal()

    def __init__(
        self,
        rows: RowsModel,
        remembered: Remembered,
        key: str,
        parent: QWidget | None = None,
        *,
        name: str = "一覧",
        counter: str = "件",
        placeholder: str = "さがす",
        empty: EmptyState | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows = rows
        self._remembered = remembered
        self._key = key
        self._counter = counter
        self._choices: list[_Choice] = []
        self._keep_timer = QTimer(self)
        self._keep_timer.setSingleShot(True)
        self._keep_timer.setInterval(400)
        layout = column(gap=8)
        self.setLayout(layout)
        self.filter_field = FilterField(self, placeholder=placeholder)
        self.filter_field.setAccessibleName(f"{name}をさがす")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(QWidget(self._stack))  # until the first rows are there, or are known not to be
        self.view = RowsView(rows, self._stack, name=name)
        self.count = PlainLabel("", self, look="support")
        self.tools = WrapLayout(gap=8)
        self.columns_button = SmallButton("列", self)
        self.columns_button.set_mark("columns")
        self.columns_button.setAccessibleName("表示する列を選ぶ")
        self._head = row(gap=8)
        self._narrowing, telling = row(gap=12), row(gap=12)
        self._narrowing.addWidget(self.filter_field, 2)
        self._narrowing.addLayout(self.tools, 1)
        telling.addStretch(1)
        telling.addWidget(self.count)
        telling.addWidget(self.columns_button)
        self._head.addLayout(self._narrowing, 1)
        self._head.addLayout(telling)
        layout.addLayout(self._head)
        self.selection_bar = QFrame(self)
        self.selection_acts = WrapLayout(gap=8)
        self._bar_layout = row(gap=12)
        self._selected = PlainLabel("", self, look="label")
        self._unselect = TextButton("選択をやめる", self)
        self._build_selection_bar()
        layout.addWidget(self.selection_bar)
        self._given = empty
        if empty is not None:
            empty.hide()
        self._stack.addWidget(self.view)
        layout.addWidget(self._stack, 1)
        self._listen()
        self._restore_columns()
        if rows.rowCount():
            self._show_state()

    @cached_property
    def _empty(self) -> EmptyState:
        """What is said where there is nothing at all; made when it is first to be said."""
        empty = self._given or EmptyState("まだ何もありません", "ここに一覧が並びます。", self._stack)
        self._stack.addWidget(empty)
        return empty

    @cached_property
    def _nothing(self) -> EmptyState:
        """What is said where the filter leaves nothing; made when it is first to be said."""
        nothing = EmptyState(
            "あてはまるものがありません",
            "さがすことばを短くするか、条件を外してください。",
            self._stack,
            act="条件を外す",
            on_act=self.clear_filter,
        )
        self._stack.addWidget(nothing)
        return nothing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put count and columns below the filter where there is no room beside it."""
        super().resizeEvent(event)
        fold(self._head, self.width(), px(560))
        fold(self._bar_layout, self.width(), px(560))
        both = self.filter_field.minimumWidth() + px(12) + self.tools.minimumSize().width()
        fold(self._narrowing, self.width(), both)

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Show other rows and keep the cursor where it was."""
        current = self.view.current_key()
        self.rows.set_rows(rows)
        self.view.keep_current(current)

    def current(self, kind: type[R]) -> R | None:
        """Return the row the cursor is on, of the ``kind`` that the list shows."""
        at = self.rows.line_of(self.view.current_key())
        found = self.rows.row(at) if at >= 0 else None
        return found if isinstance(found, kind) else None

    def add_choice(
        self, items: tuple[tuple[str, str], ...], fits: Fits, name: str, *, every: str = ""
    ) -> ChoiceField:
        """Put a choice (value, words) above the list; rows stay for which every choice there is ``fits``.

        An empty value lets all rows through and is not asked about. ``every`` is chosen when the filter is cleared.
        """
        field = ChoiceField(items, self)
        field.setAccessibleName(name)
        field.currentIndexChanged.connect(self._narrow)
        self.tools.addWidget(field)
        self._choices.append(_Choice(field, fits, every))
        if field.value():  # else nothing is told of a list before its rows are read
            self._narrow()
        return field

    def clear_filter(self) -> None:
        """Show every row again."""
        self.filter_field.clear()
        for choice in self._choices:
            choice.field.set_value(choice.every)
        self.cleared.emit()

    def focus_filter(self) -> None:
        """Put the keyboard into the filter (Ctrl+F)."""
        self.filter_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_field.selectAll()

    def _build_selection_bar(self) -> None:
        self.selection_bar.setProperty("look", "banner")
        self.selection_bar.setProperty("tone", "info")
        self.selection_bar.setLayout(self._bar_layout)
        self._bar_layout.setContentsMargins(px(12), px(6), px(12), px(6))
        told = row(gap=12)
        told.addWidget(self._selected)
        told.addWidget(self._unselect)
        told.addStretch(1)
        self._bar_layout.addLayout(told)
        self._bar_layout.addLayout(self.selection_acts, 1)
        self.selection_bar.hide()

    def _listen(self) -> None:
        self.filter_field.textChanged.connect(self._filter)
        self.filter_field.installEventFilter(self)
        self.view.opened.connect(self.opened)
        self.view.typed.connect(self._type_ahead)
        self.rows.filtered.connect(self._show_state)
        self.rows.checks_changed.connect(self._show_checks)
        self._unselect.clicked.connect(self.rows.clear_checks)
        self.columns_button.clicked.connect(self._choose_columns)
        self._keep_timer.timeout.connect(self._keep_columns)
        header = self.view.horizontalHeader()
        header.sectionResized.connect(self._columns_changed)
        header.sectionMoved.connect(self._columns_changed)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(self.focus_filter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the filter, Down and Enter go to the list."""
        if (
            watched is self.filter_field
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ) and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        current = self.view.current_key()
        self.rows.set_filter(text)
        self.view.keep_current(current)

    def _narrow(self, _at: int = 0) -> None:
        held = [partial(one.fits, one.field.value()) for one in self._choices if one.field.value()]
        self.rows.set_condition(partial(_all_hold, held) if len(held) > 1 else next(iter(held), None))

    def _type_ahead(self, text: str) -> None:
        self.filter_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filter_field.insert(text)

    def _show_state(self) -> None:
        shown, total = self.rows.rowCount(), self.rows.total()
        whole = f"{total:,}{self._counter}"
        self.count.setText(whole if shown == total else f"{whole}中 {shown:,}{self._counter}")
        self._stack.setMinimumHeight(px(ROW * (1 + min(total, _LEAST_ROWS))))
        held = self._holds_keyboard(self._stack)
        self._stack.setCurrentWidget(self.view if shown else (self._nothing if total else self._empty))
        if held:
            self._keep_keyboard()

    def _show_checks(self) -> None:
        number = len(self.rows.checked_keys())
        self._selected.setText(f"{number:,}{self._counter}を選択中")
        moves = self.selection_bar.isHidden() == (number > 0)
        held = self._holds_keyboard(self.selection_bar)
        self.selection_bar.setVisible(number > 0)
        if held and not number:
            self._keep_keyboard()
        if moves and self.view.hasFocus():  # the list has moved down or up below the cursor
            bring_into_sight(self.view)

    def _holds_keyboard(self, part: QWidget) -> bool:
        now = QApplication.focusWidget()
        return now is not None and part.isAncestorOf(now)

    def _keep_keyboard(self) -> None:
        """Keep the keyboard in the list, or beside it where no row is left: it would go to whatever comes next."""
        shown = self._stack.currentWidget() is self.view
        (self.view if shown else self.filter_field).setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_columns(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName("表示する列")
        header = self.view.horizontalHeader()
        for at, column_ in enumerate(self.rows.columns):
            act = menu.addAction(column_.title)
            act.setCheckable(True)
            act.setChecked(not header.isSectionHidden(at))
            act.setEnabled(at != 0)
            act.setData(at)
        menu.triggered.connect(self._toggle_column)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.columns_button.mapToGlobal(QPoint(0, self.columns_button.height())))

    def _toggle_column(self, act: QAction) -> None:
        self.show_column(int(act.data()), act.isChecked())

    def show_column(self, at: int, shown: bool) -> None:  # noqa: FBT001 - a state
        """Show or hide the column at ``at`` and remember it."""
        self.view.horizontalHeader().setSectionHidden(at, not shown)
        self.view.fit_columns()
        self._keep_columns()

    def _columns_changed(self, *_where: int) -> None:
        self._keep_timer.start()

    def _keep_columns(self) -> None:
        header = self.view.horizontalHeader()
        names = [column_.key for column_ in self.rows.columns]
        order = [names[header.logicalIndex(place)] for place in range(header.count())]
        hidden = [name for at, name in enumerate(names) if header.isSectionHidden(at)]
        widths = [round(header.sectionSize(at) * 100 / theme().scale) for at in range(header.count())]
        self._remembered.keep(f"{self._key}.columns", names)  # which the widths belong to
        self._remembered.keep(f"{self._key}.order", order)
        self._remembered.keep(f"{self._key}.hidden", hidden)
        self._remembered.keep(f"{self._key}.widths", widths)

    def _restore_columns(self) -> None:
        header = self.view.horizontalHeader()
        names = [column_.key for column_ in self.rows.columns]
        order = self._remembered.texts(f"{self._key}.order")
        kept = self._remembered.texts(f"{self._key}.columns") or (
            names if sorted(order) == sorted(names) else []
        )
        hidden = self._remembered.texts(f"{self._key}.hidden")
        widths = dict(zip(kept, self._remembered.numbers(f"{self._key}.widths"), strict=False))
        for at, name in enumerate(names):
            if name in order:  # what the program brought since is as it brings it
                header.setSectionHidden(at, name in hidden)
            if widths.get(name, 0) > 0:
                header.resizeSection(at, px(widths[name]))
        for place, name in enumerate(_with_new(order, names)):
            header.moveSection(header.visualIndex(names.index(name)), place)


def _with_new(order: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return ``names`` in the ``order`` that was kept; each that is new follows the one it stands behind in ``names``."""
    found = [name for name in order if name in names]
    for at, name in enumerate(names):
        if name not in found:
            found.insert(found.index(names[at - 1]) + 1 if at else 0, name)
    return found


def _all_hold(held: Sequence[Callable[[Any], bool]], row_: Any) -> bool:
    return all(holds(row_) for holds in held)
