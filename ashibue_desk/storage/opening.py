"""Opening the database of a vault at the schema of this program."""

from pathlib import Path

from ashibue_desk.storage.connection import DATABASE_NAME
from ashibue_desk.storage.key_material import DatabaseKey
from ashibue_desk.storage.schema import migrate_on_a_copy, needs_migration
from ashibue_desk.storage.vault import Vault


def open_vault(folder: Path, key: DatabaseKey, kept: Path) -> Vault:
    """Open the vault in ``folder``. One of an older schema is migrated first, on a copy; the old file is kept as ``kept``.

    Raises ``NewerSchema``, and what ``Vault`` and ``migrate_on_a_copy`` raise.
    """
    vault = Vault(folder, key)
    try:
        is_older = vault.with_raw(needs_migration)
    except BaseException:
        vault.close()
        raise
    if not is_older:
        return vault
    vault.close()
    migrate_on_a_copy(folder / DATABASE_NAME, key, kept)
    return Vault(folder, key)
