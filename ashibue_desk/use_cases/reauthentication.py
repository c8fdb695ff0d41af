"""Giving the password again before something that weakens safety or takes data out (再認証, 規程10条6項)."""

from enum import Enum

from ashibue_desk.storage.situations import WrongPassword
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.vault_gate import confirm_password


class Sensitive(Enum):
    """What the password is asked again for. One answer holds for a few minutes, for the same kind of act alone."""

    USERS = "users and rights"
    ENDING = "ending a charge"
    SETTINGS = "weaker settings"
    EXPORT = "taking data out"
    SHEET = "another recovery sheet"
    LOG_CHECK = "checking the log"
    WORDINGS = "the wording of the forms"


class PasswordNeeded(WrongPassword):
    """The few minutes are over, or the page did not ask."""

    what = "この操作には、あなたのパスワードをもう一度入力する必要があります。"
    safe = "何も変更していません。"
    todo = "パスワードを入力して、もう一度操作してください。"


def needs_password_for(desk: Desk, act: Sensitive) -> bool:
    """Whether the password must be given (again) for this kind of act."""
    return not desk.confirmations.holds(act.value)


def reauthenticate(desk: Desk, act: Sensitive, password: str) -> None:
    """Go on only after the actor's password was right, now or a few minutes ago.

    Raises ``PasswordNeeded`` for none, which is no failed try, ``WrongPassword`` or ``MustWait``. Takes about a second
    where the password is needed.
    """
    if needs_password_for(desk, act):
        if not password:
            raise PasswordNeeded
        confirm_password(desk, password)
        desk.confirmations.remember(act.value)
