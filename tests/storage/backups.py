"""A backup of the ready office, as the tests of storage write it."""

from pathlib import Path
from typing import Any

import pytest

from ashibue_desk.domain.backup import VaultSummary
from ashibue_desk.storage import backup_file
from ashibue_desk.storage.backup_file import write_backup
from ashibue_desk.storage.backup_inside import BackupPlan
from ashibue_desk.storage.connection import DATABASE_NAME, connect
from ashibue_desk.storage.recovery_identity import RecoveryIdentity
from tests.helpers.desks import Scene
from tests.storage.databases import key_of

SUMMARY = VaultSummary(
    made_at="2026-06-15T01:00:00+00:00",
    generation=1,
    office_name="みなもの笛",
    people=9,
    numbers=3,
    log_lines=14,
    last_log_at="",
)


def always() -> bool:
    """Go on with the backup, whenever it is asked."""
    return True


def plan_to(identity: RecoveryIdentity) -> BackupPlan:
    """Return the plan of a backup sealed to this sheet."""
    return BackupPlan(
        vault_id="0" * 32,
        generation=1,
        made_at=SUMMARY.made_at,
        business_year=2026,
        recovery_public=identity.public,
        schema="0001",
        log_seq=14,
        log_head="ab" * 32,
        summary=SUMMARY,
        users=({"user_id": "u", "name": "星川 楓", "roles": ["officer"]},),
    )


def back_up(scene: Scene, target: Path, go_on: Any = always) -> backup_file.BackupProof:
    """Write a backup of the vault to ``target`` and return its proof."""
    raw = connect(scene.place / DATABASE_NAME, key_of(scene))
    try:
        return write_backup(raw, plan_to(scene.identity), scene.root / "work", target, go_on=go_on)
    finally:
        raw.close()


@pytest.fixture
def backup(scene: Scene, tmp_path: Path) -> Path:
    """Give a backup of the vault of ``scene``."""
    target = tmp_path / "backup.age"
    back_up(scene, target)
    return target


def left_in(folder: Path) -> list[str]:
    """Return the files below ``folder``, as paths from there."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
