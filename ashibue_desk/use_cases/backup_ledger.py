"""The ledger of backups and recovery sheets as an audit asks for it: which, when, where, by whom (規程10条11項, manual 7.3)."""

from dataclasses import dataclass

from ashibue_desk.domain.backup import BackupRecord, RecoverySheetRecord
from ashibue_desk.domain.handling_log import LogEntry
from ashibue_desk.domain.roles import Role
from ashibue_desk.use_cases.back_up_vault import backup_act, list_backups
from ashibue_desk.use_cases.create_vault import CREATED
from ashibue_desk.use_cases.desk import Desk
from ashibue_desk.use_cases.recovery_sheets import sheet_act, sheet_in_force, sheets
from ashibue_desk.use_cases.restore_vault import restore_act

READS_LEDGER = (Role.OFFICER, Role.HANDLER, Role.AUDITOR, Role.SYSTEM_KEEPER)


@dataclass(frozen=True, slots=True)
class LedgerBackup:
    """One generation with the line of the log about it.

    ``line`` is ``None`` where this vault's log does not tell; ``restored``: the vault came back from this very file, whose
    own copy of the log does not know yet who made it. ``checked``: the newest look at the file, if anybody took one.
    """

    record: BackupRecord
    line: LogEntry | None
    restored: bool
    checked: LogEntry | None


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """One recovery sheet, the line of the log about its making, and how many generations of the ledger it opens."""

    record: RecoverySheetRecord
    line: LogEntry | None
    opens: int


@dataclass(frozen=True, slots=True)
class BackupLedger:
    """Backups and sheets, the newest first; ``sheet_in_force``: the newest sheet is that of today's business year."""

    backups: tuple[LedgerBackup, ...]
    sheets: tuple[LedgerSheet, ...]
    sheet_in_force: bool


def check_act(generation: int) -> str:
    """Return what the log says of a look at the file of a generation."""
    return f"保管庫の写しの確認(第{generation}世代)"


def backup_ledger(desk: Desk) -> BackupLedger:
    """Return the whole ledger. Raises ``NotYourDuty`` for a receiver."""
    desk.require(*READS_LEDGER)
    backups, made = list_backups(desk), sheets(desk)
    lines = _lines(desk, backups, made)
    return BackupLedger(
        tuple(_backup(record, lines) for record in backups),
        tuple(_sheet(record, at == len(made) - 1, lines, backups) for at, record in enumerate(made)),
        sheet_in_force(desk),
    )


def _lines(
    desk: Desk, backups: tuple[BackupRecord, ...], made: tuple[RecoverySheetRecord, ...]
) -> dict[str, LogEntry]:
    """Return the newest line of each act by which something came into the ledger."""
    acts = {CREATED, *(sheet_act(record.business_year) for record in made)}
    for record in backups:
        acts |= {act(record.generation) for act in (backup_act, restore_act, check_act)}
    with desk.vault.reading():
        newest = desk.vault.log.newest_of(frozenset(acts))
        entries = {entry.seq: entry for entry in desk.vault.log_figures.lines_of(newest.values())}
    return {act: entries[seq] for act, seq in newest.items()}


def _backup(record: BackupRecord, lines: dict[str, LogEntry]) -> LedgerBackup:
    checked = lines.get(check_act(record.generation))
    made, came_back = lines.get(backup_act(record.generation)), lines.get(restore_act(record.generation))
    restored = made is None and came_back is not None
    return LedgerBackup(record, made or came_back, restored, checked)


def _sheet(
    record: RecoverySheetRecord,
    is_first: bool,  # noqa: FBT001 - a fact about the sheet, not a switch
    lines: dict[str, LogEntry],
    backups: tuple[BackupRecord, ...],
) -> LedgerSheet:
    opens = sum(1 for backup in backups if backup.recovery_public == record.public)
    made = lines.get(CREATED) if is_first else lines.get(sheet_act(record.business_year))
    return LedgerSheet(record, made, opens)
