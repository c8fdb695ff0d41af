"""Help for the page that is open (F1), from resources/help/<key>.md. Our own text only; nothing is loaded from elsewhere."""

from typing import Any, Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QHideEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from ashibue_desk.resource_files import resource
from ui.theme.theme import px
from ui.widgets.buttons import CloseButton
from ui.widgets.card import column, row
from ui.widgets.labels import PlainLabel

_WIDTH: Final = 320  # px at 100 %
_SIDE_BY_SIDE: Final = 720  # below, a page beside the panel could not be read any more
_NO_LIMIT: Final = 16_777_215  # Qt's QWIDGETSIZE_MAX
_NOTHING = "この画面の説明はありません。\n\n- **Ctrl+K** 人・書類・操作をさがす\n- **Ctrl+L** ロックする\n- **Esc** 前の画面に戻る\n"


class HelpText(QTextBrowser):
    """Shows Markdown of ours; loads nothing, follows no link."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setAccessibleName("この画面の説明")

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:
        """Load nothing."""
        return None

    def show_markdown(self, text: str) -> None:
        """Show Markdown with the line height of the rest of the program."""
        self.setMarkdown(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(spacing)


class HelpPanel(QFrame):
    """The panel at the right of ``beside``, or in its place where both find no room. ``closed`` when it was put away."""

    closed = Signal()

    def __init__(self, beside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beside = beside
        self.setProperty("look", "panel")
        layout = column(gap=8, margin=20)
        self.setLayout(layout)
        head = row()
        head.addWidget(PlainLabel("この画面の説明", self, look="h2"), 1)
        self.close_button = CloseButton("説明を閉じる", self)
        head.addWidget(self.close_button)
        layout.addLayout(head)
        self.text = HelpText(self)
        layout.addWidget(self.text, 1)
        self.close_button.clicked.connect(self.put_away)
        self.hide()

    def show_help(self, key: str) -> None:
        """Show the help of a page, or what always works when the page has none."""
        file = resource("help", f"{key}.md") if key else None
        text = file.read_text(encoding="utf-8") if file is not None and file.is_file() else _NOTHING
        self.text.show_markdown(text)
        narrow = self._beside.width() < px(_SIDE_BY_SIDE)
        self.setMinimumWidth(px(_WIDTH))
        self.setMaximumWidth(_NO_LIMIT if narrow else px(_WIDTH))
        self._beside.setMaximumWidth(0 if narrow else _NO_LIMIT)
        self.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the room back."""
        super().hideEvent(event)
        self._beside.setMaximumWidth(_NO_LIMIT)

    def put_away(self) -> None:
        """Hide the panel."""
        self.hide()
        self.closed.emit()
