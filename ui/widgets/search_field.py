"""The search field (Ctrl+K): people, papers and acts by name or kana, with its hits in a list below."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ashibue_desk.domain.search_key import matches, query_key, search_key
from ashibue_desk.use_cases.desk import Desk
from ui.background.operations import Operations
from ui.theme.theme import px, theme
from ui.widgets.card import column
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Found, PageSpec

_PAUSE_MS: Final = 120
_MOST: Final = 8
_KEY: Final = "Ctrl K"
_LEAST_WIDTH: Final = 420  # of the list: a name and what tells it apart
_NOWHERE: Final = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class HitsModel(QAbstractListModel):
    """The hits, in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: tuple[Found, ...] = ()

    def set_hits(self, hits: Sequence[Found]) -> None:
        """Show other hits."""
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many hits there are."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return what a hit is called; what tells it apart is read out too."""
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        return f"{hit.title} {hit.detail}" if role == Qt.ItemDataRole.AccessibleTextRole else None


class HitDelegate(QStyledItemDelegate):
    """Draws a hit: its name, and softer at the right what tells it apart."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one hit as plain text."""
        model = index.model()
        if not isinstance(model, HitsModel):
            return
        look, hit = theme(), model.hits[index.row()]
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(area, look.colour("key_soft"))
        inner = area.adjusted(px(12), 0, -px(12), 0)
        painter.setFont(look.font(14))
        metrics = QFontMetrics(painter.font())
        detail = metrics.elidedText(hit.detail, Qt.TextElideMode.ElideRight, int(inner.width() * 0.5))
        painter.setPen(look.colour("ink_soft"))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.drawText(inner, flags | int(Qt.AlignmentFlag.AlignRight), detail)
        painter.setPen(look.colour("key" if chosen else "ink"))
        painter.setFont(look.font(15, bold=chosen))
        room = int(inner.width()) - metrics.horizontalAdvance(detail) - px(12)
        title = QFontMetrics(painter.font()).elidedText(hit.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, flags, title)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the room of one hit."""
        return QSize(px(200), px(40))


class SearchField(QLineEdit):
    """``chosen(key, argument)`` when a hit was taken: the page to open, and with what. ``left`` when Esc gave the search up."""

    chosen = Signal(str, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "search")
        self.setPlaceholderText("人・書類・操作をさがす")
        self.setAccessibleName("人・書類・操作をさがす")
        self.setToolTip("Ctrl+K")
        self.setTextMargins(0, 0, px(64), 0)
        self._specs: tuple[PageSpec, ...] = ()
        self._operations: Operations | None = None
        self._asked = ""
        self._model = HitsModel(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._search)
        self.popup: QFrame | None = None
        self.list: QListView | None = None
        self._nothing: PlainLabel | None = None
        self.textChanged.connect(self._typed)
        self.installEventFilter(self)

    def start(self, specs: tuple[PageSpec, ...], operations: Operations) -> None:
        """Search among the pages of ``specs`` and in what they find."""
        self._specs = specs
        self._operations = operations

    def take_keyboard(self) -> None:
        """Put the keyboard here and mark what stands here (Ctrl+K)."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def hits(self) -> tuple[Found, ...]:
        """Return the hits shown."""
        return self._model.hits

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key in a cap at the right while nothing is typed."""
        super().paintEvent(event)
        if self.text():
            return
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(13))
        width = painter.fontMetrics().horizontalAdvance(_KEY) + px(12)
        cap = QRectF(self.width() - width - px(10), (self.height() - px(20)) / 2, width, px(20))
        painter.setPen(QPen(look.colour("edge_strong"), 1))
        painter.drawRoundedRect(cap, px(4), px(4))
        painter.setPen(look.colour("ink_soft"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, _KEY)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Up walk through the hits, Enter takes one, Esc puts the list away and then leaves."""
        if watched is self and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event.key())
        if watched is self and event.type() == QEvent.Type.FocusOut:
            self.put_away()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from leaving the page."""
        override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the list below the field, as wide or wider."""
        super().resizeEvent(event)
        self._place()

    def put_away(self) -> None:
        """Hide the list."""
        if self.popup is not None:
            self.popup.hide()

    def _key(self, key: int) -> bool:
        shown = self.popup is not None and self.popup.isVisible()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and shown:
            self._walk(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if shown and self.list is not None:
                self._take(self.list.currentIndex())
            return True
        if key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
            return True
        return False

    def _walk(self, step: int) -> None:
        if self.list is not None and self._model.hits:
            at = (self.list.currentIndex().row() + step) % len(self._model.hits)
            self.list.setCurrentIndex(self._model.index(at))

    def _typed(self, text: str) -> None:
        if text.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self._asked = ""
            self.put_away()

    def _search(self) -> None:
        self._asked = self.text().strip()
        hits = _pages_found(self._specs, self._asked)
        self._show(hits, finished=False)
        if self._operations is not None:
            work = partial(_things_found, self._specs, self._asked)
            self._operations.query(self, work, self._found)

    def _found(self, answer: tuple[str, tuple[Found, ...]]) -> None:
        asked, things = answer
        if asked == self._asked:
            self._show((*_pages_found(self._specs, asked), *things), finished=True)

    def _show(self, hits: Sequence[Found], *, finished: bool) -> None:
        self._build()
        if self.popup is None or self.list is None or self._nothing is None:
            return
        self._model.set_hits(tuple(hits)[: _MOST * 2])
        if hits:
            self.list.setCurrentIndex(self._model.index(0))
        self._nothing.setVisible(not hits and finished)
        self.list.setVisible(bool(hits))
        self.popup.setVisible(bool(hits) or finished)
        self._place()

    def _build(self) -> None:
        if self.popup is not None:
            return
        self.popup = QFrame(self.window())
        self.popup.setProperty("look", "popup")
        layout = column(gap=0, margin=6)
        self.popup.setLayout(layout)
        self.list = QListView(self.popup)
        self.list.setModel(self._model)
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setAccessibleName("見つかったもの")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._take)
        self._nothing = PlainLabel(
            "見つかりませんでした。かなや短いことばでも試してください。",
            self.popup,
            look="support",
            wrap=True,
        )
        self._nothing.setContentsMargins(px(8), px(8), px(8), px(8))
        self._nothing.ensurePolished()  # it is measured before it is first shown
        layout.addWidget(self.list)
        layout.addWidget(self._nothing)

    def _place(self) -> None:
        if self.popup is None or not self.popup.isVisible():
            return
        corner = self.mapTo(self.window(), QPoint(0, self.height() + px(4)))
        width = max(self.width(), min(px(_LEAST_WIDTH), self.window().width() - corner.x() - px(8)))
        rows = min(10, len(self._model.hits))
        height = px(40) * rows + px(14) if rows else self._words_height(width)
        self.popup.setGeometry(corner.x(), corner.y(), width, height)
        self.popup.raise_()

    def _words_height(self, width: int) -> int:
        layout = self.popup.layout() if self.popup is not None else None
        return layout.totalHeightForWidth(width) if layout is not None else 0

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            hit = self._model.hits[index.row()]
            self.clear()
            self.put_away()
            self.chosen.emit(hit.key, hit.argument)


def _pages_found(specs: tuple[PageSpec, ...], typed: str) -> tuple[Found, ...]:
    query = query_key(typed)
    found = [
        spec
        for spec in specs
        if (spec.in_rail or spec.words) and query and matches(search_key(spec.title, *spec.words), query)
    ]
    found.sort(key=lambda spec: not matches(search_key(spec.title), query))  # whose title says it comes first
    return tuple(Found(spec.title, "画面", spec.key) for spec in found)


def _things_found(specs: tuple[PageSpec, ...], typed: str, desk: Desk) -> tuple[str, tuple[Found, ...]]:
    """Ask every source; runs in the vault thread."""
    found: list[Found] = []
    for spec in specs:
        if spec.search is not None:
            found.extend(tuple(spec.search.find(desk, typed))[:_MOST])
    return typed, tuple(found)
