"""The step that asks for the text of a recovery sheet."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.problems import Problem
from ui.widgets.card import column
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.wizard_frame import StepWidget
from ui.wizards.door_parts.sheet_field import SheetField


class SheetFlow(Protocol):
    """The part of a flow that this step draws."""

    sheet: str


class SheetStep(StepWidget):
    """Draws the sheet's text of a flow."""

    def __init__(self, flow: SheetFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        layout = column()
        self.setLayout(layout)
        self.form = Form(self)
        layout.addWidget(self.form)
        self.sheet = SheetField()
        self.row = self.form.add(
            FieldRow(
                "復旧シートの文字",
                self.sheet,
                required=True,
                name="recovery_sheet",
                support="「AGE-SECRET-KEY-1」からはじまる74文字です。空白と、大文字・小文字の違いは気にしなくて大丈夫です。検査用文字は入力しません。",
            )
        )

    def load(self) -> None:
        """Show what was typed."""
        self.sheet.set_value(self._flow.sheet)

    def store(self) -> None:
        """Put what was typed into the flow."""
        self._flow.sheet = self.sheet.value()

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Show the problem beside the field."""
        self.row.show_problem(None)
        return self.form.show_problems(problems)

    def first_focus(self) -> QWidget | None:
        """Begin in the field."""
        return self.sheet
