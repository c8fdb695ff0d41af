"""The door: who may enter, entering with a password or the recovery sheet, and leaving."""

import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.users import Actor, LoginName, NewUser
from ashibue_desk.files.private_files import sweep_leftovers
from ashibue_desk.machine.keychain import DeviceSecrets
from ashibue_desk.machine.one_vault import VaultLock
from ashibue_desk.machine.situations import VaultInUse
from ashibue_desk.storage import key_slots
from ashibue_desk.storage.connection import WORK_FOLDER
from ashibue_desk.storage.failed_tries import FREE_TRIES, FailedTries
from ashibue_desk.storage.key_material import agreement_private, database_key, public_bytes
from ashibue_desk.storage.key_slots import Header, KeySlots
from ashibue_desk.storage.recovery_identity import read_sheet
from ashibue_desk.storage.situations import KeySlotsDamaged, MustWait, WrongPassword
from ashibue_desk.storage.user_slot import OpenKeys, UserSlot, make_slot
from ashibue_desk.use_cases.arrival import WITH_SHEET, drop_first_number_key
from ashibue_desk.use_cases.arrival import note_arrival as _note_arrival
from ashibue_desk.use_cases.confirmations import Confirmations
from ashibue_desk.use_cases.desk import Desk, KeyRing
from ashibue_desk.use_cases.log_seals import leave_sealing, take_up_sealing
from ashibue_desk.use_cases.master_key import renew_if_due
from ashibue_desk.use_cases.situations import AccountClosed, SheetUnreadable
from ashibue_desk.use_cases.surroundings import Surroundings

if TYPE_CHECKING:
    from ashibue_desk.storage.user_book import UserRow
    from ashibue_desk.storage.vault import Vault

_RESTART_PATIENCE = 5.0  # seconds: a locked program starts its successor before it has ended itself


@dataclass(frozen=True, slots=True)
class VaultView:
    """A vault seen from outside, on a PC that is bound to it."""

    place: Path
    users: tuple[LoginName, ...]
    is_sample: bool
    notice: str  # a permanent sentence where the device secret lies in a file, else empty


def look_at(surroundings: Surroundings, place: Path) -> VaultView:
    """Return what the unlock screen shows; raise the ``Situation`` of vault or keychain that forbids it."""
    header = key_slots.read_header(place)
    secrets = _secrets_of(surroundings, header)
    slots = key_slots.read_slots(place, secrets.read(header.vault_id))
    regulation = surroundings.regulation()
    users = tuple(
        LoginName(slot.user_id, slot.name, "・".join(regulation.role_names(slot.roles)))
        for slot in slots.users
    )
    return VaultView(place, users, header.sample, secrets.notice)


def shut_until(surroundings: Surroundings, place: Path, user_id: str) -> datetime | None:
    """Return when the next password for ``user_id`` is accepted, or ``None`` if now."""
    header = key_slots.read_header(place)
    secret = _secrets_of(surroundings, header).read(header.vault_id)
    tries = FailedTries(place, header.vault_id, secret)
    return tries.shut_until(user_id, surroundings.clock.now_utc())


def unlock(surroundings: Surroundings, place: Path, user_id: str, password: str) -> Desk:
    """Open the vault; raise ``WrongPassword``, ``MustWait``, ``AccountClosed`` or another ``Situation``. Takes about a second."""
    header = key_slots.read_header(place)
    secrets = _secrets_of(surroundings, header)
    secret = secrets.read(header.vault_id)
    slots = key_slots.read_slots(place, secret)
    tries = FailedTries(place, header.vault_id, secret)
    _refuse_while_shut(tries, user_id, surroundings)
    try:
        keys = slots.user(user_id).open(password, header.vault_id)
    except KeyError:  # closed while the door still showed the name
        raise AccountClosed from None
    except WrongPassword:
        tries.note(user_id, surroundings.clock.now_utc())
        raise _after_failure(tries, user_id, surroundings) from None
    return _sit_down(surroundings, place, slots, user_id, keys, secrets, secret, "保管庫を開いた")


