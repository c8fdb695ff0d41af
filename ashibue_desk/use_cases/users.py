"""Who may open the vault: inviting, a new password without the old one, other roles, closing an account (規程10条6項).

Every change of the key file and its log line stand or fall together, and the keys of numbers follow in the same act.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import SystemRandom

from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.number_shield import holds_number
from ashibue_desk.domain.passwords import suggest_passphrase
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import SEES_STAFF, Role
from ashibue_desk.domain.users import NewUser
from ashibue_desk.law.password_blocklist import passphrase_words
from ashibue_desk.storage import key_slots
from ashibue_desk.storage.failed_tries import FailedTries
from ashibue_desk.storage.key_slots import KeySlots
from ashibue_desk.storage.user_slot import UserSlot, make_slot
from ashibue_desk.use_cases.appointments import active_user, begin_appointment
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.charge_situations import NotOneself, OnlyOfficer
from ashibue_desk.use_cases.charges import role_names
from ashibue_desk.use_cases.create_vault import new_user_id
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.key_file import change_key_file
from ashibue_desk.use_cases.progress import Progress
from ashibue_desk.use_cases.reauthentication import Sensitive, reauthenticate
from ashibue_desk.use_cases.rights import reseal_for, seal_rights

_CHANGED = Changed.USERS | Changed.NUMBERS | Changed.LOG
_WORDS = 4  # of a one-time password: typed once from paper
_HANDED_OVER = frozenset({Role.OFFICER, Role.HANDLER, Role.RECEIVER})
"""Roles that end with a confirmed handover once they have begun (規程9条5項)."""


@dataclass(frozen=True, slots=True)
class UserView:
    """One user as the list shows them. ``password_set_on`` is ``None`` for a closed account."""

    user_id: str
    name: str
    roles: frozenset[Role]
    role_names: tuple[str, ...]
    last_used_at: str
    closed_at: str
    password_set_on: date | None
    must_change: bool
    is_only_officer: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """What is printed once for a new user, or after a reset (``again``). The password is kept nowhere."""

    user_id: str
    name: str
    role_names: tuple[str, ...]
    one_time_password: str = field(repr=False)
    again: bool = False


def list_users(desk: Desk) -> tuple[UserView, ...]:
    """Return everybody, closed accounts last. For the officer, the auditor and the system keeper."""
    desk.require(Role.OFFICER, Role.AUDITOR, Role.SYSTEM_KEEPER)
    slots = {slot.user_id: slot for slot in _slots(desk).users}
    with desk.vault.reading():
        users = desk.vault.users.all()
    officers = [user.user_id for user in users if Role.OFFICER in user.roles and not user.disabled_at]
    views = [
        UserView(
            user_id=user.user_id,
            name=user.name,
            roles=user.roles,
            role_names=role_names(desk, user.roles),
            last_used_at=user.last_used_at,
            closed_at=user.disabled_at,
            password_set_on=slots[user.user_id].password_set_on if user.user_id in slots else None,
            must_change=user.user_id in slots and slots[user.user_id].must_change,
            is_only_officer=officers == [user.user_id],
        )
        for user in users
    ]
    return tuple(sorted(views, key=lambda view: bool(view.closed_at)))


def check_invitation(desk: Desk, name: str, roles: frozenset[Role]) -> tuple[Problem, ...]:
    """Return what is wrong with the name or the roles of somebody to be invited."""
    desk.require(Role.OFFICER, Role.SYSTEM_KEEPER)
    problems = []
    if not name.strip():
        problems.append(Problem("name", "氏名を入力してください。"))
    elif holds_number(name):
        problems.append(
            Problem("name", "個人番号らしい12桁の数字が入っています。氏名だけを入力してください。")
        )
    elif name.strip() in {user.name for user in desk.vault.users.active()}:
        problems.append(Problem("name", "同じ氏名の利用者がいます。見分けられる書き方にしてください。"))
    if not roles:
        problems.append(Problem("roles", "役割を1つ以上選んでください。"))
    return tuple(problems)


def invite_user(
    desk: Desk, name: str, roles: frozenset[Role], password: str = ""
) -> tuple[Problem, ...] | Done[Invitation]:
    """Add a user with a one-time password, which must be changed at the first entry; takes about two seconds.

    The system keeper may invite only those who see no staff data either: whoever invites knows the one-time password, and could enter
    with it. Raises ``NotYourDuty``, ``WrongPassword`` or ``MustWait``.
    """
    desk.require(Role.OFFICER, *(() if roles & SEES_STAFF else (Role.SYSTEM_KEEPER,)))
    problems = check_invitation(desk, name, roles)
    if problems:
        return problems
    reauthenticate(desk, Sensitive.USERS, password)
    one_time = suggest_passphrase(passphrase_words(), SystemRandom(), _WORDS)
    user = NewUser(user_id=new_user_id(), name=name.strip(), roles=roles, password=one_time)
    slot = _fresh_slot(desk, user)

    def record() -> None:
        desk.vault.users.add(slot, desk.now())
        for role in Role:
            if role in roles:
                begin_appointment(desk, user.user_id, user.name, role)
        desk.log(_line("利用者の招待", user.user_id, user.name, "・".join(role_names(desk, roles))))
        if Role.OFFICER in roles:
            seal_rights(desk, about=user.user_id)

    change_key_file(desk, _slots(desk).with_user(slot), record)
    return Done(Invitation(user.user_id, user.name, role_names(desk, roles), one_time), _CHANGED)


def reset_password(desk: Desk, user_id: str, password: str = "") -> Done[Invitation]:
    """Give a user a one-time password, without knowing or needing the old one; takes about two seconds.

    The user gets new key pairs; what was sealed to the old ones is sealed to the new ones in the same act. Raises
    ``NotOneself`` for the actor's own password, ``UserGone``, ``NotYourDuty``, ``WrongPassword`` or ``MustWait``.
    """
    desk.require(Role.OFFICER)
    if user_id == desk.actor.user_id:
        raise NotOneself(todo="自分のパスワードは、設定の画面で変えてください。")
    reauthenticate(desk, Sensitive.USERS, password)
    found = active_user(desk, user_id)
    one_time = suggest_passphrase(passphrase_words(), SystemRandom(), _WORDS)
    slot = _fresh_slot(desk, NewUser(user_id=user_id, name=found.name, roles=found.roles, password=one_time))

    def record() -> None:
        desk.vault.users.renew_keys(slot)
        reseal_for(desk, user_id)
        desk.log(_line("パスワードの再設定", user_id, found.name, "一時パスワードの発行"))

    change_key_file(desk, _slots(desk).with_user(slot), record)
    FailedTries(desk.vault.folder, desk.header.vault_id, desk.device_secret).forget(user_id)
    return Done(
        Invitation(user_id, found.name, role_names(desk, found.roles), one_time, again=True), _CHANGED
    )


def change_roles(
    desk: Desk,
    user_id: str,
    roles: frozenset[Role],
    password: str = "",
    progress: Progress | None = None,
) -> tuple[Problem, ...] | Done[str]:
    """Give a user other roles. A duty that has begun is not taken away here but ended with its handover.

    Nobody takes the officer's role from themselves: they would go on as officer at this desk until it is left. Raises
    ``OnlyOfficer``, ``NotOneself``, ``UserGone``, ``NotYourDuty``, ``WrongPassword`` or ``MustWait``.
    """
    desk.require(Role.OFFICER)
    found = active_user(desk, user_id)
    problems = _problems_of_roles(desk, user_id, found.roles, roles)
    if problems:
        return problems
    if Role.OFFICER in found.roles - roles:
        refuse_last_officer(desk, user_id)
        if user_id == desk.actor.user_id:
            raise NotOneself
    reauthenticate(desk, Sensitive.USERS, password)
    slots = _slots(desk)
    slot = replace(slots.user(user_id), roles=roles)

    def record() -> None:
        for one in desk.vault.appointments.of_user(user_id):
            if one.is_open and one.role not in roles:
                ended = replace(one, ended_on=desk.today, end_reason="役割の変更")
                desk.vault.appointments.put(ended)
        for role in Role:
            if role in roles - found.roles:
                begin_appointment(desk, user_id, found.name, role)
        desk.vault.users.set_roles(user_id, roles)
        desk.log(_line("役割の変更", user_id, found.name, "・".join(role_names(desk, roles))))
        seal_rights(desk, progress, about=user_id)

    change_key_file(desk, slots.with_user(slot), record)
    return Done(user_id, _CHANGED)


def refuse_last_officer(desk: Desk, user_id: str) -> None:
    """Raise ``OnlyOfficer`` when ``user_id`` is the only one who may give rights."""
    officers = {user.user_id for user in desk.vault.users.active() if Role.OFFICER in user.roles}
    if officers == {user_id}:
        raise OnlyOfficer


def _problems_of_roles(
    desk: Desk, user_id: str, before: frozenset[Role], after: frozenset[Role]
) -> tuple[Problem, ...]:
    if not after:
        return (
            Problem("roles", "役割を1つ以上選んでください。登録を終えるときは「登録を終える」を選びます。"),
        )
    begun = {
        one.role
        for one in desk.vault.appointments.of_user(user_id)
        if one.is_open and one.resolved_on is not None and one.role in _HANDED_OVER
    }
    held = [desk.regulation.role_name(role) for role in Role if role in begun & (before - after)]
    if not held:
        return ()
    sentence = f"{_together(held)}の担当は始まっています。「引継ぎを始める」から終えてください。"
    return (Problem("roles", sentence),)


def _together(names: Sequence[str]) -> str:
    return "と".join(names)


def _fresh_slot(desk: Desk, user: NewUser) -> UserSlot:
    return make_slot(
        user,
        desk.header.vault_id,
        desk.keys.master_key,
        desk.surroundings.cost,
        desk.today,
        must_change=True,
    )


def _slots(desk: Desk) -> KeySlots:
    return key_slots.read_slots(desk.vault.folder, desk.device_secret)


def _line(act: str, user_id: str, name: str, detail: str = "") -> LogLine:
    return LogLine(
        log_class=LogClass.ADMINISTRATION, act=act, object_id=user_id, object_label=name, detail=detail
    )
