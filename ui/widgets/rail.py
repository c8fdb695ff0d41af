"""The rail at the left: whose office, which pages, who sits here, when it locks."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.theme import px, theme
from ui.widgets.card import column
from ui.widgets.labels import PlainLabel, draw_badge, tip_text

WIDTH: Final = 220
_ENTRY: Final = 36
_WIDEST: Final = 340  # px at any scale: the page needs the rest
_ALL: Final = 1000  # more steps than there are entries
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -_ALL, Qt.Key.Key_End: _ALL}


class RailEntry(QAbstractButton):
    """One page of the rail, with its count. ``walked(steps)`` when an arrow key asks for another one."""

    walked = Signal(int)

    def __init__(self, key: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self._count = 0
        self._alarm = False
        self.setText(title)
        self.setToolTip(tip_text(title))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the rail is one stop of the Tab key
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def show_badge(self, count: int, *, alarm: bool) -> None:
        """Show another count; 0 shows none."""
        self._count, self._alarm = count, alarm
        self._tell()
        self.update()

    def _tell(self) -> None:
        late = "、期限を過ぎたものがあります" if self._alarm and self._count else ""
        self.setAccessibleName(f"{self.text()}、{self._count}件{late}" if self._count else self.text())

    def sizeHint(self) -> QSize:
        """Return the room of one entry."""
        return QSize(px(WIDTH), px(_ENTRY))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Home and End walk through the rail, Enter opens."""
        steps = _STEPS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif steps is not None:
            self.walked.emit(steps)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, mark, words and count."""
        look = theme()
        painter = QPainter(self)
        area = QRectF(self.rect())
        here = self.isChecked()
        if here:
            painter.fillRect(area, look.colour("key_soft"))
            painter.fillRect(QRectF(0, 0, px(4), area.height()), look.colour("key"))
        elif self.underMouse():
            painter.fillRect(area, look.colour("hover"))
        right = area.right() - min(px(20), 24)
        if self._count:
            text = str(self._count) if self._count < 1000 else "999+"
            right = draw_badge(painter, right, area.center().y(), text, alarm=self._alarm) - px(8)
        painter.setFont(look.font(15, bold=here))
        painter.setPen(look.colour("key" if here else "ink"))
        words = QRectF(min(px(24), 28), 0, right - min(px(24), 28), area.height())
        shown = QFontMetrics(painter.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), px(2)))
            painter.drawRect(area.adjusted(px(2), px(2), -px(2), -px(2)))
        painter.end()


class Rail(QFrame):
    """``chosen(key)`` when an entry was pressed. At large scales the rail stays narrower than the pages.

    Tab stops once in it, at the page that is open, and arrow keys walk on: twenty stops would keep a page far away.
    """

    chosen = Signal(str)

    def __init__(self, office_name: str, role_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "rail")
        self.setAccessibleName("画面の一覧")
        self.setFixedWidth(min(px(WIDTH), _WIDEST))
        self._role_words = role_words
        self._entries: dict[str, RailEntry] = {}
        layout = column(gap=0)
        self.setLayout(layout)
        head = column(gap=2)
        head.setContentsMargins(px(20), px(16), px(12), px(12))
        head.addWidget(PlainLabel("あしぶえデスク", self, look="product"))
        head.addWidget(PlainLabel(office_name, self, look="office", wrap=True))
        layout.addLayout(head)
        self._scroll = scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName("画面")
        inside = QWidget(scroll)
        self._list = QVBoxLayout(inside)
        self._list.setSpacing(0)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.addStretch(1)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        layout.addWidget(scroll, 1)
        foot = QFrame(self)
        foot.setProperty("look", "rail-foot")
        lines = column(gap=2)
        lines.setContentsMargins(px(20), px(10), px(12), px(14))
        foot.setLayout(lines)
        self._user = PlainLabel("", foot, look="small", wrap=True)
        self._time = PlainLabel("", foot, look="small", wrap=True)
        lines.addWidget(self._user)
        lines.addWidget(self._time)
        layout.addWidget(foot)

    def show_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """List pages as pairs of (key, title), in order."""
        for key, title in entries:
            entry = RailEntry(key, title, self)
            entry.clicked.connect(self._pressed)
            entry.walked.connect(self._walk)
            self._list.insertWidget(self._list.count() - 1, entry)
            self._entries[key] = entry
        if self._entries:
            self._stop_at_the_open_page()

    def entries(self) -> tuple[RailEntry, ...]:
        """Return the entries in order."""
        return tuple(self._entries.values())

    def mark(self, key: str) -> None:
        """Mark the page that is open."""
        for each, entry in self._entries.items():
            entry.setChecked(each == key)
            if each == key:
                self._scroll.ensureWidgetVisible(entry, 0, px(_ENTRY) // 2)
        if self._entries:
            self._stop_at_the_open_page()

    def show_badge(self, key: str, count: int, *, alarm: bool) -> None:
        """Show the count of one page."""
        if key in self._entries:
            self._entries[key].show_badge(count, alarm=alarm)

    def show_user(self, name: str) -> None:
        """Say who sits here."""
        self._user.setText(f"{name}({self._role_words})" if self._role_words else name)

    def show_time_left(self, seconds: int) -> None:
        """Say when the vault locks by itself."""
        minutes = -(-seconds // 60)
        self._time.setText(f"あと{minutes}分で自動ロック" if seconds > 60 else f"あと{seconds}秒で自動ロック")

    def _stop_at_the_open_page(self) -> None:
        entries = self.entries()
        self._stop_at(next((entry for entry in entries if entry.isChecked()), entries[0]))

    def _stop_at(self, stop: RailEntry) -> None:
        for entry in self.entries():
            policy = Qt.FocusPolicy.StrongFocus if entry is stop else Qt.FocusPolicy.ClickFocus
            entry.setFocusPolicy(policy)

    def _walk(self, steps: int) -> None:
        entries, entry = self.entries(), self.sender()
        if isinstance(entry, RailEntry):
            at = min(max(0, entries.index(entry) + steps), len(entries) - 1)
            self._stop_at(entries[at])
            entries[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _pressed(self) -> None:
        entry = self.sender()
        if isinstance(entry, RailEntry):
            self.mark(entry.key)
            self.chosen.emit(entry.key)
