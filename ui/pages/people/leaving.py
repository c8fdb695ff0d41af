"""Recording the last day of work, for one person or for several at once."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.problems import Problem
from ui.widgets.buttons import OutlineButton, PrimaryButton
from ui.widgets.card import Card, row
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.labels import SupportText


class LeavingCard(Card):
    """Asks for the last day; ``given`` carries it. Hidden until ``ask``."""

    given = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__("退職日を記録する", parent)
        self.body.addWidget(
            SupportText(
                "退職日は、番号と書類の保存期間を数えはじめる日になります。番号そのものは、まだ消えません。",
                self,
            )
        )
        self.form = Form(self)
        self.day = DateField(day=today)
        self.row = self.form.add(FieldRow("退職日", self.day, required=True, name="left_on"))
        self.body.addWidget(self.form)
        buttons = row()
        self.keep_button = PrimaryButton("記録する", self)
        self.cancel_button = OutlineButton("やめる", self)
        buttons.addWidget(self.keep_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.keep_button.clicked.connect(self._keep)
        self.cancel_button.clicked.connect(self.put_away)
        self.hide()

    def ask(self, heading: str, count: int = 1, day: date | None = None) -> None:
        """Show the card for one or several people."""
        self.heading.setText(heading)
        self.day.set_value(day)
        self.row.show_problem(None)
        self.keep_button.setText("記録する" if count == 1 else f"{count}人分を記録する")
        self.show()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show beside the day why it was not kept."""
        self.row.show_problem(problems[0] if problems else None)

    def put_away(self) -> None:
        """Hide the card and forget what was typed."""
        self.day.set_value(None)
        self.hide()

    def _keep(self) -> None:
        if not self.form.judge():
            self.given.emit(self.day.value())
