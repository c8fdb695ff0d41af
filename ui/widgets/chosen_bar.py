"""The bar below a list: the row the cursor is on, and what may be done with it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Qt, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ui.theme.theme import px
from ui.widgets.buttons import OutlineButton, SmallButton
from ui.widgets.card import row
from ui.widgets.folding import fold
from ui.widgets.labels import PlainLabel
from ui.widgets.wrap_layout import WrapLayout

_SIDE_BY_SIDE: Final = 640  # px at 100 %
_LEAST_NAME: Final = 200  # px at 100 % for the name beside its acts


class ChosenBar(QFrame):
    """Hidden until a row is chosen. Subclasses add their acts and show a row by setting ``name`` and hiding buttons."""

    def __init__(self, parent: QWidget | None = None, *, wrap: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._whole = whole = row(gap=8)
        whole.setContentsMargins(px(16), px(10), px(12), px(10))
        self.setLayout(whole)
        self.name = PlainLabel("", self, look="label", wrap=wrap, elide=not wrap)
        whole.addWidget(self.name, 1, Qt.AlignmentFlag.AlignVCenter)
        self._acts = WrapLayout(gap=8)
        whole.addLayout(self._acts)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the acts below the name where they would leave it no room."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Look again when the chosen row has other acts."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        margins = self._whole.contentsMargins()
        beside = margins.left() + margins.right() + self._whole.spacing() + self._acts.sizeHint().width()
        fold(self._whole, self.width(), max(px(_SIDE_BY_SIDE), beside + px(_LEAST_NAME)))

    def add_act(
        self, words: str, act: Callable[[], object] | SignalInstance, *, strong: bool = False
    ) -> QPushButton:
        """Add a button; ``act`` is a method or signal of a QObject, ``strong`` marks what is done most."""
        button = OutlineButton(words, self) if strong else SmallButton(words, self)
        button.clicked.connect(act)
        self._acts.addWidget(button)
        return button
