"""An empty vault in memory, on which the statements of the first minute are compiled before the real one is open.

To compile a statement takes SQLAlchemy about ten times as long as to run it, and there is one engine for the whole process.
"""

from pathlib import Path

from ashibue_desk.storage.vault import Vault
from ashibue_desk.storage.whole_schema import metadata


class EmptyVault(Vault):
    """Nothing in it comes from a file or goes to one."""

    def __init__(self) -> None:
        """Make the tables, without the triggers: nothing is written that they would watch."""
        import sqlcipher3.dbapi2 as driver

        self.folder = Path()
        self._log = None
        self._looked_at = (0, 0)
        self._begin(driver.connect(":memory:", isolation_level=None, check_same_thread=False))
        metadata.create_all(self._connection, checkfirst=False)

    def _refuse_foreign_schema(self) -> None:
        """Nobody else can write into it."""
