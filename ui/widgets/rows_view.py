"""The view of every list: calm 40 px rows, thin rules, check boxes, everything by keyboard."""

from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from ui.theme.theme import px, theme
from ui.widgets.labels import draw_tag, tip_text
from ui.widgets.rows_model import Column, Index, RowsModel

ROW: Final = 40
_CHECK_ROOM: Final = 36  # px at 100 % kept at the left of the first column for the check box
_ON_ONE_LINE: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft) | _ON_ONE_LINE
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight) | _ON_ONE_LINE


class _Tools:
    """What cells are drawn with in the look in force. A keystroke draws 150 cells; each making its own took half the time."""

    def __init__(self) -> None:
        look = theme()
        self.rule = QPen(look.colour("rule"), 1)
        self.chosen, self.hover = look.colour("key_soft"), look.colour("hover")
        self.ink, self.soft_ink = look.colour("ink"), look.colour("ink_soft")
        self.fonts = {bold: look.font(15, bold=bold) for bold in (False, True)}
        self.metrics = {bold: QFontMetrics(font) for bold, font in self.fonts.items()}
        self.widest = self.fonts[True].pixelSize()  # no character of these fonts is wider than it is high
        self.tag_metrics = QFontMetrics(look.font(13))
        self.gap = px(8)

    def fitted(self, text: str, width: float, *, bold: bool) -> str:
        """Return ``text``, shortened with … where it does not fit; most of it is too short to need measuring."""
        if len(text) * self.widest <= width:
            return text
        return self.metrics[bold].elidedText(text, Qt.TextElideMode.ElideRight, int(width))


