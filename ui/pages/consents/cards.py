"""The three small forms above the list: how to print, a receipt for a whole selection, a reason."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import OutlineButton, PrimaryButton
from ui.widgets.card import Card, row
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import LongTextField, TextField
from ui.widgets.labels import SupportText

ONE_FILE, ONE_EACH = "one_file", "one_each"


class ActCard(Card):
    """A form with one act and a way out. ``agreed`` once its fields are right, ``given_up`` when it was put away."""

    agreed = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("　", parent)
        self.hint = SupportText("", self)
        self.body.addWidget(self.hint)
        self.form = Form(self)
        self.body.addWidget(self.form)
        buttons = row()
        self.act_button = PrimaryButton("記録する", self)
        self.out_button = OutlineButton("やめる", self)
        buttons.addWidget(self.act_button)
        buttons.addWidget(self.out_button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.act_button.clicked.connect(self._agree)
        self.out_button.clicked.connect(self.put_away)
        self.hide()

    def ask(self, title: str, hint: str, act: str) -> None:
        """Show the form with these words."""
        self.heading.setText(title)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.act_button.setText(act)
        self.show()
        self.form.rows()[0].field.setFocus()

    def put_away(self) -> None:
        """Hide the form."""
        self.hide()
        self.given_up.emit()

    def _agree(self) -> None:
        if not self.form.judge():
            self.agreed.emit()


class PrintCard(ActCard):
    """Whether a selection becomes one file or one file each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.how = ChoiceCards(
            (
                ChoiceCard(ONE_FILE, "まとめて1つのファイル", "そのまま続けて印刷するときに選びます。"),
                ChoiceCard(
                    ONE_EACH, "1人ずつ別のファイル", "ファイル名には氏名を入れず、番号だけを付けます。"
                ),
            )
        )
        self.how.set_value(ONE_FILE)
        self.form.add(FieldRow("ファイルの分け方", self.how))

    def one_each(self) -> bool:
        """Return whether each person gets a file."""
        return self.how.value() == ONE_EACH


class ReceiptCard(ActCard):
    """The day and the place of papers that came back: one entry for the whole selection."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = DateField(day=day)
        self.day.set_value(day)
        self.form.add(FieldRow("受け取った日(&D)", self.day, required=True))
        self.place = TextField(placeholder="書庫1 同意書ファイル", width=24)
        support = "選んだ人の全員に、同じ日と場所を記録します。"
        self.form.add(FieldRow("紙の保管場所(&B)", self.place, required=True, support=support))


class WordsCard(ActCard):
    """Why somebody refused or took back, in their words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = LongTextField(lines=3)
        support = "本人のことばで短く書きます。個人番号は書かないでください。"
        self.form.add(FieldRow("理由(&R)", self.reason, required=True, support=support))
