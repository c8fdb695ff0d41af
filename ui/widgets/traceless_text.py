"""Several lines that leave no trace of what is typed, as ``ui.widgets.traceless`` has it for one: for the text of secret cards."""

from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QWidget

from ui.theme.by_name import set_by_name
from ui.widgets.fields import LongTextField
from ui.widgets.traceless import HINTS, is_about_text, keep_unheard, told_of_text


class TracelessText(LongTextField):
    """Paste is allowed, everything that carries the text out is not."""

    def __init__(self, parent: QWidget | None = None, *, lines: int = 4) -> None:
        super().__init__(parent, lines=lines)
        keep_unheard()
        set_by_name(self, "inputMethodHints", f"{HINTS}|ImhMultiLine")
        set_by_name(self, "contextMenuPolicy", "NoContextMenu")
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)

    def inputMethodQuery(self, query: Qt.InputMethodQuery, argument: Any = None) -> Any:
        """Say that no input method is wanted here, and give away none of the text."""
        if is_about_text(query):
            return told_of_text(query)
        return (
            super().inputMethodQuery(query) if argument is None else super().inputMethodQuery(query, argument)
        )

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give nothing to whoever copies, cuts, drags or only selects."""
        return QMimeData()
