"""A place to write one text of a form: it grows with its words, shows fields as fields, and knows no line breaks."""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from ashibue_desk.domain.wording_marks import CLOSE, OPEN
from ui.theme.theme import px, theme
from ui.widgets.wrong_mark import mark_wrong

_BREAKS = "\r\n\u2028\u2029\x0b\x0c"


class FieldMarks(QSyntaxHighlighter):
    """Sets brackets and what stands in them apart, in weight and colour."""

    def highlightBlock(self, text: str) -> None:
        """Mark one line; conditions may hold text, which stays as it is."""
        look = QTextCharFormat()
        look.setForeground(theme().colour("key"))
        look.setFontWeight(700)
        start = -1
        for at, character in enumerate(text):
            if character == OPEN:
                start = at
            elif character in (CLOSE, "：") and start >= 0:
                self.setFormat(start, at + 1 - start, look)
                start = -1
            elif character == CLOSE:
                self.setFormat(at, 1, look)


class TextBox(QTextEdit):
    """``typed(key, text)`` at every change; ``split(key)`` for Enter, ``emptied(key)`` for Backspace in an empty box.

    ``moved(key, by)`` for Alt and an arrow key; ``entered(key)`` when the keyboard comes here.
    """

    typed = Signal(str, str)
    split = Signal(str)
    emptied = Signal(str)
    moved = Signal(str, int)
    entered = Signal(str)
    left = Signal()

    def __init__(self, key: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        document: QTextDocument = self.document()
        document.setDocumentMargin(0)
        self._marks = FieldMarks(document)
        self.setPlainText(text)
        self._set_lines_apart()
        self.textChanged.connect(self._tell)
        document.documentLayout().documentSizeChanged.connect(self._grow)
        theme().changed.connect(self._marks.rehighlight)
        self._grow()

    def value(self) -> str:
        """Return the text without blanks at both ends and without line breaks."""
        return _joined(self.toPlainText()).strip(" \t")

    def is_empty(self) -> bool:
        """Return whether nothing but blanks was written."""
        return not self.value()

    def problem(self) -> None:
        """What is wrong with a text is found by the form as a whole."""

    def show_wrong(self, wrong: bool) -> None:  # noqa: FBT001 - as every field
        """Draw the red frame or take it off."""
        mark_wrong(self, wrong=wrong)

    def insert(self, before: str, after: str = "") -> None:
        """Put ``before`` at the cursor, and ``after`` behind what is selected; the cursor stays between them."""
        cursor = self.textCursor()
        chosen = cursor.selectedText()
        cursor.insertText(before + chosen + after)
        cursor.setPosition(cursor.position() - len(after.encode("utf-16-le")) // 2)
        self.setTextCursor(cursor)
        self.setFocus()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins the next piece, Backspace in an empty box removes it, Alt and an arrow moves it."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.split.emit(self.key)
        elif event.key() == Qt.Key.Key_Backspace and not self.toPlainText():
            self.emptied.emit(self.key)
        elif step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(self.key, step)
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as one line: a paper breaks its lines itself."""
        if source.hasText():
            self.textCursor().insertText(_joined(source.text()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here."""
        super().focusInEvent(event)
        self.entered.emit(self.key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow where the lines are shorter now."""
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        """Return the room of the whole text."""
        return QSize(px(240), self.height())

    def _tell(self) -> None:
        self.typed.emit(self.key, self.value())

    def _set_lines_apart(self) -> None:
        """Set the lines as far apart as Japanese asks for; the one block keeps it whatever is typed."""
        format_ = QTextBlockFormat()
        format_.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        QTextCursor(self.document()).mergeBlockFormat(format_)

    def _grow(self, *_size: object) -> None:
        self.setFixedHeight(max(px(42), round(self.document().size().height()) + px(18)))


def _joined(text: str) -> str:
    return "".join(" " if character == "\t" else character for character in text if character not in _BREAKS)
