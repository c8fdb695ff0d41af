"""A small form that ends with the own password of the one who acts (再認証)."""

from PySide6.QtWidgets import QWidget

from ui.widgets.act_card import ActCard
from ui.widgets.own_password import OwnPasswordRow


class ConfirmedCard(ActCard):
    """A form that may end with the own password of the one who acts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.password_row = OwnPasswordRow()
        self.password = self.password_row.secret

    def add_password(self) -> None:
        """Put the password below the other fields."""
        self.form.add(self.password_row)

    def ask_password(self, *, needed: bool) -> None:
        """Say whether the password is asked for this time."""
        self.password_row.ask(needed=needed)

    def taken_password(self) -> str:
        """Return what was typed and forget it here."""
        return self.password_row.taken()

    def put_away(self) -> None:
        """Hide the form and forget the password."""
        self.password.wipe()
        super().put_away()
