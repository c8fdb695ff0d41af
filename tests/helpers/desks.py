"""An office with a real vault, ready in a hundredth of a second: built once, copied for each test.

``Scene`` is the machine with the vault on it, before anybody unlocked it; the fixture ``desk`` is the officer sitting at it.
"""

import atexit
import functools
import itertools
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

import pytest

from ashibue_desk.domain.collection import NumberReceipt
from ashibue_desk.domain.identity import Combination, Route, Verification
from ashibue_desk.domain.individual_number import IndividualNumber
from ashibue_desk.domain.people import PersonCategory, PersonEntry
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.users import NewUser
from ashibue_desk.law.law_book import load_law
from ashibue_desk.law.regulation import load_regulation
from ashibue_desk.machine.clock import FixedClock
from ashibue_desk.machine.drives.drive_check import DriveCheck
from ashibue_desk.machine.drives.place import Finding, Verdict
from ashibue_desk.machine.folders import Folders
from ashibue_desk.machine.key_file_folder import KeyFileFolder
from ashibue_desk.storage import user_slot
from ashibue_desk.storage.recovery_identity import RecoveryIdentity
from ashibue_desk.storage.user_slot import FLOOR, UserSlot
from ashibue_desk.use_cases import collect_number, people, recovery_sheets, vault_gate
from ashibue_desk.use_cases.abilities import rightful_holders
from ashibue_desk.use_cases.changes import Done
from ashibue_desk.use_cases.create_vault import NewVaultPlan, create_vault
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.rights import seal_rights
from ashibue_desk.use_cases.surroundings import Surroundings
from tests.helpers.made_up_people import made_up_office, made_up_person
from tests.helpers.memory_keychain import MemoryBackend, keychain_over
from tests.helpers.sample_numbers import valid_number

MORNING = datetime(2026, 6, 15, 10, 0, tzinfo=timezone(timedelta(hours=9)))
OFFICER, HANDLER, RECEIVER, AUDITOR = "officer", "handler", "receiver", "auditor"
_PEOPLE = (
    (PersonCategory.EMPLOYEE, 6),
    (PersonCategory.DISPATCHED, 1),
    (PersonCategory.APPLICANT, 1),
    (PersonCategory.PAYEE, 1),
)
WITH_NUMBERS = 3


@dataclass
class FakeDrives:
    """What lies below every folder, as the test says; the second look may find something else."""

    verdict: Verdict = Verdict.FIXED
    identity: str = "disk-1"
    then: "FakeDrives | None" = None
    looks: int = 0

    def look(self, folder: Path) -> Finding:
        """Return the finding; after the first look that of ``then``, if given."""
        self.looks += 1
        told = self.then if self.then is not None and self.looks > 1 else self
        return Finding(told.verdict, f"試験用の媒体 {folder.name}", told.identity)


@dataclass
class Scene:
    """A machine with one vault on it and the people who may open it."""

    root: Path
    place: Path
    surroundings: Surroundings
    backend: MemoryBackend
    clock: FixedClock
    drives: FakeDrives
    identity: RecoveryIdentity
    users: dict[str, NewUser]
    person_ids: tuple[str, ...] = ()
    desks: list[Desk] = field(default_factory=list)

    def unlock(self, who: str = OFFICER, password: str | None = None) -> Desk:
        """Open the vault as one of the users; the fixture closes it."""
        user = self.users[who]
        typed = user.password if password is None else password
        return self.keep(vault_gate.unlock(self.surroundings, self.place, user.user_id, typed))

    def keep(self, desk: Desk) -> Desk:
        """Remember a desk, so that it is closed after the test."""
        self.desks.append(desk)
        return desk

    def close(self) -> None:
        """Close every desk that is still open."""
        for desk in self.desks:
            with suppress(Exception):
                desk.vault.close()
            desk.lock.release()
        self.desks.clear()

    @property
    def vault_id(self) -> str:
        """Return the id of the vault as its header tells it."""
        from ashibue_desk.storage.key_slots import read_header

        return read_header(self.place).vault_id

    @property
    def device_secret(self) -> bytes:
        """Return what the keychain keeps for the vault."""
        return self.surroundings.keychain().read(self.vault_id)


def surroundings_at(
    root: Path, backend: MemoryBackend, clock: FixedClock, drives: FakeDrives
) -> Surroundings:
    """Build what the use cases need below ``root``, with a keychain in memory and drives that the test describes."""
    folders = Folders.under(root)
    return Surroundings(
        folders=folders,
        clock=clock,
        keychain=lambda: keychain_over(backend),
        key_files=KeyFileFolder(folders.device_keys),
        drives=DriveCheck(drives, home=root / "home", environment={}),
        law=load_law,
        regulation=lambda: load_regulation("npo"),
        cost=FLOOR,
    )


