"""From an error of the database driver to what befell the person at the desk.

Decided by SQLite's result code where the driver gives one; the text is never shown, since it may repeat a key.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from ashibue_desk.domain.errors import Situation
from ashibue_desk.storage.situations import VaultBusy, VaultDamaged, VaultDiskFull, VaultReadOnly

_BY_CODE: dict[int, type[Situation]] = {
    5: VaultBusy,  # SQLITE_BUSY
    6: VaultBusy,  # SQLITE_LOCKED
    8: VaultReadOnly,  # SQLITE_READONLY
    10: VaultDiskFull,  # SQLITE_IOERR: a full disk shows itself so when the WAL cannot grow
    11: VaultDamaged,  # SQLITE_CORRUPT
    13: VaultDiskFull,  # SQLITE_FULL
    14: VaultReadOnly,  # SQLITE_CANTOPEN
    26: VaultDamaged,  # SQLITE_NOTADB
}
_BY_TEXT = (
    ("disk is full", VaultDiskFull),
    ("disk I/O error", VaultDiskFull),
    ("locked", VaultBusy),
    ("readonly", VaultReadOnly),
    ("unable to open", VaultReadOnly),
    ("malformed", VaultDamaged),
    ("not a database", VaultDamaged),
    # SQLCipher takes a page of zeros for one that was never written.
    ("Could not decode to UTF-8", VaultDamaged),
)


@contextmanager
def in_words() -> Iterator[None]:
    """Have every database error in the block raised as its situation."""
    import sqlcipher3.dbapi2 as driver
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except DBAPIError as error:
        raise situation_of(error.orig or error) from None
    except driver.Error as error:
        raise situation_of(error) from None


def situation_of(error: BaseException) -> Exception:
    """Return the situation behind a driver error; a plain ``RuntimeError`` without text if it is our own bug."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int) and code & 0xFF in _BY_CODE:
        return _BY_CODE[code & 0xFF]()
    text = str(error)
    for part, situation in _BY_TEXT:
        if part in text:
            return situation()
    return RuntimeError(f"unexpected database error: {type(error).__name__}")
