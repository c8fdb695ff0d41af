"""The tables of those who read the log: monthly checks, quarterly analyses, mass output that the officer must see."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from ashibue_desk.storage.tables import metadata, text_column

log_checks = Table(
    "log_checks",
    metadata,
    text_column("id", default=None, primary_key=True),
    text_column("month", default=None),  # 2026-10
    text_column("handler_id"),  # whose lines alone; empty: everybody's
    text_column("checker_id", default=None),
    text_column("checker_name", default=None),
    text_column("checked_as", default=None),  # officer or superior
    text_column("checked_at", default=None),
    Column("lines", Integer, nullable=False),
    Column("last_seq", Integer, nullable=False),  # newest line of the month when it was checked
    text_column("comment"),
    Index("ix_log_checks_month", "month"),
)

log_check_remarks = Table(
    "log_check_remarks",
    metadata,
    Column("check_id", ForeignKey("log_checks.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("in_order", Integer, nullable=False),
    text_column("remark"),
)

access_analyses = Table(
    "access_analyses",
    metadata,
    text_column("id", default=None, primary_key=True),
    text_column("quarter", default=None),  # 2026-Q4, calendar quarters
    text_column("maker_id", default=None),
    text_column("maker_name", default=None),
    text_column("made_at", default=None),
    Column("last_seq", Integer, nullable=False),
    text_column("findings"),
)

mass_outputs = Table(
    "mass_outputs",
    metadata,
    text_column("id", default=None, primary_key=True),
    text_column("actor_id", default=None),
    text_column("actor_name", default=None),
    text_column("at", default=None),
    text_column("window", default=None),  # hour or day
    Column("persons", Integer, nullable=False),  # in the window, with those about to be put out
    text_column("reason", default=None),
    text_column("told_at"),
    text_column("told_to"),
    Index("ix_mass_outputs_told_at", "told_at"),
)
