"""The facts of the office, as every form prints them."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.office import Office
from ashibue_desk.use_cases.addresses import addresses_of
from ashibue_desk.use_cases.settings import change_office
from ui.background.operations import Operations
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card, row
from ui.widgets.labels import SupportText
from ui.widgets.office_fields import OfficeFields


class OfficeCard(Card):
    """The form of the office. ``saved`` when it stands in the vault."""

    saved = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__("事業所", parent)
        self._operations = operations
        self._shown: Office | None = None
        self.body.addWidget(SupportText("同意書や復旧シートなど、すべての書類に印刷されます。", self))
        self.form = OfficeFields(self)
        self.body.addWidget(self.form)
        self.save_button = PrimaryButton("事業所の情報を保存する", self)
        line = row()
        line.addWidget(self.save_button)
        line.addStretch(1)
        self.body.addLayout(line)
        self.save_button.clicked.connect(self.save)
        self.form.fields["postal_code"].completed.connect(self._look_up)

    def show_office(self, office: Office) -> None:
        """Show the facts, unless something else was typed since they were read last."""
        if not self.is_changed():
            self.form.show_facts(office)
            self._shown = office

    def is_changed(self) -> bool:
        """Return whether something was typed that is not stored."""
        return self._shown is not None and self._typed(self._shown) != self._shown

    def save(self) -> None:
        """Judge every field and store them."""
        if self._shown is not None and not self.form.judge():
            work = partial(change_office, office=self._typed(self._shown))
            self._operations.act(self, work, self._answered)

    def _typed(self, shown: Office) -> Office:
        return replace(shown, **self.form.facts())

    def _answered(self, answer: object) -> None:
        if isinstance(answer, tuple):
            self.form.show_problems(answer)
        elif isinstance(answer, Office):
            self._shown = answer
            self.saved.emit()

    def _look_up(self, digits: str) -> None:
        self._operations.run(self, partial(addresses_of, digits), self._found)

    def _found(self, addresses: tuple[str, ...]) -> None:
        address = self.form.fields["address"]
        if len(addresses) == 1 and not address.value().startswith(addresses[0]):
            address.set_value(addresses[0])
            address.setFocus()
            address.end(False)  # noqa: FBT003 - Qt's way to put the cursor behind the text