def scene_at(root: Path) -> Scene:
    """Copy the template below ``root``."""
    template = _template()
    shutil.copytree(template.root, root, dirs_exist_ok=True)
    backend = MemoryBackend(dict(template.backend.items))
    clock, drives = FixedClock(template.clock.local_now()), FakeDrives()
    place = root / template.place.relative_to(template.root)
    surroundings = surroundings_at(root, backend, clock, drives)
    return replace(
        template,
        root=root,
        place=place,
        surroundings=surroundings,
        backend=backend,
        clock=clock,
        drives=drives,
        desks=[],
    )


def empty_scene_at(root: Path) -> Scene:
    """Give a machine without any vault."""
    backend, clock, drives = MemoryBackend(), FixedClock(MORNING), FakeDrives()
    surroundings = surroundings_at(root, backend, clock, drives)
    identity = recovery_sheets.new_identity(made_up_office(), MORNING.date())
    place = surroundings.folders.default_vault
    return Scene(root, place, surroundings, backend, clock, drives, identity, made_up_users())


def made_up_users() -> dict[str, NewUser]:
    """Return one user for each role that a vault of this size has."""
    roles = {OFFICER: Role.OFFICER, HANDLER: Role.HANDLER, RECEIVER: Role.RECEIVER, AUDITOR: Role.AUDITOR}
    names = {OFFICER: "星川 楓", HANDLER: "葦原 灯", RECEIVER: "霧島 澪", AUDITOR: "宵町 律"}
    return {
        who: NewUser(
            user_id=f"{number:032x}",
            name=names[who],
            roles=frozenset({role}),
            password=f"kawasemi {number} tsuyukusa {who}",
        )
        for number, (who, role) in enumerate(roles.items(), 1)
    }


def plan_for(scene: Scene, *, key_file: bool = False) -> NewVaultPlan:
    """Return the plan of the vault of ``scene``."""
    return NewVaultPlan(
        place=scene.place,
        office=made_up_office(),
        users=tuple(scene.users.values()),
        identity=scene.identity,
        key_file=key_file,
    )


def done(answer: object) -> Done[str]:
    """Return the answer of a use case that had nothing to object."""
    assert isinstance(answer, Done), answer
    return answer


def combination_for(desk: Desk, person_id: str, route: Route = Route.FACE_TO_FACE) -> Combination:
    """Return the first way to verify that is no omission."""
    found = collect_number.combinations_for(desk, person_id, route)
    return next(combination for combination in found if not combination.omission)


def verification_for(
    desk: Desk, person_id: str, route: Route = Route.FACE_TO_FACE, *, on: date | None = None
) -> Verification:
    """Return a verification to which nothing can be objected."""
    combination = combination_for(desk, person_id, route)
    documents = tuple(document.id for slot in combination.slots for document in slot.choices[: slot.count])
    return Verification(combination.id, documents, route, on or desk.today, desk.actor.name)


def receipt_for(desk: Desk, person_id: str, number: IndividualNumber) -> NumberReceipt:
    """Return a receipt to which nothing can be objected, for the first affair the law allows."""
    affair = collect_number.affairs_for(desk, person_id)[0]
    return NumberReceipt(
        person_id=person_id,
        affairs=(affair.id,),
        verification=verification_for(desk, person_id),
        number=number,
    )


def collect(desk: Desk, person_id: str, seed: int) -> str:
    """Take in the number of ``seed`` and return the affair for which it may be shown."""
    receipt = receipt_for(desk, person_id, valid_number(seed))
    done(collect_number.collect_number(desk, receipt))
    return receipt.affairs[0]


def digits(desk: Desk, person_id: str) -> str:
    """Return a person's number in the clear, from a compartment whose key the desk holds; raise ``KeyError`` without one."""
    for file_id in sorted(desk.vault.numbers.files_of(person_id) & set(desk.file_keys)):
        return desk.vault.numbers.read(person_id, desk.file_keys[file_id]).digits()
    raise KeyError(person_id)


def rights_are_sealed(desk: Desk) -> bool:
    """Whether the key of every compartment is held by those who have a right to it today, and by nobody else."""
    held = desk.vault.file_keys.holders()
    rightful = rightful_holders(desk.vault, desk.regulation, desk.today)
    return all(held.get(file_id, frozenset()) == users for file_id, users in rightful.items())


