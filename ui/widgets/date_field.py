"""A date as offices type it, with its reading in both calendars shown at once."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.japanese_calendar import both, era_date, read_date
from ashibue_desk.domain.problems import Problem
from ui.widgets.card import row
from ui.widgets.fields import TextField, today
from ui.widgets.labels import PlainLabel


class DateField(QWidget):
    """Takes R8.11.21, 令和8年11月21日, 2026-11-21, 20261121, 8/11/21; ``changed`` follows every readable change."""

    left = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, day: date | None = None) -> None:
        super().__init__(parent)
        self._today = day or today()
        self.line = TextField(self, placeholder="R8.11.21", width=11, max_length=40)
        self.reading = PlainLabel("", self, look="reading", wrap=True)
        layout = row(gap=12)
        self.setLayout(layout)
        layout.addWidget(self.line)
        layout.addWidget(self.reading, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._read)
        self.line.left.connect(self._leave)

    def value(self) -> date | None:
        """Return the day, or ``None`` when nothing readable was entered."""
        found = read_date(self.line.value(), self._today) if not self.is_empty() else None
        return found if isinstance(found, date) else None

    def set_value(self, day: date | None) -> None:
        """Show a stored day in the era calendar, or nothing."""
        self.line.set_value(era_date(day) if day is not None else "")

    def is_empty(self) -> bool:
        """Return whether nothing was entered."""
        return self.line.is_empty()

    def problem(self) -> Problem | None:
        """Return what keeps the entry from being a date."""
        if self.is_empty():
            return None
        found = read_date(self.line.value(), self._today)
        return found if isinstance(found, Problem) else None

    def show_wrong(self, wrong: bool) -> None:  # noqa: FBT001
        """Draw the red frame or take it off."""
        self.line.show_wrong(wrong)

    def setAccessibleName(self, name: str) -> None:
        """Name the line people type into."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the line."""
        super().focusInEvent(event)
        self.line.setFocus(event.reason())

    def _read(self, _text: str) -> None:
        day = self.value()
        self.reading.setText(both(day) if day is not None else "")
        self.changed.emit()

    def _leave(self) -> None:
        self.left.emit()
