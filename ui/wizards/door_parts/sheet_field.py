"""The field for the text of a recovery sheet: typed, pasted or scanned, leaving no trace."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.at_the_door import SHEET_LENGTH, sheet_problem
from ui.theme.theme import px, theme
from ui.widgets.card import column
from ui.widgets.labels import PlainLabel, SupportText
from ui.widgets.traceless import TracelessLine
from ui.widgets.wrong_mark import mark_wrong


class SheetField(QWidget):
    """One line for 74 characters, with a count and the groups of the paper below it. Blanks and letter case do not matter."""

    left = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = TracelessLine(self)
        self.line.setMaxLength(400)
        self.line.setFont(theme().font(15))
        self.line.setPlaceholderText("AGE-SECRET-KEY-1…")
        self.line.setMinimumWidth(px(240))
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.count = SupportText("", self)
        self.groups = PlainLabel("", self, wrap=True)
        self.groups.setAccessibleName("入力した文字(画面にだけ表示し、読み上げません)")
        layout = column(gap=4)
        self.setLayout(layout)
        layout.addWidget(self.line)
        layout.addWidget(self.count)
        layout.addWidget(self.groups)
        self.setFocusProxy(self.line)
        self.line.left.connect(self.left)
        self.line.textChanged.connect(self._count)
        self._count("")

    def value(self) -> str:
        """Return the text as typed."""
        return self.line.text()

    def set_value(self, text: str) -> None:
        """Show ``text``."""
        self.line.setText(text)

    def is_empty(self) -> bool:
        """Return whether nothing was typed."""
        return not self.line.text().strip()

    def problem(self) -> Problem | None:
        """Say what keeps the text from being that of a sheet."""
        return sheet_problem(self.value())

    def show_wrong(self, wrong: bool) -> None:  # noqa: FBT001 - a state
        """Draw the red frame or take it off."""
        mark_wrong(self.line, wrong=wrong)

    def setAccessibleName(self, name: str) -> None:
        """Name the line."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def _count(self, text: str) -> None:
        bare = "".join(text.split()).upper()
        self.count.setText(f"{len(bare)} / {SHEET_LENGTH}文字" + ("(紙と見比べてください)" if bare else ""))
        self.groups.setText(grouped(bare))
        self.groups.setVisible(bool(bare))
        self.changed.emit()


def grouped(text: str) -> str:
    """Return the text as it stands on the paper: lines of six groups of four."""
    groups = [text[start : start + 4] for start in range(0, len(text), 4)]
    return "\n".join(" ".join(groups[start : start + 6]) for start in range(0, len(groups), 6))
