"""Inviting somebody: a name and roles; the one-time password is printed afterwards (規程10条6項)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.changes import Changed
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.users import Invitation, invite_user
from ui.pages.users.view import UsersView, read_users, role_choices
from ui.widgets.check_group import CheckGroup
from ui.widgets.field_row import FieldRow
from ui.widgets.fields import TextField
from ui.widgets.form_page import FormPage
from ui.widgets.own_password import OwnPasswordRow
from ui.widgets.page import PageContext
from ui.wording.charge import MANAGES_CHARGES


class InvitePage(FormPage):
    """The form of one invitation."""

    title = "利用者を招く"
    help_key = "users"
    draft_key = "user_invite"
    act_words = "招く"
    progress_words = "一時パスワードをつくっています"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._done = False
        self.set_hint(
            "一時パスワードができます。次の画面で用紙を印刷し、本人に手渡してください。"
            "招いただけでは、番号は扱えません。"
        )
        self.name = TextField(width=20, max_length=100)
        self.roles = CheckGroup(parent=self)
        self.password_row = OwnPasswordRow()
        self.password = self.password_row.secret
        add = self.form.add
        add(FieldRow("氏名(&N)", self.name, required=True, name="name"))
        add(FieldRow("役割(&R)", self.roles, required=True, name="roles"))
        add(self.password_row)
        self.password.returned.connect(self.save)

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - the base's signature
        """Read which roles there are."""
        self.context.operations.query(self, read_users, self.show_view)

    def show_view(self, view: UsersView) -> None:
        """Offer the roles."""
        everything = bool(self.context.roles & MANAGES_CHARGES)
        self.roles.set_choices(role_choices(view.roles, all_roles=everything))
        self.password_row.setVisible(view.asks_password)

    def work(self) -> Callable[[Desk], Any]:
        """Make the account."""
        roles = frozenset(Role(value) for value in self.roles.value())
        return partial(invite_user, name=self.name.value(), roles=roles, password=self.password.value())

    def forget(self) -> None:
        """Forget the password."""
        self.password.wipe()

    def kept(self, answer: Invitation) -> None:
        """Go to the list, where the sheet is offered."""
        self._done = True
        self.context.shell.open("users", answer)

    def draft(self) -> dict[str, str]:
        """Return what was typed so far."""
        return {} if self._done or self.name.is_empty() else {"name": self.name.value()}

    def restore_draft(self, values: dict[str, str]) -> None:
        """Put back what was typed."""
        self.name.set_value(values.get("name", ""))
