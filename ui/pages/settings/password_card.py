"""Changing one's own password: judged while it is typed, never kept, never in a draft."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.settings import change_password
from ui.background.operations import Operations
from ui.pages.settings.view import SettingsView, judge
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card, clear, column, row
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.labels import PlainLabel, SupportText
from ui.widgets.secret_field import SecretField


class PasswordCard(Card):
    """``changed`` once the new password opens the vault; ``refused`` with what kept it from being changed."""

    changed = Signal()
    refused = Signal(object)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__("自分のパスワード", parent)
        self._operations = operations
        self._view: SettingsView | None = None
        self.note = SupportText("", self)
        self.body.addWidget(self.note)
        self.form = Form(self)
        self.old, self.new, self.again = SecretField(), SecretField(), SecretField()
        self.form.add(FieldRow("いまのパスワード(&1)", self.old, required=True))
        self.new_row = self.form.add(
            FieldRow("新しいパスワード(&2)", self.new, required=True, check=self._new_problem, name="new")
        )
        self._lines = column(gap=2)
        self.again_row = self.form.add(
            FieldRow("新しいパスワードをもう一度(&3)", self.again, required=True, check=self._again_problem)
        )
        self.body.addWidget(self.form)
        self.strength = PlainLabel("", self, look="label", wrap=True)
        self.body.addWidget(self.strength)
        self.body.addLayout(self._lines)
        self.change_button = PrimaryButton("パスワードを変える", self)
        line = row()
        line.addWidget(self.change_button)
        line.addStretch(1)
        self.body.addLayout(line)
        for field in (self.old, self.new):
            field.changed.connect(self._judge)
        self.change_button.clicked.connect(self.change)
        self.again.returned.connect(self.change_button.click)

    def show_rule(self, view: SettingsView) -> None:
        """Judge by what was read."""
        self._view = view
        self.note.setText(view.password_note)
        self._judge()

    def change(self) -> None:
        """Change the password if the three fields agree."""
        if self._view is None or self.form.judge():
            return
        self.change_button.setEnabled(False)
        work = partial(change_password, old=self.old.value(), new=self.new.value())
        self._operations.act(self, work, self._done, self._not_done)

    def wipe(self) -> None:
        """Forget what was typed."""
        for field in (self.old, self.new, self.again):
            field.wipe()

    def _done(self, answer: tuple[Problem, ...] | None) -> None:
        self.change_button.setEnabled(True)
        if answer is not None:  # the office's words may have changed since the page was read
            self.form.show_problems(answer)
            return
        self.wipe()
        self.changed.emit()

    def _not_done(self, situation: Situation) -> None:
        self.old.wipe()
        self.change_button.setEnabled(True)
        self.refused.emit(situation)

    def _judge(self) -> None:
        clear(self._lines)
        if self._view is None or self.new.is_empty():
            self.strength.setText("")
            return
        judgement = judge(self._view, self.old.value(), self.new.value())
        self.strength.setText(f"強さ: {judgement.strength}。{judgement.advice}")
        self.strength.set_tone("success" if judgement.accepted else "warning")
        for line in judgement.lines:
            label = PlainLabel(
                f"{'✓' if line.met else '・'} {line.sentence}", self, look="support", wrap=True
            )
            label.setAccessibleName(f"{line.sentence}、{'できています' if line.met else 'まだです'}")
            self._lines.addWidget(label)

    def _new_problem(self) -> Problem | None:
        if self._view is None:
            return None
        judgement = judge(self._view, self.old.value(), self.new.value())
        return None if judgement.accepted else Problem("new", judgement.advice)

    def _again_problem(self) -> Problem | None:
        same = self.again.value() == self.new.value()
        return None if same else Problem("again", "上の新しいパスワードと同じ文字を入力してください。")
