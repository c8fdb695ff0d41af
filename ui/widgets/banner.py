"""Banners: results and situations inside the window instead of pop-ups."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ashibue_desk.domain.errors import Situation
from ui.theme.icons import mark
from ui.theme.theme import px
from ui.widgets.buttons import CloseButton, SmallButton
from ui.widgets.card import row
from ui.widgets.folding import fold
from ui.widgets.labels import PlainLabel

_SIDE_BY_SIDE: Final = 480  # px at 100 % for words and their acts beside them
WORDS: Final = {"info": "お知らせ", "success": "できました", "warning": "ご注意", "error": "できませんでした"}


class Banner(QFrame):
    """One message: mark, word, text, acts and a way to close it. ``tone``: info, success, warning, error."""

    closed = Signal()

    def __init__(
        self,
        tone: str,
        text: str,
        parent: QWidget | None = None,
        *,
        title: str = "",
        actions: tuple[tuple[str, Callable[[], object]], ...] = (),
        closable: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "banner")
        self.setProperty("tone", tone)
        self._tone = tone
        self.title = title or WORDS[tone]
        self.text = text
        self.has_acts = bool(actions)
        self.setAccessibleName(f"{self.title}: {text}")
        layout, self._inside = row(gap=12), row(gap=12)
        layout.setContentsMargins(px(16), px(12), px(12), px(12))
        self.setLayout(layout)
        self._mark = PlainLabel("", self)
        self._draw_mark()
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        self._heading = PlainLabel(self.title, self, look="h3", wrap=True)
        self._heading.setProperty("tone", tone)
        words.addWidget(self._heading)
        if text:
            words.addWidget(PlainLabel(text, self, wrap=True))
        self._inside.addLayout(words, 1)
        for name, act in actions:
            button = SmallButton(name, self)
            button.clicked.connect(act)
            self._inside.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(self._inside, 1)
        if closable:
            layout.addWidget(self._close_button(), 0, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the acts below the words where they would leave them half a line."""
        super().resizeEvent(event)
        fold(self._inside, self.width(), px(_SIDE_BY_SIDE))

    def set_title(self, title: str) -> None:
        """Say something else in the heading (a countdown)."""
        self.title = title
        self._heading.setText(title)
        self.setAccessibleName(f"{title}: {self.text}")

    def _close_button(self) -> CloseButton:
        button = CloseButton("お知らせを閉じる", self)
        button.clicked.connect(self.close_banner)
        return button

    def close_banner(self) -> None:
        """Take the banner away."""
        self.closed.emit()
        self.hide()
        self.deleteLater()

    def _draw_mark(self) -> None:
        meaning = "key" if self._tone == "info" else self._tone
        self._mark.setPixmap(mark(self._tone, meaning, 24, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the mark again when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_mark"):
            self._draw_mark()


class BannerPlace(QWidget):
    """Where a page shows its banners: the newest on top, at most three. ``said`` after each, so that it can be scrolled to."""

    said = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(px(8))
        self.setVisible(False)

    def say(
        self,
        tone: str,
        text: str,
        *,
        title: str = "",
        actions: tuple[tuple[str, Callable[[], object]], ...] = (),
        closable: bool = True,
    ) -> Banner:
        """Show a banner on top of the others and return it.

        What worked replaces what was said on the way to it; what is said anew under the same title replaces what it said before.
        """
        if tone == "success":
            self._drop_earlier()
        for banner in self.banners():
            if title and banner.title == title:
                self._drop(self._layout.indexOf(banner))
        banner = Banner(tone, text, self, title=title, actions=actions, closable=closable)
        banner.closed.connect(self._shrink)
        self._layout.insertWidget(0, banner)
        while self._layout.count() > 3:
            self._drop(self._layout.count() - 1)
        self.setVisible(True)
        self.said.emit()
        return banner

    def _drop_earlier(self) -> None:
        """Drop what worked before, and hints; hints with an act (a draft to go on with) stay."""
        for banner in self.banners():
            tone = banner.property("tone")
            if tone == "success" or (tone == "info" and not banner.has_acts):
                self._drop(self._layout.indexOf(banner))

    def show_situation(self, situation: Situation) -> Banner:
        """Show what happened as the heading, and below it what is safe and what to do."""
        rest = "\n".join(part for part in (situation.safe, situation.todo) if part)
        return self.say("error", rest, title=situation.what)

    def banners(self) -> list[Banner]:
        """Return the banners shown, newest first."""
        found = (self._layout.itemAt(at) for at in range(self._layout.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [widget for widget in widgets if isinstance(widget, Banner)]

    def clear(self) -> None:
        """Take all banners away."""
        while self._layout.count():
            self._drop(0)
        self.setVisible(False)

    def _drop(self, at: int) -> None:
        item = self._layout.takeAt(at)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()

    def _shrink(self) -> None:
        closing = self.sender()
        if isinstance(closing, QWidget):
            self._layout.removeWidget(closing)
        self.setVisible(self._layout.count() > 0)
