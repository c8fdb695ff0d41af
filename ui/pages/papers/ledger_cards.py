"""The small forms above the ledger of papers: one entry for a whole selection."""

from datetime import date

from PySide6.QtWidgets import QWidget

from ui.widgets.act_card import ActCard
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import LongTextField, TextField

_PLACES = "例: 書庫1の「担当者綴り」"


class ReceiveCard(ActCard):
    """The day on which papers came back, and where they are filed if that is known."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = DateField(day=day)
        self.day.set_value(day)
        self.form.add(FieldRow("受け取った日(&D)", self.day, required=True, name="received_on"))
        self.place = TextField(width=30, placeholder=_PLACES)
        self.form.add(
            FieldRow("綴じた場所(&P)", self.place, name="place", support="あとで記録することもできます。")
        )


class PlaceCard(ActCard):
    """Where papers are filed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = TextField(width=30, placeholder=_PLACES)
        self.form.add(FieldRow("綴じた場所(&P)", self.place, required=True, name="place"))


class DestroyCard(ActCard):
    """The day on which papers were destroyed, why and how."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = DateField(day=day)
        self.day.set_value(day)
        self.form.add(FieldRow("廃棄した日(&D)", self.day, required=True, name="on"))
        self.how = LongTextField(lines=2)
        self.form.add(
            FieldRow(
                "理由と方法(&R)",
                self.how,
                required=True,
                name="how",
                support="例: 保存期間の満了、シュレッダーで裁断",
            )
        )
