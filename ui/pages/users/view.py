"""The users of the vault as the page shows them. Reading and printing run in the vault thread."""

from collections.abc import Iterable
from dataclasses import dataclass

from ashibue_desk.domain.japanese_calendar import era_short
from ashibue_desk.domain.regulation_facts import RoleRule
from ashibue_desk.domain.roles import SEES_STAFF, Role
from ashibue_desk.domain.search_key import search_key
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.charge_papers import invitation_facts
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.reauthentication import Sensitive, needs_password_for
from ashibue_desk.use_cases.users import Invitation, UserView, list_users
from ui.widgets.check_group import CheckChoice
from ui.widgets.paper_card import PaperOutput
from ui.widgets.rows_model import Column
from ui.wording.charge import joined
from ui.wording.days import day_of

SHEET_NAME = "一時パスワード.pdf"
OPEN, EVERY, CLOSED = "open", "every", "closed"
CHOICES = ((OPEN, "登録中"), (EVERY, "すべて"), (CLOSED, "登録終了"))


@dataclass(frozen=True, slots=True)
class UsersView:
    """Everybody who may enter, the roles there are, and whether an act asks for the password."""

    users: tuple[UserView, ...]
    roles: tuple[RoleRule, ...]
    asks_password: bool


def read_users(desk: Desk) -> UsersView:
    """Read the list."""
    rules = tuple(desk.regulation.roles[role] for role in Role)
    return UsersView(list_users(desk), rules, needs_password_for(desk, Sensitive.USERS))


def print_invitation(desk: Desk, invitation: Invitation, output: PaperOutput) -> Done[str]:
    """Make the sheet with the one-time password; nothing is recorded, the password is kept nowhere."""
    from forms.catalogue import catalogue
    from forms.invitation import render_invitation

    output.make(render_invitation, invitation_facts(desk, invitation, catalogue()["IV"]))
    return Done(output.said("一時パスワードの用紙"), Changed.NOTHING)


def role_choices(rules: Iterable[RoleRule], *, all_roles: bool) -> tuple[CheckChoice, ...]:
    """Return the roles as boxes to tick; those that see staff data only where ``all_roles`` may be given."""
    return tuple(
        CheckChoice(rule.role.value, rule.name, rule.summary)
        for rule in rules
        if all_roles or rule.role not in SEES_STAFF
    )


def row_id(user: UserView) -> str:
    """Return the id of a row."""
    return user.user_id


def row_text(user: UserView) -> str:
    """Return what the filter looks into."""
    return search_key(user.name, *user.role_names)


def fits(choice: str, user: UserView) -> bool:
    """Return whether a row belongs to the choice above the list."""
    return choice == EVERY or bool(user.closed_at) == (choice == CLOSED)


def state_words(user: UserView) -> str:
    """Return whether the user may enter."""
    if user.closed_at:
        return "登録終了"
    return "一時パスワード" if user.must_change else "入れる"


def _tone(user: UserView) -> str:
    if user.closed_at:
        return "neutral"
    return "warning" if user.must_change else "success"


def summary(view: UsersView) -> str:
    """Return the sentence under the title."""
    still = [user for user in view.users if not user.closed_at]
    waiting = sum(user.must_change for user in still)
    words = f"入れる人は{len(still)}人です。"
    return f"{words}うち{waiting}人は、まだ自分のパスワードを決めていません。" if waiting else words


COLUMNS: tuple[Column[UserView], ...] = (
    Column("name", "氏名", lambda user: user.name, 150, bold=True),
    Column("roles", "役割", lambda user: joined(user.role_names), 220, stretches=True),
    Column("state", "状態", state_words, 130, tone=_tone),
    Column(
        "used",
        "最後に使った日",
        lambda user: day_of(user.last_used_at) or "まだ",
        120,
        sort=lambda user: user.last_used_at or None,
    ),
    Column(
        "password",
        "パスワードを決めた日",
        lambda user: era_short(user.password_set_on) if user.password_set_on else "—",
        150,
        sort=lambda user: user.password_set_on,
        soft=True,
    ),
    Column("closed", "登録が終わった日", lambda user: day_of(user.closed_at), 130, soft=True, shown=False),
)