class RowDelegate(QStyledItemDelegate):
    """Draws cells itself: plain text only, tags, the check box, one thin rule a row."""

    def __init__(self, view: "RowsView") -> None:
        super().__init__(view)
        self._view = view
        self._tools = _Tools()
        theme().changed.connect(self._take_new_tools)

    def _take_new_tools(self) -> None:
        self._tools = _Tools()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        tools, view = self._tools, self._view
        line, at = index.row(), index.column()
        area = QRectF(option.rect)
        painter.save()
        checked = view.rows.is_checked(line)
        if checked or bool(option.state & QStyle.StateFlag.State_Selected):
            painter.fillRect(area, tools.chosen)
        elif view.hovered_line == line:
            painter.fillRect(area, tools.hover)
        painter.setPen(tools.rule)
        painter.drawLine(
            QPointF(area.left(), area.bottom() - 0.5), QPointF(area.right(), area.bottom() - 0.5)
        )
        inner = area.adjusted(tools.gap, 0, -tools.gap, 0)
        if view.rows.checkable and at == view.first_column():
            draw_check(painter, QPointF(area.left() + px(20), area.center().y()), checked=checked)
            inner.setLeft(area.left() + px(_CHECK_ROOM))
        self._draw_text(painter, inner, view.rows.row(line), view.rows.columns[at])
        if line == view.currentIndex().row() and view.hasFocus():
            self._draw_focus(painter, area, index, view)
        painter.restore()

    def _draw_text(self, painter: QPainter, inner: QRectF, row: Any, column: Column[Any]) -> None:
        tools = self._tools
        text = column.text(row)
        tone = column.tone(row) if column.tone is not None else ""
        if tone and text:
            width = tools.tag_metrics.horizontalAdvance(text) + px(18)
            size = min(float(width), inner.width())
            draw_tag(painter, QRectF(inner.left(), inner.center().y() - px(12), size, px(24)), text, tone)
            return
        painter.setFont(tools.fonts[column.bold])
        painter.setPen(tools.soft_ink if column.soft else tools.ink)
        shown = tools.fitted(text, inner.width(), bold=column.bold)
        painter.drawText(inner, _RIGHT if column.right else _LEFT, shown)

    def _draw_focus(self, painter: QPainter, area: QRectF, index: Index, view: "RowsView") -> None:
        painter.setPen(QPen(theme().colour("focus"), px(2)))
        top, bottom = area.top() + 1, area.bottom() - 1
        painter.drawLine(QPointF(area.left(), top), QPointF(area.right(), top))
        painter.drawLine(QPointF(area.left(), bottom), QPointF(area.right(), bottom))
        if index.column() == view.first_column():
            painter.drawLine(QPointF(area.left() + 1, top), QPointF(area.left() + 1, bottom))
        if index.column() == view.last_column():
            painter.drawLine(QPointF(area.right() - 1, top), QPointF(area.right() - 1, bottom))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room the whole text would take."""
        column = self._view.rows.columns[index.column()]
        metrics = QFontMetrics(theme().font(15, bold=column.bold))
        return QSize(metrics.horizontalAdvance(str(index.data() or "")) + px(28 + _CHECK_ROOM), px(ROW))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the whole text of a cell that is cut, as plain text."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        cut = self.sizeHint(option, index).width() - px(_CHECK_ROOM) > view.visualRect(index).width()
        QToolTip.showText(event.globalPos(), tip_text(str(index.data() or "")) if cut else "", view)
        return True


def draw_check(painter: QPainter, centre: QPointF, *, checked: bool) -> None:
    """Draw a check box round ``centre``."""
    look = theme()
    side = px(18)
    box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("key" if checked else "edge_strong"), px(2)))
    painter.setBrush(look.colour("key" if checked else "raised"))
    painter.drawRoundedRect(box, px(4), px(4))
    if checked:
        tick = [(0.24, 0.52), (0.43, 0.71), (0.78, 0.3)]
        points = QPolygonF([QPointF(box.left() + x * side, box.top() + y * side) for x, y in tick])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(
                look.colour("on_key"),
                px(2),
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        painter.drawPolyline(points)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


class RowsHeader(QHeaderView):
    """The header: click to sort, drag to move or widen."""

    def __init__(self, view: "RowsView") -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionsMovable(True)
        self.setSortIndicatorShown(True)
        self.setMinimumSectionSize(px(56))
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName("列の見出し")

    def sizeHint(self) -> QSize:
        """Return the one height it always has, without measuring the words of every column."""
        return QSize(self.length(), px(ROW - 4))

    def sectionSizeFromContents(self, section: int) -> QSize:
        """Return the height of a row for the header as well."""
        return QSize(super().sectionSizeFromContents(section).width(), px(ROW - 4))


class RowsView(QTableView):
    """A list. ``opened(key)`` follows Enter or a double click, ``typed(text)`` a letter typed into it (for the filter)."""

    opened = Signal(str)
    typed = Signal(str)
    current_changed = Signal(str)

    def __init__(self, rows: RowsModel, parent: QWidget | None = None, *, name: str = "一覧") -> None:
        super().__init__(parent)
        self.rows = rows
        self.hovered_line = -1
        self.setHorizontalHeader(RowsHeader(self))
        self.setModel(rows)
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        for corner in self.findChildren(QAbstractButton):
            corner.setAccessibleName("すべて選ぶ")  # Qt makes it even where the row headers are hidden
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setAccessibleName("行")
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(px(ROW))
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        self.setSortingEnabled(False)
        self.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._first_widths()
        self.doubleClicked.connect(self._open)

    def keep_current(self, key: str) -> None:
        """Put the cursor on the row ``key`` if it is shown."""
        line = self.rows.line_of(key)
        if line >= 0:
            self.setCurrentIndex(self.rows.index(line, self.first_column()))

    def current_key(self) -> str:
        """Return the id of the row the cursor is on, empty without one."""
        index = self.currentIndex()
        return str(index.data(Qt.ItemDataRole.UserRole)) if index.isValid() else ""

    def first_column(self) -> int:
        """Return the logical column drawn first."""
        return self._edge_column(from_left=True)

    def last_column(self) -> int:
        """Return the logical column drawn last."""
        return self._edge_column(from_left=False)

    def _edge_column(self, *, from_left: bool) -> int:
        header = self.horizontalHeader()
        places = range(header.count()) if from_left else range(header.count() - 1, -1, -1)
        for place in places:
            logical = header.logicalIndex(place)
            if not header.isSectionHidden(logical):
                return int(logical)
        return 0

    def _first_widths(self) -> None:
        header = self.horizontalHeader()
        for at, column in enumerate(self.rows.columns):
            extra = _CHECK_ROOM - 8 if at == 0 and self.rows.checkable else 0
            self.setColumnWidth(at, px(column.width + extra))
            header.setSectionHidden(at, not column.shown)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Let the one stretching column fill what the others leave."""
        header = self.horizontalHeader()
        at = next((n for n, column in enumerate(self.rows.columns) if column.stretches), -1)
        if at < 0 or header.isSectionHidden(at):
            return
        others = sum(
            header.sectionSize(n) for n in range(header.count()) if n != at and not header.isSectionHidden(n)
        )
        self.setColumnWidth(at, max(px(self.rows.columns[at].width), self.viewport().width() - others))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the stretching column its new width."""
        super().resizeEvent(event)
        self.fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space checks, Enter opens, letters go to the filter."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if index.isValid():
                self._open(index)
            return
        if event.key() == Qt.Key.Key_Space and self.rows.checkable:
            if index.isValid():
                self.rows.toggle(index.row())
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
            return
        if event.matches(QKeySequence.StandardKey.SelectAll) and self.rows.checkable:
            self.rows.check_shown(True)  # noqa: FBT003
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing filters instead (``typed``)."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the check box checks and leaves the cursor where it is clicked."""
        index = self.indexAt(event.position().toPoint())
        if (
            self.rows.checkable
            and index.isValid()
            and index.column() == self.first_column()
            and event.position().x() - self.visualRect(index).left() < px(_CHECK_ROOM)
        ):
            self.setCurrentIndex(index)
            self.rows.toggle(index.row())
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the row under the pointer a little darker."""
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer any more."""
        self._hover(-1)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give a list that got the keyboard a cursor."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0, self.first_column()))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row the cursor is on and redraw both rows whole."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.current_changed.emit(self.current_key())

    def _hover(self, line: int) -> None:
        if line != self.hovered_line:
            self.hovered_line = line
            self.viewport().update()

    def _open(self, index: QModelIndex | QPersistentModelIndex) -> None:
        self.opened.emit(str(index.data(Qt.ItemDataRole.UserRole)))

    def _sort_by(self, column: int) -> None:
        header = self.horizontalHeader()
        self.rows.sort(column, header.sortIndicatorOrder())
