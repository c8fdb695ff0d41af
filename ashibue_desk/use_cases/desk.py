"""The open desk: an unlocked vault, who sits at it, and everything an act needs."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from ashibue_desk.domain.appointments import Appointment
from ashibue_desk.domain.handling_log import LogLine
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.users import Actor
from ashibue_desk.law.law_book import LawBook
from ashibue_desk.law.regulation import Regulation
from ashibue_desk.machine.keychain import DeviceSecrets
from ashibue_desk.machine.one_vault import VaultLock
from ashibue_desk.storage.key_slots import Header
from ashibue_desk.storage.number_key import Compartment, NumberKey
from ashibue_desk.storage.user_slot import OpenKeys
from ashibue_desk.use_cases import abilities
from ashibue_desk.use_cases.confirmations import Confirmations
from ashibue_desk.use_cases.situations import (
    AffairWithoutFile,
    KeyOutOfReach,
    NotYetAble,
    NotYourDuty,
    NumbersNotMovedYet,
    OwnPasswordFirst,
)
from ashibue_desk.use_cases.surroundings import Surroundings

if TYPE_CHECKING:  # SQLAlchemy is imported when a vault is opened, not when the window is
    from ashibue_desk.storage.vault import Vault

T = TypeVar("T")


@dataclass(slots=True)
class KeyRing:
    """What of an open vault changes while it is open: the open part of the key file, and the keys of the one at the desk.

    Attributes:
        password_set_on: since when the actor has the password with which the vault was opened, or the one set since.
        given_by_another: it is a one-time password, with which nothing is done but to set an own one.

    """

    header: Header
    keys: OpenKeys = field(repr=False)
    password_set_on: date
    given_by_another: bool = False

    def go_on_with(self, header: Header, master_key: bytes | None = None) -> None:
        """Take the key file as it was just written, with another master key if it has one."""
        self.header = header
        if master_key is not None:
            self.keys = replace(self.keys, master_key=master_key)


@dataclass(frozen=True, slots=True)
class Desk:
    """What every use case is given first.

    Attributes:
        actor: who acts; the log names them.
        ring: header and keys, which change when the key file is written.
        file_keys: the keys of the compartments that are sealed to the actor, by compartment.
        secrets: where this PC keeps the device secret.
        confirmations: passwords given again a short while ago.

    """

    surroundings: Surroundings
    vault: "Vault"
    actor: Actor
    ring: KeyRing = field(repr=False)
    secrets: DeviceSecrets = field(repr=False)
    device_secret: bytes = field(repr=False)
    lock: VaultLock = field(repr=False)
    law: LawBook = field(repr=False)
    regulation: Regulation = field(repr=False)
    confirmations: Confirmations = field(repr=False)
    file_keys: dict[str, NumberKey] = field(default_factory=dict, repr=False)
    _read: dict[str, tuple[object, Any]] = field(default_factory=dict, init=False, repr=False)

    @property
    def header(self) -> Header:
        """Return the open part of the key-slot file, with the vault's id."""
        return self.ring.header

    @property
    def keys(self) -> OpenKeys:
        """Return what the actor's password opened."""
        return self.ring.keys

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
        held = dict(self.file_keys)
        try:
            with self.vault.transaction():
                yield
        except BaseException:
            self.file_keys.clear()  # keys made in there were never committed
            self.file_keys.update(held)
            raise

    def once(self, what: str, read: Callable[["Desk"], T]) -> T:
        """Return what ``read`` tells, read again only after something was written or the day has changed.

        For counts over everybody that home and the rail ask for at the same time. Numbers never pass through here.
        """
        stamp = (self.vault.writes(), self.today)
        known = self._read.get(what)
        if known is None or known[0] != stamp:
            known = self._read[what] = (stamp, read(self))
        answer: T = known[1]
        return answer

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
        """Raise ``NotYourDuty`` unless the actor has one of ``roles``, and ``OwnPasswordFirst`` before they set an own one."""
        if self.ring.given_by_another:
            raise OwnPasswordFirst
        if not self.actor.roles.intersection(roles):
            raise NotYourDuty

    def open_file_keys(self) -> None:
        """Open anew what is sealed to the actor, after rights were changed."""
        fresh = self.vault.file_keys.open_for(self.actor.user_id, self.keys.agreement, self.header.vault_id)
        self.file_keys.clear()
        self.file_keys.update(fresh)

    def compartment_for(self, affair_id: str) -> Compartment:
        """Return the compartment in which numbers for an affair lie; raise ``AffairWithoutFile`` where there is none."""
        compartments = self.vault.number_files.compartments()
        if not compartments:
            raise NumbersNotMovedYet
        for compartment in compartments:
            if affair_id in compartment.affairs:
                return compartment
        raise AffairWithoutFile

    def key_for(self, affair_id: str) -> NumberKey:
        """Return the key that opens numbers for an affair.

        Raises ``NotYourDuty`` for those to whom it was never sealed, ``KeyOutOfReach`` where it does not open, and what
        ``compartment_for`` raises.
        """
        file_id = self.compartment_for(affair_id).file_id
        if file_id in self.file_keys:
            return self.file_keys[file_id]
        if file_id in self.vault.file_keys.files_of(self.actor.user_id):
            raise KeyOutOfReach
        raise NotYourDuty

    def refuse_foreign_files(self, file_ids: Iterable[str]) -> None:
        """Raise ``KeyOutOfReach`` where a key is sealed to the actor and is not that of the compartment.

        Somebody may have put a public half of their own there: what is sealed to it would be theirs.
        """
        if not self.vault.file_keys.files_of(self.actor.user_id).intersection(file_ids) <= set(
            self.file_keys
        ):
            raise KeyOutOfReach

    def require_able(self, affair_id: str) -> None:
        """Raise ``NotYetAble`` unless the actor's appointments let them use numbers for this affair today."""
        self._refuse(
            abilities.reason_not_able(self.own_appointments(), self.regulation, self.today, affair_id)
        )

    def require_able_to_receive(self) -> None:
        """Raise ``NotYetAble`` unless the actor's appointments let them receive numbers today."""
        self._refuse(abilities.reason_not_receiving(self.own_appointments(), self.regulation, self.today))

    def own_appointments(self) -> tuple[Appointment, ...]:
        """Return the actor's appointments to roles they have, ended ones too."""
        own = self.vault.appointments.of_user(self.actor.user_id)
        return tuple(one for one in own if one.role in self.actor.roles)

    def _refuse(self, reason: str) -> None:
        if reason:
            raise NotYetAble(what=reason)
