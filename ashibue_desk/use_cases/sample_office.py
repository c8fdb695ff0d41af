"""The practice office (練習用データ): built through the same use cases as a real one, in a folder of its own."""

import contextlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from ashibue_desk.domain.collection import CollectionEvent, EventKind
from ashibue_desk.domain.errors import Situation
from ashibue_desk.domain.form_facts import ConsentFacts
from ashibue_desk.domain.people import PersonCategory, PersonEntry
from ashibue_desk.domain.roles import Role
from ashibue_desk.domain.users import LoginName, NewUser
from ashibue_desk.storage import key_slots
from ashibue_desk.storage.recovery_identity import RecoveryIdentity
from ashibue_desk.use_cases import appointments, collect_number, consent_forms, recovery_sheets, vault_gate
from ashibue_desk.use_cases.create_vault import NewVaultPlan, create_vault, new_user_id
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.people import add_people
from ashibue_desk.use_cases.progress import Progress
from ashibue_desk.use_cases.sample_contractors import add_sample_contractors
from ashibue_desk.use_cases.sample_past import PastOffice, in_the_past, live_two_months
from ashibue_desk.use_cases.sample_people import sample_names, sample_office, sample_relative, sample_worker
from ashibue_desk.use_cases.sample_receipts import take_number
from ashibue_desk.use_cases.surroundings import Surroundings
from ashibue_desk.use_cases.window_memory import forget_vault

_WORKERS = 24
_STEPS = 5


@dataclass(frozen=True, slots=True)
class SampleAccess:
    """How to get into the practice office; it is no secret."""

    user_id: str
    password: str


@dataclass(frozen=True, slots=True)
class BuiltOffice:
    """A practice office just built, with the desk of its handler still open."""

    desk: Desk
    users: tuple[LoginName, ...]
    password: str
    identity: RecoveryIdentity


def build_sample_office(surroundings: Surroundings, place: Path, progress: Progress) -> SampleAccess:
    """Build the practice office at ``place`` unless it is there already, and return how to get in."""
    names = sample_names()
    if not (place / key_slots.FILE_NAME).is_file():
        built = build_office(surroundings, place, progress, workers=_WORKERS)
        vault_gate.close(built.desk, "練習用の保管庫をつくった")
    users = vault_gate.look_at(surroundings, place).users
    handler = next(user for user in users if user.name == names.handler)
    return SampleAccess(handler.user_id, names.password)


def delete_sample_office(surroundings: Surroundings) -> None:
    """Remove the practice office and its key; only ever a vault that is marked as practice."""
    place = surroundings.folders.sample_vault
    header = key_slots.read_header(place)
    if not header.sample:
        raise RuntimeError("a real vault is never deleted here")
    with contextlib.suppress(Situation):
        surroundings.key_files.delete(header.vault_id)
    shutil.rmtree(place)
    forget_vault(surroundings, place)


