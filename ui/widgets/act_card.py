"""A small form inside a page that does one act: shown when it is asked for, put away afterwards."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui.widgets.buttons import OutlineButton, PrimaryButton
from ui.widgets.card import row
from ui.widgets.field_row import Form
from ui.widgets.labels import SupportText
from ui.widgets.page import Page
from ui.widgets.passing_card import PassingCard


class ActCard(PassingCard):
    """A form with one act and a way out. ``agreed`` once its fields are right, ``given_up`` when it was put away."""

    agreed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = SupportText("", self)
        self.body.addWidget(self.hint)
        self.form = Form(self)
        self.body.addWidget(self.form)
        self.buttons = row()
        self.act_button = PrimaryButton("記録する", self)
        self.out_button = OutlineButton("やめる", self)
        self.buttons.addWidget(self.act_button)
        self.buttons.addWidget(self.out_button)
        self.buttons.addStretch(1)
        self.body.addLayout(self.buttons)
        self.act_button.clicked.connect(self._agree)
        self.out_button.clicked.connect(self.put_away)

    def ask(self, title: str, hint: str, act: str) -> None:
        """Show the form with these words."""
        self.heading.setText(title)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.act_button.setText(act)
        self.show()
        self.form.rows()[0].field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do the act with Enter from a field of one line or a choice: the form is small and seen as a whole."""
        in_field = isinstance(self.focusWidget(), QLineEdit | QComboBox)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and in_field:
            self.act_button.click()
            return
        super().keyPressEvent(event)

    def _agree(self) -> None:
        if not self.form.judge():
            self.agreed.emit()


def card_done(cards: Iterable[ActCard], answer: object, page: Page) -> ActCard | None:
    """Put the card that is open away and return it; ``None`` where there is none, or its answer was problems: those are shown."""
    card = next((each for each in cards if not each.isHidden()), None)
    if card is not None and isinstance(answer, tuple):
        for problem in card.form.show_problems(answer):
            page.say("warning", problem.sentence, "記録できませんでした")
        return None
    if card is not None:
        card.put_away()
    return card
