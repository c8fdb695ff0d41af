"""The first step: the office as it stands on every form."""

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.corporate_number import corporate_number_problem
from ashibue_desk.domain.office import OfficeKind
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.addresses import addresses_of
from ui.widgets.buttons import OutlineButton
from ui.widgets.card import column, row
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import ChoiceField, PostalCodeField, TextField
from ui.widgets.wizard_frame import StepWidget
from ui.wizards.new_vault.flow import KINDS, NewVaultFlow


class OfficeStep(StepWidget):
    """Name, kind, address, Corporate Number, representative, first month of the business year."""

    def __init__(self, flow: NewVaultFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        layout = column()
        self.setLayout(layout)
        self.form = Form(self)
        layout.addWidget(self.form)
        self.name = TextField(width=30)
        self.kind = ChoiceField(tuple((kind.value, words) for kind, words, _title in KINDS))
        self.postal_code = PostalCodeField()
        self.address = TextField(width=36)
        self.corporate_number = TextField(width=14, max_length=40, check=corporate_number_problem)
        self.title = TextField(width=12)
        self.representative = TextField(width=16)
        self.contact = TextField(width=24)
        self.month = ChoiceField(tuple((str(month), f"{month}月") for month in range(1, 13)))
        self._add_rows()
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.postal_code.completed.connect(self._complete)

    def _add_rows(self) -> None:
        add = self.form.add
        add(
            FieldRow(
                "事業所の名前",
                self.name,
                required=True,
                name="name",
                support="「特定非営利活動法人」なども含めた正式な名前を入力します。",
            )
        )
        add(FieldRow("種類", self.kind, required=True, name="kind"))
        add(
            FieldRow(
                "郵便番号",
                self.postal_code,
                required=False,
                name="postal_code",
                support="7桁を入れると、所在地のはじめが入ります(インターネットは使いません)。",
            )
        )
        self.candidates = row(gap=8)
        self.form.layout().addLayout(self.candidates)  # type: ignore[union-attr]
        add(FieldRow("所在地", self.address, required=True, name="address"))
        add(
            FieldRow(
                "法人番号",
                self.corporate_number,
                required=False,
                name="corporate_number",
                support="国税庁から通知された13桁です。個人事業では空けておきます。",
            )
        )
        add(FieldRow("代表者の肩書", self.title, required=False, name="representative_title"))
        add(FieldRow("代表者の氏名", self.representative, required=True, name="representative_name"))
        add(
            FieldRow(
                "問い合わせ先",
                self.contact,
                required=False,
                name="contact",
                support="書類に印刷します。例: 事務局 0852-00-0000",
            )
        )
        add(FieldRow("事業年度のはじまりの月", self.month, required=True, name="first_month"))

    def load(self) -> None:
        """Show what was typed."""
        typed = self._flow.office_entries
        self.name.set_value(typed.name)
        self.kind.set_value(typed.kind.value)
        self.postal_code.set_value(typed.postal_code)
        self.address.set_value(typed.address)
        self.corporate_number.set_value(typed.corporate_number)
        self.title.set_value(typed.representative_title)
        self.representative.set_value(typed.representative_name)
        self.contact.set_value(typed.contact)
        self.month.set_value(str(typed.first_month))

    def store(self) -> None:
        """Put what was typed into the flow."""
        typed = self._flow.office_entries
        typed.name = self.name.value()
        typed.kind = OfficeKind(self.kind.value())
        typed.postal_code = self.postal_code.digits()
        typed.address = self.address.value()
        typed.corporate_number = self.corporate_number.value()
        typed.representative_title = self.title.value()
        typed.representative_name = self.representative.value()
        typed.contact = self.contact.value()
        typed.first_month = int(self.month.value())

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Show problems beside their fields."""
        return show_in_form(self.form, problems)

    def first_focus(self) -> QWidget | None:
        """Begin with the name."""
        return self.name

    def _kind_chosen(self) -> None:
        entries = self._flow.office_entries
        entries.representative_title = self.title.value()
        self._flow.choose_kind(OfficeKind(self.kind.value()))
        self.title.set_value(entries.representative_title)

    def _complete(self, digits: str) -> None:
        self._clear_candidates()
        found = addresses_of(digits)
        if not self.address.is_empty() or not found:
            return
        if len(found) == 1:
            self._take(found[0])
            return
        for address in found[:4]:
            button = OutlineButton(address, self)
            button.clicked.connect(self._take_candidate)
            self.candidates.addWidget(button)

    def _take_candidate(self) -> None:
        button = self.sender()
        if isinstance(button, OutlineButton):
            self._take(button.text())
            self._clear_candidates()

    def _take(self, address: str) -> None:
        self.address.setText(address)
        self.address.setFocus()

    def _clear_candidates(self) -> None:
        while (item := self.candidates.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def show_in_form(form: Form, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Show these problems and no others beside the rows of ``form``; return those without a row."""
    for field_row in form.rows():
        field_row.show_problem(None)
    return form.show_problems(problems)
