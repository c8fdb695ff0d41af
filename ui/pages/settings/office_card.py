"""The facts of the office, as every form prints them."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.corporate_number import clean_corporate_number, corporate_number_problem
from ashibue_desk.domain.office import Office, OfficeKind
from ashibue_desk.use_cases.addresses import addresses_of
from ashibue_desk.use_cases.settings import change_office
from ui.background.operations import Operations
from ui.pages.settings.view import KINDS, MONTHS
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card, row
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import ChoiceField, PostalCodeField, TextField
from ui.widgets.labels import SupportText


class OfficeCard(Card):
    """The form of the office. ``saved`` when it stands in the vault."""

    saved = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__("事業所", parent)
        self._operations = operations
        self._shown: Office | None = None
        self.body.addWidget(SupportText("同意書や復旧シートなど、すべての書類に印刷されます。", self))
        self.form = Form(self)
        self.body.addWidget(self.form)
        self.name = self._text("事業所の名前(&N)", "name", required=True, width=30)
        self.kind = ChoiceField(KINDS)
        self.form.add(FieldRow("法人の種類(&K)", self.kind, name="kind"))
        self.postal_code = PostalCodeField()
        support = "7桁を入力すると、住所の町名までが入ります。"
        self.form.add(
            FieldRow("郵便番号(&P)", self.postal_code, required=False, support=support, name="postal_code")
        )
        self.address = self._text("所在地(&A)", "address", required=True, width=36)
        self.corporate_number = TextField(width=14, check=corporate_number_problem)
        self.form.add(
            FieldRow("法人番号(&C)", self.corporate_number, required=False, name="corporate_number")
        )
        self.representative_title = self._text("代表者の役職", "representative_title", width=12)
        self.representative_name = self._text(
            "代表者の氏名(&R)", "representative_name", required=True, width=16
        )
        self.officer_title = self._text("責任者の役職", "officer_title", width=12)
        self.officer_name = self._text("責任者の氏名(&O)", "officer_name", width=16)
        self.contact = self._text("問合せ先(電話など)(&T)", "contact", width=24)
        self.first_month = ChoiceField(MONTHS)
        self.form.add(FieldRow("事業年度のはじまりの月(&M)", self.first_month, name="first_month"))
        self.save_button = PrimaryButton("事業所の情報を保存する", self)
        line = row()
        line.addWidget(self.save_button)
        line.addStretch(1)
        self.body.addLayout(line)
        self.save_button.clicked.connect(self.save)
        self.postal_code.completed.connect(self._look_up)

    def _text(self, label: str, name: str, *, required: bool = False, width: int) -> TextField:
        field = TextField(width=width)
        self.form.add(FieldRow(label, field, required=required, name=name))
        return field

    def show_office(self, office: Office) -> None:
        """Show the facts, unless something else was typed since they were read last."""
        if self._shown is not None and self.typed() != self._shown:
            return
        self.name.set_value(office.name)
        self.kind.set_value(office.kind.value)
        self.postal_code.set_value(office.postal_code)
        self.address.set_value(office.address)
        self.corporate_number.set_value(office.corporate_number)
        self.representative_title.set_value(office.representative_title)
        self.representative_name.set_value(office.representative_name)
        self.officer_title.set_value(office.officer_title)
        self.officer_name.set_value(office.officer_name)
        self.contact.set_value(office.contact)
        self.first_month.set_value(str(office.first_month))
        self._shown = self.typed()

    def typed(self) -> Office:
        """Return what stands in the fields."""
        return Office(
            name=self.name.value(),
            kind=OfficeKind(self.kind.value()),
            postal_code=self.postal_code.digits(),
            address=self.address.value(),
            corporate_number=clean_corporate_number(self.corporate_number.value()),
            representative_title=self.representative_title.value(),
            representative_name=self.representative_name.value(),
            officer_title=self.officer_title.value(),
            officer_name=self.officer_name.value(),
            contact=self.contact.value(),
            first_month=int(self.first_month.value()),
        )

    def is_changed(self) -> bool:
        """Return whether something was typed that is not stored."""
        return self._shown is not None and self.typed() != self._shown

    def save(self) -> None:
        """Judge every field and store them."""
        if not self.form.judge():
            self._operations.act(self, partial(change_office, office=self.typed()), self._answered)

    def _answered(self, answer: object) -> None:
        if isinstance(answer, tuple):
            self.form.show_problems(answer)
            return
        self._shown = self.typed()
        self.saved.emit()

    def _look_up(self, digits: str) -> None:
        self._operations.run(self, partial(addresses_of, digits), self._found)

    def _found(self, addresses: tuple[str, ...]) -> None:
        if len(addresses) == 1 and not self.address.value().startswith(addresses[0]):
            self.address.set_value(addresses[0])
            self.address.setFocus()
            self.address.end(False)  # noqa: FBT003 - Qt's way to put the cursor behind the text
