"""The last step of a new version: what is new, from when it holds, why, and whether signatures are asked for anew."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.domain.wording_compare import PartPair
from ui.pages.wordings.compare_view import CompareView
from ui.widgets.buttons import OutlineButton, PrimaryButton
from ui.widgets.card import Card, column
from ui.widgets.choice_cards import ChoiceCard, ChoiceCards
from ui.widgets.date_field import DateField
from ui.widgets.field_row import FieldRow, Form
from ui.widgets.fields import LongTextField
from ui.widgets.own_password import OwnPasswordRow
from ui.widgets.wrap_layout import WrapLayout

AGAIN: Final = "again"
STAYS: Final = "stays"


class DecideCard(QWidget):
    """``agreed`` when everything asked for is there, ``went_back`` to write on."""

    agreed = Signal()
    went_back = Signal()

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(gap=16)
        self.setLayout(layout)
        card = Card("この文面で決める", self)
        self.form = Form(card)
        self.start = DateField(card, day=day)
        self.start.set_value(day)
        self.reason = LongTextField(card, lines=2)
        self.signatures = ChoiceCards((), card)
        self.form.add(
            FieldRow(
                "使い始める日(&D)",
                self.start,
                required=True,
                name="in_force_from",
                support="この日から印刷する紙に、新しい文面が載ります。それまでは、いまの文面を使います。",
            )
        )
        self.form.add(
            FieldRow(
                "改める理由(&R)",
                self.reason,
                required=True,
                name="reason",
                support="版の一覧と取扱記録簿に残ります。個人番号は書かないでください。",
            )
        )
        self.signatures_row = self.form.add(
            FieldRow("すでに署名した人(&S)", self.signatures, required=True, name="signs_again")
        )
        self.password_row = OwnPasswordRow()
        self.password = self.password_row.secret
        self.form.add(self.password_row)
        card.body.addWidget(self.form)
        self.act_button = PrimaryButton("新しい版にする", card)
        self.act_button.clicked.connect(self.agree)
        self.back_button = OutlineButton("文面にもどる", card)
        self.back_button.clicked.connect(self.went_back)
        acts = WrapLayout(gap=12)
        acts.addWidget(self.act_button)
        acts.addWidget(self.back_button)
        card.body.addLayout(acts)
        layout.addWidget(card)
        changes = Card("いまの文面との違い", self)
        self.compare = CompareView(changes)
        changes.body.addWidget(self.compare)
        layout.addWidget(changes)
        layout.addStretch(1)

    def show_form(self, *, signed: bool, people: int) -> None:
        """Ask for signatures only where the form is signed; ``people`` have signed it."""
        self.signatures.set_cards(
            (
                ChoiceCard(
                    AGAIN,
                    "新しい版に署名をもらう",
                    f"内容が変わるとき。署名済みの{people}人を、署名し直す人の一覧に載せます。"
                    if people
                    else "内容が変わるとき。",
                ),
                ChoiceCard(
                    STAYS,
                    "いまの署名をそのまま有効とする",
                    "誤字や言い回しだけを直し、約束の内容が変わらないとき。その判断を、上の理由に書いてください。",
                ),
            )
        )
        self.signatures_row.setVisible(signed)

    def show_changes(self, pairs: Sequence[PartPair]) -> None:
        """Show what the new version changes."""
        self.compare.show_pairs("いまの文面", "新しい文面", pairs)

    def ask_password(self, needed: bool) -> None:  # noqa: FBT001 - the answer of a query
        """Say whether the own password is asked for this time, and forget what was typed."""
        self.password_row.ask(needed=needed)

    def taken_password(self) -> str:
        """Return the password and forget it here."""
        return self.password_row.taken()

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        self.start.setFocus()

    def starts(self) -> date | None:
        """Return the first day, if it can be read."""
        return self.start.value()

    def signs_again(self) -> bool:
        """Return whether papers are signed anew."""
        return self.signatures.value() != STAYS

    def agree(self) -> None:
        """Go on if everything asked for is there."""
        if not self.form.judge():
            self.agreed.emit()

    def typed(self) -> dict[str, str]:
        """Return what was typed, for a draft."""
        return {
            "start": self.start.line.text(),
            "reason": self.reason.value(),
            "signatures": self.signatures.value(),
        }

    def restore(self, values: dict[str, str]) -> None:
        """Put back what was typed."""
        if values.get("start"):
            self.start.line.setText(values["start"])
        self.reason.set_value(values.get("reason", ""))
        self.signatures.set_value(values.get("signatures", ""))
