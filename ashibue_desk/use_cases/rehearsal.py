"""A desk with an empty vault in memory, at which the first questions are asked while somebody still types the password.

What is slow the first time only (compiling each statement, above all) is then done before the real vault is open.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ashibue_desk.domain.contractors import ContractorEntry
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.office import Office, OfficeKind
from ashibue_desk.domain.people import PersonCategory, PersonEntry
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.users import Actor
from ashibue_desk.machine.one_vault import VaultLock
from ashibue_desk.storage.key_material import new_agreement_key
from ashibue_desk.storage.key_slots import Header
from ashibue_desk.storage.user_slot import OpenKeys
from ashibue_desk.use_cases.confirmations import Confirmations
from ashibue_desk.use_cases.desk import Desk, KeyRing
from ashibue_desk.use_cases.surroundings import Surroundings

if TYPE_CHECKING:
    from ashibue_desk.storage.vault import Vault

_NOBODY = Actor("nobody", "", frozenset(Role))
_WORKER = PersonEntry(category=PersonCategory.EMPLOYEE, name="")


@contextmanager
def rehearsal(surroundings: Surroundings) -> Iterator[Desk]:
    """Give a desk whose keys open nothing and whose vault is forgotten afterwards. Nothing is read from a file or written."""
    from ashibue_desk.storage.empty_vault import EmptyVault

    vault = EmptyVault()
    try:
        desk = _desk(surroundings, vault)
        _arrive(desk)
        yield desk
    finally:
        vault.close()


def _desk(surroundings: Surroundings, vault: "Vault") -> Desk:
    today, regulation = surroundings.clock.today(), surroundings.regulation()
    header = Header(
        vault_id="",
        epoch=0,
        binding=surroundings.key_files.name,
        sample=True,
        business_year=today.year,
        recovery_public="",
        recovery_bundle=b"",
    )
    keys = OpenKeys(new_agreement_key(), Ed25519PrivateKey.generate(), b"")
    return Desk(
        surroundings=surroundings,
        vault=vault,
        actor=_NOBODY,
        ring=KeyRing(header, keys, today),
        secrets=surroundings.key_files,
        device_secret=b"",
        lock=VaultLock(Path()),  # never taken
        law=surroundings.law(),
        regulation=regulation,
        confirmations=Confirmations(surroundings.clock, regulation.reauthentication_minutes),
    )


def _arrive(desk: Desk) -> None:
    """Do what somebody's arrival does, in an office in which there is one of everything that home counts."""
    vault, actor, now = desk.vault, desk.actor.user_id, desk.now()
    with desk.act():
        vault.settings.set_office(Office(name="", kind=OfficeKind.OTHER))
        vault.people.add([(actor, _WORKER)], now)
        vault.contractors.add(actor, ContractorEntry(name=""), now)
        desk.open_file_keys()
        vault.number_files.all()
        vault.file_keys.files_of(actor)
        vault.users.all()
        vault.wordings.last_originals()
        vault.users.used(actor, now)
        desk.log(LogLine(log_class=LogClass.ACCESS, act=""))
