"""The office's facts and the few settings of the vault."""

from dataclasses import dataclass, fields

from ashibue_desk.domain.corporate_number import corporate_number_problem
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.number_shield import NUMBER_INSIDE, holds_number
from ashibue_desk.domain.office import Office
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.users import NewUser
from ashibue_desk.storage import key_slots
from ashibue_desk.storage.key_slots import KeySlots
from ashibue_desk.storage.user_slot import make_slot
from ashibue_desk.use_cases.back_up_vault import MAY_BACK_UP
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.key_file import change_key_file
from ashibue_desk.use_cases.own_password import judge_own_password
from ashibue_desk.use_cases.people import MAY_WRITE
from ashibue_desk.use_cases.reauthentication import Sensitive, reauthenticate
from ashibue_desk.use_cases.rights import reseal_own
from ashibue_desk.use_cases.vault_gate import confirm_password

_AUTO_LOCK = "auto lock minutes"
_BACKUP_FOLDER = "backup folder"


@dataclass(frozen=True, slots=True)
class VaultSettings:
    """What the settings page shows. ``auto_lock_minutes`` lies between the pack's bounds."""

    office: Office
    auto_lock_minutes: int
    backup_folder: str  # where the last backup went, offered again


def read_settings(desk: Desk) -> VaultSettings:
    """Return the settings."""
    with desk.vault.reading():
        return VaultSettings(
            office=desk.vault.settings.office(),
            auto_lock_minutes=_auto_lock_minutes(desk),
            backup_folder=desk.vault.settings.get(_BACKUP_FOLDER, ""),
        )


def _auto_lock_minutes(desk: Desk) -> int:
    """Return the minutes that were set. One written past the program, beyond the pack's bounds, never keeps a vault open."""
    rule = desk.regulation.auto_lock
    stored = desk.vault.settings.get(_AUTO_LOCK, rule.default_minutes)
    return rule.within(stored) if type(stored) is int else rule.default_minutes


def check_office(office: Office) -> tuple[Problem, ...]:
    """Return what is wrong with the facts of the office."""
    problems = []
    if not office.name.strip():
        problems.append(Problem("name", "事業所の名前を入力してください。"))
    if not office.representative_name.strip():
        problems.append(Problem("representative_name", "代表者の氏名を入力してください。"))
    if not office.address.strip():
        problems.append(Problem("address", "所在地を入力してください。書類に印刷します。"))
    if office.corporate_number and (wrong := corporate_number_problem(office.corporate_number)):
        problems.append(wrong)
    if not 1 <= office.first_month <= 12:
        problems.append(Problem("first_month", "事業年度のはじまりの月を選んでください。"))
    texts = ((each.name, getattr(office, each.name)) for each in fields(office))
    problems += [
        Problem(name, NUMBER_INSIDE) for name, text in texts if isinstance(text, str) and holds_number(text)
    ]
    return tuple(problems)


def change_office(desk: Desk, office: Office) -> tuple[Problem, ...] | Done[Office]:
    """Store the facts of the office."""
    desk.require(*MAY_WRITE)
    problems = check_office(office)
    if problems:
        return problems
    with desk.act():
        desk.vault.settings.set_office(office)
        desk.log(
            LogLine(log_class=LogClass.ADMINISTRATION, act="事業所の情報の変更", object_label=office.name)
        )
    return Done(office, Changed.OFFICE | Changed.LOG)


def change_auto_lock(desk: Desk, minutes: int, password: str = "") -> Done[int]:
    """Set after how many minutes without input the vault locks itself; brought into the pack's bounds.

    A longer time than now weakens safety: the password is asked again. Raises ``WrongPassword`` or ``MustWait``.
    """
    desk.require(Role.OFFICER, Role.HANDLER)
    chosen = desk.regulation.auto_lock.within(minutes)
    if chosen > read_settings(desk).auto_lock_minutes:
        reauthenticate(desk, Sensitive.SETTINGS, password)
    with desk.act():
        desk.vault.settings.set(_AUTO_LOCK, chosen)
        desk.log(
            LogLine(log_class=LogClass.ADMINISTRATION, act="自動ロックの時間の変更", detail=f"{chosen}分")
        )
    return Done(chosen, Changed.SETTINGS | Changed.LOG)


def remember_backup_folder(desk: Desk, folder: str) -> Done[None]:
    """Offer the same folder for the next backup."""
    desk.require(*MAY_BACK_UP)
    with desk.act():
        desk.vault.settings.set(_BACKUP_FOLDER, folder)
    return Done(None, Changed.SETTINGS)


def change_password(desk: Desk, old: str, new: str) -> tuple[Problem, ...] | Done[None]:
    """Change the actor's own password; return why ``new`` cannot be used, beside the field ``new``.

    Only the key-slot file is rewritten. In the place of a one-time password the own one comes with new key pairs: whoever
    gave the one-time password may have kept it with the key file of that day, and would open the old ones for ever.
    Raises ``WrongPassword`` or ``MustWait`` unless ``old`` is right.
    """
    judgement = judge_own_password(desk, old, new)
    if not judgement.accepted:
        return tuple(Problem("new", line.advice) for line in judgement.lines if not line.met)
    confirm_password(desk, old)
    slots = key_slots.read_slots(desk.vault.folder, desk.device_secret)
    before = slots.user(desk.actor.user_id)
    line = LogLine(log_class=LogClass.ADMINISTRATION, act="パスワードの変更", object_label=desk.actor.name)
    if desk.ring.given_by_another and before.sealed_number_key_0001 is None:
        _take_own_keys(desk, slots, new, line)
    else:
        slot = before.with_password(old, new, desk.header.vault_id, desk.today)
        change_key_file(desk, slots.with_user(slot), lambda: desk.log(line))
    desk.ring.password_set_on, desk.ring.given_by_another = desk.today, False
    return Done(None, Changed.USERS | Changed.LOG)


def _take_own_keys(desk: Desk, slots: KeySlots, password: str, line: LogLine) -> None:
    """Give the actor new key pairs under the new password; what they hold is sealed to the new ones in the same act."""
    before = slots.user(desk.actor.user_id)
    user = NewUser(user_id=before.user_id, name=before.name, roles=before.roles, password=password)
    slot = make_slot(user, desk.header.vault_id, desk.keys.master_key, before.cost, desk.today)
    fresh = slot.open(password, desk.header.vault_id)

    def record() -> None:
        desk.vault.users.renew_keys(slot)
        reseal_own(desk)
        if desk.vault.log.sealer is not None:
            desk.vault.log.sealer.take_own_key(fresh.signing)
        desk.log(line)

    change_key_file(desk, slots.with_user(slot), record)
    desk.ring.keys = fresh
