"""The first step: the office as it stands on every form."""

from dataclasses import fields

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.office import OfficeKind
from ashibue_desk.domain.problems import Problem
from ashibue_desk.use_cases.addresses import addresses_of
from ui.widgets.buttons import OutlineButton
from ui.widgets.card import column, row
from ui.widgets.office_fields import OfficeFields
from ui.widgets.wizard_frame import StepWidget
from ui.wizards.new_vault.flow import NewVaultFlow, OfficeEntries


class OfficeStep(StepWidget):
    """The facts of the office that a vault begins with, and what the postal code says of the address."""

    def __init__(self, flow: NewVaultFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        layout = column()
        self.setLayout(layout)
        self.form = OfficeFields(self, asked={field.name for field in fields(OfficeEntries)})
        layout.addWidget(self.form)
        self.candidates = row(gap=8)
        layout.addLayout(self.candidates)
        self.form.fields["kind"].currentIndexChanged.connect(self._kind_chosen)
        self.form.fields["postal_code"].completed.connect(self._complete)

    def load(self) -> None:
        """Show what was typed."""
        self.form.show_facts(self._flow.office_entries)

    def store(self) -> None:
        """Put what was typed into the flow."""
        self._flow.office_entries = OfficeEntries(**self.form.facts())

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Show problems beside their fields."""
        return self.form.show_only(problems)

    def first_focus(self) -> QWidget | None:
        """Begin with the name."""
        name: QWidget = self.form.fields["name"]
        return name

    def _kind_chosen(self) -> None:
        entries, title = self._flow.office_entries, self.form.fields["representative_title"]
        entries.representative_title = title.value()
        self._flow.choose_kind(OfficeKind(self.form.fields["kind"].value()))
        title.set_value(entries.representative_title)

    def _complete(self, digits: str) -> None:
        self._clear_candidates()
        found = addresses_of(digits)
        if not self.form.fields["address"].is_empty() or not found:
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
        field = self.form.fields["address"]
        field.setText(address)
        field.setFocus()

    def _clear_candidates(self) -> None:
        while (item := self.candidates.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
