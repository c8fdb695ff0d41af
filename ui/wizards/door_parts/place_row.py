"""Where a vault will lie: the place offered, and a way to another."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.problems import Problem
from ui.desktop import file_choice
from ui.widgets.buttons import SmallButton
from ui.widgets.card import column, row
from ui.widgets.labels import PlainLabel, SupportText


class PlaceRow(QWidget):
    """Shows a path; ``chosen`` holds the folder that was picked instead."""

    chosen = Signal(object)

    def __init__(self, label: str, support: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(gap=6)
        self.setLayout(layout)
        layout.addWidget(PlainLabel(label, self, look="label"))
        layout.addWidget(SupportText(support, self))
        line = row(gap=12)
        self.path = PlainLabel("", self, wrap=True)
        self.change_button = SmallButton("別の場所を選ぶ", self)
        line.addWidget(self.path, 1)
        line.addWidget(self.change_button)
        layout.addLayout(line)
        self.problem = PlainLabel("", self, look="problem", wrap=True)
        self.problem.hide()
        layout.addWidget(self.problem)
        self._place = Path()
        self.change_button.clicked.connect(self._choose)

    def show_place(self, place: Path) -> None:
        """Show where the vault will lie."""
        self._place = place
        self.path.setText(str(place))

    def show_problem(self, problem: Problem | None) -> None:
        """Show what speaks against the place."""
        self.problem.setText(problem.sentence if problem is not None else "")
        self.problem.setVisible(problem is not None)

    def take(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Show the problem of the place and return the others."""
        own = next((problem for problem in problems if problem.field == "place"), None)
        self.show_problem(own)
        return tuple(problem for problem in problems if problem is not own)

    def _choose(self) -> None:
        start = next((above for above in self._place.parents if above.is_dir()), None)
        folder = file_choice.choose_folder(self, "保管庫を置くフォルダーを選ぶ", start)
        if folder is not None:
            self.chosen.emit(folder)
