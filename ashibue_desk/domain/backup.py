"""Backups and the recovery sheets that open them (規程10条11項, manual 7.3: never on a USB stick)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRecord:
    """One generation in the ledger. ``size`` is in bytes, ``made_at`` UTC in ISO 8601."""

    generation: int
    made_at: str
    business_year: int
    recovery_public: str
    file_name: str
    place: str
    device: str
    sha256: str
    size: int
    log_seq: int


@dataclass(frozen=True, slots=True)
class RecoverySheetRecord:
    """One printed sheet: its public half, the business year it serves, when it was made and proven."""

    public: str
    business_year: int
    made_at: str
    proven_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultSummary:
    """What is compared before a restore: how much a vault or a backup holds."""

    made_at: str
    generation: int
    office_name: str
    people: int
    numbers: int
    log_lines: int
    last_log_at: str
