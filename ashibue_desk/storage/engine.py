"""SQLAlchemy over connections of the driver: one engine for the whole process, so that a statement is compiled once."""

from functools import cache
from threading import local
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import NullPool

from ashibue_desk.storage.database_errors import situation_of


class _Handed(local):
    """The connection that ``connected`` hands to the engine; each thread its own."""

    raw: Any = None


_HANDED: Final = _Handed()


def connected(raw: Any) -> Connection:
    """Return SQLAlchemy's connection over ``raw``, a connection of the driver; to close it closes ``raw``.

    A database error becomes its ``Situation`` wherever a book reads or writes.
    """
    _HANDED.raw = raw
    try:
        return _engine().connect().execution_options(isolation_level="AUTOCOMMIT")
    finally:
        _HANDED.raw = None


@cache
def _engine() -> Engine:
    import sqlcipher3.dbapi2 as driver

    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: _HANDED.raw,
        poolclass=NullPool,
        hide_parameters=True,  # an exception text would otherwise repeat what was stored
    )
    event.listen(engine, "handle_error", _tell_in_words)
    return engine


def _tell_in_words(context: ExceptionContext) -> None:
    import sqlcipher3.dbapi2 as driver

    if isinstance(context.original_exception, driver.Error):
        raise situation_of(context.original_exception) from None
