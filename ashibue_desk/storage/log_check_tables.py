"""The tables of those who read the log: monthly checks, quarterly analyses, mass output that the officer must see."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from ashibue_desk.storage.tables import metadata, text_column

log_superiors = Table(
    "log_superiors",
    metadata,
    text_column("id", default=None, primary_key=True),
    text_column("user_id"),  # empty: no account, checks on paper
    text_column("name", default=None),
    text_column("post"),
    text_column("named_on", default=None),
    text_column("named_by", default=None),
    text_column("ended_on"),
)

log_checks = Table(
    "log_checks",
    metadata,
    text_column("id", default=None, primary_key=True),
    text_column("month", default=None),  # 2026-10
    text_column("checker_id"),  # empty: on paper
    text_column("checker_name", default=None),
    text_column("checked_as", default=None),  # officer, superior or paper
    text_column("checked_on", default=None),  # on paper the day written there
    text_column("recorded_at", default=None),
    text_column("recorded_by", default=None),
    text_column("place"),  # where the sheet lies that was signed on paper
    Column("after_seq", Integer, nullable=False),  # the newest line of the check before; 0: the first one
    Column("last_seq", Integer, nullable=False),  # newest line of the month when it was checked
    Column("lines", Integer, nullable=False),  # lines of the month after after_seq, up to last_seq
    Column("items", Integer, nullable=False),  # what deserved a look
    text_column("comment"),
    Index("ix_log_checks_month", "month"),
)

log_check_remarks = Table(
    "log_check_remarks",
    metadata,
    Column("check_id", ForeignKey("log_checks.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("until_seq", Integer, nullable=False),
    Column("lines", Integer, nullable=False),
    text_column("kinds", default=None),  # JSON list
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
    Column("last_seq", Integer, nullable=False),  # newest line of the quarter at that time
    Column("lines", Integer, nullable=False),
    text_column("findings"),
    Index("ix_access_analyses_quarter", "quarter"),
)

mass_outputs = Table(
    "mass_outputs",
    metadata,
    text_column("id", default=None, primary_key=True),
    Column("seq", Integer, nullable=False),  # the newest line of the act
    text_column("actor_id", default=None),
    text_column("actor_name", default=None),
    Column("by_officer", Integer, nullable=False),  # then somebody else must see it
    text_column("at", default=None),
    text_column("window", default=None),  # hour or day
    Column("persons", Integer, nullable=False),  # in the window, with those about to be put out
    Column("allowed", Integer, nullable=False),  # of the regulation at that time
    text_column("reason", default=None),
    text_column("told_at"),
    text_column("told_to"),
    text_column("note"),
    Index("ix_mass_outputs_told_at", "told_at"),
    Index("ix_mass_outputs_actor_id", "actor_id", "at"),
)
