"""Buttons by weight. A button's text names the act (「廃棄を確認する」「やめる」)."""

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from ui.theme.icons import icon
from ui.theme.theme import px, theme


class _Button(QPushButton):
    LOOK = ""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setProperty("look", self.LOOK)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)

    def set_mark(self, name: str) -> None:
        """Put one of the drawn marks in front of the words."""
        self._mark = name
        self._draw_mark()

    def enterEvent(self, event: "QtGui.QEnterEvent") -> None:
        """Show the hand once the pointer is here."""
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the mark again when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw_mark()

    def _draw_mark(self) -> None:
        name = getattr(self, "_mark", None)
        if name is not None:
            self.setIcon(icon(name, "key", 16))
            self.setIconSize(QSize(px(16), px(16)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter as well as with Space: people expect both."""
        if event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class PrimaryButton(_Button):
    """The one main act of a page."""

    LOOK = "primary"

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take a double click as one click: the second must not press what the first brought here, such as the next step."""
        event.accept()


class OutlineButton(_Button):
    """Any other act."""

    LOOK = "outline"


class SmallButton(_Button):
    """An act inside a row or a banner."""

    LOOK = "small"


class TextButton(_Button):
    """An act drawn as a link: 「取扱記録簿を開く」."""

    LOOK = "text"


class FoldButton(_Button):
    """The line of a part that unfolds and folds; its words stand at the left and are shortened where there is no room."""

    LOOK = "fold"

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_words(text)

    def set_words(self, text: str) -> None:
        """Show other words, as many of them as there is room for."""
        self._whole = text
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the size of the whole line."""
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + px(16), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Return the size of the first few words."""
        return QSize(px(96), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(0, self.width() - px(16))
        fitting = self.fontMetrics().elidedText(self._whole, QtCore.Qt.TextElideMode.ElideRight, room)
        self.setText(fitting.replace("&", "&&"))


class CloseButton(QToolButton):
    """A small cross that puts something away; ``name`` says what, for screen readers."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoRaise(True)
        self.setAccessibleName(name)
        self.setToolTip("閉じる")
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the cross again when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter as well, as every other button."""
        if event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def _draw(self) -> None:
        self.setIcon(icon("close", "ink", 16))
        self.setIconSize(QSize(px(16), px(16)))


class KeyButton(SmallButton):
    """A small button that shows its key in a cap: 「ロック」 with Ctrl L."""

    def __init__(self, text: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._key = key
        self.setToolTip(f"{text} ({key.replace(' ', '+')})")

    def sizeHint(self) -> QSize:
        """Return the size with room for the cap."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._cap_width() + px(8), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Never cut the cap off."""
        return self.sizeHint()

    def _cap_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._key) + px(12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the button with its text at the left and the cap at the right."""
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setFont(self.font())
        painter.setPen(theme().colour("key"))
        inner = self.rect().adjusted(px(12), 0, -px(8), 0)
        flags = (
            QtCore.Qt.AlignmentFlag.AlignLeft
            | QtCore.Qt.AlignmentFlag.AlignVCenter
            | QtCore.Qt.TextFlag.TextShowMnemonic
        )
        painter.drawText(inner, int(flags), self.text())
        height = px(20)
        width = self._cap_width()
        cap = QRectF(inner.right() - width, (self.height() - height) / 2, width, height)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.setPen(QtGui.QPen(theme().colour("edge_strong"), 1))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        painter.setPen(theme().colour("ink_soft"))
        painter.drawText(cap, QtCore.Qt.AlignmentFlag.AlignCenter, self._key)
        painter.end()
