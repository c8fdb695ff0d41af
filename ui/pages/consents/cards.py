"""The three small forms above the list: print or keep as PDF, a receipt for a whole selection, a reason."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.act_card import ActCard
from ui.widgets.buttons import OutlineButton
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import LongTextField, TextField

ONE_FILE, ONE_EACH = "one_file", "one_each"


class PrintCard(ActCard):
    """What becomes of a paper: printed (``agreed``), or kept as PDF (``save_asked``), then in one file or one file each."""

    save_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.save_button = OutlineButton("PDFで保存", self)
        self.buttons.insertWidget(1, self.save_button)
        self.save_button.clicked.connect(self.save_asked)
        self.how = ChoiceCards(
            (
                ChoiceCard(ONE_FILE, "まとめて1つのファイル", "あとで続けて印刷するときに選びます。"),
                ChoiceCard(
                    ONE_EACH,
                    "1人ずつ別のファイル",
                    "ファイル名には氏名を入れず、日付と通し番号だけを付けます。",
                ),
            )
        )
        self.how.set_value(ONE_FILE)
        self.how_row = self.form.add(FieldRow("PDFで保存するときの分け方", self.how))

    def ask_paper(self, title: str, hint: str, *, several: bool) -> None:
        """Show the card for a paper; ``several`` when it can be kept in one file each."""
        self.form.setVisible(several)
        self.ask(title, hint, "印刷する")
        self.act_button.setFocus()

    def one_each(self) -> bool:
        """Return whether each person gets a file."""
        return self.how.value() == ONE_EACH


class ReceiptCard(ActCard):
    """The day and the place of papers that came back: one entry for the whole selection."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = DateField(day=day)
        self.day.set_value(day)
        self.form.add(FieldRow("受け取った日(&D)", self.day, required=True, name="received_on"))
        self.place = TextField(placeholder="書庫1 同意書ファイル", width=24)
        support = "選んだ人の全員に、同じ日と場所を記録します。"
        self.form.add(FieldRow("紙の保管場所(&B)", self.place, required=True, support=support))


class WordsCard(ActCard):
    """When and why somebody refused or took back, in their words."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = DateField(day=day)
        self.day.set_value(day)
        self.form.add(FieldRow("申し出のあった日(&D)", self.day, required=True, name="said_on"))
        self.reason = LongTextField(lines=3)
        support = "本人のことばで短く書きます。個人番号は書かないでください。"
        self.form.add(FieldRow("理由(&R)", self.reason, required=True, support=support))
