"""Making a backup: judged place, fresh key, written, read back and proven, entered in the ledger."""

from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from ashibue_desk.domain.backup import BackupRecord, VaultSummary
from ashibue_desk.domain.handling_log import LogClass, LogFilter, LogLine
from ashibue_desk.domain.roles import Role
from ashibue_desk.machine.drives.place import Place
from ashibue_desk.machine.situations import PlaceRefused
from ashibue_desk.storage.connection import WORK_FOLDER
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.log_seals import head_of
from ashibue_desk.use_cases.progress import Progress
from ashibue_desk.use_cases.recovery_sheets import may_renew_sheet, sheet_in_force
from ashibue_desk.use_cases.situations import SheetOutOfYear, StoppedByHand

if TYPE_CHECKING:
    from ashibue_desk.storage.backup_inside import BackupPlan

MAY_BACK_UP = (Role.OFFICER, Role.HANDLER, Role.SYSTEM_KEEPER)
_STEPS = 3
_INSIDE_VAULT = "保管庫のフォルダーの中は、保管庫と一緒に失われるため保存先に使えません。"
_SAME_DISK = (
    "ただし、保管庫と同じディスクです。ディスクが壊れると両方とも失われるので、できたファイルをCD-Rなどにも写し、"
    "別の場所にしまってください。"
)
_ASK_FOR_SHEET = "責任者に、今年度の復旧シートをつくるように頼んでください。"


def backup_act(generation: int) -> str:
    """Return what the log says of making a generation."""
    return f"バックアップ(第{generation}世代)"


def examine_place(desk: Desk, folder: Path) -> Place:
    """Return whether a backup may go to ``folder``, and why (manual 7.3: no USB); what goes down with the vault is told."""
    desk.require(*MAY_BACK_UP)
    drives = desk.surroundings.drives
    place = drives.examine(folder)
    if _is_inside_vault(desk, folder):
        return replace(place, allowed=False, sentence=_INSIDE_VAULT)
    if place.allowed and place.identity == drives.examine(desk.vault.folder).identity:
        return replace(place, sentence=f"{place.sentence}{_SAME_DISK}")
    return place


def _is_inside_vault(desk: Desk, folder: Path) -> bool:
    return folder.resolve().is_relative_to(desk.vault.folder.resolve())


def list_backups(desk: Desk) -> tuple[BackupRecord, ...]:
    """Return the ledger, newest first."""
    with desk.vault.reading():
        return desk.vault.backups.all()


def summary_of(desk: Desk, generation: int = 0) -> VaultSummary:
    """Return how much the open vault holds now."""
    with desk.vault.reading():
        rows = desk.vault.people.rows()
        last = desk.vault.log.read(LogFilter(most=1))
        return VaultSummary(
            made_at=desk.now(),
            generation=generation,
            office_name=desk.vault.settings.office().name,
            people=len(rows),
            numbers=sum(1 for row in rows if row.has_number),
            log_lines=desk.vault.log.how_many(LogFilter()),
            last_log_at=last[0].local_at if last else "",
        )


def back_up_vault(desk: Desk, folder: Path, progress: Progress) -> Done[BackupRecord]:
    """Write a proven backup into ``folder``.

    Raises ``PlaceRefused``, ``PlaceChanged``, ``SheetOutOfYear``, ``BackupNotProven``, ``StoppedByHand`` or what the
    disk refuses; then no backup is left and none is in the ledger.
    """
    from ashibue_desk.storage.backup_file import Stopped, write_backup

    desk.require(*MAY_BACK_UP)
    if not sheet_in_force(desk):
        raise SheetOutOfYear if may_renew_sheet(desk) else SheetOutOfYear(todo=_ASK_FOR_SHEET)
    if _is_inside_vault(desk, folder):
        raise PlaceRefused(what=_INSIDE_VAULT)
    place = desk.surroundings.drives.require(folder)
    generation = desk.vault.backups.next_generation()
    target = _free_name(folder, f"ashibue-{desk.header.business_year}-{generation:04}-{desk.today:%Y%m%d}")
    plan = _plan(desk, generation)
    steps = iter(range(1, _STEPS + 1))

    def go_on() -> bool:
        progress.report(next(steps), _STEPS, "書き込んだものを読み直して確かめています")
        return not progress.should_stop()

    progress.report(0, _STEPS, "保管庫の写しをつくっています")
    work = desk.vault.folder / WORK_FOLDER
    try:
        proof = desk.vault.with_raw(lambda raw: write_backup(raw, plan, work, target, go_on=go_on))
    except Stopped:
        raise StoppedByHand from None
    try:
        desk.surroundings.drives.recheck(place, folder)
        record = BackupRecord(
            generation=generation,
            made_at=plan.made_at,
            business_year=plan.business_year,
            recovery_public=plan.recovery_public,
            file_name=target.name,
            place=str(folder),
            device=place.device_label,
            sha256=proof.sha256,
            size=proof.size,
            log_seq=plan.log_seq,
        )
        with desk.act():
            desk.vault.backups.add(record)
            desk.log(
                LogLine(
                    log_class=LogClass.ADMINISTRATION,
                    act=backup_act(generation),
                    object_label=target.name,
                    detail=place.device_label,
                )
            )
    except BaseException:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        raise
    progress.report(_STEPS, _STEPS, "バックアップができました")
    return Done(record, Changed.BACKUPS | Changed.LOG)


def _free_name(folder: Path, stem: str) -> Path:
    """Return a name under which nothing lies: a second vault or a restored one may have the same generation."""
    name, others = folder / f"{stem}.age", count(2)
    while name.exists():
        name = folder / f"{stem}-{next(others)}.age"
    return name


def _plan(desk: Desk, generation: int) -> "BackupPlan":
    from ashibue_desk.storage.backup_inside import BackupPlan
    from ashibue_desk.storage.schema import HEAD

    users = tuple(
        {"user_id": user.user_id, "name": user.name, "roles": sorted(role.value for role in user.roles)}
        for user in desk.vault.users.active()
    )
    head = head_of(desk)
    return BackupPlan(
        vault_id=desk.header.vault_id,
        generation=generation,
        made_at=desk.now(),
        business_year=desk.header.business_year,
        recovery_public=desk.header.recovery_public,
        schema=HEAD,
        log_seq=head.seq,
        log_head=head.head.hex(),
        summary=summary_of(desk, generation),
        users=users,
    )
