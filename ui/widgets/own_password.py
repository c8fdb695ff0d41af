"""The field for the own password of the one who acts (再認証), as every form that asks for it shows it."""

from PySide6.QtWidgets import QWidget

from ui.widgets.field_row import FieldRow
from ui.widgets.secret_field import SecretField

_OWN_ACT = "本人が操作していることを確かめます。同じ種類の操作のあいだは、しばらく入力を省けます。"


class OwnPasswordRow(FieldRow):
    """「あなたのパスワード」; ``secret`` is the field. Hidden where it was given a short while ago."""

    def __init__(self, parent: QWidget | None = None) -> None:
        secret = SecretField(parent)
        super().__init__(
            "あなたのパスワード(&P)", secret, parent, required=True, support=_OWN_ACT, name="password"
        )
        self.secret = secret

    def ask(self, *, needed: bool) -> None:
        """Say whether the password is asked for this time, and forget what was typed."""
        self.secret.wipe()
        self.setVisible(needed)

    def taken(self) -> str:
        """Return what was typed and forget it here."""
        typed = self.secret.value()
        self.secret.wipe()
        return typed
