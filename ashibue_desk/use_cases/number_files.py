"""The register of number files (規程33条): made and closed only by order of the officer, with the reason."""

import uuid
from collections.abc import Mapping

from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.domain.number_files import FILE_KIND_NAMES, FileKind, NumberFile, NumberFilePlan
from ashibue_desk.domain.number_shield import NUMBER_INSIDE, holds_number
from ashibue_desk.domain.problems import Problem
from ashibue_desk.domain.roles import Role
from ashibue_desk.storage.number_key import Compartment
from ashibue_desk.storage.sealing import NotSealedForThis
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.progress import Progress
from ashibue_desk.use_cases.rights import seal_rights, sheet_in_force
from ashibue_desk.use_cases.situations import NotYourDuty, NumberFileGone, NumbersNotMovedYet, NumberTampered

_CHANGED = Changed.NUMBERS | Changed.USERS | Changed.LOG
_TEXTS = ("name", "purpose", "place", "department", "disposal", "reason")


def list_number_files(desk: Desk) -> tuple[NumberFile, ...]:
    """Return the register, closed files too, oldest first."""
    desk.require(Role.OFFICER, Role.HANDLER, Role.AUDITOR, Role.SYSTEM_KEEPER)
    with desk.vault.reading():
        return desk.vault.number_files.all()


def check_number_file(desk: Desk, plan: NumberFilePlan) -> tuple[Problem, ...]:
    """Return what is wrong with a number file that is to be made."""
    desk.require(Role.OFFICER)
    problems = [Problem(name, NUMBER_INSIDE) for name in _TEXTS if holds_number(getattr(plan, name))]
    if not plan.name.strip():
        problems.append(Problem("name", "特定個人情報ファイルの名前を入力してください。"))
    elif plan.name.strip() in {file.name for file in desk.vault.number_files.all() if file.is_open}:
        problems.append(Problem("name", "同じ名前の特定個人情報ファイルがあります。別の名前にしてください。"))
    if not plan.purpose.strip():
        problems.append(Problem("purpose", "何のための特定個人情報ファイルかを入力してください。"))
    if not plan.place.strip():
        problems.append(Problem("place", "どこに保管するかを入力してください。"))
    if not plan.disposal.strip():
        problems.append(Problem("disposal", "どのように廃棄するかを入力してください。"))
    if not plan.reason.strip():
        problems.append(Problem("reason", "つくる理由を入力してください。責任者の指示として記録に残ります。"))
    return (*problems, *_problems_of_affairs(desk, plan))


def create_number_file(
    desk: Desk, plan: NumberFilePlan, progress: Progress | None = None
) -> tuple[Problem, ...] | Done[str]:
    """Enter a number file and return its id. A compartment takes its affairs, and their numbers, from where they were.

    Raises ``NotYourDuty`` for anybody but an officer who holds every key, or ``NumberTampered``.
    """
    desk.require(Role.OFFICER)
    problems = check_number_file(desk, plan)
    if problems:
        return problems
    file_id = uuid.uuid4().hex
    with desk.act():
        if plan.kind is FileKind.VAULT:
            _make_compartment(desk, file_id, plan, progress)
        else:
            desk.vault.number_files.add(file_id, plan, desk.actor.name, desk.now())
        kind = FILE_KIND_NAMES[plan.kind]
        desk.log(_line("特定個人情報ファイルの作成", file_id, plan.name, f"{kind}。理由 {plan.reason}"))
    return Done(file_id, _CHANGED)


def close_number_file(desk: Desk, file_id: str, reason: str) -> tuple[Problem, ...] | Done[str]:
    """Record that a number file is kept no longer; a compartment must be empty. Raises ``NotYourDuty`` or ``NumberFileGone``."""
    desk.require(Role.OFFICER)
    with desk.act():
        file = _open_file(desk, file_id)
        problems = _problems_of_closing(desk, file, reason)
        if problems:
            return problems
        desk.vault.number_files.close(file_id, desk.now(), reason.strip())
        desk.vault.file_keys.revoke(file_id)
        desk.open_file_keys()
        desk.log(_line("特定個人情報ファイルの廃止", file_id, file.name, f"理由 {reason.strip()}"))
    return Done(file_id, _CHANGED)


