"""The days on which the board decided on the basic policy: kept, so that they stand on every copy."""

from datetime import date

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.policy_facts import PolicyDays
from ui.widgets.act_card import ActCard
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow

_HINT = "議事録の日付を入れます。次からは、どの1部にもこの日付が入ります。空のままなら、紙に手で書く欄になります。"


class PolicyDaysCard(ActCard):
    """Asks for the two days; filled with those recorded last."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resolved = DateField(day=day)
        self.form.add(FieldRow("理事会で決めた日(&R)", self.resolved, name="resolved_on"))
        self.revised = DateField(day=day)
        self.form.add(FieldRow("改定した日(&V)", self.revised, name="revised_on"))

    def ask_days(self, days: PolicyDays) -> None:
        """Show the form with the days as they are on record."""
        self.resolved.set_value(days.resolved_on)
        self.revised.set_value(days.revised_on)
        self.ask("基本方針を決めた日を記録する", _HINT, "記録する")
