"""Whether passwords are changed every year: the regulation's rule, or none since a revision (マニュアル9.2.1)."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.japanese_calendar import both
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.own_password import PasswordTerm, change_password_term
from ui.background.operations import Operations
from ui.widgets.buttons import OutlineButton
from ui.widgets.card import Card, row
from ui.widgets.confirmed_card import ConfirmedCard
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel

_YEARLY = "パスワードは12か月以内に変えます。期限の30日前からお知らせし、過ぎたら次に開くときに変えます。"
_NO_TERM = "規程の改正({day})により、定期の変更はしていません。"
_ASK_TO_STOP = (
    "いまの規程は、12か月以内の変更を求めています。やめるときは、そう決めた規程の改正日を記録します。"
    "推測されにくい長い合言葉を使い、漏れたおそれがあるときはすぐに変えてください。"
)


class TermConfirmation(ConfirmedCard):
    """The day of the revision, and the password of the one who decides."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.revised_on = DateField(day=today)
        self.day_row = FieldRow("規程の改正日(&D)", self.revised_on, required=True, name="revised_on")
        self.form.add(self.day_row)
        self.add_password()


class TermCard(Card):
    """``changed(yearly)`` once it stands; ``refused`` with what kept it from being changed.

    ``confirmation`` is shown below it by the page.
    """

    changed = Signal(bool)
    refused = Signal(object)

    def __init__(self, operations: Operations, today: date, parent: QWidget | None = None) -> None:
        super().__init__("パスワードの期限", parent)
        self._operations = operations
        self._yearly = True
        self.words = PlainLabel("", self, wrap=True)
        self.body.addWidget(self.words)
        self.button = OutlineButton("定期の変更をやめる", self)
        line = row()
        line.addWidget(self.button)
        line.addStretch(1)
        self.body.addLayout(line)
        self.confirmation = TermConfirmation(today, parent)
        self.button.clicked.connect(self.ask)
        self.confirmation.agreed.connect(self.change)

    def show_term(self, term: PasswordTerm) -> None:
        """Show what holds."""
        self._yearly = term.yearly
        self.words.setText(_NO_TERM.format(day=both(term.revised_on)) if term.revised_on else _YEARLY)
        self.button.setText("定期の変更をやめる" if term.yearly else "12か月ごとの変更に戻す")

    def ask(self) -> None:
        """Ask for the day of the revision, and for the password."""
        card = self.confirmation
        card.day_row.setVisible(self._yearly)
        card.ask_password(needed=True)
        hint = _ASK_TO_STOP if self._yearly else "期限を過ぎている人は、次に開くときに変えることになります。"
        card.ask(self.button.text(), hint, self.button.text())

    def change(self) -> None:
        """Change it to the other."""
        work = partial(
            change_password_term,
            yearly=not self._yearly,
            revised_on=self.confirmation.revised_on.value() if self._yearly else None,
            password=self.confirmation.taken_password(),
        )
        self._operations.act(self, work, self._done, self._not_done)

    def _done(self, answer: tuple[Problem, ...] | PasswordTerm) -> None:
        if isinstance(answer, tuple):
            self.confirmation.form.show_problems(answer)
            return
        self.confirmation.put_away()
        self.show_term(answer)
        self.changed.emit(answer.yearly)

    def _not_done(self, situation: Situation) -> None:
        self.refused.emit(situation)