def open_with_sheet(
    surroundings: Surroundings,
    place: Path,
    sheet: str,
    user_id: str,
    new_password: str,
    *,
    key_file: bool = False,
) -> Desk:
    """Open with the recovery sheet, give ``user_id`` a new password, and bind this PC again.

    ``key_file`` keeps the device secret in a file where there is no keychain. Raises ``WrongSheet`` and what the
    keychain says.
    """
    text = read_sheet(sheet)
    if isinstance(text, Problem):
        raise SheetUnreadable(what=text.sentence)
    key_slots.open_recovery_bundle(place, text)  # a wrong sheet is told before the lock is waited for
    secrets = surroundings.key_files if key_file else surroundings.keychain()
    with VaultLock(place, _RESTART_PATIENCE):
        # Read now: whoever had the vault open until the lock was free may have written the key file.
        bundle = key_slots.open_recovery_bundle(place, text)
        slots = key_slots.read_slots(place, bundle.device_secret)
        old = slots.user(user_id)
        user = NewUser(user_id=user_id, name=old.name, roles=old.roles, password=new_password)
        today = surroundings.clock.today()
        slot = make_slot(user, slots.header.vault_id, bundle.master_key, surroundings.cost, today)
        bound = replace(slots, header=replace(slots.header, binding=secrets.name)).with_user(slot)
        secrets.write(slots.header.vault_id, bundle.device_secret)
        fresh = key_slots.write_slots(place, bound, bundle.device_secret)
    keys = slot.open(new_password, slots.header.vault_id)
    if bundle.number_key_0001:
        keys = replace(keys, number_key_0001=agreement_private(bundle.number_key_0001))
    return _sit_down(
        surroundings, place, fresh, user_id, keys, secrets, bundle.device_secret, WITH_SHEET, sheet=text
    )


def users_with_sheet(place: Path, sheet: str) -> tuple[LoginName, ...]:
    """Return the names the recovery sheet lets one choose from; raise ``WrongSheet`` or a sentence about the typing."""
    text = read_sheet(sheet)
    if isinstance(text, Problem):
        raise SheetUnreadable(what=text.sentence)
    bundle = key_slots.open_recovery_bundle(place, text)
    slots = key_slots.read_slots(place, bundle.device_secret)
    return tuple(LoginName(slot.user_id, slot.name, "") for slot in slots.users)


def confirm_password(desk: Desk, password: str) -> None:
    """Raise ``WrongPassword`` or ``MustWait`` unless it is the actor's password. Takes about a second.

    The key file is read anew, and another could lie there by now: one that is not the file this session knows, or a slot with
    other keys in the place of the actor's, confirms nothing. Raises ``KeySlotsDamaged`` then.
    """
    folder = desk.vault.folder
    tries = FailedTries(folder, desk.header.vault_id, desk.device_secret)
    _refuse_while_shut(tries, desk.actor.user_id, desk.surroundings)
    slots = key_slots.read_slots(folder, desk.device_secret)
    try:
        slot = slots.user(desk.actor.user_id)
        keys = slot.open(password, desk.header.vault_id)
    except KeyError:
        raise KeySlotsDamaged from None
    except WrongPassword:
        tries.note(desk.actor.user_id, desk.surroundings.clock.now_utc())
        raise _after_failure(tries, desk.actor.user_id, desk.surroundings) from None
    known = slots.header == desk.header and slot.password_set_on == desk.ring.password_set_on
    if not known or public_bytes(keys.agreement) != public_bytes(desk.keys.agreement):
        raise KeySlotsDamaged


def close(desk: Desk, reason: str) -> None:
    """Write why the desk was left, and close the vault. A full disk does not keep it open."""
    try:
        with desk.act():
            desk.log(LogLine(log_class=LogClass.ACCESS, act="保管庫を閉じた", detail=reason))
    except Situation:
        pass
    finally:
        leave_sealing(desk)
        desk.vault.close()
        desk.lock.release()


def _secrets_of(surroundings: Surroundings, header: Header) -> DeviceSecrets:
    if header.binding == surroundings.key_files.name:
        return surroundings.key_files
    return surroundings.keychain()


