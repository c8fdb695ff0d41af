"""The steps of restoring, drawn."""

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.problems import Problem
from ui.desktop import file_choice
from ui.widgets.buttons import OutlineButton
from ui.widgets.card import Rule, column, row
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.wizard_frame import StepWidget
from ui.wizards.door_parts.fact_list import FactList
from ui.wizards.restore_backup.flow import RestoreFlow


class FileStep(StepWidget):
    """Which backup."""

    def __init__(self, flow: RestoreFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        layout = column()
        self.setLayout(layout)
        line = row(gap=12)
        self.choose_button = OutlineButton("ファイルを選ぶ", self)
        line.addWidget(self.choose_button)
        line.addStretch(1)
        layout.addLayout(line)
        self.file = PlainLabel("", self, wrap=True)
        layout.addWidget(self.file)
        self.choose_button.clicked.connect(self._choose)

    def load(self) -> None:
        """Show the file chosen."""
        self.file.setText(str(self._flow.backup or ""))
        self.file.setVisible(self._flow.backup is not None)

    def first_focus(self) -> QWidget | None:
        """Begin with choosing; once that is done, with going on."""
        return self.choose_button if self._flow.backup is None else None

    def _choose(self) -> None:
        start = self._flow.backup.parent if self._flow.backup is not None else None
        chosen = file_choice.open_file(
            self, "バックアップのファイルを選ぶ", "バックアップ (*.age);;すべてのファイル (*)", start
        )
        if chosen is not None:
            self._flow.backup = chosen
            self.load()
            self.changed.emit()
            self.answered.emit()


class InsideStep(StepWidget):
    """What the backup holds, beside the vault that is already there; and who sits here."""

    def __init__(self, flow: RestoreFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        layout = column()
        self.setLayout(layout)
        self.waiting = PlainLabel("バックアップを開いて、すべて確かめています…", self, wrap=True)
        self.inside_title = Heading("バックアップの中身", 3, self)
        self.inside = FactList(self)
        self.rule = Rule(self)
        self.beside_title = Heading("このPCにいまある保管庫(変わりません)", 3, self)
        self.beside = FactList(self)
        for part in (
            self.waiting,
            self.inside_title,
            self.inside,
            self.rule,
            self.beside_title,
            self.beside,
        ):
            layout.addWidget(part)
        self.form = Form(self)
        layout.addWidget(self.form)
        self.at_desk = ChoiceField()
        self.form.add(
            FieldRow(
                "いまPCの前にいる人",
                self.at_desk,
                required=True,
                name="at_desk",
                support="戻したあと、この人として開きます。",
            )
        )

    def load(self) -> None:
        """Show what is known so far."""
        inside = None if self._flow.must_look else self._flow.inside
        known, beside = inside is not None, self._flow.beside_lines()
        self.waiting.setVisible(not known)
        own: tuple[QWidget, ...] = (self.inside_title, self.inside, self.form)
        other: tuple[QWidget, ...] = (self.rule, self.beside_title, self.beside)
        for part in own:
            part.setVisible(known)
        for part in other:
            part.setVisible(known and bool(beside))
        if inside is None:
            return
        self.inside.show_facts(self._flow.comparison())
        self.beside.show_facts(beside)
        self.at_desk.set_items(tuple((user.user_id, user.name) for user in inside.users))
        self.at_desk.set_value(self._flow.at_desk)

    def store(self) -> None:
        """Put the choice into the flow."""
        if not self._flow.must_look and not self.at_desk.is_empty():
            self._flow.at_desk = self.at_desk.value()

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """The line that says to wait stands there already."""
        return tuple(problem for problem in problems if problem.field != "inside")