def build_office(surroundings: Surroundings, place: Path, progress: Progress, *, workers: int) -> BuiltOffice:
    """Build an office with ``workers`` invented workers, their families and some payees, half-way through its year.

    It has lived through two months already, the older of which is checked.
    """
    names, office = sample_names(), sample_office()
    progress.report(0, _STEPS, "保管庫をつくっています")
    identity = recovery_sheets.new_identity(office, surroundings.clock.today())
    officer = _user(names.officer, Role.OFFICER, names.password)
    handler = _user(names.handler, Role.HANDLER, names.password)
    newcomer = _user(names.newcomer, Role.HANDLER, names.password)
    auditor = _user(names.auditor, Role.AUDITOR, names.password)
    users_of_it = (officer, handler, newcomer, auditor)
    plan = NewVaultPlan(
        place=place, office=office, users=users_of_it, identity=identity, key_file=True, sample=True
    )
    past = PastOffice(in_the_past(surroundings), place, officer, handler)
    create_vault(past.surroundings, plan)
    first = past.sit(officer)
    _charge(first, officer, newcomer)
    vault_gate.close(first, "担当者を選任した")
    live_two_months(past, payees=max(4, workers // 20))
    second = vault_gate.unlock(surroundings, place, officer.user_id, officer.password)
    add_sample_contractors(second)
    vault_gate.close(second, "委託先を登録した")
    desk = vault_gate.unlock(surroundings, place, handler.user_id, handler.password)
    progress.report(1, _STEPS, "名簿をつくっています")
    people = [sample_worker(n) for n in range(workers)]
    ids = add_people(desk, people).answer
    relatives = [
        sample_relative(ids[n], n, PersonCategory.SPOUSE3 if n % 6 == 1 else PersonCategory.DEPENDANT)
        for n in range(1, workers, 5)
    ]
    add_people(desk, relatives)
    progress.report(2, _STEPS, "同意書を記録しています")
    _consents(desk, ids)
    progress.report(3, _STEPS, "個人番号を登録しています")
    _numbers(desk, ids, people)
    progress.report(4, _STEPS, "依頼と拒否の経過を記録しています")
    _refusal(desk, ids, people)
    progress.report(_STEPS, _STEPS, "できました")
    users = tuple(LoginName(user.user_id, user.name, "") for user in users_of_it)
    return BuiltOffice(desk, users, names.password, identity)


def _charge(desk: Desk, officer: NewUser, newcomer: NewUser) -> None:
    """Put everybody in charge, step by step; the newcomer's pledge is still missing."""
    first = desk.today - timedelta(days=60)
    affairs = tuple(affair.id for affair in desk.law.affairs(desk.today))
    for one in desk.vault.appointments.all():
        mine = affairs if one.role is Role.HANDLER else ()
        appointments.appoint(
            desk,
            one.user_id,
            one.role,
            mine,
            resolved_on=first,
            starts_on=first,
            ends_on=first + timedelta(days=730),
            password=officer.password,
        )
        appointments.record_announced(desk, one.id, first + timedelta(days=2), "事務所の掲示板")
        if one.role is Role.HANDLER and one.user_id != newcomer.user_id:
            received, trained = first + timedelta(days=3), first + timedelta(days=5)
            appointments.record_pledge_received(desk, one.id, received, "総務のキャビネットA-1")
            appointments.record_training(desk, one.id, trained, "取扱規程とマニュアルの読み合わせ")


def _user(name: str, role: Role, password: str) -> NewUser:
    return NewUser(user_id=new_user_id(), name=name, roles=frozenset({role}), password=password)


def _consents(desk: Desk, ids: Sequence[str]) -> None:
    issued = list(ids[: len(ids) * 5 // 6])
    consent_forms.issue_consents(desk, issued, _no_paper)
    received = issued[: len(issued) * 3 // 4]
    consent_forms.record_received(desk, received, desk.today, "総務のキャビネットA-2")


def _no_paper(_facts: Sequence[ConsentFacts]) -> bytes:
    """Practice forms are recorded as printed without paper."""
    return b""


def _numbers(desk: Desk, ids: Sequence[str], people: Sequence[PersonEntry]) -> None:
    for n, (person_id, entry) in enumerate(zip(ids, people, strict=True)):
        if n % 2 == 0 and entry.category is not PersonCategory.DISPATCHED and n < 120:
            take_number(desk, person_id, n)


def _refusal(desk: Desk, ids: Sequence[str], people: Sequence[PersonEntry]) -> None:
    waiting = [
        person_id
        for n, (person_id, entry) in enumerate(zip(ids, people, strict=True))
        if n % 2 and entry.category is not PersonCategory.DISPATCHED
    ]
    for person_id in waiting[:3]:
        asked = CollectionEvent(
            EventKind.REQUESTED, desk.today - timedelta(days=20), "扶養控除等申告書とあわせて依頼しました。"
        )
        collect_number.record_event(desk, person_id, asked)
    for person_id in waiting[:1]:
        explained = CollectionEvent(
            EventKind.EXPLAINED, desk.today - timedelta(days=10), "法令上の義務であることを説明しました。"
        )
        refused = CollectionEvent(
            EventKind.REFUSED, desk.today - timedelta(days=9), "提出しないとの申し出がありました。"
        )
        collect_number.record_event(desk, person_id, explained)
        collect_number.record_event(desk, person_id, refused)