def complete_appointments(desk: Desk) -> None:
    """Record every step of everybody's appointment, a handler's for all affairs, and give them their keys."""
    day = date(2026, 4, 1)
    affairs = tuple(affair.id for affair in desk.law.affairs(desk.today))
    with desk.act():
        for one in desk.vault.appointments.all():
            complete = replace(
                one,
                affairs=affairs if one.role is Role.HANDLER else (),
                resolved_on=day,
                starts_on=day,
                announced_on=day,
                announced_where="事務所の掲示板",
                pledge_printed_on=day,
                pledge_received_on=day,
                pledge_place="書庫",
                pledge_version=1,
                trained_on=day,
                training_note="最初の研修",
            )
            desk.vault.appointments.put(complete)
        seal_rights(desk)


def entries() -> tuple[PersonEntry, ...]:
    """Return the people of the template: workers, one of each who gives no number, a payee."""
    kinds = [category for category, count in _PEOPLE for _ in range(count)]
    return tuple(made_up_person(n, category) for n, category in enumerate(kinds))


@functools.cache
def _template() -> Scene:
    folder = tempfile.mkdtemp(prefix="ashibue-template-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with pytest.MonkeyPatch.context() as patch:
        remember_passwords(patch, SaltSeries("of the template"))
        return _built(Path(folder))


def _built(folder: Path) -> Scene:
    scene = empty_scene_at(folder)
    create_vault(scene.surroundings, plan_for(scene))
    desk = scene.unlock()
    complete_appointments(desk)
    ids = tuple(done(people.add_person(desk, entry)).answer for entry in entries())
    for number in range(WITH_NUMBERS):
        collect(desk, ids[number], number)
    vault_gate.close(desk, "template")
    return replace(scene, person_ids=ids, desks=[])


class SaltSeries:
    """Salts for new passwords: no two of a series are the same, and a series is the same each time it begins.

    A password that every test chooses anew is derived once under the first salt of the tests, not in every test.
    """

    def __init__(self, name: str) -> None:
        self._name, self._drawn = name, itertools.count()

    def __call__(self) -> bytes:
        return sha256(f"{self._name} {next(self._drawn)}".encode()).digest()[:16]


_SLOW = user_slot._password_key
_DERIVED: dict[tuple[bytes, user_slot.KdfCost, str], bytes] = {}


def remembered_key(slot: UserSlot, password: str) -> bytes:
    """Return what the password yields under the salt of ``slot``; the second time without the wait."""
    asked = (slot.salt, slot.cost, password)
    if asked not in _DERIVED:
        _DERIVED[asked] = _SLOW(slot, password)
    return _DERIVED[asked]


def derived_keys(salts: Collection[bytes]) -> list[tuple[str, str, str]]:
    """Return what is remembered under these salts, at the cost of the tests, so that another process need not wait either."""
    return [
        (salt.hex(), password, key.hex())
        for (salt, cost, password), key in _DERIVED.items()
        if salt in salts and cost == FLOOR
    ]


def remember_keys(told: Iterable[Sequence[str]]) -> None:
    """Take over what ``derived_keys`` returned."""
    for salt, password, key in told:
        _DERIVED[bytes.fromhex(salt), FLOOR, password] = bytes.fromhex(key)


def remember_passwords(patch: pytest.MonkeyPatch, salts: SaltSeries) -> None:
    """Derive the same password under the same salt once only. The value is the real one; only the second wait is gone."""
    patch.setattr(user_slot, "_password_key", remembered_key)
    patch.setattr(user_slot, "_new_salt", salts)


@pytest.fixture
def remembered_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test wait for no password that an earlier one waited for."""
    remember_passwords(monkeypatch, SaltSeries("of a test"))


@pytest.fixture
def scene(tmp_path: Path, remembered_passwords: None) -> Iterator[Scene]:
    """Give a machine with a vault: four users, nine people, three numbers. It is gone afterwards: there are thousands."""
    found = scene_at(tmp_path / "machine")
    yield found
    found.close()
    shutil.rmtree(found.root, ignore_errors=True)


@pytest.fixture
def empty_scene(tmp_path: Path, remembered_passwords: None) -> Iterator[Scene]:
    """Give a machine without any vault."""
    found = empty_scene_at(tmp_path / "machine")
    yield found
    found.close()


@pytest.fixture
def surroundings(scene: Scene) -> Surroundings:
    """Give the surroundings of ``scene``."""
    return scene.surroundings


@pytest.fixture
def desk(scene: Scene) -> Desk:
    """Give the officer at the open vault of ``scene``."""
    return scene.unlock()
