"""The small parts of the users page: the bar of the chosen user, and the forms of what is done to them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ashibue_desk.use_cases.users import UserView
from ui.pages.users.view import state_words
from ui.widgets.check_group import CheckGroup
from ui.widgets.chosen_bar import ChosenBar
from ui.widgets.confirmed_card import ConfirmedCard
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import LongTextField
from ui.wording.charge import joined


class UserBar(ChosenBar):
    """The chosen user and what may be done."""

    reset_asked = Signal()
    roles_asked = Signal()
    closing_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reset_button = self.add_act("一時パスワードを出し直す", self.reset_asked)
        self.roles_button = self.add_act("役割を変える", self.roles_asked)
        self.close_button = self.add_act("入れないようにする", self.closing_asked)

    def show_user(self, user: UserView | None, actor_name: str) -> None:
        """Offer what makes sense for this user now."""
        self.setVisible(user is not None and not user.closed_at)
        if user is None:
            return
        words = f"{user.name}さん・{joined(user.role_names)}・{state_words(user)}"
        self.name.setText(f"{words}(ただ一人の責任者)" if user.is_only_officer else words)
        self.reset_button.setVisible(user.name != actor_name)
        self.close_button.setVisible(user.name != actor_name and not user.is_only_officer)


class RolesCard(ConfirmedCard):
    """The roles of one user."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.roles = CheckGroup(parent=self)
        self.form.add(FieldRow("役割(&R)", self.roles, required=True, name="roles"))
        self.add_password()


class ReasonCard(ConfirmedCard):
    """Why an account is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = LongTextField(lines=2)
        self.form.add(FieldRow("理由(&R)", self.reason, required=True, name="reason"))
        self.add_password()


class PasswordCard(ConfirmedCard):
    """Nothing but the password of the one who acts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add_password()
