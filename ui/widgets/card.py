"""Framed parts of a page, and the layouts they all share."""

from PySide6 import QtCore
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.theme.theme import px
from ui.widgets.labels import Heading, PlainLabel, SupportText, Tag


def column(gap: float = 16, margin: float = 0) -> QVBoxLayout:
    """Return a vertical layout; sizes in pixels at 100 %."""
    layout = QVBoxLayout()
    layout.setSpacing(px(gap))
    layout.setContentsMargins(px(margin), px(margin), px(margin), px(margin))
    return layout


def row(gap: float = 12, margin: float = 0) -> QHBoxLayout:
    """Return a horizontal layout; sizes in pixels at 100 %."""
    layout = QHBoxLayout()
    layout.setSpacing(px(gap))
    layout.setContentsMargins(px(margin), px(margin), px(margin), px(margin))
    return layout


def clear(layout: QLayout) -> None:
    """Empty a layout and let its widgets go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Rule(QFrame):
    """A thin line between parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "rule")


class Card(QFrame):
    """A framed part with a title at the left and an act at the right. Put widgets into ``body``."""

    def __init__(
        self,
        title: str = "",
        parent: QWidget | None = None,
        *,
        action: QWidget | None = None,
        look: str = "card",
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", look)
        outer = column(gap=12, margin=20)
        self.setLayout(outer)
        self.heading = Heading(title, 2, self)
        self.heading.setVisible(bool(title))
        if title or action is not None:
            head = row()
            head.addWidget(self.heading, 1, QtCore.Qt.AlignmentFlag.AlignVCenter)
            if action is not None:
                head.addWidget(action, 0, QtCore.Qt.AlignmentFlag.AlignVCenter)
            outer.addLayout(head)
        self.body = column(gap=12)
        outer.addLayout(self.body, 1)


class ReasonCard(Card):
    """Why something is asked, and on what that rests: kept beside every step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, look="reason")
        self._title = PlainLabel("", self, look="h3", wrap=True)
        self._text = SupportText("", self)
        self._confidence_line = QWidget(self)
        line = row(gap=8)
        self._confidence_line.setLayout(line)
        line.addWidget(PlainLabel("根拠の確度", self, look="label"))
        self._confidence = Tag("", "success", self)
        line.addWidget(self._confidence)
        line.addStretch(1)
        self._source = SupportText("", self)
        for part in (self._title, self._text, self._confidence_line, self._source):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_reason(self, title: str, text: str, *, confirmed: bool | None = None, source: str = "") -> None:
        """Show a reason; ``confirmed`` tells whether the rule was checked at its source, ``None`` hides that."""
        self._title.setText(title)
        self._text.setText(text)
        self._confidence_line.setVisible(confirmed is not None)
        self._confidence.set_text("確認済" if confirmed else "確認中", "success" if confirmed else "warning")
        self._source.setText(source)
        self._source.setVisible(bool(source))
