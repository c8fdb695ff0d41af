"""The small form in which the officer names the superior who checks where one person handles numbers alone."""

from PySide6.QtWidgets import QWidget

from ui.pages.log_checks.view import PAPER, MonthsView, superior_choices
from ui.widgets.confirmed_card import ConfirmedCard
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import ChoiceField, TextField

_HINT = (
    "取扱いの記録をときどき確かめる、直属の上司です。あしぶえデスクの利用者なら、その人が自分の名前で開いて点検します。"
    "利用者でない人なら、点検票を紙で確かめてもらい、責任者がその結果を記録します。"
)


class SuperiorCard(ConfirmedCard):
    """``agreed`` once somebody is chosen; ``user_id`` is empty for somebody without an account."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = ChoiceField((), self)
        self.person = TextField(width=20)
        self.post = TextField(width=20, placeholder="事務局長")
        self.form.add(FieldRow("点検する上司(&S)", self.choice, required=True, name="superior"))
        self.person_row = self.form.add(
            FieldRow("上司の氏名(&N)", self.person, required=True, name="superior_name")
        )
        self.form.add(FieldRow("役職(&T)", self.post, name="post", required=True))
        self.add_password()
        self.choice.currentIndexChanged.connect(self._choose)

    def ask_whom(self, view: MonthsView) -> None:
        """Ask who it is to be."""
        now = view.duty.superior
        self.choice.set_items(superior_choices(view.duty))
        if now is not None:
            self.choice.set_value(now.user_id or PAPER)
            self.person.set_value("" if now.user_id else now.name)
            self.post.set_value(now.post)
        self._choose()
        self.ask_password(needed=view.needs_password)
        self.ask("点検する上司を決める", _HINT, "上司を決める")

    def user_id(self) -> str:
        """Return whom was chosen, empty for somebody without an account."""
        return "" if self.choice.value() == PAPER else self.choice.value()

    def _choose(self, _at: int = 0) -> None:
        self.person_row.setVisible(self.choice.value() == PAPER)
