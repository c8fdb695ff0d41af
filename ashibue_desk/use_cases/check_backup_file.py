"""Looking whether a backup still lies where the ledger says, as it was written; the answer stays in the log (manual 7.3)."""

import os
from enum import Enum
from pathlib import Path

from ashibue_desk.domain.backup import BackupRecord
from ashibue_desk.domain.handling_log import LogClass, LogLine
from ashibue_desk.files.private_files import open_regular, sha256_of
from ashibue_desk.files.situations import FileMissing, FileUnreadable
from ashibue_desk.use_cases.backup_ledger import READS_LEDGER, check_act
from ashibue_desk.use_cases.changes import Changed, Done
from ashibue_desk.use_cases.desk import Desk


class FileState(Enum):
    """What was found at the place of a backup; the value is what the log says of it."""

    AS_WRITTEN = "書いたときのまま"
    CHANGED = "書いたときと違う"
    NOT_THERE = "見あたらない"
    UNREADABLE = "読めない"


def check_backup_file(desk: Desk, generation: int) -> Done[FileState]:
    """Compare the file of ``generation`` with the ledger, byte for byte by its SHA-256, and record what was found.

    Nothing is opened: that takes the recovery sheet. Raises ``NotYourDuty``, or ``KeyError`` for a generation that is not in
    the ledger.
    """
    desk.require(*READS_LEDGER)
    with desk.vault.reading():
        records = {record.generation: record for record in desk.vault.backups.all()}
    record = records[generation]
    state = _state_of(record)
    with desk.act():
        desk.log(
            LogLine(
                log_class=LogClass.ADMINISTRATION,
                act=check_act(generation),
                object_label=record.file_name,
                detail=state.value,
            )
        )
    return Done(state, Changed.BACKUPS | Changed.LOG)


def _state_of(record: BackupRecord) -> FileState:
    try:
        with open_regular(Path(record.place) / record.file_name) as file:
            # Whatever lies there now: one of another size is not read through, which could take for ever.
            same_size = os.fstat(file.fileno()).st_size == record.size
            digest = sha256_of(file) if same_size else ""
    except FileMissing:
        return FileState.NOT_THERE
    except (FileUnreadable, OSError):
        return FileState.UNREADABLE
    return FileState.AS_WRITTEN if digest == record.sha256 else FileState.CHANGED
