"""The second step: the officer and the first handler."""

from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.problems import Problem
from ui.widgets.card import column
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import TextField
from ui.widgets.labels import PlainLabel
from ui.widgets.wizard_frame import StepWidget
from ui.wizards.new_vault import reasons
from ui.wizards.new_vault.flow import OTHER, SAME, NewVaultFlow

_CARDS = (
    ChoiceCard(OTHER, "別の人が番号を扱う", "責任者は、扱った記録を確かめます。", "おすすめ", "success"),
    ChoiceCard(SAME, "責任者が番号も扱う", "一人で始めます。担当者はあとから増やせます。"),
)
_NOTES = {SAME: reasons.ONE_PERSON, OTHER: reasons.ONE_HANDLER}


class PeopleStep(StepWidget):
    """Title and name of the officer; whether another person handles the numbers, and what the regulation wants."""

    def __init__(self, flow: NewVaultFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        layout = column()
        self.setLayout(layout)
        self.form = Form(self)
        layout.addWidget(self.form)
        self.officer_title = TextField(width=12, placeholder="事務局長")
        self.officer_name = TextField(width=16)
        self.handler = ChoiceCards(_CARDS)
        self.handler_name = TextField(width=16)
        self.form.add(FieldRow("責任者の役職", self.officer_title, required=False, name="officer_title"))
        self.form.add(
            FieldRow(
                "責任者の氏名",
                self.officer_name,
                required=True,
                name="officer_name",
                support="特定個人情報等責任者です。保管庫の設定とバックアップにも責任を持ちます。",
            )
        )
        self.form.add(FieldRow("番号を扱う人", self.handler, required=True, name="handler"))
        self.name_row = self.form.add(
            FieldRow("事務取扱担当者の氏名", self.handler_name, required=True, name="handler_name")
        )
        self.note = PlainLabel("", self, wrap=True)
        layout.addWidget(self.note)
        self.handler.changed.connect(self._handler_chosen)

    def load(self) -> None:
        """Show what was typed."""
        typed = self._flow.people_entries
        self.officer_title.set_value(typed.officer_title)
        self.officer_name.set_value(typed.officer_name)
        self.handler.set_value(typed.handler)
        self.handler_name.set_value(typed.handler_name)
        self._handler_chosen()

    def store(self) -> None:
        """Put what was typed into the flow."""
        typed = self._flow.people_entries
        typed.officer_title = self.officer_title.value()
        typed.officer_name = self.officer_name.value()
        typed.handler = self.handler.value()
        typed.handler_name = self.handler_name.value()

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Show problems beside their fields."""
        return self.form.show_only(problems)

    def first_focus(self) -> QWidget | None:
        """Begin with the title."""
        return self.officer_title

    def _handler_chosen(self) -> None:
        chosen = self.handler.value()
        self.name_row.setVisible(chosen == OTHER)
        self.note.setText(_NOTES.get(chosen, ""))
        self.note.setVisible(bool(chosen))