def _refuse_while_shut(tries: FailedTries, user_id: str, surroundings: Surroundings) -> None:
    opens = tries.shut_until(user_id, surroundings.clock.now_utc())
    if opens is not None:
        at = opens.astimezone(surroundings.clock.local_now().tzinfo)
        raise MustWait(todo=f"{at:%H:%M:%S} まで待つか、責任者に復旧シートで開いてもらってください。")


def _after_failure(tries: FailedTries, user_id: str, surroundings: Surroundings) -> Situation:
    failed = sum(1 for one in tries.all() if one.user_id == user_id)
    left = FREE_TRIES - failed
    if left > 0:
        return WrongPassword(
            what=f"パスワードが違います。あと{left}回間違えると、しばらく入力できなくなります。"
        )
    opens = tries.shut_until(user_id, surroundings.clock.now_utc())
    if opens is None:
        return WrongPassword()
    at = opens.astimezone(surroundings.clock.local_now().tzinfo)
    return MustWait(todo=f"{at:%H:%M:%S} まで待つか、責任者に復旧シートで開いてもらってください。")


def _sit_down(
    surroundings: Surroundings,
    place: Path,
    slots: KeySlots,
    user_id: str,
    keys: OpenKeys,
    secrets: DeviceSecrets,
    device_secret: bytes,
    act: str,
    *,
    sheet: str = "",
) -> Desk:
    lock = VaultLock(place, _RESTART_PATIENCE)
    lock.acquire()
    vault = None
    try:
        sweep_leftovers(place)
        shutil.rmtree(place / WORK_FOLDER, ignore_errors=True)
        key_slots.settle_slots(place, device_secret)
        slots = _as_they_are_now(place, device_secret, slots, user_id)
        _finish_renewal(place, slots.header.vault_id, keys.master_key)
        vault = _open_database(place, slots.header.vault_id, keys.master_key)
        slot = slots.user(user_id)
        user = _let_in(vault, slot)
        regulation = surroundings.regulation()
        desk = Desk(
            surroundings=surroundings,
            vault=vault,
            actor=Actor(user_id, user.name, user.roles),
            ring=KeyRing(slots.header, keys, slot.password_set_on, slot.must_change),
            secrets=secrets,
            device_secret=device_secret,
            lock=lock,
            law=surroundings.law(),
            regulation=regulation,
            confirmations=Confirmations(surroundings.clock, regulation.reauthentication_minutes),
        )
        take_up_sealing(desk)
        _note_arrival(desk, act, slot, sheet)
        drop_first_number_key(desk)
        renew_if_due(desk)
    except BaseException:
        if vault is not None:
            vault.close()
        lock.release()
        raise
    return desk


def _as_they_are_now(place: Path, device_secret: bytes, known: KeySlots, user_id: str) -> KeySlots:
    """Return the key file as it is under the lock: whoever had the vault open until now may have written it.

    Raises ``VaultInUse`` where the slot that was opened is no longer there as it was, ``AccountClosed`` where it is gone.
    """
    slots = key_slots.read_slots(place, device_secret)
    try:
        if slots.user(user_id) != known.user(user_id):
            raise VaultInUse
    except KeyError:
        raise AccountClosed from None
    return slots


def _let_in(vault: "Vault", slot: UserSlot) -> "UserRow":
    """Return who the database says it is: roles written into the key file alone give nothing.

    Raises ``AccountClosed``, or ``KeySlotsDamaged`` for a slot that the database knows nobody for.
    """
    try:
        user = vault.users.get(slot.user_id)
    except KeyError:
        raise KeySlotsDamaged from None
    if user.disabled_at:
        raise AccountClosed
    return user


def _finish_renewal(place: Path, vault_id: str, master_key: bytes) -> None:
    """Finish what a crash cut short, before the database is opened."""
    from ashibue_desk.storage.renewal import settle_renewal

    settle_renewal(place, master_key, vault_id)


def _open_database(place: Path, vault_id: str, master_key: bytes) -> "Vault":
    from ashibue_desk.storage.opening import open_vault
    from ashibue_desk.storage.schema import HEAD

    return open_vault(place, database_key(master_key, vault_id), place / "snapshots" / f"before-{HEAD}.db")
