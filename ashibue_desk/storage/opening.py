"""Opening the database of a vault at the schema of this program."""

from pathlib import Path

from ashibue_desk.storage.connection import DATABASE_NAME
from ashibue_desk.storage.key_material import DatabaseKey
from ashibue_desk.storage.schema import migrate_on_a_copy, needs_migration, refuse_foreign_schema
from ashibue_desk.storage.vault import Vault


def open_vault(folder: Path, key: DatabaseKey, kept: Path) -> Vault:
    """Open the vault in ``folder``. One of an older schema is migrated first, on a copy; the old file is kept as ``kept``.

    Raises ``NewerSchema``, ``ForeignSchema``, and what ``Vault`` and ``migrate_on_a_copy`` raise.
    """
    vault = Vault(folder, key)
    try:
        vault.ask_schema(refuse_foreign_schema)
        if vault.ask_schema(needs_migration):
            vault.close()
            migrate_on_a_copy(folder / DATABASE_NAME, key, kept)
            vault = Vault(folder, key)
            vault.ask_schema(refuse_foreign_schema)
    except BaseException:
        vault.close()
        raise
    return vault
