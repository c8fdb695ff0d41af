"""An open vault: one connection, its books, and transactions in which data and log line commit together."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from ashibue_desk.storage.appointment_book import AppointmentBook
from ashibue_desk.storage.backup_book import BackupBook
from ashibue_desk.storage.collection_book import CollectionBook
from ashibue_desk.storage.connection import DATABASE_NAME, commits_of_others, connect_counting, verify
from ashibue_desk.storage.consent_book import ConsentBook
from ashibue_desk.storage.contractor_book import ContractorBook
from ashibue_desk.storage.database_errors import in_words
from ashibue_desk.storage.draft_book import DraftBook
from ashibue_desk.storage.drop_book import DropBook
from ashibue_desk.storage.engine import connected
from ashibue_desk.storage.file_key_book import FileKeyBook
from ashibue_desk.storage.import_book import ImportBook
from ashibue_desk.storage.key_material import DatabaseKey
from ashibue_desk.storage.log_book import LogBook
from ashibue_desk.storage.log_check_book import LogCheckBook
from ashibue_desk.storage.log_figures import LogFigures
from ashibue_desk.storage.mass_output_book import MassOutputBook
from ashibue_desk.storage.number_book import NumberBook
from ashibue_desk.storage.number_file_book import NumberFileBook
from ashibue_desk.storage.paper_book import PaperBook
from ashibue_desk.storage.people_book import PeopleBook
from ashibue_desk.storage.schema import refuse_foreign_schema
from ashibue_desk.storage.settings_book import SettingsBook
from ashibue_desk.storage.situations import ForeignSchema, VaultDamaged
from ashibue_desk.storage.superior_view_book import SuperiorViewBook
from ashibue_desk.storage.user_book import UserBook
from ashibue_desk.storage.wording_book import WordingBook

T = TypeVar("T")
_UNKNOWN = -1  # no count of SQLite's


class Vault:
    """The books of one vault. One thread owns it.

    Attributes:
        folder: where the vault lies.
        people, numbers, collections, consents, log, settings, users, imports, drafts, backups, contractors: the books.
        number_files, file_keys, drops: the compartments, who may open them, and what waits to be taken over.
        log_figures, log_checks: the log counted, and its monthly checks.
        appointments, superior_views: who is in charge of what, and which superiors may look.
        papers: the ledger of papers that come back or are filed.
        mass_outputs: who put out many numbers at once, and why.
        wordings: the office's own versions of the forms' wording.

    """

    def __init__(self, folder: Path, key: DatabaseKey) -> None:
        """Open the database in ``folder``; raises what ``connect`` raises, and ``VaultDamaged`` if it was cut short."""
        self.folder = folder
        self._log: LogBook | None = None  # sealing goes on where the database is opened again
        self._open(key)

    def reopen(self, key: DatabaseKey) -> None:
        """Open the database after ``close``, under another key; raises as at first, and ``ForeignSchema``."""
        self._open(key)
        try:
            refuse_foreign_schema(self._raw)
        except BaseException:
            self.close()
            raise

    def _open(self, key: DatabaseKey) -> None:
        raw, commits = connect_counting(self.folder / DATABASE_NAME, key)
        try:
            self._refuse_truncated(raw)
        except BaseException:
            raw.close()
            raise
        self._begin(raw)
        # What SQLite had counted when we looked at the schema: its changes, and commits of others.
        self._looked_at = (self._schema_version(), commits)

    def _begin(self, raw: Any) -> None:
        self._raw = raw
        self._connection = connected(raw)
        self._in_transaction = False
        self._make_books(self._connection)

    def _make_books(self, connection: Connection) -> None:
        self.people = PeopleBook(connection)
        self.numbers = NumberBook(connection)
        self.number_files = NumberFileBook(connection)
        self.file_keys = FileKeyBook(connection)
        self.drops = DropBook(connection)
        self.collections = CollectionBook(connection)
        self.consents = ConsentBook(connection)
        self.log = LogBook(connection) if self._log is None else self._log.moved_to(connection)
        self._log = self.log
        self.log_figures = LogFigures(connection)
        self.log_checks = LogCheckBook(connection)
        self.settings = SettingsBook(connection)
        self.users = UserBook(connection)
        self.imports = ImportBook(connection)
        self.drafts = DraftBook(connection)
        self.backups = BackupBook(connection)
        self.contractors = ContractorBook(connection)
        self.appointments = AppointmentBook(connection)
        self.superior_views = SuperiorViewBook(connection)
        self.papers = PaperBook(connection)
        self.mass_outputs = MassOutputBook(connection)
        self.wordings = WordingBook(connection)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit everything in the block together, or nothing of it; never nested.

        Raises the ``Situation`` behind a database error, and ``ForeignSchema`` where somebody wrote to the schema meanwhile.
        """
        if self._in_transaction:
            raise RuntimeError("a transaction is open already")
        self._connection.exec_driver_sql("BEGIN IMMEDIATE")
        self._in_transaction = True
        try:
            self._refuse_foreign_schema()
            yield
            self.log.before_commit()
            self._connection.exec_driver_sql("COMMIT")
        except BaseException:
            self._roll_back()
            self.log.after_rollback()
            raise
        else:
            self.log.after_commit()
        finally:
            self._in_transaction = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read in the block; a database error becomes its ``Situation``."""
        with in_words():
            yield

    def writes(self) -> int:
        """Return how many rows were written, changed or deleted since the vault was opened."""
        return int(self._raw.total_changes)

    def with_raw(self, work: Callable[[Any], T]) -> T:
        """Run ``work`` on the driver's connection, outside any transaction (export, checks).

        The schema is looked at again before the next transaction: where an ATTACH fails SQLite reads it anew.
        """
        self._look_again()
        return work(self._raw)

    def ask_schema(self, read: Callable[[Any], T]) -> T:
        """Return what ``read`` tells of the schema; it only reads."""
        return read(self._raw)

    def verify(self) -> None:
        """Check every page and the whole structure; raise ``VaultDamaged``."""
        verify(self._raw)

    def close(self) -> None:
        """Write everything back into the one file and close it."""
        self._connection.close()
        self._raw.close()

    def _refuse_foreign_schema(self) -> None:
        """Look at the schema where anybody but us wrote since the last look; called within a transaction.

        SQLite's count of changes to the schema is not enough, for it can be put back. And what lies in the file now need not be what
        SQLite read: it reads it anew here, where nobody else can write.
        """
        counted = (self._schema_version(), commits_of_others(self._raw))
        if counted == self._looked_at:
            return
        if counted[0] != self._looked_at[0]:
            raise ForeignSchema
        self._raw.execute("PRAGMA writable_schema = RESET")
        refuse_foreign_schema(self._raw)
        self._looked_at = counted

    def _look_again(self) -> None:
        self._looked_at = (self._looked_at[0], _UNKNOWN)

    def _schema_version(self) -> int:
        """Return SQLite's count of changes to the schema: none is made while a vault is open."""
        return int(self._raw.execute("PRAGMA main.schema_version").fetchone()[0])

    def _roll_back(self) -> None:
        # A full disk may have rolled back already; SQLite then says that none is active.
        if self._raw.in_transaction:
            self._raw.rollback()
        self._look_again()  # SQLite reads the schema anew where temporary triggers went with it

    def _refuse_truncated(self, raw: Any) -> None:
        with in_words():
            pages = int(raw.execute("PRAGMA page_count").fetchone()[0])
            page_size = int(raw.execute("PRAGMA page_size").fetchone()[0])
        on_disk = (self.folder / DATABASE_NAME).stat().st_size
        wal = self.folder / (DATABASE_NAME + "-wal")
        if on_disk < pages * page_size and not (wal.is_file() and wal.stat().st_size):
            raise VaultDamaged
