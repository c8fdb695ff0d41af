"""The ledger of backups and of the recovery sheets to which they are sealed."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from ashibue_desk.domain.backup import BackupRecord, RecoverySheetRecord
from ashibue_desk.storage.tables import backups, recovery_sheets


@dataclass(frozen=True, slots=True)
class BackupBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def next_generation(self) -> int:
        """Return the number the next backup bears; the first is 1."""
        return 1 + int(
            self.connection.execute(select(func.coalesce(func.max(backups.c.generation), 0))).scalar_one()
        )

    def add(self, record: BackupRecord) -> None:
        """Record a backup that was written and proven."""
        self.connection.execute(
            insert(backups).values(
                generation=record.generation,
                made_at=record.made_at,
                business_year=record.business_year,
                recovery_public=record.recovery_public,
                file_name=record.file_name,
                place=record.place,
                device=record.device,
                sha256=record.sha256,
                size=record.size,
                log_seq=record.log_seq,
            )
        )

    def all(self) -> tuple[BackupRecord, ...]:
        """Return every backup, newest first."""
        return tuple(
            BackupRecord(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
            for row in self.connection.execute(select(backups).order_by(backups.c.generation.desc()))
        )

    def add_sheet(self, sheet: RecoverySheetRecord) -> None:
        """Record a recovery sheet that was printed."""
        self.connection.execute(
            insert(recovery_sheets).values(
                public=sheet.public,
                business_year=sheet.business_year,
                made_at=sheet.made_at,
                proven_at=sheet.proven_at,
            )
        )

    def sheets(self) -> tuple[RecoverySheetRecord, ...]:
        """Return every recovery sheet, newest first."""
        query = select(recovery_sheets).order_by(recovery_sheets.c.made_at.desc())
        return tuple(
            RecoverySheetRecord(row.public, row.business_year, row.made_at, row.proven_at)
            for row in self.connection.execute(query)
        )
