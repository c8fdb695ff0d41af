"""What lies in a backup beside the database: the manifest and the keys, written and read (docs/restore-by-hand.md).

Anybody can seal something to the public half of a sheet, so whatever is read here may be made up.
"""

import json
from base64 import b64decode
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ashibue_desk.domain.backup import VaultSummary
from ashibue_desk.domain.roles import Role
from ashibue_desk.storage.connection import keyspec_for_sql
from ashibue_desk.storage.key_material import DatabaseKey, agreement_private, private_bytes
from ashibue_desk.storage.situations import BackupDamaged

FORMAT = "ashibue-desk backup 1"
_MOST = 2**31 - 1  # of anything a manifest counts
# What reading values that somebody made up can raise.
UNREADABLE = (KeyError, ValueError, TypeError, AttributeError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlan:
    """What a backup says of itself, and the keys that go into its recovery bundle."""

    vault_id: str
    generation: int
    made_at: str
    business_year: int
    recovery_public: str
    schema: str
    log_seq: int
    log_head: str  # hash of that entry in hex: what the log was when the backup was made
    summary: VaultSummary
    users: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class BackupProof:
    """What was written: the age file's SHA-256 and size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class OpenedBackup:
    """A backup taken apart: its database lies at ``database``, still encrypted under ``key``.

    ``number_key_0001`` comes with backups of the first schema; later the keys of numbers lie in the database itself.
    """

    database: Path
    key: DatabaseKey
    number_key_0001: bytes = field(repr=False)
    vault_id: str
    schema: str
    business_year: int
    summary: VaultSummary
    users: tuple[dict[str, Any], ...]
    proof: BackupProof


def manifest_of(plan: BackupPlan, digest: str, size: int) -> bytes:
    """Return the manifest of a database of ``size`` bytes with this SHA-256."""
    return _json(
        {
            "format": FORMAT,
            "vault_id": plan.vault_id,
            "generation": plan.generation,
            "made_at": plan.made_at,
            "business_year": plan.business_year,
            "schema": plan.schema,
            "log_seq": plan.log_seq,
            "log_head": plan.log_head,
            "summary": asdict(plan.summary),
            "database_sha256": digest,
            "database_size": size,
        }
    )


def recovery_of(plan: BackupPlan, key: DatabaseKey) -> bytes:
    """Return the keys that go with the database."""
    return _json(
        {
            "database_keyspec": key.keyspec(),
            "users": list(plan.users),
        }
    )


def read_bundle(manifest: bytes, recovery: bytes, database: Path, proof: BackupProof) -> OpenedBackup:
    """Return what manifest and keys tell; raise ``BackupDamaged`` where they tell what no program of ours writes."""
    try:
        said, keys = json.loads(manifest), json.loads(recovery)
        return OpenedBackup(
            database=database,
            key=_key_in(keys["database_keyspec"]),
            number_key_0001=_number_key_in(keys.get("number_key")),
            vault_id=str(said["vault_id"]),
            schema=str(said["schema"]),
            business_year=_count_in(said["business_year"]),
            summary=_summary_in(said["summary"]),
            users=tuple(_user_in(user) for user in keys["users"]),
            proof=proof,
        )
    except UNREADABLE:
        raise BackupDamaged from None


def _number_key_in(stored: str | None) -> bytes:
    return b"" if stored is None else private_bytes(agreement_private(b64decode(stored)))


def _key_in(keyspec: str) -> DatabaseKey:
    key = DatabaseKey(bytes.fromhex(keyspec[2:-1]))
    keyspec_for_sql(key)
    return key


def _summary_in(told: dict[str, Any]) -> VaultSummary:
    summary = VaultSummary(**told)
    for name in ("generation", "people", "numbers", "log_lines"):
        _count_in(getattr(summary, name))
    datetime.fromisoformat(summary.made_at)
    if summary.last_log_at != "":
        datetime.fromisoformat(summary.last_log_at)
    return replace(summary, office_name=str(summary.office_name))


def _count_in(told: Any) -> int:
    if type(told) is not int or not 0 <= told <= _MOST:
        raise ValueError("no count")
    return told


def _user_in(told: dict[str, Any]) -> dict[str, Any]:
    roles = [Role(role).value for role in told["roles"]]
    return {"user_id": str(told["user_id"]), "name": str(told["name"]), "roles": roles}


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
