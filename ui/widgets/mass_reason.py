"""The reason for handling many persons' numbers at once: a row of a form that appears only where it is asked for."""

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.mass_output import REASON_FIELD, MassQuestion, reason_problem
from ashibue_desk.domain.problems import Problem
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import LongTextField

_LABEL = "大量に扱う理由(&R)"
_EXAMPLE = "年末調整の源泉徴収票を全員分つくるため など"


class MassReasonRow(FieldRow):
    """Hidden until ``ask`` is given a question; ``reason`` is empty while it is hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.text = LongTextField(lines=2, placeholder=_EXAMPLE)
        super().__init__(
            _LABEL, self.text, parent, required=True, name=REASON_FIELD, check=self._judge_reason
        )
        self.hide()

    def ask(self, question: MassQuestion | None) -> None:
        """Ask for the reason, or put the row away."""
        self.set_support(question.sentence if question is not None else "")
        self.setVisible(question is not None)

    def reason(self) -> str:
        """Return what was typed."""
        return "" if self.isHidden() else self.text.value()

    def clear(self) -> None:
        """Forget what was typed, after it was used."""
        self.text.set_value("")
        self.show_problem(None)

    def _judge_reason(self) -> Problem | None:
        return reason_problem(self.text.value())