def _problems_of_affairs(desk: Desk, plan: NumberFilePlan) -> list[Problem]:
    known = {affair.id for affair in desk.law.affairs(desk.today)}
    if not set(plan.affairs) <= known:
        return [Problem("affairs", "いまは一覧にない事務が選ばれています。選び直してください。")]
    if plan.kind is FileKind.VAULT and not plan.affairs:
        return [Problem("affairs", "この特定個人情報ファイルで行う事務を1つ以上選んでください。")]
    return []


def _problems_of_closing(desk: Desk, file: NumberFile, reason: str) -> tuple[Problem, ...]:
    if not reason.strip():
        return (Problem("reason", "廃止する理由を入力してください。責任者の指示として記録に残ります。"),)
    if holds_number(reason):
        return (Problem("reason", NUMBER_INSIDE),)
    if file.kind is not FileKind.VAULT:
        return ()
    held = desk.vault.numbers.how_many_in(file.id) + desk.vault.drops.how_many_in(file.id)
    if held:
        return (Problem("reason", f"まだ{held}人分の番号が入っています。番号がなくなってから廃止できます。"),)
    if file.affairs:
        told = "この特定個人情報ファイルで行う事務が残っています。先に、別の特定個人情報ファイルへ事務を移してください。"
        return (Problem("reason", told),)
    return ()


def _make_compartment(desk: Desk, file_id: str, plan: NumberFilePlan, progress: Progress | None) -> None:
    from ashibue_desk.storage.compartments import make_number_file

    compartments = desk.vault.number_files.compartments()
    if not compartments:
        raise NumbersNotMovedYet
    if not {one.file_id for one in compartments} <= set(desk.file_keys):
        raise NotYourDuty
    sheet = sheet_in_force(desk)
    key = make_number_file(desk.vault, file_id, plan, desk.actor.name, desk.now(), (sheet,))
    assert key is not None  # noqa: S101 - a compartment has one
    target = Compartment(file_id, key.edition, key.private.public_key(), plan.affairs)
    collected = desk.vault.collections.every_affair_by_person()
    needed_for = {person_id for person_id, affairs in collected.items() if affairs & set(plan.affairs)}
    try:
        for source in compartments:  # all of them: an affair may have stood in none for a while
            desk.vault.numbers.copy_into(target, desk.file_keys[source.file_id], key, needed_for)
        for source in compartments:
            if set(source.affairs) & set(plan.affairs):
                _take_affairs_out(desk, source, target, collected)
    except (NotSealedForThis, ValueError):
        raise NumberTampered from None
    desk.file_keys[file_id] = key
    seal_rights(desk, progress)


def _take_affairs_out(
    desk: Desk, source: Compartment, target: Compartment, collected: Mapping[str, frozenset[str]]
) -> None:
    """Take affairs out of a compartment, with the numbers that no other affair keeps there and the drops that wait for them."""
    rest = tuple(affair for affair in source.affairs if affair not in target.affairs)
    moved = frozenset(source.affairs) & frozenset(target.affairs)
    stay = {
        person_id
        for person_id, affairs in collected.items()
        if affairs.intersection(rest) or not affairs & moved
    }
    desk.vault.numbers.take_out(source.file_id, stay)
    desk.vault.drops.move(desk.file_keys[source.file_id], target, rest)
    desk.vault.number_files.set_affairs(source.file_id, rest)


def _open_file(desk: Desk, file_id: str) -> NumberFile:
    try:
        file = desk.vault.number_files.get(file_id)
    except KeyError:
        raise NumberFileGone from None
    if not file.is_open:
        raise NumberFileGone
    return file


def _line(act: str, file_id: str, name: str, detail: str) -> LogLine:
    return LogLine(
        log_class=LogClass.ADMINISTRATION, act=act, object_id=file_id, object_label=name, detail=detail
    )
