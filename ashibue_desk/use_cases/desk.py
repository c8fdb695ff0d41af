"""The open desk: an unlocked vault, who sits at it, and everything an act needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ashibue_desk.domain.handling_log import LogLine
from ashibue_desk.domain.roles import READS_NUMBERS, Role
from ashibue_desk.domain.users import Actor
from ashibue_desk.law.law_book import LawBook
from ashibue_desk.law.regulation import Regulation
from ashibue_desk.machine.keychain import DeviceSecrets
from ashibue_desk.machine.one_vault import VaultLock
from ashibue_desk.storage.key_slots import Header
from ashibue_desk.storage.number_key import NumberKey
from ashibue_desk.storage.user_slot import OpenKeys
from ashibue_desk.use_cases.confirmations import Confirmations
from ashibue_desk.use_cases.situations import NotYourDuty
from ashibue_desk.use_cases.surroundings import Surroundings

if TYPE_CHECKING:  # SQLAlchemy is imported when a vault is opened, not when the window is
    from ashibue_desk.storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Desk:
    """What every use case is given first.

    Attributes:
        actor: who acts; the log names them.
        keys: what the actor's password opened.
        header: the open part of the key-slot file, with the vault's id.
        secrets: where this PC keeps the device secret.
        confirmations: passwords given again a short while ago.

    """

    surroundings: Surroundings
    vault: "Vault"
    actor: Actor
    header: Header
    keys: OpenKeys = field(repr=False)
    secrets: DeviceSecrets = field(repr=False)
    device_secret: bytes = field(repr=False)
    lock: VaultLock = field(repr=False)
    law: LawBook = field(repr=False)
    regulation: Regulation = field(repr=False)
    confirmations: Confirmations = field(repr=False)

    @property
    def today(self) -> date:
        """Return the office's date."""
        return self.surroundings.clock.today()

    def now(self) -> str:
        """Return the time of an act as stored: UTC, ISO 8601, whole seconds."""
        return self.surroundings.clock.now_utc().isoformat(timespec="seconds")

    @contextmanager
    def act(self) -> Iterator[None]:
        """Do an act and write its log lines in one transaction."""
        with self.vault.transaction():
            yield

    def log(self, line: LogLine) -> None:
        """Write a line of the handling log; only inside ``act``."""
        self.vault.log.append(
            line,
            actor_id=self.actor.user_id,
            actor_name=self.actor.name,
            at=self.now(),
            local_at=self.surroundings.clock.local_now().isoformat(timespec="seconds"),
        )

    def require(self, *roles: Role) -> None:
        """Raise ``NotYourDuty`` unless the actor has one of ``roles``."""
        if not self.actor.roles.intersection(roles):
            raise NotYourDuty

    def number_key(self) -> NumberKey:
        """Return the key that opens numbers; raise ``NotYourDuty`` for those to whom it was never sealed."""
        self.require(*READS_NUMBERS)
        if self.keys.number_key is None:
            raise NotYourDuty
        return NumberKey(self.keys.number_key, self.header.vault_id)
