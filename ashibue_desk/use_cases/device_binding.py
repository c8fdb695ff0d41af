"""Letting another account of this PC open the vault, with a code that is good once and for a day.

The code gives the account the device secret, no right: whoever sits there still needs a user of the vault and its
password. What rights to files the other account needs is the administrator's work (docs/second-account.md).
"""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.roles import Role
from ashibue_desk.storage import device_binding, key_slots
from ashibue_desk.use_cases.binding_trace import remember_code
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.reauthentication import Sensitive, reauthenticate
from ashibue_desk.use_cases.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class BindingCode:
    """What is shown once and carried to the other account by hand. ``good_until`` is local time."""

    code: str = field(repr=False)
    good_until: datetime


def make_binding_code(desk: Desk, password: str = "") -> Done[BindingCode]:
    """Make a code for another account of this PC; an earlier one is good no longer.

    For the officer and the system keeper. Raises ``NotYourDuty``, ``WrongPassword``, ``MustWait`` or what the disk refuses.
    """
    desk.require(Role.OFFICER, Role.SYSTEM_KEEPER)
    reauthenticate(desk, Sensitive.USERS, password)
    clock, code = desk.surroundings.clock, device_binding.new_code()
    until = clock.local_now() + device_binding.LIFETIME
    try:
        with desk.act():
            remember_code(desk)
            desk.log(
                LogLine(
                    log_class=LogClass.ADMINISTRATION,
                    act="別のアカウントを結び付けるコードの発行",
                    detail=f"{until:%Y-%m-%d %H:%M}まで",
                )
            )
            device_binding.offer_secret(
                desk.vault.folder,
                code,
                desk.header.vault_id,
                desk.device_secret,
                desk.surroundings.cost,
                clock.now_utc(),
            )
    except BaseException:
        with suppress(OSError):  # no code without its line in the log
            device_binding.withdraw_code(desk.vault.folder)
        raise
    return Done(BindingCode(code, until), Changed.LOG)


def code_is_offered(place: Path) -> bool:
    """Whether a code was made for the vault at ``place``, so that the door may ask for it."""
    return device_binding.is_offered(place)


def bind_this_account(surroundings: Surroundings, place: Path, code: str) -> None:
    """Take the device secret into the keychain of this account, and delete the code.

    Afterwards the door shows the users. Raises ``BindingRefused``, what the key-slot file says, and what the keychain says.
    """
    header = key_slots.read_header(place)
    now = surroundings.clock.now_utc()
    secret = device_binding.take_secret(place, code, header.vault_id, now)
    key_slots.read_slots(place, secret)  # before anything is kept: it is the secret of this vault
    by_file = header.binding == surroundings.key_files.name
    secrets = surroundings.key_files if by_file else surroundings.keychain()
    secrets.write(header.vault_id, secret)
    with suppress(OSError):  # the next arrival deletes what this account may not
        device_binding.withdraw_code(place)
