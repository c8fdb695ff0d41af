"""The tables of the sealed log: seals of its entries, fingerprints of the rows they wrote, keys for searching it."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table

from ashibue_desk.storage.tables import metadata, text_column

log_seals = Table(
    "log_seals",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("epoch", Integer, nullable=False),
    text_column("session", default=None),
    Column("tick", Integer, nullable=False),  # milliseconds of a clock that never runs backwards
    text_column("extra"),  # canonical JSON: opening, session, signers, rows, confirmations
    Column("hash", LargeBinary, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=True),
)

row_seals = Table(
    "row_seals",
    metadata,
    Column("seq", Integer, primary_key=True),
    text_column("table_name", default=None, primary_key=True),
    text_column("row_key", default=None, primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),  # empty: the row was deleted
    Index("ix_row_seals_table_name", "table_name", "row_key", "seq"),
)

log_keys = Table(
    "log_keys",
    metadata,
    Column("seq", Integer, primary_key=True),
    text_column("words", default=None),  # what the line says, folded for searching
)
