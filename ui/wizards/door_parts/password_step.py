"""The step in which new passwords are chosen: the rule is shown as it is met, a passphrase is suggested."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.passwords import PasswordJudgement
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.at_the_door import passphrase
from ui.widgets.buttons import TextButton
from ui.widgets.card import clear, column, row
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import Heading, PlainLabel, SupportText
from ui.widgets.secret_field import SecretField
from ui.widgets.wizard_frame import StepWidget
from ui.wizards.door_parts.new_passwords import NewPasswords, Person


class RuleLines(QWidget):
    """The lines of the password rule; a tick and a colour tell those that are met."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = column(gap=2)
        self.setLayout(self._layout)
        self.strength = PlainLabel("", self, look="label")
        self.advice = SupportText("", self)
        self._lines: list[PlainLabel] = []
        self._layout.addWidget(self.strength)
        self._layout.addWidget(self.advice)

    def show_judgement(self, judged: PasswordJudgement) -> None:
        """Show how a password stands."""
        while len(self._lines) < len(judged.lines):
            line = PlainLabel("", self, look="support", wrap=True)
            self._layout.insertWidget(len(self._lines), line)
            self._lines.append(line)
        for label, rule in zip(self._lines, judged.lines, strict=False):
            label.setText(f"{'✓ 済' if rule.met else '・ 未'}  {rule.sentence}")
            label.set_tone("success" if rule.met else "")
        self.strength.setText(f"強さ: {judged.strength}")
        self.advice.setText(judged.advice)

    def texts(self) -> tuple[str, ...]:
        """Return the lines as shown."""
        return tuple(line.text() for line in self._lines)


class PasswordPanel(QWidget):
    """The two fields of one person."""

    def __init__(self, passwords: NewPasswords, person: Person, at: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._passwords = passwords
        self.person = person
        layout = column(gap=12)
        self.setLayout(layout)
        words = f"{person.name}({person.role_words})" if person.role_words else person.name
        layout.addWidget(Heading(words, 3, self))
        self.first = SecretField(self, width=26, kept=True)
        self.again = SecretField(self, width=26, kept=True)
        whose = (
            f"{person.name}さんのパスワード" if person.name else "パスワード"
        )  # the heading may be out of sight
        self.first_row = FieldRow(whose, self.first, self, required=True, name=f"password.{at}")
        self.again_row = FieldRow("パスワード(もう一度)", self.again, self, required=True, name=f"again.{at}")
        self.first.setAccessibleName(f"{person.name}さんのパスワード")
        self.again.setAccessibleName(f"{person.name}さんのパスワード(もう一度)")
        self.rules = RuleLines(self)
        for part in (self.first_row, self.rules, self.again_row):
            layout.addWidget(part)
        self.first.line.setText(person.typed)
        self.again.line.setText(person.again)
        self.first.changed.connect(self._judge)
        self._judge()

    def store(self) -> None:
        """Put what was typed into the flow."""
        self.person.typed, self.person.again = self.first.value(), self.again.value()

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Show problems beside the fields; return the others."""
        for field_row in (self.first_row, self.again_row):
            own = next((problem for problem in problems if problem.field == field_row.name), None)
            field_row.show_problem(own)
        names = {self.first_row.name, self.again_row.name}
        return tuple(problem for problem in problems if problem.field not in names)

    def _judge(self) -> None:
        self.rules.show_judgement(self._passwords.judge(self.person, self.first.value()))


class PasswordFlow(Protocol):
    """The part of a flow that this step draws."""

    passwords: NewPasswords

    def prepare_passwords(self) -> None:
        """Settle who is asked, and by which rule."""


class PasswordStep(StepWidget):
    """Asks everybody in a flow's ``passwords`` for a new password."""

    def __init__(self, flow: PasswordFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self.panels: list[PasswordPanel] = []
        layout = column(gap=16)
        self.setLayout(layout)
        line = row(gap=8)
        self.suggest_button = TextButton("合言葉の案を出す", self)
        self.suggestion = PlainLabel("", self, wrap=True)
        line.addWidget(self.suggest_button)
        line.addStretch(1)
        layout.addLayout(line)
        layout.addWidget(self.suggestion)
        self.suggestion.hide()
        self._panels = column(gap=24)
        layout.addLayout(self._panels)
        self.suggest_button.clicked.connect(self._suggest)

    def load(self) -> None:
        """Show a panel for each person."""
        self._flow.prepare_passwords()
        clear(self._panels)
        self.suggestion.setText("")
        self.suggestion.hide()
        self.panels = []
        for at, person in enumerate(self._flow.passwords.people):
            panel = PasswordPanel(self._flow.passwords, person, at, self)
            self.panels.append(panel)
            self._panels.addWidget(panel)

    def store(self) -> None:
        """Put what was typed into the flow."""
        for panel in self.panels:
            panel.store()

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Show problems beside the fields."""
        left = problems
        for panel in self.panels:
            left = panel.show_problems(left)
        return left

    def first_focus(self) -> QWidget | None:
        """Begin in the first person's field."""
        return self.panels[0].first if self.panels else None

    def _suggest(self) -> None:
        self.suggestion.setText(f"{passphrase()}\n使うときは、下の欄に打ち込んでください。")
        self.suggestion.show()
