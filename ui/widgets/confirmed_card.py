"""A small form that ends with the own password of the one who acts (再認証)."""

from PySide6.QtWidgets import QWidget

from ui.widgets.act_card import ActCard
from ui.widgets.field_row import FieldRow
from ui.widgets.secret_field import SecretField

OWN_ACT = "本人が操作していることを確かめます。同じ種類の操作のあいだは、しばらく入力を省けます。"


class ConfirmedCard(ActCard):
    """A form that may end with the own password of the one who acts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.password = SecretField(self)
        self.password_row = FieldRow(
            "あなたのパスワード(&P)", self.password, required=True, support=OWN_ACT, name="password"
        )

    def add_password(self) -> None:
        """Put the password below the other fields."""
        self.form.add(self.password_row)

    def ask_password(self, *, needed: bool) -> None:
        """Say whether the password is asked for this time."""
        self.password.wipe()
        self.password_row.setVisible(needed)

    def taken_password(self) -> str:
        """Return what was typed and forget it here."""
        typed = self.password.value()
        self.password.wipe()
        return typed

    def put_away(self) -> None:
        """Hide the form and forget the password."""
        self.password.wipe()
        super().put_away()
